package read

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"time"
)

// Object ids of PostgreSQL's types that columns have (pg_type.dat).
const (
	oidBool        = 16
	oidInt8        = 20
	oidInt2        = 21
	oidInt4        = 23
	oidText        = 25
	oidFloat4      = 700
	oidFloat8      = 701
	oidTextArray   = 1009
	oidVarchar     = 1043
	oidTimestamptz = 1184
	oidUUID        = 2950
)

// epoch is where PostgreSQL's timestamps count from, in microseconds of Unix time.
const epoch = 946684800_000000

// cell is one value of a packed row: its type and its binary form; null when
// data is nil.
type cell struct {
	oid  uint32
	data []byte
}

// unpack finds the cells in rows that record_send has packed one after another:
// per row a count, per cell the type, the length (-1: null) and the bytes. It
// gives the place of each cell's length, width a row.
func unpack(packed []byte, width int) ([]int32, error) {
	at := make([]int32, 0, len(packed)/16) // a short cell with its head
	for p := 0; p < len(packed); {
		if p+4 > len(packed) || int(binary.BigEndian.Uint32(packed[p:])) != width {
			return nil, fmt.Errorf("read: a row at %d does not have %d cells", p, width)
		}
		p += 4
		for range width {
			if p+8 > len(packed) {
				return nil, fmt.Errorf("read: a row breaks off at %d", p)
			}
			at = append(at, int32(p+4))
			n := int(int32(binary.BigEndian.Uint32(packed[p+4:])))
			if p += 8 + max(0, n); p > len(packed) {
				return nil, fmt.Errorf("read: a cell breaks off at %d", p)
			}
		}
	}
	return at, nil
}

func cellAt(packed []byte, at int32) cell {
	n := int32(binary.BigEndian.Uint32(packed[at:]))
	c := cell{oid: binary.BigEndian.Uint32(packed[at-4:])}
	if n >= 0 {
		c.data = packed[at+4 : at+4+n : at+4+n]
	}
	return c
}

// append writes the cell as JSON. kind is the GraphQL type whose id a uuid is;
// empty for a plain value. A cell of the wrong size is the statement's mistake.
func (c cell) append(b []byte, kind string) []byte {
	switch c.oid {
	case oidUUID:
		if kind != "" {
			return appendGlobal(b, kind, c.data)
		}
		b = append(b, '"')
		return append(appendUUID(b, c.data), '"')
	case oidInt2, oidInt4, oidInt8:
		return strconv.AppendInt(b, c.integer(), 10)
	case oidFloat8:
		return strconv.AppendFloat(b, math.Float64frombits(binary.BigEndian.Uint64(c.data)), 'g', -1, 64)
	case oidFloat4:
		return strconv.AppendFloat(b, float64(math.Float32frombits(binary.BigEndian.Uint32(c.data))), 'g', -1, 32)
	case oidBool:
		return strconv.AppendBool(b, c.data[0] != 0)
	case oidTimestamptz:
		return appendTime(b, c.time())
	case oidTextArray:
		return c.appendArray(b)
	}
	return appendText(b, c.data)
}

// finite tells whether JSON has a number for the cell: it has none for NaN and
// the infinities, which a float column may hold.
func (c cell) finite() bool {
	f := 0.0
	switch c.oid {
	case oidFloat8:
		f = math.Float64frombits(binary.BigEndian.Uint64(c.data))
	case oidFloat4:
		f = float64(math.Float32frombits(binary.BigEndian.Uint32(c.data)))
	}
	return isFinite(f)
}

func isFinite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

func (c cell) integer() int64 {
	switch len(c.data) {
	case 2:
		return int64(int16(binary.BigEndian.Uint16(c.data)))
	case 4:
		return int64(int32(binary.BigEndian.Uint32(c.data)))
	}
	return int64(binary.BigEndian.Uint64(c.data))
}

func (c cell) time() time.Time {
	return time.UnixMicro(int64(binary.BigEndian.Uint64(c.data)) + epoch).UTC()
}

// appendArray writes a text[] of one dimension: dimensions, flags and type,
// then size and lower bound, then each element with its length.
func (c cell) appendArray(b []byte) []byte {
	b = append(b, '[')
	if binary.BigEndian.Uint32(c.data) == 0 {
		return append(b, ']')
	}
	n := int(binary.BigEndian.Uint32(c.data[12:]))
	for p := 20; n > 0; n-- {
		size := int(int32(binary.BigEndian.Uint32(c.data[p:])))
		p += 4
		if size < 0 {
			b = append(b, "null"...)
		} else {
			b = appendText(b, c.data[p:p+size])
			p += size
		}
		if n > 1 {
			b = append(b, ',')
		}
	}
	return append(b, ']')
}

// text is the cell as the text that Go functions and cursors are given.
func (c cell) text() string {
	switch c.oid {
	case oidUUID:
		return string(appendUUID(nil, c.data))
	case oidInt2, oidInt4, oidInt8:
		return strconv.FormatInt(c.integer(), 10)
	case oidTimestamptz:
		return c.time().Format(time.RFC3339Nano)
	}
	return string(c.data)
}

func appendUUID(b, u []byte) []byte {
	for i, c := range u {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			b = append(b, '-')
		}
		b = append(b, digits[c>>4], digits[c&15])
	}
	return b
}

// appendGlobal writes the id that the API shows: ids.Global, without detours.
func appendGlobal(b []byte, kind string, uuid []byte) []byte {
	var room [96]byte
	plain := append(append(room[:0], kind...), ':')
	plain = appendUUID(plain, uuid)
	b = append(b, '"')
	b = base64.RawURLEncoding.AppendEncode(b, plain)
	return append(b, '"')
}
