package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// shared is a folder for what several tests start from.
var shared string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "portico-test-")
	if err != nil {
		panic(err)
	}
	shared = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// golden is a shipped kit with golden pictures, made once.
var golden = sync.OnceValue(func() string {
	kit := filepath.Join(shared, "edge-gateway-social")
	err := os.CopyFS(kit, os.DirFS("../../templates/edge-gateway-social"))
	if err == nil {
		err = os.RemoveAll(filepath.Join(kit, "golden"))
	}
	var out bytes.Buffer
	if err != nil || run([]string{"template", "test", kit, "--update"}, &out, &out) != 0 {
		panic(fmt.Sprint(err, out.String()))
	}
	return kit
})

// kitCopy is a kit with golden pictures that a test may spoil.
func kitCopy(t *testing.T) (dir string, change func(old, now string)) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "edge-gateway-social")
	if err := os.CopyFS(dir, os.DirFS(golden())); err != nil {
		t.Fatal(err)
	}
	return dir, func(old, now string) {
		t.Helper()
		file := filepath.Join(dir, "template.yaml")
		data, _ := os.ReadFile(file)
		if !bytes.Contains(data, []byte(old)) {
			t.Fatalf("no %q in the manifest", old)
		}
		if err := os.WriteFile(file, bytes.Replace(data, []byte(old), []byte(now), 1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestShippedKitsPassTheirTests(t *testing.T) {
	t.Parallel()
	kits, _ := filepath.Glob("../../templates/*/template.yaml")
	for _, kit := range kits {
		if a := portico(t, "template", "test", filepath.Dir(kit), "--json"); a.code != 0 || len(a.Tests) < 4 {
			t.Errorf("%s: %d tests\n%s", kit, len(a.Tests), a.stdout)
		}
	}
}

// A golden picture notices a mark that moved, shows where, and forgets it when
// the move is meant.
func TestAMovedZoneIsSeenInThePicture(t *testing.T) {
	t.Parallel()
	dir, change := kitCopy(t)
	if a := portico(t, "template", "test", dir); a.code != 0 || !strings.Contains(a.stdout, "golden files are as they were") {
		t.Fatalf("unchanged: %d %s%s", a.code, a.stdout, a.stderr)
	}
	change("box: [784, 24, 364, 104]", "box: [764, 24, 364, 104]")
	a := portico(t, "template", "test", dir, "--json")
	if a.code != exitRefused || !a.Problems.Has("TEST_FAILED") {
		t.Fatalf("%d %s", a.code, a.stdout)
	}
	first := a.Tests[0]
	var moved *goldenState
	for i := range first.Golden {
		if first.Golden[i].State == goldenDiffers {
			moved = &first.Golden[i]
		}
	}
	if first.Passed || moved == nil || moved.Pixels == 0 {
		t.Fatalf("%+v", first)
	}
	if shown := pictureOf(t, moved.Diff); shown.Bounds().Dx() != 3*goldenWidth+2*diffGap {
		t.Errorf("the difference is shown in %v", shown.Bounds())
	}
	if a := portico(t, "template", "test", dir, "--update", "--json"); a.code != 0 {
		t.Fatal(a.stdout)
	}
	if a := portico(t, "template", "test", dir, "--json"); a.code != 0 {
		t.Errorf("after the update: %s", a.stdout)
	}
	if _, err := os.Stat(filepath.Join(dir, "golden", diffDir)); err == nil {
		t.Error("the difference is still there")
	}
}

// A decision is held word by word: another sentence is another experience.
func TestALooserRuleIsSeenInTheDecision(t *testing.T) {
	t.Parallel()
	dir, change := kitCopy(t)
	change("atLeast: silver", "atLeast: bronze")
	a := portico(t, "template", "test", dir)
	if a.code != exitRefused || !strings.Contains(a.stdout, "without-agreement.social.linkedin.json says something else") {
		t.Errorf("%d %s", a.code, a.stdout)
	}
}

func TestAFailedTestSaysWhatCameInstead(t *testing.T) {
	t.Parallel()
	dir, change := kitCopy(t)
	change("expect: hidden", "expect: locked, because: [audience, tier]")
	a := portico(t, "template", "test", dir)
	for _, say := range []string{"FAIL  referral-fr", "expected locked, got hidden (audience)", `"tier" is not a reason`} {
		if !strings.Contains(a.stdout, say) {
			t.Errorf("%q is not said:\n%s", say, a.stdout)
		}
	}
	if a.code != exitRefused || !strings.Contains(a.stderr, "1 of 29 tests failed") {
		t.Errorf("%d %s", a.code, a.stderr)
	}
}

func TestGoldenFilesThatNoTestMakesAreNamedAndTakenAway(t *testing.T) {
	t.Parallel()
	dir, change := kitCopy(t)
	change("  - {partner: fixtures/wide-logo, piece: social, output: linkedin, expect: allow}\n", "")
	a := portico(t, "template", "test", dir, "--json")
	if a.code != 0 || !a.Problems.Has("GOLDEN_UNUSED") {
		t.Errorf("%d %s", a.code, a.stdout)
	}
	portico(t, "template", "test", dir, "--update")
	if left, _ := filepath.Glob(filepath.Join(dir, "golden", "wide-logo.social.linkedin*")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// What only one processor's rounding makes is no difference; what a person can
// see is one.
func TestDifferencesBelowSightDoNotCount(t *testing.T) {
	t.Parallel()
	flat := func(w, h int, c uint8) image.Image {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := range img.Pix {
			img.Pix[i] = 0xFF
		}
		img.SetRGBA(1, 1, color.RGBA{c, c, c, 0xFF})
		return img
	}
	for name, tt := range map[string]struct {
		a, b image.Image
		want int
	}{
		"the same":         {flat(4, 4, 100), flat(4, 4, 100), 0},
		"rounded":          {flat(4, 4, 100), flat(4, 4, 110), 0},
		"one pixel darker": {flat(4, 4, 100), flat(4, 4, 120), 1},
		"a line longer":    {flat(4, 4, 100), flat(4, 5, 100), 4},
	} {
		if _, n := difference3(tt.a, tt.b); n != tt.want {
			t.Errorf("%s: %d pixels differ, want %d", name, n, tt.want)
		}
	}
}

// Golden pictures have what partners add; that the art was exchanged is seen by
// its hash.
func TestExchangedArtIsSeen(t *testing.T) {
	t.Parallel()
	dir, _ := kitCopy(t)
	from, to := filepath.Join(dir, "base", "square.de.png"), filepath.Join(dir, "base", "square.en.png")
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	a := portico(t, "template", "test", dir, "--json")
	if a.code != exitRefused || !a.Problems.Has("GOLDEN_ART") || !strings.Contains(a.stdout, "base/square.en.png has other bytes") {
		t.Errorf("%d %s", a.code, a.stdout)
	}
	if a := portico(t, "template", "test", dir, "--update", "--json"); a.code != 0 {
		t.Errorf("%d %s", a.code, a.stdout)
	}
	if a := portico(t, "template", "test", dir, "--json"); a.code != 0 {
		t.Errorf("after the update: %s", a.stdout)
	}
}

// A golden picture over the art is the page again, within what can be seen.
func TestAGoldenPictureOverItsArtIsThePage(t *testing.T) {
	t.Parallel()
	art, page := image.NewRGBA(image.Rect(0, 0, 40, 30)), image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range art.Pix {
		art.Pix[i], page.Pix[i] = 0xFF, 0xFF
	}
	for i := range 300 {
		x, y := 5+i%20, 4+i/20
		page.SetRGBA(x, y, color.RGBA{uint8(i), uint8(3 * i), uint8(255 - i), 0xFF})
	}
	kept := indexed(added(page, art))
	if _, n := difference3(restored(kept, art), page); n != 0 {
		t.Errorf("%d pixels differ", n)
	}
	if _, _, _, alpha := kept.At(0, 0).RGBA(); alpha != 0 {
		t.Error("the art is kept, too")
	}
}
