package raster_test

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"golang.org/x/image/webp"

	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/spec"
	encoder "github.com/portico-prm/portico/content/webp"
)

func readWebP(t testing.TB, file []byte) image.Image {
	t.Helper()
	img, err := webp.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Without loss a WebP shows what the PNG shows, where it can be seen through too.
func TestALosslessWebPIsThePNG(t *testing.T) {
	t.Parallel()
	glass := photo(300, 158)
	for y := range 158 {
		for x := range 300 {
			c := glass.RGBAAt(x, y)
			glass.Set(x, y, color.NRGBA{c.R, c.G, c.B, uint8(30 + 2*(x/3))})
		}
	}
	for name, art := range map[string]*image.RGBA{"opaque": photo(300, 158), "seen through": glass} {
		b := prepare(t, art)
		want := decode(t, drawn(t, b, card(t), raster.Encoding{Format: raster.PNG}))
		got := readWebP(t, drawn(t, b, card(t), raster.Encoding{Format: raster.WebP, Lossless: true}))
		for y := range 158 {
			for x := range 300 {
				w := color.NRGBAModel.Convert(want.At(x, y)).(color.NRGBA)
				if c := color.NRGBAModel.Convert(got.At(x, y)).(color.NRGBA); c != w {
					t.Fatalf("%s: pixel %d,%d is %v, want %v", name, x, y, c, w)
				}
			}
		}
	}
}

func TestTheSameSheetGivesTheSameWebP(t *testing.T) {
	t.Parallel()
	enc := raster.Encoding{Format: raster.WebP, Quality: 82, Width: 200}
	a := drawn(t, prepare(t, photo(400, 210)), card(t), enc)
	if !bytes.Equal(a, drawn(t, prepare(t, photo(400, 210)), card(t), enc)) {
		t.Error("other bytes")
	}
	if size := readWebP(t, a).Bounds().Size(); size != image.Pt(200, 105) {
		t.Errorf("it is %v", size)
	}
}

// The best quality that fits is taken, as if every step had been tried.
func TestAWebPHasTheBestQualityThatFits(t *testing.T) {
	t.Parallel()
	b := prepare(t, photo(400, 210))
	size := func(q, most int) int {
		return len(drawn(t, b, nil, raster.Encoding{Format: raster.WebP, Quality: q, MaxBytes: most}))
	}
	for _, q := range []int{90, 86, 82, 78, 74, 70} {
		if got, want := size(90, size(q, 0)), size(q, 0); got != want {
			t.Errorf("with room for quality %d: %d bytes, want %d", q, got, want)
		}
	}
	least := size(70, 0)
	if _, found, _ := b.Draw(nil, raster.Encoding{Format: raster.WebP, Quality: 90, MaxBytes: least - 1}); !found.Has("OUTPUT_TOO_LARGE") {
		t.Errorf("below the floor: %v", found)
	}
}

func TestTheLinterKnowsTheLimit(t *testing.T) {
	if spec.MostWebP != encoder.MaxPixels {
		t.Errorf("the linter lets %d pixels pass, the encoder %d", spec.MostWebP, encoder.MaxPixels)
	}
}
