package pdf

import (
	"bytes"
	"encoding/ascii85"
	"encoding/hex"
	"testing"
)

// unpacked takes the filters off bytes under ample limits.
func unpacked(t *testing.T, d dict, raw string) string {
	t.Helper()
	r, err := newDocument(nil, DefaultLimits()).unpack(&stream{dict: d, raw: []byte(raw)})
	if err != nil {
		t.Fatalf("unpack: %v", err)
	}
	return readAll(t, r)
}

func TestFilters(t *testing.T) {
	t.Parallel()
	a85 := make([]byte, ascii85.MaxEncodedLen(len(hello)))
	a85 = a85[:ascii85.Encode(a85, []byte(hello))]
	tests := map[string]struct {
		filter object
		raw    string
		want   string
	}{
		"none":                     {nil, hello, hello},
		"flate":                    {name("FlateDecode"), deflated(hello), hello},
		"flate, checksum cut":      {name("Fl"), deflated(hello)[:len(deflated(hello))-4], hello},
		"flate after a line end":   {name("FlateDecode"), "\r\n" + deflated(hello), hello},
		"flate, all garbage":       {name("FlateDecode"), "\x78\x9c\xff\xff\xff", ""},
		"hex":                      {name("ASCIIHexDecode"), hex.EncodeToString([]byte(hello)) + ">rest", hello},
		"hex, odd":                 {name("AHx"), "41 4", "A@"},
		"base 85":                  {name("ASCII85Decode"), string(a85) + "~>", hello},
		"base 85 with zeros":       {name("A85"), "z~>", "\x00\x00\x00\x00"},
		"lzw":                      {name("LZWDecode"), "\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", "-----A---B"},
		"lzw, code out of nowhere": {name("LZW"), "\x80\xff\xff", ""},
		"run length":               {name("RunLengthDecode"), "\x02abc\xfed\x80rest", "abcddd"},
		"run length, cut":          {name("RL"), "\x05ab", "ab"},
		"two":                      {array{name("ASCIIHexDecode"), name("FlateDecode")}, hex.EncodeToString([]byte(deflated(hello))) + ">", hello},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			if got := unpacked(t, dict{{"Filter", tt.filter}}, tt.raw); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLZWLongRun(t *testing.T) {
	t.Parallel()
	want := bytes.Repeat([]byte("abcabd"), 3000) // widens the codes up to 12 bits
	for _, early := range []bool{true, false} {
		d := dict{{"Filter", name("LZWDecode")}}
		if !early {
			d = append(d, entry{"DecodeParms", dict{{"EarlyChange", int64(0)}}})
		}
		if got := unpacked(t, d, string(lzw(want, early))); got != string(want) {
			t.Errorf("early %v: %d bytes came back, want %d", early, len(got), len(want))
		}
	}
}

// lzw encodes with the plainest possible encoder.
func lzw(data []byte, early bool) []byte {
	var out []byte
	var held, n uint32
	bits, next := uint32(9), 258
	put := func(code int) {
		held, n = held<<bits|uint32(code), n+bits
		for n >= 8 {
			out = append(out, byte(held>>(n-8)))
			n -= 8
		}
	}
	table := map[string]int{}
	code := func(s []byte) int {
		if len(s) == 1 {
			return int(s[0])
		}
		return table[string(s)]
	}
	put(lzwClear)
	var cur []byte
	for _, c := range data {
		grown := append(append([]byte{}, cur...), c)
		if _, known := table[string(grown)]; known || len(grown) == 1 {
			cur = grown
			continue
		}
		put(code(cur))
		table[string(grown)] = next
		next++
		limit := next
		if !early {
			limit-- // the decoder is one entry behind
		}
		if limit >= 1<<bits {
			bits++
		}
		cur = []byte{c}
		if next == 4090 {
			put(lzwClear)
			clear(table)
			bits, next = 9, 258
		}
	}
	put(code(cur))
	put(lzwEnd)
	if n > 0 {
		out = append(out, byte(held<<(8-n)))
	}
	return out
}

func TestPredictors(t *testing.T) {
	t.Parallel()
	pixels := make([]byte, 12*7)
	for i := range pixels {
		pixels[i] = byte(i * i)
	}
	d := dict{{"Filter", name("FlateDecode")}, {"DecodeParms", dict{
		{"Predictor", int64(15)}, {"Colors", int64(3)}, {"Columns", int64(4)}}}}
	if got := unpacked(t, d, deflated(string(predict(pixels, 12, 3)))); got != string(pixels) {
		t.Errorf("PNG prediction: got %x, want %x", got, pixels)
	}
	tiff := dict{{"Filter", name("FlateDecode")}, {"DecodeParms", dict{{"Predictor", int64(2)}, {"Columns", int64(4)}}}}
	if got := unpacked(t, tiff, deflated("\x01\x01\x01\x01\x05\x01")); got != "\x01\x02\x03\x04\x05\x06" {
		t.Errorf("TIFF prediction: got %x", got)
	}
}
