package pdf

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/image/font/gofont/goregular"
)

func cutOf(t *testing.T, s string) *cutFont {
	t.Helper()
	f, err := newFace(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	runes := []rune(s)
	slices.Sort(runes)
	runes = slices.Compact(runes)
	c, err := f.cut(runes)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSubsetHoldsItsTables checks the file as a reader of TrueType would: sums,
// lengths, and offsets that rise.
func TestSubsetHoldsItsTables(t *testing.T) {
	t.Parallel()
	c := cutOf(t, "Ärger, Éclair & 42 % fi")
	file := c.file()
	if checksum(file) != 0xb1b0afba {
		t.Errorf("the file's checksum is %#x", checksum(file))
	}
	sub, err := newFace(c.standIn()) // the same glyphs, in a font that can be opened
	if err != nil {
		t.Fatal(err)
	}
	n := int(binary.BigEndian.Uint16(sub.table("maxp")[4:]))
	if n != len(c.olds) || n != len(c.shapes) || n <= len(c.runes) {
		t.Errorf("%d glyphs for %d characters; an Ä needs its parts too", n, len(c.runes))
	}
	if len(file) > 12_000 {
		t.Errorf("the subset has %d bytes", len(file))
	}
}

func TestStandInHasTheWidthsOfTheFont(t *testing.T) {
	t.Parallel()
	c := cutOf(t, "Ärger, Éclair & 42 %")
	f := regular(t)
	sub, err := newFace(c.standIn())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.runes {
		id, err := sub.parsed.CharCodeToGlyphIndex(r)
		if err != nil {
			t.Fatalf("%q: %v", r, err)
		}
		if got, want := float64(sub.parsed.GlyphIndexToPdfWidth(id)), f.Width(string(r), 1000); got != want {
			t.Errorf("%q is %v wide in the stand-in, %v in the font", r, got, want)
		}
	}
}

// TestOutlinesAreCopied compares what a simple glyph has before and after its
// hints.
func TestOutlinesAreCopied(t *testing.T) {
	t.Parallel()
	c := cutOf(t, "L")
	whole, err := c.face.glyph(c.olds[1])
	if err != nil {
		t.Fatal(err)
	}
	head := 10 + 2*int(binary.BigEndian.Uint16(whole))
	hints := int(binary.BigEndian.Uint16(whole[head:]))
	want := string(whole[:head]) + "\x00\x00" + string(whole[head+2+hints:])
	if hints == 0 || string(c.shapes[1]) != want {
		t.Errorf("outline %x, want %x", c.shapes[1], want)
	}
}

// TestBareOutlinesNeverPanic cuts outlines at every length.
func TestBareOutlinesNeverPanic(t *testing.T) {
	t.Parallel()
	c := cutOf(t, "LÄ")
	for _, old := range c.olds {
		whole, _ := c.face.glyph(old)
		for n := range whole {
			c.bare(whole[:n:n])
		}
	}
}

func TestToUnicode(t *testing.T) {
	t.Parallel()
	var runes []rune
	for r := 'Ā'; r < 'Ā'+150; r++ {
		runes = append(runes, r)
	}
	c := &cutFont{runes: append(runes, '𝄞')}
	for i := range c.runes {
		c.codes = append(c.codes, i+1)
	}
	got := string(c.toUnicode())
	hi, lo := utf16.EncodeRune('𝄞')
	for _, want := range []string{"100 beginbfchar\n<0001> <0100>\n", "51 beginbfchar\n", "<0097> <D834DD1E>\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q (%X %X) in\n%s", want, hi, lo, got)
		}
	}
}

func TestPlainName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"fonts/Inter-Regular.ttf": "Inter-Regular", "Größe (1).ttf": "Gre1", "": "Font"} {
		if got := plainName(in); got != want {
			t.Errorf("plainName(%q) = %q, want %q", in, got, want)
		}
	}
}
