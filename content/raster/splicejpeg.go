package raster

import (
	"errors"
	"image"
	"image/jpeg"
	"sync"
)

// jpegBase is a frame encoded once in one quality, cut into restart intervals:
// runs of blocks that decode on their own, so that one can be exchanged
// without the others.
type jpegBase struct {
	header  []byte // up to the first interval
	parts   [][]byte
	size    int
	columns int
	width   int // of an interval, in pixels
	err     error
}

const (
	mcu           = 16 // side of the blocks that Go's encoder writes (4:2:0)
	leastInterval = 8  // blocks; shorter ones waste bytes
	restartFirst  = 0xD0
	markDRI       = 0xDD
)

// interval is the least divisor of a row's blocks that is not too short, so
// that no interval goes round a corner.
func interval(blocks int) int {
	for n := leastInterval; n < blocks; n++ {
		if blocks%n == 0 {
			return n
		}
	}
	return blocks
}

// jpeg encodes a canvas, touching only what was drawn on.
func (f *frame) jpeg(c *canvas, quality int) ([]byte, error) {
	base := f.jpegs.Get(quality, func() (*jpegBase, int) { return newJPEGBase(f.pix, quality), 1 })
	if base.err != nil {
		return nil, base.err
	}
	pen := jpegPens.Get().(*jpegPen)
	defer jpegPens.Put(pen)
	file := make([]byte, 0, base.size+base.size/8+1024)
	file = append(file, base.header...)
	for i, part := range base.parts {
		if i > 0 {
			file = append(file, 0xFF, byte(restartFirst+(i-1)%8))
		}
		if r := base.rect(f.pix.Rect, i); c.touched(r) {
			fresh, err := pen.encode(c, r, quality)
			if err != nil {
				return nil, err
			}
			part = fresh
		}
		file = append(file, part...)
	}
	return append(file, 0xFF, 0xD9), nil
}

// rect is the place of an interval in the picture.
func (b *jpegBase) rect(frame image.Rectangle, i int) image.Rectangle {
	x, y := i%b.columns*b.width, i/b.columns*mcu
	return image.Rect(x, y, x+b.width, y+mcu).Intersect(frame)
}

func newJPEGBase(pix *image.RGBA, quality int) *jpegBase {
	across, down := (pix.Rect.Dx()+mcu-1)/mcu, (pix.Rect.Dy()+mcu-1)/mcu
	n := interval(across)
	b := &jpegBase{columns: across / n, width: n * mcu}
	pen := &jpegPen{}
	plain := &canvas{base: pix}
	for i := range b.columns * down {
		part, err := pen.encode(plain, b.rect(pix.Rect, i), quality)
		if err != nil {
			b.err = err
			return b
		}
		b.parts = append(b.parts, append([]byte(nil), part...))
		b.size += len(part) + 2
	}
	b.header = headerOf(pen.file, pen.scan, pix.Rect.Size(), n)
	b.size += len(b.header)
	return b
}

// jpegPen encodes single intervals and keeps its buffers.
type jpegPen struct {
	file sink
	area *image.RGBA
	scan int // where the picture data starts in file
}

var jpegPens = sync.Pool{New: func() any { return new(jpegPen) }}

// encode makes the picture data of one interval: that of a small JPEG file of
// its own. The result is good until the next call.
func (p *jpegPen) encode(c *canvas, r image.Rectangle, quality int) ([]byte, error) {
	if p.area == nil || cap(p.area.Pix) < 4*r.Dx()*r.Dy() {
		p.area = image.NewRGBA(r)
	}
	p.area.Rect, p.area.Stride = r, 4*r.Dx()
	p.area.Pix = p.area.Pix[:4*r.Dx()*r.Dy()]
	c.copy(p.area, r)
	p.file = p.file[:0]
	if err := jpeg.Encode(&p.file, p.area, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	if p.scan = scanStart(p.file); p.scan == 0 {
		return nil, errors.New("the encoder wrote no picture data")
	}
	return p.file[p.scan : len(p.file)-2], nil // without the end marker
}

// scanStart walks the segments to the one after which picture data comes.
func scanStart(b []byte) int {
	for at := 2; at+4 <= len(b) && b[at] == 0xFF; {
		next := at + 2 + int(b[at+2])<<8 + int(b[at+3])
		if b[at+1] == markSOS && next <= len(b)-2 {
			return next
		}
		at = next
	}
	return 0
}

// headerOf turns the header of one interval's file into that of the whole: with
// the whole size, and the length of the intervals before the scan.
func headerOf(file []byte, scan int, size image.Point, blocks int) []byte {
	const sofMark, sosLength = 0xC0, 14
	h := append([]byte(nil), file[:scan]...)
	for at := 2; at+9 < len(h); at += 2 + int(h[at+2])<<8 + int(h[at+3]) {
		if h[at+1] == sofMark {
			h[at+5], h[at+6] = byte(size.Y>>8), byte(size.Y)
			h[at+7], h[at+8] = byte(size.X>>8), byte(size.X)
		}
	}
	sos := append([]byte(nil), h[len(h)-sosLength:]...)
	h = append(h[:len(h)-sosLength], 0xFF, markDRI, 0, 4, byte(blocks>>8), byte(blocks))
	return append(h, sos...)
}

// sink is a growing buffer that the encoder writes to without another between.
type sink []byte

func (s *sink) Write(p []byte) (int, error) { *s = append(*s, p...); return len(p), nil }
func (s *sink) WriteByte(b byte) error      { *s = append(*s, b); return nil }
func (s *sink) Flush() error                { return nil }
