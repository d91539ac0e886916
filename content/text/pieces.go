package text

import (
	"slices"

	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// piece is text between two places where a line may break. Widths are in
// millionths of the size, so they hold for all sizes.
type piece struct {
	from, to int  // characters, without the spaces at the end
	width    int  // of those characters
	space    int  // of the spaces that follow; they vanish at a line's end
	must     bool // the line ends here
}

// prose is a paragraph of a request, made ready.
type prose struct {
	Paragraph
	*setText
	index int // in the request
}

// setText is a text set for any size and width: each character with its font,
// and all of it in items. It never changes.
type setText struct {
	language language.Language
	chars    []rune
	fonts    []*Font // of each character
	items    []item  // in reading order
	pen      []int   // width of all that comes before a character
	inside   []bool  // characters that do not begin a cluster
	pieces   []piece
}

// cut finds the places to break, by the Unicode line breaking rules, then gives
// each character its font and sets the text. A hard space that a font lacks is
// drawn as a plain one, but the line still holds there. It returns what no font
// has.
func (p *setText) cut(fonts []*Font) []rune {
	var seg segmenter.Segmenter
	seg.Init(p.chars)
	if missing := p.assign(&seg, fonts); len(missing) > 0 {
		return missing
	}
	if missing := p.itemize(); len(missing) > 0 {
		return missing
	}
	from := 0
	for lines := seg.LineIterator(); lines.Next(); {
		l := lines.Line()
		end := l.Offset + len(l.Text)
		from = p.cutThai(from, end)
		if !p.inside[end] || end == len(p.chars) {
			p.pieces = append(p.pieces, p.piece(from, end, l.IsMandatoryBreak))
			from = end
		}
	}
	return nil
}

// cutThai cuts a stretch where only a dictionary knows the places, and returns
// where its last piece begins.
func (p *setText) cutThai(from, end int) int {
	if !slices.ContainsFunc(p.chars[from:end], func(r rune) bool { return thai(r) != 0 }) {
		return from
	}
	start := from
	for i, edge := range edges(p.chars[start:end]) {
		if at := start + i; edge && at < end && !p.inside[at] {
			p.pieces = append(p.pieces, p.piece(from, at, false))
			from = at
		}
	}
	return from
}

func (p *setText) piece(from, to int, must bool) piece {
	end := to
	for end > from && (p.chars[end-1] == ' ' || p.chars[end-1] == '\n') {
		end--
	}
	return piece{from: from, to: end, width: p.width(from, end), space: p.width(end, to), must: must}
}

func (p *setText) width(from, to int) int { return p.pen[to] - p.pen[from] }

// row is one line of a paragraph: its characters and their width.
type row struct{ from, to, width int }

// wrap sets the pieces into lines of at most the width, each as full as it
// goes. It is false when one piece alone is too wide: words are not torn.
func (p *setText) wrap(width int) ([]row, bool) {
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
