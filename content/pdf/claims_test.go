package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/place"
)

// claiming is a tagged page whose metadata say what it keeps.
func claiming(xmp, intent, info string) []byte {
	b := onePage(hello)
	b.bodies[0] = "<</Type /Catalog /Pages 2 0 R /Metadata 6 0 R /OutputIntents [" + intent + "] /MarkInfo <</Marked true>> /StructTreeRoot 7 0 R>>"
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R /StructParents 0 /Resources <</Font <</F1 5 0 R>>>>>>"
	b.stream("/Type /Metadata /Subtype /XML", "<x:xmpmeta "+xmp+"><dc:title>kept</dc:title></x:xmpmeta>")
	b.add("<</Type /StructTreeRoot /K 8 0 R /ParentTree <</Nums [0 [8 0 R]]>>>>")
	b.add("<</S /Document /P 7 0 R /Pg 3 0 R /K 0>>")
	b.add("<<%s>>", info)
	return b.classic(rooted + " /Info 9 0 R")
}

const (
	archive2u     = "pdfaid:part='2' pdfaid:conformance='U'"
	archiveIntent = "<</S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)>>"
	pressIntent   = "<</S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)>>"
	pressInfo     = "/Title (kept) /GTS_PDFXVersion (PDF/X-4)"
)

func TestWhatACopyStillClaims(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		src           []byte
		print         bool
		wantA, wantUA string
		wantX         string
	}{
		"archive 2u":                 {claiming(archive2u, archiveIntent, ""), false, "2u", "", ""},
		"archive 3b":                 {claiming("pdfaid:part='3' pdfaid:conformance='B'", archiveIntent, ""), false, "3b", "", ""},
		"archive 1b":                 {claiming("pdfaid:part='1' pdfaid:conformance='B'", archiveIntent, ""), false, "", "", ""},
		"archive 4":                  {claiming("pdfaid:part='4'", archiveIntent, ""), false, "", "", ""},
		"archive without intent":     {claiming(archive2u, "", ""), false, "", "", ""},
		"access":                     {claiming("pdfuaid:part='1'", "", ""), false, "", "1", ""},
		"access and an old archive":  {claiming("pdfuaid:part='1' pdfaid:part='1' pdfaid:conformance='A'", archiveIntent, ""), false, "", "1", ""},
		"press, for the press":       {claiming("", pressIntent, pressInfo), true, "", "", "PDF/X-4"},
		"press, for the screen":      {claiming("", pressIntent, pressInfo), false, "", "", ""},
		"press in XMP, screen":       {claiming("pdfxid:GTS_PDFXVersion='PDF/X-4'", pressIntent, ""), false, "", "", ""},
		"press of another kind":      {claiming("", pressIntent, "/GTS_PDFXVersion (PDF/X-1a:2003) /GTS_PDFXConformance (PDF/X-1a:2003)"), true, "", "", ""},
		"elements, not attributes":   {claiming("><pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><x ", archiveIntent, ""), false, "", "", ""},
		"archive and press at once":  {claiming(archive2u, archiveIntent+pressIntent, pressInfo), true, "2u", "", "PDF/X-4"},
		"nothing claimed is nothing": {claiming("", "", ""), false, "", "", ""},
	}
	for what, tt := range tests {
		p, src, before := mustPrepare(t, tt.src)
		tail, err := p.tail(map[int]*place.Sheet{0: card(t, "Müller")}, printing(tt.print))
		if err != nil {
			t.Fatal(err)
		}
		_, _, r := mustPrepare(t, append(bytes.Clone(src), tail...))
		if r.PDFA != tt.wantA || r.PDFUA != tt.wantUA || r.PDFX != tt.wantX {
			t.Errorf("%s: claims %q, %q, %q, want %q, %q, %q", what, r.PDFA, r.PDFUA, r.PDFX, tt.wantA, tt.wantUA, tt.wantX)
		}
		kept := len(p.Claims.Broken(tt.print)) == 0
		if same := r.PDFA == before.PDFA && r.PDFUA == before.PDFUA && r.PDFX == before.PDFX; kept != same {
			t.Errorf("%s: broken %v", what, p.Claims.Broken(tt.print))
		}
		if !strings.Contains(everything(t, append(bytes.Clone(src), tail...)), "kept") {
			t.Errorf("%s: the rest of the metadata is lost", what)
		}
	}
}

func printing(yes bool) *Print {
	if yes {
		return &Print{}
	}
	return nil
}

// TestKeptColoursMeanTheSame: an archive or a press finds no colour that depends
// on the device, and no font that it would have to guess.
func TestKeptColoursMeanTheSame(t *testing.T) {
	t.Parallel()
	p, src, _ := mustPrepare(t, claiming(archive2u, archiveIntent, ""))
	tail, err := p.Tail(map[int]*place.Sheet{0: card(t, "Müller")})
	if err != nil {
		t.Fatal(err)
	}
	d, err := open(append(bytes.Clone(src), tail...), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	forms, fonts := 0, 0
	for _, num := range d.numbers() {
		o := d.object(num)
		body := dictOf(o)
		if num < p.Next || body == nil {
			continue
		}
		text := string(writer{same}.value(nil, body))
		if strings.Contains(text, "/DeviceRGB") && !strings.Contains(text, "/Alternate /DeviceRGB") {
			t.Errorf("object %d has colours of the device: %s", num, text)
		}
		if body.get("Subtype") == name("Form") {
			forms++
			if !d.dict(d.dict(body.get("Resources")).get("ColorSpace")).has("DefaultRGB") {
				t.Errorf("form %d does not say what RGB is: %s", num, text)
			}
		}
		if body.get("Subtype") == name("CIDFontType2") {
			fonts++
			if file := d.dict(body.get("FontDescriptor")); !body.has("CIDToGIDMap") || !file.has("FontFile2") {
				t.Errorf("font %d: %s", num, text)
			}
		}
	}
	if forms != 2 || fonts != 2 {
		t.Errorf("%d forms and %d fonts, want 2 of each", forms, fonts)
	}
	qpdfCheck(t, append(bytes.Clone(src), tail...))
}

func qpdfCheck(t *testing.T, file []byte) {
	t.Helper()
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Log("no qpdf: install it to have the file checked")
		return
	}
	if said, err := exec.Command(qpdf, "--check", saved(t, file)).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, said)
	}
}

func saved(t *testing.T, file []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestTheProfileIsSRGB: a viewer that follows the profile shows the colours that
// one without a profile shows.
func TestTheProfileIsSRGB(t *testing.T) {
	t.Parallel()
	var sheet place.Sheet
	for i := range 12 {
		v := uint8(20 * i)
		sheet.Items = append(sheet.Items, place.Fill{Box: place.Rect{X: 20 * float64(i), Y: 20, W: 20, H: 100}, Color: place.Color{R: v, G: 255 - v, B: uint8(i * 37), A: 255}})
	}
	look := func(xmp string) ([]byte, bool) {
		p, src, _ := mustPrepare(t, claiming(xmp, archiveIntent, ""))
		tail, err := p.Tail(map[int]*place.Sheet{0: &sheet})
		if err != nil {
			t.Fatal(err)
		}
		if calibrated := bytes.Contains(tail, []byte("/ICCBased")); calibrated != (xmp != "") {
			t.Fatalf("calibrated: %v", calibrated)
		}
		img, ok := rasterised(t, append(src, tail...))
		if !ok {
			return nil, false
		}
		var out []byte
		for i := range 12 {
			r, g, b, _ := img.At(20*i+10, 60).RGBA()
			out = append(out, byte(r>>8), byte(g>>8), byte(b>>8))
		}
		return out, true
	}
	plain, ok := look("")
	if !ok {
		t.Skip("no pdftoppm: the colours are not looked at")
	}
	followed, _ := look(archive2u)
	for i := range plain {
		if off := int(plain[i]) - int(followed[i]); off > 3 || off < -3 {
			t.Fatalf("colours %v became %v", plain, followed)
		}
	}
}

func TestPressPrintsBlackWithBlack(t *testing.T) {
	t.Parallel()
	got := string(greys([]byte("0.000 0.000 0.000 rg\n0.2 0.2 0.2 RG\n1.0 0.0 0.0 rg\n(0 0 0 rg) Tj\n")))
	if want := "0.000 g\n0.2 G\n1.0 0.0 0.0 rg\n(0 0 0 rg) Tj\n"; got != want {
		t.Errorf("got %q", got)
	}
	p, src, _ := mustPrepare(t, claiming("", pressIntent, pressInfo))
	tail, err := p.PrintTail(map[int]*place.Sheet{0: card(t, "Müller")}, Print{CropMarks: true})
	if err != nil {
		t.Fatal(err)
	}
	if all := everything(t, append(src, tail...)); !strings.Contains(all, "0.000 g") || strings.Contains(all, "0.000 0.000 0.000 rg") || bytes.Contains(tail, []byte("/Annots")) {
		t.Error("black words are not printed with black ink, or there are links")
	}
}

// TestTaggedLinks: a reader of the tag tree finds each link, and each link its
// element; that is what PDF/UA asks for.
func TestTaggedLinks(t *testing.T) {
	t.Parallel()
	src := claiming("pdfuaid:part='1'", "", "")
	nodes := bytes.Replace(src, []byte("/ParentTree <</Nums [0 [8 0 R]]>>"), []byte("/ParentTree <</Kids [ 8 0 R  ]>>"), 1)
	for what, file := range map[string][]byte{"pairs": src, "nodes": nodes} {
		p, src, _ := mustPrepare(t, file)
		sheet := card(t, "Müller")
		sheet.Items = append(sheet.Items, place.Link{Box: place.Rect{X: 1, Y: 1, W: 9, H: 9}, URI: "tel:+49"})
		tail, err := p.Tail(map[int]*place.Sheet{0: sheet})
		if err != nil {
			t.Fatal(err)
		}
		d, err := open(append(src, tail...), DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		page := d.pages()[0].dict
		if page.get("Tabs") != name("S") {
			t.Errorf("%s: the keyboard does not follow the tags", what)
		}
		root := d.dict(dictOf(d.catalog()).get("StructTreeRoot"))
		pairs := (&edit{survey: newSurvey(d)}).pairs(root.get("ParentTree"), "Nums", 8)
		for _, a := range d.resolve(page.get("Annots")).(array) {
			link := d.dict(a)
			at := slices.IndexFunc(pairs, func(o object) bool { return o == link.get("StructParent") })
			if at < 0 || len(d.bytes(link.get("Contents"))) == 0 {
				t.Fatalf("%s: link %s among %v", what, writer{same}.value(nil, link), pairs)
			}
			element := d.dict(pairs[at+1])
			if element.get("S") != name("Link") || d.dict(element.get("K")).get("Obj") != a || !slices.Contains(d.resolve(root.get("K")).(array), pairs[at+1]) {
				t.Errorf("%s: element %s of %v", what, writer{same}.value(nil, element), a)
			}
		}
	}
}

// TestPreflight has the additions judged by PDFBox's validator. It knows part 1
// only, so they go into a file of part 1 as they would into one of part 2; what
// is transparent, which part 1 does not allow, is left out.
func TestPreflight(t *testing.T) {
	t.Parallel()
	var jars []string
	for _, jar := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "jaxb-api", "javax.activation"} {
		jars = append(jars, "/usr/share/java/"+jar+".jar")
	}
	if _, err := os.Stat(jars[0]); err != nil {
		t.Skip("no PDFBox Preflight: install libpdfbox2-java, libjaxb-api-java and libactivation-java to have additions validated")
	}
	preflight := func(file []byte) string {
		out, _ := exec.Command("java", "-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b", saved(t, file)).CombinedOutput()
		return string(out)
	}
	src := mustRead(t, shared(t, "pdf/2025_test_4224.pdf")[0])
	if said := preflight(src); !strings.Contains(said, "is a valid PDF/A-1b file") {
		t.Skip("Preflight does not work here: " + said[:min(len(said), 200)])
	}
	p, source, _ := mustPrepare(t, src)
	p.Claims.PDFA, p.Claims.ArchiveIntent = "2b", true
	sheet := card(t, "Müller & Söhne")
	sheet.Items = slices.DeleteFunc(sheet.Items, func(i place.Item) bool { _, alpha := i.(place.Picture); return alpha })
	tail, err := p.Tail(map[int]*place.Sheet{0: sheet})
	if err != nil {
		t.Fatal(err)
	}
	if said := preflight(append(bytes.Clone(source), tail...)); !strings.Contains(said, "is a valid PDF/A-1b file") {
		t.Errorf("Preflight: %s", said)
	}
	p.Claims = nil
	plain, err := p.Tail(map[int]*place.Sheet{0: sheet})
	if err != nil {
		t.Fatal(err)
	}
	if said := preflight(append(bytes.Clone(source), plain...)); strings.Contains(said, "is a valid PDF/A-1b file") {
		t.Error("the validator is content with additions that were not made for archives; does it look at them?")
	}
}
