package raster

import "image"

// filters subtracts neighbours from each row, so that less is left to compress.
// The first row of a strip never looks up, because the strip above may be
// another one next time.
type filters struct {
	row, above []byte
	tried      [5][]byte
}

// The five filters of PNG.
const (
	plainRow = iota
	leftOf
	upOf
	averageOf
	paethOf
)

// apply appends the rows of a picture, each with its filter in front. With
// kinds nil it tries for each row which filter leaves the least, and returns
// the choice; the base's choice then serves for what is drawn over it, which
// saves most of the time.
func (f *filters) apply(out []byte, area *image.RGBA, opaque bool, kinds []byte) ([]byte, []byte) {
	var chosen []byte
	n := sampleSize(opaque)
	for y := range area.Rect.Dy() {
		from := y * area.Stride
		f.above, f.row = f.row, pack(f.above[:0], area.Pix[from:from+4*area.Rect.Dx()], opaque)
		if kinds != nil {
			out = filtered(append(out, kinds[y]), int(kinds[y]), f.row, f.above, n)
			continue
		}
		best := f.best(y == 0, n)
		out = append(append(out, byte(best)), f.tried[best]...)
		chosen = append(chosen, byte(best))
	}
	return out, chosen
}

func sampleSize(opaque bool) int {
	if opaque {
		return 3
	}
	return 4
}

// pack turns premultiplied pixels into the samples of the file.
func pack(row, pix []byte, opaque bool) []byte {
	for i := 0; i+4 <= len(pix); i += 4 {
		p := pix[i : i+4 : i+4]
		if opaque {
			row = append(row, p[0], p[1], p[2])
			continue
		}
		var q [4]byte
		straighten(q[:], p)
		row = append(row, q[:]...)
	}
	return row
}

// best tries the filters and keeps the one whose differences are smallest in
// sum; the first row has only those that do not look up.
func (f *filters) best(first bool, n int) int {
	kinds := paethOf + 1
	if first {
		kinds = upOf
	}
	best, least := 0, -1
	for kind := range kinds {
		f.tried[kind] = filtered(f.tried[kind][:0], kind, f.row, f.above, n)
		if sum := weight(f.tried[kind]); least < 0 || sum < least {
			best, least = kind, sum
		}
	}
	return best
}

func weight(row []byte) int {
	sum := 0
	for _, v := range row {
		d := int(int8(v))
		if d < 0 {
			d = -d
		}
		sum += d
	}
	return sum
}

// filtered writes a row as differences from its neighbours; n is the distance
// to the pixel on the left.
func filtered(out []byte, kind int, row, above []byte, n int) []byte {
	switch kind {
	case plainRow:
		return append(out, row...)
	case leftOf:
		out = append(out, row[:n]...)
		for i := n; i < len(row); i++ {
			out = append(out, row[i]-row[i-n])
		}
	case upOf:
		for i, v := range row {
			out = append(out, v-above[i])
		}
	case averageOf:
		for i := range n {
			out = append(out, row[i]-above[i]/2)
		}
		for i := n; i < len(row); i++ {
			out = append(out, row[i]-byte((int(row[i-n])+int(above[i]))/2))
		}
	case paethOf:
		for i := range n {
			out = append(out, row[i]-above[i])
		}
		for i := n; i < len(row); i++ {
			out = append(out, row[i]-paeth(row[i-n], above[i], above[i-n]))
		}
	}
	return out
}

// paeth is the neighbour nearest to left + up - corner.
func paeth(left, up, corner byte) byte {
	pl, pu := int(up)-int(corner), int(left)-int(corner)
	dl, du, dc := abs(pl), abs(pu), abs(pl+pu)
	switch {
	case dl <= du && dl <= dc:
		return left
	case du <= dc:
		return up
	}
	return corner
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
