package blob

import (
	"bytes"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/portico-prm/portico/internal/base/fault"
)

// tiny is a disk of one megabyte. It takes the right to mount.
func tiny(t *testing.T) *Disk {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("no disk can be filled here: ", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, 0) })
	d, err := NewDisk(DiskConfig{Dir: dir, UploadURL: "http://portico.example/upload", Secret: bytes.Repeat([]byte{7}, secretSize)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// P20: a full disk is said with a code, takes nothing that is there, keeps no
// half of what did not fit, and works on as soon as something fits.
func TestAFullDiskIsSaidAndHealsByItself(t *testing.T) {
	d := tiny(t)
	kept := noise(200 << 10)
	ref, err := d.Put(t.Context(), bytes.NewReader(kept))
	if err != nil {
		t.Fatal(err)
	}
	full := func(what string, err error) {
		t.Helper()
		if fault.KindOf(err) != fault.Unavailable || fault.CodeOf(err) != "STORAGE_FULL" {
			t.Errorf("%s: %v", what, err)
		}
		if left, _ := os.ReadDir(filepath.Join(d.dir, "tmp")); len(left) > 0 {
			t.Errorf("%s leaves %v", what, left)
		}
	}
	_, err = d.Put(t.Context(), bytes.NewReader(noise(4<<20)))
	full("to store what does not fit", err)
	up, err := d.Sign(t.Context(), Staged("0190a000-0000-7000-8000-000000000001"), Limit{Size: 4 << 20, For: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	full("to stage what does not fit", d.Receive(t.Context(), filepath.Base(up.URL), bytes.NewReader(noise(4<<20))))
	f, _, err := d.Open(t.Context(), ref.Key())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, kept) {
		t.Errorf("what was there: %d bytes, %v", len(got), err)
	}
	if _, err := d.Put(t.Context(), bytes.NewReader(noise(200<<10))); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
