package text

import "github.com/go-text/typesetting/segmenter"

// piece is text between two places where a line may break. Widths are in
// thousandths of the size, so they hold for all sizes.
type piece struct {
	from, to int  // characters, without the spaces at the end
	width    int  // of those characters
	space    int  // of the spaces that follow; they vanish at a line's end
	must     bool // the line ends here
}

// prose is a paragraph made ready: each character with its font.
type prose struct {
	Paragraph
	index  int // in the request
	chars  []rune
	fonts  []*Font // of each character
	pieces []piece
}

// cut finds the places to break, by the Unicode line breaking rules, and then
// gives each character its font: a hard space that a font lacks is drawn as a
// plain one, but the line still holds there. It returns what no font has.
func (p *prose) cut() []rune {
	var seg segmenter.Segmenter
	seg.Init(p.chars)
	missing := p.assign()
	for lines := seg.LineIterator(); lines.Next(); {
		l := lines.Line()
		p.pieces = append(p.pieces, p.piece(l.Offset, l.Offset+len(l.Text), l.IsMandatoryBreak))
	}
	return missing
}

func (p *prose) piece(from, to int, must bool) piece {
	end := to
	for end > from && (p.chars[end-1] == ' ' || p.chars[end-1] == '\n') {
		end--
	}
	return piece{from: from, to: end, width: p.width(from, end), space: p.width(end, to), must: must}
}

func (p *prose) width(from, to int) int {
	sum := 0
	for i := from; i < to; i++ {
		if p.chars[i] != '\n' {
			sum += p.fonts[i].advance(p.chars[i])
		}
	}
	return sum
}

// row is one line of a paragraph: its characters and their width.
type row struct{ from, to, width int }

// wrap sets the pieces into lines of at most the width, each as full as it
// goes. It is false when one piece alone is too wide: words are not torn.
func (p *prose) wrap(width int) ([]row, bool) {
	var rows []row
	space, open, fits := 0, false, true
	for _, q := range p.pieces {
		last := len(rows) - 1
		if open && rows[last].width+space+q.width <= width {
			rows[last].width += space + q.width
			rows[last].to = q.to
		} else {
			rows = append(rows, row{q.from, q.to, q.width})
		}
		fits = fits && q.width <= width
		space, open = q.space, !q.must
	}
	return rows, fits
}
