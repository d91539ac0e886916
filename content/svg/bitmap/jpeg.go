package bitmap

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// jpegHeader walks all markers of the file, as the frame header alone does not
// tell how many scans follow.
func jpegHeader(data []byte) (Header, error) {
	w := jpegWalker{data: data, head: Header{Format: JPEG, Orientation: 1}}
	for at := 2; at >= 0; {
		at = w.marker(at)
	}
	h := w.head
	if w.rare {
		return Header{}, ErrRare
	}
	if h.Width == 0 || h.Height == 0 {
		return Header{}, damaged(errors.New("no frame header"))
	}
	pixels := int64(h.Width) * int64(h.Height)
	h.shortest = pixels / maxPerByte
	h.memory = pixels*4 + w.perPixel*pixels/16
	if h.Orientation > 1 {
		h.memory += pixels * 4 // the turned copy
	}
	h.Profile = w.profile
	return h, nil
}

// maxPerByte is the most pixels that one byte of a JPEG can stand for: a bit
// for each block of 64.
const maxPerByte = 512

type jpegWalker struct {
	data     []byte
	head     Header
	perPixel int64 // sixteenths of a byte that the decoder needs per pixel
	profile  []byte
	rare     bool // frames of other kinds than baseline, extended and progressive
}

// marker handles the marker at or after position at and returns where to go
// on, or -1 at the end.
func (w *jpegWalker) marker(at int) int {
	for at < len(w.data) && w.data[at] != 0xff {
		at++
	}
	for at < len(w.data) && w.data[at] == 0xff {
		at++
	}
	if at >= len(w.data) {
		return -1
	}
	code := w.data[at]
	at++
	switch {
	case code == 0xd9:
		return -1
	case code == 0 || code == 1 || (code >= 0xd0 && code <= 0xd8):
		return at // a stuffed byte or a marker without body
	case at+2 > len(w.data):
		return -1
	}
	n := int(binary.BigEndian.Uint16(w.data[at:]))
	if n < 2 || at+n > len(w.data) {
		return -1
	}
	w.segment(code, w.data[at+2:at+n])
	return at + n
}

func (w *jpegWalker) segment(code byte, body []byte) {
	switch code {
	case 0xc0, 0xc1, 0xc2:
		w.frame(code == 0xc2, body)
	case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf:
		w.rare = true
	case 0xda:
		w.head.scans++
	case 0xe1:
		if exif, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok {
			w.head.Orientation = orientation(exif)
		}
	case 0xe2:
		// Profiles of several segments come in order in all known writers.
		if part, ok := bytes.CutPrefix(body, []byte("ICC_PROFILE\x00")); ok && len(part) > 2 && len(w.profile) < maxProfile {
			w.profile = append(w.profile, part[2:]...)
		}
	}
}

// frame reads precision, height, width and the components. The largest frame
// counts, should a file hold several.
func (w *jpegWalker) frame(progressive bool, body []byte) {
	if len(body) < 6 {
		return
	}
	h, v := int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	w.head.Height, w.head.Width = max(w.head.Height, h), max(w.head.Width, v)
	parts := int64(body[5])
	w.head.CMYK, w.head.grey = w.head.CMYK || parts == 4, parts == 1
	need := 16 * w.shares(body[6:]) // one byte a sample
	if progressive {
		need += 4 * need // and a 32-bit coefficient
	}
	if parts == 4 {
		need += 5 * 16 // black apart, and the CMYK picture
	}
	w.perPixel = max(w.perPixel, need)
}

// shares is the number of samples per pixel, rounded up: 3 for 4:4:4, 2 for
// 4:2:0.
func (w *jpegWalker) shares(components []byte) int64 {
	var sum, most int64
	for ; len(components) >= 3; components = components[3:] {
		s := int64(components[1]>>4) * int64(components[1]&15)
		sum, most = sum+s, max(most, s)
	}
	if most == 0 {
		return 4
	}
	return (sum + most - 1) / most
}

// orientation finds tag 0x0112 in the first directory of a TIFF block; 1 when
// there is none.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(entries) >= 12; n-- {
		if v := order.Uint16(entries[8:]); order.Uint16(entries) == 0x0112 && v >= 1 && v <= 8 {
			return int(v)
		}
		entries = entries[12:]
	}
	return 1
}
