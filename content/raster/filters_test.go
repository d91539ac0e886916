package raster

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

// The filters of PNG as ISO/IEC 15948 9.2 words them, a byte at a time.
func plainly(kind int, row, above []byte, n int) []byte {
	out := make([]byte, len(row))
	for i, v := range row {
		var left, corner int
		if i >= n {
			left, corner = int(row[i-n]), int(above[i-n])
		}
		up := int(above[i])
		expected := [...]int{0, left, up, (left + up) / 2, nearest(left, up, corner)}[kind]
		out[i] = byte(int(v) - expected)
	}
	return out
}

func nearest(left, up, corner int) int {
	p := left + up - corner
	best := left
	for _, v := range []int{up, corner} {
		if abs(p-v) < abs(p-best) {
			best = v
		}
	}
	return best
}

func TestFiltersAreThoseOfTheStandard(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{3, 4}).Draw(t, "sample")
		size := n * rapid.IntRange(1, 40).Draw(t, "pixels")
		bytesOf := rapid.SliceOfN(rapid.Byte(), size, size)
		row, above := bytesOf.Draw(t, "row"), bytesOf.Draw(t, "above")
		for kind := range paethOf + 1 {
			want := plainly(kind, row, above, n)
			got := filtered([]byte("before"), kind, row, above, n)
			if !bytes.Equal(got, append([]byte("before"), want...)) {
				t.Fatalf("filter %d of %v under %v: %v, want %v", kind, row, above, got, want)
			}
			sum := 0
			for _, v := range want {
				sum += abs(int(int8(v)))
			}
			if got := weight(want); got != sum {
				t.Fatalf("weight of %v = %d, want %d", want, got, sum)
			}
		}
	})
}

// The sums of a word's parts have room for the worst of rows.
func TestTheWeightOfALongRowDoesNotOverflow(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1023, 1024, 1025, 64 << 10} {
		if got := weight(bytes.Repeat([]byte{128}, n)); got != 128*n {
			t.Errorf("%d bytes weigh %d", n, got)
		}
	}
}
