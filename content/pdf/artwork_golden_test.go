package pdf

import (
	"bytes"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/portico-prm/portico/content/svg"
)

var update = flag.Bool("update", false, "write the golden pictures anew; look at them before they are committed")

const goldenArtwork = "testdata/artwork.png"

// The pictures of all artworks, by name, eight in a row, as a person saw them.
func TestArtworkIsAsLookedAt(t *testing.T) {
	t.Parallel()
	got := artworkSheet(t)
	if *update {
		var b bytes.Buffer
		if err := png.Encode(&b, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(goldenArtwork, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(goldenArtwork)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewNRGBA(got.Rect)
	draw.Draw(want, want.Rect, m, m.Bounds().Min, draw.Src)
	if m.Bounds() != got.Rect {
		t.Fatalf("%v, want %v", got.Rect, m.Bounds())
	}
	names := slices.Sorted(maps.Keys(artworks))
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			if a, b := got.NRGBAAt(x, y), want.NRGBAAt(x, y); !closeTo(a, b) {
				t.Fatalf("%q at (%d, %d) is %v, was %v", names[y/100*8+x/100], x%100, y%100, a, b)
			}
		}
	}
}

func artworkSheet(t *testing.T) *image.NRGBA {
	t.Helper()
	names := slices.Sorted(maps.Keys(artworks))
	out := image.NewNRGBA(image.Rect(0, 0, 800, (len(names)+7)/8*100))
	for i, name := range names {
		tree, found := Artwork(artworks[name].page.classic(rooted), DefaultLimits(), svg.Limits{})
		if tree == nil {
			t.Fatalf("%s: %v", name, found)
		}
		draw.Draw(out, image.Rect(i%8*100, i/8*100, i%8*100+100, i/8*100+100), tree.Raster(100, 100), image.Point{}, draw.Src)
	}
	return out
}
