package text

// Op is a step of an outline.
type Op uint8

const (
	MoveTo  Op = iota // P[0]
	LineTo            // P[0]
	QuadTo            // P[0] pulls, P[1] is the end
	CubicTo           // P[0] and P[1] pull, P[2] is the end
	Close
)

// Point is a position on the drawing surface: y grows downwards.
type Point struct{ X, Y float64 }

// Segment is one step of an outline, to be filled by the non-zero rule.
type Segment struct {
	Op Op
	P  [3]Point
}

// Outline is the shape of a run at a size, with the left end of its baseline at
// the origin and y down. Glyphs stand exactly where the PDF writer puts them.
func (r Run) Outline(size float64) []Segment {
	var line []Segment
	at, em := 0, size/float64(r.Font.unitsPerEm)
	for _, c := range r.Clusters {
		x := float64(float64(at) * (size / perSize))
		for _, g := range c.Glyphs {
			line = appendMoved(line, r.Font.contour(g.ID), size, Point{x + float64(float64(g.X)*em), float64(-float64(g.Y) * em)})
		}
		at += c.Advance
	}
	return line
}

func appendMoved(line, glyph []Segment, size float64, to Point) []Segment {
	for _, seg := range glyph {
		for i := range seg.P {
			seg.P[i] = Point{to.X + float64(seg.P[i].X*size), to.Y + float64(seg.P[i].Y*size)}
		}
		line = append(line, seg)
	}
	return line
}

// contour is a glyph of one em. Two callers may make it at once; the results
// are equal, and either may stay.
func (f *Font) contour(g uint16) []Segment {
	if done := f.contours[g].Load(); done != nil {
		return *done
	}
	var p pen
	f.glyphs.draw(&p, g, 0)
	made := p.segments(1 / float64(f.unitsPerEm))
	f.contours[g].Store(&made)
	return made
}

// segments turns contours of points into steps, scaled and with y down.
func (p *pen) segments(scale float64) []Segment {
	var out []Segment
	from := 0
	for _, end := range p.ends {
		out = follow(out, p.points[from:end], scale)
		from = end
	}
	return out
}

// follow goes along one closed curve. Between two pulling points the curve
// passes through their middle.
func follow(out []Segment, ks []knot, scale float64) []Segment {
	if len(ks) < 2 {
		return out
	}
	start, rest := opening(ks)
	at := func(k knot) Point { return Point{k.x * scale, -k.y * scale} }
	out = append(out, Segment{Op: MoveTo, P: [3]Point{at(start)}})
	var pull *knot
	step := func(to knot) {
		if pull == nil {
			out = append(out, Segment{Op: LineTo, P: [3]Point{at(to)}})
			return
		}
		out = append(out, Segment{Op: QuadTo, P: [3]Point{at(*pull), at(to)}})
	}
	for i := range rest {
		k := rest[i]
		switch {
		case k.on:
			step(k)
			pull = nil
		case pull != nil:
			step(middle(*pull, k))
			pull = &rest[i]
		default:
			pull = &rest[i]
		}
	}
	step(start)
	return append(out, Segment{Op: Close})
}

// opening is where a contour starts: its first point on the curve, else the
// middle of two pulling ones. The rest follows in order.
func opening(ks []knot) (knot, []knot) {
	for i, k := range ks {
		if k.on {
			return k, append(append([]knot{}, ks[i+1:]...), ks[:i]...)
		}
	}
	return middle(ks[len(ks)-1], ks[0]), ks
}

func middle(a, b knot) knot { return knot{(a.x + b.x) / 2, (a.y + b.y) / 2, true} }
