package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A designer who has only a PDF can look at it, test it and compare it at once.
func TestAFreshFolderCanBeLookedAtAndTested(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "flyer")
	a := portico(t, "template", "new", "--from", "../../templates/edge-gateway-datasheet/base/datasheet.en.pdf", dir, "--json")
	if a.code != 0 || a.Problems.Blocking() {
		t.Fatalf("%d %s", a.code, a.stdout)
	}
	if a = portico(t, "template", "test", dir, "--json"); a.code != 0 || len(a.Tests) != len(samples()) {
		t.Errorf("test: %d, %d tests %s", a.code, len(a.Tests), a.stdout)
	}
	if a = portico(t, "template", "preview", dir, "--width", "300", "--json"); a.code != 0 || a.Previews == nil || len(a.Previews.Pictures) != len(samples()) {
		t.Errorf("preview: %d %s", a.code, a.stdout)
	}
	if _, err := os.Stat(dir + "-preview/main.en.white-logo.png"); err != nil {
		t.Error(err)
	}
	if a = portico(t, "template", "diff", dir, dir); a.code != 0 {
		t.Errorf("diff: %d %s", a.code, a.stdout)
	}
}

// Marks get a plate that differs from the art under the logo: dark on light art,
// light on dark.
func TestTheDraftedPlateSuitsTheArt(t *testing.T) {
	t.Parallel()
	for plate, ground := range map[string]color.NRGBA{"plate: {fill: ink": {240, 240, 240, 255}, "plate: {fill: paper": {20, 30, 40, 255}} {
		dir := t.TempDir()
		art := image.NewRGBA(image.Rect(0, 0, 800, 600))
		draw.Draw(art, art.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
		var file bytes.Buffer
		err := png.Encode(&file, art)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "art.png"), file.Bytes(), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		if a := portico(t, "template", "new", "--from", filepath.Join(dir, "art.png"), filepath.Join(dir, "t"), "--json"); a.code != 0 {
			t.Fatal(a.stdout)
		}
		text, err := os.ReadFile(filepath.Join(dir, "t", "template.yaml"))
		if err != nil || !strings.Contains(string(text), plate) {
			t.Errorf("on grey %d there is no %q (%v)", ground.R, plate, err)
		}
		a := portico(t, "template", "test", filepath.Join(dir, "t"), "--json")
		if a.code != 0 || len(a.Tests) != len(samples()) {
			t.Errorf("on grey %d: %s", ground.R, a.stdout)
		}
	}
}

// A sample partner that cannot have a zone this small is left out of the tests;
// there is a folder all the same.
func TestASampleThatDoesNotFitIsNotTested(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "flyer")
	a := portico(t, "template", "new", "--from", "../../templates/edge-gateway-datasheet/base/datasheet.en.pdf", "--zone", "logo:1,150,20,12,30", dir, "--json")
	if a.code != 0 {
		t.Fatalf("%d %s", a.code, a.stdout)
	}
	if a = portico(t, "template", "test", dir, "--json"); a.code != 0 {
		t.Errorf("test: %d %s", a.code, a.stdout)
	}
}
