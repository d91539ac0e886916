package geom

import (
	"errors"
	"strconv"
	"strings"
)

// ErrPath says that path data stopped making sense; what came before it stands.
var ErrPath = errors.New("path data is damaged")

// ParsePath reads the d attribute of SVG. On an error it returns what was read
// up to it, which is what browsers draw.
func ParsePath(d string) (Path, error) {
	r := pathReader{in: NewScanner(d)}
	for !r.in.Done() {
		if !r.command() {
			return r.p, ErrPath
		}
	}
	return r.p, nil
}

type pathReader struct {
	in   *Scanner
	p    Path
	cmd  byte
	ctrl Point // last control point, for S and T
	kind byte  // of the last curve: C, Q or 0
}

// command reads a letter, or goes on with the last one, and its numbers.
func (r *pathReader) command() bool {
	c := r.in.Peek()
	if letter(c) {
		r.in.Take()
		r.cmd = c
		if r.p.Empty() && c|0x20 != 'm' {
			return false
		}
	} else if r.cmd|0x20 == 'z' || r.cmd == 0 {
		return false
	}
	kind := r.kind
	r.kind = 0
	return r.draw(kind)
}

func (r *pathReader) draw(kind byte) bool {
	relative := r.cmd >= 'a'
	switch r.cmd | 0x20 {
	case 'm':
		return r.move(relative)
	case 'l':
		return r.points(relative, 1, func(p []Point) { r.p.LineTo(p[0]) })
	case 'h', 'v':
		return r.along(relative)
	case 'c':
		return r.points(relative, 3, func(p []Point) { r.cubic(p[0], p[1], p[2]) })
	case 's':
		first := r.mirrored(kind == 'C')
		return r.points(relative, 2, func(p []Point) { r.cubic(first, p[0], p[1]) })
	case 'q':
		return r.points(relative, 2, func(p []Point) { r.quad(p[0], p[1]) })
	case 't':
		first := r.mirrored(kind == 'Q')
		return r.points(relative, 1, func(p []Point) { r.quad(first, p[0]) })
	case 'a':
		return r.arc(relative)
	case 'z':
		r.p.Close()
		return true
	}
	return false
}

// move is followed by lines when more numbers come.
func (r *pathReader) move(relative bool) bool {
	ok := r.points(relative, 1, func(p []Point) { r.p.MoveTo(p[0]) })
	r.cmd-- // m becomes l, M becomes L
	return ok
}

func (r *pathReader) along(relative bool) bool {
	v, ok := r.in.Number()
	if !ok {
		return false
	}
	at := r.p.At()
	to := at
	if r.cmd|0x20 == 'h' {
		to.X = v
		if relative {
			to.X = at.X + v
		}
	} else {
		to.Y = v
		if relative {
			to.Y = at.Y + v
		}
	}
	r.p.LineTo(to)
	return true
}

func (r *pathReader) points(relative bool, n int, draw func([]Point)) bool {
	vs, ok := r.in.Numbers(2 * n)
	if !ok {
		return false
	}
	at := r.p.At()
	pts := make([]Point, n)
	for i := range pts {
		pts[i] = Point{vs[2*i], vs[2*i+1]}
		if relative {
			pts[i] = pts[i].Add(at)
		}
	}
	draw(pts)
	return true
}

func (r *pathReader) arc(relative bool) bool {
	radii, ok := r.in.Numbers(3)
	if !ok {
		return false
	}
	large, ok1 := r.in.Flag()
	sweep, ok2 := r.in.Flag()
	return ok1 && ok2 && r.points(relative, 1, func(p []Point) {
		r.p.ArcTo(radii[0], radii[1], radii[2], large, sweep, p[0])
	})
}

func (r *pathReader) cubic(a, b, q Point) {
	r.p.CurveTo(a, b, q)
	r.ctrl, r.kind = b, 'C'
}

func (r *pathReader) quad(a, q Point) {
	r.p.QuadTo(a, q)
	r.ctrl, r.kind = a, 'Q'
}

// mirrored is the control point that makes a smooth join with the last curve,
// if that was of the same kind.
func (r *pathReader) mirrored(same bool) Point {
	at := r.p.At()
	if !same {
		return at
	}
	return at.Mul(2).Sub(r.ctrl)
}

// String writes the path in absolute commands, the shortest number that reads
// back the same; ParsePath reads it.
func (p *Path) String() string {
	var b strings.Builder
	i := 0
	for _, o := range p.Ops {
		b.WriteByte(byte(o))
		for j, pt := range p.Pts[i : i+o.Size()] {
			if j > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(short(pt.X))
			b.WriteByte(' ')
			b.WriteString(short(pt.Y))
		}
		i += o.Size()
	}
	return b.String()
}

func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// MarshalText writes what String writes.
func (p Path) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Path) UnmarshalText(b []byte) error {
	q, err := ParsePath(string(b))
	*p = q
	return err
}
