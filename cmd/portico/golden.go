package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
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

// artFile lists the art and the fonts by their SHA-256.
const artFile = "art.json"

// art is what the art was and what it is. Where goldens are updated it is kept.
func (g *goldens) art() (was, now map[string]string, err error) {
	g.see(artFile)
	root, err := os.OpenRoot(filepath.Dir(g.dir))
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	if now, err = sumsOf(root.FS()); err != nil {
		return nil, nil, err
	}
	file := filepath.Join(g.dir, artFile)
	if old, err := os.ReadFile(file); err == nil {
		_ = json.Unmarshal(old, &was)
	}
	if !g.update || maps.Equal(was, now) {
		return was, now, nil
	}
	text, err := json.MarshalIndent(now, "", "  ")
	if err == nil {
		err = g.keep(artFile, append(text, '\n'))
	}
	return was, now, err
}

func (g *goldens) see(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seen[name] = true
}

// added is what a page has that its art has not, on nothing, in colours of levels
// of eight, which nobody can tell from all of them: a few thousand bytes.
func added(page, bare image.Image) *image.NRGBA {
	out := image.NewNRGBA(image.Rectangle{Max: page.Bounds().Size()})
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			p, q := image.Pt(x, y).Add(page.Bounds().Min), image.Pt(x, y).Add(bare.Bounds().Min)
			if c := color.NRGBAModel.Convert(page.At(p.X, p.Y)).(color.NRGBA); c != color.NRGBAModel.Convert(bare.At(q.X, q.Y)) {
				out.SetNRGBA(x, y, color.NRGBA{coarse(c.R), coarse(c.G), coarse(c.B), 0xFF})
			}
		}
	}
	return out
}

// indexed is the same picture with a palette, if it has few enough colours.
func indexed(img *image.NRGBA) image.Image {
	var colors color.Palette
	known := map[color.NRGBA]uint8{}
	out := &image.Paletted{Pix: make([]uint8, img.Rect.Dx()*img.Rect.Dy()), Stride: img.Rect.Dx(), Rect: img.Rect}
	for i := range out.Pix {
		c := color.NRGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3]}
		at, ok := known[c]
		if !ok {
			if len(colors) == 256 {
				return img
			}
			at = uint8(len(colors))
			known[c], colors = at, append(colors, c)
		}
		out.Pix[i] = at
	}
	out.Palette = colors
	return out
}

func coarse(v uint8) uint8 {
	if v >= 0xFC {
		return v
	}
	return (v + 4) &^ 7
}

// restored is a page as it was: what had been added, over the art of today.
func restored(added, bare image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: added.Bounds().Size()})
	draw.Draw(out, out.Rect, bare, bare.Bounds().Min, draw.Src)
	draw.Draw(out, out.Rect, added, added.Bounds().Min, draw.Over)
	return out
}

// hold compares a text with what was made now, and keeps the new one where
// goldens are updated.
func (g *goldens) hold(name string, now []byte) (goldenState, error) {
	g.see(name)
	s := goldenState{File: spec.Golden + "/" + name, State: goldenSame}
	was, err := os.ReadFile(filepath.Join(g.dir, name))
	switch {
	case err != nil:
		s.State = goldenMissing
	case bytes.Equal(was, now):
		return s, nil
	default:
		s.State = goldenDiffers
	}
	if !g.update {
		return s, nil
	}
	return goldenState{File: s.File, State: goldenWritten}, g.keep(name, now)
}

// holdPage compares a page with the golden one; bare is its art.
func (g *goldens) holdPage(name string, now, bare []byte) (goldenState, error) {
	g.see(name)
	s := goldenState{File: spec.Golden + "/" + name, State: goldenMissing}
	page, err := png.Decode(bytes.NewReader(now))
	if err != nil {
		return s, err
	}
	art, err := png.Decode(bytes.NewReader(bare))
	if err != nil {
		return s, err
	}
	if was, err := os.ReadFile(filepath.Join(g.dir, name)); err == nil {
		if err := g.compare(&s, name, was, page, art); err != nil || s.State == goldenSame {
			return s, err
		}
	}
	if !g.update {
		return s, nil
	}
	var b bytes.Buffer
	smallest := png.Encoder{CompressionLevel: png.BestCompression}
	if err := smallest.Encode(&b, indexed(added(page, art))); err != nil {
		return s, err
	}
	return goldenState{File: s.File, State: goldenWritten}, g.keep(name, b.Bytes())
}

func (g *goldens) keep(name string, file []byte) error {
	if err := os.MkdirAll(g.dir, 0o755); err != nil {
		return err
	}
	return placeFile(filepath.Join(g.dir, name), file)
}

// compare counts the pixels that can be seen to differ, and shows them on the
// whole page.
func (g *goldens) compare(s *goldenState, name string, was []byte, page, art image.Image) error {
	s.State = goldenDiffers
	old, err := png.Decode(bytes.NewReader(was))
	if err != nil {
		return nil
	}
	shown, n := difference3(restored(old, art), page)
	if s.Pixels = n; n == 0 {
		s.State = goldenSame
		return nil
	}
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
