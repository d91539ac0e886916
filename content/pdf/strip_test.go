package pdf

import (
	"bytes"
	"strings"
	"testing"
)

func TestStripLeavesNothingActive(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	b.bodies[0] = `<</Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AcroForm <</XFA (x) /Fields []>> /Collection <<>>
		/Names <</JavaScript <</Names [(a) 6 0 R]>> /EmbeddedFiles <</Names [(a) 7 0 R]>> /Dests <</Names [(d) [3 0 R /Fit]]>>>>>>`
	b.bodies[2] = `<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> /AA <</O 6 0 R>> /Annots [9 0 R 10 0 R
		<</Subtype /Link /Rect [0 0 1 1] /A <</S /URI /URI (https://example.com/)>>>> <</Subtype /Link /Rect [0 0 1 1] /A <</S /Launch /F (x)>>>>]>>`
	b.add("<</S /JavaScript /JS (evil)>>")
	b.add("<</Type /Filespec /F (a) /EF <</F 8 0 R>>>>")
	b.stream("/Type /EmbeddedFile", "attached")
	b.add("<</Subtype /FileAttachment /Rect [0 0 1 1] /FS 7 0 R>>")
	b.add("<</Subtype /Link /Rect [0 0 1 1] /A 6 0 R>>")
	src := b.classic(rooted)
	if _, _, r := mustPrepare(t, src); !r.Active {
		t.Fatal("the file is not active to begin with")
	}
	out, err := Strip(src, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	p, again, r := mustPrepare(t, out)
	if r.Active || r.Rewritten != "" || !bytes.Equal(again, out) {
		t.Errorf("report of the copy = %+v", r)
	}
	for _, gone := range []string{"JavaScript", "/JS", "evil", "attached", "/AA", "/OpenAction", "/XFA", "Launch", "FileAttachment"} {
		if bytes.Contains(out, []byte(gone)) {
			t.Errorf("%s is still in the copy", gone)
		}
	}
	if got := strings.TrimSpace(contentOf(t, out, 0)); got != hello || !bytes.Contains(out, []byte("https://example.com/")) || !bytes.Contains(out, []byte("/Dests")) {
		t.Errorf("the copy lost what is harmless; the page draws %q", got)
	}
	stampAndRead(t, p, out)
}

// A viewer that is told to run a page looks at its /S and not at its /Type.
func TestStripLeavesNoDisguisedAction(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	b.bodies[0] = `<</Type /Catalog /Pages 2 0 R /OpenAction 3 0 R /URI <</Base (file:///c:/)>> /Font <</FontMatrix [1 0 0 1 0 (alert)]>>>>`
	b.bodies[2] = `<</Type /Page /Parent 2 0 R /Contents 4 0 R /S /JavaScript /JS (evil) /Annots [
		<</Subtype /Link /Rect [0 0 1 1] /A <</Type /StructElem /S /Launch /F (cmd.exe)>>>>
		<</Subtype /Link /Rect [0 0 1 1] /A <</S /URI /URI (https://example.com/) /Next <</P 1 0 R /K 0 /S /SubmitForm /F (x)>>>>>>]>>`
	out, err := Strip(b.classic(rooted), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"JavaScript", "evil", "Launch", "cmd.exe", "SubmitForm", "file:", "FontMatrix"} {
		if bytes.Contains(out, []byte(gone)) {
			t.Errorf("%s is still in the copy", gone)
		}
	}
	if !bytes.Contains(out, []byte("https://example.com/")) {
		t.Error("the link was lost")
	}
}

func TestStripCorpus(t *testing.T) {
	t.Parallel()
	stripped := 0
	for _, file := range shared(t, "pdf/*.pdf") {
		src := mustRead(t, file)
		_, _, r, err := Prepare(src, DefaultLimits())
		if err != nil || !r.Active {
			continue
		}
		if _, err := Strip(src, DefaultLimits()); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		stripped++
	}
	t.Logf("%d files with active content stripped", stripped)
}
