package text

import (
	"github.com/go-text/typesetting/font"
	records "github.com/go-text/typesetting/font/opentype/tables"
)

// widened works round a fault of go-text 0.3.5 (its issue 278): of a list of
// glyph ranges that holds a long one it forgets the later ones, and fonts lose
// kerning and joined forms. Only what it notes when a shaper is made is wrong.
// So for that moment each list begins with a range of everything, which makes
// it look at the list itself every time. The result puts the lists back.
func widened(f *font.Font) (restore func()) {
	var firsts []*records.RangeRecord
	widen := func(c records.Coverage) {
		if ranges, ok := c.(records.Coverage2); ok && len(ranges.Ranges) > 1 {
			firsts = append(firsts, &ranges.Ranges[0])
		}
	}
	for _, l := range f.GSUB.Lookups {
		for _, t := range l.Subtables {
			widen(t.Cov())
		}
	}
	for _, l := range f.GPOS.Lookups {
		for _, t := range l.Subtables {
			widen(t.Cov())
		}
	}
	return swapped(firsts)
}

func swapped(firsts []*records.RangeRecord) (restore func()) {
	before := make([]records.RangeRecord, len(firsts))
	for i, r := range firsts {
		before[i] = *r
		r.StartGlyphID, r.EndGlyphID = 0, 0xFFFF
	}
	return func() {
		for i, r := range firsts {
			*r = before[i]
		}
	}
}
