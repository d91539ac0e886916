package content_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

const claimBox = "box: [16, 96, 120, 16]"

// marked is the kit with the claim where the art says: 30 mm from the left, and
// 100 mm from the top in English, 165 mm in German.
func marked(annots ...string) fstest.MapFS {
	f := folder()
	text := strings.Replace(kit, claimBox, "box: portico:claim", 1)
	f["template.yaml"] = file(strings.Replace(text, "- base: {en: base/sheet.pdf#1, de: base/sheet.pdf#1}", "- base: {en: base/sheet.pdf#1, de: base/de.pdf#1}", 1))
	f["template.yaml"].Data = bytes.Replace(f["template.yaml"].Data, []byte("de: base/sheet.pdf#2"), []byte("de: base/de.pdf#2"), 1)
	f["base/sheet.pdf"].Data = pdfWith(annots[0])
	f["base/de.pdf"] = &fstest.MapFile{Data: pdfWith(annots[len(annots)-1])}
	return f
}

// pdfWith has annotations on its first page only.
func pdfWith(annots string) []byte {
	room := strings.Repeat(" ", 600) // so that offsets stay true
	return bytes.Replace(pdfFile(2, 595.28, 841.89, "/Annots ["+room+"]"), []byte(room), []byte(annots+room[len(annots):]), 1)
}

// link is a marker with its lower left and upper right corner in points.
func link(name, rect string) string {
	return "<</Type /Annot /Subtype /Link /Rect [" + rect + "] /A <</S /URI /URI (" + name + ")>>>>"
}

const (
	high = "85.04 526.1 340.16 558.43" // 30 mm, 100 mm from the top, 90 x 11.4 mm
	low  = "85.04 341.9 340.16 374.17" // 165 mm from the top
)

func TestAZoneIsWhereTheArtSays(t *testing.T) {
	t.Parallel()
	tpl := open(t, marked(link("portico:claim", high), link("portico:claim", low)))
	job := gold(t)
	for lang, want := range map[string]string{"en": `xMin="85.\d+" yMin="2[89]\d.\d+" .*>Fast<`, "de": `xMin="85.\d+" yMin="4[67]\d.\d+" .*>Schnell,<`} {
		job.Language = lang
		out, found := render(t, tpl, job)
		if found.Blocking() {
			t.Fatal(found)
		}
		source, _ := tpl.Source(out.Source.SHA256)
		if bytes.Contains(source, []byte("portico:")) {
			t.Errorf("%s: the marker is in the copy", lang)
		}
		if words := pdfWords(t, append(bytes.Clone(source), out.Bytes...)); !regexp.MustCompile(want).MatchString(words) {
			t.Errorf("%s: no word %s among\n%s", lang, want, words)
		}
	}
}

// pdfWords reads the words back with their boxes, in points from the top left.
func pdfWords(t *testing.T, file []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the places of words are not read back")
	}
	name := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	words, err := exec.Command(tool, "-bbox", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(words)
}

func TestWhatIsSaidOfMarkers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		annots     string
		code, says string
	}{
		"not there":            {"", "MARKER_MISSING", "Put a link with this address"},
		"mistyped":             {link("portico:claims", high), "MARKER_MISSING", "Did you mean portico:claims?"},
		"another name":         {link("portico:headline", high), "MARKER_MISSING", "The page has portico:headline"},
		"twice":                {link("portico:claim", high) + link("portico:claim", low), "MARKER_TWICE", "2 times"},
		"one too many":         {link("portico:claim", high) + link("portico:photo2", low), "MARKER_UNUSED", "box portico:photo2"},
		"no name for a zone":   {link("portico:claim", high) + link("portico:my photo", low), "MARKER_UNUSED", "Rename it"},
		"off the page":         {link("portico:claim", "0 526 340 558"), "ZONE_OUTSIDE", "zones[1].box"},
		"on another zone":      {link("portico:claim", "85 440 340 490"), "ZONE_OVERLAP", "zones[2].box"},
		"too small for a word": {link("portico:claim", "85 526 100 530"), "TEXT_BOX_TOO_LOW", "zones[1]"},
		"without a size":       {link("portico:claim", "85 526 85 526"), "ZONE_EMPTY", "zones[1].box"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, found := compile(t, marked(tt.annots))
			for _, p := range found {
				if p.Code == tt.code && strings.Contains(p.String(), tt.says) {
					return
				}
			}
			t.Errorf("no %s with %q in:\n%v", tt.code, tt.says, found)
		})
	}
}

func TestAMarkerOnAnotherPageIsNamed(t *testing.T) {
	t.Parallel()
	f := marked(link("portico:via", high))
	f["template.yaml"].Data = bytes.Replace(f["template.yaml"].Data, []byte("box: portico:claim"), []byte(claimBox), 1)
	f["template.yaml"].Data = bytes.Replace(f["template.yaml"].Data, []byte("box: [140, 200, 40, 14]"), []byte("box: portico:via"), 1)
	if _, found := compile(t, f); !strings.Contains(found.Error(), "It is on page 1: move the zone there") {
		t.Errorf("got %v", found)
	}
}

func TestAPictureHasNoMarkers(t *testing.T) {
	t.Parallel()
	f := folder()
	f["template.yaml"] = file(strings.Replace(kit, "box: [30, 200, 400, 80]", "box: portico:claim", 1))
	if _, found := compile(t, f); !found.Has("MARKER_PICTURE") {
		t.Errorf("got %v", found)
	}
}
