package logotest

import (
	"encoding/binary"
	"hash/crc32"
)

// lie is the header of a PNG and next to nothing of its pixels, 66 bytes in all.
func lie(w, h uint32) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32(nil, w)
	head = binary.BigEndian.AppendUint32(head, h)
	b = chunk(b, "IHDR", append(head, 8, 6, 0, 0, 0))
	b = chunk(b, "IDAT", []byte{0x78, 0x9c, 0x03, 0, 0, 0, 0, 0, 1})
	return chunk(b, "IEND", nil)
}

// PNGHeader is a PNG that claims a size and holds no pixels.
func PNGHeader(w, h int) []byte { return lie(uint32(w), uint32(h)) }

func chunk(b []byte, name string, data []byte) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
	body := append([]byte(name), data...)
	b = append(b, body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(body))
}
