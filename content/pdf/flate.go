package pdf

import (
	"bufio"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// inflater reads zlib data without insisting on header or checksum: many files
// have a wrong one and every viewer shows them.
type inflater struct {
	src    *bufio.Reader
	z      io.ReadCloser
	closed bool
	harm   *bool // set when the data are damaged, not when they only end early
}

var flatePool = sync.Pool{New: func() any { return flate.NewReader(nil) }}

func newInflater(r io.Reader) io.Reader {
	return &inflater{src: bufio.NewReaderSize(r, 4096)}
}

func (f *inflater) Read(p []byte) (int, error) {
	if f.closed {
		return 0, io.EOF
	}
	if f.z == nil {
		f.open()
	}
	n, err := f.z.Read(p)
	if err == nil {
		return n, nil
	}
	var corrupt flate.CorruptInputError
	if f.harm != nil && errors.As(err, &corrupt) {
		*f.harm = true
	}
	f.close()
	if errors.Is(err, errInflated) {
		return n, err
	}
	return n, io.EOF // damage: what came before it counts
}

func (f *inflater) open() {
	f.skipHeader()
	f.z = flatePool.Get().(io.ReadCloser)
	_ = f.z.(flate.Resetter).Reset(f.src, nil)
}

// skipHeader passes stray line ends before the data and the two bytes of a zlib
// header, if they are one.
func (f *inflater) skipHeader() {
	for {
		b, err := f.src.Peek(2)
		if err != nil {
			return
		}
		if b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0 {
			_, _ = f.src.Discard(2)
			return
		}
		if b[0] != '\n' && b[0] != '\r' {
			return
		}
		_, _ = f.src.Discard(1)
	}
}

func (f *inflater) close() {
	f.closed = true
	flatePool.Put(f.z)
	f.z = nil
}
