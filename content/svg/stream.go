package svg

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/svg/geom"
)

// stream is one run of operators with the resources that it names.
type stream struct {
	w    *formWriter
	buf  bytes.Buffer
	used map[string][]int // object numbers by kind of resource, in order of use
	fill string           // the fill colour that is set
}

func (w *formWriter) stream() *stream {
	return &stream{w: w, used: map[string][]int{}}
}

// resourceKinds are the sections of a resource dictionary and the letter with
// which their names begin.
var resourceKinds = []struct{ section, letter string }{
	{"ExtGState", "G"}, {"Shading", "S"}, {"XObject", "X"},
}

// name registers an object as a resource and returns its name.
func (s *stream) name(letter string, n int) string {
	for _, have := range s.used[letter] {
		if have == n {
			return fmt.Sprintf("/%s%d", letter, n)
		}
	}
	s.used[letter] = append(s.used[letter], n)
	return fmt.Sprintf("/%s%d", letter, n)
}

// resources writes the dictionary of all that was named.
func (s *stream) resources() string {
	var b strings.Builder
	b.WriteString("<<")
	for _, k := range resourceKinds {
		if len(s.used[k.letter]) == 0 {
			continue
		}
		fmt.Fprintf(&b, " /%s <<", k.section)
		for _, n := range s.used[k.letter] {
			fmt.Fprintf(&b, " /%s%d @%d", k.letter, n, n)
		}
		b.WriteString(" >>")
	}
	b.WriteString(" >>")
	return b.String()
}

// op writes operands and an operator, one a line.
func (s *stream) op(parts ...string) {
	s.buf.WriteString(strings.Join(parts, " "))
	s.buf.WriteByte('\n')
}

// apart runs draw between q and Q.
func (s *stream) apart(draw func()) {
	fill := s.fill
	s.op("q")
	draw()
	s.op("Q")
	s.fill = fill
}

func (s *stream) matrix(m geom.Matrix) {
	if m != geom.Identity {
		s.op(matrixNumbers(m), "cm")
	}
}

// matrixNumbers keeps nine decimals: a matrix may be multiplied by large
// coordinates.
func matrixNumbers(m geom.Matrix) string {
	r := func(v float64) float64 { return geom.Round(v, 9) }
	return geom.Matrix{A: r(m.A), B: r(m.B), C: r(m.C), D: r(m.D), E: r(m.E), F: r(m.F)}.String()
}

// path writes the construction operators of p. A dot, which is a move and a
// close, gets a line of no length between: some viewers miss it otherwise.
func (s *stream) path(p *geom.Path) {
	last := geom.Close
	p.Each(func(o geom.Op, from geom.Point, pts []geom.Point) {
		if o == geom.Close && last == geom.Move {
			s.step(geom.Line, []geom.Point{from})
		}
		s.step(o, pts)
		last = o
	})
}

func (s *stream) step(o geom.Op, pts []geom.Point) {
	for _, q := range pts {
		s.buf.WriteString(number(q.X))
		s.buf.WriteByte(' ')
		s.buf.WriteString(number(q.Y))
		s.buf.WriteByte(' ')
	}
	s.buf.WriteString(pathOps[o])
	s.buf.WriteByte('\n')
}

var pathOps = map[geom.Op]string{geom.Move: "m", geom.Line: "l", geom.Curve: "c", geom.Close: "h"}

// clip cuts what follows to p.
func (s *stream) clip(p *geom.Path, evenOdd bool) {
	s.path(p)
	s.op(ruled("W", evenOdd), "n")
}

// ruled is an operator with the star of the even-odd rule.
func ruled(op string, evenOdd bool) string {
	if evenOdd {
		return op + "*"
	}
	return op
}

// alpha sets the opacity of fills and strokes.
func (s *stream) alpha(a float64) {
	if a < 1 {
		n := s.w.state(" /ca " + number(a) + " /CA " + number(a))
		s.op(s.name("G", n), "gs")
	}
}

func colorNumbers(c Color) string {
	v := func(x uint8) float64 { return geom.Round(float64(x)/255, 4) }
	return numbers(v(c.R), v(c.G), v(c.B))
}
