package pdf

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/place"
)

// TestPicturesKeepTheirPixels packs pictures of every kind and unpacks them with
// our own reader.
func TestPicturesKeepTheirPixels(t *testing.T) {
	t.Parallel()
	noise := func(x, y int) uint8 { return uint8(x*x*31 + y*17 + x*y) }
	tests := map[string]struct {
		space string
		mask  bool
		at    func(x, y int) color.NRGBA
	}{
		"two colours":       {"/Indexed", false, func(x, y int) color.NRGBA { return color.NRGBA{200, 10, uint8(x % 2), 255} }},
		"grey":              {"/DeviceGray", false, func(x, y int) color.NRGBA { v := noise(x, y); return color.NRGBA{v, v, v, 255} }},
		"many colours":      {"/DeviceRGB", false, func(x, y int) color.NRGBA { return color.NRGBA{noise(x, y), noise(y, x), uint8(x), 255} }},
		"many, see-through": {"/DeviceRGB", true, func(x, y int) color.NRGBA { return color.NRGBA{noise(x, y), noise(y, x), 9, noise(x, 3) | 1} }},
		"few, see-through":  {"/Indexed", true, func(x, y int) color.NRGBA { return color.NRGBA{1, 2, 3, noise(x, y)} }},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			img := image.NewNRGBA(image.Rect(3, 5, 43, 36)) // not at the origin
			for y := 5; y < 36; y++ {
				for x := 3; x < 43; x++ {
					img.SetNRGBA(x, y, tt.at(x, y))
				}
			}
			f, err := pictureFragment(place.Picture{Image: img})
			if err != nil || !strings.Contains(f[0].dict, tt.space) || (len(f) == 2) != tt.mask {
				t.Fatalf("fragment of %d objects, %v: %s", len(f), err, f[0].dict)
			}
			checkPixels(t, img, f)
		})
	}
}

func checkPixels(t *testing.T, img *image.NRGBA, f fragment) {
	t.Helper()
	d := partDict(t, f[0])
	samples := unpacked(t, d, string(f[0].stream))
	alpha := ""
	if len(f) == 2 {
		alpha = unpacked(t, partDict(t, f[1]), string(f[1].stream))
	}
	w := img.Rect.Dx()
	for i := range w * img.Rect.Dy() {
		want := img.NRGBAAt(img.Rect.Min.X+i%w, img.Rect.Min.Y+i/w)
		got := color.NRGBA{A: 255}
		if alpha != "" {
			got.A = alpha[i]
		}
		got.R, got.G, got.B = sample(d, samples, i)
		if got != want && want.A != 0 {
			t.Fatalf("pixel %d = %v, want %v", i, got, want)
		}
	}
}

// sample reads pixel i in the colour space of the picture.
func sample(d dict, samples string, i int) (r, g, b uint8) {
	if a, ok := d.get("ColorSpace").(array); ok {
		table, _ := a[3].(str)
		at := 3 * int(samples[i])
		return table[at], table[at+1], table[at+2]
	}
	if d.get("ColorSpace") == name("DeviceGray") {
		return samples[i], samples[i], samples[i]
	}
	return samples[3*i], samples[3*i+1], samples[3*i+2]
}

// partDict reads the dictionary of a part as it will be written.
func partDict(t *testing.T, p part) dict {
	t.Helper()
	b := p.appendTo(nil, 1)
	q := &parser{b: b, depth: 9, most: 999}
	d, ok := q.value().(dict)
	if !ok {
		t.Fatalf("no dictionary: %s", b)
	}
	return d
}

func TestModulesCoverTheDarkSquares(t *testing.T) {
	t.Parallel()
	f, err := modulesFragment(place.Modules{Dark: [][]bool{{true, true, false}, {false, false, true}, {true, false, true}}, Color: place.Color{R: 255, A: 51}})
	if err != nil {
		t.Fatal(err)
	}
	got := string(f[0].stream)
	if f[0].packed {
		got = unpacked(t, partDict(t, f[0]), got)
	}
	want := "1 0 0 rg\n/A gs\n0 2 2 1 re\n2 1 1 1 re\n0 0 1 1 re\n2 0 1 1 re\nf\n"
	if got != want || !strings.Contains(f[0].dict, "/ca 0.2") {
		t.Errorf("content %q, dictionary %s", got, f[0].dict)
	}
}
