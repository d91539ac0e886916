package raster

import (
	"encoding/binary"
	"image"
	"sync"
)

// halves are a picture and its halvings, each made when first needed and kept:
// together a third more than the picture.
type halves struct {
	mu     sync.Mutex
	levels []*image.RGBA // each half as wide as the one before
}

// stillWider is how much wider than what is asked for a halving must stay: what
// Lanczos makes of it then is not told from what it makes of the whole picture
// (TestHalvingFirstIsNotSeen), and it looks at a quarter of the pixels.
const stillWider = 1.5

// from is what to shrink to a width.
func (h *halves) from(w int) *image.RGBA {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := 0
	for float64(h.levels[i].Rect.Dx()/2) >= stillWider*float64(w) {
		if i++; i == len(h.levels) {
			h.levels = append(h.levels, half(h.levels[i-1]))
		}
	}
	return h.levels[i]
}

// half makes a picture half as wide and high, premultiplied. Where a side is odd
// each pixel is the mean of a little more than two.
func half(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := image.NewRGBA(image.Rect(0, 0, max(w/2, 1), max(h/2, 1)))
	row := halveEven
	if w%2 != 0 || h%2 != 0 {
		row = halveUneven(w, h)
	}
	for y := range dst.Rect.Dy() {
		line := func(i int) []byte { return src.Pix[min(2*y+i, h-1)*src.Stride:][:4*w] }
		row(dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()], y, [3][]byte{line(0), line(1), line(2)})
	}
	return dst
}

// halveEven averages squares of 2 x 2.
func halveEven(dst []byte, _ int, from [3][]byte) {
	for x := range len(dst) / 4 {
		a, b := eight(from[0], 8*x), eight(from[1], 8*x)
		even, odd := average(a, b), average(a>>8, b>>8)
		binary.LittleEndian.PutUint32(dst[4*x:], even|odd<<8)
	}
}

// average takes every second byte of two times two pixels: four sums of 16 bits
// in one word, whose upper two are then added to its lower.
func average(a, b uint64) uint32 {
	const bytes = 0x00FF00FF00FF00FF
	sum := a&bytes + b&bytes
	return (uint32(sum) + uint32(sum>>32) + 0x00020002) >> 2 & 0x00FF00FF
}

// halveUneven averages what lies under each pixel of a picture of w x h.
func halveUneven(w, h int) func(dst []byte, y int, from [3][]byte) {
	column := make([]uint32, 4*(w+2)) // of 65280ths; what stands to the right of all counts nothing
	across := make([][3]uint32, max(w/2, 1))
	for x := range across {
		across[x] = shares(x, w)
	}
	return func(dst []byte, y int, from [3][]byte) {
		down := shares(y, h)
		a, b, c := from[0], from[1][:len(from[0])], from[2][:len(from[0])]
		for i, v := range a {
			column[i] = (uint32(v)*down[0] + uint32(b[i])*down[1] + uint32(c[i])*down[2]) >> 8
		}
		for x, s := range across {
			p, d := column[8*x:8*x+12:8*x+12], dst[4*x:4*x+4:4*x+4]
			for i := range 4 {
				d[i] = uint8((p[i]*s[0] + p[i+4]*s[1] + p[i+8]*s[2] + 1<<23) >> 24)
			}
		}
	}
}

// whole is what the shares of a pixel come to.
const whole = 1 << 16

// shares are what pixel i of a side half as long as n takes of pixels 2i, 2i + 1
// and 2i + 2: S. Guthe, P. Heckbert, "Non-Power-of-Two Mipmapping", NVIDIA 2005.
func shares(i, n int) [3]uint32 {
	m := n / 2
	switch {
	case m == 0:
		return [3]uint32{whole}
	case n%2 == 0:
		return [3]uint32{whole / 2, whole / 2}
	}
	first, last := uint32(whole*(m-i)/n), uint32(whole*(i+1)/n)
	return [3]uint32{first, whole - first - last, last}
}
