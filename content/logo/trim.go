package logo

import "image"

// findMark is the box around all content, at full resolution. It is the whole
// picture where the background belongs to the mark, or turns out to be a frame
// of it. Empty tells why there is nothing to see, or is nil.
func findMark(m *image.NRGBA, g *ground) (box image.Rectangle, empty *nothing) {
	rows, cols := count(m, *g)
	box = span(cols, rows, least(m.Rect))
	if box.Empty() { // nothing but hairlines and specks: every pixel counts
		box = span(cols, rows, 1)
	}
	switch {
	case box.Empty() && g.Kind == Transparent:
		return box, &nothing{}
	case box.Empty():
		return box, &nothing{g.Color.String()}
	case g.keeps():
		return m.Rect, uniform(m)
	}
	box = box.Add(m.Rect.Min)
	if g.frame = g.framed(m, box); g.frame {
		box = m.Rect
	}
	return box, nil
}

// span is the rectangle between the first and the last column and row with
// enough content; empty when there are none.
func span(cols, rows []int, need int) image.Rectangle {
	return image.Rectangle{
		Min: image.Pt(first(cols, need), first(rows, need)),
		Max: image.Pt(last(cols, need), last(rows, need)),
	}
}

// least is how many content pixels a row or column must have to count: four,
// so that the noise of JPEG does not; fewer in pictures that are small
// themselves.
func least(r image.Rectangle) int { return min(max(min(r.Dx(), r.Dy())/32, 1), 4) }

// count counts the content pixels of each row and each column.
func count(m *image.NRGBA, g ground) (rows, cols []int) {
	rows, cols = make([]int, m.Rect.Dy()), make([]int, m.Rect.Dx())
	for y := range rows {
		i := m.PixOffset(m.Rect.Min.X, m.Rect.Min.Y+y)
		row := m.Pix[i : i+4*len(cols)]
		for x := range cols {
			p := row[4*x : 4*x+4]
			if g.content(Color{p[0], p[1], p[2], p[3]}) {
				rows[y]++
				cols[x]++
			}
		}
	}
	return rows, cols
}

// first is the first index with enough, or the length.
func first(counts []int, need int) int {
	for i, n := range counts {
		if n >= need {
			return i
		}
	}
	return len(counts)
}

// last is one more than the last index with enough, or 0.
func last(counts []int, need int) int {
	for i := len(counts); i > 0; i-- {
		if counts[i-1] >= need {
			return i
		}
	}
	return 0
}

// nothing is why there is nothing to see: all has this colour, or none.
type nothing struct{ color string }

// uniform says so when a busy picture is of one colour after all: a border of
// two halves around nothing cannot be, so one pixel that differs is enough.
func uniform(m *image.NRGBA) *nothing {
	base := at(m, m.Rect.Min.X, m.Rect.Min.Y)
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			if c := at(m, x, y); c.distance(base) >= minDistance || (c.A > minAlpha) != (base.A > minAlpha) {
				return nil
			}
		}
	}
	return &nothing{base.String()}
}
