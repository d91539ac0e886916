package main

import (
	"bytes"
	"image/color"
	"os"
	"path/filepath"
	"testing"
)

// A designer who marked the places in the art needs no numbers: the manifest
// names the markers, and what else is marked is said.
func TestNewTemplateTakesThePlacesOfTheArt(t *testing.T) {
	t.Parallel()
	dir := desk(t)
	link := func(name, rect string) string {
		return "<</Type /Annot /Subtype /Link /Rect [" + rect + "] /A <</S /URI /URI (portico:" + name + ")>>>>"
	}
	art := write(t, dir, "marked.pdf", pdfOf("/Annots ["+link("logo1", "340 720 560 800")+link("contact", "40 40 300 160")+link("qr1", "400 40 460 100")+"]",
		[2]float64{595.28, 841.89}))
	a := portico(t, "template", "new", "--from", art, filepath.Join(dir, "t"), "--json")
	manifest, _ := os.ReadFile(filepath.Join(dir, "t", "template.yaml"))
	if a.code != 0 || !bytes.Contains(manifest, []byte("- id: logo1\n            type: logo\n            field: partner_logo\n            box: portico:logo1\n")) ||
		!bytes.Contains(manifest, []byte("box: portico:contact\n")) || bytes.Contains(manifest, []byte("box: [")) {
		t.Errorf("%s\n%s", a.stdout, manifest)
	}
	if !a.Problems.Has("MARKER_UNUSED") || a.Problems.Blocking() {
		t.Errorf("problems %v, want that qr1 is left to the designer", a.Problems)
	}
	write(t, dir, "logo.png", pngOf(t, 900, 300, color.NRGBA{160, 20, 60, 255}))
	out := filepath.Join(dir, "copy.pdf")
	if a := portico(t, "render", filepath.Join(dir, "t"), "--partner", filepath.Join(dir, "partner.yaml"), "-o", out, "--json"); a.code != 0 {
		t.Fatal(a.stdout)
	}
	if made, _ := os.ReadFile(out); len(made) == 0 || bytes.Contains(made, []byte("portico:")) {
		t.Errorf("%d bytes with or without markers", len(made))
	}
}
