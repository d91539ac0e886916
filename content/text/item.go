package text

import (
	"slices"

	"github.com/go-text/typesetting/language"
)

// item is a part of a paragraph in one font, script and direction, set whole:
// lines take their clusters from it.
type item struct {
	from, to int // characters
	level    level
	font     *Font
	set      *shaped
}

// itemize sets the paragraph, each of its lines of input on its own, and
// returns the characters that came out as blank boxes.
func (p *setText) itemize() []rune {
	p.pen = make([]int, len(p.chars)+1)
	p.inside = make([]bool, len(p.chars)+1)
	for from := 0; from <= len(p.chars); {
		to := from
		for to < len(p.chars) && p.chars[to] != '\n' {
			to++
		}
		p.itemizeLine(from, to)
		from = to + 1
	}
	for i := range p.chars {
		p.pen[i+1] += p.pen[i]
	}
	var missing []rune
	for _, it := range p.items {
		for _, r := range it.set.missing {
			missing = addOnce(missing, r)
		}
	}
	return missing
}

func (p *setText) itemizeLine(from, to int) {
	ls, ss := levels(p.chars[from:to], p.rightToLeft()), scripts(p.chars[from:to])
	same := func(a, b int) bool {
		return p.fonts[a] == p.fonts[b] && ss[a-from] == ss[b-from] && (ls == nil || ls[a-from] == ls[b-from]) && !steers(p.chars[b])
	}
	for at := from; at < to; {
		if steers(p.chars[at]) {
			at++
			continue
		}
		end := at + 1
		for end < to && same(at, end) {
			end++
		}
		it := item{from: at, to: end, font: p.fonts[at]}
		if ls != nil {
			it.level = ls[at-from]
		}
		p.add(it, ss[at-from])
		at = end
	}
}

// add sets an item and notes how far the pen goes with each of its characters,
// and which of them lie inside a cluster: lines do not break there.
func (p *setText) add(it item, s language.Script) {
	it.set = it.font.shape(p.chars[it.from:it.to], manner{s, p.language, it.level.rtl()})
	for i := it.from; i < it.to; i++ {
		p.inside[i] = true
	}
	for k, c := range it.set.clusters {
		first := it.from + it.set.from[k]
		p.inside[first] = false
		p.pen[first+1] += c.Advance
	}
	p.items = append(p.items, it)
}

// rightToLeft tells whether the paragraph's language is written so.
func (p *setText) rightToLeft() bool { return RightToLeft(string(p.language)) }

// RightToLeft tells whether a language is written from right to left.
func RightToLeft(tag string) bool {
	switch language.NewLanguage(tag).Primary() {
	case "ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "ckb", "dv", "yi":
		return true
	}
	return false
}

// steers tells of characters that have no look but tell how others are read.
func steers(r rune) bool {
	return r == '\u061C' || r == '\u200E' || r == '\u200F' || '\u2066' <= r && r <= '\u2069'
}

// part is what a line shows of the item: the clusters that begin within it.
func (it item) part(from, to int) []Cluster {
	if from <= it.from && to >= it.to {
		return it.set.clusters
	}
	in := func(first int) bool { return first+it.from >= from && first+it.from < to }
	first := slices.IndexFunc(it.set.from, in)
	if first < 0 {
		return nil
	}
	last := first
	for last < len(it.set.from) && in(it.set.from[last]) {
		last++
	}
	return it.set.clusters[first:last]
}
