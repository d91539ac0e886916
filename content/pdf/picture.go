package pdf

import (
	"errors"
	"fmt"
	"image"

	"github.com/portico-prm/portico/content/place"
)

// fragments keeps packed pictures and drawings: a partner's logo is packed once
// and written into many documents.
var fragments = newCache[fragment](48 << 20)

// pictureFragment packs a bitmap: palette, grey or RGB, with a soft mask if any
// pixel is not opaque.
func pictureFragment(p place.Picture) (fragment, error) {
	if p.Image == nil || p.Image.Rect.Empty() {
		return nil, errors.New("a picture has no pixels")
	}
	if p.Key == "" {
		return packPicture(p.Image), nil
	}
	return fragments.get("picture "+p.Key, func() (fragment, int, error) {
		f := packPicture(p.Image)
		return f, f.cost(), nil
	})
}

func packPicture(img *image.NRGBA) fragment {
	s := scan(img)
	var out fragment
	switch {
	case s.palette != nil:
		out = fragment{imagePart(img, 1, fmt.Sprintf("[/Indexed /DeviceRGB %d %s]", len(s.colors)-1, s.table()), s.indexes(img), s.opaque)}
	case s.grey:
		out = fragment{imagePart(img, 1, "/DeviceGray", channel(img, 0), s.opaque)}
	default:
		out = fragment{imagePart(img, 3, "/DeviceRGB", rgb(img), s.opaque)}
	}
	if !s.opaque {
		out = append(out, imagePart(img, 1, "/DeviceGray", channel(img, 3), true))
	}
	return out
}

// imagePart is an image XObject of 8 bits a sample. The mask, if there is one,
// is the next object.
func imagePart(img *image.NRGBA, samples int, space string, pixels []byte, opaque bool) part {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	dict := fmt.Sprintf("<</Type /XObject\n/Subtype /Image\n/Width %d\n/Height %d\n/BitsPerComponent 8\n/ColorSpace %s\n", w, h, space)
	if !opaque {
		dict += "/SMask @1\n"
	}
	plain := pack(pixels)
	if filtered := pack(predict(pixels, w*samples, samples)); len(filtered) < len(plain) {
		dict += fmt.Sprintf("/DecodeParms <</Predictor 15 /Colors %d /Columns %d>>\n", samples, w)
		plain = filtered
	}
	return part{dict + ">>", plain, true}
}

// census is what a picture is made of.
type census struct {
	opaque, grey bool
	palette      map[[3]byte]byte // nil when there are too many colours
	colors       [][3]byte        // in order of appearance
}

func scan(img *image.NRGBA) *census {
	s := &census{opaque: true, grey: true, palette: map[[3]byte]byte{}}
	rows(img, func(row []byte) {
		for i := 0; i < len(row); i += 4 {
			s.pixel(row[i : i+4 : i+4])
		}
	})
	if s.grey && s.palette != nil && len(s.colors) > 2 {
		s.palette = nil // grey needs no table
	}
	return s
}

func (s *census) pixel(p []byte) {
	if p[3] != 255 {
		s.opaque = false
	}
	c := visible(p)
	if c[0] != c[1] || c[1] != c[2] {
		s.grey = false
	}
	if s.palette == nil {
		return
	}
	if n := len(s.colors); n > 0 && s.colors[n-1] == c {
		return
	}
	if _, known := s.palette[c]; known {
		return
	}
	if len(s.colors) == 256 {
		s.palette = nil
		return
	}
	s.palette[c] = byte(len(s.colors))
	s.colors = append(s.colors, c)
}

// visible is the colour of a pixel; what nobody sees is black, which packs best.
func visible(p []byte) [3]byte {
	if p[3] == 0 {
		return [3]byte{}
	}
	return [3]byte{p[0], p[1], p[2]}
}

func (s *census) table() []byte {
	flat := make([]byte, 0, 3*len(s.colors))
	for _, c := range s.colors {
		flat = append(flat, c[:]...)
	}
	return appendHex(nil, flat)
}

func (s *census) indexes(img *image.NRGBA) []byte {
	out := make([]byte, 0, img.Rect.Dx()*img.Rect.Dy())
	last, index := [3]byte{}, s.palette[[3]byte{}]
	rows(img, func(row []byte) {
		for i := 0; i < len(row); i += 4 {
			if c := visible(row[i : i+4 : i+4]); c != last {
				last, index = c, s.palette[c]
			}
			out = append(out, index)
		}
	})
	return out
}

func rgb(img *image.NRGBA) []byte {
	out := make([]byte, 0, 3*img.Rect.Dx()*img.Rect.Dy())
	rows(img, func(row []byte) {
		for i := 0; i < len(row); i += 4 {
			c := visible(row[i : i+4 : i+4])
			out = append(out, c[0], c[1], c[2])
		}
	})
	return out
}

// channel takes one of the four; grey takes the red of what is visible.
func channel(img *image.NRGBA, n int) []byte {
	out := make([]byte, 0, img.Rect.Dx()*img.Rect.Dy())
	rows(img, func(row []byte) {
		for i := 0; i < len(row); i += 4 {
			v := row[i+n]
			if n != 3 && row[i+3] == 0 {
				v = 0
			}
			out = append(out, v)
		}
	})
	return out
}

// rows hands out the pixels line by line.
func rows(img *image.NRGBA, fn func(row []byte)) {
	w := 4 * img.Rect.Dx()
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		at := img.PixOffset(img.Rect.Min.X, y)
		fn(img.Pix[at : at+w : at+w])
	}
}

// predict puts PNG prediction on, per row the filter with the smallest sum.
func predict(pixels []byte, row, step int) []byte {
	out := make([]byte, 0, len(pixels)+len(pixels)/row)
	prev := make([]byte, row)
	var room [4][]byte
	for i := range room {
		room[i] = make([]byte, row)
	}
	for ; len(pixels) >= row; pixels = pixels[row:] {
		cur := pixels[:row]
		best := bestFilter(cur, prev, step, room)
		out = append(append(out, pngTags[best]), room[best]...)
		prev = cur
	}
	return out
}

// pngTags are the filters tried: none, sub, up, Paeth.
var pngTags = [4]byte{0, 1, 2, 4}

func bestFilter(cur, prev []byte, step int, room [4][]byte) int {
	var sums [4]int
	for i, c := range cur {
		left, corner := byte(0), byte(0)
		if i >= step {
			left, corner = cur[i-step], prev[i-step]
		}
		for f, v := range [4]byte{c, c - left, c - prev[i], c - paeth(left, prev[i], corner)} {
			room[f][i] = v
			sums[f] += distance(0, int(int8(v)))
		}
	}
	best := 0
	for f := range sums {
		if sums[f] < sums[best] {
			best = f
		}
	}
	return best
}
