package raster

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// tags are what a file says about how it is to be shown.
type tags struct {
	turned  bool
	profile []byte // ICC; nil when there is none
}

const maxProfile = 4 << 20

// pngTags reads the chunks before the pixels.
func pngTags(b []byte) tags {
	for at := len(pngMagic); at+12 <= len(b); {
		size := int(binary.BigEndian.Uint32(b[at:]))
		kind := string(b[at+4 : at+8])
		if size > len(b)-at-12 || kind == "IDAT" {
			break
		}
		if kind == "iCCP" {
			return tags{profile: unpackProfile(b[at+8 : at+8+size])}
		}
		at += 12 + size
	}
	return tags{}
}

// unpackProfile skips the profile's name and inflates it. A broken profile
// counts as a foreign one.
func unpackProfile(chunk []byte) []byte {
	_, packed, _ := bytes.Cut(chunk, []byte{0})
	if len(packed) < 2 {
		return []byte{}
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return []byte{}
	}
	profile, _ := io.ReadAll(io.LimitReader(z, maxProfile))
	return append([]byte{}, profile...)
}

// Markers of a JPEG file.
const (
	markSOS  = 0xDA
	markAPP1 = 0xE1
	markAPP2 = 0xE2
)

// jpegTags reads the segments before the pixels.
func jpegTags(b []byte) tags {
	var t tags
	for at := 2; at+4 <= len(b) && b[at] == 0xFF && b[at+1] != markSOS; {
		size := int(binary.BigEndian.Uint16(b[at+2:]))
		if size < 2 || at+2+size > len(b) {
			break
		}
		body := b[at+4 : at+2+size]
		switch b[at+1] {
		case markAPP1:
			t.turned = t.turned || turned(body)
		case markAPP2:
			if rest, ok := bytes.CutPrefix(body, []byte("ICC_PROFILE\x00")); ok && len(rest) > 2 && len(t.profile) < maxProfile {
				t.profile = append(t.profile, rest[2:]...) // after number and count
			}
		}
		at += 2 + size
	}
	return t
}

const orientationTag = 0x0112

// turned tells whether an Exif segment asks for anything but upright.
func turned(body []byte) bool {
	tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return false
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return false
	}
	count := int64(order.Uint16(tiff[at:]))
	for i := range count {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return false
		}
		if order.Uint16(tiff[entry:]) == orientationTag {
			return order.Uint16(tiff[entry+8:]) > 1
		}
	}
	return false
}

// isSRGB tells whether a profile is sRGB, or grey, which has no hue to shift.
func isSRGB(profile []byte) bool {
	if len(profile) < 128 {
		return false
	}
	switch string(profile[16:20]) {
	case "GRAY":
		return true
	case "RGB ":
		wide := []byte("\x00s\x00R\x00G\x00B")
		return bytes.Contains(profile, []byte("sRGB")) || bytes.Contains(profile, wide) || isTinySRGB(profile)
	}
	return false
}

// isTinySRGB knows the two shortened profiles that photo services put in.
func isTinySRGB(profile []byte) bool {
	return len(profile) < 700 && (bytes.Contains(profile, []byte("c2ci")) || bytes.Contains(profile, []byte("\x00c\x002")) || bytes.Contains(profile, []byte("c2\x00")))
}
