package content_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rule"
	"golang.org/x/image/webp"
	"pgregory.net/rapid"
)

var (
	white = color.NRGBA{255, 255, 255, 255}
	red   = color.NRGBA{200, 30, 40, 255}
	navy  = color.NRGBA{12, 40, 80, 255}
)

// lyingPNG claims 65,535 x 65,535 pixels in 66 bytes.
func lyingPNG() []byte {
	b := picture(1, 1, white)
	copy(b[16:], []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff})
	crc := crc32IHDR(b[12:29])
	copy(b[29:], crc)
	return b
}

func TestRenderAppendsToTheVendorsBytes(t *testing.T) {
	t.Parallel()
	tpl := open(t, folder())
	out, found := render(t, tpl, gold(t))
	if len(found) > 0 {
		t.Error(found)
	}
	source, ok := tpl.Source(out.Source.SHA256)
	if !ok || !bytes.Equal(source, folder()["base/sheet.pdf"].Data) {
		t.Fatal("the source is not the vendor's file")
	}
	whole := append(bytes.Clone(source), out.Bytes...)
	if sum := sha256.Sum256(whole); hex.EncodeToString(sum[:]) != out.SHA256 || int64(len(whole)) != out.Size {
		t.Error("hash or size is not that of source and tail")
	}
	if out.MediaType != "application/pdf" || out.Pages != 2 || out.Name != "kit_mueller-soehne-gmbh_sheet_web_en.pdf" {
		t.Errorf("%s, %d pages, %s", out.MediaType, out.Pages, out.Name)
	}
	for _, want := range []string{"(mailto:jana@mueller.example)", "(tel:+49301234567)", "(https://www.mueller.example)"} {
		if !bytes.Contains(out.Bytes, []byte(want)) {
			t.Errorf("no link %s", want)
		}
	}
	words := pdfText(t, whole)
	for _, want := range []string{"Fast where it counts", "Ask us today", "Müller & Söhne GmbH", "Jana Weber", "Energy class A for Müller"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in the text:\n%s", want, words)
		}
	}
}

// pdfText reads the words back with another programme.
func pdfText(t *testing.T, file []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the words are not read back")
	}
	name := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	words, err := exec.Command(tool, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(words)
}

func TestSameJobSameBytes(t *testing.T) {
	t.Parallel()
	tpl, other := open(t, folder()), open(t, folder())
	job := gold(t)
	for _, piece := range []string{"sheet", "social"} {
		job.Piece = piece
		want, _ := render(t, tpl, job)
		var all sync.WaitGroup
		for _, tp := range []*content.Template{tpl, tpl, tpl, other} {
			all.Go(func() {
				got, _, err := tp.Render(context.Background(), job)
				if err != nil || !bytes.Equal(got.Bytes, want.Bytes) || got.SHA256 != want.SHA256 {
					t.Errorf("%s differs (%v)", piece, err)
				}
			})
		}
		all.Wait()
	}
}

func TestPictures(t *testing.T) {
	t.Parallel()
	tpl, job := open(t, folder()), gold(t)
	job.Piece = "social"
	out, found := render(t, tpl, job)
	if found.Blocking() {
		t.Fatal(found)
	}
	img, err := png.Decode(bytes.NewReader(out.Bytes))
	if err != nil || img.Bounds().Dx() != 600 || out.MediaType != "image/png" || out.Source.SHA256 != "" {
		t.Errorf("%v, %s, source %q", err, out.MediaType, out.Source.SHA256)
	}
	if out.Alt != "Müller & Söhne GmbH and us" {
		t.Errorf("alt %q", out.Alt)
	}
	job.Output = "jpeg"
	out, _ = render(t, tpl, job)
	if img, err := jpeg.Decode(bytes.NewReader(out.Bytes)); err != nil || img.Bounds().Dx() != 300 || img.Bounds().Dy() != 158 && img.Bounds().Dy() != 157 {
		t.Errorf("%v %v", err, img.Bounds())
	}
	job.Output = "webp"
	out, _ = render(t, tpl, job)
	if img, err := webp.Decode(bytes.NewReader(out.Bytes)); err != nil || img.Bounds().Dx() != 300 || out.MediaType != "image/webp" || !strings.HasSuffix(out.Name, "_webp_en.webp") {
		t.Errorf("%v, %s, %s", err, out.MediaType, out.Name)
	}
}

func TestAWebPThatIsTooLargeIsRefusedByTheLinter(t *testing.T) {
	t.Parallel()
	for words, code := range map[string]string{
		"format: webp, width: 6000":                 "OUTPUT_TOO_LARGE",
		"format: webp, lossless: true, quality: 80": "OUTPUT_LOSSLESS",
	} {
		f := folder()
		text := strings.Replace(string(f["template.yaml"].Data), "format: webp, width: 300, quality: 86", words, 1)
		f["template.yaml"].Data = []byte(text)
		if _, found, err := content.Compile(context.Background(), f, content.DefaultLimits()); err != nil || !found.Has(code) {
			t.Errorf("%s: %v %v", words, found, err)
		}
	}
}

// A job is refused with a code and a place, and the same by Check.
func TestRefusals(t *testing.T) {
	t.Parallel()
	tpl := open(t, folder())
	input := func(name, text string) func(*content.Job) {
		return func(j *content.Job) { j.Input = map[string]string{name: text} }
	}
	value := func(name, text string) func(*content.Job) { return func(j *content.Job) { j.Values[name] = text } }
	tests := map[string]struct {
		change func(*content.Job)
		code   string
	}{
		"unknown piece":      {func(j *content.Job) { j.Piece = "poster" }, "PIECE_UNKNOWN"},
		"unknown output":     {func(j *content.Job) { j.Output = "tape" }, "OUTPUT_UNKNOWN"},
		"unknown field":      {input("slogan", "x"), "FIELD_UNKNOWN"},
		"locked field":       {input("company", "Other Ltd"), "FIELD_LOCKED"},
		"too long":           {input("cta", strings.Repeat("a", 41)), "FIELD_TOO_LONG"},
		"forbidden words":    {input("cta", "We Guarantee it"), "FIELD_FORBIDDEN"},
		"no such choice":     {input("claim", "cheap"), "FIELD_OPTION"},
		"not a phone":        {input("phone", "call me"), "FIELD_PHONE"},
		"not an e-mail":      {input("email", "jana at home"), "FIELD_EMAIL"},
		"e-mail with header": {input("email", "a@b.example?bcc=x@y.example"), "FIELD_EMAIL"},
		"foreign domain":     {func(j *content.Job) { j.Values["partner.verifiedDomains"] = "other.example" }, "FIELD_DOMAIN"},
		"not an address":     {value("partner.website", "javascript:alert(1)"), "FIELD_URL"},
		"not a date":         {input("when", "soon"), "FIELD_DATE"},
		"a day that is over": {input("when", "2026-11-20"), "FIELD_DATE"},
		"no logo":            {func(j *content.Job) { j.Marks = nil }, "LOGO_MISSING"},
		"no such variant":    {input("logo", "reversed"), "LOGO_VARIANT"},
		"no name":            {value("partner.displayName", ""), "FIELD_REQUIRED"},
		"glyph missing":      {value("user.name", "山田太郎"), "GLYPH_MISSING"},
		"unknown obligation": {func(j *content.Job) { j.Obligations = []string{"sing"} }, "OBLIGATION_UNKNOWN"},
		"clause out of date": {func(j *content.Job) { j.Facts.Now = today.AddDate(2, 0, 0) }, "LEGAL_OUT_OF_DATE"},
		"long word":          {value("partner.displayName", strings.Repeat("W", 60)), "TEXT_OVERFLOW"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			job := gold(t)
			tt.change(&job)
			out, found := render(t, tpl, job)
			if !found.Has(tt.code) || !found.Blocking() || out.Bytes != nil {
				t.Errorf("want %s and no bytes, got %d bytes and %v", tt.code, len(out.Bytes), found)
			}
			if diff := cmp.Diff(found, tpl.Check(job)); diff != "" {
				t.Errorf("Check says otherwise: %s", diff)
			}
		})
	}
}

func TestWordsFollowTheLanguageAndTheFacts(t *testing.T) {
	t.Parallel()
	tpl, job := open(t, folder()), gold(t)
	job.Language = "de-AT"
	job.Input = map[string]string{"when": "2027-03-05", "claim": "safe"}
	job.Facts = job.Facts.With("partner.territories", rule.Words("BR"))
	out, found := render(t, tpl, job)
	if found.Blocking() || out.Language != "de" {
		t.Fatal(out.Language, found)
	}
	source, _ := tpl.Source(out.Source.SHA256)
	words := pdfText(t, append(bytes.Clone(source), out.Bytes...))
	for want, there := range map[string]bool{"5. März 2027": true, "Sicher von Grund auf": true, "Veldmark ist eine Marke": true, "Energieklasse": false, "Schnell": false} {
		if strings.Contains(words, want) != there {
			t.Errorf("%q there: %v, want %v in:\n%s", want, !there, there, words)
		}
	}
}

func TestLinksAreSafeAddresses(t *testing.T) {
	t.Parallel()
	tpl := open(t, folder())
	for value, want := range map[string]string{
		"www.mueller.example":       "(https://www.mueller.example)",
		"https://a.example/x?y=(1)": `(https://a.example/x?y=\(1\))`,
		"bücher.example":            "(https://xn--bcher-kva.example)",
		"http://old.example":        "", // shown, not clicked: it can be read on the way
	} {
		job := gold(t)
		job.Values["partner.website"] = value
		out, found := render(t, tpl, job)
		if found.Blocking() {
			t.Errorf("%s: %v", value, found)
		}
		if got := bytes.Count(out.Bytes, []byte("/URI (http")); (got == 1) != (want != "") || !bytes.Contains(out.Bytes, []byte(want)) {
			t.Errorf("%s: no %s", value, want)
		}
	}
}

// On the page an address reads as people print it; what is clicked and scanned has all of it.
func TestAddressesReadAsPeoplePrintThem(t *testing.T) {
	t.Parallel()
	tpl := open(t, folder())
	for value, want := range map[string]string{
		"https://www.mueller.example/":       "www.mueller.example",
		"HTTPS://mueller.example/edge/":      "mueller.example/edge",
		"http://old.example":                 "old.example",
		"https://mueller.example/?region=de": "mueller.example/?region=de",
		"mueller.example":                    "mueller.example",
	} {
		job := gold(t)
		job.Values["partner.website"] = value
		out, found := render(t, tpl, job)
		if found.Blocking() {
			t.Fatalf("%s: %v", value, found)
		}
		source, _ := tpl.Source(out.Source.SHA256)
		words := pdfText(t, append(bytes.Clone(source), out.Bytes...))
		if !strings.Contains(words, want+"\n") || strings.Contains(words, "://") {
			t.Errorf("%s is printed in %q", value, words)
		}
		if strings.HasPrefix(value, "https") && !bytes.Contains(out.Bytes, []byte("("+value+")")) {
			t.Errorf("%s is not what is clicked", value)
		}
	}
}

func TestPrintHasNoLinks(t *testing.T) {
	t.Parallel()
	tpl, job := open(t, folder()), gold(t)
	job.Output = "print"
	out, found := render(t, tpl, job)
	if found.Blocking() || bytes.Contains(out.Bytes, []byte("/URI")) {
		t.Error("a link on paper", found)
	}
}

func TestObligations(t *testing.T) {
	t.Parallel()
	tpl, job := open(t, folder()), gold(t)
	plain, _ := render(t, tpl, job)
	job.Obligations = []string{rule.ObligePlate}
	plated, found := render(t, tpl, job)
	if bytes.Equal(plain.Bytes, plated.Bytes) || !found.Has("LOGO_LOW_CONTRAST") {
		t.Errorf("no plate: %v", found)
	}
	job.Obligations = []string{rule.ObligeWatermark}
	marked, found := render(t, tpl, job)
	if found.Blocking() || bytes.Equal(plain.Bytes, marked.Bytes) {
		t.Fatal("no watermark", found)
	}
	source, _ := tpl.Source(marked.Source.SHA256)
	if n := strings.Count(pdfText(t, append(bytes.Clone(source), marked.Bytes...)), "NOT FOR USE"); n != 2 {
		t.Errorf("the watermark stands on %d of 2 pages", n)
	}
}

func TestEveryMarkHasItsPlace(t *testing.T) {
	t.Parallel()
	tpl, job := open(t, folder()), gold(t)
	m := content.VariantMark{Variant: "full-color", Mark: mark(t, navy)}
	job.Marks["parent.logos"], job.Marks["program.badge"], job.Marks["partner.photo"] = []content.VariantMark{m}, []content.VariantMark{m}, []content.VariantMark{m}
	job.Facts = job.Facts.With("partner.hasParent", rule.Flag(true))
	job.Values["parent.displayName"] = "Nordwest"
	out, found := render(t, tpl, job)
	if found.Blocking() {
		t.Fatal(found)
	}
	source, _ := tpl.Source(out.Source.SHA256)
	if words := pdfText(t, append(bytes.Clone(source), out.Bytes...)); !strings.Contains(words, "delivered with") {
		t.Error("the distributor's logo has no label")
	}
	job.Piece = "social"
	job.Marks["partner.logos"] = []content.VariantMark{m, {Variant: "reversed", Mark: mark(t, white)}}
	if _, found := render(t, tpl, job); len(found) > 0 {
		t.Errorf("on the dark picture the white variant needs no remark: %v", found)
	}
}

func TestDecideKnowsWhatWasEdited(t *testing.T) {
	t.Parallel()
	tpl, job := open(t, folder()), gold(t)
	if d := tpl.Decide(job); d.Result != rule.Allowed {
		t.Errorf("%s, open %v", d.Result, d.Open())
	}
	job.Input = map[string]string{"cta": "Call Jana", "phone": "+49 30 99999"}
	if d := tpl.Decide(job); d.Result != rule.NeedsApproval || !cmp.Equal(d.ApprovalReason, []string{"edited"}) {
		t.Errorf("%s because of %v", d.Result, d.ApprovalReason)
	}
}

// Whatever people are called and write: bytes or reasons, nothing else.
func TestAnyTextEndsInBytesOrReasons(t *testing.T) {
	t.Parallel()
	tpl := open(t, folder())
	job := gold(t)
	rapid.Check(t, func(t *rapid.T) {
		j := job
		j.Piece = rapid.SampledFrom([]string{"sheet", "social"}).Draw(t, "piece")
		words := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Za-zäöüß {}()<>\\%&\n-]{0,80}`), rapid.StringN(0, 200, 800))
		j.Values = map[string]string{"partner.displayName": words.Draw(t, "name"), "user.name": words.Draw(t, "contact"), "partner.website": words.Draw(t, "web"),
			"user.email": words.Draw(t, "mail"), "user.phone": words.Draw(t, "phone")}
		j.Input = map[string]string{"cta": words.Draw(t, "cta")}
		out, found, err := tpl.Render(context.Background(), j)
		if err != nil || (out.Bytes == nil) != found.Blocking() || found.Has("ZONE_ESCAPED") {
			t.Fatalf("%d bytes, error %v, %v", len(out.Bytes), err, found)
		}
	})
}
