package text_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/portico-prm/portico/content/text"
	"golang.org/x/image/font/gofont/goregular"
)

const sample = "Größe Žižka Ελλάδα Щорічний fi 1½ €"

// draw uses a font for all that a page or a picture does with it.
func draw(f *text.Font) error {
	var covered []rune
	for _, r := range sample {
		if f.Covers(string(r)) {
			covered = append(covered, r)
		}
	}
	b, found := text.Fit(text.Request{Where: "sample", Width: 300, Height: 300, MaxSize: 12, Language: "de",
		Paragraphs: []text.Paragraph{{Text: string(covered), Fonts: []*text.Font{f}}}})
	for _, p := range found {
		if p.Fix == "" {
			return fmt.Errorf("%s without a repair", p.Code)
		}
	}
	for _, l := range b.Lines {
		for _, r := range l.Runs {
			r.Outline(b.Size)
			for _, c := range r.Clusters {
				for _, g := range c.Glyphs {
					if int(g.ID) >= f.Glyphs() {
						return fmt.Errorf("glyph %d of %d", g.ID, f.Glyphs())
					}
				}
			}
		}
	}
	return nil
}

// What Parse lets through is drawn or refused by name.
func TestDamagedFontsAreRefusedOrDrawn(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(7, 7))
	passed := 0
	for i := range 400 {
		b := damage(rnd, goregular.TTF)
		f, err := text.Parse("damaged.ttf", b)
		if err != nil {
			continue
		}
		passed++
		if err := draw(f); err != nil {
			t.Errorf("mutation %d: %v", i, err)
		}
	}
	if passed == 0 || passed == 400 {
		t.Errorf("%d of 400 passed: the test does not reach both sides", passed)
	}
}

// damage changes some bytes, mostly in the tables that steer, sometimes the
// length.
func damage(rnd *rand.Rand, font []byte) []byte {
	b := append([]byte{}, font...)
	tags := []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
	for range 1 + rnd.IntN(4) {
		switch tag := tags[rnd.IntN(len(tags))]; rnd.IntN(4) {
		case 0:
			b[entry(b, tag)+4+rnd.IntN(12)] ^= byte(1 << rnd.IntN(8))
			return b
		case 1:
			return b[:rnd.IntN(len(b))]
		default:
			b[(tableAt(b, tag)+rnd.IntN(200))%len(b)] = byte(rnd.UintN(256))
		}
	}
	return b
}

func TestHostileCorpusFonts(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob(filepath.Join(shared(t), "corpus/hostile/font-*"))
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if f, err := text.Parse(filepath.Base(path), b); err == nil {
			if err := draw(f); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

// shared is the folder of test material beside the repository.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("PORTICO_SHARED")
	for at, _ := os.Getwd(); dir == "" && at != "/"; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			dir = filepath.Join(filepath.Dir(at), "shared")
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "corpus")); err != nil {
		t.Skip("no test material: set PORTICO_SHARED, or put shared beside the repository")
	}
	return dir
}

func FuzzParse(f *testing.F) {
	f.Add(goregular.TTF[:2000])
	f.Add(goregular.TTF)
	f.Fuzz(func(t *testing.T, b []byte) {
		if font, err := text.Parse("fuzz.ttf", b); err == nil {
			if err := draw(font); err != nil {
				t.Error(err)
			}
		}
	})
}
