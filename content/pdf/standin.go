package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strconv"

	"github.com/signintech/gopdf"

	"github.com/portico-prm/portico/content/place"
)

// standIn places a fragment: gopdf is given a picture n+1 pixels wide for
// fragment n and writes its place into the page.
func (o *overlay) standIn(key string, shared bool, box place.Rect, build func() (fragment, error)) error {
	if !finite(box.X, box.Y, box.W, box.H) || box.W <= 0 || box.H <= 0 {
		return errors.New("no usable box")
	}
	n, known := o.byKey[key]
	if !shared || !known {
		f, err := build()
		if err != nil {
			return err
		}
		n = len(o.stands)
		if n == mostStandIns {
			return errors.New("too many pictures")
		}
		o.stands = append(o.stands, f)
		if shared {
			o.byKey[key] = n
		}
	}
	return o.gp.ImageByHolder(newHolder(n), box.X, box.Y, &gopdf.Rect{W: box.W, H: box.H})
}

// mostStandIns bounds the pictures of one document.
const mostStandIns = 4096

// holder hands a stand-in to gopdf.
type holder struct {
	id string
	*bytes.Reader
}

func newHolder(n int) holder {
	return holder{"stand-in " + strconv.Itoa(n), bytes.NewReader(widePNG(n + 1))}
}

// ID tells gopdf which pictures are the same.
func (h holder) ID() string { return h.id }

// widePNG is a black picture, one pixel high, of one bit a pixel.
func widePNG(width int) []byte {
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, uint32(width))
	binary.BigEndian.PutUint32(head[4:], 1)
	head[8] = 1 // bits; grey, no interlacing
	b := append([]byte{}, "\x89PNG\r\n\x1a\n"...)
	b = appendChunk(b, "IHDR", head)
	b = appendChunk(b, "IDAT", stored(make([]byte, 1+(width+7)/8)))
	return appendChunk(b, "IEND", nil)
}

func appendChunk(b []byte, kind string, data []byte) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
	start := len(b)
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:]))
}

// stored is zlib data of zeros without compression; their checksum is known.
func stored(zeros []byte) []byte {
	n := uint16(len(zeros))
	b := []byte{0x78, 0x01, 0x01}
	b = binary.LittleEndian.AppendUint16(b, n)
	b = binary.LittleEndian.AppendUint16(b, ^n)
	b = append(b, zeros...)
	return binary.BigEndian.AppendUint32(b, uint32(n)<<16|1)
}
