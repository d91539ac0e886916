package pdf

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
	"github.com/portico-prm/portico/content/text/texttest"
)

const (
	sampleSize = 24.0
	samplePage = 900.0 // wide
	sampleRow  = 60.0  // high
)

// samplePDF sets samples one under the other and returns the file's path.
func samplePDF(t *testing.T, samples ...texttest.Sample) string {
	t.Helper()
	sheet := &place.Sheet{}
	for i, s := range samples {
		box := place.Rect{X: 20, Y: float64(i) * sampleRow, W: samplePage - 40, H: sampleRow}
		b := s.Fit(t, sampleSize, box.W)
		b.Lines[0].Y = 40
		sheet.Items = append(sheet.Items, place.Lines(b, box, black)...)
	}
	page := onePage("")
	box := fmt.Sprintf("/MediaBox [0 0 %g %g]", samplePage, sampleRow*float64(len(samples)))
	for i, body := range page.bodies {
		page.bodies[i] = strings.Replace(body, "/MediaBox [0 0 300 200]", box, 1)
	}
	p, src, _ := mustPrepare(t, page.classic(rooted))
	tail, err := p.Tail(map[int]*place.Sheet{0: sheet})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sample.pdf")
	write(t, file, append(src, tail...))
	return file
}

// turning are the marks that pdftotext puts around lines from right to left, and
// the one that we put before figures in them.
var turning = strings.NewReplacer("\u202A", "", "\u202B", "", "\u202C", "", "\u200F", "")

// TestEveryScriptReadsBackInMuPDF asks a second reader. It gives lines from right
// to left as the eye sees them, so of those only the characters are compared.
func TestEveryScriptReadsBackInMuPDF(t *testing.T) {
	t.Parallel()
	for _, s := range texttest.Samples {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			got := strings.TrimSpace(turning.Replace(texttest.Tool(t, "mutool", "draw", "-q", "-F", "txt", samplePDF(t, s))))
			want := norm.NFC.String(s.Text)
			if text.RightToLeft(s.Language) {
				got, want = ordered(got), ordered(want)
			}
			if got != want {
				t.Errorf("mutool: %q, want %q", got, want)
			}
		})
	}
}

func ordered(s string) string {
	runes := []rune(s)
	slices.Sort(runes)
	return string(runes)
}

// TestEveryScriptReadsBack takes the text out of the PDF again: ligatures fall
// apart into their letters, reordered ones stand as they were written.
func TestEveryScriptReadsBack(t *testing.T) {
	t.Parallel()
	for _, s := range texttest.Samples {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			file := samplePDF(t, s)
			for _, args := range [][]string{{file, "-"}, {"-layout", file, "-"}} {
				got := strings.TrimSpace(turning.Replace(texttest.Tool(t, "pdftotext", args...)))
				if got != norm.NFC.String(s.Text) {
					t.Errorf("pdftotext %s:\n%q, want\n%q", args[0], got, s.Text)
				}
			}
		})
	}
}
