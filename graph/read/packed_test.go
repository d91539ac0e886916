package read

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testdb"
)

// Every type that a column may have is written as PostgreSQL means it.
func TestCellsAreWrittenAsPostgreSQLMeansThem(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	const id = "018f4e5a-7b1c-7d2e-8f30-0123456789ab"
	for _, tt := range []struct{ sql, want string }{
		{"null::text", ""}, {"''::text", `""`}, {"'a\"\\'::varchar", `"a\"\\"`},
		{"'{}'::text[]", `[]`}, {"'{a,\"b c\",NULL,\"\"}'::text[]", `["a","b c",null,""]`},
		{"(-32768)::int2", "-32768"}, {"2147483647::int4", "2147483647"}, {"(-9223372036854775807)::int8", "-9223372036854775807"},
		{"0.1::float8", "0.1"}, {"(-1e300)::float8", "-1e+300"}, {"0.1::float4", "0.1"}, {"true", "true"}, {"false", "false"},
		{"timestamptz '1969-12-31 23:59:59.999999+00'", `"1969-12-31T23:59:59.999999Z"`}, {"timestamptz '2026-11-28 01:00:00+02'", `"2026-11-27T23:00:00Z"`},
		{"timestamptz '0001-01-01 00:00:00+00'", `"0001-01-01T00:00:00Z"`},
		{"uuid '" + id + "'", `"` + id + `"`},
	} {
		c := oneCell(t, d, tt.sql)
		if c.data == nil {
			if tt.want != "" {
				t.Errorf("%s is null", tt.sql)
			}
			continue
		}
		if got := string(c.append(nil, "")); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.sql, got, tt.want)
		}
	}
	if got := string(oneCell(t, d, "uuid '"+id+"'").append(nil, "Partner")); got != `"`+ids.Global("Partner", id)+`"` {
		t.Errorf("a global id: %s", got)
	}
	for _, odd := range []string{"'NaN'::float8", "'-Infinity'::float8", "'Infinity'::float4"} {
		if oneCell(t, d, odd).finite() {
			t.Errorf("%s is a number", odd)
		}
	}
}

type asked interface {
	GetContext(ctx context.Context, dst any, query string, args ...any) error
}

func oneCell(t *testing.T, d asked, sql string) cell {
	t.Helper()
	var packed []byte
	if err := d.GetContext(t.Context(), &packed, "select string_agg(record_send(q), ''::bytea) from (select "+sql+") q"); err != nil {
		t.Fatal(err)
	}
	at, err := unpack(packed, 1)
	if err != nil || len(at) != 1 {
		t.Fatalf("%s: %v %v", sql, at, err)
	}
	return cellAt(packed, at[0])
}

// pack is record_send.
func pack(rows ...[]cell) (b []byte) {
	for _, row := range rows {
		b = binary.BigEndian.AppendUint32(b, uint32(len(row)))
		for _, c := range row {
			b = binary.BigEndian.AppendUint32(b, c.oid)
			if c.data == nil {
				b = binary.BigEndian.AppendUint32(b, 0xffffffff)
				continue
			}
			b = binary.BigEndian.AppendUint32(b, uint32(len(c.data)))
			b = append(b, c.data...)
		}
	}
	return b
}

func TestRowsThatBreakOffAreRefused(t *testing.T) {
	t.Parallel()
	whole := pack([]cell{{oidText, []byte("abc")}, {oidText, nil}}, []cell{{oidText, []byte{}}, {oidInt4, []byte{0, 0, 0, 1}}})
	if at, err := unpack(whole, 2); err != nil || len(at) != 4 {
		t.Fatalf("%v %v", at, err)
	}
	first := len(pack([]cell{{oidText, []byte("abc")}, {oidText, nil}}))
	for n := range whole {
		if _, err := unpack(whole[:n], 2); (err == nil) != (n == 0 || n == first) {
			t.Errorf("%d of %d bytes: %v", n, len(whole), err)
		}
	}
	if _, err := unpack(whole, 3); err == nil {
		t.Error("rows of another width are taken")
	}
}

// sizes are those of cells that have one.
var sizes = map[uint32]int{oidBool: 1, oidInt2: 2, oidInt4: 4, oidInt8: 8, oidFloat4: 4, oidFloat8: 8, oidTimestamptz: 8, oidUUID: 16}

// cellsOf makes cells of any bytes: a type, a length, the data.
func cellsOf(raw []byte) (row []cell) {
	oids := []uint32{oidBool, oidInt2, oidInt4, oidInt8, oidFloat4, oidFloat8, oidTimestamptz, oidUUID, oidText, oidVarchar, oidTextArray}
	for len(raw) > 1 {
		oid, n := oids[int(raw[0])%len(oids)], int(raw[1])
		raw = raw[2:]
		if fixed := sizes[oid]; fixed > 0 {
			n = fixed
		}
		c := cell{oid: oid}
		if n <= len(raw) {
			c.data, raw = raw[:n:n], raw[n:]
		}
		if oid == oidTextArray && c.data != nil {
			c.data = arrayOf(c.data)
		}
		row = append(row, c)
	}
	return row
}

// arrayOf is the binary form of a text[] with one element a byte; 0 is null.
func arrayOf(raw []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(min(1, len(raw))))
	b = append(binary.BigEndian.AppendUint32(b, 1), 0, 0, 0, oidText)
	if len(raw) == 0 {
		return b
	}
	b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, uint32(len(raw))), 1)
	for _, c := range raw {
		if c == 0 {
			b = binary.BigEndian.AppendUint32(b, 0xffffffff)
			continue
		}
		b = append(binary.BigEndian.AppendUint32(b, 1), c)
	}
	return b
}

// Whatever the rows hold, unpacking never panics and cells are valid JSON.
func FuzzRead(f *testing.F) {
	f.Add([]byte("\x08\x03a\"\\"))
	f.Add([]byte("\x05\x00\x7f\xf8\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("\x0a\x03x\x00\xff\x06\x00\x80\x00\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("\x00\x00\x00\x01\x00\x00\x00\x19\xff\xff\xff\xfe"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for width := 1; width < 4; width++ {
			if at, err := unpack(raw, width); err == nil {
				for _, p := range at {
					_ = cellAt(raw, p)
				}
			}
		}
		row := cellsOf(raw)
		packed := pack(row, row)
		at, err := unpack(packed, len(row))
		if len(row) > 0 && (err != nil || len(at) != 2*len(row)) {
			t.Fatalf("%d cells: %v %v", len(row), at, err)
		}
		for _, p := range at {
			c := cellAt(packed, p)
			if c.data == nil || !c.finite() {
				continue
			}
			if b := c.append(nil, "Box"); !json.Valid(b) {
				t.Fatalf("%d %x is written as %s", c.oid, c.data, b)
			}
			_ = c.text()
		}
	})
}

// A timestamp out of Go's range is still a text.
func TestTheEndsOfTimeDoNotBreakAnAnswer(t *testing.T) {
	t.Parallel()
	for _, edge := range []uint64{1 << 63, 1<<63 - 1, 0} {
		c := cell{oidTimestamptz, binary.BigEndian.AppendUint64(nil, edge)}
		if b := c.append(nil, ""); !json.Valid(b) {
			t.Errorf("%x: %s", edge, b)
		}
	}
	if got := (cell{oidTimestamptz, make([]byte, 8)}).time(); !got.Equal(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) {
		t.Error(fmt.Sprint("PostgreSQL counts from ", got))
	}
}
