package content

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// wide stands for the longest text that a field allows: words of letters that
// take more room than those of any real language do on average.
const wide = "Hammwagen Gomwommen "

// square stand for it in languages whose letters are as wide as they are high.
var square = map[string]string{"ja": "株式会社", "zh": "有限公司", "ko": "주식회사"}

// samples are values that a cautious designer would try, by the type of field.
var samples = map[string]string{
	spec.FieldPhone: "+49 (0) 711 98765-4321", spec.FieldEmail: "maximiliane.hohenwarter@wagenmann.example",
	spec.FieldURL: "https://www.wagenmann-systemhaus.example", spec.FieldDate: "2027-09-30", spec.FieldText: "Wagenmann Systemhaus GmbH",
}

// measure proves that the template can be filled: in every language, every
// choice and the longest allowed text fit at the smallest size, the fonts have
// the letters, and the codes can be printed.
func (c *compiler) measure() {
	t, err := c.pkg.Template()
	if err != nil {
		c.err = err
		return
	}
	c.alphabets(t)
	t = t.unconditional()
	for _, s := range c.m.Shapes() {
		for _, lang := range c.m.Languages.Available {
			for _, input := range inputs(c.m, lang) {
				c.tryWords(t, s, Job{Piece: s.Name, Output: s.Made()[0].Name, Language: lang, Values: longest(c.m, lang), Input: input})
			}
		}
	}
}

// inputs are what a person could write at most: nothing, so that the texts of
// the template stand; the longest text in every free field; each choice.
func inputs(m *spec.Manifest, lang string) []map[string]string {
	full := map[string]string{}
	all := []map[string]string{{}, full}
	for _, e := range m.Fields {
		if e.Value.Type == spec.FieldText && e.Value.Edit == "free" && e.Value.MaxChars > 0 {
			full[e.Name] = letters(e.Value.MaxChars, lang)
		}
		for _, option := range e.Value.Options {
			all = append(all, map[string]string{e.Name: option.Name})
		}
	}
	return all
}

// tryWords lays out every zone and keeps what is said of words and codes. That
// sample values are not a partner's own is no finding.
func (c *compiler) tryWords(t *Template, s spec.Shape, job Job) {
	w := t.work(job)
	_, _ = load(w), brand(w)
	for i := range w.piece.Pages {
		for j := range w.piece.Pages[i].Zones {
			w.found = nil
			w.zone(i, &w.piece.Pages[i].Zones[j])
			for _, p := range w.found {
				c.sampleFailed(s.ZoneAt(i, j), job.Language, p)
			}
		}
	}
}

// sampleFailed tells a finding once per zone, for the first language that has it.
func (c *compiler) sampleFailed(where, lang string, p problem.Problem) {
	if p.Severity != problem.Error || !strings.HasPrefix(p.Code, "TEXT_") && !strings.HasPrefix(p.Code, "QR_") && p.Code != "GLYPH_MISSING" {
		return
	}
	named := c.m.Problem(where, p.Code, "With the longest text in "+lang+": "+p.Message, p.Fix)
	if strings.HasPrefix(p.Code, "TEXT_") {
		named.Fix = "Enlarge the box, lower the smallest size, or lower maxChars."
	}
	if !slices.ContainsFunc(c.found, func(have problem.Problem) bool { return have.Where == named.Where && have.Code == named.Code }) {
		c.found = append(c.found, named)
	}
}

// unconditional is the template with every page and zone shown.
func (t *Template) unconditional() *Template {
	all, m := *t, *t.m
	m.Pieces = nil
	for _, e := range t.m.Pieces {
		m.Pieces = append(m.Pieces, spec.Entry[*spec.Piece]{Name: e.Name, Value: unconditional(e.Value)})
	}
	m.WithLayouts(m.Layouts)
	all.m = &m
	return &all
}

func unconditional(p *spec.Piece) *spec.Piece {
	piece := *p
	piece.Pages, piece.Layers = slices.Clone(piece.Pages), nil
	for i := range piece.Pages {
		piece.Pages[i].OnlyIf = nil
		piece.Pages[i].Zones = slices.Clone(piece.Pages[i].Zones)
		for j := range piece.Pages[i].Zones {
			piece.Pages[i].Zones[j].OnlyIf = nil
		}
	}
	return &piece
}

// longest are values that are as long as their fields allow.
func longest(m *spec.Manifest, lang string) map[string]string {
	values := map[string]string{"partner.displayName": samples[spec.FieldText], "partner.slug": "wagenmann-systemhaus", "partner.tierLabel": "Platinum",
		"parent.displayName": samples[spec.FieldText]}
	for _, e := range m.Fields {
		f := e.Value
		if f.Source == "" || f.Pictorial() {
			continue
		}
		text := samples[f.Type]
		if f.Type == spec.FieldText && f.MaxChars > 0 {
			text = letters(f.MaxChars, lang)
		}
		if utf8.RuneCountInString(text) >= utf8.RuneCountInString(values[f.Source]) {
			values[f.Source] = text
		}
	}
	return values
}

func letters(n int, lang string) string {
	if word, ok := square[lang[:min(2, len(lang))]]; ok {
		return string([]rune(strings.Repeat(word, n/4+1))[:n])
	}
	s := strings.Repeat(wide, n/len(wide)+1)[:n]
	return strings.TrimSpace(s)
}
