package bitmap

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
)

// maxProfile bounds an ICC profile after inflation; real ones are under 1 MB.
const maxProfile = 4 << 20

// pngHeader reads IHDR, and iCCP where it stands before the pixels.
func pngHeader(data []byte) (Header, error) {
	if len(data) < 33 || string(data[12:16]) != "IHDR" {
		return Header{}, damaged(errShort)
	}
	w, h := binary.BigEndian.Uint32(data[16:]), binary.BigEndian.Uint32(data[20:])
	if w == 0 || h == 0 || w > 1<<31-1 || h > 1<<31-1 {
		return Header{}, damaged(errors.New("a side has no pixels"))
	}
	head := Header{Format: PNG, Width: int(w), Height: int(h), Orientation: 1}
	head.memory = int64(w) * int64(h) * pngBytes(data[24], data[25], data[28]) / 2
	head.shortest = pngRaw(int64(w), int64(h), data[24], data[25]) / maxDeflate
	head.Profile, head.gamma = pngProfile(data[8:]), pngGamma(data[8:])
	head.grey = data[25] == 0 || data[25] == 4
	return head, nil
}

// maxDeflate is the most that deflate can unpack from one byte.
const maxDeflate = 1032

// pngRaw is about how many bytes the pixels unpack to.
func pngRaw(w, h int64, depth, kind byte) int64 {
	channels := map[byte]int64{2: 3, 4: 2, 6: 4}[kind]
	return h * (w * max(channels, 1) * int64(depth) / 8)
}

// pngBytes is twice the bytes a pixel takes while it is decoded and converted:
// Go's own image, half of it again when interlaced, and our copy if one is
// needed.
func pngBytes(depth, kind, interlaced byte) int64 {
	own, copied := int64(4), int64(0)
	switch kind {
	case 0, 3: // grey or palette
		own, copied = 1, 4
	}
	if depth == 16 {
		own, copied = 8, 4
	}
	if interlaced != 0 {
		return 3*own + 2*copied
	}
	return 2*own + 2*copied
}

// pngProfile walks the chunks before the first IDAT.
func pngProfile(chunks []byte) []byte {
	for len(chunks) >= 12 {
		n := int64(binary.BigEndian.Uint32(chunks))
		if n+12 > int64(len(chunks)) {
			return nil
		}
		body := chunks[8 : 8+n]
		switch string(chunks[4:8]) {
		case "IDAT", "sRGB": // sRGB stands instead of a profile
			return nil
		case "iCCP":
			return inflateProfile(body)
		}
		chunks = chunks[12+n:]
	}
	return nil
}

// inflateProfile reads name, zero, method, zlib stream.
func inflateProfile(body []byte) []byte {
	_, rest, ok := bytes.Cut(body, []byte{0})
	if !ok || len(rest) < 1 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	return profile
}
