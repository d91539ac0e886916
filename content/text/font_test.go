package text_test

import (
	"math"
	"testing"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/text"
	"golang.org/x/image/font/gofont/goregular"
)

func parse(t testing.TB, ttf []byte) *text.Font {
	t.Helper()
	f, err := text.Parse("test.ttf", ttf)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// width is how wide a font sets a string.
func width(f *text.Font, s string, size float64) (sum float64) {
	for _, r := range f.Line(s) {
		sum += r.Width(size)
	}
	return sum
}

func TestWidthIsThatOfTheAdvances(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	one := width(f, "n", 10)
	if got := width(f, "nnnn", 10); math.Abs(got-4*one) > 1e-9 || one < 4 || one > 8 {
		t.Errorf("one n is %v wide, four are %v", one, got)
	}
	if f.Line("漢") != nil || f.Line("a\xff") != nil {
		t.Error("a character that the font lacks is set")
	}
}

func TestCovers(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	if f.Covers("漢") || !f.Covers("Größe") {
		t.Error("Covers is wrong")
	}
}

func TestMetricsAreOfTheLatinLetters(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	a, d, c := f.Ascent(100), f.Descent(100), f.CapHeight(100)
	if !(c > 60 && c < 80 && a > c && a < 120 && d > 10 && d < 40) {
		t.Errorf("ascent %v, descent %v, cap height %v of a 100 pt line", a, d, c)
	}
}

func TestParseNamesTheRepair(t *testing.T) {
	t.Parallel()
	font := func(change func([]byte)) []byte {
		b := append([]byte{}, goregular.TTF...)
		change(b)
		return b
	}
	tests := map[string]struct {
		file []byte
		want string
	}{
		"PostScript outlines": {font(func(b []byte) { copy(b, "OTTO") }), "FONT_FORMAT"},
		"a collection":        {font(func(b []byte) { copy(b, "ttcf") }), "FONT_FORMAT"},
		"a web font":          {font(func(b []byte) { copy(b, "wOF2") }), "FONT_FORMAT"},
		"a picture":           {[]byte("\x89PNG\r\n\x1a\n0000"), "FONT_FORMAT"},
		"nothing":             {nil, "FONT_FORMAT"},
		"no embedding":        {font(func(b []byte) { setRights(b, 0x0002) }), "FONT_LICENCE"},
		"no subsetting":       {font(func(b []byte) { setRights(b, 0x0104) }), "FONT_LICENCE"},
		"bitmaps only":        {font(func(b []byte) { setRights(b, 0x0208) }), "FONT_LICENCE"},
		"no outlines":         {font(func(b []byte) { copy(b[entry(b, "glyf"):], "gone") }), "FONT_INCOMPLETE"},
		"cut off":             {goregular.TTF[:40_000], "FONT_DAMAGED"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := text.Parse("brand.ttf", tt.file)
			list, ok := err.(problem.List)
			if !ok || !list.Has(tt.want) || list[0].Fix == "" || list[0].Where != "brand.ttf" {
				t.Errorf("Parse = %v, want %s with a repair", err, tt.want)
			}
		})
	}
}

func TestGenerousRightsWin(t *testing.T) {
	t.Parallel()
	b := append([]byte{}, goregular.TTF...)
	setRights(b, 0x0006) // an old font: restricted, but preview and print allowed
	parse(t, b)
}

// entry is where the directory speaks of a table.
func entry(b []byte, tag string) int {
	for i := 12; ; i += 16 {
		if string(b[i:i+4]) == tag {
			return i
		}
	}
}

func tableAt(b []byte, tag string) int {
	e := entry(b, tag)
	return int(b[e+8])<<24 | int(b[e+9])<<16 | int(b[e+10])<<8 | int(b[e+11])
}

func setRights(b []byte, rights uint16) {
	at := tableAt(b, "OS/2") + 8
	b[at], b[at+1] = byte(rights>>8), byte(rights)
}
