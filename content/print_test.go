package content_test

import (
	"bytes"
	"strings"
	"testing"
)

const printLine = "      print: {format: pdf, bleed: true, blockPPI: 60, minPPI: 100}"

// With bleed of 3 mm around A4, a link of the vendor's on each page.
const bledPage = "/TrimBox [8.5 8.5 603.78 850.39] /BleedBox [0 0 612.28 858.89] /Annots [<</Type /Annot /Subtype /Link /Rect [320 300 350 330] /A <</S /URI /URI (https://vendor.example/)>>>>]"

func TestThePressGetsMarksAndNoLinks(t *testing.T) {
	t.Parallel()
	f := folder()
	f["base/sheet.pdf"].Data = pdfFile(2, 612.28, 858.89, bledPage)
	f["template.yaml"] = file(strings.NewReplacer("height: 297, safe: 8}", "height: 297, bleed: 3, safe: 8}", printLine, strings.Replace(printLine, "bleed: true", "bleed: true, cropMarks: true", 1)).Replace(kit))
	tpl, job := open(t, f), gold(t)
	for output, want := range map[string]int{"web": 5, "print": 0} {
		job.Output = output
		out, found := render(t, tpl, job)
		if found.Blocking() {
			t.Fatal(found)
		}
		if got := bytes.Count(out.Bytes, []byte("/Subtype /Link")); got != want { // phone, e-mail, web address, and the vendor's two
			t.Errorf("%s: %d links in the tail, want %d", output, got, want)
		}
		if kept := bytes.Contains(out.Bytes, []byte("/Annots")); kept != (output == "web") {
			t.Errorf("%s: the page has annotations: %v", output, kept)
		}
		if marks := bytes.Contains(out.Bytes, []byte("/Separation /All")); marks != (output == "print") {
			t.Errorf("%s: crop marks: %v", output, marks)
		}
	}
}

func TestWhatIsSaidOfArtForThePress(t *testing.T) {
	t.Parallel()
	f := folder()
	f["template.yaml"] = file(strings.Replace(kit, "height: 297, safe: 8}", "height: 297, bleed: 3, safe: 8}", 1))
	if _, found := compile(t, f); !found.Has("BASE_BLEED") {
		t.Errorf("art without bleed is taken: %v", found)
	}
	f = folder()
	f["base/sheet.pdf"].Data = pdfFile(2, 595.28, 841.89, "/Annots [<</Type /Annot /Subtype /Stamp /Rect [320 300 350 330]>>]")
	if p, found := compile(t, f); p == nil || !found.Has("PRINT_ANNOTATION") {
		t.Errorf("nothing is said of a stamp on the page: %v", found)
	}
	f["template.yaml"] = file(strings.Replace(kit, printLine+"\n", "", 1))
	if _, found := compile(t, f); len(found) > 0 {
		t.Errorf("a stamp matters on paper only: %v", found)
	}
}

// Annotations are painted after the page: what lies over a zone hides the partner's
// logo in the finished file, or takes the clicks on its address.
func TestWhatLiesOverAZoneIsSaid(t *testing.T) {
	t.Parallel()
	for annotation, want := range map[string]bool{
		"/Subtype /Stamp /Rect [0 0 595 842]":                                                     true,
		"/Subtype /Link /Rect [0 0 595 842] /A <</S /URI /URI (https://vendor.example/)>>":        true,
		"/Subtype /Stamp /Rect [0 0 595 842] /F 2":                                                false, // hidden
		"/Subtype /Popup /Rect [0 0 595 842]":                                                     false, // only when opened
		"/Subtype /Link /Rect [290 5 300 9] /A <</S /URI /URI (https://vendor.example/)>>":        false, // beside
		"/Subtype /Link /Rect [0 0 595 842] /A <</S /URI /URI (portico:nobody)>> /Border [0 0 0]": false, // a marker goes
	} {
		f := folder()
		f["base/sheet.pdf"].Data = pdfFile(2, 595.28, 841.89, "/Annots [<</Type /Annot "+annotation+">>]")
		f["template.yaml"] = file(strings.Replace(kit, printLine+"\n", "", 1))
		p, found := compile(t, f)
		if p == nil || found.Has("ZONE_COVERED") != want {
			t.Errorf("%s: %v", annotation, found)
		}
	}
}

func TestAZoneOfAnAddressIsALink(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{"phone": "(tel:+49301234567)", "email": "(mailto:jana@mueller.example)", "website": "(https://www.mueller.example)", "company": ""} {
		f := folder()
		f["template.yaml"] = file(strings.Replace(kit, "type: text, field: claim, box", "type: text, field: "+field+", box", 1))
		out, found := render(t, open(t, f), gold(t))
		if found.Blocking() {
			t.Fatal(found)
		}
		if got := bytes.Count(out.Bytes, []byte("/Subtype /Link")); (got == 4) != (want != "") || want != "" && bytes.Count(out.Bytes, []byte(want)) != 2 {
			t.Errorf("%s: %d links, want %s twice:\n", field, got, want)
		}
	}
}
