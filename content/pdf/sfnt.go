package pdf

import (
	"encoding/binary"
	"fmt"
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

// standIn is the font that gopdf gets: the same glyphs and widths, no outlines.
func (c *cutFont) standIn() []byte {
	post := make([]byte, 32)
	copy(post, c.face.table("post"))
	return sfnt([]table{
		{"OS/2", c.face.table("OS/2")}, {"cmap", c.cmap()}, {"glyf", nil}, {"head", c.head()}, {"hhea", c.hhea()},
		{"hmtx", c.hmtx()}, {"loca", make([]byte, 4*len(c.olds)+4)}, {"maxp", c.maxp()}, {"name", nameTable}, {"post", post},
	})
}

// nameTable holds one record, a PostScript name, which gopdf insists on.
var nameTable = []byte("\x00\x00\x00\x01\x00\x12\x00\x03\x00\x01\x04\x09\x00\x06\x00\x02\x00\x00\x00S\x00\x00")

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
	b := append([]byte{}, c.face.table("head")...)
	binary.BigEndian.PutUint32(b[8:], 0)  // adjustment of the checksum, set later
	binary.BigEndian.PutUint16(b[50:], 1) // long offsets
	return b
}

func (c *cutFont) hhea() []byte {
	b := append([]byte{}, c.face.table("hhea")...)
	binary.BigEndian.PutUint16(b[34:], uint16(len(c.olds)))
	return b
}

func (c *cutFont) maxp() []byte {
	b := append([]byte{}, c.face.table("maxp")...)
	binary.BigEndian.PutUint16(b[4:], uint16(len(c.olds)))
	binary.BigEndian.PutUint16(b[26:], 0) // no instructions
	return b
}

func (c *cutFont) hmtx() []byte {
	b := make([]byte, 0, 4*len(c.olds))
	for _, id := range c.olds {
		m := c.face.metric(id)
		b = append(b, m[:]...)
	}
	return b
}

// cmap maps every character by a segment of its own: format 4 for the first
// plane, format 12 for those beyond.
func (c *cutFont) cmap() []byte {
	first, beyond := c.format4(), c.format12()
	b := []byte{0, 0, 0, 2, 0, 3, 0, 1}
	b = binary.BigEndian.AppendUint32(b, 20)
	b = append(b, 0, 3, 0, 10)
	b = binary.BigEndian.AppendUint32(b, uint32(20+len(first)))
	return append(append(b, first...), beyond...)
}

func (c *cutFont) format4() []byte {
	var ends, deltas []byte
	segments := 1
	for i, r := range c.runes {
		if r >= 0xffff {
			break
		}
		segments++
		ends = binary.BigEndian.AppendUint16(ends, uint16(r))
		deltas = binary.BigEndian.AppendUint16(deltas, uint16(c.codes[i]-int(r)))
	}
	ends, deltas = append(ends, 0xff, 0xff), append(deltas, 0, 1)
	b := []byte{0, 4}
	b = binary.BigEndian.AppendUint16(b, uint16(16+8*segments))
	b = append(b, 0, 0)
	b = binary.BigEndian.AppendUint16(b, uint16(2*segments))
	b = append(b, 0, 0, 0, 0, 0, 0) // for binary search, which gopdf does not do
	b = append(append(b, ends...), 0, 0)
	b = append(append(b, ends...), deltas...) // each segment starts where it ends
	return append(b, make([]byte, 2*segments)...)
}

func (c *cutFont) format12() []byte {
	var groups []byte
	n := 0
	for i, r := range c.runes {
		if r <= 0xffff {
			continue
		}
		n++
		groups = binary.BigEndian.AppendUint32(groups, uint32(r))
		groups = binary.BigEndian.AppendUint32(groups, uint32(r))
		groups = binary.BigEndian.AppendUint32(groups, uint32(c.codes[i]))
	}
	b := []byte{0, 12, 0, 0}
	b = binary.BigEndian.AppendUint32(b, uint32(16+len(groups)))
	b = binary.BigEndian.AppendUint32(b, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(n))
	return append(b, groups...)
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
	codes, runes := c.byCode()
	for len(codes) > 0 {
		n := min(100, len(codes))
		b = fmt.Appendf(b, "%d beginbfchar\n", n)
		for i := range n {
			b = fmt.Appendf(b, "<%04X> <", codes[i])
			for _, u := range utf16.Encode([]rune{runes[i]}) {
				b = fmt.Appendf(b, "%04X", u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
		codes, runes = codes[n:], runes[n:]
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

// byCode lists each code once, with the first of its characters.
func (c *cutFont) byCode() (codes []int, runes []rune) {
	seen := 0
	for i, code := range c.codes {
		if code > seen { // codes were given in the order of the runes
			seen = code
			codes, runes = append(codes, code), append(runes, c.runes[i])
		}
	}
	return codes, runes
}
