package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/portico-prm/portico/content/spec"
)

// goldenWidth is large enough to see a letter that has moved, and small enough to
// keep in git.
const goldenWidth = 600

// leastSeen is how far a colour may be off before a pixel counts: golden pictures
// are stored in coarser levels, and processors round differently.
const leastSeen = 12

// diffDir is where the pictures of differences go; its name keeps it out of
// everything else.
const diffDir = ".diff"

// goldens is the folder of what a person has looked at, for one run of tests.
type goldens struct {
	dir    string
	update bool

	mu   sync.Mutex
	seen map[string]bool // files that a test stands behind
}

// goldenState is how a file compares with what was made now.
type goldenState struct {
	File   string `json:"file"` // from the template folder
	State  string `json:"state"`
	Pixels int    `json:"pixels,omitempty"` // that differ
	Diff   string `json:"diff,omitempty"`   // picture of the difference: as it was, as it is, where they differ
}

// The states of a golden file.
const (
	goldenSame    = "same"
	goldenWritten = "written"
	goldenDiffers = "differs"
	goldenMissing = "missing" // not made yet
)

// openGoldens takes away the differences of the last run.
func openGoldens(template string, update bool) *goldens {
	g := &goldens{dir: filepath.Join(template, spec.Golden), update: update, seen: map[string]bool{}}
	_ = os.RemoveAll(filepath.Join(g.dir, diffDir))
	return g
}

// inUse tells whether the template has any.
func (g *goldens) inUse() bool {
	files, _ := g.files()
	return len(files) > 0
}

func (g *goldens) files() ([]string, error) {
	entries, err := os.ReadDir(g.dir)
	var names []string
	for _, e := range entries {
		if !e.IsDir() && (strings.HasSuffix(e.Name(), ".png") || strings.HasSuffix(e.Name(), ".json")) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// settled stores a picture small: in levels of eight, which nobody can tell from
// all of them.
func settled(file []byte) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	out := image.NewNRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	for i, v := range out.Pix {
		if i%4 != 3 && v < 0xFC {
			out.Pix[i] = (v + 4) &^ 7
		}
	}
	var b bytes.Buffer
	err = png.Encode(&b, out)
	return b.Bytes(), err
}

// hold compares a file with what was made now, and keeps the new one where
// goldens are updated.
func (g *goldens) hold(name string, now []byte) (goldenState, error) {
	g.mu.Lock()
	g.seen[name] = true
	g.mu.Unlock()
	s := goldenState{File: filepath.ToSlash(filepath.Join(spec.Golden, name)), State: goldenSame}
	was, err := os.ReadFile(filepath.Join(g.dir, name))
	switch {
	case err != nil:
		s.State = goldenMissing
	case bytes.Equal(was, now):
		return s, nil
	case strings.HasSuffix(name, ".png"):
		if err := g.compare(&s, name, was, now); err != nil || s.State == goldenSame {
			return s, err
		}
	default:
		s.State = goldenDiffers
	}
	if !g.update {
		return s, nil
	}
	if err := os.MkdirAll(g.dir, 0o755); err != nil {
		return s, err
	}
	if strings.HasSuffix(name, ".png") {
		if now, err = settled(now); err != nil {
			return s, err
		}
	}
	return goldenState{File: s.File, State: goldenWritten}, placeFile(filepath.Join(g.dir, name), now)
}

// compare counts the pixels that can be seen to differ, and shows them.
func (g *goldens) compare(s *goldenState, name string, was, now []byte) error {
	a, err := png.Decode(bytes.NewReader(was))
	if err != nil {
		s.State = goldenDiffers
		return nil
	}
	b, err := png.Decode(bytes.NewReader(now))
	if err != nil {
		return err
	}
	shown, n := difference3(a, b)
	if s.Pixels = n; n == 0 {
		return nil
	}
	s.State = goldenDiffers
	if g.update {
		return nil
	}
	var out bytes.Buffer
	if err := png.Encode(&out, shown); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(g.dir, diffDir), 0o755); err != nil {
		return err
	}
	s.Diff = filepath.Join(g.dir, diffDir, name)
	return placeFile(s.Diff, out.Bytes())
}

// stale are the files that no test stands behind any more. Where goldens are
// updated they go.
func (g *goldens) stale() (names []string, err error) {
	files, _ := g.files()
	for _, name := range files {
		if g.seen[name] {
			continue
		}
		names = append(names, name)
		if g.update {
			err = os.Remove(filepath.Join(g.dir, name))
		}
	}
	slices.Sort(names)
	return names, err
}

const diffGap = 12 // pixels between the three pictures

var diffColor = color.RGBA{0xE5, 0x00, 0x7D, 0xFF}

// difference3 shows two pictures and, third, the second one pale with the pixels
// that differ. A pixel that only one of them has differs too.
func difference3(a, b image.Image) (*image.RGBA, int) {
	size := image.Pt(max(a.Bounds().Dx(), b.Bounds().Dx()), max(a.Bounds().Dy(), b.Bounds().Dy()))
	out := image.NewRGBA(image.Rect(0, 0, 3*size.X+2*diffGap, size.Y))
	draw.Draw(out, out.Rect, image.NewUniform(color.Gray{0x80}), image.Point{}, draw.Src)
	for i, img := range []image.Image{a, b, b} {
		draw.Draw(out, img.Bounds().Sub(img.Bounds().Min).Add(image.Pt(i*(size.X+diffGap), 0)), img, img.Bounds().Min, draw.Over)
	}
	n, third := 0, 2*(size.X+diffGap)
	for y := range size.Y {
		for x := range size.X {
			at := image.Pt(x, y)
			if apart(a, b, at) {
				n++
				out.SetRGBA(third+x, y, diffColor)
			} else {
				out.SetRGBA(third+x, y, pale(out.RGBAAt(third+x, y)))
			}
		}
	}
	return out, n
}

func apart(a, b image.Image, at image.Point) bool {
	p, q := at.Add(a.Bounds().Min), at.Add(b.Bounds().Min)
	if !p.In(a.Bounds()) || !q.In(b.Bounds()) {
		return true
	}
	r, g, bl, al := a.At(p.X, p.Y).RGBA()
	s, h, bm, am := b.At(q.X, q.Y).RGBA()
	for _, d := range []int{int(r>>8) - int(s>>8), int(g>>8) - int(h>>8), int(bl>>8) - int(bm>>8), int(al>>8) - int(am>>8)} {
		if max(d, -d) > leastSeen {
			return true
		}
	}
	return false
}

func pale(c color.RGBA) color.RGBA {
	lift := func(v uint8) uint8 { return 0xC0 + v/4 }
	return color.RGBA{lift(c.R), lift(c.G), lift(c.B), 0xFF}
}

// says is the state for people; nothing where all is well.
func (s goldenState) says() string {
	switch {
	case s.State == goldenDiffers && s.Diff != "":
		return fmt.Sprintf("%s: %d pixels differ, see %s", s.File, s.Pixels, s.Diff)
	case s.State == goldenDiffers:
		return s.File + " says something else"
	case s.State == goldenMissing:
		return s.File + " is not there"
	}
	return ""
}
