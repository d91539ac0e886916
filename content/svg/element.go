package svg

import (
	"strings"

	"github.com/portico-prm/portico/content/svg/css"
	"github.com/portico-prm/portico/content/svg/geom"
)

// element is one element of the file that may matter for the picture.
type element struct {
	css.Element
	attrs    []css.Declaration // attributes without namespace, and href
	children []*element
	text     []byte // characters inside, kept for style and text elements only
	line     int

	path   *geom.Path // parsed path data
	bitmap *pixels    // decoded image
}

// document is the file after reading: its tree, its ids and its style sheet.
type document struct {
	root  *element
	ids   map[string]*element
	sheet css.Sheet
}

// attr is the value of an attribute without white space around it, or "".
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// has tells whether the attribute is there and not empty.
func (e *element) has(name string) bool { return e.attr(name) != "" }

// byRef finds the element that "#id" or "url(#id)" names; outside tells that
// the reference leaves the file.
func (d *document) byRef(ref string) (e *element, outside bool) {
	ref = unwrapURL(ref)
	id, local := strings.CutPrefix(ref, "#")
	if !local {
		return nil, ref != ""
	}
	return d.ids[id], false
}

// unwrapURL takes url( ) and quotes off a reference.
func unwrapURL(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 4 && strings.EqualFold(s[:4], "url(") {
		s, _, _ = strings.Cut(s[4:], ")")
	}
	return strings.Trim(strings.TrimSpace(s), `"'`)
}

// The elements that are read. All others are stepped over with what they hold.
var (
	containers = set("svg g a symbol defs switch clipPath mask marker pattern filter linearGradient radialGradient text flowRoot")
	leaves     = set("path rect circle ellipse line polyline polygon use image stop style foreignObject tspan textPath flowPara flowSpan tref")
	textual    = set("text tspan textPath flowRoot flowPara flowSpan tref")
	scripts    = set("script handler listener")
	animations = set("animate animateTransform animateMotion animateColor set")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
