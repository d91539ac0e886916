package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// unfinishedFor is how long an unfinished file may lie before a start takes it
// for the remains of a crash: far longer than any upload lasts.
const unfinishedFor = time.Hour

// Disk keeps files in a folder of this machine. Several processes may share it.
type Disk struct {
	dir     string
	uploads uploads
	// tidy keeps Delete from removing a file between looking at its age and
	// removing it while Put stores it anew.
	tidy sync.RWMutex
}

// DiskConfig says where a Disk is.
type DiskConfig struct {
	Dir string
	// UploadURL is the public address of the route that calls Receive with the
	// last part of the path, for example https://portal.example.com/uploads.
	UploadURL string
	// Secret signs upload addresses; 32 bytes or more. Without it Sign refuses.
	Secret []byte
}

// NewDisk opens a folder, makes it if need be, and sweeps what crashes left.
func NewDisk(cfg DiskConfig) (*Disk, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, err
	}
	d := &Disk{dir: dir, uploads: uploads{base: cfg.UploadURL, secret: cfg.Secret, now: time.Now}}
	for _, sub := range []string{string(Content), string(Staging), "tmp"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, fmt.Errorf("the folder for files: %w", err)
		}
	}
	return d, d.sweep(time.Now().Add(-unfinishedFor))
}

// sweep removes unfinished files that are older than a moment.
func (d *Disk) sweep(before time.Time) error {
	list, err := os.ReadDir(filepath.Join(d.dir, "tmp"))
	if err != nil {
		return err
	}
	for _, e := range list {
		if info, err := e.Info(); err == nil && info.ModTime().Before(before) {
			_ = os.Remove(filepath.Join(d.dir, "tmp", e.Name())) // the next start tries again
		}
	}
	return nil
}

// Put stores content: written aside, flushed, moved to its place, and the
// folder flushed, in this order and before it returns. Content that is there
// already is replaced by itself, which makes it young and heals a damaged copy.
func (d *Disk) Put(ctx context.Context, r io.Reader) (Ref, error) {
	src := read(ctx, r)
	tmp, err := d.aside(src)
	if err != nil {
		return Ref{}, src.blame(err)
	}
	ref := src.ref()
	if err := d.settle(tmp, ref.Key()); err != nil {
		return Ref{}, storage(err)
	}
	return ref, nil
}

// aside writes a durable file that has no place yet, and gives its name.
func (d *Disk) aside(r io.Reader) (name string, err error) {
	f, err := os.CreateTemp(filepath.Join(d.dir, "tmp"), "new-*") // mode 0600
	if err != nil {
		return "", err
	}
	_, err = io.Copy(struct{ io.Writer }{f}, r) // without ReadFrom the context is looked at
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// settle moves a durable file to its place, durably.
func (d *Disk) settle(tmp string, key Key) error {
	path, _ := key.path()
	dst := filepath.Join(d.dir, filepath.FromSlash(path))
	if err := shelf(filepath.Dir(dst)); err != nil {
		_ = os.Remove(tmp)
		return err
	}
	d.tidy.RLock()
	err := os.Rename(tmp, dst)
	d.tidy.RUnlock()
	if err != nil {
		_ = os.Remove(tmp)
		return err
	}
	return flush(filepath.Dir(dst))
}

// shelf makes a folder, durably, unless it is there.
func shelf(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return flush(filepath.Dir(dir))
}

// flush makes the names in a folder durable.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Open reads a file.
func (d *Disk) Open(ctx context.Context, key Key) (io.ReadSeekCloser, int64, error) {
	path, err := d.find(ctx, key)
	if err != nil {
		return nil, 0, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, missing(key, err)
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, 0, storage(err)
	}
	return f, info.Size(), nil
}

// Stat tells size and age of a file.
func (d *Disk) Stat(ctx context.Context, key Key) (Info, error) {
	path, err := d.find(ctx, key)
	if err != nil {
		return Info{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return Info{}, missing(key, err)
	}
	return Info{Key: key, Size: info.Size(), Stored: info.ModTime()}, nil
}

// Delete removes a file that was not stored after unused.
func (d *Disk) Delete(ctx context.Context, key Key, unused time.Time) error {
	path, err := d.find(ctx, key)
	if err != nil {
		return err
	}
	d.tidy.Lock()
	defer d.tidy.Unlock()
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.ModTime().After(unused) {
		return nil
	}
	if err == nil {
		err = os.Remove(path)
	}
	return storage(err)
}

// find is the file of a key, if the key is one and there is time.
func (d *Disk) find(ctx context.Context, key Key) (string, error) {
	path, ok := key.path()
	if !ok {
		return "", absent(key)
	}
	return filepath.Join(d.dir, filepath.FromSlash(path)), storage(ctx.Err())
}

func missing(key Key, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return absent(key)
	}
	return storage(err)
}

// List walks an area in order. A file that goes meanwhile may be left out.
func (d *Disk) List(ctx context.Context, area Area) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		err := filepath.WalkDir(filepath.Join(d.dir, string(area)), func(path string, e fs.DirEntry, err error) error {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil || e.IsDir() {
				return err
			}
			info, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				return err
			}
			if a, ok := Key(e.Name()).Area(); !ok || a != area {
				return nil // not ours
			}
			if !yield(Info{Key: Key(e.Name()), Size: info.Size(), Stored: info.ModTime()}, nil) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			yield(Info{}, storage(err))
		}
	}
}
