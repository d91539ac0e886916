package course

import (
	"bytes"
	"encoding/json"

	"github.com/portico-prm/portico/content/rule"
)

// Outline is a course without its files.
type Outline struct {
	APIVersion              string     `json:"apiVersion"`
	Key                     string     `json:"key"`
	Locale                  string     `json:"locale"` // the course's own language
	Locales                 []string   `json:"locales,omitempty"`
	Title                   Texts      `json:"title"`
	Summary                 Texts      `json:"summary,omitempty"`
	InOrder                 bool       `json:"inOrder,omitempty"`
	EarlierCompletionsCount *bool      `json:"earlierCompletionsCount,omitempty"` // nil: they do
	Audience                *rule.Tree `json:"audience,omitempty"`
	Prerequisites           []string   `json:"prerequisites,omitempty"`
	Modules                 []Module   `json:"modules"`
}

// Version is the version of the format.
const Version = "course/v1"

// Module is a part of a course.
type Module struct {
	Key     string   `json:"key"`
	Title   Texts    `json:"title"`
	Lessons []Lesson `json:"lessons"`
}

// Lesson is what is done in one go.
type Lesson struct {
	Key      string `json:"key"`
	Kind     Kind   `json:"kind"`
	Title    Texts  `json:"title"`
	Minutes  int    `json:"minutes"`
	Optional bool   `json:"optional,omitempty"`
	File     string `json:"file,omitempty"`  // of FILE and VIDEO: one of the course's own
	Asset    string `json:"asset,omitempty"` // of FILE and VIDEO: slug of one of the library
	Quiz     string `json:"quiz,omitempty"`  // of QUIZ: its key
	Body     Texts  `json:"body,omitempty"`  // Markdown; in a folder a file of its own
}

// Kind says what a lesson asks of its learner.
type Kind string

// The kinds.
const (
	Text    Kind = "TEXT"    // to read
	FileOf  Kind = "FILE"    // to open
	Video   Kind = "VIDEO"   // to watch
	Quiz    Kind = "QUIZ"    // to pass
	Task    Kind = "TASK"    // to do
	Session Kind = "SESSION" // to attend
)

// Texts is one text by locale.
type Texts map[string]string

// UnmarshalJSON takes a map, or one text in the course's own language, which
// stands under "" until settle.
func (t *Texts) UnmarshalJSON(b []byte) error {
	if b = bytes.TrimSpace(b); len(b) > 0 && b[0] == '"' {
		var text string
		err := json.Unmarshal(b, &text)
		*t = Texts{"": text}
		return err
	}
	return json.Unmarshal(b, (*map[string]string)(t))
}

// In is the text in a locale, else in the language of it, else in the course's
// own; and the locale that it is in.
func (t Texts) In(locale, own string) (text, is string) {
	for l := locale; l != ""; l = parent(l) {
		if s, ok := t[l]; ok {
			return s, l
		}
	}
	return t[own], own
}

// parent of de-AT is de.
func parent(locale string) string {
	for i := len(locale) - 1; i > 0; i-- {
		if locale[i] == '-' {
			return locale[:i]
		}
	}
	return ""
}

// Minutes is how long the required lessons take.
func (o *Outline) Minutes() (sum int) {
	for l := range o.Lessons() {
		if !l.Optional {
			sum += l.Minutes
		}
	}
	return sum
}

// Lessons goes through all lessons in their order.
func (o *Outline) Lessons() func(yield func(*Lesson) bool) {
	return func(yield func(*Lesson) bool) {
		for m := range o.Modules {
			for l := range o.Modules[m].Lessons {
				if !yield(&o.Modules[m].Lessons[l]) {
					return
				}
			}
		}
	}
}

// settle puts single texts under the course's own language, and fills in what
// may be left out.
func (o *Outline) settle() {
	if len(o.Locales) == 0 {
		o.Locales = []string{o.Locale}
	}
	all := []*Texts{&o.Title, &o.Summary}
	for m := range o.Modules {
		all = append(all, &o.Modules[m].Title)
	}
	for l := range o.Lessons() {
		all = append(all, &l.Title, &l.Body)
	}
	for _, t := range all {
		if text, ok := (*t)[""]; ok {
			*t = Texts{o.Locale: text}
		}
	}
}
