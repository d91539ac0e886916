package raster

import (
	"image"

	"github.com/disintegration/imaging"

	"github.com/portico-prm/portico/content/shelf"
)

// frame is the base in one output size, with what is kept of its encoded form.
type frame struct {
	pix    *image.RGBA
	opaque bool
	jpegs  shelf.Shelf[int, *jpegBase] // by quality
	pngs   shelf.Shelf[struct{}, *pngBase]
}

type frameKey struct {
	w, h int
	flat bool // transparency laid on white
}

// keptQualities is how many JPEG qualities of one frame stay encoded.
const keptQualities = 6

// frame returns the base in a size; it is resized once.
func (b *Base) frame(w, h int, format Format) *frame {
	key := frameKey{w, h, format == JPEG && !b.opaque}
	return b.frames.Get(key, func() (*frame, int) {
		pix := b.halves.from(w)
		if key.flat {
			pix = onWhite(pix)
		}
		opaque := b.opaque || key.flat
		if pix.Rect.Dx() != w || pix.Rect.Dy() != h {
			pix = resized(pix, w, h, opaque)
		}
		f := &frame{pix: pix, opaque: opaque}
		f.jpegs.Room, f.pngs.Room = keptQualities, 1
		return f, 1
	})
}

// resized scales a picture. imaging works on straight alpha, which is the same
// where nothing is seen through.
func resized(pix *image.RGBA, w, h int, opaque bool) *image.RGBA {
	filter := filterFor(pix.Rect.Dx(), w)
	if opaque {
		return (*image.RGBA)(imaging.Resize((*image.NRGBA)(pix), w, h, filter))
	}
	straight := image.NewNRGBA(pix.Rect)
	copyStraight(straight, pix)
	return toRGBA(imaging.Resize(straight, w, h, filter))
}

// filterFor keeps detail when shrinking and avoids ringing when enlarging.
func filterFor(from, to int) imaging.ResampleFilter {
	if to < from {
		return imaging.Lanczos
	}
	return imaging.CatmullRom
}

// copyStraight undoes the premultiplication of equal sized pictures.
func copyStraight(dst *image.NRGBA, src *image.RGBA) {
	for i := 0; i+4 <= len(src.Pix); i += 4 {
		p, q := src.Pix[i:i+4:i+4], dst.Pix[i:i+4:i+4]
		straighten(q, p)
	}
}

// straighten turns one premultiplied pixel into a straight one.
func straighten(q, p []byte) {
	a := uint32(p[3])
	switch a {
	case 0xFF:
		copy(q, p)
	case 0:
		clear(q)
	default:
		for c := range 3 {
			q[c] = uint8((uint32(p[c])*0xFF + a/2) / a)
		}
		q[3] = p[3]
	}
}
