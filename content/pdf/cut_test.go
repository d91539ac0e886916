package pdf

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

func cutOf(t *testing.T, f *text.Font, s string) *cutFont {
	t.Helper()
	sheet := &place.Sheet{}
	for _, r := range f.Line(s) {
		sheet.Items = append(sheet.Items, place.Text{Run: r})
	}
	said, err := listen([]*place.Sheet{sheet})
	if err != nil {
		t.Fatal(err)
	}
	c, err := cut(f, said.signs[0])
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSubsetHoldsItsTables checks the file as a reader of TrueType would: sums,
// lengths, and offsets that rise.
func TestSubsetHoldsItsTables(t *testing.T) {
	t.Parallel()
	c := cutOf(t, regular(t), "Ärger, Éclair & 42 % fi")
	file := c.file()
	if checksum(file) != 0xb1b0afba {
		t.Errorf("the file's checksum is %#x", checksum(file))
	}
	if n := int(binary.BigEndian.Uint16(c.maxp()[4:])); n != len(c.shapes) || n != len(c.metrics) || n != len(c.signs)+1 {
		t.Errorf("%d glyphs for %d signs", n, len(c.signs))
	}
	if len(file) > 12_000 {
		t.Errorf("the subset has %d bytes", len(file))
	}
}

// TestOutlinesAreCopied compares what a simple glyph has before and after its
// hints.
func TestOutlinesAreCopied(t *testing.T) {
	t.Parallel()
	c := cutOf(t, regular(t), "L")
	whole := c.face.Outlined(c.signs[0].glyph.ID)
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
	c := cutOf(t, regular(t), "LÄ")
	for _, s := range c.signs {
		whole := c.face.Outlined(s.glyph.ID)
		for n := range whole {
			c.bare(whole[:n:n])
		}
	}
}

// TestASignOfTwoGlyphsIsComposed sets a letter with a mark over it: one code
// whose box spans both.
func TestASignOfTwoGlyphsIsComposed(t *testing.T) {
	t.Parallel()
	f := regular(t)
	l, o := f.Line("L")[0].Clusters[0], f.Line("o")[0].Clusters[0]
	up := text.Glyph{ID: o.Glyphs[0].ID, X: 100, Y: 900}
	both := text.Cluster{Text: "Lo", Advance: 600_000, Glyphs: []text.Glyph{l.Glyphs[0], up}}
	c, err := cut(f, []sign{signOf(&both)})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.shapes) != 4 || int16(binary.BigEndian.Uint16(c.shapes[1])) != -1 {
		t.Fatalf("%d glyphs, the first %x", len(c.shapes), c.shapes[1])
	}
	top := int16(binary.BigEndian.Uint16(f.Outlined(up.ID)[8:])) + 900
	if got := int16(binary.BigEndian.Uint16(c.shapes[1][8:])); got != top {
		t.Errorf("it reaches up to %d, want %d", got, top)
	}
	if adv := binary.BigEndian.Uint16(c.metrics[1][:]); adv != 1229 { // 600 of 2048 units
		t.Errorf("advance %d", adv)
	}
}

func TestKernedSignsShareTheirOutline(t *testing.T) {
	t.Parallel()
	f := regular(t)
	plain := f.Line("T")[0].Clusters[0]
	kerned := plain
	kerned.Advance -= 40_000
	all := []sign{signOf(&kerned), signOf(&plain)}
	slices.SortFunc(all, sign.compare)
	c, err := cut(f, all)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.shapes) != 3 || len(c.shapes[1]) < 30 || len(c.shapes[2]) != 18 {
		t.Errorf("outlines of %d and %d bytes", len(c.shapes[1]), len(c.shapes[2]))
	}
}

func TestToUnicode(t *testing.T) {
	t.Parallel()
	c := &cutFont{}
	for r := 'Ā'; r < 'Ā'+150; r++ {
		c.signs = append(c.signs, sign{text: string(r)})
	}
	c.signs = append(c.signs, sign{text: "𝄞"}, sign{text: "ffi"})
	got := string(c.toUnicode())
	hi, lo := utf16.EncodeRune('𝄞')
	for _, want := range []string{"100 beginbfchar\n<0001> <0100>\n", "52 beginbfchar\n", "<0097> <D834DD1E>\n", "<0098> <006600660069>\n"} {
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
