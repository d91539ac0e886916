package logo

import (
	"errors"
	"image"

	"github.com/disintegration/imaging"

	"github.com/portico-prm/portico/content/svg/bitmap"
)

// raster reads PNG, JPEG and WebP.
func (in *intake) raster() (*Mark, error) {
	pix, head, err := bitmap.Decode(in.data, in.lim.bitmap())
	if err != nil {
		in.refuse(err)
		return nil, nil
	}
	size := pix.Rect.Size()
	m := in.mark(Raster, string(head.Format), float64(size.X), float64(size.Y))
	ground := findGround(pix)
	box, empty := findMark(pix, &ground)
	if empty != nil {
		in.empty(*empty)
		return nil, nil
	}
	m.PixelWidth, m.PixelHeight = box.Dx(), box.Dy()
	m.Width, m.Height = float64(box.Dx()), float64(box.Dy())
	m.Source.Trim = Box{float64(box.Min.X), float64(box.Min.Y), m.Width, m.Height}
	m.Image = normalised(pix, box)
	return in.finish(m, analyse(m.Image, ground))
}

// refuse translates the errors of package bitmap.
func (in *intake) refuse(err error) {
	var limit *bitmap.LimitError
	switch {
	case errors.As(err, &limit):
		in.tooLarge(limit.What, limit.Have, limit.Most)
	case errors.Is(err, bitmap.ErrAnimated):
		in.animated()
	case errors.Is(err, bitmap.ErrRare):
		in.rare()
	default:
		in.damaged(err)
	}
}

// normalised cuts out box, scales it down to MaxSide and forgets the colours
// of pixels that nobody can see.
func normalised(pix *image.NRGBA, box image.Rectangle) *image.NRGBA {
	cut := pix.SubImage(box).(*image.NRGBA)
	out := &image.NRGBA{}
	if w, h := fitted(box.Dx(), box.Dy()); w != box.Dx() || h != box.Dy() {
		out = imaging.Resize(cut, w, h, imaging.Lanczos)
	} else {
		out = imaging.Clone(cut)
	}
	for i := 0; i < len(out.Pix); i += 4 {
		if out.Pix[i+3] == 0 {
			out.Pix[i], out.Pix[i+1], out.Pix[i+2] = 0, 0, 0
		}
	}
	return out
}

// fitted scales a size down to MaxSide.
func fitted(w, h int) (int, int) {
	long := max(w, h)
	if long <= MaxSide {
		return w, h
	}
	return max(w*MaxSide/long, 1), max(h*MaxSide/long, 1)
}
