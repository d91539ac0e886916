package place

import (
	"image"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/text"
)

// Sheet is what is drawn over one page, in drawing order. The layout makes it
// once; content/pdf and content/raster draw it, so a preview and the printed
// file cannot differ in more than the pen.
//
// Units are points for PDF pages and pixels for images, measured from the top
// left of the displayed trim box, y down.
type Sheet struct {
	Items []Item
}

// Item is one thing on a sheet: Text, Picture, Drawing, Fill, Modules or Link.
type Item interface{ item() }

// Text is a run of one line, set already. At is the left end of its baseline.
type Text struct {
	At    Point
	Size  float64
	Run   text.Run
	Color Color
}

// Picture is a bitmap stretched over Box. Equal Keys mean equal pixels, so a
// file embeds them once.
type Picture struct {
	Box   Rect
	Image *image.NRGBA
	Key   string
}

// Drawing is a vector mark stretched over Box. Equal Keys mean equal trees.
type Drawing struct {
	Box  Rect
	Tree *svg.Tree
	Key  string
}

// Fill is a filled rectangle with rounded corners (Radius 0: square).
type Fill struct {
	Box    Rect
	Radius float64
	Color  Color
}

// Modules is a square grid of dark modules, for QR codes; Dark[y][x].
type Modules struct {
	Box   Rect
	Dark  [][]bool
	Color Color
}

// Link makes Box answer to a click with URI. Images ignore it.
type Link struct {
	Box Rect
	URI string
}

func (Text) item()    {}
func (Picture) item() {}
func (Drawing) item() {}
func (Fill) item()    {}
func (Modules) item() {}
func (Link) item()    {}
