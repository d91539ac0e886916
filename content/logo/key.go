package logo

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"image"
)

// key is the SHA-256 of what a mark looks like: the JSON of its tree, or the
// size of its picture and its pixels. How they are packed does not matter.
func (m *Mark) key() (string, error) {
	if m.Kind == Vector {
		b, err := json.Marshal(m.Tree)
		return hexSum([]byte("vector\n"), b), err
	}
	return hexSum(sizeOf(m.Image), m.Image.Pix), nil
}

func sizeOf(m *image.NRGBA) []byte {
	b := []byte("raster\n")
	b = binary.BigEndian.AppendUint32(b, uint32(m.Rect.Dx()))
	return binary.BigEndian.AppendUint32(b, uint32(m.Rect.Dy()))
}

func hexSum(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}
