package blob_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/blob"
)

// disk opens a folder with our own route for uploads before it.
func disk(t *testing.T, dir string) *blob.Disk {
	t.Helper()
	var d *blob.Disk
	route := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
		if err := d.Receive(r.Context(), token, r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	}))
	t.Cleanup(route.Close)
	d, err := blob.NewDisk(blob.DiskConfig{Dir: dir, UploadURL: route.URL + "/uploads/", Secret: bytes.Repeat([]byte{7}, 32)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDisk(t *testing.T) {
	t.Parallel()
	contract(t, func(t *testing.T) blob.Store { return disk(t, t.TempDir()) })
}

func TestFilesOnDiskAreOursAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ref := put(t, disk(t, dir), []byte("hello"))
	path := filepath.Join(dir, "objects", ref.SHA256[:2], ref.SHA256)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	shelf, err := os.Stat(filepath.Dir(path))
	if err != nil || shelf.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", shelf, err)
	}
}

func TestAStartSweepsWhatACrashLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	disk(t, dir)
	old, young := filepath.Join(dir, "tmp", "new-1"), filepath.Join(dir, "tmp", "new-2")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(old, long, long); err != nil {
		t.Fatal(err)
	}
	disk(t, dir)
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("the old one: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("the young one, which may be in the making: %v", err)
	}
}

func TestADamagedFileIsHealedByStoringItAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := disk(t, dir)
	b := noise(5000)
	ref := put(t, d, b)
	path := filepath.Join(dir, "objects", ref.SHA256[:2], ref.SHA256)
	if err := os.WriteFile(path, noise(4999), 0o600); err != nil {
		t.Fatal(err)
	}
	put(t, d, b)
	if !bytes.Equal(get(t, d, ref.Key()), b) {
		t.Error("it is still damaged")
	}
}

func TestATokenHoldsForItsTimeAndBitForBit(t *testing.T) {
	t.Parallel()
	d := disk(t, t.TempDir())
	up, err := d.Sign(t.Context(), blob.Staged(upload), blob.Limit{Size: 3, For: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	token := up.URL[strings.LastIndex(up.URL, "/")+1:]
	for i := range token {
		for bit := range 8 {
			b := []byte(token)
			b[i] ^= 1 << bit
			if err := d.Receive(t.Context(), string(b), strings.NewReader("abc")); fault.KindOf(err) != fault.Forbidden {
				t.Fatalf("byte %d bit %d: %v", i, bit, err)
			}
		}
	}
	for _, other := range []string{"", ".", token + "=", token + ".", " " + token, strings.ToLower(token)} {
		if err := d.Receive(t.Context(), other, strings.NewReader("abc")); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("token %q: %v", other, err)
		}
	}
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(up.Expires); {
		if time.Now().After(deadline) {
			t.Fatalf("the token holds until %v", up.Expires)
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := d.Receive(t.Context(), token, strings.NewReader("abc")); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("after its time: %v", err)
	}
}

// One 1 MiB file. Budget: 10 ms to store durably on a local SSD.
func BenchmarkDiskPut(b *testing.B) {
	d, err := blob.NewDisk(blob.DiskConfig{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, d)
}

func benchmark(b *testing.B, s blob.Store) {
	body := noise(1 << 20)
	b.SetBytes(int64(len(body)))
	for n := 0; b.Loop(); n++ {
		body[n%len(body)]++
		if _, err := s.Put(b.Context(), bytes.NewReader(body)); err != nil {
			b.Fatal(err)
		}
	}
}
