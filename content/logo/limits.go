package logo

import (
	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/bitmap"
)

// Limits are what an upload may measure. What is zero is taken from Default.
type Limits struct {
	Bytes  int // size of the file
	Pixels int // width times height
	Side   int // width or height in pixels
	SVG    svg.Limits
}

// Default is 10 MB, 40 megapixels, 16,384 pixels a side, and svg.Default.
var Default = Limits{Bytes: 10 << 20, Pixels: 40_000_000, Side: 16_384, SVG: svg.Default}

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
