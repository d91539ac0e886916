package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"regexp"
	"strings"
	"sync"
)

// Standards for archives and for the press want colours that mean the same on
// every device. Our drawings are in sRGB, so a copy that keeps such a standard
// says so: it carries the profile, and every resource dictionary of ours makes
// it the meaning of plain RGB.

// calibrate writes the profile once and notes its number.
func (t *tail) calibrate() {
	profile := t.addPart(part{dict: "<</N 3\n/Alternate /DeviceRGB\n>>", stream: srgb(), packed: true}, 0)
	t.rgb = string(appendRef(nil, ref{t.add(fmt.Appendf(nil, "[/ICCBased %d 0 R]", profile)), 0}))
}

// calibrated is the dictionary of an object of ours with the profile in the
// place of plain RGB. Operators of a form speak of plain RGB too; its resources
// say what that is.
func (t *tail) calibrated(dict string) string {
	if t.rgb == "" {
		return dict
	}
	dict = strings.ReplaceAll(dict, "/DeviceRGB", t.rgb)
	if strings.Contains(dict, "/Subtype /Form") && !strings.Contains(dict, "/ColorSpace <<") {
		dict = strings.Replace(dict, "/Resources <<", "/Resources <<"+t.plainRGB(), 1)
	}
	return dict
}

func (t *tail) plainRGB() string { return "/ColorSpace <</DefaultRGB " + t.rgb + ">> " }

var rgbOperator = regexp.MustCompile(`(?m)^([0-9.]+) ([0-9.]+) ([0-9.]+) (rg|RG)\b`)

// greys turns neutral colours of words and fills into greys, which presses print
// with black ink alone: small black letters of four inks are never sharp.
func greys(content []byte) []byte {
	return rgbOperator.ReplaceAllFunc(content, func(m []byte) []byte {
		f := bytes.Fields(m)
		if !bytes.Equal(f[0], f[1]) || !bytes.Equal(f[1], f[2]) {
			return m
		}
		return append(append(bytes.Clone(f[0]), ' '), f[3][len(f[3])-1])
	})
}

// srgb is the profile of sRGB (IEC 61966-2-1) as ICC.1:2001 writes it, packed:
// primaries under D50 and one curve for all three.
var srgb = sync.OnceValue(func() []byte {
	curve := iccCurve()
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", iccText("desc", "sRGB IEC61966-2.1")}, {"cprt", iccText("text", "Public domain")},
		{"wtpt", iccXYZ(0.9642, 1, 0.8249)}, {"rXYZ", iccXYZ(0.43607, 0.22249, 0.01392)},
		{"gXYZ", iccXYZ(0.38515, 0.71687, 0.09708)}, {"bXYZ", iccXYZ(0.14307, 0.06061, 0.7141)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	start := 128 + 4 + 12*len(tags)
	for _, tag := range tags {
		at := start + len(data)
		if known := bytes.Index(data, tag.data); known >= 0 {
			at = start + known
		} else {
			data = append(data, tag.data...)
		}
		table = append(table, tag.name...)
		table = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(table, uint32(at)), uint32(len(tag.data)))
	}
	return pack(append(append(iccHeader(start+len(data)), table...), data...))
})

func iccHeader(size int) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h, uint32(size))
	copy(h[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(h[24:], "\x07\xd0\x00\x01\x00\x01") // 1 January 2000: equal files for ever
	copy(h[36:], "acsp")
	copy(h[68:], iccXYZ(0.9642, 1, 0.8249)[8:])
	return h
}

func iccXYZ(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(math.Round(v*65536)))
	}
	return b
}

// iccText is a text tag; one of type desc has its length, and room for the text
// in other scripts.
func iccText(kind, text string) []byte {
	b := append([]byte(kind), 0, 0, 0, 0)
	if kind == "desc" {
		b = binary.BigEndian.AppendUint32(b, uint32(len(text)+1))
	}
	b = append(append(b, text...), 0)
	if kind == "desc" {
		b = append(b, make([]byte, 8+3+67)...)
	}
	return append(b, make([]byte, (4-len(b)%4)%4)...)
}

func iccCurve() []byte {
	const points = 1024
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
