package text

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// overflow explains why even the least size does not fit, so that the person
// at the form knows by how many characters each text is too long.
func (s *setting) overflow() problem.List {
	size := s.size(s.sizes() - 1)
	kept := s.without(len(s.optional))
	room := s.room(kept, size)
	if room < 1 {
		return problem.List{s.tooLow(kept, size)}
	}
	var found problem.List
	for _, p := range kept {
		lines := room
		if p.MaxLines > 0 {
			lines = min(lines, p.MaxLines)
		}
		if !p.prefixFits(len(p.chars), lines, s.measure(size)) {
			found = append(found, s.tooLong(p, lines, size))
		}
	}
	if len(found) == 0 {
		found = append(found, s.tooMany(kept, room, size))
	}
	return found
}

// room is how many lines the box holds at a size.
func (s *setting) room(kept []*prose, size float64) int {
	n := 0
	for s.height(kept, n+1, size) <= s.Height+tolerance && n < maxRunes {
		n++
	}
	return n
}

// prefixFits tells whether the first n characters fit on so many lines.
func (p *prose) prefixFits(n, lines, width int) bool {
	text := strings.TrimRight(string(p.chars[:n]), " \n")
	if text == "" {
		return true
	}
	part := setText{language: p.language, chars: []rune(text)}
	part.cut(p.Fonts)
	rows, ok := part.wrap(width)
	return ok && len(rows) <= lines
}

func (s *setting) tooLong(p *prose, lines int, size float64) problem.Problem {
	total := len(p.chars)
	fit := sort.Search(total, func(n int) bool { return !p.prefixFits(n+1, lines, s.measure(size)) })
	q := wrong("TEXT_OVERFLOW", s.Where,
		fmt.Sprintf("%q is %s too long: at the smallest size (%g) %d of %d fit on %s.",
			opening20(p.chars), count(total-fit, "character"), size, fit, total, count(lines, "line")),
		fmt.Sprintf("Shorten it by %s.", count(total-fit, "character")))
	q.Data = map[string]any{"tooMany": total - fit, "fits": fit, "length": total, "lines": lines, "size": size, "paragraph": p.index}
	return q
}

// tooMany is for blocks whose lines fit one by one but not together.
func (s *setting) tooMany(kept []*prose, room int, size float64) problem.Problem {
	lines := 0
	for _, p := range kept {
		rows, _ := p.wrap(s.measure(size))
		lines += len(rows)
	}
	q := wrong("TEXT_OVERFLOW", s.Where,
		fmt.Sprintf("The text needs %s, and at the smallest size (%g) the box holds %d.", count(lines, "line"), size, room),
		fmt.Sprintf("Leave out %s, or shorten the text.", count(lines-room, "line")))
	q.Data = map[string]any{"linesTooMany": lines - room, "lines": room, "size": size}
	return q
}

func (s *setting) tooLow(kept []*prose, size float64) problem.Problem {
	need := s.height(kept, 1, size)
	q := wrong("TEXT_BOX_TOO_LOW", s.Where,
		fmt.Sprintf("The box is %.2f high, and one line of the smallest size (%g) needs %.2f.", s.Height, size, need),
		"Make the box higher or the smallest size smaller in template.yaml.")
	q.Data = map[string]any{"height": s.Height, "need": need, "size": size}
	return q
}

// dropped warns of each optional paragraph that is not shown.
func (s *setting) dropped(b Block) problem.List {
	var found problem.List
	for _, i := range b.Dropped {
		found = append(found, problem.Problem{Code: "TEXT_LINE_DROPPED", Severity: problem.Warning, Where: s.Where,
			Message: fmt.Sprintf("There is no room for the optional line %q; it is left out.", opening20([]rune(s.Paragraphs[i].Text))),
			Fix:     "Shorten the other lines to make room.",
			Data:    map[string]any{"paragraph": i}})
	}
	return found
}

// undrawable explains characters that cannot be set: some font has them without
// the rules of their script, or none has them at all.
func undrawable(where string, fonts []*Font, chars []rune) problem.List {
	if len(chars) == 0 {
		return nil
	}
	var found problem.List
	names, apart := unjoined(fonts, chars)
	if len(apart) > 0 {
		found = append(found, scriptUnsupported(where, fonts, names, apart))
	}
	chars = slices.DeleteFunc(chars, func(r rune) bool { return slices.Contains(apart, r) })
	if len(chars) > 0 {
		found = append(found, missingGlyphs(where, fonts, chars))
	}
	return found
}

func missingGlyphs(where string, fonts []*Font, missing []rune) problem.Problem {
	p := wrong("GLYPH_MISSING", where,
		fmt.Sprintf("No font of this text (%s) has %s.", fontNames(fonts), quoted(missing)),
		"Write it without these characters, or ask for a template whose fonts have them.")
	p.Data = map[string]any{"characters": codeList(missing), "fonts": namesOf(fonts)}
	return p
}

func fontNames(fonts []*Font) string { return strings.Join(namesOf(fonts), ", ") }

func namesOf(fonts []*Font) []string {
	names := make([]string, len(fonts))
	for i, f := range fonts {
		names[i] = f.Name()
	}
	return names
}

// opening20 quotes the beginning of a text.
func opening20(chars []rune) string {
	if len(chars) <= 20 {
		return string(chars)
	}
	return string(chars[:19]) + "…"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
