package text

import (
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"
)

// assembled is a font file of these tables, in the order of their tags.
func assembled(part map[string]table) []byte {
	tags := slices.Sorted(maps.Keys(part))
	n := len(tags)
	step := 1 << (bits.Len(uint(n)) - 1)
	file := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 * step, bits.Len(uint(n)) - 1, 16 * (n - step)} {
		file = binary.BigEndian.AppendUint16(file, uint16(v))
	}
	at := 12 + 16*n
	for _, tag := range tags {
		b := part[tag]
		file = append(file, tag...)
		for _, v := range []int{int(checksum(b)), at, len(b)} {
			file = binary.BigEndian.AppendUint32(file, uint32(v))
		}
		at += (len(b) + 3) / 4 * 4
	}
	for _, tag := range tags {
		file = aligned(append(file, part[tag]...))
	}
	return file
}

// aligned appends zeros up to a four byte boundary.
func aligned(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// checksum adds up a table in steps of four bytes.
func checksum(b table) (sum uint32) {
	for i := 0; i < len(b); i += 4 {
		if i+4 <= len(b) {
			sum += b.u32(i)
			continue
		}
		var rest [4]byte
		copy(rest[:], b[i:])
		sum += binary.BigEndian.Uint32(rest[:])
	}
	return sum
}
