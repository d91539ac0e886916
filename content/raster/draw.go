package raster

import (
	"fmt"
	"math"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
)

// Encoding says what file is wanted.
type Encoding struct {
	Format        Format
	Quality       int  // of a JPEG or WebP, 1 to 100; 0 means 85
	Lossless      bool // of a WebP: every pixel as it is
	MaxBytes      int  // 0: no limit
	Width, Height int  // of the output; 0 means the base's
	// SheetWidth is the width of the sheet in its own unit, when that is not
	// the output's pixel: a preview of a PDF page draws the page's sheet with
	// the page's width in points. 0 means the base's width.
	SheetWidth float64
}

const (
	usualQuality = 85
	floorQuality = 70 // below it a picture looks poor; MaxBytes never goes there
	qualityStep  = 4
)

// Draw puts the sheet over the base and encodes the result. Problems:
// OUTPUT_FORMAT, OUTPUT_SHAPE (the size asked for has another ratio than the
// base), OUTPUT_TOO_LARGE (in bytes or pixels), SHEET_OUTSIDE, and the warning
// OUTPUT_ENLARGED. The file is nil when one of them blocks; the error is for
// failures of ours.
func (b *Base) Draw(s *place.Sheet, enc Encoding) ([]byte, problem.List, error) {
	enc, found := b.complete(enc)
	if found.Blocking() {
		return nil, found, nil
	}
	f := b.frame(enc.Width, enc.Height, enc.Format)
	e := easel{base: b, scale: float64(enc.Width) / enc.SheetWidth, frame: f.pix.Rect}
	marks, problems := e.marks(s)
	if found = append(found, problems...); found.Blocking() {
		return nil, found, nil
	}
	file, err := f.encode(paint(f.pix, marks), enc)
	if err != nil {
		return nil, nil, fmt.Errorf("encode %s: %w", enc.Format, err)
	}
	if enc.MaxBytes > 0 && len(file) > enc.MaxBytes {
		return nil, append(found, tooManyBytes(len(file), enc)), nil
	}
	return file, found, nil
}

// complete fills in what was left open and checks the rest.
func (b *Base) complete(enc Encoding) (Encoding, problem.List) {
	w, h := b.Size()
	ratio := float64(w) / float64(h)
	switch {
	case enc.Width <= 0 && enc.Height <= 0:
		enc.Width, enc.Height = w, h
	case enc.Width <= 0:
		enc.Width = max(1, round(float64(enc.Height)*ratio))
	case enc.Height <= 0:
		enc.Height = max(1, round(float64(enc.Width)/ratio))
	}
	if enc.SheetWidth <= 0 {
		enc.SheetWidth = float64(w)
	}
	if enc.Quality <= 0 {
		enc.Quality = usualQuality
	}
	enc.Quality = min(enc.Quality, 100)
	return enc, b.checkEncoding(enc)
}

func (b *Base) checkEncoding(enc Encoding) problem.List {
	w, h := b.Size()
	switch {
	case enc.Format != JPEG && enc.Format != PNG && enc.Format != WebP:
		return problem.List{wrong("OUTPUT_FORMAT", fmt.Sprintf("Pictures cannot be made as %q.", enc.Format), "Use jpeg, webp or png.")}
	case enc.Width > b.lim.Side || enc.Height > b.lim.Side || enc.Width*enc.Height > b.lim.Pixels:
		return problem.List{wrong("OUTPUT_TOO_LARGE", fmt.Sprintf("%d x %d pixels are too many.", enc.Width, enc.Height), "Ask for a smaller picture.")}
	case !sameShape(w, h, enc.Width, enc.Height):
		return problem.List{wrong("OUTPUT_SHAPE",
			fmt.Sprintf("The output is %d x %d, but the base picture is %d x %d: it would be distorted.", enc.Width, enc.Height, w, h),
			"Give the output the ratio of its base, or a layout of its own.")}
	case checkWebP(enc) != nil:
		return checkWebP(enc)
	case enc.Width > w:
		p := wrong("OUTPUT_ENLARGED", fmt.Sprintf("The base picture is %d px wide and is enlarged to %d.", w, enc.Width), "Export the base picture larger.")
		p.Severity = problem.Warning
		return problem.List{p}
	}
	return nil
}

// sameShape allows for the rounding of one side to whole pixels.
func sameShape(w, h, ow, oh int) bool {
	return math.Abs(float64(ow)*float64(h)/float64(w)-float64(oh)) <= 1 ||
		math.Abs(float64(oh)*float64(w)/float64(h)-float64(ow)) <= 1
}

// encode lowers the quality of a JPEG or WebP step by step to reach MaxBytes, but
// not below the floor.
func (f *frame) encode(c *canvas, enc Encoding) ([]byte, error) {
	switch enc.Format {
	case PNG:
		return f.png(c)
	case WebP:
		return f.webp(c, enc)
	}
	for q := enc.Quality; ; q = max(q-qualityStep, floorQuality) {
		file, err := f.jpeg(c, q)
		if err != nil || enc.MaxBytes <= 0 || len(file) <= enc.MaxBytes || q <= floorQuality {
			return file, err
		}
	}
}

func tooManyBytes(n int, enc Encoding) problem.Problem {
	fix := "Raise maxBytes, or choose jpeg or webp in template.yaml."
	switch {
	case enc.Lossless && enc.Format == WebP:
		fix = "Raise maxBytes, or leave out lossless in template.yaml."
	case enc.Format != PNG:
		fix = fmt.Sprintf("Raise maxBytes or lower the size; the quality is already %d.", min(enc.Quality, floorQuality))
	}
	p := wrong("OUTPUT_TOO_LARGE", fmt.Sprintf("The file has %d bytes; at most %d are allowed.", n, enc.MaxBytes), fix)
	p.Data = map[string]any{"bytes": n, "maxBytes": enc.MaxBytes}
	return p
}
