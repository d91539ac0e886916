package raster_test

import (
	"bytes"
	"image/png"
	"testing"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/raster"
)

// What was written in any format can be looked at as PNG, smaller and never larger.
func TestShowReadsWhatDrawWrites(t *testing.T) {
	t.Parallel()
	base := prepare(t, photo(200, 100))
	for _, f := range []raster.Format{raster.PNG, raster.JPEG, raster.WebP} {
		file, found, err := base.Draw(&place.Sheet{}, raster.Encoding{Format: f, Width: 200, SheetWidth: 200, Quality: 86})
		if err != nil || found.Blocking() {
			t.Fatal(f, found, err)
		}
		for asked, want := range map[int]int{50: 50, 0: 200, 900: 200} {
			got, err := raster.Show(file, f, asked)
			if err != nil {
				t.Fatal(f, err)
			}
			if cfg, err := png.DecodeConfig(bytes.NewReader(got)); err != nil || cfg.Width != want || cfg.Height != want/2 {
				t.Errorf("%s asked for %d pixels: %v %v", f, asked, cfg, err)
			}
		}
	}
	if _, err := raster.Show([]byte("RIFF"), raster.WebP, 10); err == nil {
		t.Error("a picture came of nothing")
	}
}
