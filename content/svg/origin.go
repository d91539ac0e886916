package svg

import (
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// sides are the words of transform-origin, as shares of the view. Those of the
// vertical axis may come first.
var sides = map[string]struct {
	share    float64
	vertical bool
}{"left": {0, false}, "right": {1, false}, "top": {0, true}, "bottom": {1, true}}

// setTransformOrigin reads the point around which transform turns and scales:
// one or two lengths, shares of the view, or words. What makes no sense changes
// nothing.
func (s *setter) setTransformOrigin(v string) {
	words := strings.Fields(strings.ToLower(v))
	if len(words) == 0 || len(words) > 3 { // the third is the depth
		return
	}
	if len(words) == 1 {
		words = append(words, "center")
	}
	if sides[words[0]].vertical || words[1] == "left" || words[1] == "right" {
		words[0], words[1] = words[1], words[0]
	}
	x, okX := along(words[0], s.view.w, false)
	y, okY := along(words[1], s.view.h, true)
	if okX && okY {
		s.origin = geom.Point{X: x, Y: y}
	}
}

// along is one coordinate of an origin.
func along(word string, size float64, vertical bool) (float64, bool) {
	if word == "center" {
		return size / 2, true
	}
	if side, is := sides[word]; is {
		return side.share * size, side.vertical == vertical
	}
	return parseLength(word, size)
}
