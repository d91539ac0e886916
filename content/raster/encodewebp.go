package raster

import (
	"fmt"
	"image"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/webp"
)

// webp encodes a canvas as a whole: the format has no parts that decode on their
// own, so nothing of the base can be kept. Transparency stays.
func (f *frame) webp(c *canvas, enc Encoding) ([]byte, error) {
	whole := image.NewRGBA(f.pix.Rect)
	c.copy(whole, whole.Rect)
	pix := &image.NRGBA{Pix: whole.Pix, Stride: whole.Stride, Rect: whole.Rect}
	if !f.opaque || !whole.Opaque() {
		pix = image.NewNRGBA(whole.Rect)
		copyStraight(pix, whole)
	}
	if enc.Lossless {
		return webp.Encode(pix, webp.Options{Lossless: true})
	}
	return best(enc, func(quality int) ([]byte, error) { return webp.Encode(pix, webp.Options{Quality: quality}) })
}

// best is the file of the highest quality that MaxBytes has room for, or that of
// the floor. It halves the steps between, because each try is a whole encoding.
func best(enc Encoding, encode func(quality int) ([]byte, error)) ([]byte, error) {
	file, err := encode(enc.Quality)
	if err != nil || enc.MaxBytes <= 0 || len(file) <= enc.MaxBytes || enc.Quality <= floorQuality {
		return file, err
	}
	steps := ladder(enc.Quality)
	file, err = encode(steps[len(steps)-1])
	if err != nil || len(file) > enc.MaxBytes {
		return file, err
	}
	for low, high := 1, len(steps)-1; low < high; { // the file is that of steps[high]
		mid := (low + high) / 2
		try, err := encode(steps[mid])
		if err != nil {
			return nil, err
		}
		if len(try) <= enc.MaxBytes {
			file, high = try, mid
		} else {
			low = mid + 1
		}
	}
	return file, nil
}

// ladder are the qualities from one down to the floor.
func ladder(from int) (steps []int) {
	for q := from; q > floorQuality; q -= qualityStep {
		steps = append(steps, q)
	}
	return append(steps, floorQuality)
}

func checkWebP(enc Encoding) problem.List {
	if enc.Format != WebP || enc.Width <= webp.MaxSide && enc.Height <= webp.MaxSide && enc.Width*enc.Height <= webp.MaxPixels {
		return nil
	}
	return problem.List{wrong("OUTPUT_TOO_LARGE", fmt.Sprintf("A WebP of %d x %d pixels is more than can be made.", enc.Width, enc.Height),
		fmt.Sprintf("Ask for at most %d pixels in all, as 3840 x 2160 has, or for a JPEG.", webp.MaxPixels))}
}
