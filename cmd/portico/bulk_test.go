package main

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// crowd is a desk with a template, and a folder of partners beside it.
func crowd(t *testing.T, n int) (dir string, in func(string) string) {
	t.Helper()
	dir = desk(t)
	in = func(name string) string { return filepath.Join(dir, name) }
	if a := portico(t, "template", "new", "--from", in("flyer.pdf"), in("t"), "--json"); a.code != 0 {
		t.Fatal(a.stdout)
	}
	if err := os.MkdirAll(in("partners"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, in("partners"), "logo.png", pngOf(t, 900, 300, color.NRGBA{20, 90, 60, 255}))
	for i := range n {
		one(t, in("partners"), i, "logo.png")
	}
	return dir, in
}

func one(t *testing.T, dir string, i int, logo string) {
	t.Helper()
	write(t, dir, fmt.Sprintf("p%02d.yaml", i), []byte(fmt.Sprintf("displayName: Partner %d\ncontact: {name: Eva, phone: +45 33 12 34 56, email: eva@p.example, website: p.example}\nlogos: [{file: %s}]\n", i, logo)))
}

func TestOnlyWhatChangedIsMadeAgainForManyPartners(t *testing.T) {
	t.Parallel()
	_, in := crowd(t, 24)
	bulk := func(more ...string) answer {
		return portico(t, append([]string{"render", in("t"), "--partners", in("partners"), "-o", in("out"), "--json"}, more...)...)
	}
	expect := func(a answer, made, unchanged, refused int) {
		t.Helper()
		if b := a.Bulk; b == nil || b.Made != made || b.Unchanged != unchanged || len(b.Refused) != refused {
			t.Fatalf("%s", a.stdout)
		}
	}
	a := bulk()
	expect(a, 24, 0, 0)
	if a.code != 0 || !strings.Contains(a.stderr, "24 of 24") {
		t.Errorf("code %d, said %q", a.code, a.stderr)
	}
	files, _ := filepath.Glob(in("out/p*/*.pdf"))
	if len(files) != 24 {
		t.Fatalf("%d files: %v", len(files), files)
	}
	expect(bulk(), 0, 24, 0)

	write(t, in("partners"), "other.png", pngOf(t, 900, 300, color.NRGBA{120, 20, 60, 255}))
	one(t, in("partners"), 3, "other.png") // another partner file
	if err := os.Remove(files[5]); err != nil {
		t.Fatal(err)
	}
	expect(bulk(), 2, 22, 0)
	write(t, in("partners"), "other.png", pngOf(t, 900, 300, color.NRGBA{10, 20, 60, 255})) // another logo under the same name
	expect(bulk(), 1, 23, 0)
	expect(bulk("--force"), 24, 0, 0)

	write(t, in("out"), memoryName, []byte("not JSON"))
	expect(bulk(), 24, 0, 0)
}

// Those who cannot have it are told why, and keep nobody waiting.
func TestARefusedPartnerKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	_, in := crowd(t, 2)
	write(t, in("partners"), "bare.yaml", []byte("displayName: Bare\nlogos: []\n"))
	write(t, in("partners"), "typo.yaml", []byte("displayNam: Typo\nlogos: [{file: logo.png}]\n"))
	if err := os.MkdirAll(in("partners/folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, in("partners/folder"), "partner.yaml", []byte("displayName: In a folder\nlogos: [{file: none.png}]\n"))

	a := portico(t, "render", in("t"), "--partners", in("partners"), "-o", in("out"))
	if a.code != exitRefused || !strings.Contains(a.stderr+a.stdout, "2 made, 0 unchanged, 3 refused") {
		t.Errorf("code %d\n%s%s", a.code, a.stderr, a.stdout)
	}
	for _, say := range []string{"Waiting for a logo:", "bare.yaml", "typo.yaml", "SPEC_UNKNOWN_KEY", "FILE_MISSING"} {
		if !strings.Contains(a.stderr, say) {
			t.Errorf("%q is not said:\n%s", say, a.stderr)
		}
	}
}

func TestABulkNeedsPartnersAndAPlace(t *testing.T) {
	t.Parallel()
	dir, in := crowd(t, 0)
	if a := portico(t, "render", in("t"), "--partners", in("nowhere"), "-o", in("out")); a.code != exitRefused || !strings.Contains(a.stderr, "NO_PARTNERS") {
		t.Errorf("no folder: %d %s", a.code, a.stderr)
	}
	if a := portico(t, "render", in("t"), "--partners", dir, "-o", in("logo.png")); a.code != exitRefused || !strings.Contains(a.stderr, "OUTPUT_NOT_WRITTEN") {
		t.Errorf("a file for a folder: %d %s", a.code, a.stderr)
	}
	if a := portico(t, "render", in("t"), "--partners", dir, "--partner", in("partner.yaml"), "-o", in("out")); a.code != exitUsage {
		t.Errorf("one and many: %d", a.code)
	}
}
