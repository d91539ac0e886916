package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A package file is a magic word with the version, a table, and the bytes that
// the table speaks of, one after the other:
//
//	"PORTICO\x01"
//	uint32 entries
//	entries x { uint16 length of name, name, uint64 size, SHA-256 }
//	bytes
//
// Numbers are big endian; names are sorted, the first one is empty: the head.
const magic = "PORTICO\x01"

const (
	maxEntries = 1000
	maxName    = 1200
)

var errPackage = errors.New("this is not a compiled template, or it is damaged")

func pack(head []byte, blobs map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(blobs))
	out := append([]byte(magic), 0, 0, 0, 0)
	binary.BigEndian.PutUint32(out[len(magic):], uint32(len(names)+1))
	out = entry(out, "", head)
	for _, n := range names {
		out = entry(out, n, blobs[n])
	}
	out = append(out, head...)
	for _, n := range names {
		out = append(out, blobs[n]...)
	}
	return out
}

func entry(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint16(out, uint16(len(name)))
	out = append(out, name...)
	out = binary.BigEndian.AppendUint64(out, uint64(len(data)))
	sum := sha256.Sum256(data)
	return append(out, sum[:]...)
}

// row is one line of the table.
type row struct {
	name string
	size uint64
	sum  [sha256.Size]byte
}

func unpack(b []byte) (head []byte, blobs map[string][]byte, err error) {
	rows, rest, err := table(b)
	if err != nil {
		return nil, nil, err
	}
	blobs = map[string][]byte{}
	for i, r := range rows {
		if r.size > uint64(len(rest)) {
			return nil, nil, errPackage
		}
		data := rest[:r.size:r.size]
		rest = rest[r.size:]
		if sha256.Sum256(data) != r.sum {
			return nil, nil, fmt.Errorf("%w: %q has changed", errPackage, r.name)
		}
		if i == 0 {
			head = data
			continue
		}
		blobs[r.name] = data
	}
	if len(rest) > 0 {
		return nil, nil, errPackage
	}
	return head, blobs, nil
}

func table(b []byte) ([]row, []byte, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok || len(rest) < 4 {
		return nil, nil, errPackage
	}
	n := binary.BigEndian.Uint32(rest)
	rest = rest[4:]
	if n < 1 || n > maxEntries {
		return nil, nil, errPackage
	}
	rows := make([]row, n)
	for i := range rows {
		if rest, ok = rows[i].read(rest); !ok || (i == 0) != (rows[i].name == "") || i > 0 && rows[i].name <= rows[i-1].name {
			return nil, nil, errPackage
		}
	}
	return rows, rest, nil
}

func (r *row) read(b []byte) ([]byte, bool) {
	if len(b) < 2 {
		return b, false
	}
	n := int(binary.BigEndian.Uint16(b))
	if b = b[2:]; n > maxName || len(b) < n+8+sha256.Size {
		return b, false
	}
	r.name, r.size = string(b[:n]), binary.BigEndian.Uint64(b[n:])
	copy(r.sum[:], b[n+8:])
	return b[n+8+sha256.Size:], true
}
