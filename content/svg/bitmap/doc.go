// Package bitmap decodes the pixels that strangers send: PNG, JPEG and WebP,
// and nothing else.
//
// Every size is read from the header first and held against Limits, so a file
// of 66 bytes that claims four billion pixels costs microseconds. What comes
// out is always *image.NRGBA in sRGB, upright, with straight alpha. Metadata
// and trailing bytes do not survive.
//
// Decoders are called by name: image.Decode would use whatever other packages
// have registered.
package bitmap

import (
	"errors"
	"fmt"
)

// Limits are what a file may claim.
type Limits struct {
	Pixels int   // width times height
	Side   int   // width or height
	Memory int64 // bytes that the decoder and the result take together, as estimated
	Scans  int   // passes of a progressive JPEG
}

// Default is 40 megapixels, 16,384 pixels a side, 320 MB and 100 scans.
var Default = Limits{Pixels: 40_000_000, Side: 16_384, Memory: 320 << 20, Scans: 100}

// ErrDamaged is wrapped by every error about a file that is cut off or broken.
var ErrDamaged = errors.New("the file is damaged or incomplete")

// ErrAnimated says that a file holds a film.
var ErrAnimated = errors.New("the file is animated")

// ErrRare says that a JPEG is packed in a way that hardly any program reads:
// without loss, in steps of resolution, or with arithmetic coding.
var ErrRare = errors.New("the JPEG is packed in a rare way")

// ErrFormat says that the bytes are none of the three formats.
var ErrFormat = errors.New("not a PNG, JPEG or WebP")

// LimitError says which limit a file exceeds, with both figures.
type LimitError struct {
	What       string // "pixels", "pixels a side", "bytes to decode" or "scans"
	Have, Most int64
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("%d %s, the limit is %d", e.Have, e.What, e.Most)
}

func damaged(err error) error {
	return fmt.Errorf("%w (%v)", ErrDamaged, err)
}
