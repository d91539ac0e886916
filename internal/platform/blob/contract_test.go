package blob_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/blob"
)

// contract is what every store does. open gives a fresh and empty one.
func contract(t *testing.T, open func(*testing.T) blob.Store) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, blob.Store){
		"what is stored comes back":                    comesBack,
		"the same bytes have one key":                  oneKey,
		"a reader may go to any place":                 anyPlace,
		"what is not there is not found":               notFound,
		"a failed source leaves nothing":               failedSource,
		"a finished context leaves nothing":            finishedContext,
		"deleting spares what was stored again":        sparesTheYoung,
		"a list is whole and in order":                 wholeList,
		"an upload by a signed address":                signedUpload,
		"a signed address allows one size and one key": signedExactly,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

// noise is n bytes that do not compress, the same for the same n.
func noise(n int) []byte {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{byte(n), byte(n >> 8)})
	_, _ = r.Read(b)
	return b
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func put(t *testing.T, s blob.Store, b []byte) blob.Ref {
	t.Helper()
	ref, err := s.Put(t.Context(), bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func get(t *testing.T, s blob.Store, k blob.Key) []byte {
	t.Helper()
	r, size, err := s.Open(t.Context(), k)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil || int64(len(b)) != size {
		t.Fatalf("%d bytes of %d, %v", len(b), size, err)
	}
	return b
}

func keys(t *testing.T, s blob.Store, a blob.Area) (list []string) {
	t.Helper()
	for info, err := range s.List(t.Context(), a) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, string(info.Key))
	}
	return list
}

func comesBack(t *testing.T, s blob.Store) {
	for _, n := range []int{0, 1, 4096, 1 << 20, 1<<20 + 1, 5<<20 + 7} {
		b := noise(n)
		ref := put(t, s, b)
		if want := (blob.Ref{SHA256: hashOf(b), Size: int64(n)}); ref != want {
			t.Errorf("%d bytes: stored as %v, want %v", n, ref, want)
		}
		if !bytes.Equal(get(t, s, ref.Key()), b) {
			t.Errorf("%d bytes came back changed", n)
		}
		info, err := s.Stat(t.Context(), ref.Key())
		if err != nil || info.Key != ref.Key() || info.Size != int64(n) || time.Since(info.Stored).Abs() > time.Minute {
			t.Errorf("%d bytes: known as %v, %v", n, info, err)
		}
	}
}

func oneKey(t *testing.T, s blob.Store) {
	b := noise(100_000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if ref, err := s.Put(t.Context(), bytes.NewReader(b)); err != nil || ref.SHA256 != hashOf(b) {
				t.Error(ref, err)
			}
		})
	}
	wg.Wait()
	if got := keys(t, s, blob.Content); !cmp.Equal(got, []string{hashOf(b)}) {
		t.Errorf("stored as %v", got)
	}
}

func anyPlace(t *testing.T, s blob.Store) {
	b := noise(300_000)
	r, _, err := s.Open(t.Context(), put(t, s, b).Key())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, at := range []int64{299_990, 0, 123_456} {
		got := make([]byte, 10)
		if _, err := r.Seek(at, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(r, got); err != nil || !bytes.Equal(got, b[at:at+10]) {
			t.Errorf("at %d: %x, %v", at, got, err)
		}
	}
	if end, err := r.Seek(0, io.SeekEnd); err != nil || end != int64(len(b)) {
		t.Errorf("the end is at %d, %v", end, err)
	}
}

func notFound(t *testing.T, s blob.Store) {
	put(t, s, []byte("something"))
	for _, k := range []blob.Key{
		blob.Key(hashOf([]byte("nothing"))), blob.Staged("0190163d-8694-739b-aea5-966c26f8ad91"),
		"", "..", "../../etc/passwd", "objects/x", blob.Key(strings.ToUpper(hashOf([]byte("something")))),
		blob.Key(hashOf([]byte("something")) + "\n"), blob.Staged("../../../tmp/x"), blob.Staged("a"),
	} {
		if _, _, err := s.Open(t.Context(), k); fault.KindOf(err) != fault.NotFound {
			t.Errorf("open %q: %v", k, err)
		}
		if _, err := s.Stat(t.Context(), k); fault.KindOf(err) != fault.NotFound {
			t.Errorf("stat %q: %v", k, err)
		}
	}
}

func failedSource(t *testing.T, s blob.Store) {
	mine := errors.New("the form was cut off")
	for _, n := range []int{10, 2 << 20} {
		_, err := s.Put(t.Context(), io.MultiReader(bytes.NewReader(noise(n)), iotest.ErrReader(mine)))
		if !errors.Is(err, mine) {
			t.Errorf("%d bytes: failed with %v, want the source's own error", n, err)
		}
	}
	if got := keys(t, s, blob.Content); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}

func finishedContext(t *testing.T, s blob.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, bytes.NewReader(noise(10))); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("stored with %v", err)
	}
	if got := keys(t, s, blob.Content); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}

func sparesTheYoung(t *testing.T, s blob.Store) {
	ref := put(t, s, noise(10))
	if err := s.Delete(t.Context(), ref.Key(), time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Stat(t.Context(), ref.Key()); err != nil {
		t.Fatalf("it went although it is young: %v", err)
	}
	for range 2 { // the second time there is nothing to do
		if err := s.Delete(t.Context(), ref.Key(), time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Stat(t.Context(), ref.Key()); fault.KindOf(err) != fault.NotFound {
		t.Errorf("it stayed: %v", err)
	}
}

func wholeList(t *testing.T, s blob.Store) {
	var want []string
	for i := range 30 {
		want = append(want, put(t, s, fmt.Append(nil, i)).SHA256)
	}
	got := keys(t, s, blob.Content)
	if diff := cmp.Diff(slices.Sorted(slices.Values(want)), got); diff != "" {
		t.Error(diff)
	}
	n := 0
	for range s.List(t.Context(), blob.Content) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 || len(keys(t, s, blob.Staging)) != 0 {
		t.Errorf("stopped after %d; staged: %v", n, keys(t, s, blob.Staging))
	}
}

// send makes the request of an upload.
func send(t *testing.T, up blob.Upload, url string, body []byte) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), up.Method, url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range up.Header {
		if k != "Content-Length" { // the client sets it from the body
			req.Header.Set(k, v)
		}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, res.Body)
	return res.StatusCode
}

const upload = "0190163d-8694-739b-aea5-966c26f8ad91"

func signedUpload(t *testing.T, s blob.Store) {
	b := noise(2 << 20)
	up, err := s.Sign(t.Context(), blob.Staged(upload), blob.Limit{Size: int64(len(b)), For: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if code := send(t, up, up.URL, b); code/100 != 2 {
		t.Fatalf("the upload is answered %d", code)
	}
	if got := keys(t, s, blob.Staging); !cmp.Equal(got, []string{"staged-" + upload}) {
		t.Errorf("staged: %v", got)
	}
	r, _, err := s.Open(t.Context(), blob.Staged(upload))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	ref, err := s.Put(t.Context(), r)
	if err != nil || ref.SHA256 != hashOf(b) {
		t.Errorf("stored as %v, %v", ref, err)
	}
	if err := s.Delete(t.Context(), blob.Staged(upload), time.Now().Add(time.Minute)); err != nil {
		t.Error(err)
	}
	if got := keys(t, s, blob.Staging); len(got) != 0 {
		t.Errorf("left staged: %v", got)
	}
}

func signedExactly(t *testing.T, s blob.Store) {
	up, err := s.Sign(t.Context(), blob.Staged(upload), blob.Limit{Size: 10, For: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	altered := strings.Replace(up.URL, upload, strings.Replace(upload, "0190", "0191", 1), 1)
	if altered == up.URL { // our own tokens hide the key
		i := strings.LastIndex(up.URL, "/") + 8
		altered = up.URL[:i] + string(up.URL[i]^1) + up.URL[i+1:]
	}
	tests := map[string]struct {
		url  string
		body []byte
	}{
		"a byte too many": {up.URL, noise(11)},
		"a byte too few":  {up.URL, noise(9)},
		"another key":     {altered, noise(10)},
	}
	for name, tt := range tests {
		if code := send(t, up, tt.url, tt.body); code/100 == 2 {
			t.Errorf("%s is answered %d", name, code)
		}
	}
	if got := keys(t, s, blob.Staging); len(got) != 0 {
		t.Errorf("left staged: %v", got)
	}
	for name, l := range map[string]blob.Limit{"no time": {Size: 1}, "too long": {Size: 1, For: 8 * 24 * time.Hour}, "less than nothing": {Size: -1, For: time.Minute}} {
		if _, err := s.Sign(t.Context(), blob.Staged(upload), l); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Sign(t.Context(), blob.Key(hashOf(nil)), blob.Limit{Size: 1, For: time.Minute}); err == nil {
		t.Error("content may be overwritten by an upload")
	}
}
