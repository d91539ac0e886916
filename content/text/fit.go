package text

import (
	"slices"
	"sort"
	"strings"

	"github.com/go-text/typesetting/language"
	"github.com/portico-prm/portico/content/problem"
)

// Fit sets the paragraphs into the box in the largest size that fits, in steps
// of a quarter unit. When the wanted size does not fit, optional paragraphs go
// first, from the bottom; then everything shrinks; then the text is refused. With
// ShrinkFirst everything shrinks before a paragraph goes. A Whole paragraph is
// broken only where that keeps one that would have to go.
// Nothing is ever cut off. Problems: those of Clean, GLYPH_MISSING,
// TEXT_OVERFLOW (with the number of characters too many), TEXT_BOX_TOO_LOW, and
// the warning TEXT_LINE_DROPPED. The block is empty when one of them blocks.
func Fit(q Request) (Block, problem.List) {
	if !q.sound() {
		return Block{}, problem.List{wrong("TEXT_BOX_INVALID", q.Where,
			"The box or the sizes of the text are not positive numbers.", "Correct box and size in template.yaml.")}
	}
	s, found := prepare(q)
	if found.Blocking() {
		return Block{}, found
	}
	size, kept, ok := s.best()
	if !ok {
		return Block{}, append(found, s.overflow()...)
	}
	b := s.set(size, kept)
	return b, append(found, s.dropped(b)...)
}

// setting is a request whose paragraphs are ready; empty ones are gone.
type setting struct {
	Request
	all      []*prose
	optional []int // positions in all, the lowest first
	loose    bool  // whole paragraphs may break after all
}

func prepare(q Request) (*setting, problem.List) {
	s := &setting{Request: q}
	var found problem.List
	for i := range q.Paragraphs {
		ready, problems := newProse(q, i)
		found = append(found, problems...)
		if ready == nil {
			continue
		}
		if ready.Optional {
			s.optional = slices.Insert(s.optional, 0, len(s.all))
		}
		s.all = append(s.all, ready)
	}
	return s, found
}

// newProse is nil for an empty paragraph and for one that is refused.
func newProse(q Request, index int) (*prose, problem.List) {
	p := q.Paragraphs[index]
	seen, found := Clean(q.Where, p.Text)
	if seen == "" || found.Blocking() {
		return nil, found
	}
	if len(p.Fonts) == 0 {
		return nil, append(found, wrong("FONT_MISSING", q.Where, "The text has no font.", "Name a font for the zone in template.yaml."))
	}
	if p.MaxLines == 1 {
		seen = strings.ReplaceAll(seen, "\n", " ")
	}
	set, missing := setOnce(seen, language.NewLanguage(q.Language), p.Fonts)
	if len(missing) > 0 {
		return nil, append(found, undrawable(q.Where, p.Fonts, missing)...)
	}
	return &prose{p, set, index}, found
}

// best searches with every address on a line of its own. Where that costs a
// paragraph, or is not to be had, addresses break.
func (s *setting) best() (float64, []*prose, bool) {
	size, kept, ok := s.search()
	if ok && len(kept) == len(s.all) || !slices.ContainsFunc(s.all, func(p *prose) bool { return p.Whole }) {
		return size, kept, ok
	}
	s.loose = true
	size2, kept2, ok2 := s.search()
	if ok && len(kept2) <= len(kept) {
		s.loose = false
		return size, kept, ok
	}
	return size2, kept2, ok2
}

// search finds the size and the paragraphs to keep.
func (s *setting) search() (float64, []*prose, bool) {
	if s.ShrinkFirst {
		return s.shrink()
	}
	for n := range len(s.optional) + 1 {
		if kept := s.without(n); s.fits(kept, s.MaxSize) {
			return s.MaxSize, kept, true
		}
	}
	size, ok := s.largest(s.without(len(s.optional)))
	if !ok {
		return 0, nil, false
	}
	return size, s.most(size), true
}

// shrink finds the largest size for as many paragraphs as any size holds.
func (s *setting) shrink() (float64, []*prose, bool) {
	for n := range len(s.optional) + 1 {
		kept := s.without(n)
		if size, ok := s.largest(kept); ok {
			return size, kept, true
		}
	}
	return 0, nil, false
}

// largest is the largest size in which the paragraphs have their place.
func (s *setting) largest(kept []*prose) (float64, bool) {
	i := sort.Search(s.sizes(), func(i int) bool { return s.fits(kept, s.size(i)) })
	return s.size(i), i < s.sizes()
}

// most keeps as many optional paragraphs as a size allows: one that was dropped
// at the wanted size may have its place in the smaller one.
func (s *setting) most(size float64) []*prose {
	for n := range s.optional {
		if kept := s.without(n); s.fits(kept, size) {
			return kept
		}
	}
	return s.without(len(s.optional))
}

// without leaves out the n lowest optional paragraphs.
func (s *setting) without(n int) []*prose {
	var kept []*prose
	for i, p := range s.all {
		if !slices.Contains(s.optional[:n], i) {
			kept = append(kept, p)
		}
	}
	return kept
}

// fits tells whether the paragraphs have their place at a size.
func (s *setting) fits(kept []*prose, size float64) bool {
	lines := 0
	for _, p := range kept {
		rows, ok := p.wrap(s.measure(size))
		if !ok || p.MaxLines > 0 && len(rows) > p.MaxLines || p.Whole && !s.loose && len(rows) > 1 {
			return false
		}
		lines += len(rows)
	}
	return lines == 0 || s.height(kept, lines, size) <= s.Height+tolerance
}

// tolerance forgives the rounding of floating point sums.
const tolerance = 1e-6

// measure is the width of the box in millionths of the size.
func (s *setting) measure(size float64) int {
	return int(s.Width*perSize/size + tolerance)
}

// height is that of the lines, from the first's ascent to the last's descent.
func (s *setting) height(kept []*prose, lines int, size float64) float64 {
	first, last := kept[0].Fonts[0], kept[len(kept)-1].Fonts[0]
	return first.Ascent(size) + float64(float64(lines-1)*s.leading()*size) + last.Descent(size)
}
