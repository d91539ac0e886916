package svg

import (
	"math"
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// extent is the size of the viewport that percentages refer to.
type extent struct{ w, h float64 }

// diagonal is what a percentage of a radius or a stroke width refers to.
func (v extent) diagonal() float64 { return math.Hypot(v.w, v.h) / math.Sqrt2 }

// unitSize is a unit in px. Fonts are not known here: an em is 16 px, as in a
// browser without a style sheet.
var unitSize = map[string]float64{
	"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54,
	"q": 2.4 / 2.54, "em": 16, "rem": 16, "ex": 8, "ch": 8,
}

// parseLength reads one length; whole is what 100 % means.
func parseLength(s string, whole float64) (float64, bool) {
	in := geom.NewScanner(s)
	v, ok := in.Number()
	if !ok {
		return 0, false
	}
	v, ok = toPixels(v, in.Unit(), whole)
	return v, ok && in.Done()
}

func toPixels(v float64, unit string, whole float64) (float64, bool) {
	if unit == "%" {
		return v * whole / 100, true
	}
	k, ok := unitSize[strings.ToLower(unit)]
	return v * k, ok
}

// parseLengths reads a list of lengths; nil when it is damaged.
func parseLengths(s string, whole float64) []float64 {
	in := geom.NewScanner(s)
	var out []float64
	for !in.Done() {
		v, ok := in.Number()
		if ok {
			v, ok = toPixels(v, in.Unit(), whole)
		}
		if !ok || len(out) == maxList {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// maxList bounds lists of lengths, such as dash patterns.
const maxList = 256

// length reads an attribute, with what stands for it when it is missing or
// damaged.
func (e *element) length(name string, whole, otherwise float64) float64 {
	if v, ok := parseLength(e.attr(name), whole); ok {
		return v
	}
	return otherwise
}
