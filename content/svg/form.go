package svg

import (
	"strconv"

	"github.com/portico-prm/portico/content/svg/geom"
)

// Form writes the tree as PDF operators. The form that holds them must have
// the bounding box [0 0 Width Height], which cuts off what lies outside the
// view. Equal trees give equal bytes.
func (t *Tree) Form() Form {
	w := &formWriter{view: t.View(), index: map[string]int{}}
	s := w.stream()
	s.matrix(geom.Matrix{A: 1, D: -1, E: -t.X, F: t.Y + t.Height}) // y grows downwards from here on
	s.nodes(t.Nodes)
	return Form{
		Width: t.Width, Height: t.Height,
		Content: s.buf.Bytes(), Resources: s.resources(), Objects: w.objects,
	}
}

// formWriter gathers the objects that the operators name. Equal objects are
// kept once.
type formWriter struct {
	view    geom.Box
	objects []Object
	index   map[string]int
}

// object adds an object and returns its number.
func (w *formWriter) object(dict string, stream []byte) int {
	key := dict + "\x00" + string(stream)
	if n, ok := w.index[key]; ok {
		return n
	}
	w.index[key] = len(w.objects)
	w.objects = append(w.objects, Object{Dict: dict, Stream: stream})
	return len(w.objects) - 1
}

// form draws nodes, and then whatever draw adds, into a form XObject with a
// group of its own in the given colour space. Its coordinates are those of the
// tree, as whoever shows it has turned the page already.
func (w *formWriter) form(nodes []Node, space string, draw func(*stream)) int {
	s := w.stream()
	s.nodes(nodes)
	if draw != nil {
		draw(s)
	}
	v := w.view
	dict := "<< /Type /XObject /Subtype /Form /BBox [" + numbers(v.X0, v.Y0, v.X1, v.Y1) +
		"] /Group << /Type /Group /S /Transparency /I true /CS /" + space + " >> /Resources " + s.resources() + " >>"
	return w.object(dict, s.buf.Bytes())
}

// state makes an ExtGState.
func (w *formWriter) state(entries string) int {
	return w.object("<< /Type /ExtGState"+entries+" >>", nil)
}

// tolerance is how far chords may be from a curve where a stroke has to be
// written as an area: a fiftieth of a millimetre on a logo 10 cm wide.
func (w *formWriter) tolerance() float64 { return max(w.view.W(), w.view.H()) / 5000 }

// number writes v with at most six decimals, as PDF knows no exponents.
func number(v float64) string {
	return strconv.FormatFloat(geom.Round(v, 6), 'f', -1, 64)
}

func numbers(vs ...float64) string {
	var b []byte
	for i, v := range vs {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, number(v)...)
	}
	return string(b)
}
