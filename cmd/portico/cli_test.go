package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/problem"
)

// answer is what one command said.
type answer struct {
	code           int
	stdout, stderr string
	report
}

// portico runs a command line; with --json the one object is read back.
func portico(t *testing.T, args ...string) answer {
	t.Helper()
	var out, errs bytes.Buffer
	a := answer{code: run(args, &out, &errs)}
	a.stdout, a.stderr = out.String(), errs.String()
	if slices.Contains(args, "--json") && a.code != exitUsage {
		d := json.NewDecoder(&out)
		if err := d.Decode(&a.report); err != nil || d.More() {
			t.Fatalf("not exactly one object (%v): %s", err, a.stdout)
		}
	}
	return a
}

func write(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// pdfOf makes a document of one-page sizes; entries go into each page dictionary.
func pdfOf(entries string, sizes ...[2]float64) []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	kids := ""
	for i := range sizes {
		kids += fmt.Sprintf("%d 0 R ", 3+i)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type /Catalog /Pages 2 0 R>>")
	object(fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d>>", kids, len(sizes)))
	for _, s := range sizes {
		object(fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] %s>>", s[0], s[1], entries))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

func pngOf(t *testing.T, w, h int, c color.NRGBA) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := h / 8; y < h*7/8; y++ {
		for x := w / 8; x < w*7/8; x++ {
			img.SetNRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// desk is a folder with art, a logo and a partner file.
func desk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "flyer.pdf", pdfOf("", [2]float64{595.28, 841.89}, [2]float64{595.28, 841.89}))
	write(t, dir, "logo.png", pngOf(t, 900, 300, color.NRGBA{160, 20, 60, 255}))
	write(t, dir, "partner.yaml", []byte("displayName: Ørsted & Søn ApS\ncontact: {name: Eva, phone: +45 33 12 34 56, email: eva@orsted.example, website: orsted.example}\nlogos: [{file: logo.png}]\n"))
	return dir
}

// The main job of a template designer, from a PDF to a partner's copy.
func TestFromAPDFToACoBrandedCopy(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	in := func(name string) string { return filepath.Join(dir, name) }

	if a := portico(t, "template", "new", "--from", in("flyer.pdf"), in("autumn-flyer"), "--json"); a.code != 0 || a.Pages != 2 || a.Output != in("autumn-flyer") {
		t.Fatalf("new: %d %s", a.code, a.stdout)
	}
	lint := portico(t, "template", "lint", in("autumn-flyer"), "--json")
	for _, p := range lint.Problems { // the awkward logos of the sample partners are warned of
		if p.Severity != problem.Warning || !strings.Contains(p.Where, "tests[") {
			t.Errorf("lint says %s at %s", p.Code, p.Where)
		}
	}
	if lint.code != 0 || len(lint.SHA256) != 64 {
		t.Fatalf("lint: %d %s", lint.code, lint.stdout)
	}
	a := portico(t, "render", in("autumn-flyer"), "--partner", in("partner.yaml"), "-o", in("copy.pdf"), "--json")
	if a.code != 0 || a.Decision == nil || a.Decision.Result != "ALLOWED" || a.Pages != 2 {
		t.Fatalf("render: %d %s", a.code, a.stdout)
	}
	copied, err := os.ReadFile(in("copy.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(copied)
	if a.SHA256 != hex.EncodeToString(sum[:]) || a.Bytes != int64(len(copied)) {
		t.Error("the report speaks of another file")
	}
	source, _ := os.ReadFile(in("flyer.pdf"))
	if !bytes.HasPrefix(copied, source) || len(copied) == len(source) {
		t.Error("the vendor's bytes are not the beginning of the copy")
	}
	for _, link := range []string{"mailto:eva@orsted.example", "tel:+4533123456", "https://orsted.example"} {
		if !bytes.Contains(copied, []byte("("+link+")")) {
			t.Errorf("no link to %s", link)
		}
	}
	if words := wordsOf(t, in("copy.pdf")); !strings.Contains(words, "Ørsted & Søn ApS") || !strings.Contains(words, "Eva") {
		t.Errorf("the contact block is not in the text: %q", words)
	}
	if b := portico(t, "render", in("autumn-flyer"), "--partner", in("partner.yaml"), "-o", in("again.pdf"), "--json"); b.SHA256 != a.SHA256 {
		t.Error("the same render gave other bytes")
	}
}

func wordsOf(t *testing.T, file string) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the words are not read back")
	}
	out, err := exec.Command(tool, file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Any page size and shape becomes a working template.
func TestNewTemplatesOfEveryShape(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		name string
		data []byte
	}{
		"A4 on its side":    {"a.pdf", pdfOf("/Rotate 90", [2]float64{595, 842})},
		"turned over":       {"a.pdf", pdfOf("/Rotate 180", [2]float64{595, 842})},
		"a box off origin":  {"a.pdf", pdfOf("/CropBox [100 100 500 700] /TrimBox [110 110 490 690]", [2]float64{595, 842})},
		"user units":        {"a.pdf", pdfOf("/UserUnit 2", [2]float64{300, 400})},
		"a business card":   {"a.pdf", pdfOf("", [2]float64{241, 156})},
		"a stamp":           {"a.pdf", pdfOf("", [2]float64{60, 40})},
		"a strip":           {"a.pdf", pdfOf("", [2]float64{2000, 50})},
		"a tower":           {"a.pdf", pdfOf("", [2]float64{80, 2000})},
		"a roll-up":         {"a.pdf", pdfOf("", [2]float64{2409, 5669})},
		"pages of all size": {"a.pdf", pdfOf("", [2]float64{595, 842}, [2]float64{842, 595}, [2]float64{200, 200})},
		"a social image":    {"a.png", pngOf(t, 1200, 627, color.NRGBA{10, 30, 60, 255})},
		"an icon":           {"a.png", pngOf(t, 64, 64, color.NRGBA{10, 30, 60, 255})},
		"a wrong extension": {"a.jpg", pdfOf("", [2]float64{595, 842})},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := desk(t)
			art := write(t, dir, tt.name, tt.data)
			if a := portico(t, "template", "new", "--from", art, filepath.Join(dir, "t"), "--json"); a.code != 0 {
				t.Fatalf("new: %s", a.stdout)
			}
			if a := portico(t, "template", "lint", filepath.Join(dir, "t"), "--json"); a.code != 0 {
				t.Fatalf("lint: %s", a.stdout)
			}
			if a := portico(t, "render", filepath.Join(dir, "t"), "--partner", filepath.Join(dir, "partner.yaml"), "-o", filepath.Join(dir, "out"), "--json"); a.code != 0 || a.Bytes == 0 {
				t.Fatalf("render: %s", a.stdout)
			}
		})
	}
}

func TestZonesGoWhereTheFlagSays(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	a := portico(t, "template", "new", "--from", filepath.Join(dir, "flyer.pdf"), "--zone", "logo:2,10,20,60,25", "--zone", "logo:1,100,200.5,40,10", filepath.Join(dir, "t"), "--json")
	manifest, _ := os.ReadFile(filepath.Join(dir, "t", "template.yaml"))
	if a.code != 0 || !bytes.Contains(manifest, []byte("box: [10, 20, 60, 25]")) || !bytes.Contains(manifest, []byte("box: [100, 200.5, 40, 10]")) {
		t.Errorf("%s\n%s", a.stdout, manifest)
	}
	if bytes.Count(manifest, []byte("type: logo\n")) != 2 || bytes.Count(manifest, []byte("type: block\n")) != 1 {
		t.Errorf("want two logos and one contact block:\n%s", manifest)
	}
	if a := portico(t, "template", "new", "--from", filepath.Join(dir, "flyer.pdf"), "--zone", "logo:3,10,20,60,25", filepath.Join(dir, "u"), "--json"); a.code != 1 || !a.Problems.Has("BASE_PAGE") {
		t.Errorf("page 3 of 2: %d %s", a.code, a.stdout)
	}
	if a := portico(t, "template", "new", "--from", filepath.Join(dir, "flyer.pdf"), "--zone", "logo:1,180,20,60,25", filepath.Join(dir, "u"), "--json"); a.code != 1 || !a.Problems.Has("ZONE_OUTSIDE") {
		t.Errorf("a zone off the page: %d %s", a.code, a.stdout)
	}
}

func TestWrongUsageIsTwo(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	for _, args := range [][]string{
		{}, {"paint"}, {"render"}, {"render", dir}, {"render", dir, "--partner", "p.yaml"}, {"template"}, {"template", "new", dir}, {"logo", "check"},
		{"template", "lint", dir, "--loud"}, {"render", dir, "--partner", "p", "-o", "o", "--nope"},
		{"template", "new", "--from", filepath.Join(dir, "flyer.pdf"), "--zone", "logo:1,2,3", filepath.Join(dir, "t")},
		{"template", "new", "--from", filepath.Join(dir, "flyer.pdf"), "--zone", "logo:1,2,3,-4,5", filepath.Join(dir, "t")},
	} {
		if a := portico(t, args...); a.code != exitUsage || a.stderr == "" || a.stdout != "" {
			t.Errorf("%v: code %d, stdout %q, stderr %q", args, a.code, a.stdout, a.stderr)
		}
	}
	if a := portico(t, "--help"); a.code != 0 || !strings.Contains(a.stdout, "template lint") {
		t.Errorf("--help: %d %s", a.code, a.stdout)
	}
}

// What cannot be done is refused with a code and a repair, and nothing is left behind.
func TestRefusalsLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	in := func(name string) string { return filepath.Join(dir, name) }
	if a := portico(t, "template", "new", "--from", in("flyer.pdf"), in("t")); a.code != 0 {
		t.Fatal(a.stderr)
	}
	write(t, dir, "encrypted.pdf", bytes.Replace(pdfOf("", [2]float64{595, 842}), []byte("/Root"), []byte("/Encrypt <</Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4>> /ID [(a)(a)] /Root"), 1))
	write(t, dir, "cut.pdf", []byte("%PDF-1.4\n1 0 obj\n<</Type"))
	write(t, dir, "bomb.svg", []byte(`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`))
	write(t, dir, "liar.png", liar())
	write(t, dir, "page.html", []byte("<html>"))
	write(t, dir, "liar.yaml", []byte("displayName: A\nlogos: [{file: liar.png}]\n"))
	write(t, dir, "nologo.yaml", []byte("displayName: A\nlogos: []\n"))
	write(t, dir, "typo.yaml", []byte("displayname: A\nlogos: [{file: logo.png}]\n"))
	write(t, dir, "gone.yaml", []byte("displayName: A\nlogos: [{file: gone.png}]\n"))
	tests := map[string]struct {
		args []string
		code string
	}{
		"a locked PDF":        {[]string{"template", "new", "--from", in("encrypted.pdf"), in("new")}, "PDF_ENCRYPTED"},
		"half a PDF":          {[]string{"template", "new", "--from", in("cut.pdf"), in("new")}, "PDF_"},
		"a PNG that lies":     {[]string{"template", "new", "--from", in("liar.png"), in("new")}, "BASE_TOO_LARGE"},
		"a web page":          {[]string{"template", "new", "--from", in("page.html"), in("new")}, "BASE_FORMAT"},
		"no file":             {[]string{"template", "new", "--from", in("none.pdf"), in("new")}, "FILE_MISSING"},
		"a full folder":       {[]string{"template", "new", "--from", in("flyer.pdf"), in("t")}, "DIR_NOT_EMPTY"},
		"an SVG bomb":         {[]string{"logo", "check", in("bomb.svg")}, "SVG_"},
		"a lying logo":        {[]string{"logo", "check", in("liar.png")}, "LOGO_TOO_LARGE"},
		"not a logo":          {[]string{"logo", "check", in("page.html")}, "LOGO_TYPE"},
		"a folder as logo":    {[]string{"logo", "check", dir}, "FILE_MISSING"},
		"not a template":      {[]string{"template", "lint", dir}, "MANIFEST_MISSING"},
		"no folder":           {[]string{"template", "lint", in("nowhere")}, "FILE_MISSING"},
		"no partner":          {[]string{"render", in("t"), "--partner", in("none.yaml"), "-o", in("new")}, "FILE_MISSING"},
		"partner with a typo": {[]string{"render", in("t"), "--partner", in("typo.yaml"), "-o", in("new")}, "SPEC_UNKNOWN_KEY"},
		"a logo that is gone": {[]string{"render", in("t"), "--partner", in("gone.yaml"), "-o", in("new")}, "FILE_MISSING"},
		"a logo that lies":    {[]string{"render", in("t"), "--partner", in("liar.yaml"), "-o", in("new")}, "LOGO_TOO_LARGE"},
		"no logo":             {[]string{"render", in("t"), "--partner", in("nologo.yaml"), "-o", in("new")}, "LOGO_MISSING"},
		"no such piece":       {[]string{"render", in("t"), "--partner", in("partner.yaml"), "--piece", "x", "-o", in("new")}, "PIECE_UNKNOWN"},
		"nowhere to write":    {[]string{"render", in("t"), "--partner", in("partner.yaml"), "-o", in("no/such/dir/x.pdf")}, "OUTPUT_NOT_WRITTEN"},
	}
	before := names(t, dir)
	for name, tt := range tests {
		a := portico(t, append(tt.args, "--json")...)
		ok := a.code == exitRefused && a.Output == "" && a.SHA256 == ""
		found := slices.ContainsFunc(a.Problems, func(p problem.Problem) bool {
			return strings.HasPrefix(p.Code, tt.code) && p.Message != "" && p.Fix != ""
		})
		if !ok || !found {
			t.Errorf("%s: code %d, want %s in %s", name, a.code, tt.code, a.stdout)
		}
	}
	if after := names(t, dir); !slices.Equal(before, after) {
		t.Errorf("left behind: %v, before %v", after, before)
	}
}

// A designer who has only the file keeps going: what a template may not have is
// left out of the copy and said. In a folder, where it would be published, it
// is refused.
func TestScriptsAreLeftOutOfANewTemplateAndRefusedInAFolder(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	art := pdfOf("/AA <</O <</S /JavaScript /JS (x)>>>>", [2]float64{595, 842})
	write(t, dir, "active.pdf", art)
	folder := filepath.Join(dir, "t")
	a := portico(t, "template", "new", "--from", filepath.Join(dir, "active.pdf"), folder, "--json")
	if a.code != exitDone || !slices.ContainsFunc(a.Problems, func(p problem.Problem) bool { return p.Code == "PDF_JAVASCRIPT" }) {
		t.Fatalf("code %d: %s", a.code, a.stdout)
	}
	base := filepath.Join(folder, "base", "page.pdf")
	if names, _ := filepath.Glob(filepath.Join(folder, "base", "*.pdf")); len(names) == 1 {
		base = names[0]
	}
	if kept, err := os.ReadFile(base); err != nil || bytes.Contains(kept, []byte("JavaScript")) {
		t.Errorf("%s: %v, or the script is in it", base, err)
	}
	if err := os.WriteFile(base, art, 0o600); err != nil {
		t.Fatal(err)
	}
	if a := portico(t, "template", "lint", folder, "--json"); a.code != exitRefused || !strings.Contains(a.stdout, "PDF_JAVASCRIPT") {
		t.Errorf("lint of the active file: code %d, %s", a.code, a.stdout)
	}
}

// liar is a sound PNG whose header claims 65,535 x 65,535 pixels.
func liar() []byte {
	head := []byte("IHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00")
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"), head...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
	return append(b, "\x00\x00\x00\x00IEND\xaeB`\x82"...)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestARefusedDecisionTeaches(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	in := func(name string) string { return filepath.Join(dir, name) }
	portico(t, "template", "new", "--from", in("flyer.pdf"), in("t"))
	manifest, _ := os.ReadFile(in("t/template.yaml"))
	rules := "access:\n  render: {all: [{id: tier, attr: partner.tier, atLeast: gold}, {id: cert, attr: partner.certifications, has: edge-sales-201}]}\n"
	manifest = bytes.ReplaceAll(manifest, []byte("expect: allow"), []byte("expect: locked"))
	write(t, dir, "t/template.yaml", append(manifest, rules...))
	a := portico(t, "render", in("t"), "--partner", in("partner.yaml"), "-o", in("new.pdf"), "--json")
	if a.code != exitRefused || a.Decision == nil || a.Decision.Result != "LOCKED" || len(a.Decision.Requirements) != 2 || !a.Problems.Has("LOCKED") {
		t.Fatalf("%d %s", a.code, a.stdout)
	}
	if r := a.Decision.Requirements[1]; r.Have != "none" || r.Need == "" || r.Next == nil || r.Next.Action != "TRAIN" {
		t.Errorf("the certificate teaches nothing: %+v", r)
	}
	if a := portico(t, "render", in("t"), "--partner", in("partner.yaml"), "-o", in("new.pdf")); !strings.Contains(a.stderr, "you need: gold or higher") {
		t.Errorf("people read: %s", a.stderr)
	}
}

func TestLogoCheckAccepts(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	write(t, dir, "logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="#aa2233" d="M0 0h30v40H0zM50 10h70v20H50z"/></svg>`))
	for file, kind := range map[string]string{"logo.png": "raster", "logo.svg": "vector"} {
		if a := portico(t, "logo", "check", filepath.Join(dir, file), "--json"); a.code != 0 || a.Logo == nil || string(a.Logo.Kind) != kind {
			t.Errorf("%s: %d %s", file, a.code, a.stdout)
		}
	}
}
