package pdf

import (
	"encoding/binary"
	"fmt"
	"math"
	"unicode/utf16"
)

// table is one table of a TrueType file.
type table struct {
	tag  string
	data []byte
}

// file is the subset as it is embedded: outlines and metrics, nothing that a
// viewer finds in the PDF font already.
func (c *cutFont) file() []byte {
	glyf, loca := c.outlines()
	return sfnt([]table{
		{"glyf", glyf}, {"head", c.head()}, {"hhea", c.hhea()},
		{"hmtx", c.hmtx()}, {"loca", loca}, {"maxp", c.maxp()},
	})
}

// outlines joins the shapes; offsets are long, so that any length fits.
func (c *cutFont) outlines() (glyf, loca []byte) {
	for _, s := range c.shapes {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, s...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

func (c *cutFont) head() []byte {
	b := append([]byte{}, c.face.Table("head")...)
	binary.BigEndian.PutUint32(b[8:], 0)  // adjustment of the checksum, set later
	binary.BigEndian.PutUint16(b[50:], 1) // long offsets
	return b
}

func (c *cutFont) hhea() []byte {
	b := append([]byte{}, c.face.Table("hhea")...)
	binary.BigEndian.PutUint16(b[34:], uint16(len(c.shapes)))
	return b
}

// maxp tells readers how large glyphs may be; fonts with hints or not have the
// long form of it.
func (c *cutFont) maxp() []byte {
	b := make([]byte, 32)
	copy(b, c.face.Table("maxp"))
	raise := func(at, n int) {
		binary.BigEndian.PutUint16(b[at:], uint16(min(max(int(binary.BigEndian.Uint16(b[at:])), n), math.MaxUint16)))
	}
	raise(10, c.most.points)
	raise(12, c.most.contours)
	binary.BigEndian.PutUint16(b[4:], uint16(len(c.shapes)))
	binary.BigEndian.PutUint16(b[26:], 0) // no instructions
	raise(28, c.most.parts)
	if c.most.parts > 0 {
		raise(30, int(binary.BigEndian.Uint16(b[30:]))+1) // composed of composed ones
	}
	return b
}

func (c *cutFont) hmtx() []byte {
	b := make([]byte, 0, 4*len(c.metrics))
	for _, m := range c.metrics {
		b = append(b, m[:]...)
	}
	return b
}

// sfnt joins tables, which come sorted by tag, with their checksums.
func sfnt(tables []table) []byte {
	n := len(tables)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	b := []byte{0, 1, 0, 0}
	for _, v := range []int{n, power * 16, log, (n - power) * 16} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	body, head := []byte{}, 0
	for _, t := range tables {
		at := 12 + 16*n + len(body)
		if t.tag == "head" {
			head = at
		}
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
		b = append(b, t.tag...)
		b = binary.BigEndian.AppendUint32(b, checksum(t.data))
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.data)))
	}
	b = append(b, body...)
	binary.BigEndian.PutUint32(b[head+8:], 0xb1b0afba-checksum(b))
	return b
}

func checksum(b []byte) uint32 {
	sum := uint32(0)
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var rest [4]byte
	copy(rest[:], b)
	return sum + binary.BigEndian.Uint32(rest[:])
}

// toUnicode is the map from codes to characters, in the blocks of a hundred
// that the format allows.
func (c *cutFont) toUnicode() []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(c.signs); from += 100 {
		block := c.signs[from:min(from+100, len(c.signs))]
		b = fmt.Appendf(b, "%d beginbfchar\n", len(block))
		for i, s := range block {
			b = appendHex16(append(b, '<'), uint16(from+i+1))
			b = append(b, "> <"...)
			for _, u := range utf16.Encode([]rune(s.text)) {
				b = appendHex16(b, u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

func appendHex16(b []byte, v uint16) []byte {
	return append(b, hexDigits[v>>12], hexDigits[v>>8&15], hexDigits[v>>4&15], hexDigits[v&15])
}

// widths is the list of a PDF font: from code 1 on, what each advances in
// thousandths of the size.
func (c *cutFont) widths() string {
	b := []byte("[1 [")
	for i, s := range c.signs {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendReal(b, float64(s.advance)/1000)
	}
	return string(append(b, "]]"...))
}
