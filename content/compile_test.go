package content_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/portico-prm/portico/content"
)

func TestTheKitCompilesWithoutFindings(t *testing.T) {
	t.Parallel()
	p, found := compile(t, folder())
	if len(found) > 0 {
		t.Fatal(found)
	}
	again, _ := compile(t, folder())
	one, _ := p.MarshalBinary()
	two, _ := again.MarshalBinary()
	if string(one) != string(two) {
		t.Error("the same folder gives two packages")
	}
	f := folder()
	f["CHANGELOG.md"] = file("new")
	if other, _ := compile(t, f); other.Hash() == p.Hash() {
		t.Error("a new file does not change the hash")
	}
}

func TestWhatCompileRefuses(t *testing.T) {
	t.Parallel()
	swap := func(old, new string) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			if !strings.Contains(kit, old) {
				panic(old)
			}
			f["template.yaml"] = file(strings.Replace(kit, old, new, 1))
		}
	}
	tests := map[string]struct {
		change     func(fstest.MapFS)
		code, says string
	}{
		"active content": {func(f fstest.MapFS) {
			f["base/sheet.pdf"].Data = pdfFile(2, 595.28, 841.89, "/AA <</O <</S /JavaScript /JS (app.alert(1))>>>>")
		}, "PDF_JAVASCRIPT", "base/sheet.pdf"},
		"not a PDF":               {func(f fstest.MapFS) { f["base/sheet.pdf"].Data = []byte("hello") }, "PDF_", "base/sheet.pdf"},
		"page of another size":    {func(f fstest.MapFS) { f["base/sheet.pdf"].Data = pdfFile(2, 612, 792, "") }, "BASE_SIZE", "215.9 x 279.4 mm"},
		"a page too few":          {func(f fstest.MapFS) { f["base/sheet.pdf"].Data = pdfFile(1, 595.28, 841.89, "") }, "BASE_PAGE", "no page 2"},
		"picture of another size": {func(f fstest.MapFS) { f["base/social.png"].Data = picture(500, 315, white) }, "BASE_SIZE", "500 x 315"},
		"a PNG that lies":         {func(f fstest.MapFS) { f["base/social.png"].Data = lyingPNG() }, "BASE_TOO_LARGE", "65535"},
		"not a font":              {func(f fstest.MapFS) { f["fonts/OpenSans-Bold.ttf"] = file("OTTO") }, "FONT_", "fonts/OpenSans-Bold.ttf"},
		"letters missing":         {swap("available: [en, de]", "available: [en, de, xx]"), "TEXT_MISSING", ""},
		"text too long": {func(f fstest.MapFS) {
			f["strings/de.yaml"].Data = []byte(strings.Replace(string(f["strings/de.yaml"].Data), "Fragen Sie uns", strings.Repeat("Donaudampfschifffahrt ", 30), 1))
		}, "TEXT_OVERFLOW", "in de"},
		"longest text": {swap("maxChars: 40", "maxChars: 400"), "TEXT_OVERFLOW", "zones[2]"},
		"glyph missing": {func(f fstest.MapFS) {
			f["strings/de.yaml"].Data = []byte(strings.Replace(string(f["strings/de.yaml"].Data), "Fragen", "問", 1))
		}, "GLYPH_MISSING", "問"},
		"code too fine":     {swap("box: [176, 246, 22, 22]", "box: [176, 246, 9, 9]"), "QR_MODULE_TOO_SMALL", "zones[3]"},
		"wrong expectation": {swap("expect: locked", "expect: allow"), "FIXTURE_DECISION", "gets locked (tier)"},
		"wrong reason":      {swap("because: [tier]", "because: [logo]"), "FIXTURE_DECISION", "the reasons are: tier"},
		"profile not met":   {swap("web: {format: pdf}", "web: {format: pdf, profile: pdf-ua-1}"), "PROFILE_NOT_MET", "PDF-UA-1"},
		"bad sample logo":   {func(f fstest.MapFS) { f["fixtures/logos/red.png"] = file("<html>") }, "LOGO_TYPE", "tests[0]"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := folder()
			tt.change(f)
			p, found := compile(t, f)
			if p != nil {
				t.Error("there is a package all the same")
			}
			for _, q := range found {
				if strings.HasPrefix(q.Code, tt.code) && strings.Contains(q.String(), tt.says) {
					return
				}
			}
			t.Errorf("no %s with %q in:\n%v", tt.code, tt.says, found)
		})
	}
}

func TestFontMustHaveTheLettersOfItsLanguages(t *testing.T) {
	t.Parallel()
	f := folder()
	f["template.yaml"] = file(strings.NewReplacer("available: [en, de]", "available: [en, ka]", "de: Paket", "ka: Kit", ", de: base", ", ka: base", "fallback: {de-AT: de}", "fallback: {}").Replace(kit))
	f["strings/ka.yaml"], f["legal/ka.yaml"] = f["strings/en.yaml"], f["legal/en.yaml"]
	delete(f, "strings/de.yaml")
	delete(f, "legal/de.yaml")
	if _, found := compile(t, f); found.Blocking() {
		t.Errorf("a language that we have no letters for is judged by its texts: %v", found)
	}
}

func TestCompileStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := content.Compile(ctx, folder(), content.DefaultLimits()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Whatever happens to a stored package, opening it is an error and never a panic.
func TestDamagedPackagesDoNotOpen(t *testing.T) {
	t.Parallel()
	p, _ := compile(t, folder())
	good, _ := p.MarshalBinary()
	for _, n := range []int{0, 1, 7, 8, 11, 12, 13, 60, 200, len(good) / 2, len(good) - 1} {
		if _, err := content.Open(good[:n]); err == nil {
			t.Errorf("%d of %d bytes open", n, len(good))
		}
		bad := append([]byte(nil), good...)
		if n < len(bad) {
			bad[n] ^= 0x55
			if _, err := content.Open(bad); err == nil {
				t.Errorf("byte %d changed and it opens", n)
			}
		}
	}
	if _, err := content.Open(append(good, 0)); err == nil {
		t.Error("a byte too many and it opens")
	}
}

func FuzzOpen(f *testing.F) {
	p, _ := compile(f, folder())
	good, _ := p.MarshalBinary()
	f.Add(good[:4000])
	f.Add([]byte("PORTICO\x01\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if tpl, err := content.Open(b); err == nil && tpl == nil {
			t.Error("neither a template nor an error")
		}
	})
}
