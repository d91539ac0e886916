package raster

import (
	"image"
	"image/color"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// lines is what is hardest to shrink: fine dark strokes at all angles on light.
func lines(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8(240)
			if ring := math.Mod(math.Hypot(float64(x), float64(y)), 14); ring < 2.5 {
				v = 30
			}
			img.SetRGBA(x, y, color.RGBA{v, v, uint8(255 - v/2), 255})
		}
	}
	return img
}

// Between two sound ways to shrink a picture 32 dB are not seen: these lines are
// the worst, and of sides that are odd at every step.
func TestHalvingFirstIsNotSeen(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{1200, 900}, {1199, 899}} {
		whole := lines(size.X, size.Y)
		h := halves{levels: []*image.RGBA{whole}}
		for _, w := range []int{399, 333, 200, 100, 40} {
			from := h.from(w)
			if wider := float64(from.Rect.Dx()) / float64(w); from == whole || wider < stillWider || wider > 2.1*stillWider {
				t.Errorf("%d wide is made of %d", w, from.Rect.Dx())
			}
			high := w * size.Y / size.X
			if db := likeness(resized(whole, w, high, true), resized(from, w, high, true)); db < 32 {
				t.Errorf("%v, %d wide: %.1f dB", size, w, db)
			}
		}
		if h.from(401) != whole {
			t.Error("a little smaller is not halved")
		}
	}
}

// likeness is the peak signal-to-noise ratio in dB.
func likeness(a, b *image.RGBA) float64 {
	sum := 0.0
	for i := range a.Pix {
		d := float64(a.Pix[i]) - float64(b.Pix[i])
		sum += float64(d * d)
	}
	return 10 * math.Log10(255*255*float64(len(a.Pix))/sum)
}

// Each pixel of the half lies over a part of the picture, whose mean it is.
func TestAHalfIsTheMeanOfWhatLiesUnderIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 9).Draw(t, "w"), rapid.IntRange(1, 9).Draw(t, "h")
		src := image.NewRGBA(image.Rect(0, 0, w, h))
		copy(src.Pix, rapid.SliceOfN(rapid.Byte(), 4*w*h, 4*w*h).Draw(t, "pixels"))
		got := half(src)
		if got.Rect != image.Rect(0, 0, max(w/2, 1), max(h/2, 1)) {
			t.Fatalf("%v of %v", got.Rect, src.Rect)
		}
		for i, v := range got.Pix {
			x, y := i/4%got.Rect.Dx(), i/4/got.Rect.Dx()
			if want := under(src, x, y, i%4, got.Rect.Size()); math.Abs(float64(v)-want) > 0.51 {
				t.Fatalf("byte %d is %d, want %.2f", i, v, want)
			}
		}
	})
}

func under(src *image.RGBA, x, y, c int, of image.Point) float64 {
	sum := 0.0
	for v := range src.Rect.Dy() {
		for u := range src.Rect.Dx() {
			part := common(x, of.X, u, src.Rect.Dx()) * common(y, of.Y, v, src.Rect.Dy())
			sum += part * float64(src.Pix[src.PixOffset(u, v)+c])
		}
	}
	return sum
}

// common is how much of part i of m lies in part j of n.
func common(i, m, j, n int) float64 {
	from := max(i*n, j*m)
	to := min((i+1)*n, (j+1)*m)
	return float64(max(to-from, 0)) / float64(n)
}
