package blob

import (
	"context"
	"io"
	"iter"
	"regexp"
	"time"
)

// Store keeps files. It is safe for concurrent use.
type Store interface {
	// Put stores what r gives, under its hash, durably. An error of r comes back
	// as it is, and then nothing is stored.
	Put(ctx context.Context, r io.Reader) (Ref, error)
	// Open reads a file from any place in it. The size comes with it. ctx bounds
	// the reading, too.
	Open(ctx context.Context, key Key) (io.ReadSeekCloser, int64, error)
	// Stat tells what is known about a file without reading it.
	Stat(ctx context.Context, key Key) (Info, error)
	// Delete removes a file unless it was stored after unused. A file that is
	// not there is removed already.
	Delete(ctx context.Context, key Key, unused time.Time) error
	// List gives all files of an area in the order of their keys.
	List(ctx context.Context, area Area) iter.Seq2[Info, error]
	// Sign makes an address for one upload to a staged key.
	Sign(ctx context.Context, key Key, limit Limit) (Upload, error)
}

// Ref names content that was stored.
type Ref struct {
	SHA256 string // lower-case hex
	Size   int64
}

// Key is the key under which Open finds it.
func (r Ref) Key() Key { return Key(r.SHA256) }

// Info is what a store knows about a file.
type Info struct {
	Key    Key
	Size   int64
	Stored time.Time // when it was stored last; a store may round it to the second
}

// Limit bounds an upload.
type Limit struct {
	Size int64         // exactly so many bytes
	For  time.Duration // how long the address holds
}

// Upload is a request that a client may send once it has the file. The headers
// are part of what was signed.
type Upload struct {
	Method  string
	URL     string
	Header  map[string]string
	Expires time.Time
}

// Key names a file: the SHA-256 of its content, or a staged upload.
type Key string

// Area is a part of the store.
type Area string

// The two areas.
const (
	Content Area = "objects" // by hash
	Staging Area = "staged"  // uploads that nobody has read yet
)

const stagedPrefix = "staged-"

var (
	contentKey = regexp.MustCompile(`^[0-9a-f]{64}$`)
	stagedKey  = regexp.MustCompile(`^` + stagedPrefix + `[0-9A-Za-z-]{8,64}$`)
)

// Staged is the key of the upload with an id of 8 to 64 letters, digits and
// dashes, such as a UUID.
func Staged(id string) Key { return Key(stagedPrefix + id) }

// Area tells where a key belongs; ok is false for a key that is none.
func (k Key) Area() (a Area, ok bool) {
	switch {
	case contentKey.MatchString(string(k)):
		return Content, true
	case stagedKey.MatchString(string(k)):
		return Staging, true
	}
	return "", false
}

// path is where a key lies below a store: content is spread over 256 folders.
func (k Key) path() (string, bool) {
	a, ok := k.Area()
	if a == Content {
		return string(a) + "/" + string(k[:2]) + "/" + string(k), ok
	}
	return string(a) + "/" + string(k), ok
}
