package pdf

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"os"
)

// secretFile has three pages. All that belongs to the second says SECRET, in
// content, pictures, forms, links, bookmarks, tags, fields, names and metadata;
// what must stay says PUBLIC. One dictionary of resources serves all pages.
func secretFile() *builder {
	b := newBuilder()
	b.add(`<</Type /Catalog /Pages 2 0 R /Outlines 10 0 R /StructTreeRoot 20 0 R /MarkInfo <</Marked true>> /Metadata 30 0 R
		/Names <</Dests <</Kids [<</Names [(PUBLIC dest) [3 0 R /Fit] (SECRET dest) [4 0 R /Fit]] /Limits [(PUBLIC dest) (SECRET dest)]>>]>>>>
		/AcroForm <</Fields [31 0 R 32 0 R]>> /PieceInfo <</App <</Private (SECRET private)>>>> /PageLabels <</Nums [1 <</P (SECRET label)>>]>>
		/OCProperties <</OCGs [33 0 R 34 0 R] /D <</Order [33 0 R [(SECRET heading) 34 0 R]] /ON [33 0 R 34 0 R]>>>>>>`)
	b.add("<</Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 /MediaBox [0 0 300 200] /Resources 6 0 R>>")
	page := "<</Type /Page /Parent 2 0 R /Contents %d 0 R /StructParents %d /Annots [%s]>>"
	b.add(page, 7, 0, "31 0 R <</Subtype /Link /Rect [0 0 9 9] /Contents (SECRET link) /Dest (SECRET dest)>> <</Subtype /Link /Rect [0 0 9 9] /Contents (PUBLIC link) /Dest [5 0 R /Fit]>>")
	b.add(page, 8, 1, "32 0 R")
	b.add(page, 9, 2, "")
	b.add(`<</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>> /Properties <</L1 33 0 R /L2 34 0 R>>
		/XObject <</Fm1 14 0 R /Im2 15 0 R /Im1 16 0 R /Im3 17 0 R /Loose 18 0 R>>>>`)
	b.stream("", "/OC /L1 BDC BT /F1 12 Tf (PUBLIC one) Tj ET EMC /Fm1 Do /Loose Do")
	b.stream("/Filter /FlateDecode", deflated("/OC /L2 BDC BT /F1 12 Tf (SECRET two) Tj ET EMC /Im2 Do"))
	b.stream("", "BT /F1 12 Tf (PUBLIC three) Tj ET")
	b.add("<</First 11 0 R /Last 13 0 R /Count 3>>")                                  // 10
	b.add("<</Title (PUBLIC mark) /Parent 10 0 R /Next 12 0 R /Dest (PUBLIC dest)>>") // 11
	b.add("<</Title (SECRET mark) /Parent 10 0 R /Prev 11 0 R /Next 13 0 R /First 19 0 R /Last 19 0 R /Count 1 /A <</S /GoTo /D [4 0 R /Fit]>>>>")
	b.add("<</Title (PUBLIC end) /Parent 10 0 R /Prev 12 0 R /Dest [5 0 R /Fit]>>")       // 13
	b.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 6 0 R", "/Im1 Do") // 14
	b.stream(imageDict, "SECRET picture")
	b.stream(imageDict, "PUBLIC picture")
	b.stream(imageDict, "PUBLIC loose")
	b.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "/Im3 Do")                                           // 18: borrows
	b.add("<</Title (PUBLIC below) /Parent 12 0 R /Dest [5 0 R /Fit]>>")                                           // 19
	b.add("<</Type /StructTreeRoot /K 21 0 R /ParentTree <</Nums [0 [22 0 R] 1 [23 0 R] 2 [24 0 R] 3 25 0 R]>>>>") // 20
	b.add("<</S /Document /P 20 0 R /T (SECRET title over all) /K [22 0 R 23 0 R 24 0 R 26 0 R]>>")
	b.add("<</S /P /P 21 0 R /Pg 3 0 R /ActualText (PUBLIC said) /K 0>>")
	b.add("<</S /Figure /P 21 0 R /Pg 4 0 R /Alt (SECRET alt) /K [0 25 0 R <</S /Span /ActualText (SECRET direct) /K <</Type /MCR /MCID 3>>>>]>>")
	b.add("<</S /P /P 21 0 R /Pg 5 0 R /ActualText (PUBLIC end) /K 0>>")
	b.add("<</S /Form /P 23 0 R /Pg 4 0 R /E (SECRET form) /K <</Type /OBJR /Obj 32 0 R>>>>")
	b.add("<</S /Caption /P 21 0 R /ActualText (SECRET empty)>>")
	b.add("null")
	b.add("null")
	b.add("null")
	b.stream("/Type /Metadata /Subtype /XML", "<x:xmpmeta>PUBLIC <xmp:Thumbnails>SECRET thumb</xmp:Thumbnails></x:xmpmeta>")
	b.add("<</Type /Annot /Subtype /Widget /FT /Tx /T (PUBLIC field) /Rect [0 0 9 9] /P 3 0 R>>")
	b.add("<</Type /Annot /Subtype /Widget /FT /Tx /T (SECRET field) /V (SECRET value) /Rect [0 0 9 9] /P 4 0 R /StructParent 3>>")
	b.add("<</Type /OCG /Name (PUBLIC layer)>>")
	b.add("<</Type /OCG /Name (SECRET layer)>>")
	return b
}

const imageDict = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"

// everything is a file's bytes and behind them all of its streams, unpacked.
func everything(t *testing.T, file []byte) string {
	t.Helper()
	d, err := open(file, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	out.Write(file)
	for _, num := range d.numbers() {
		if s, ok := d.object(num).(*stream); ok {
			if b, err := d.unpackAll(s); err == nil {
				out.WriteString("\n" + string(b) + "\n")
			}
		}
	}
	return out.String()
}

func TestWithoutAPageNothingOfItIsLeft(t *testing.T) {
	t.Parallel()
	for what, src := range map[string][]byte{"classic": secretFile().classic(rooted), "stream": secretFile().modern(rooted)} {
		before := everything(t, src)
		copied, err := Without(src, []int{1}, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		after := everything(t, copied)
		if at := strings.Index(after, "SECRET"); at >= 0 {
			t.Errorf("%s: left over: %s", what, after[at:at+20])
		}
		for _, word := range strings.SplitAfter(before, "PUBLIC ")[1:] {
			word = "PUBLIC " + word[:strings.IndexAny(word, "\n)< ")]
			if !strings.Contains(after, word) {
				t.Errorf("%s: %s is lost", what, word)
			}
		}
		again, err := Without(src, []int{1}, DefaultLimits())
		if err != nil || !bytes.Equal(copied, again) {
			t.Errorf("%s: two copies differ: %v", what, err)
		}
		p, source, r := mustPrepare(t, copied)
		if r.Rewritten != "" || len(p.Slots) != 2 || !bytes.Equal(source, copied) || !r.Tagged {
			t.Errorf("%s: %d pages, rewritten %q, tagged %v", what, len(p.Slots), r.Rewritten, r.Tagged)
		}
		stampAndRead(t, p, source)
	}
}

func TestWithoutRefuses(t *testing.T) {
	t.Parallel()
	if _, err := Without(manyPages(2), []int{0, 1}, DefaultLimits()); err == nil || !strings.Contains(err.Error(), "PDF_NO_PAGES") {
		t.Errorf("no page is left: %v", err)
	}
	b := secretFile()
	b.bodies[6] = streamText("/Filter /JBIG2Decode", "who knows what this names")
	if _, err := Without(b.classic(rooted), []int{1}, DefaultLimits()); err == nil || !strings.Contains(err.Error(), "PDF_CONTENT_UNKNOWN") {
		t.Errorf("content that cannot be read: %v", err)
	}
}

// TestWithoutCorpus leaves each other page out of real documents; what is left
// looks as before, but for links to pages that are gone.
func TestWithoutCorpus(t *testing.T) {
	t.Parallel()
	pdftoppm, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("no pdftoppm: install poppler-utils to compare the pages that stay")
	}
	done := 0
	for _, file := range shared(t, "pdf/*.pdf") {
		src := mustRead(t, file)
		p, source, _, err := Prepare(src, DefaultLimits())
		if err != nil || len(p.Slots) < 2 || len(p.Slots) > 6 {
			continue
		}
		var hidden []int
		for i := 1; i < len(p.Slots); i += 2 {
			hidden = append(hidden, i)
		}
		out, err := Without(source, hidden, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		done++
		if !bytes.Equal(page1(t, pdftoppm, source), page1(t, pdftoppm, out)) {
			t.Errorf("%s: the first page looks different", filepath.Base(file))
		}
	}
	t.Logf("%d documents without their even pages", done)
}

func page1(t *testing.T, pdftoppm string, file []byte) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftoppm, "-hide-annotations", "-r", "40", "-f", "1", "-l", "1", name).Output()
	if err != nil {
		return []byte(fmt.Sprint(err))
	}
	return out
}
