package library_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/testkit"
	"github.com/portico-prm/portico/templates"
)

func TestAFolderBecomesADraft(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	v, err := w.Library.Upload(w.System(), testkit.Folder(testkit.Pricing))
	w.Must(err)
	if v.Slug != testkit.Pricing || v.Version != "1.0.0" || v.State != library.Draft || v.PackageBytes == 0 {
		t.Errorf("%+v", v)
	}
	_, err = w.Library.Upload(w.System(), testkit.Folder(testkit.Pricing))
	w.Wants("the same version again", err, "VERSION_TAKEN")
	if err != nil && !strings.Contains(err.Error(), "Raise the version") {
		t.Errorf("the refusal does not say how to repair it: %v", err)
	}
	next, err := w.Library.Upload(w.System(), wrapped(t, "my kit/", testkit.Folder(testkit.Pricing, "version: 1.0.0", "version: 1.0.1")))
	w.Must(err)
	if next.TemplateID != v.TemplateID || next.Version != "1.0.1" || next.ContentSHA256 == v.ContentSHA256 {
		t.Errorf("the next version: %+v", next)
	}
	ready, err := w.Library.Open(context.Background(), v)
	if err != nil || ready == nil {
		t.Errorf("to open what was compiled: %v", err)
	}
}

func TestEqualUploadsAtOnceMakeOneVersion(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	folder := testkit.Folder(testkit.Pricing)
	got := testkit.Race(testkit.Times(3, func() error { _, err := w.Library.Upload(w.System(), folder); return err })...)
	if got["OK"] != 1 || got["VERSION_TAKEN"] != 2 || w.Count("template_version", "") != 1 {
		t.Errorf("%v", got)
	}
}

// wrapped puts a folder around everything in a zip, as most programs do.
func wrapped(t *testing.T, folder string, packed []byte) []byte {
	t.Helper()
	return repacked(t, packed, func(name string) string { return folder + name })
}

func repacked(t *testing.T, packed []byte, rename func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: rename(f.Name), Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(entry, in); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// entries is a zip of so many empty files.
func entries(n int) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := range n {
		_, _ = w.Create(fmt.Sprintf("f%d", i))
	}
	_ = w.Close()
	return out.Bytes()
}

// What cannot become a template is refused with codes, in the sandbox or
// before it, and leaves neither rows nor files behind.
func TestABadFolderLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	good := testkit.Folder(testkit.Pricing)
	pdf := testkit.Files(testkit.Pricing, nil)["base/pricing.en.pdf"].Data
	with := func(name string, data []byte) []byte {
		return testkit.Zip(testkit.Files(testkit.Pricing, map[string][]byte{name: data}))
	}
	slip := repacked(t, good, func(name string) string { return strings.Replace(name, "CHANGELOG.md", "../../etc/cron.d/x", 1) })
	absolute := repacked(t, good, func(name string) string { return strings.Replace(name, "CHANGELOG.md", "/etc/passwd", 1) })
	back := repacked(t, good, func(name string) string { return strings.Replace(name, "CHANGELOG.md", `..\..\x`, 1) })
	tests := map[string]struct {
		file []byte
		code string // of the first complaint; a last * stands for anything
	}{
		"nothing":                 {nil, "FILE_SIZE"},
		"more than 50 MB":         {make([]byte, library.MaxTemplate+1), "FILE_SIZE"},
		"no zip":                  {[]byte("PK but not really"), "TEMPLATE_ZIP"},
		"half a zip":              {good[:len(good)/2], "TEMPLATE_ZIP"},
		"10,001 entries":          {entries(10_001), "TEMPLATE_ZIP_ENTRIES"},
		"an empty zip":            {entries(0), "*"},
		"a path that climbs out":  {slip, "TEMPLATE_ZIP"},
		"an absolute path":        {absolute, "TEMPLATE_ZIP"},
		"a path with backslashes": {back, "TEMPLATE_ZIP"},
		"no template.yaml":        {with("template.yaml", nil), "*"},
		"a manifest that is none": {with("template.yaml", []byte("{{{")), "*"},
		"an unknown field":        {testkit.Folder(testkit.Pricing, "field: partner_logo,", "field: partner_lego,"), "*"},
		"a fixture that is wrong": {testkit.Folder(testkit.Pricing, "expect: hidden", "expect: allow"), "FIXTURE_DECISION"},
		"art that is missing":     {with("base/pricing.en.pdf", nil), "*"},
		"art that is cut off":     {with("base/pricing.en.pdf", pdf[:300]), "PDF_*"},
		"art that is no PDF":      {with("base/pricing.en.pdf", []byte("GIF89a")), "*"},
		"a font that is no font":  {with("fonts/Manrope-Bold.ttf", bytes.Repeat([]byte("x"), 900)), "*"},
		"a lying picture as logo": {with("fixtures/logos/hanseflut.svg", []byte("<svg")), "*"},
		"art that runs a program": {with("base/pricing.en.pdf", testkit.PDF(1, "/OpenAction<</S/Launch/F(calc.exe)>>", "")), "PDF_*"},
		"art with a password":     {with("base/pricing.en.pdf", testkit.Locked()), "PDF_ENCRYPTED"},
	}
	stored := w.Stored()
	for name, tt := range tests {
		v, err := w.Library.Upload(w.System(), tt.file)
		codes := testkit.Codes(err)
		if v != nil || len(codes) == 0 || !matches(tt.code, codes[0]) || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: accepted %v, %v (%v), want %s", name, v != nil, codes, err, tt.code)
		}
		if slices.Contains(codes, "UPLOAD_UNREADABLE") || slices.Contains(codes, "UPLOAD_TOO_COMPLEX") {
			t.Errorf("%s: a worker died of it: %v", name, err)
		}
	}
	if n := w.Count("template", "") + w.Count("template_version", ""); n != 0 {
		t.Errorf("%d rows are left", n)
	}
	if n := w.Stored(); n != stored {
		t.Errorf("%d files are left", n-stored)
	}
	_, err := w.Library.Upload(w.System(), good)
	w.Wants("a good folder afterwards", err, "OK")
}

func matches(pattern, code string) bool {
	start, open := strings.CutSuffix(pattern, "*")
	return open && strings.HasPrefix(code, start) || pattern == code
}

// Every finding comes back, not only the first.
func TestARefusalListsEveryFinding(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	_, err := w.Library.Upload(w.System(), testkit.Folder(testkit.Pricing, "expect: hidden", "expect: allow", "because: [agreement]", "because: [status]"))
	if codes := testkit.Codes(err); len(codes) < 2 {
		t.Errorf("two wrong fixtures: %v", codes)
	}
	for _, f := range fault.All(err) {
		if f.Field != "file" || f.Message == "" {
			t.Errorf("a finding without field or words: %+v", f)
		}
	}
}

func TestEveryKitThatShipsCanBeUploaded(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	for _, slug := range templates.Kits() {
		_, err := w.Library.Upload(w.System(), testkit.Folder(slug))
		w.Wants(slug, err, "OK")
	}
}
