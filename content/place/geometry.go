// Package place is the geometry of co-branding: where a partner's mark, texts
// and codes go on a vendor's page, and how large they are. It reads no files
// and draws nothing: everything here is a function of numbers, so that the
// same inputs always give the same page.
//
// A mark is sized by Logo. It gets the same area as its neighbour whatever its
// shape, never more than the vendor allows, with its clear space inside the
// zone; a variant or a plate is chosen that can be seen on the background.
//
//	zone ┌────────────────────────────┐
//	     │   clear space              │
//	     │   ┌────────────────────┐   │
//	     │   │        mark        │   │   clear = share of the mark's height
//	     │   └────────────────────┘   │
//	     └────────────────────────────┘
//
// Sheet is the draw list that comes out: what the layout decided, for
// content/pdf and content/raster to draw.
package place

// Point is a position; y grows downwards.
type Point struct{ X, Y float64 }

// Rect is a box given by its top left corner and its size.
type Rect struct{ X, Y, W, H float64 }

// Color is an sRGB colour with straight alpha.
type Color struct{ R, G, B, A uint8 }

// PointsPerMM turns millimetres into PDF points.
const PointsPerMM = 72 / 25.4

// Right is the right edge.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom is the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Scaled multiplies all four numbers, to change the unit.
func (r Rect) Scaled(by float64) Rect {
	return Rect{float64(r.X * by), float64(r.Y * by), float64(r.W * by), float64(r.H * by)}
}

// Inset takes d away on every side; negative d adds. A box that is too small
// becomes a point in its own middle.
func (r Rect) Inset(d float64) Rect {
	dx, dy := min(d, r.W/2), min(d, r.H/2)
	return Rect{r.X + dx, r.Y + dy, r.W - float64(2*dx), r.H - float64(2*dy)}
}

// Contains tells whether the other box lies within this one; touching edges
// are within.
func (r Rect) Contains(o Rect) bool {
	return o.X >= r.X-hair && o.Y >= r.Y-hair && o.Right() <= r.Right()+hair && o.Bottom() <= r.Bottom()+hair
}

// Overlaps tells whether the boxes share area; touching edges do not count.
func (r Rect) Overlaps(o Rect) bool {
	return r.X < o.Right()-hair && o.X < r.Right()-hair && r.Y < o.Bottom()-hair && o.Y < r.Bottom()-hair
}

// hair is a width that nobody sees: it forgives rounding.
const hair = 1e-6

// Align says where a smaller box stands in a larger one: 0 is left or top, 0.5
// the middle, 1 right or bottom.
type Align struct{ X, Y float64 }

var words = map[string]float64{
	"left": 0, "center": 0.5, "centre": 0.5, "right": 1,
	"top": 0, "middle": 0.5, "bottom": 1,
}

// ParseAlign reads the two words of a manifest, such as right and middle.
// Unknown words mean left and top; the manifest's schema has refused them.
func ParseAlign(horizontal, vertical string) Align {
	return Align{words[horizontal], words[vertical]}
}

// Place puts a box of w x h into r.
func (a Align) Place(r Rect, w, h float64) Rect {
	return Rect{r.X + float64((r.W-w)*a.X), r.Y + float64((r.H-h)*a.Y), w, h}
}

// Cover is the part of a w x h photograph that fills a box without distortion.
// Focus (0..1 in both directions) is what must stay in view.
func Cover(w, h float64, box Rect, focus Point) Rect {
	scale := max(box.W/w, box.H/h)
	cw, ch := box.W/scale, box.H/scale
	return Rect{clamp(float64(focus.X*w)-cw/2, 0, w-cw), clamp(float64(focus.Y*h)-ch/2, 0, h-ch), cw, ch}
}

func clamp(v, low, high float64) float64 { return max(low, min(v, high)) }
