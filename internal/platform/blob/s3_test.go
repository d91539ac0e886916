package blob_test

import (
	"bytes"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/blob"
)

// s3Env may name a store to test against: http://access:secret@host:port.
const s3Env = "PORTICO_S3_TEST_URL"

const access, secret = "portico-test", "portico-test-secret"

// gateway starts a versitygw for the test, if there is one.
func gateway(t testing.TB) string {
	t.Helper()
	if at := os.Getenv(s3Env); at != "" {
		return at
	}
	at, _ := private(t)
	return at
}

// private starts a versitygw that the test may also stop.
func private(t testing.TB) (at string, stop func()) {
	t.Helper()
	program, err := exec.LookPath("versitygw")
	if err != nil {
		t.Skip("no S3 store to test against: put versitygw on the PATH (go install github.com/versity/versitygw/cmd/versitygw@v1.8.0) or set " + s3Env)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close() // the gateway takes the port over
	cmd := exec.Command(program, "--access", access, "--secret", secret, "--port", addr, "--quiet", "posix", t.TempDir())
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop = sync.OnceFunc(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	t.Cleanup(stop)
	for range 500 {
		if c, err := net.Dial("tcp", addr); err == nil {
			_ = c.Close()
			return fmt.Sprintf("http://%s:%s@%s", access, secret, addr), stop
		}
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	t.Fatalf("versitygw does not answer: %s", out.String())
	return "", nil
}

var buckets atomic.Int32

// bucket makes an empty bucket and opens it.
func bucket(t testing.TB, at string) *blob.S3 {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	pass, _ := u.User.Password()
	c, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(u.User.Username(), pass, ""), Secure: u.Scheme == "https", Region: "us-east-1",
	})
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("portico-test-%d-%d", os.Getpid(), buckets.Add(1))
	if err := c.MakeBucket(t.Context(), name, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	s, err := blob.NewS3(t.Context(), blob.S3Config{
		Endpoint: u.Scheme + "://" + u.Host, Bucket: name, Prefix: "portico", Access: u.User.Username(), Secret: pass, Spool: t.TempDir(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestS3(t *testing.T) {
	t.Parallel()
	at := gateway(t)
	contract(t, func(t *testing.T) blob.Store { return bucket(t, at) })
}

func TestAMissingBucketIsNamed(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse(gateway(t))
	pass, _ := u.User.Password()
	_, err := blob.NewS3(t.Context(), blob.S3Config{
		Endpoint: u.Scheme + "://" + u.Host, Bucket: "not-there", Access: u.User.Username(), Secret: pass,
	})
	if err == nil || !strings.Contains(err.Error(), `no bucket "not-there"`) {
		t.Errorf("opened with %v", err)
	}
}

func TestAStoreThatWentAwayIsUnavailable(t *testing.T) {
	t.Parallel()
	at, stop := private(t)
	s := bucket(t, at)
	ref := put(t, s, noise(10))
	stop()
	if _, err := s.Put(t.Context(), bytes.NewReader(noise(11))); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("put: %v", err)
	}
	if _, _, err := s.Open(t.Context(), ref.Key()); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("open: %v", err)
	}
	for _, err := range s.List(t.Context(), blob.Content) {
		if fault.KindOf(err) != fault.Unavailable {
			t.Errorf("list: %v", err)
		}
	}
}

func TestLargeContentGoesInParts(t *testing.T) {
	t.Parallel()
	s := bucket(t, gateway(t))
	b := noise(64<<20 + 5)
	if ref := put(t, s, b); ref.SHA256 != hashOf(b) || !bytes.Equal(get(t, s, ref.Key()), b) {
		t.Errorf("%v came back changed", ref)
	}
}

func TestAnAddressOfAStoreIsAURL(t *testing.T) {
	t.Parallel()
	if _, err := blob.NewS3(t.Context(), blob.S3Config{Endpoint: "s3.example.com", Bucket: "b"}); err == nil {
		t.Error("an address without scheme is taken")
	}
}

func BenchmarkS3Put(b *testing.B) { benchmark(b, bucket(b, gateway(b))) }
