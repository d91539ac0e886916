package raster_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/svg"
)

func jpegOf(t *testing.T, w, h int, segments ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo(w, h), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	file := append([]byte{}, b.Bytes()[:2]...)
	for _, s := range segments {
		file = append(file, s...)
	}
	return append(file, b.Bytes()[2:]...)
}

// segment is a marker with its length and body.
func segment(mark byte, body string) []byte {
	return append([]byte{0xFF, mark, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
}

// exif says how a camera was held.
func exif(orientation byte) []byte {
	return segment(0xE1, "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"+string(rune(orientation))+"\x00\x00\x00\x00\x00\x00")
}

// profile is enough of an ICC profile to be recognised.
func profile(space, name string) string {
	b := make([]byte, 128)
	copy(b[16:], space)
	return string(b) + name
}

func TestPrepareTakesWhatViewersShowAlike(t *testing.T) {
	t.Parallel()
	icc := func(space, name string) []byte {
		return segment(0xE2, "ICC_PROFILE\x00\x01\x01"+profile(space, name))
	}
	tests := map[string]struct {
		file []byte
		want string
	}{
		"a plain JPEG":       {jpegOf(t, 40, 30), ""},
		"upright by its tag": {jpegOf(t, 40, 30, exif(1)), ""},
		"turned by its tag":  {jpegOf(t, 40, 30, exif(6)), "BASE_ROTATED"},
		"an sRGB profile":    {jpegOf(t, 40, 30, icc("RGB ", "sRGB IEC61966-2.1")), ""},
		"a wide profile":     {jpegOf(t, 40, 30, icc("RGB ", "Display P3")), "BASE_COLORS"},
		"a printing profile": {jpegOf(t, 40, 30, icc("CMYK", "Coated FOGRA39")), "BASE_COLORS"},
		"a grey profile":     {jpegOf(t, 40, 30, icc("GRAY", "Dot Gain 20%")), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := raster.Prepare(tt.file, raster.Limits{})
			list, _ := err.(problem.List)
			if tt.want == "" && err != nil || tt.want != "" && !list.Has(tt.want) {
				t.Errorf("Prepare = %v, want %q", err, tt.want)
			}
		})
	}
}

// fixCRC makes a changed PNG header valid again.
func fixCRC(b []byte) []byte {
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

func TestDrawingsAreDrawn(t *testing.T) {
	t.Parallel()
	tree, found, err := svg.Parse([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path fill="#c81e14" d="M0 0h10v10H0z"/></svg>`), svg.Limits{})
	if err != nil || found.Blocking() {
		t.Fatal(err, found)
	}
	base := photo(200, 100)
	b := prepare(t, base)
	s := &place.Sheet{Items: []place.Item{place.Drawing{Box: place.Rect{X: 100, Y: 20, W: 80, H: 40}, Tree: tree, Key: "mark"}}}
	img := decode(t, drawn(t, b, s, raster.Encoding{Format: raster.PNG}))
	if got := color.RGBAModel.Convert(img.At(120, 40)); got != (color.RGBA{200, 30, 20, 255}) {
		t.Errorf("left half is %v", got)
	}
	if got := color.RGBAModel.Convert(img.At(160, 40)); got != base.At(160, 40) {
		t.Errorf("right half is %v", got)
	}
}

func TestHostileCorpusPictures(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob(filepath.Join(shared(t), "corpus/hostile/image-*"))
	good := 0
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		base, err := raster.Prepare(b, raster.Limits{Pixels: 4_000_000})
		if err != nil {
			if _, named := err.(problem.List); !named {
				t.Errorf("%s: refused without a name: %v", path, err)
			}
			continue
		}
		good++
		if file, found, err := base.Draw(nil, raster.Encoding{Format: raster.PNG}); err != nil || file == nil {
			t.Errorf("%s: %v, %v", path, found, err)
		}
	}
	t.Logf("%d of %d hostile pictures decode", good, len(files))
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
