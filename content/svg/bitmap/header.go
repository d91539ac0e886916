package bitmap

import (
	"bytes"
	"errors"
)

// Format is a file format, in lower case.
type Format string

// The formats that are decoded.
const (
	PNG  Format = "png"
	JPEG Format = "jpeg"
	WebP Format = "webp"
)

// Header is what a file says of itself before a pixel is decoded.
type Header struct {
	Format        Format
	Width, Height int // as stored, before Orientation
	Orientation   int // EXIF: 1 is upright, 6 needs a quarter turn clockwise
	CMYK          bool
	Profile       []byte // ICC profile, or nil

	grey     bool
	gamma    *profile // of a PNG that names a tone curve alone
	memory   int64    // estimate for decoding and converting
	shortest int64    // bytes that so many pixels need at the least
	scans    int
}

var (
	errShort    = errors.New("the header is cut off")
	errTooShort = errors.New("it is shorter than its pixels can be packed")
)

// Sniff tells the format by its first bytes, or "".
func Sniff(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return PNG
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	}
	return ""
}

// ReadHeader reads sizes and metadata, and decodes no pixel.
func ReadHeader(data []byte) (Header, error) {
	switch Sniff(data) {
	case PNG:
		return pngHeader(data)
	case JPEG:
		return jpegHeader(data)
	case WebP:
		return webpHeader(data)
	}
	return Header{}, ErrFormat
}

// check holds the header against the limits, and against the size of the file:
// memory is not spent on pixels that cannot be there.
func (h Header) check(lim Limits, size int) error {
	pixels := int64(h.Width) * int64(h.Height)
	for _, c := range []LimitError{
		{"pixels a side", int64(max(h.Width, h.Height)), int64(lim.Side)},
		{"pixels", pixels, int64(lim.Pixels)},
		{"bytes to decode", h.memory, lim.Memory},
		{"scans", int64(h.scans), int64(lim.Scans)},
	} {
		if c.Have > c.Most {
			return &c
		}
	}
	if h.shortest > int64(size) {
		return damaged(errTooShort)
	}
	return nil
}
