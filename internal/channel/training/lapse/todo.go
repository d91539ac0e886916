package lapse

import (
	"fmt"

	"golang.org/x/text/language"
)

// Todo is what to do about a requirement that lapsed.
type Todo struct {
	Name      string // of the certification
	Renewable bool   // somebody is there who held it
	Missing   int
}

type todoWords struct{ renew, certify, one, many string }

var (
	todoTongues = []todoWords{
		{"%s: let people renew it who held it; ", "%s: certify people; ", "1 more is needed", "%d more are needed"},
		{"%s: Lassen Sie die erneuern, die sie hatten; ", "%s: Lassen Sie Personen zertifizieren; ", "1 weitere fehlt", "%d weitere fehlen"},
		{"%s : faites renouveler celles et ceux qui l’avaient ; ", "%s : faites certifier des personnes ; ", "il en manque 1", "il en manque %d"},
	}
	todoMatch = language.NewMatcher([]language.Tag{language.English, language.German, language.French})
)

// In says it in the language of a locale, in English if there is none of ours.
func (t Todo) In(locale string) string {
	w := todoTongues[0]
	if tag, err := language.Parse(locale); err == nil {
		_, i, _ := todoMatch.Match(tag)
		w = todoTongues[i]
	}
	say, need := w.certify, w.one
	if t.Renewable {
		say = w.renew
	}
	if t.Missing != 1 {
		need = fmt.Sprintf(w.many, t.Missing)
	}
	return fmt.Sprintf(say, t.Name) + need
}
