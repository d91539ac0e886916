package spec_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

func TestAGoodFolderHasNoFindings(t *testing.T) {
	t.Parallel()
	m, found := load(t, goodFolder(flyer))
	if found != nil {
		t.Fatal(found)
	}
	if got := m.Fields.Names(); !cmp.Equal(got, []string{"logo", "company", "phone", "claim", "landing", "legal"}) {
		t.Errorf("fields out of order: %v", got)
	}
	if rules := m.Rules(); rules.Render == nil || rules.Lifecycle.EmbargoUntil.Year() != 2026 {
		t.Errorf("rules %+v", rules)
	}
	if m.Files.Has(".git/config") {
		t.Error("hidden files are not part of a template")
	}
}

// Each case breaks one thing; its finding names the code, the line and the place.
func TestFindings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ old, new, code, place string }{
		"unknown key":                    {"edit: locked, maxChars: 60", "edit: locked, maxChar: 60", "SPEC_UNKNOWN_KEY", `17:68 fields.company.maxChar: There is no key "maxChar" here. Did you mean "maxChars"?`},
		"unknown key at the top":         {"kind: Template", "kind: Template\nkeywords: [a]", "SPEC_UNKNOWN_KEY", "4:1 keywords"},
		"missing key":                    {"version: 1.2.3\n", "", "SPEC_KEY_MISSING", `"version"`},
		"number for text":                {"version: 1.2.3", "version: 1.2", "SPEC_WRONG_TYPE", "5:1 version: This is a number; wanted is a string. Write it as \"1.0.0\"."},
		"wrong word":                     {"unit: mm", "unit: cm", "SPEC_WRONG_VALUE", "pieces.flyer.unit"},
		"unknown operator":               {"atLeast: silver", "atleast: silver", "SPEC_UNKNOWN_KEY", `Did you mean "atLeast"?`},
		"two operators":                  {"atLeast: silver", "atLeast: silver, below: gold", "RULE_OPERATOR", "access.render.all[0]"},
		"no operator":                    {", atLeast: silver", "", "RULE_OPERATOR", "has 0 operators"},
		"not an access level":            {"atLeast: COBRAND", "atLeast: cobrand", "RULE_ACCESS_LEVEL", "access.render.all[1]"},
		"zone without its font":          {"font: body, size: [22, 16]", "size: [22, 16]", "SPEC_KEY_MISSING", `"font"`},
		"field that is not there":        {"field: claim", "field: claims", "FIELD_UNKNOWN", `Did you mean "claim"?`},
		"field of another type":          {"field: landing, box", "field: phone, box", "ZONE_FIELD", "zones[3].field"},
		"unknown placeholder":            {`alt: "{company} logo"`, `alt: "{firm} logo"`, "FIELD_UNKNOWN", "{firm}"},
		"unknown string":                 {"strings.safe", "strings.save", "TEXT_MISSING", `Did you mean "safe"?`},
		"unknown clause":                 {"legal.tm", "legal.trademark", "TEXT_MISSING", "trademark"},
		"unknown font":                   {"font: body, size: [22", "font: boddy, size: [22", "FONT_UNKNOWN", `Did you mean "body"?`},
		"font file missing":              {"fonts/Body.ttf", "fonts/Missing.ttf", "FILE_MISSING", "brand.fonts.body"},
		"unknown colour":                 {"color: ink", "color: inky", "COLOR_UNKNOWN", "zones[1].color"},
		"language without art":           {"de: base/flyer.pdf#1", "fr: base/flyer.pdf#1", "BASE_MISSING", "art in de"},
		"art not in the folder":          {"en: base/flyer.pdf#1", "en: base/other.pdf#1", "FILE_MISSING", "pages[0].base.en"},
		"art outside the folder":         {"en: base/flyer.pdf#1", "en: ../flyer.pdf", "FILE_MISSING", "../flyer.pdf"},
		"zone outside the safe area":     {"box: [124, 9, 70, 22]", "box: [124, 7, 70, 22]", "ZONE_OUTSIDE", "zones[0].box"},
		"zone too near the mark":         {"box: [124, 9, 70, 22]", "box: [69, 9, 70, 22]", "ZONE_KEEP_OUT", "closer than 6 to vendor-logo"},
		"zones on each other":            {"box: [176, 246, 22, 22]", "box: [120, 246, 22, 22]", "ZONE_OVERLAP", "Zone qr lies over zone contact"},
		"empty zone":                     {"box: [124, 9, 70, 22]", "box: [124, 9, 0, 22]", "ZONE_EMPTY", "zones[0].box"},
		"two zones of one name":          {"id: qr,", "id: claim,", "ZONE_TWICE", "zones[3].id"},
		"unknown field in a page's rule": {"base/flyer.pdf#1}\n", "base/flyer.pdf#1}\n        onlyIf: {attr: input.clam, present: true}\n", "FIELD_UNKNOWN", "pages[0].onlyIf"},
		"misspelt attribute":             {"base/flyer.pdf#1}\n", "base/flyer.pdf#1}\n        onlyIf: {attr: partner.teir, atLeast: gold}\n", "RULE_ATTRIBUTE", "Did you mean \"partner.tier\"?"},
		"colour without its sign":        {"ink: \"#0B1F3A\"", "ink: 0B1F3A", "SPEC_WRONG_VALUE", "Write it as \"#0B2A30\""},
		"unsafe link":                    {`link: "tel:{phone}"`, `link: "javascript:alert(1)"`, "LINK_SCHEME", "lines[1].link"},
		"sizes swapped":                  {"size: [9, 7.5]", "size: [7.5, 9]", "ZONE_SIZE", "zones[2].size"},
		"option that is not there":       {"default: fast", "default: quick", "FIELD_OPTION", "fields.claim.default"},
		"default language missing":       {"default: en", "default: fr", "LANGUAGE_UNKNOWN", "languages.default"},
		"title lacks a language":         {"title: {en: Flyer, de: Flugblatt}", "title: {en: Flyer}", "TEXT_MISSING", "title: There is no text in de"},
		"embargo after expiry":           {"2027-12-31", "2025-12-31", "LIFECYCLE_ORDER", "lifecycle.expiresAt"},
		"sample partner missing":         {"partner: fixtures/gold", "partner: fixtures/golden", "FIXTURE_MISSING", "tests[0].partner"},
		"unknown output":                 {"output: web", "output: print", "OUTPUT_UNKNOWN", "tests[0].output"},
		"image of a page":                {"web: {format: pdf}", "web: {format: pdf}\n      preview: {format: jpeg}", "NOT_YET", "outputs.preview.format"},
		"nothing lost of a page":         {"web: {format: pdf}", "web: {format: pdf, lossless: true}", "OUTPUT_LOSSLESS", "outputs.web.lossless"},
		"anchor":                         {"title: {en: Flyer", "title: &t {en: Flyer", "YAML_NOT_ALLOWED", "an anchor"},
		"alias":                          {"en: Flyer", "en: *t", "YAML_NOT_ALLOWED", "an alias"},
		"merge key":                      {"unit: mm", "<<: {unit: mm}", "YAML_NOT_ALLOWED", "a merge key"},
		"tag":                            {"id: flyer", "id: !!str flyer", "YAML_NOT_ALLOWED", "a tag"},
		"key twice":                      {"id: flyer\n", "id: flyer\nid: flyer\n", "YAML_", "template.yaml:5"},
		"broken indentation":             {"  phone: {type", " phone: {type", "YAML_SYNTAX", "template.yaml:"},
		"second document":                {"tests:", "---\ntests:", "YAML_NOT_ALLOWED", "a second document"},
		"deep nesting":                   {"title: {", "x: " + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "\ntitle: {", "YAML_TOO_DEEP", "100 lists"},
		"number that is a trap":          {"maxChars: 60", "maxChars: 1e999999999", "SPEC_WRONG_TYPE", "fields.company.maxChars"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, found := load(t, goodFolder(change(t, tt.old, tt.new)))
			for _, p := range found {
				if strings.HasPrefix(p.Code, tt.code) && strings.Contains(p.String(), tt.place) {
					return
				}
			}
			t.Errorf("no %s with %q among:\n%v", tt.code, tt.place, found)
		})
	}
}

func TestEveryLanguageHasEveryText(t *testing.T) {
	t.Parallel()
	f := goodFolder(flyer)
	f["strings/de.yaml"] = &fstest.MapFile{Data: []byte("fast: Schnell\n")}
	delete(f, "legal/de.yaml")
	_, found := load(t, f)
	want := []string{`TEXT_MISSING strings/de.yaml`, `TEXT_MISSING legal/de.yaml`}
	var got []string
	for _, p := range found {
		got = append(got, p.Code+" "+p.Where)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLimitsOfTheFolder(t *testing.T) {
	t.Parallel()
	pad := func(n int) string { return flyer + "#" + strings.Repeat("x", n-len(flyer)-1) }
	lim := spec.DefaultLimits()
	tests := map[string]struct {
		change func(fstest.MapFS)
		code   string
	}{
		"manifest at the limit":       {func(f fstest.MapFS) { f["template.yaml"].Data = []byte(pad(int(lim.Manifest))) }, ""},
		"manifest above the limit":    {func(f fstest.MapFS) { f["template.yaml"].Data = []byte(pad(int(lim.Manifest) + 1)) }, "FILE_TOO_LARGE"},
		"200 files":                   {func(f fstest.MapFS) { fill(f, 200) }, ""},
		"201 files":                   {func(f fstest.MapFS) { fill(f, 201) }, "FOLDER_TOO_MANY_FILES"},
		"font at the limit":           {func(f fstest.MapFS) { f["fonts/Body.ttf"].Data = make([]byte, lim.Font) }, ""},
		"font above the limit":        {func(f fstest.MapFS) { f["fonts/Body.ttf"].Data = make([]byte, lim.Font+1) }, "FILE_TOO_LARGE"},
		"a name that does not travel": {func(f fstest.MapFS) { f[`base/a\b.pdf`] = &fstest.MapFile{} }, "FOLDER_NAME"},
		"no manifest":                 {func(f fstest.MapFS) { delete(f, "template.yaml") }, "MANIFEST_MISSING"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := goodFolder(flyer)
			tt.change(f)
			_, found := spec.Load(f, lim)
			if (tt.code == "") != (found == nil) || tt.code != "" && !found.Has(tt.code) {
				t.Errorf("want %q, got %v", tt.code, found)
			}
		})
	}
}

// fill makes a folder of n files, the hidden ones not counted.
func fill(f fstest.MapFS, n int) {
	for i := len(f) - 1; i < n; i++ {
		f[fmt.Sprintf("base/%d.txt", i)] = &fstest.MapFile{}
	}
}

func TestLinksAreRefused(t *testing.T) {
	t.Parallel()
	f := goodFolder(flyer)
	f["base/link.pdf"] = &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: 0o777 | 1<<27} // fs.ModeSymlink
	_, found := spec.Load(f, spec.DefaultLimits())
	if !found.Has("FOLDER_LINK") {
		t.Errorf("got %v", found)
	}
}

func TestLanguageFallsBack(t *testing.T) {
	t.Parallel()
	m, _ := load(t, goodFolder(flyer))
	for wish, want := range map[string]string{"en": "en", "de": "de", "DE": "de", "de-AT": "de", "de-CH": "de", "fr": "en", "": "en"} {
		if got := m.Language(wish); got != want {
			t.Errorf("Language(%q) = %q, want %q", wish, got, want)
		}
	}
}

var _ = problem.Error
