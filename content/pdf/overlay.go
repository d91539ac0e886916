package pdf

import (
	"errors"
	"fmt"
	"math"

	"github.com/signintech/gopdf"

	"github.com/portico-prm/portico/content/place"
)

// overlay is one gopdf document that holds the drawings of all pages, so that
// they share their fonts. gopdf draws the fills and keeps the order. Of all else
// it only writes where it goes, with a stand-in, which the merge replaces: a tiny
// picture for a picture, a drawing or a code, a mark for a line of text. So what
// is the same in many documents is packed once, and gopdf packs no font anew for
// every document.
type overlay struct {
	gp     *gopdf.GoPdf
	fonts  []*subset
	texts  []codedRun     // those that are not drawn yet
	lines  [][]byte       // text operators, by number of the mark
	alphas map[uint8]bool // of translucent lines
	stands []fragment     // by number of the stand-in
	byKey  map[string]int
}

// newOverlay starts a document with the fonts that the sheets need.
func newOverlay(sheets []*place.Sheet) (*overlay, error) {
	o := &overlay{gp: &gopdf.GoPdf{}, alphas: map[uint8]bool{}, byKey: map[string]int{}}
	o.gp.Start(gopdf.Config{Unit: gopdf.UnitPT, PageSize: gopdf.Rect{W: 612, H: 792}})
	o.gp.SetNoCompression() // contents are compressed when they are merged
	return o, o.addFonts(sheets)
}

// page draws one sheet on a new page.
func (o *overlay) page(p Page, sheet *place.Sheet) error {
	o.gp.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: p.Width, H: p.Height}})
	for i, item := range sheet.Items {
		if err := o.item(item, p.Height); err != nil {
			return fmt.Errorf("item %d: %w", i+1, err)
		}
	}
	return nil
}

func (o *overlay) item(item place.Item, height float64) error {
	switch v := item.(type) {
	case place.Text:
		return o.text(v, height)
	case place.Fill:
		return o.fill(v)
	case place.Picture:
		return o.standIn("picture "+v.Key, v.Key != "", v.Box, func() (fragment, error) { return pictureFragment(v) })
	case place.Drawing:
		return o.standIn("drawing "+v.Key, v.Key != "", v.Box, func() (fragment, error) { return drawingFragment(v) })
	case place.Modules:
		return o.standIn(modulesKey(v), true, v.Box, func() (fragment, error) { return modulesFragment(v) })
	case place.Link:
		return nil // an annotation, not ink
	}
	return fmt.Errorf("unknown item %T", item)
}

// fill draws a rectangle. gopdf rounds corners with straight strokes; their
// number grows with the radius so that none can be seen.
func (o *overlay) fill(f place.Fill) error {
	b := f.Box
	if !finite(b.X, b.Y, b.W, b.H, f.Radius) {
		return errors.New("fill without a usable box")
	}
	if b.W <= 0 || b.H <= 0 || f.Color.A == 0 {
		return nil
	}
	if f.Color.A != 255 {
		alpha := gopdf.Transparency{Alpha: float64(f.Color.A) / 255, BlendModeType: gopdf.NormalBlendMode}
		if err := o.gp.SetTransparency(alpha); err != nil {
			return err
		}
		defer o.gp.ClearTransparency()
	}
	o.gp.SetFillColor(f.Color.R, f.Color.G, f.Color.B)
	radius := math.Min(f.Radius, math.Min(b.W, b.H)/2)
	return o.gp.Rectangle(b.X, b.Y, b.X+b.W, b.Y+b.H, "F", radius, strokes(radius))
}

// strokes is how many points round a quarter circle to within 0.02 points.
func strokes(radius float64) int {
	if radius <= 0 {
		return 0
	}
	return int(math.Ceil(math.Pi / 4 / math.Sqrt(0.04/math.Max(radius, 0.1))))
}

// finite holds the figures of an item to what a page can have.
func finite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.Abs(v) > 10*largestSide {
			return false
		}
	}
	return true
}

// bytes finishes the document. gopdf panics where it meets what it did not
// expect; such a document is an error and no more.
func (o *overlay) bytes() (b []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, fmt.Errorf("gopdf could not write the overlay: %v", r)
		}
	}()
	return o.gp.GetBytesPdfReturnErr()
}
