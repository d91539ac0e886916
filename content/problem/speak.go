package problem

import (
	"regexp"
	"strings"
)

// Words are how one kind of problem is said in one language. {name} stands for a
// figure of Data, {name:form} for it in a form that figure knows. What stands in
// square brackets is left out when a figure in it is not known.
type Words struct{ Message, Fix string }

// catalogues hold the words by kind: the code, and behind a space the case of a
// code that has several. A case without a message of its own, or without a
// repair, takes that of the code.
var catalogues = map[string]map[string]Words{"en": english, "de": german, "fr": french}

// Languages are those that problems with words in the catalogues can speak.
var Languages = []string{"en", "de", "fr"}

// Say makes a problem out of its kind and its figures, in English. The case of a
// code that has several is kept among the figures.
func Say(code, variant string, s Severity, where string, data map[string]any) Problem {
	if data == nil {
		data = map[string]any{}
	}
	if variant != "" {
		data["case"] = variant
	}
	p := Problem{Code: code, Severity: s, Where: where, Data: data}
	return p.In("en")
}

// In is the problem in a language, or in the language of a region (de-AT). What
// has no words in it stays as it is.
func (p Problem) In(language string) Problem {
	language, _, _ = strings.Cut(strings.ToLower(language), "-")
	words, ok := catalogues[language]
	if !ok {
		return p
	}
	w, known := wordsFor(words, p)
	if !known {
		return p
	}
	f := figures{p.Data, language}
	p.Message, p.Fix = f.fill(w.Message), f.fill(w.Fix)
	return p
}

func wordsFor(words map[string]Words, p Problem) (Words, bool) {
	w, ok := words[p.Code]
	if variant, _ := p.Data["case"].(string); variant != "" {
		own, has := words[p.Code+" "+variant]
		if own.Message != "" {
			w.Message = own.Message
		}
		if own.Fix != "" {
			w.Fix = own.Fix
		}
		ok = ok || has
	}
	return w, ok
}

// In is the list in a language.
func (l List) In(language string) List {
	out := make(List, len(l))
	for i, p := range l {
		out[i] = p.In(language)
	}
	return out
}

var (
	slots    = regexp.MustCompile(`\{([a-zA-Z0-9]+)(?::([a-z]+))?\}`)
	brackets = regexp.MustCompile(`\[([^\]]*)\]`)
)

// fill puts the figures into a sentence.
func (f figures) fill(sentence string) string {
	sentence = brackets.ReplaceAllStringFunc(sentence, func(part string) string {
		for _, m := range slots.FindAllStringSubmatch(part, -1) {
			if _, known := f.data[m[1]]; !known {
				return ""
			}
		}
		return part[1 : len(part)-1]
	})
	return slots.ReplaceAllStringFunc(sentence, func(slot string) string {
		m := slots.FindStringSubmatch(slot)
		return f.figure(f.data[m[1]], m[2])
	})
}
