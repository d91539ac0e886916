package pdf

import (
	"bytes"
	"sync"

	"github.com/klauspost/compress/zlib"
)

var packPool = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// pack compresses for FlateDecode. Equal bytes give equal bytes.
func pack(b []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(b)/2 + 64)
	z := packPool.Get().(*zlib.Writer)
	defer packPool.Put(z)
	z.Reset(&out)
	_, _ = z.Write(b) // a buffer takes everything
	_ = z.Close()
	return out.Bytes()
}
