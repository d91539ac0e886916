package pdf

import (
	"bytes"
	"fmt"
)

// font is the subset as PDF objects (ISO 32000-1, 9.7): the composite font, its
// only descendant, the descriptor, the file, and from codes to characters. Codes
// are glyph numbers.
func (c *cutFont) font(family string) fragment {
	file := c.file()
	return fragment{
		{dict: "<</Type /Font\n/Subtype /Type0\n/BaseFont /" + family + "\n/Encoding /Identity-H\n/DescendantFonts [@1]\n/ToUnicode @4\n>>"},
		{dict: "<</Type /Font\n/Subtype /CIDFontType2\n/BaseFont /" + family +
			"\n/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n/CIDToGIDMap /Identity\n/FontDescriptor @2\n/W " + c.widths() + "\n>>"},
		{dict: c.descriptor(family)},
		streamPart(fmt.Sprintf("<</Length1 %d\n>>", len(file)), file),
		streamPart("<<>>", c.toUnicode()),
	}
}

// Flags of a descriptor (ISO 32000-1, table 123).
const (
	flagFixedPitch = 1 << 0
	flagSymbolic   = 1 << 2
	flagItalic     = 1 << 6
)

// descriptor tells readers how to replace the font, which they never have to.
// Codes of a subset mean nothing outside it, so the font counts as symbolic.
func (c *cutFont) descriptor(family string) string {
	f, t := c.face, c.face.Traits()
	flags := flagSymbolic
	if t.Fixed {
		flags |= flagFixedPitch
	}
	if t.Slant != 0 {
		flags |= flagItalic
	}
	return fmt.Sprintf("<</Type /FontDescriptor\n/FontName /%s\n/Flags %d\n/FontBBox [%.0f %.0f %.0f %.0f]\n/ItalicAngle %.0f\n"+
		"/Ascent %.0f\n/Descent %.0f\n/CapHeight %.0f\n/StemV 80\n/FontFile2 @3\n>>", family, flags,
		1000*t.Box[0], 1000*t.Box[1], 1000*t.Box[2], 1000*t.Box[3], t.Slant, f.Ascent(1000), -f.Descent(1000), f.CapHeight(1000))
}

// archived lists the glyphs of a subset, as PDF/A-1 wants: all that there are.
func archived(f fragment, glyphs int) fragment {
	set := bytes.Repeat([]byte{0xff}, glyphs/8)
	if rest := glyphs % 8; rest > 0 {
		set = append(set, 0xff<<(8-rest))
	}
	out := append(fragment{}, f...)
	out[2].dict = out[2].dict[:len(out[2].dict)-len(">>")] + fmt.Sprintf("/CIDSet @%d\n>>", len(f))
	return append(out, part{dict: "<<>>", stream: set})
}
