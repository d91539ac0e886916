package raster

import (
	"bytes"
	"fmt"

	"github.com/portico-prm/portico/content/place"
	"golang.org/x/image/webp"
)

// Show is a picture that was made here as PNG, so many pixels wide; 0 or more than
// it has: as it is. It is not for pictures of strangers.
func Show(file []byte, f Format, width int) ([]byte, error) {
	b, err := shown(file, f)
	if err != nil {
		return nil, err
	}
	w, _ := b.Size()
	if width <= 0 || width > w {
		width = w
	}
	out, found, err := b.Draw(&place.Sheet{}, Encoding{Format: PNG, Width: width, SheetWidth: float64(w)})
	if err == nil && found.Blocking() {
		err = found
	}
	return out, err
}

// shown decodes the formats that are drawn on, and the one that is written only.
func shown(file []byte, f Format) (*Base, error) {
	if f != WebP {
		return Prepare(file, Limits{})
	}
	img, err := webp.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("read a webp: %w", err)
	}
	return newBase(file, toRGBA(img), Limits{}.withDefaults()), nil
}
