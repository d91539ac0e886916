package raster

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/shelf"
)

// Limits bound what is decoded. Zero fields take the defaults.
type Limits struct {
	Bytes  int // of the file; default 64 MB
	Pixels int // default 40 million
	Side   int // of the longer side; default 16,384
}

func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 64 << 20
	}
	if l.Pixels == 0 {
		l.Pixels = 40_000_000
	}
	if l.Side == 0 {
		l.Side = 16_384
	}
	return l
}

// Base is a decoded template picture, safe for concurrent use.
type Base struct {
	key    string
	whole  *image.RGBA
	opaque bool
	lim    Limits
	halves halves
	frames shelf.Shelf[frameKey, *frame]
	scaled shelf.Shelf[scaledKey, *image.NRGBA]
}

const (
	keptFrames      = 4
	keptScaledBytes = 16 << 20
)

// Prepare decodes a PNG or JPEG. The header is checked before anything is
// decoded. A refusal is a problem.List: BASE_FORMAT, BASE_TOO_LARGE,
// BASE_DAMAGED, BASE_COLORS (CMYK, or a profile other than sRGB), BASE_ROTATED.
func Prepare(base []byte, lim Limits) (*Base, error) {
	lim = lim.withDefaults()
	kind, err := check(base, lim)
	if err != nil {
		return nil, err
	}
	var img image.Image
	if kind == JPEG {
		img, err = jpeg.Decode(bytes.NewReader(base))
	} else {
		img, err = png.Decode(bytes.NewReader(base))
	}
	if err != nil {
		return nil, refuse("BASE_DAMAGED", "The picture is damaged: "+err.Error()+".", "Export it again.")
	}
	return newBase(base, toRGBA(img), lim), nil
}

func newBase(file []byte, pix *image.RGBA, lim Limits) *Base {
	sum := sha256.Sum256(file)
	b := &Base{key: hex.EncodeToString(sum[:]), whole: pix, opaque: pix.Opaque(), lim: lim, halves: halves{levels: []*image.RGBA{pix}}}
	b.frames.Room = keptFrames
	b.scaled.Room = keptScaledBytes
	return b
}

// toRGBA moves the picture to the origin and to eight bits.
func toRGBA(img image.Image) *image.RGBA {
	if own, is := img.(*image.RGBA); is && own.Rect.Min == (image.Point{}) {
		return own
	}
	pix := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(pix, pix.Rect, img, img.Bounds().Min, draw.Src)
	return pix
}

// Size is the base's width and height in pixels.
func (b *Base) Size() (w, h int) { return b.whole.Rect.Dx(), b.whole.Rect.Dy() }

// Key is the SHA-256 of the file, in hex.
func (b *Base) Key() string { return b.key }

// onWhite is the picture without transparency, as a JPEG shows it.
func onWhite(pix *image.RGBA) *image.RGBA {
	flat := image.NewRGBA(pix.Rect)
	draw.Draw(flat, flat.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, pix, image.Point{}, draw.Over)
	return flat
}

func refuse(code, message, fix string) error {
	return problem.List{wrong(code, message, fix)}
}

func wrong(code, message, fix string) problem.Problem {
	return problem.Problem{Code: code, Severity: problem.Error, Message: message, Fix: fix}
}
