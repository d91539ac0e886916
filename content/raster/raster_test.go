package raster_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/text"
	"golang.org/x/image/font/gofont/goregular"
	"pgregory.net/rapid"
)

var (
	red   = place.Color{R: 200, G: 30, B: 20, A: 255}
	white = place.Color{R: 255, G: 255, B: 255, A: 255}
)

// photo is a picture with smooth parts, edges and some noise, as base art has.
func photo(w, h int) *image.RGBA {
	rnd := rand.New(rand.NewPCG(1, 2))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8(255 * x / w)
			c := color.RGBA{v, uint8(255 * y / h), uint8(128 + rnd.IntN(20)), 255}
			if (x/40+y/30)%5 == 0 {
				c = color.RGBA{11, 31, 58, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func prepare(t testing.TB, img image.Image) *raster.Base {
	t.Helper()
	b, err := raster.Prepare(pngOf(t, img), raster.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func font(t testing.TB) *text.Font {
	t.Helper()
	f, err := text.Parse("go.ttf", goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// disc is a logo with soft edges and transparency.
func disc(n int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			dx, dy := x-n/2, y-n/2
			if d := dx*dx + dy*dy; d < n*n/4 {
				img.SetNRGBA(x, y, color.NRGBA{20, uint8(x * 255 / n), 180, uint8(255 - 150*d*4/(n*n))})
			}
		}
	}
	return img
}

// card is a sheet with one item of each kind, away from each other.
func card(t testing.TB) *place.Sheet {
	qr, found := place.QR(place.QRRequest{Content: "https://go.vendor.example/r/1", Box: place.Rect{X: 430, Y: 200, W: 90, H: 90}, UnitsPerInch: 1})
	if found.Blocking() {
		t.Fatal(found)
	}
	qr.Color.A = 255
	return &place.Sheet{Items: []place.Item{
		place.Fill{Box: place.Rect{X: 410.5, Y: 20, W: 120, H: 61}, Radius: 9, Color: white},
		place.Picture{Box: place.Rect{X: 440, Y: 23.3, W: 50, H: 50}, Image: disc(180), Key: "disc"},
		place.Text{At: place.Point{X: 30, Y: 250}, Size: 28, Run: font(t).Line("Größe Žižka")[0], Color: red},
		place.Modules(qr),
		place.Link{Box: place.Rect{W: 500, H: 300}, URI: "https://vendor.example"},
	}}
}

// decode reads a result back, as others would.
func decode(t testing.TB, file []byte) image.Image {
	t.Helper()
	var img image.Image
	var err error
	if bytes.HasPrefix(file, []byte{0xFF, 0xD8}) {
		img, err = jpeg.Decode(bytes.NewReader(file))
	} else {
		img, err = png.Decode(bytes.NewReader(file))
	}
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// same compares two pictures pixel by pixel.
func same(t testing.TB, got, want image.Image) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("size %v, want %v", got.Bounds(), want.Bounds())
	}
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			r, g, b, a := got.At(x, y).RGBA()
			r2, g2, b2, a2 := want.At(x, y).RGBA()
			if r != r2 || g != g2 || b != b2 || a != a2 {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, got.At(x, y), want.At(x, y))
			}
		}
	}
}

func drawn(t testing.TB, b *raster.Base, s *place.Sheet, enc raster.Encoding) []byte {
	t.Helper()
	file, found, err := b.Draw(s, enc)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return file
}

func TestSplicedFilesHaveThePixelsOfAFullEncode(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{600, 315}, {1200, 627}, {97, 33}, {16, 16}, {1080, 135}} {
		b := prepare(t, photo(size.X, size.Y))
		for name, s := range map[string]*place.Sheet{"nothing": nil, "a card": card(t)} {
			whole := b.Flat(s)
			same(t, decode(t, drawn(t, b, s, raster.Encoding{Format: raster.PNG})), whole)
			for _, q := range []int{70, 86, 100} {
				var full bytes.Buffer
				if err := jpeg.Encode(&full, whole, &jpeg.Options{Quality: q}); err != nil {
					t.Fatal(err)
				}
				got := drawn(t, b, s, raster.Encoding{Format: raster.JPEG, Quality: q})
				t.Logf("%v, %s, quality %d: %d bytes, full encode %d", size, name, q, len(got), full.Len())
				same(t, decode(t, got), decode(t, full.Bytes()))
			}
		}
	}
}

func TestAnySheetSplicesToTheSamePixels(t *testing.T) {
	t.Parallel()
	b := prepare(t, photo(333, 217))
	logo := disc(60)
	rapid.Check(t, func(t *rapid.T) {
		num := func(low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, "n") }
		s := &place.Sheet{}
		for range rapid.IntRange(0, 5).Draw(t, "items") {
			r := place.Rect{X: num(-40, 340), Y: num(-40, 220), W: num(0, 120), H: num(0, 90)}
			if rapid.Bool().Draw(t, "picture") {
				s.Items = append(s.Items, place.Picture{Box: r, Image: logo, Key: "logo"})
			} else {
				s.Items = append(s.Items, place.Fill{Box: r, Radius: num(0, 30), Color: place.Color{R: 90, B: 40, A: rapid.Byte().Draw(t, "alpha")}})
			}
		}
		file, found, err := b.Draw(s, raster.Encoding{Format: raster.PNG})
		if err != nil || len(found) > 0 {
			t.Fatal(err, found)
		}
		img, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		got, want := image.NewRGBA(img.Bounds()), b.Flat(s)
		draw.Draw(got, got.Rect, img, image.Point{}, draw.Src)
		if !bytes.Equal(got.Pix, want.Pix) {
			t.Fatal("the strips differ from the whole")
		}
	})
}

func TestDrawingTouchesOnlyItsPlace(t *testing.T) {
	t.Parallel()
	base := photo(600, 315)
	b := prepare(t, base)
	img := decode(t, drawn(t, b, card(t), raster.Encoding{Format: raster.PNG}))
	if got := img.At(470, 50); got == base.At(470, 50) {
		t.Error("no picture in its box")
	}
	if got := color.RGBAModel.Convert(img.At(420, 40)); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("plate is %v", got)
	}
	if got := color.RGBAModel.Convert(img.At(411, 20)); got != base.At(411, 20) {
		t.Errorf("the plate's corner is not round: %v", got)
	}
	dark := 0
	for y := 228; y < 251; y++ {
		for x := 30; x < 200; x++ {
			if c := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA); c == (color.RGBA{200, 30, 20, 255}) {
				dark++
			}
		}
	}
	if dark < 300 {
		t.Errorf("%d pixels of text", dark)
	}
	for _, p := range []image.Point{{5, 5}, {300, 150}, {590, 310}, {25, 250}} {
		if got := color.RGBAModel.Convert(img.At(p.X, p.Y)); got != base.At(p.X, p.Y) {
			t.Errorf("base changed at %v", p)
		}
	}
	same(t, decode(t, drawn(t, b, nil, raster.Encoding{Format: raster.PNG})), base)
}

func TestSameSheetSameBytes(t *testing.T) {
	t.Parallel()
	img := photo(600, 315)
	for _, format := range []raster.Format{raster.JPEG, raster.PNG} {
		enc := raster.Encoding{Format: format, Width: 480}
		first := drawn(t, prepare(t, img), card(t), enc)
		b := prepare(t, img)
		drawn(t, b, nil, enc)
		done := make(chan []byte)
		for range 4 {
			go func() { f, _, _ := b.Draw(card(t), enc); done <- f }()
		}
		for range 4 {
			if !bytes.Equal(<-done, first) {
				t.Errorf("%s differs", format)
			}
		}
	}
}

func TestTransparentBase(t *testing.T) {
	t.Parallel()
	base := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	base.SetNRGBA(1, 1, color.NRGBA{255, 0, 0, 128})
	b := prepare(t, base)
	s := &place.Sheet{Items: []place.Item{place.Fill{Box: place.Rect{X: 30, Y: 30, W: 10, H: 10}, Color: red}}}
	img := decode(t, drawn(t, b, s, raster.Encoding{Format: raster.PNG}))
	if _, _, _, a := img.At(50, 50).RGBA(); a != 0 {
		t.Error("transparency is lost")
	}
	if got := color.NRGBAModel.Convert(img.At(1, 1)); got != (color.NRGBA{255, 0, 0, 128}) {
		t.Errorf("half red became %v", got)
	}
	flat := decode(t, drawn(t, b, s, raster.Encoding{Format: raster.JPEG, Quality: 100}))
	if r, g, _, _ := flat.At(60, 60).RGBA(); r < 0xFA00 || g < 0xFA00 {
		t.Error("a JPEG shows transparency as something else than white")
	}
}

func TestOtherSizes(t *testing.T) {
	t.Parallel()
	b := prepare(t, photo(600, 315))
	half := decode(t, drawn(t, b, card(t), raster.Encoding{Format: raster.PNG, Width: 300}))
	if half.Bounds().Dy() != 158 {
		t.Errorf("size %v", half.Bounds())
	}
	if got := color.RGBAModel.Convert(half.At(210, 20)); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("the plate is not where it belongs: %v", got)
	}
	points := decode(t, drawn(t, b, &place.Sheet{Items: []place.Item{
		place.Fill{Box: place.Rect{X: 50, Y: 20, W: 10, H: 10}, Color: red},
	}}, raster.Encoding{Format: raster.PNG, SheetWidth: 100}))
	if got := color.RGBAModel.Convert(points.At(330, 150)); got != (color.RGBA{200, 30, 20, 255}) {
		t.Errorf("a sheet in other units is misplaced: %v", got)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	b := prepare(t, photo(600, 315))
	far := &place.Sheet{Items: []place.Item{place.Fill{Box: place.Rect{X: 1e9, W: 5, H: 5}}}}
	tests := map[string]struct {
		sheet *place.Sheet
		enc   raster.Encoding
		want  string
	}{
		"another format":   {nil, raster.Encoding{Format: "avif"}, "OUTPUT_FORMAT"},
		"too large a webp": {nil, raster.Encoding{Format: raster.WebP, Width: 6000}, "OUTPUT_TOO_LARGE"},
		"another shape":    {nil, raster.Encoding{Format: raster.PNG, Width: 600, Height: 600}, "OUTPUT_SHAPE"},
		"too many pixels":  {nil, raster.Encoding{Format: raster.PNG, Width: 16_000}, "OUTPUT_TOO_LARGE"},
		"too many bytes":   {nil, raster.Encoding{Format: raster.JPEG, MaxBytes: 2000}, "OUTPUT_TOO_LARGE"},
		"far outside":      {far, raster.Encoding{Format: raster.PNG}, "SHEET_OUTSIDE"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, found, err := b.Draw(tt.sheet, tt.enc)
			if err != nil || file != nil || !found.Has(tt.want) {
				t.Errorf("%d bytes, %v, %v", len(file), found, err)
			}
		})
	}
}

func TestQualityFallsToMeetTheLimitButNotBelowTheFloor(t *testing.T) {
	t.Parallel()
	b := prepare(t, photo(600, 315))
	size := func(q int) int { return len(drawn(t, b, nil, raster.Encoding{Format: raster.JPEG, Quality: q})) }
	file := drawn(t, b, nil, raster.Encoding{Format: raster.JPEG, Quality: 90, MaxBytes: size(80)})
	if len(file) > size(80) || len(file) < size(70) {
		t.Errorf("%d bytes, asked for at most %d", len(file), size(80))
	}
	if _, found, _ := b.Draw(nil, raster.Encoding{Format: raster.JPEG, Quality: 90, MaxBytes: size(70) - 1}); !found.Has("OUTPUT_TOO_LARGE") {
		t.Errorf("problems %v", found)
	}
}

func TestPrepareLooksAtTheHeaderFirst(t *testing.T) {
	t.Parallel()
	small := pngOf(t, photo(20, 20))
	huge := append([]byte{}, small...)
	copy(huge[16:], []byte{0, 0, 0x40, 0, 0, 0, 0x40, 0})
	tests := map[string]struct {
		file []byte
		want string
	}{
		"no picture": {[]byte("GIF89a"), "BASE_FORMAT"},
		"empty":      {nil, "BASE_FORMAT"},
		"a bomb":     {fixCRC(huge), "BASE_TOO_LARGE"},
		"cut off":    {small[:len(small)/2], "BASE_DAMAGED"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := raster.Prepare(tt.file, raster.Limits{})
			list, ok := err.(problem.List)
			if !ok || !list.Has(tt.want) || list[0].Fix == "" {
				t.Errorf("Prepare = %v, want %s", err, tt.want)
			}
		})
	}
}

func TestRegion(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 200, 100))
	draw.Draw(img, img.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, 0, 100, 100), image.NewUniform(color.Black), image.Point{}, draw.Src)
	b := prepare(t, img)
	if got := b.Region(place.Rect{X: 110, Y: 10, W: 50, H: 20}); got.Mean != 1 || got.P5 != 1 || got.MeanColor != white {
		t.Errorf("white part is %+v", got)
	}
	got := b.Region(place.Rect{W: 200, H: 100})
	if got.Mean != 0.5 || got.P5 != 0 || got.P95 != 1 || got.MeanColor.R != 128 {
		t.Errorf("both halves are %+v", got)
	}
	if got := b.Region(place.Rect{X: 99, Y: 0, W: 2, H: 1}); got.Mean != 0.5 {
		t.Errorf("two pixels are %+v", got)
	}
}
