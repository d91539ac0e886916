package text

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/gofont/goregular"
)

// nestedFont has an Ä that is a shifted Ö that is a shifted H.
func nestedFont(t *testing.T) (file []byte, plain *Font) {
	t.Helper()
	plain, err := Parse("go.ttf", goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := open("go.ttf", goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	outlines := make([][]byte, plain.count)
	for i := range outlines {
		outlines[i] = plain.glyphs.outline(uint16(i))
	}
	of := func(r rune) uint16 { return plain.glyph(r) }
	outlines[of('Ä')] = shifted(outlines[of('H')], of('Ö'), 100, 0)
	outlines[of('Ö')] = shifted(outlines[of('H')], of('H'), 0, 300)
	return parts.rebuilt(outlines), plain
}

// shifted is a glyph composed of one other.
func shifted(box []byte, of uint16, dx, dy int16) []byte {
	b := binary.BigEndian.AppendUint16(nil, 0xFFFF)
	b = append(b, box[2:10]...)
	for _, v := range []uint16{argsAreWords | argsAreOffsets, of, uint16(dx), uint16(dy)} {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return b
}

func TestNestedGlyphsAreDrawnOutForEmbedding(t *testing.T) {
	t.Parallel()
	file, plain := nestedFont(t)
	f, err := Parse("nested.ttf", file)
	if err != nil {
		t.Fatal(err)
	}
	if !f.glyphs.nested(f.glyph('Ä')) || bytes.Equal(f.Bytes(), file) {
		t.Fatal("the nested glyph was not seen")
	}
	again, err := Parse("embedded.ttf", f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if again.glyphs.composed(again.glyph('Ä')) || !again.glyphs.composed(again.glyph('Ö')) {
		t.Error("only nested glyphs are to be drawn out")
	}
	for _, s := range []string{"Ä", "Ö", "Größe"} {
		if diff := cmp.Diff(f.Outline(s, 100), again.Outline(s, 100)); diff != "" {
			t.Errorf("%s changed: %s", s, diff)
		}
	}
	h, a := plain.Outline("H", 2048), again.Outline("Ä", 2048)
	if a[0].P[0].X-h[0].P[0].X != 100 || a[0].P[0].Y-h[0].P[0].Y != -300 {
		t.Errorf("Ä is at %v, H at %v", a[0].P[0], h[0].P[0])
	}
}

func TestOrdinaryFontsAreEmbeddedAsTheyAre(t *testing.T) {
	t.Parallel()
	f, err := Parse("go.ttf", goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(f.Bytes(), goregular.TTF) || len(f.Bytes())%4 != 0 {
		t.Error("the file was changed")
	}
}
