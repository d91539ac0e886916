package bank

import (
	"encoding/xml"
	"strings"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

// moodle reads what Moodle exports as XML: <quiz> with a <question> for each
// question. https://docs.moodle.org/en/Moodle_XML_format
func (r *reader) moodle(file []byte) error {
	t := newTree(file)
	root, line, err := t.root()
	switch {
	case err != nil:
		return err
	case root == nil || root.Name.Local != "quiz":
		return refuse("BANK_FORMAT", "Line %d: Moodle XML begins with <quiz>.", line)
	}
	for {
		token, line, err := t.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case nil:
			return refuse("BANK_BROKEN", "The file ends within <quiz>. Nothing was taken in.")
		case xml.EndElement:
			return nil
		case xml.StartElement:
			n, err := t.element(token, line)
			if err != nil {
				return err
			}
			r.moodleQuestion(n)
		}
	}
}

func (r *reader) moodleQuestion(n *node) {
	switch kind := n.attr["type"]; {
	case n.name != "question":
	case kind == "category":
		r.category = strings.TrimPrefix(n.kid("category").kid("text").word(), "$course$/")
	case kind == "description":
		r.report.Passages++
	default:
		it := r.item(n.line, n.kid("name").kid("text").word())
		if !r.overfull() {
			(&moodleQuestion{it, n}).read(kind)
		}
	}
}

// moodleQuestion is one question while it is read.
type moodleQuestion struct {
	*item
	n *node
}

func (q *moodleQuestion) read(kind string) {
	q.found.Prompt = q.text(q.n.kid("questiontext"))
	q.found.Explanation = q.text(q.n.kid("generalfeedback"))
	q.weigh()
	q.leave()
	switch kind {
	case "multichoice":
		q.choice()
	case "multichoiceset":
		q.all()
	case "truefalse":
		q.truth()
	case "shortanswer":
		q.short()
	case "numerical":
		q.number()
	case "matching":
		q.matching()
	case "ordering":
		q.ordering()
	case "gapselect":
		q.missing("selectoption")
	case "ddwtos":
		q.missing("dragbox")
	default:
		q.skip(q.n.line, "KIND_UNKNOWN", "Questions of the type %q are not known here.", clip(kind, 40))
		return
	}
}

// text is what an element like <questiontext format="html"><text> says.
func (q *moodleQuestion) text(n *node) string {
	words := n.kid("text").words()
	switch n.attr["format"] {
	case "plain_text", "markdown":
		return tidy(words)
	}
	return q.plain(n.line, words)
}

func (q *moodleQuestion) weigh() {
	n := q.n.kid("defaultgrade")
	if w, ok := figure(n.word()); ok && w > 0 && w <= question.MaxWeight {
		q.found.Weight = w
	} else if n.name != "" {
		q.note(n.line, "WEIGHT", "The grade %q was left out; the question is worth 1 point.", clip(n.word(), 20))
	}
}

// leave notes what no question of ours has.
func (q *moodleQuestion) leave() {
	for _, k := range q.n.kids {
		switch k.name {
		case "hint":
			if k.kid("text").word() != "" {
				q.note(k.line, "HINT_DROPPED", "Hints were left out: an attempt is answered once.")
			}
		case "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback":
			if stockFeedback(k.kid("text").word()) {
				continue
			}
			q.note(k.line, "FEEDBACK_DROPPED", "<%s> was left out; say it in the general feedback.", k.name)
		}
	}
}

// stockFeedback is what Moodle writes by itself.
func stockFeedback(s string) bool {
	text, _ := plain(s)
	return text == "" || strings.HasPrefix(text, "Your answer is ")
}

// answers are the <answer> elements, and what each is worth in percent.
func (q *moodleQuestion) answers() (as []*node, worth []float64) {
	for _, a := range q.n.all("answer") {
		w, _ := figure(a.attr["fraction"])
		as, worth = append(as, a), append(worth, w)
	}
	return as, worth
}

func (q *moodleQuestion) choice() {
	q.found.Kind = question.Single
	if said := q.n.kid("single").word(); said == "false" || said == "0" {
		q.found.Kind, q.found.Credit = question.Multiple, question.ByWorth
	}
	q.options()
}

func (q *moodleQuestion) all() {
	q.found.Kind, q.found.Credit = question.Multiple, question.AllOrNothing
	q.options()
}

func (q *moodleQuestion) options() {
	shuffled := q.n.kid("shuffleanswers").word()
	q.found.Fixed = shuffled == "false" || shuffled == "0"
	as, worth := q.answers()
	for i, a := range as {
		q.found.Options = append(q.found.Options, question.Option{Text: q.text(a), Worth: worth[i], Feedback: q.text(a.kid("feedback"))})
	}
	q.keep()
}

func (q *moodleQuestion) truth() {
	q.found.Kind = question.TrueFalse
	as, worth := q.answers()
	for i, a := range as {
		said := strings.ToLower(a.kid("text").word())
		if worth[i] == 100 && (said == "true" || said == "false") {
			q.found.Truth = said == "true"
			q.keep()
			return
		}
	}
	q.skip(q.n.line, "NO_RIGHT_OPTION", "Neither true nor false has the fraction 100.")
}

func (q *moodleQuestion) short() {
	q.found.Kind, q.found.CaseMatters = question.Short, q.n.kid("usecase").word() == "1"
	as, worth := q.answers()
	for i, a := range as {
		q.unheard(a)
		if worth[i] > 0 {
			q.found.Texts = append(q.found.Texts, question.Text{Text: q.text(a), Worth: worth[i]})
		}
	}
	q.keep()
}

func (q *moodleQuestion) unheard(a *node) {
	if a.kid("feedback").kid("text").word() != "" {
		q.note(a.line, "FEEDBACK_DROPPED", "Words for one accepted answer were left out; give them to the whole question.")
	}
}

func (q *moodleQuestion) number() {
	q.found.Kind = question.Numeric
	as, worth := q.answers()
	for i, a := range as {
		q.unheard(a)
		said := a.kid("text").word()
		if worth[i] <= 0 || said == "*" {
			continue
		}
		v, ok := figure(said)
		if !ok {
			q.skip(a.line, "NUMBER", "%q is no number.", clip(said, 40))
			return
		}
		tolerance, _ := figure(a.kid("tolerance").word())
		q.found.Numbers = append(q.found.Numbers, question.Number{Value: v, Tolerance: tolerance, Worth: worth[i]})
	}
	q.units()
	q.keep()
}

// units: Moodle's multiplier says how many of a unit are one of the key's.
func (q *moodleQuestion) units() {
	others := map[string]float64{}
	base := ""
	for _, u := range q.n.kid("units").all("unit") {
		name := u.kid("unit_name").word()
		m, ok := figure(u.kid("multiplier").word())
		switch {
		case !ok || m <= 0 || name == "":
			q.note(u.line, "UNIT", "The unit %q has no multiplier that can be used.", clip(name, 40))
		case m == 1 && base == "":
			base = name
		default:
			others[question.Normal(name, true)] = 1 / m
		}
	}
	if base != "" {
		graded := q.n.kid("unitgradingtype").word()
		q.found.Unit = &question.Unit{Name: base, Others: others, Needed: graded == "1" || graded == "2"}
	} else if len(others) > 0 {
		q.note(q.n.line, "UNIT", "The units were left out: none has the multiplier 1.")
	}
}

func (q *moodleQuestion) matching() {
	q.found.Kind, q.found.Credit = question.Matching, question.PerPart
	for _, s := range q.n.all("subquestion") {
		left, right := q.text(s), q.text(s.kid("answer"))
		switch {
		case left != "":
			q.found.Pairs = append(q.found.Pairs, question.Pair{Left: left, Right: right})
		case right != "":
			q.found.Decoys = append(q.found.Decoys, right)
		}
	}
	q.keep()
}

func (q *moodleQuestion) ordering() {
	q.found.Kind, q.found.Credit = question.Ordering, question.PerPart
	as, _ := q.answers()
	for _, a := range as {
		q.found.Sequence = append(q.found.Sequence, q.text(a))
	}
	q.keep()
}
