package intake

import (
	"encoding/binary"
	"errors"
)

var errFrame = errors.New("intake: the frame is cut short")

// join writes parts one after the other, each behind its length.
func join(parts ...[]byte) []byte {
	size := 0
	for _, p := range parts {
		size += 8 + len(p)
	}
	out := make([]byte, 0, size)
	for _, p := range parts {
		out = binary.BigEndian.AppendUint64(out, uint64(len(p)))
		out = append(out, p...)
	}
	return out
}

// split takes n or more parts apart.
func split(b []byte, atLeast int) ([][]byte, error) {
	var parts [][]byte
	for len(b) > 0 {
		if len(b) < 8 {
			return nil, errFrame
		}
		n := binary.BigEndian.Uint64(b)
		b = b[8:]
		if n > uint64(len(b)) {
			return nil, errFrame
		}
		parts, b = append(parts, b[:n]), b[n:]
	}
	if len(parts) < atLeast {
		return nil, errFrame
	}
	return parts, nil
}
