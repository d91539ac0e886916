package logo

import (
	"image"
	"math"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/geom"
)

// analysisSide is the long side of the picture from which a drawing is judged.
const analysisSide = 512

// analyseTree trims and judges a drawing by a picture of it. Where the
// background is transparent the trim box is the exact one of the geometry.
func (in *intake) analyseTree(format string, tree *svg.Tree) (*Mark, error) {
	m := in.mark(Vector, format, tree.Width, tree.Height)
	pix := picture(tree)
	ground := findGround(pix)
	box, empty := findMark(pix, &ground)
	if empty != nil {
		in.empty(*empty)
		return nil, nil
	}
	view := tree.View()
	switch {
	case ground.keeps():
	case ground.Kind == Transparent:
		view = tightened(tree.Bounds(), onTree(tree, pix, box.Inset(-2)))
	default:
		view = onTree(tree, pix, box.Inset(-1).Intersect(pix.Rect))
	}
	m.Tree = tree.Crop(view)
	m.Width, m.Height = m.Tree.Width, m.Tree.Height
	m.PixelWidth, m.PixelHeight = bitmapSize(m.Tree)
	m.Source.Trim = Box{m.Tree.X - tree.X, m.Tree.Y - tree.Y, m.Width, m.Height}
	return in.finish(m, analyse(picture(m.Tree), ground))
}

// bitmapShare of a drawing is a good part of it.
const bitmapShare = 0.1

// bitmapSize is how many pixels a drawing would have if all of it were as fine as
// its coarsest bitmap, or nothing.
func bitmapSize(t *svg.Tree) (w, h int) {
	wide := t.Resolution(bitmapShare)
	if !(wide > 0 && wide < maxMeasure) {
		return 0, 0
	}
	return max(int(wide), 1), max(int(wide*t.Height/t.Width), 1)
}

// hardlySeen is the share of a side by which a drawing may reach beyond what can
// be seen of it: points run out finer than pixels. What reaches further is a
// shape that nobody sees, such as an artboard of 1 % opacity.
const hardlySeen = 0.04

// tightened pulls the sides of exact in that reach far beyond what is seen.
func tightened(exact, seen geom.Box) geom.Box {
	w, h := hardlySeen*exact.W(), hardlySeen*exact.H()
	if seen.X0-exact.X0 > w {
		exact.X0 = seen.X0
	}
	if exact.X1-seen.X1 > w {
		exact.X1 = seen.X1
	}
	if seen.Y0-exact.Y0 > h {
		exact.Y0 = seen.Y0
	}
	if exact.Y1-seen.Y1 > h {
		exact.Y1 = seen.Y1
	}
	return exact
}

// picture draws a tree with analysisSide pixels on the long side.
func picture(t *svg.Tree) *image.NRGBA {
	k := analysisSide / math.Max(t.Width, t.Height)
	return t.Raster(int(math.Round(t.Width*k)), int(math.Round(t.Height*k)))
}

// onTree is a box of pixels in the units of the tree.
func onTree(t *svg.Tree, pix *image.NRGBA, box image.Rectangle) geom.Box {
	sx, sy := t.Width/float64(pix.Rect.Dx()), t.Height/float64(pix.Rect.Dy())
	return geom.Box{
		X0: t.X + float64(float64(box.Min.X)*sx), Y0: t.Y + float64(float64(box.Min.Y)*sy),
		X1: t.X + float64(float64(box.Max.X)*sx), Y1: t.Y + float64(float64(box.Max.Y)*sy),
	}
}
