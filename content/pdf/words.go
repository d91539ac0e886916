package pdf

import (
	"bytes"
	"errors"
	"strconv"

	"github.com/portico-prm/portico/content/place"
)

// text sets one line on a page of the height. Its operators are ours; gopdf
// writes the mark that keeps its place among the fills and pictures.
func (o *overlay) text(t place.Text, height float64) error {
	run := o.texts[0]
	o.texts = o.texts[1:]
	if len(t.Run.Clusters) == 0 {
		return nil
	}
	if !finite(t.At.X, t.At.Y, t.Size) || t.Size <= 0 {
		return errors.New("text without a usable place or size")
	}
	o.gp.SetCustomLineType([]float64{float64(len(o.lines))}, markPhase)
	o.lines = append(o.lines, o.line(t, run, height))
	return nil
}

// A mark is a pattern of dashes, which nothing here draws with: "[n.00] 7.00 d".
const markPhase = 7

var markEnd = []byte(".00] 7.00 d\n")

// line is a line as text operators: its left end, font, colour and codes.
func (o *overlay) line(t place.Text, run codedRun, height float64) []byte {
	b := make([]byte, 0, 96+4*len(run.codes))
	if t.Color.A != 255 {
		o.alphas[t.Color.A] = true
		b = append(append(append(b, "q /"...), alphaName(t.Color.A)...), " gs\n"...)
	}
	b = append(appendPlace(append(b, "BT\n"...), t.At.X), ' ')
	b = append(appendPlace(b, height-t.At.Y), " Td\n/"...)
	b = append(append(append(b, fontName(run.font)...), ' '), strconv.FormatFloat(t.Size, 'f', -1, 64)...)
	b = append(appendColor(append(b, " Tf\n"...), t.Color), " rg\n<"...)
	for _, code := range run.codes {
		b = appendHex16(b, code)
	}
	b = append(b, "> Tj\nET\n"...)
	if t.Color.A != 255 {
		b = append(b, "Q\n"...)
	}
	return b
}

func fontName(n int) string { return "F" + strconv.Itoa(n+1) }

func alphaName(a uint8) string { return "A" + strconv.Itoa(int(a)) }

// appendPlace writes a length in points, to a hundredth: 0.0035 mm.
func appendPlace(b []byte, v float64) []byte { return strconv.AppendFloat(b, v, 'f', 2, 64) }

func appendColor(b []byte, c place.Color) []byte {
	for i, v := range []uint8{c.R, c.G, c.B} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendFloat(b, float64(v)/255, 'f', 3, 64)
	}
	return b
}

// worded is the content of a page with its lines in the places of their marks.
func (o *overlay) worded(content []byte) ([]byte, error) {
	out := make([]byte, 0, 2*len(content)+1024)
	for {
		end := bytes.Index(content, markEnd)
		if end < 0 {
			return append(out, content...), nil
		}
		start := bytes.LastIndexByte(content[:end], '[')
		n, err := strconv.Atoi(string(content[start+1 : end]))
		if start < 0 || err != nil || n >= len(o.lines) {
			return nil, errOverlay
		}
		out = append(append(out, content[:start]...), o.lines[n]...)
		content = content[end+len(markEnd):]
	}
}
