package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content/text"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"pgregory.net/rapid"
)

func zone(f *text.Font, s string) text.Request {
	return text.Request{
		Where: "claim", Width: 200, Height: 60, MaxSize: 22, MinSize: 16,
		Paragraphs: []text.Paragraph{{Text: s, Fonts: []*text.Font{f}}},
	}
}

// read puts the block back together as people see it.
func read(b text.Block) []string {
	lines := make([]string, len(b.Lines))
	for i, l := range b.Lines {
		for _, r := range l.Runs {
			lines[i] += r.S
		}
	}
	return lines
}

func TestFitKeepsTheWantedSizeWhenThereIsRoom(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	b, found := text.Fit(zone(f, "Always on at the edge"))
	if len(found) > 0 || b.Size != 22 {
		t.Fatalf("size %v, problems %v", b.Size, found)
	}
	if diff := cmp.Diff([]string{"Always on at the", "edge"}, read(b)); diff != "" {
		t.Error(diff)
	}
	if b.Lines[0].Y != f.Ascent(22) || b.Lines[1].Y != f.Ascent(22)+22*1.2 {
		t.Errorf("baselines at %v and %v", b.Lines[0].Y, b.Lines[1].Y)
	}
}

func TestFitShrinksInQuarterSteps(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	q := zone(f, "Always on, everywhere at the edge")
	q.Paragraphs[0].MaxLines = 2
	q.Width = 175
	b, found := text.Fit(q)
	if len(found) > 0 || b.Size >= 22 || b.Size < 16 || b.Size*4 != float64(int(b.Size*4)) {
		t.Fatalf("size %v, problems %v", b.Size, found)
	}
	q.MinSize, q.MaxSize = b.Size+0.25, b.Size+0.25
	if _, found := text.Fit(q); !found.Has("TEXT_OVERFLOW") {
		t.Error("the next size fits too")
	}
}

func TestFitNeverCutsAndSaysHowMuchIsTooLong(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	q := zone(f, strings.Repeat("reliable edge gateway ", 12))
	b, found := text.Fit(q)
	if !found.Has("TEXT_OVERFLOW") || len(b.Lines) > 0 {
		t.Fatalf("lines %v, problems %v", read(b), found)
	}
	tooMany := found[0].Data["tooMany"].(int)
	whole := strings.TrimSpace(q.Paragraphs[0].Text)
	q.Paragraphs[0].Text = whole[:len(whole)-tooMany]
	if _, found := text.Fit(q); len(found) > 0 {
		t.Errorf("%d characters fewer do not fit: %v", tooMany, found)
	}
	q.Paragraphs[0].Text = whole[:len(whole)-tooMany+1]
	if _, found := text.Fit(q); len(found) == 0 && strings.TrimSpace(q.Paragraphs[0].Text) == q.Paragraphs[0].Text {
		t.Errorf("one character fewer to remove would have done")
	}
}

func TestFitDoesNotTearWords(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	_, found := text.Fit(zone(f, "Donaudampfschifffahrtsgesellschaft"))
	if !found.Has("TEXT_OVERFLOW") {
		t.Errorf("problems %v", found)
	}
}

func TestHardSpacesHold(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	q := zone(f, "seit dem 24.\u00a0Dezember 2026")
	q.Width = 120
	b, found := text.Fit(q)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, line := range read(b) {
		if strings.HasSuffix(line, "24.") {
			t.Errorf("broken at the hard space: %q", read(b))
		}
	}
}

func contact(f, strong *text.Font) text.Request {
	one := func(s string, optional bool) text.Paragraph {
		return text.Paragraph{Text: s, Fonts: []*text.Font{f}, MaxLines: 1, Optional: optional}
	}
	return text.Request{
		Where: "contact", Width: 180, Height: 50, MaxSize: 9, MinSize: 7.5,
		Paragraphs: []text.Paragraph{
			{Text: "Nordwest Distribution GmbH", Fonts: []*text.Font{strong}, MaxLines: 1},
			one("Jana Weber", true), one("+49 421 555 0100", true), one("jana.weber@nordwest.example", false), one("www.nordwest.example", false),
		},
	}
}

func TestBlockDropsOptionalLinesFromTheBottom(t *testing.T) {
	t.Parallel()
	q := contact(parse(t, goregular.TTF), parse(t, gobold.TTF))
	b, found := text.Fit(q)
	if b.Size != 9 || !found.Has("TEXT_LINE_DROPPED") || found.Blocking() {
		t.Fatalf("size %v, problems %v", b.Size, found)
	}
	if diff := cmp.Diff([]int{2}, b.Dropped); diff != "" {
		t.Error(diff)
	}
	if len(b.Lines) != 4 || b.Lines[2].Paragraph != 3 {
		t.Errorf("lines %q", read(b))
	}
}

func TestBlockBringsOptionalLinesBackInTheSmallerSize(t *testing.T) {
	t.Parallel()
	q := contact(parse(t, goregular.TTF), parse(t, gobold.TTF))
	q.Paragraphs[0].Text = "Nordwest Distribution Holding Bremen"
	q.Width, q.Height, q.MinSize = 150, 54, 6
	b, found := text.Fit(q)
	if found.Blocking() || b.Size >= 9 || len(b.Dropped) > 0 {
		t.Errorf("size %v, dropped %v, problems %v", b.Size, b.Dropped, found)
	}
}

// Where every line counts, all of them shrink before one is left out.
func TestBlockShrinksBeforeItDrops(t *testing.T) {
	t.Parallel()
	q := contact(parse(t, goregular.TTF), parse(t, gobold.TTF))
	q.ShrinkFirst = true
	b, found := text.Fit(q)
	if len(found) > 0 || len(b.Dropped) > 0 || b.Size >= 9 || b.Size < 7.5 {
		t.Errorf("size %v, dropped %v, problems %v", b.Size, b.Dropped, found)
	}
	q.Height = 33 // holds three lines of the least size
	q.Paragraphs[3].Optional, q.Paragraphs[4].Optional = true, true
	b, found = text.Fit(q)
	if diff := cmp.Diff([]int{3, 4}, b.Dropped); diff != "" || found.Blocking() {
		t.Error(diff, b.Size, found)
	}
	q.Height = 8
	if _, found := text.Fit(q); !found.Has("TEXT_BOX_TOO_LOW") {
		t.Errorf("problems %v", found)
	}
}

// An address is broken where it would be lost otherwise, and only there.
func TestAnAddressStaysOnOneLine(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	q := text.Request{Where: "contact", Width: 165, Height: 50, MaxSize: 12, MinSize: 8, ShrinkFirst: true, Paragraphs: []text.Paragraph{
		{Text: "Nordwest", Fonts: []*text.Font{f}}, {Text: "jana.weber-lindqvist@nordwest.example", Fonts: []*text.Font{f}, Optional: true, Whole: true}}}
	b, found := text.Fit(q)
	if len(found) > 0 || len(b.Lines) != 2 || b.Size >= 12 {
		t.Errorf("%q in size %v, %v", read(b), b.Size, found)
	}
	q.MinSize = 12
	b, found = text.Fit(q)
	if len(found) > 0 || len(b.Lines) != 3 {
		t.Errorf("%q in size %v, %v", read(b), b.Size, found)
	}
	q.Paragraphs[1].Whole = false
	q.MinSize = 8
	if b, _ = text.Fit(q); b.Size != 12 || len(b.Lines) != 3 {
		t.Errorf("that may break: %q in size %v", read(b), b.Size)
	}
}

func TestBlockRefusesTooManyLines(t *testing.T) {
	t.Parallel()
	q := contact(parse(t, goregular.TTF), parse(t, gobold.TTF))
	q.Height = 18
	_, found := text.Fit(q)
	if !found.Has("TEXT_OVERFLOW") || found[0].Data["linesTooMany"] != 1 {
		t.Errorf("problems %v", found)
	}
}

func TestEmptyParagraphsTakeNoRoom(t *testing.T) {
	t.Parallel()
	q := contact(parse(t, goregular.TTF), parse(t, gobold.TTF))
	q.Paragraphs[1].Text = "  "
	b, found := text.Fit(q)
	if len(found) > 0 || len(b.Lines) != 4 || len(b.Dropped) > 0 {
		t.Errorf("lines %q, problems %v", read(b), found)
	}
}

func TestFallbackFontsDrawWholeWords(t *testing.T) {
	t.Parallel()
	regular, narrow := parse(t, goregular.TTF), parse(t, goregular.TTF)
	narrow.Forget('ř')
	q := zone(narrow, "Pan Dvořák čte")
	q.Paragraphs[0].Fonts = append(q.Paragraphs[0].Fonts, regular)
	b, found := text.Fit(q)
	if len(found) > 0 || len(b.Lines) != 1 {
		t.Fatalf("%q, problems %v", read(b), found)
	}
	var parts []string
	for _, r := range b.Lines[0].Runs {
		parts = append(parts, r.S)
		if (r.Font == regular) != strings.Contains(r.S, "ř") {
			t.Errorf("%q is in the wrong font", r.S)
		}
	}
	if diff := cmp.Diff([]string{"Pan ", "Dvořák", " čte"}, parts); diff != "" {
		t.Error(diff)
	}
}

func TestMissingGlyphsAreNamed(t *testing.T) {
	t.Parallel()
	_, found := text.Fit(zone(parse(t, goregular.TTF), "株式会社 ok"))
	if !found.Has("GLYPH_MISSING") || !strings.Contains(found[0].Message, `"株" (U+682A)`) {
		t.Errorf("problems %v", found)
	}
}

func TestAlignment(t *testing.T) {
	t.Parallel()
	q := zone(parse(t, goregular.TTF), "Edge")
	q.AlignX, q.AlignY = 1, 1
	b, _ := text.Fit(q)
	l := b.Lines[0]
	if right := l.X + l.Width; right != 200 || l.Runs[0].X != l.X {
		t.Errorf("line ends at %v", right)
	}
	if bottom := l.Y + q.Paragraphs[0].Fonts[0].Descent(b.Size); bottom < 59.99 || bottom > 60.01 {
		t.Errorf("line reaches down to %v", bottom)
	}
}

func TestFittedTextAlwaysLiesInItsBox(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	rapid.Check(t, func(t *rapid.T) {
		q := text.Request{
			Width: rapid.Float64Range(20, 400).Draw(t, "width"), Height: rapid.Float64Range(10, 200).Draw(t, "height"),
			MaxSize: rapid.Float64Range(6, 40).Draw(t, "max"), AlignX: rapid.Float64Range(0, 1).Draw(t, "x"),
			Paragraphs: []text.Paragraph{{Text: rapid.StringOfN(rapid.SampledFrom([]rune("abc deÄß Ж-.\n")), 0, 80, -1).Draw(t, "s"), Fonts: []*text.Font{f}}},
		}
		q.MinSize = rapid.Float64Range(4, 6).Draw(t, "min")
		b, found := text.Fit(q)
		if found.Blocking() {
			return
		}
		for _, l := range b.Lines {
			if l.X < -1e-6 || l.X+l.Width > q.Width+1e-6 || l.Y > q.Height {
				t.Fatalf("line %+v leaves the box", l)
			}
		}
		if b.Height > q.Height+1e-5 || strip(strings.Join(read(b), "")) != strip(q.Paragraphs[0].Text) {
			t.Fatalf("%q became %q, %v high", q.Paragraphs[0].Text, read(b), b.Height)
		}
	})
}

func strip(s string) string { return strings.Join(strings.Fields(s), "") }
