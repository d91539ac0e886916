package content

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

// inputs refuses what the person at the form may not write.
func (w *work) inputs() {
	for _, name := range slices.Sorted(maps.Keys(w.job.Input)) {
		f, ok := w.t.m.Fields.Get(name)
		switch {
		case !ok:
			w.say("input."+name, "FIELD_UNKNOWN", fmt.Sprintf("The template has no field %q.", name), "Use one of "+strings.Join(w.t.m.Fields.Names(), ", ")+".")
		case f.Edit == "locked" && w.job.Input[name] != w.job.Values[f.Source]:
			w.say("input."+name, "FIELD_LOCKED", fmt.Sprintf("The field %s is fixed by the template.", name), "Leave it out.")
		case f.Type == spec.FieldChoice && w.job.Input[name] != "" && !slices.Contains(f.Options.Names(), w.job.Input[name]):
			w.say("input."+name, "FIELD_OPTION", fmt.Sprintf("%q is not one of the choices.", w.job.Input[name]), "Choose one of "+strings.Join(f.Options.Names(), ", ")+".")
		}
	}
}

// fields makes and checks the words of every field that the piece shows.
func (w *work) fields() {
	for _, name := range w.shownFields() {
		f, ok := w.t.m.Fields.Get(name)
		if !ok || f.Pictorial() || f.Type == spec.FieldLegal {
			continue
		}
		text := w.nested(name, f)
		w.texts[name] = text
		if text == "" && f.Required {
			w.say("fields."+name, "FIELD_REQUIRED", fmt.Sprintf("The field %s is empty.", name), requiredFix(f))
			continue
		}
		w.checkField("fields."+name, name, f, text)
	}
}

func requiredFix(f spec.Field) string {
	if f.Edit == "locked" {
		return "Complete the partner's profile: " + f.Source + "."
	}
	return "Fill it in."
}

// shownFields are the fields that zones of the piece name, each once, in the
// order of the manifest.
func (w *work) shownFields() []string {
	used := map[string]bool{}
	for _, i := range w.pages {
		for j := range w.piece.Pages[i].Zones {
			z := &w.piece.Pages[i].Zones[j]
			if !w.shows(z) {
				continue
			}
			used[z.Field] = true
			for _, text := range zoneTexts(z) {
				for _, name := range spec.Placeholders(w.words(text)) {
					used[name] = true
				}
			}
		}
	}
	return slices.DeleteFunc(w.t.m.Fields.Names(), func(n string) bool { return !used[n] })
}

func zoneTexts(z *spec.Zone) []string {
	texts := []string{z.Label}
	for _, l := range z.Lines {
		texts = append(texts, l.Text, l.Link)
	}
	return texts
}

// shows tells whether a zone is part of this job. What nobody knows is not shown.
func (w *work) shows(z *spec.Zone) bool {
	return z.OnlyIf.Holds(w.job.Facts) == rule.Met
}

// fieldText is what the person wrote, or the partner's value, or the default.
func (w *work) fieldText(name string, f spec.Field) string {
	text := strings.TrimSpace(w.job.Input[name])
	if text == "" {
		text = strings.TrimSpace(w.job.Values[f.Source])
	}
	if text == "" {
		text = f.Default
	}
	switch f.Type {
	case spec.FieldChoice:
		option, _ := f.Options.Get(text)
		return w.told(option)
	case spec.FieldTracking:
		return w.filled(f.Short)
	case spec.FieldDate:
		return longDate(text, f.Style, w.language)
	}
	switch {
	case text != f.Default:
		return text
	case addresses(f):
		return w.filled(text)
	}
	return w.told(text)
}

// words resolves strings.key to the text of the language, or of the default one.
func (w *work) words(text string) string {
	key, ok := spec.StringKey(text)
	if !ok {
		return text
	}
	if s, ok := w.t.m.Strings[w.language][key]; ok {
		return s
	}
	return w.t.m.Strings[w.t.m.Languages.Default][key]
}

// filled resolves a text and its placeholders; what has no value leaves a gap.
func (w *work) filled(text string) string {
	out, _ := spec.Expand(w.words(text), w.value)
	return strings.TrimSpace(out)
}

// told is filled for readers: web addresses as people print them.
func (w *work) told(text string) string {
	out, _ := spec.Expand(w.words(text), w.printedValue)
	return strings.TrimSpace(out)
}

// said is told for the eye: in a language from right to left each value keeps
// its own direction, so that +966 11 234 5678 does not come apart.
func (w *work) said(text string) string {
	out, _ := spec.Expand(w.words(text), w.shownValue)
	return strings.TrimSpace(out)
}

// shownValue is a value as it is printed among the words of the template.
func (w *work) shownValue(name string) (string, bool) {
	v, ok := w.printedValue(name)
	return w.isolate(v), ok
}

func (w *work) isolate(v string) string {
	if v != "" && text.RightToLeft(w.language) {
		return firstStrongIsolate + v + popIsolate
	}
	return v
}

const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// value finds what a {placeholder} stands for: a field of the piece, or a word
// about the partner or the output.
func (w *work) value(name string) (string, bool) {
	if text, ok := w.texts[name]; ok {
		return text, true
	}
	if f, ok := w.t.m.Fields.Get(name); ok && !f.Pictorial() && f.Type != spec.FieldLegal {
		return w.nested(name, f), true
	}
	switch name {
	case "render.shortId":
		return w.shortID(), true
	case "output.piece":
		return w.pieceName, true
	case "output.output":
		return w.outputName, true
	case "output.channel":
		return w.piece.Channel, true
	case "output.language":
		return w.language, true
	}
	v, ok := w.job.Values[name]
	return strings.TrimSpace(v), ok
}

// nested is a field within the text of another. A field within itself is empty.
func (w *work) nested(name string, f spec.Field) string {
	if w.within[name] {
		return ""
	}
	w.within[name] = true
	defer delete(w.within, name)
	return w.fieldText(name, f)
}

func (w *work) checkField(where, name string, f spec.Field, text string) {
	if text == "" {
		return
	}
	if n := utf8.RuneCountInString(text); f.MaxChars > 0 && n > f.MaxChars {
		w.say(where, "FIELD_TOO_LONG", fmt.Sprintf("%s has %d characters; %d are allowed.", name, n, f.MaxChars), fmt.Sprintf("Shorten it by %d.", n-f.MaxChars))
	}
	for _, pattern := range f.Forbid {
		if re, err := regexp.Compile(pattern); err == nil && re.MatchString(text) {
			w.say(where, "FIELD_FORBIDDEN", fmt.Sprintf("%s may not say %q.", name, re.FindString(text)), "Use other words.")
		}
	}
	if written := w.job.Input[name]; f.ChangeRequired && (written == "" || written == w.told(f.Default)) {
		w.say(where, "FIELD_UNCHANGED", fmt.Sprintf("%s still has the text of the template.", name), "Write your own.")
	}
	w.checkType(where, name, f, text)
}
