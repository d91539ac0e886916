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
		if least == 0 {
			break
		}
	}
	return best
}

// filtered appends a row as differences from its neighbours; n is the distance
// to the pixel on the left.
func filtered(out []byte, kind int, row, above []byte, n int) []byte {
	from := len(out)
	out = append(out, row...)
	left, dst := row[:max(len(row)-n, 0)], out[from:]
	switch kind {
	case leftOf:
		minus(dst[n:], row[n:], left)
	case upOf:
		minus(dst, row, above)
	case averageOf:
		for i := range n {
			dst[i] = row[i] - above[i]/2
		}
		minusMean(dst[n:], row[n:], left, above[n:])
	case paethOf:
		minus(dst[:n], row[:n], above[:n])
		minusPaeth(dst[n:], row[n:], left, above[n:], above)
	}
	return out
}

// minusPaeth subtracts what Paeth expects, see PNG (ISO/IEC 15948) 9.4: of left,
// up and corner the one nearest to left + up - corner.
func minusPaeth(dst, row, left, up, corner []byte) {
	n := len(dst)
	row, left, up, corner = row[:n], left[:n], up[:n], corner[:n]
	for i := range dst {
		dst[i] = row[i] - paeth(left[i], up[i], corner[i])
	}
}

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
	sign := v >> 63
	return v ^ sign - sign
}
