package raster

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"sync"

	"github.com/klauspost/compress/flate"
)

// pngBase is a frame encoded once, in strips of rows that are filtered and
// compressed each on its own, so that one can be exchanged without the others.
type pngBase struct {
	head   []byte // signature and the chunks before the first strip
	strips []strip
	size   int
	err    error
}

// strip is the IDAT chunk of some rows.
type strip struct {
	chunk []byte
	kinds []byte // filter of each row
	sum   uint32 // Adler-32 of the rows before compression
	bytes int    // their length
}

const (
	stripRows = grid
	pngLevel  = 6
)

// png encodes a canvas, touching only the strips that were drawn on.
func (f *frame) png(c *canvas) ([]byte, error) {
	base := f.pngs.Get(struct{}{}, func() (*pngBase, int) { return newPNGBase(f.pix, f.opaque), 1 })
	if base.err != nil {
		return nil, base.err
	}
	pen := pngPens.Get().(*pngPen)
	defer pngPens.Put(pen)
	file := make([]byte, 0, base.size+base.size/8+1024)
	file = append(file, base.head...)
	sum := uint32(1)
	for i, s := range base.strips {
		if r := stripRect(f.pix.Rect, i); c.touched(r) {
			var err error
			if s, err = pen.encode(c, r, f.opaque, s.kinds); err != nil {
				return nil, err
			}
		}
		file = append(file, s.chunk...)
		sum = joinAdler(sum, s.sum, s.bytes)
	}
	return appendTail(file, sum), nil
}

func stripRect(frame image.Rectangle, i int) image.Rectangle {
	return image.Rect(0, i*stripRows, frame.Max.X, (i+1)*stripRows).Intersect(frame)
}

func newPNGBase(pix *image.RGBA, opaque bool) *pngBase {
	b := &pngBase{head: pngHead(pix.Rect.Size(), opaque)}
	b.size = len(b.head)
	pen := &pngPen{}
	plain := &canvas{base: pix}
	for i := range (pix.Rect.Dy() + stripRows - 1) / stripRows {
		s, err := pen.encode(plain, stripRect(pix.Rect, i), opaque, nil)
		if err != nil {
			b.err = err
			return b
		}
		s.chunk = append([]byte(nil), s.chunk...)
		b.strips = append(b.strips, s)
		b.size += len(s.chunk)
	}
	return b
}

// pngPen encodes single strips and keeps its buffers.
type pngPen struct {
	area *image.RGBA
	rows []byte // filtered
	try  filters
	out  sink
	zip  *flate.Writer
}

var pngPens = sync.Pool{New: func() any { return new(pngPen) }}

// encode makes the chunk of some rows, with the given filters or, when they are
// nil, with the best. The result is good until the next call.
func (p *pngPen) encode(c *canvas, r image.Rectangle, opaque bool, kinds []byte) (strip, error) {
	if p.area == nil || cap(p.area.Pix) < 4*r.Dx()*r.Dy() {
		p.area = image.NewRGBA(r)
	}
	p.area.Rect, p.area.Stride = r, 4*r.Dx()
	p.area.Pix = p.area.Pix[:4*r.Dx()*r.Dy()]
	c.copy(p.area, r)
	p.rows, kinds = p.try.apply(p.rows[:0], p.area, opaque, kinds)
	p.out = append(p.out[:0], 0, 0, 0, 0, 'I', 'D', 'A', 'T')
	if err := p.deflate(); err != nil {
		return strip{}, err
	}
	p.out = closeChunk(p.out, 0)
	return strip{p.out, kinds, adler32.Checksum(p.rows), len(p.rows)}, nil
}

// deflate compresses the rows without looking back and ends on a whole byte.
func (p *pngPen) deflate() (err error) {
	if p.zip == nil {
		if p.zip, err = flate.NewWriter(&p.out, pngLevel); err != nil {
			return err
		}
	} else {
		p.zip.Reset(&p.out)
	}
	if _, err = p.zip.Write(p.rows); err != nil {
		return err
	}
	return p.zip.Flush()
}

// Colour types of PNG.
const (
	pngRGB  = 2
	pngRGBA = 6
)

// pngHead is all before the pixels: size, that the colours are sRGB, and the
// first two bytes of the compressed stream.
func pngHead(size image.Point, opaque bool) []byte {
	kind := byte(pngRGBA)
	if opaque {
		kind = pngRGB
	}
	body := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	body = binary.BigEndian.AppendUint32(body, uint32(size.Y))
	body = append(body, 8, kind, 0, 0, 0)
	head := append([]byte(nil), pngMagic...)
	head = appendChunk(head, "IHDR", body)
	head = appendChunk(head, "sRGB", []byte{0})
	return appendChunk(head, "IDAT", []byte{0x78, 0x9C})
}

// appendTail ends the compressed stream with an empty block and its checksum.
func appendTail(file []byte, sum uint32) []byte {
	file = appendChunk(file, "IDAT", binary.BigEndian.AppendUint32([]byte{3, 0}, sum))
	return appendChunk(file, "IEND", nil)
}

func appendChunk(file []byte, kind string, body []byte) []byte {
	at := len(file)
	file = append(file, 0, 0, 0, 0)
	file = append(append(file, kind...), body...)
	return closeChunk(file, at)
}

// closeChunk fills in the length of the chunk that starts at a position and
// ends the file so far, and adds its checksum.
func closeChunk(file []byte, at int) []byte {
	binary.BigEndian.PutUint32(file[at:], uint32(len(file)-at-8))
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[at+4:]))
}

// joinAdler is the Adler-32 of two texts from those of each; n is the length
// of the second. Adler counts a = 1 + sum of bytes, b = sum of all a so far.
func joinAdler(first, second uint32, n int) uint32 {
	const mod = 65521
	a1, b1 := first&0xFFFF, first>>16
	a2, b2 := second&0xFFFF, second>>16
	a := (a1 + a2 + mod - 1) % mod
	b := (uint64(b1) + uint64(b2) + uint64(n%mod)*uint64(a1+mod-1)) % mod
	return uint32(b)<<16 | a
}
