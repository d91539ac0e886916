package bitmap

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// Decode checks the header against the limits and decodes the pixels: 8 bits,
// straight alpha, sRGB where the embedded profile is of a kind that is read,
// turned upright.
func Decode(data []byte, lim Limits) (*image.NRGBA, Header, error) {
	h, err := ReadHeader(data)
	if err != nil {
		return nil, h, err
	}
	if err := h.check(lim, len(data)); err != nil {
		return nil, h, err
	}
	m, err := decode(h.Format, data)
	if err != nil {
		return nil, h, damaged(err)
	}
	if b := m.Bounds(); b.Dx() != h.Width || b.Dy() != h.Height {
		return nil, h, damaged(errors.New("the header and the pixels disagree about the size"))
	}
	n := printed(m, h)
	if n == nil {
		n = toNRGBA(m)
		toSRGB(n, h)
	}
	return upright(n, h.Orientation), h, nil
}

// printed is a picture in inks as the press of its profile prints it; nil when
// it is no such picture, or the profile is of another kind.
func printed(m image.Image, h Header) *image.NRGBA {
	inked, ok := m.(*image.CMYK)
	if !ok {
		return nil
	}
	p := pressOf(h.Profile)
	if p == nil {
		return nil
	}
	return p.print(inked)
}

func decode(f Format, data []byte) (image.Image, error) {
	r := bytes.NewReader(data)
	switch f {
	case PNG:
		return png.Decode(r)
	case JPEG:
		return jpeg.Decode(r)
	}
	m, err := webp.Decode(r)
	return fromStudio(m), err
}

// upright applies an EXIF orientation: 2 to 4 mirror or turn by half, 5 to 8
// exchange the axes as well.
func upright(m *image.NRGBA, orientation int) *image.NRGBA {
	if orientation <= 1 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sx, sy := source(orientation, x, y, w, h)
			i, j := out.PixOffset(x, y), m.PixOffset(m.Rect.Min.X+sx, m.Rect.Min.Y+sy)
			copy(out.Pix[i:i+4], m.Pix[j:j+4])
		}
	}
	return out
}

// source is the stored pixel that belongs at (x, y); w and h are the stored size.
func source(orientation, x, y, w, h int) (int, int) {
	if orientation >= 5 {
		x, y = y, x
	}
	switch orientation {
	case 2, 8: // mirrored, or a quarter turn against the clock
		return w - 1 - x, y
	case 3, 7:
		return w - 1 - x, h - 1 - y
	case 4, 6:
		return x, h - 1 - y
	}
	return x, y
}
