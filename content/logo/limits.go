package logo

import (
	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/bitmap"
)

// Limits are what an upload may measure. What is zero is taken from Default.
type Limits struct {
	Bytes  int // size of the file
	Pixels int // width times height
	Side   int // width or height in pixels
	SVG    svg.Limits
	PDF    pdf.Limits
}

// Default is 10 MB, 40 megapixels, 16,384 pixels a side, and svg.Default. A PDF
// has at most as many pages and objects as a brand guide would.
var Default = Limits{
	Bytes: 10 << 20, Pixels: 40_000_000, Side: 16_384, SVG: svg.Default,
	PDF: pdf.Limits{Bytes: 10 << 20, Pages: 20, Objects: 20_000, Nesting: 64, Inflated: 64 << 20},
}

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = Default.Bytes
	}
	if l.Pixels <= 0 {
		l.Pixels = Default.Pixels
	}
	if l.Side <= 0 {
		l.Side = Default.Side
	}
	if l.PDF.Bytes <= 0 {
		l.PDF = Default.PDF
		l.PDF.Bytes = int64(l.Bytes)
	}
	if l.SVG.Bytes <= 0 {
		l.SVG.Bytes = l.Bytes
	}
	return l
}

func (l Limits) bitmap() bitmap.Limits {
	b := bitmap.Default
	b.Pixels, b.Side = l.Pixels, l.Side
	return b
}
