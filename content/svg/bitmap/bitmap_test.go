package bitmap

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"testing"
)

func TestDecodeKinds(t *testing.T) {
	t.Parallel()
	red := color.NRGBA{255, 0, 0, 255}
	grey16 := image.NewGray16(image.Rect(0, 0, 4, 4))
	grey16.SetGray16(0, 0, color.Gray16{0x8034})
	deep := image.NewNRGBA64(image.Rect(0, 0, 4, 4))
	deep.SetNRGBA64(0, 0, color.NRGBA64{0xff00, 0x1234, 0, 0x80ff})
	indexed := image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{red, color.NRGBA{0, 0, 0, 0}})
	half := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	half.SetNRGBA(0, 0, color.NRGBA{200, 100, 50, 128})
	tests := map[string]struct {
		data []byte
		want color.NRGBA // at the top left
	}{
		"opaque PNG":             {encodePNG(t, sample()), red},
		"translucent PNG":        {encodePNG(t, half), color.NRGBA{200, 100, 50, 128}},
		"16 bit grey":            {encodePNG(t, grey16), color.NRGBA{128, 128, 128, 255}},
		"16 bit with alpha":      {encodePNG(t, deep), color.NRGBA{255, 18, 0, 128}},
		"palette":                {encodePNG(t, indexed), red},
		"index outside palette":  {pngFile(1, 1, 8, 3, 0, []byte{0, 9}, pngChunk("PLTE", []byte{255, 0, 0})), color.NRGBA{0, 0, 0, 255}},
		"interlaced grey":        {pngFile(1, 1, 8, 0, 1, []byte{0, 77}), color.NRGBA{77, 77, 77, 255}},
		"one bit":                {pngFile(3, 1, 1, 0, 0, []byte{0, 0x80}), color.NRGBA{255, 255, 255, 255}},
		"JPEG":                   {encodeJPEG(t, sample()), color.NRGBA{254, 0, 0, 255}},
		"grey JPEG":              {encodeJPEG(t, image.NewGray(image.Rect(0, 0, 8, 8))), color.NRGBA{0, 0, 0, 255}},
		"trailing bytes":         {append(encodePNG(t, sample()), "<script>"...), red},
		"a profile that is sRGB": {pngFile(1, 1, 8, 2, 0, []byte{0, 200, 100, 50}), color.NRGBA{200, 100, 50, 255}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, _, err := Decode(tt.data, Default)
			if err != nil {
				t.Fatal(err)
			}
			if got := m.NRGBAAt(0, 0); got != tt.want {
				t.Errorf("first pixel %v, want %v", got, tt.want)
			}
		})
	}
}

// The smallest lossless WebP: one transparent pixel.
const tinyWebP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="

func TestWebPIsRead(t *testing.T) {
	t.Parallel()
	data, err := base64.StdEncoding.DecodeString(tinyWebP)
	if err != nil {
		t.Fatal(err)
	}
	m, h, err := Decode(data, Default)
	if err != nil || h.Format != WebP || m.Rect.Size() != image.Pt(1, 1) || m.NRGBAAt(0, 0).A != 0 {
		t.Errorf("%v, %v, %v", h, m, err)
	}
}

// Lossy files of one colour, 8 pixels a side.
func TestLossyWebPKeepsItsColours(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file string
		want color.NRGBA
	}{
		"white":           {"UklGRiYAAABXRUJQVlA4IBoAAAAwAQCdASoIAAgAAMASJaQAA3AA/v7deAAAAA==", color.NRGBA{255, 255, 255, 255}},
		"black":           {"UklGRiYAAABXRUJQVlA4IBoAAAAwAQCdASoIAAgAAMASJaQAA3AA/v7uqgAAAA==", color.NRGBA{0, 0, 0, 255}},
		"red":             {"UklGRj4AAABXRUJQVlA4IDIAAADwAQCdASoIAAgAAMASJaACdLoB+AAETAAA/vpFy/87BsS7Xjn//AX/4C//AX//gAAAAA==", color.NRGBA{208, 16, 32, 255}},
		"see-through red": {"UklGRmIAAABXRUJQVlA4WAoAAAAQAAAABwAABwAAQUxQSAoAAAABB9C/iAhERP8DVlA4IDIAAADwAQCdASoIAAgAAMASJaACdLoB+AAETAAA/vpFy/87BsS7Xjn//AX/4C//AX//gAAAAA==", color.NRGBA{208, 16, 32, 128}},
	}
	for name, tt := range tests {
		data, err := base64.StdEncoding.DecodeString(tt.file)
		if err != nil {
			t.Fatal(err)
		}
		m, _, err := Decode(data, Default)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.NRGBAAt(4, 4); far(got, tt.want) > 3 {
			t.Errorf("%s is %v, want %v", name, got, tt.want)
		}
	}
}

// far is how many levels two colours are apart in the channel that differs most.
func far(a, b color.NRGBA) (d int) {
	for _, v := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
		d = max(d, v, -v)
	}
	return d
}

func TestConversionsToNRGBA(t *testing.T) {
	t.Parallel()
	r := image.Rect(3, 5, 4, 6) // away from the origin
	cmyk := image.NewCMYK(r)
	cmyk.SetCMYK(3, 5, color.CMYK{0, 255, 255, 0})
	ycc := image.NewNYCbCrA(r, image.YCbCrSubsampleRatio420)
	ycc.Y[0], ycc.Cb[0], ycc.Cr[0], ycc.A[0] = 255, 128, 128, 99
	deep := image.NewRGBA64(r)
	deep.SetRGBA64(3, 5, color.RGBA64{0x1234, 0x5678, 0x9abc, 0xffff})
	tests := map[string]struct {
		in   image.Image
		want color.NRGBA
	}{
		"CMYK":             {cmyk, color.NRGBA{255, 0, 0, 255}},
		"YCbCr with alpha": {ycc, color.NRGBA{255, 255, 255, 99}},
		"16 bits a colour": {deep, color.NRGBA{0x12, 0x56, 0x9a, 255}},
		"another kind":     {image.NewUniform(color.NRGBA{1, 2, 3, 255}), color.NRGBA{1, 2, 3, 255}},
	}
	for name, tt := range tests {
		if u, ok := tt.in.(*image.Uniform); ok {
			tt.in = boxed{u, r}
		}
		if m := toNRGBA(tt.in); m.Rect.Size() != image.Pt(1, 1) || m.NRGBAAt(m.Rect.Min.X, m.Rect.Min.Y) != tt.want {
			t.Errorf("%s: %v", name, m)
		}
	}
}

// boxed gives a colour that goes on for ever a size.
type boxed struct {
	*image.Uniform
	r image.Rectangle
}

func (b boxed) Bounds() image.Rectangle { return b.r }

func TestOrientationIsApplied(t *testing.T) {
	t.Parallel()
	type at struct{ x, y int }
	tests := map[byte]struct {
		size image.Point
		red  at // a place that must be red
	}{
		1: {image.Pt(16, 8), at{2, 4}}, 2: {image.Pt(16, 8), at{13, 4}}, 3: {image.Pt(16, 8), at{13, 4}}, 4: {image.Pt(16, 8), at{2, 4}},
		5: {image.Pt(8, 16), at{4, 2}}, 6: {image.Pt(8, 16), at{4, 2}}, 7: {image.Pt(8, 16), at{4, 13}}, 8: {image.Pt(8, 16), at{4, 13}},
	}
	for o, tt := range tests {
		m, h, err := Decode(withExif(encodeJPEG(t, sample()), o), Default)
		if err != nil || h.Orientation != int(o) {
			t.Fatalf("orientation %d: %v, header says %d", o, err, h.Orientation)
		}
		if m.Rect.Size() != tt.size {
			t.Errorf("orientation %d: size %v, want %v", o, m.Rect.Size(), tt.size)
		}
		if c := m.NRGBAAt(tt.red.x, tt.red.y); c.R < 200 || c.B > 60 {
			t.Errorf("orientation %d: %v at %v, want red", o, c, tt.red)
		}
	}
}

func TestWideProfilesAreConverted(t *testing.T) {
	t.Parallel()
	profile := pngChunk("iCCP", append([]byte("P3\x00\x00"), deflate(p3())...))
	m, _, err := Decode(pngFile(2, 1, 8, 2, 0, []byte{0, 200, 100, 50, 128, 128, 128}, profile), Default)
	if err != nil {
		t.Fatal(err)
	}
	if c := m.NRGBAAt(0, 0); c.R <= 205 || c.G >= 100 || c.B >= 45 {
		t.Errorf("P3 (200, 100, 50) became %v; sRGB needs more red and less of the others", c)
	}
	if c := m.NRGBAAt(1, 0); c != (color.NRGBA{128, 128, 128, 255}) {
		t.Errorf("grey became %v", c)
	}
}

// Levels in proportion to light, as gAMA 1.0 says, are lighter on a screen.
func TestAToneCurveAloneIsApplied(t *testing.T) {
	t.Parallel()
	for v, want := range map[uint32]uint8{100_000: 188, 45_455: 128, 0: 128} {
		chunk := pngChunk("gAMA", binary.BigEndian.AppendUint32(nil, v))
		m, _, err := Decode(pngFile(1, 1, 8, 0, 0, []byte{0, 128}, chunk), Default)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.NRGBAAt(0, 0).R; got != want {
			t.Errorf("gAMA %d: 128 is %d, want %d", v, got, want)
		}
	}
	srgb := pngFile(1, 1, 8, 0, 0, []byte{0, 128}, pngChunk("gAMA", []byte{0, 1, 0x86, 0xa0}), pngChunk("sRGB", []byte{0}))
	if m, _, _ := Decode(srgb, Default); m.NRGBAAt(0, 0).R != 128 {
		t.Error("sRGB does not stand instead")
	}
}

func TestGreyProfilesAreConverted(t *testing.T) {
	t.Parallel()
	linear := iccFile("GRAY", "XYZ ", "kTRC", append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), 1, 0, 0, 0)) // gamma 1
	chunk := pngChunk("iCCP", append([]byte("grey\x00\x00"), deflate(linear)...))
	m, _, err := Decode(pngFile(1, 1, 8, 0, 0, []byte{0, 128}, chunk), Default)
	if err != nil || m.NRGBAAt(0, 0) != (color.NRGBA{188, 188, 188, 255}) {
		t.Errorf("%v, %v", m, err)
	}
}

// A press with a grid of two points: paper is white, magenta on yellow the red of
// sRGB, all that has black in it black.
func TestInksAreSeenAsTheirPressPrintsThem(t *testing.T) {
	t.Parallel()
	p := pressOf(iccFile("CMYK", "Lab ", "A2B0", pressTable()))
	if p == nil {
		t.Fatal("not read")
	}
	for ink, want := range map[[4]uint8]color.NRGBA{
		{0, 0, 0, 0}: {255, 255, 255, 255}, {0, 255, 255, 0}: {255, 0, 0, 255}, {0, 0, 0, 255}: {0, 0, 0, 255}, {255, 255, 255, 255}: {0, 0, 0, 255},
		{0, 0, 0, 128}: {118, 118, 118, 255},
	} {
		if got := p.at(ink); far(got, want) > 2 {
			t.Errorf("%v is %v, want %v", ink, got, want)
		}
	}
	whole := pressTable()
	for n := range whole {
		if pressOf(iccFile("CMYK", "Lab ", "A2B0", whole[:n:n])) != nil {
			t.Fatalf("%d bytes of %d are read", n, len(whole))
		}
	}
}

func TestLimitsAreReadFromTheHeader(t *testing.T) {
	t.Parallel()
	data := encodePNG(t, sample()) // 16 x 8 = 128 pixels
	tests := map[string]struct {
		lim  Limits
		what string // "" when it must pass
	}{
		"pixels at the limit":     {Limits{128, 16, 1 << 20, 1}, ""},
		"one pixel too many":      {Limits{127, 16, 1 << 20, 1}, "pixels"},
		"one too many on a side":  {Limits{128, 15, 1 << 20, 1}, "pixels a side"},
		"memory at the limit":     {Limits{128, 16, 512, 1}, ""},
		"one byte more of memory": {Limits{128, 16, 511, 1}, "bytes to decode"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := Decode(data, tt.lim)
			var limit *LimitError
			if errors.As(err, &limit) != (tt.what != "") || (limit != nil && limit.What != tt.what) {
				t.Errorf("error %v, want %q", err, tt.what)
			}
		})
	}
}

// Forty megapixels are accepted and one more is not; neither is decoded here,
// as both files are too short to hold them.
func TestDefaultLimits(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		w, h int
		want bool // a LimitError
	}{
		"40 megapixels":           {8000, 5000, false},
		"16,384 on a side":        {16_384, 2000, false},
		"16,385 on a side":        {16_385, 2000, true},
		"just over 40 megapixels": {8001, 5000, true},
		"65,535 by 65,535":        {65_535, 65_535, true},
	}
	for name, tt := range tests {
		_, _, err := Decode(pngFile(tt.w, tt.h, 8, 6, 0, nil), Default)
		var limit *LimitError
		if got := errors.As(err, &limit); got != tt.want || (!got && !errors.Is(err, ErrDamaged)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDamagedFilesAreErrors(t *testing.T) {
	t.Parallel()
	png, jpg := encodePNG(t, sample()), encodeJPEG(t, sample())
	tests := map[string]struct {
		data []byte
		want error
	}{
		"half a PNG":       {png[:len(png)/2], ErrDamaged},
		"half a JPEG":      {jpg[:len(jpg)/2], ErrDamaged},
		"a PNG signature":  {png[:8], ErrDamaged},
		"a JPEG start":     {jpg[:4], ErrDamaged},
		"no pixels":        {pngFile(0, 5, 8, 6, 0, nil), ErrDamaged},
		"an odd depth":     {pngFile(5, 5, 7, 6, 0, nil), ErrDamaged},
		"an animated WebP": {[]byte("RIFF\x20\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00"), ErrAnimated},
		"half a WebP":      {[]byte("RIFF\x20\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00"), ErrDamaged},
		"a GIF":            {[]byte("GIF89a"), ErrFormat},
		"nothing":          {nil, ErrFormat},
	}
	for name, tt := range tests {
		if _, _, err := Decode(tt.data, Default); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func TestManyScansAreRefused(t *testing.T) {
	t.Parallel()
	jpg := encodeJPEG(t, sample())
	scan := []byte{0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0}
	for range 101 {
		jpg = append(jpg[:len(jpg)-2:len(jpg)-2], append(scan, 0xff, 0xd9)...)
	}
	var limit *LimitError
	if _, _, err := Decode(jpg, Default); !errors.As(err, &limit) || limit.What != "scans" {
		t.Errorf("102 scans: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encodePNG(f, sample()))
	f.Add(encodeJPEG(f, sample()))
	f.Add(withExif(encodeJPEG(f, sample()), 6))
	f.Add(pngFile(2, 1, 8, 2, 0, []byte{0, 1, 2, 3, 4, 5, 6}, pngChunk("iCCP", append([]byte("P3\x00\x00"), deflate(p3())...))))
	f.Fuzz(func(t *testing.T, data []byte) {
		small := Limits{Pixels: 1 << 16, Side: 4096, Memory: 8 << 20, Scans: 20}
		m, _, err := Decode(data, small)
		if err == nil && (m.Rect.Empty() || m.Rect.Dx()*m.Rect.Dy() > small.Pixels) {
			t.Errorf("decoded to %v", m.Rect)
		}
	})
}
