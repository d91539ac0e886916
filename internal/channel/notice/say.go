package notice

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Told is a notice as one person reads it.
type Told struct {
	Kind  Kind
	Facts Facts
	Of    bool   // it is about a person, not about the company
	Name  string // whose name it is; empty when the reader may not read it
}

// Said is a notice in words.
type Said struct {
	Title    string // what it is about: the subject of a mail
	Sentence string
}

// tongues are the languages of notices, the first for everybody else.
var (
	tongues = []*words{&english, &german, &french}
	match   = language.NewMatcher([]language.Tag{language.English, language.German, language.French})
)

func wordsIn(locale string) *words {
	tag, err := language.Parse(locale)
	if err != nil {
		return tongues[0]
	}
	_, i, _ := match.Match(tag)
	return tongues[i]
}

// In says a notice in the language of a locale, English if there is none of ours.
func (t Told) In(locale string) Said {
	w := wordsIn(locale)
	said, ok := w.says[string(t.Kind)+" "+t.Facts.State]
	if !ok {
		said = w.says[string(t.Kind)]
	}
	fill := strings.NewReplacer("{name}", t.Facts.name(w.lang), "{of}", w.of(t), "{day}", w.day(t.Facts.Until), "{counts}", w.counts(t.Facts), "{why}", w.because(t.Facts.Why),
		"{made}", fmt.Sprint(t.Facts.Made), "{total}", fmt.Sprint(t.Facts.Total))
	return Said{fill.Replace(said.Title), fill.Replace(said.Sentence)}
}

// name is the name in a language, else the one for all, else in English.
func (f Facts) name(lang string) string {
	for _, l := range []string{lang, "", "en"} {
		if n := f.Name[l]; n != "" {
			return n
		}
	}
	for _, n := range f.Name {
		return n
	}
	return "–"
}

func (w *words) of(t Told) string {
	switch {
	case !t.Of:
		return w.company
	case t.Name == "":
		return w.somebody
	}
	return fmt.Sprintf(w.person, t.Name)
}

func (w *words) day(t *time.Time) string {
	if t == nil {
		return "–"
	}
	u := t.UTC()
	return fmt.Sprintf(w.date, u.Day(), w.months[u.Month()-1], u.Year())
}

// because is the reason, on one line: who decided wrote it for this reader.
func (w *words) because(why string) string {
	if why = strings.Join(strings.Fields(why), " "); why == "" {
		return w.unsaid
	}
	return fmt.Sprintf(w.reason, why)
}

// counts lists what there is of a digest. Each stands behind its word, so that
// no language has to decline.
func (w *words) counts(f Facts) string {
	var out []string
	for i, n := range []int{f.Expiring, f.Grace, f.Expired, f.AtRisk, f.Suspended, f.Partners} {
		if n > 0 {
			out = append(out, fmt.Sprintf("%s: %d", w.counted[i], n))
		}
	}
	return strings.Join(out, "; ")
}
