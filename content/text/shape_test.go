package text_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
	"github.com/portico-prm/portico/content/text/texttest"
	"golang.org/x/image/font/gofont/goregular"
)

func manrope(t testing.TB) *text.Font { return parse(t, texttest.LatinFile(t)) }

func shipped(t testing.TB, name string) *text.Font {
	t.Helper()
	b, ok := spec.ShippedFont(name)
	if !ok {
		t.Fatalf("no font %s", name)
	}
	return parse(t, b)
}

// clusters are what readers copy, from left to right.
func clusters(runs []text.Run) (out []string) {
	for _, r := range runs {
		for _, c := range r.Clusters {
			out = append(out, c.Text)
		}
	}
	return out
}

func TestEveryShippedFontParses(t *testing.T) {
	t.Parallel()
	names := spec.ShippedFonts()
	if len(names) != 12 {
		t.Errorf("%d fonts are shipped: %v", len(names), names)
	}
	for _, name := range names {
		shipped(t, name)
	}
}

func TestLettersAreKerned(t *testing.T) {
	t.Parallel()
	f := manrope(t)
	for _, pair := range []string{"AV", "To", "ťo", "κα"} { // the last two: go-text issue 278
		var apart float64
		for _, r := range pair {
			apart += width(f, string(r), 10)
		}
		if got := width(f, pair, 10); got >= apart {
			t.Errorf("%s is %v wide, its letters %v", pair, got, apart)
		}
	}
}

func TestALigatureReadsAsItsLetters(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff([]string{"o", "ff", "i", "c", "e"}, clusters(manrope(t).Line("office"))); diff != "" {
		t.Error(diff)
	}
}

func TestALetterKeepsItsMarks(t *testing.T) {
	t.Parallel()
	f := shipped(t, "noto:devanagari")
	line := f.Line("कि") // the vowel is written before the letter it follows
	if diff := cmp.Diff([]string{"कि"}, clusters(line)); diff != "" || len(line[0].Clusters[0].Glyphs) != 2 {
		t.Errorf("%v %s", line, diff)
	}
}

func TestArabicRunsFromTheRightAndJoins(t *testing.T) {
	t.Parallel()
	f := shipped(t, "noto:arabic")
	if diff := cmp.Diff([]string{"م", "ا", "ل", "س"}, clusters(f.Line("سلام"))); diff != "" {
		t.Error(diff)
	}
	joined, apart := width(f, "سلام", 10), 0.0
	for _, r := range "سلام" {
		apart += width(f, string(r), 10)
	}
	if joined > 0.8*apart {
		t.Errorf("joined %v, apart %v", joined, apart)
	}
}

func TestFiguresInArabicRunFromTheLeft(t *testing.T) {
	t.Parallel()
	b, _ := paragraph("عام 2019 (نعم)", "ar", 200, shipped(t, "noto:arabic"), manrope(t))
	got := strings.Join(clusters(b.Lines[0].Runs), "")
	if want := ")معن(\u200f \u200f2019 \u200fماع"; got != want {
		t.Errorf("from left to right %q, want %q", got, want)
	}
}

func paragraph(s, language string, width float64, fonts ...*text.Font) (text.Block, problem.List) {
	return text.Fit(text.Request{Where: "text", Language: language, Width: width, Height: 400, MaxSize: 10,
		Paragraphs: []text.Paragraph{{Text: s, Fonts: fonts}}})
}

// logical is a block's text in reading order.
func logical(b text.Block) (lines []string) {
	for _, l := range b.Lines {
		line := ""
		for _, r := range l.Runs {
			line += r.S
		}
		lines = append(lines, line)
	}
	return lines
}

func TestALatinNameDoesNotTurnAnArabicLine(t *testing.T) {
	t.Parallel()
	ar, latin := shipped(t, "noto:arabic"), manrope(t)
	for language, first := range map[string]string{"ar": "مرحبا", "en": "Veldmark"} {
		b, found := paragraph("Veldmark مرحبا", language, 400, latin, ar)
		if len(found) > 0 {
			t.Fatal(found)
		}
		if got := strings.TrimSpace(b.Lines[0].Runs[0].S); got != first {
			t.Errorf("in %s the line begins at the left with %q", language, got)
		}
	}
}

// What steers is not drawn, and takes nothing else with it.
func TestAnIsolatedNumberStaysWhole(t *testing.T) {
	t.Parallel()
	b, found := paragraph("هاتف: \u2068+966 11 234\u2069 (نعم)", "ar", 200, shipped(t, "noto:arabic"), manrope(t))
	if len(found) > 0 {
		t.Fatal(found)
	}
	got := strings.ReplaceAll(strings.Join(clusters(b.Lines[0].Runs), ""), "\u200f", "")
	if want := ")معن( +966 11 234 :فتاه"; got != want {
		t.Errorf("from left to right %q, want %q", got, want)
	}
}

func TestJapaneseBreaksBetweenLettersButNotBeforeAFullStop(t *testing.T) {
	t.Parallel()
	s := texttest.Samples[10]
	b, found := paragraph("安全なネットワーク。安全なネットワーク。", "ja", 90, s.Fonts(t)...)
	if found.Blocking() || len(b.Lines) < 2 {
		t.Fatalf("%q %v", logical(b), found)
	}
	for _, l := range logical(b) {
		if strings.HasPrefix(l, "。") || strings.HasPrefix(l, "ッ") {
			t.Errorf("a line begins with %q", l)
		}
	}
}

// Thai has no spaces between words; lines break where one ends.
func TestThaiBreaksBetweenWords(t *testing.T) {
	t.Parallel()
	f := shipped(t, "noto:thai")
	b, found := paragraph("เครือข่ายที่ปลอดภัยสำหรับธุรกิจของคุณและเพื่อนๆของเรา", "th", 46, f)
	if diff := cmp.Diff([]string{"เครือข่ายที่", "ปลอดภัย", "สำหรับ", "ธุรกิจของ", "คุณและ", "เพื่อนๆของ", "เรา"}, logical(b)); diff != "" {
		t.Errorf("%v %s", found, diff)
	}
	if _, found := paragraph("กรรมการ", "th", 20, f); !found.Has("TEXT_OVERFLOW") {
		t.Errorf("a word is torn: %v", found)
	}
}

// renamed is a shipped font in which one table bears another name.
func renamed(t *testing.T, name, table, to string) *text.Font {
	t.Helper()
	b, _ := spec.ShippedFont(name)
	b = append([]byte{}, b...)
	copy(b[entry(b, table):], to)
	return parse(t, b)
}

func TestAVariableFontIsSeen(t *testing.T) {
	t.Parallel()
	if shipped(t, "noto:hebrew").Variable() || !renamed(t, "noto:hebrew", "GDEF", "fvar").Variable() {
		t.Error("the table of variations is not seen")
	}
}

// bare is a font with the letters of a script and without its rules.
func bare(t *testing.T, name string) *text.Font {
	t.Helper()
	return renamed(t, name, "GSUB", "gone")
}

func TestLettersWithoutTheRulesOfTheirScriptAreNamed(t *testing.T) {
	t.Parallel()
	_, found := paragraph("سلام", "ar", 100, manrope(t), bare(t, "noto:arabic"))
	if !found.Has("TEXT_SCRIPT_UNSUPPORTED") || found.Has("GLYPH_MISSING") {
		t.Errorf("problems %v", found)
	}
	if b, found := paragraph("سلام", "ar", 100, bare(t, "noto:arabic"), shipped(t, "noto:arabic")); len(found) > 0 || len(b.Lines) != 1 {
		t.Errorf("the second font does not help: %v", found)
	}
}

func TestWhatNoFontHasIsNamed(t *testing.T) {
	t.Parallel()
	_, found := paragraph("नमस्ते 😀", "hi", 100, manrope(t), shipped(t, "noto:arabic"))
	if !found.Has("GLYPH_MISSING") || !strings.Contains(found[0].Message, "U+1F600") {
		t.Errorf("problems %v", found)
	}
}

func TestAMarkThatIsMissingIsNamedAlone(t *testing.T) {
	t.Parallel()
	_, found := paragraph("ox\u0302", "en", 100, parse(t, goregular.TTF))
	if !found.Has("GLYPH_MISSING") || found.Has("TEXT_SCRIPT_UNSUPPORTED") || !strings.Contains(found[0].Message, "(U+0302)") {
		t.Errorf("problems %v", found)
	}
}

// A font lacks a letter and has its parts: they are put together.
func TestALetterIsMadeOfItsParts(t *testing.T) {
	t.Parallel()
	f := shipped(t, "noto:hebrew")
	if !f.Covers("שׁ") || f.Line("\uFB2A") == nil {
		t.Error("shin with its dot is not drawn")
	}
}

func TestTextIsSetAtTheSameTime(t *testing.T) {
	t.Parallel()
	f := shipped(t, "noto:arabic")
	want := width(f, "شبكة آمنة لأعمالكم", 10)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 50 {
				if got := width(f, "شبكة آمنة لأعمالكم", 10); got != want {
					t.Errorf("width %v, want %v", got, want)
				}
				width(f, strings.Repeat("م", 1+i*50+j), 10)
			}
		})
	}
	all.Wait()
}

// What was set before and forgotten comes out the same.
func TestAForgottenTextIsSetAgain(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	want := width(f, "Nordwest", 10)
	for i := range 40 {
		f.Line(strings.Repeat("x", 3000+i))
	}
	if got := width(f, "Nordwest", 10); got != want {
		t.Errorf("width %v, want %v", got, want)
	}
}
