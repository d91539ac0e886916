package award

import (
	"strconv"
	"strings"

	"github.com/portico-prm/portico/content/rule"
)

// phrases are the next steps in one language. {v} is what is to be done.
type phrases struct {
	course, quiz, session, document, wait string
	certify                               string // {n} more people hold {v}
	learner, admin, vendor                string
}

var inLanguage = map[string]phrases{
	"en": {"Complete {v}", "Pass {v}", "Attend {v}", "Bring a document that holds", "Wait for the decision on your document",
		"Certify {n} more: {v}", "you", "company admin", "vendor"},
	"de": {"{v} abschließen", "{v} bestehen", "{v} besuchen", "Ein gültiges Dokument einreichen", "Die Entscheidung über Ihr Dokument abwarten",
		"{n} weitere zertifizieren: {v}", "Sie", "Administrator Ihrer Firma", "Hersteller"},
	"fr": {"Terminer {v}", "Réussir {v}", "Participer à {v}", "Déposer un document valable", "Attendre la décision sur votre document",
		"Certifier {n} de plus : {v}", "vous", "administrateur de votre société", "constructeur"},
}

// phrasesIn falls back from de-AT to de, and to English.
func phrasesIn(language string) phrases {
	short, _, _ := strings.Cut(strings.ToLower(language), "-")
	if p, ok := inLanguage[short]; ok {
		return p
	}
	return inLanguage["en"]
}

func (p phrases) next(action, pattern, what string, minutes int) *rule.Next {
	who := map[string]string{"UPLOAD": p.admin, "WAIT": p.vendor, "TRAIN": p.learner}[action]
	label := strings.ReplaceAll(pattern, "{v}", what)
	if what != "" && !strings.Contains(pattern, "{v}") {
		label += ": " + what
	}
	return &rule.Next{Action: action, Label: label, Who: who, Minutes: minutes}
}

// holders says how many people are still to be certified in what.
func (p phrases) holders(s *Step, n *names) *rule.Next {
	var titles []string
	minutes := 0
	for _, key := range s.Requirement.Keys {
		titles = append(titles, firstOf(n.titles["HOLDERS "+key], key))
		minutes += n.minutes["HOLDERS "+key]
	}
	pattern := strings.ReplaceAll(p.certify, "{n}", strconv.Itoa(s.Need-s.Have))
	out := p.next("TRAIN", pattern, strings.Join(titles, ", "), minutes)
	out.Who, out.Progress = p.admin, float64(s.Have)/float64(s.Need)
	return out
}
