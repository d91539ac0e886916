package bitmap

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// Pictures for the tests: 16 x 8 pixels whose left half is red, so that it can
// be seen which way they lie.

func sample() *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, 16, 8))
	for y := range 8 {
		for x := range 16 {
			c := color.NRGBA{0, 0, 255, 255}
			if x < 8 {
				c = color.NRGBA{255, 0, 0, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func encodePNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encodeJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pngChunk is one chunk with its checksum.
func pngChunk(name string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	body := append([]byte(name), data...)
	return binary.BigEndian.AppendUint32(append(b, body...), crc32.ChecksumIEEE(body))
}

// pngFile puts a PNG together by hand. Kind 0 is grey, 2 RGB, 3 palette, 6 RGBA.
func pngFile(w, h int, depth, kind, interlace byte, raw []byte, extra ...[]byte) []byte {
	head := binary.BigEndian.AppendUint32(nil, uint32(w))
	head = binary.BigEndian.AppendUint32(head, uint32(h))
	b := append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", append(head, depth, kind, 0, 0, interlace))...)
	for _, e := range extra {
		b = append(b, e...)
	}
	b = append(b, pngChunk("IDAT", deflate(raw))...)
	return append(b, pngChunk("IEND", nil)...)
}

func deflate(raw []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(raw) //nolint:errcheck // a buffer does not fail
	z.Close()    //nolint:errcheck // a buffer does not fail
	return b.Bytes()
}

// withExif puts an orientation into a JPEG.
func withExif(jpg []byte, orientation byte) []byte {
	tiff := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00")
	tiff[len(tiff)-3] = orientation
	seg := append([]byte{0xff, 0xe1, 0, byte(len(tiff) + 2)}, tiff...)
	return append(append([]byte{0xff, 0xd8}, seg...), jpg[2:]...)
}

// p3 is a profile with the primaries of Display P3.
func p3() []byte {
	tags := []struct {
		name string
		data []byte
	}{
		{"rXYZ", xyz(0.51512, 0.2412, -0.00105)}, {"gXYZ", xyz(0.29198, 0.69225, 0.04189)}, {"bXYZ", xyz(0.1571, 0.06657, 0.78407)},
		{"rTRC", srgbCurve()}, {"gTRC", srgbCurve()}, {"bTRC", srgbCurve()},
	}
	b := make([]byte, 128)
	copy(b[16:], "RGB XYZ ")
	b = binary.BigEndian.AppendUint32(b, uint32(len(tags)))
	at := 132 + 12*len(tags)
	var body []byte
	for _, tag := range tags {
		b = append(b, tag.name...)
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(body)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(tag.data)))
		body = append(body, tag.data...)
	}
	return append(b, body...)
}

func xyz(vs ...float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range vs {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(v*65536)))
	}
	return b
}

// srgbCurve is the tone curve of sRGB as a parametric curve of kind 3.
func srgbCurve() []byte {
	b := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(v*65536)))
	}
	return b
}

// iccFile is a profile with one tag.
func iccFile(space, connection, name string, tag []byte) []byte {
	b := make([]byte, 144, 144+len(tag))
	copy(b[16:], space+connection)
	b[131] = 1
	copy(b[132:], name)
	binary.BigEndian.PutUint32(b[136:], 144)
	binary.BigEndian.PutUint32(b[140:], uint32(len(tag)))
	return append(b, tag...)
}

// pressTable is a table of 16 bits with straight curves and two points an ink.
func pressTable() []byte {
	b := make([]byte, 52)
	copy(b, "mft2")
	b[8], b[9], b[10], b[49], b[51] = 4, 3, 2, 2, 2
	add := func(vs ...float64) {
		for _, v := range vs {
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		}
	}
	straight := func(n int) {
		for range n {
			add(0, 65535)
		}
	}
	straight(4)
	for n := range 16 { // cyan is the highest bit, black the lowest
		l, a, bb := 100., 0., 0.
		switch {
		case n&1 == 1:
			l = 0
		case n == 6:
			l, a, bb = 54.29, 80.81, 69.89
		}
		add(l*65280/100, (a+128)*256, (bb+128)*256)
	}
	straight(3)
	return b
}
