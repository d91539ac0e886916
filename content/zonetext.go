package content

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

// text shows a field in the largest size that fits.
func (p *pen) text() {
	f, _ := p.t.m.Fields.Get(p.zone.Field)
	if words := p.shown(f); words != "" {
		block := p.set([]text.Paragraph{{Text: words, Fonts: p.fonts[p.zone.Font], MaxLines: f.Lines}})
		p.links(block, []spec.Line{{Link: linksOf(f.Type, p.zone.Field)}})
	}
}

// linksOf is the link of a zone that shows nothing but a number or an address.
func linksOf(kind, field string) string {
	switch kind {
	case spec.FieldPhone:
		return "tel:{" + field + "}"
	case spec.FieldEmail:
		return "mailto:{" + field + "}"
	case spec.FieldURL, spec.FieldTracking:
		return "{" + field + "}"
	}
	return ""
}

// shown are the words of the zone's field. Those of the template are filled in
// again, so that values keep their direction.
func (p *pen) shown(f spec.Field) string {
	words, patterns := p.texts[p.zone.Field], []string{f.Default}
	if addresses(f) {
		return printed(words)
	}
	if !text.RightToLeft(p.language) {
		return words
	}
	for _, o := range f.Options {
		patterns = append(patterns, o.Value)
	}
	for _, pattern := range patterns {
		if words != "" && words == p.told(pattern) {
			return p.said(pattern)
		}
	}
	return words
}

// legal joins the clauses that apply to the partner.
func (p *pen) legal() {
	f, _ := p.t.m.Fields.Get(p.zone.Field)
	if words := p.clauses(f); words != "" {
		p.set([]text.Paragraph{{Text: words, Fonts: p.fonts[p.zone.Font]}})
	}
}

// block sets the lines that have something to say. A line that needs a value
// which is not there is left out if it is optional, and refused if not.
func (p *pen) block() {
	var paragraphs []text.Paragraph
	var lines []spec.Line
	for _, l := range p.zone.Lines {
		words, missing := spec.Expand(p.words(l.Text), p.shownValue)
		if len(missing) > 0 && !l.Optional {
			p.say(p.where, "FIELD_REQUIRED", fmt.Sprintf("There is no %s.", strings.Join(missing, " and no ")), "Complete the partner's profile.")
		}
		if len(missing) > 0 || strings.TrimSpace(words) == "" {
			continue
		}
		paragraphs = append(paragraphs, text.Paragraph{Text: words, Fonts: p.lineFont(l), Optional: l.Optional && p.mayDrop(), Whole: p.whole(l)})
		lines = append(lines, l)
	}
	if len(paragraphs) > 0 {
		p.links(p.set(paragraphs), lines)
	}
}

// whole tells whether a line is a number or an address and nothing else.
func (p *pen) whole(l spec.Line) bool {
	names := spec.Placeholders(l.Text)
	if len(names) != 1 || strings.TrimSpace(l.Text) != "{"+names[0]+"}" {
		return false
	}
	f, _ := p.t.m.Fields.Get(names[0])
	return linksOf(f.Type, names[0]) != ""
}

// mayDrop tells whether optional lines go when there is no room.
func (p *pen) mayDrop() bool {
	return p.zone.Overflow == spec.OverflowDrop || p.zone.Overflow == spec.OverflowShrinkDrop
}

func (p *pen) lineFont(l spec.Line) fontList {
	if l.Font != "" {
		return p.fonts[l.Font]
	}
	return p.fonts[p.zone.Font]
}

// set fits paragraphs into the zone and puts their runs on the sheet.
func (p *pen) set(paragraphs []text.Paragraph) text.Block {
	size := *p.zone.Size
	if p.zone.Overflow == spec.OverflowReject {
		size[1] = size[0]
	}
	align, box := p.align(p.start()), p.inner()
	block, found := text.Fit(text.Request{Where: p.where, Language: p.language, Paragraphs: paragraphs, Width: box.W, Height: box.H,
		MaxSize: size[0], MinSize: size[1], ShrinkFirst: p.zone.Overflow == spec.OverflowShrinkDrop, AlignX: align.X, AlignY: align.Y})
	p.add(found)
	p.runs(box, block, p.ink())
	return block
}

// start is where a line begins in the language: at the left, or at the right.
func (w *work) start() place.Align {
	if text.RightToLeft(w.language) {
		return place.Align{X: 1}
	}
	return place.Align{}
}

// inner is where words go: on a ground of their own they keep off its edge.
func (p *pen) inner() place.Rect {
	if p.zone.Fill == "" {
		return p.box
	}
	return p.box.Inset(0.05 * min(p.box.W, p.box.H))
}

func (p *pen) runs(box place.Rect, block text.Block, ink place.Color) {
	for _, item := range place.Lines(block, box, ink) {
		p.put(item)
	}
}

// links lay a link over each line that has one. On paper there is nothing to click.
func (p *pen) links(block text.Block, lines []spec.Line) {
	if !p.output.Web() {
		return
	}
	for i, line := range block.Lines {
		if uri, ok := p.link(lines[line.Paragraph].Link); ok && len(line.Runs) > 0 {
			p.put(place.Link{URI: uri, Box: place.LineBox(block, i, p.inner())})
		}
	}
}

// clauses are those that apply. Where nobody knows whether one does, it is
// printed: a clause too many does no harm.
func (p *pen) clauses(f spec.Field) string {
	var parts []string
	for _, ref := range f.Clauses {
		if !mayHold(ref.OnlyIf, p.job.Facts) {
			continue
		}
		key, _ := spec.LegalKey(ref.Text)
		clause, ok := p.t.m.Legal[p.language][key]
		if !ok {
			clause = p.t.m.Legal[p.t.m.Languages.Default][key]
		}
		if p.inForce(ref.ID, clause) {
			parts = append(parts, p.said(clause.Text))
		}
	}
	return strings.Join(parts, " ")
}
