package main

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/templates"
)

// The partners whose logos and names are hard on a layout get every shipped kit, in
// every language and shape, and no line of their contact data is lost.
func TestNoKitLosesALineOfAnAwkwardPartner(t *testing.T) {
	t.Parallel()
	files, err := sampleFiles()
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for name, data := range files {
		folder[name] = &fstest.MapFile{Data: data}
	}
	for _, slug := range templates.Kits() {
		if slug == "certificate" {
			continue // it asks for a certificate, and has no contact data
		}
		t.Run(slug, func(t *testing.T) {
			t.Parallel()
			tpl := kitOf(t, templates.FS(slug))
			for _, name := range samples() {
				p, _ := spec.ParsePartner(name, files["fixtures/"+name+".yaml"])
				job, found := content.JobFor(folder, "fixtures", p, time.Now(), logo.Limits{})
				if found.Blocking() {
					t.Fatal(found)
				}
				checkAll(t, tpl, name, job)
			}
		})
	}
}

func kitOf(t *testing.T, kit fs.FS) *content.Template {
	t.Helper()
	lim := content.DefaultLimits()
	lim.Untested = true
	pkg, found, err := content.Compile(t.Context(), kit, lim)
	if err != nil || found.Blocking() {
		t.Fatal(err, found)
	}
	tpl, err := pkg.Template()
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

// checkAll lays out every shape in every language.
func checkAll(t *testing.T, tpl *content.Template, name string, job content.Job) {
	t.Helper()
	for _, piece := range tpl.Manifest().Pieces {
		for _, lang := range tpl.Manifest().Languages.Available {
			for _, out := range looks(piece.Value) {
				job.Piece, job.Output, job.Language, job.Facts.Language = piece.Name, out, lang, lang
				for _, p := range tpl.Check(job) {
					if p.Code == "TEXT_LINE_DROPPED" || p.Severity == "error" && !strings.HasPrefix(p.Code, "GLYPH") {
						t.Errorf("%s, %s in %s: %s", name, out, lang, p)
					}
				}
			}
		}
	}
}
