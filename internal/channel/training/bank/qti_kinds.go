package bank

import (
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

var qtiKinds = map[string]func(*qtiItem){
	"choiceInteraction": (*qtiItem).choice, "inlineChoiceInteraction": (*qtiItem).choice, "orderInteraction": (*qtiItem).order,
	"matchInteraction": (*qtiItem).match, "textEntryInteraction": (*qtiItem).entry, "sliderInteraction": (*qtiItem).slider,
	"hottextInteraction": (*qtiItem).choice, "gapMatchInteraction": (*qtiItem).gapMatch,
}

// right are the values of the correct response.
func (q *qtiItem) right() []string {
	var out []string
	for _, v := range q.answer.kid("correctResponse").all("value") {
		out = append(out, v.word())
	}
	return out
}

// mapped are the points by value, and the most that there are.
func (q *qtiItem) mapped() (points map[string]float64, most float64) {
	points = map[string]float64{}
	for _, e := range q.answer.kid("mapping").all("mapEntry") {
		if v, ok := figure(e.attr["mappedValue"]); ok {
			points[e.attr["mapKey"]] = v
			most = max(most, v)
		}
	}
	return points, most
}

func (q *qtiItem) choices() []*node { return choicesOf(q.asked) }

func choicesOf(asked *node) []*node {
	return slices.Concat(asked.all("simpleChoice"), asked.all("inlineChoice"), asked.find("hottext"))
}

func (q *qtiItem) choice() {
	q.found.Kind, q.found.Fixed = question.Single, q.asked.attr["shuffle"] != "true"
	if q.answer.attr["cardinality"] == "multiple" {
		q.found.Kind, q.found.Credit = question.Multiple, question.AllOrNothing
	}
	worth := q.worth()
	for _, c := range q.choices() {
		q.found.Options = append(q.found.Options, question.Option{Text: q.label(c), Worth: worth[c.attr["identifier"]], Feedback: said(c)})
	}
	q.keep()
}

// said is what the item says to who picks a choice.
func said(c *node) string {
	var out []string
	for _, f := range c.find("feedbackInline") {
		if f.attr["identifier"] == c.attr["identifier"] {
			out = append(out, tidy(f.words()))
		}
	}
	return strings.Join(out, " ")
}

// worth is what each choice gives. Points count where the item maps them and
// uses the map; else every right choice counts the same.
func (q *qtiItem) worth() map[string]float64 {
	out := map[string]float64{}
	right := q.right()
	points, most := q.mapped()
	if len(points) > 0 && most > 0 && strings.Contains(q.n.kid("responseProcessing").attr["template"], "map_response") {
		return q.shares(points, most)
	}
	for _, id := range right {
		out[id] = 100
	}
	return out
}

func (q *qtiItem) shares(points map[string]float64, most float64) map[string]float64 {
	out, all := map[string]float64{}, most
	if q.found.Kind == question.Multiple {
		q.found.Credit, all = question.ByWorth, 0
		for _, p := range points {
			all += max(0, p)
		}
	}
	for id, p := range points {
		out[id] = max(-100, 100*p/all)
	}
	return out
}

func (q *qtiItem) order() {
	q.found.Kind, q.found.Credit = question.Ordering, question.AllOrNothing
	byID := map[string]string{}
	for _, c := range q.choices() {
		byID[c.attr["identifier"]] = q.label(c)
	}
	for _, id := range q.right() {
		q.found.Sequence = append(q.found.Sequence, byID[id])
	}
	if len(q.found.Sequence) != len(byID) {
		q.skip(q.asked.line, "NO_ANSWER", "The right order names %d of %d items.", len(q.found.Sequence), len(byID))
		return
	}
	q.keep()
}

// match takes tables in which each of the first set has one partner.
func (q *qtiItem) match() {
	q.found.Kind, q.found.Credit = question.Matching, question.PerPart
	sets := q.asked.all("simpleMatchSet")
	if len(sets) != 2 {
		q.skip(q.asked.line, "KIND_UNKNOWN", "A match has two sets; this one has %d.", len(sets))
		return
	}
	partner := q.partners()
	used := map[string]bool{}
	for _, c := range sets[0].all("simpleAssociableChoice") {
		to := partner[c.attr["identifier"]]
		if len(to) != 1 {
			q.skip(c.line, "SEVERAL_PARTNERS", "%q has %d partners; each of the first set needs one.", clip(q.label(c), 40), len(to))
			return
		}
		used[to[0]] = true
		q.found.Pairs = append(q.found.Pairs, question.Pair{Left: q.label(c), Right: q.labelOf(sets[1], to[0])})
	}
	for _, c := range sets[1].all("simpleAssociableChoice") {
		if !used[c.attr["identifier"]] {
			q.found.Decoys = append(q.found.Decoys, q.label(c))
		}
	}
	q.keep()
}

func (q *qtiItem) labelOf(set *node, id string) string {
	for _, c := range set.all("simpleAssociableChoice") {
		if c.attr["identifier"] == id {
			return q.label(c)
		}
	}
	return ""
}

// partners are the declared pairs, by the first of each.
func (q *qtiItem) partners() map[string][]string {
	out := map[string][]string{}
	for _, pair := range q.right() {
		if a, b, ok := strings.Cut(pair, " "); ok {
			out[a] = append(out[a], strings.TrimSpace(b))
		}
	}
	return out
}

func (q *qtiItem) entry() {
	switch q.answer.attr["baseType"] {
	case "integer", "float":
		q.slider()
	case "string", "":
		q.short()
	default:
		q.skip(q.asked.line, "KIND_UNKNOWN", "An answer of the type %q is not known here.", clip(q.answer.attr["baseType"], 40))
	}
}

func (q *qtiItem) short() {
	q.found.Kind = question.Short
	points, most := q.mapped()
	for _, v := range q.right() {
		if _, both := points[v]; !both {
			q.found.Texts = append(q.found.Texts, question.Text{Text: starless(v), Worth: 100})
		}
	}
	for _, e := range q.answer.kid("mapping").all("mapEntry") {
		key := e.attr["mapKey"]
		if p := points[key]; p > 0 {
			q.found.Texts = append(q.found.Texts, question.Text{Text: starless(key), Worth: 100 * p / most})
		}
		q.found.CaseMatters = q.found.CaseMatters || e.attr["caseSensitive"] == "true"
	}
	q.keep()
}

// starless keeps a star what it is: QTI has no wildcards.
func starless(s string) string { return strings.ReplaceAll(s, "*", `\*`) }

// slider is any interaction that is answered with a number.
func (q *qtiItem) slider() {
	q.found.Kind = question.Numeric
	for _, v := range q.right() {
		x, ok := figure(v)
		if !ok {
			q.skip(q.answer.line, "NUMBER", "%q is no number.", clip(v, 40))
			return
		}
		q.found.Numbers = append(q.found.Numbers, question.Number{Value: x, Tolerance: q.tolerance(x), Worth: 100})
	}
	q.keep()
}

// tolerance is that of the <equal> by which the item compares.
func (q *qtiItem) tolerance(x float64) float64 {
	for _, e := range q.n.kid("responseProcessing").find("equal") {
		first, _, _ := strings.Cut(strings.TrimSpace(e.attr["tolerance"]), " ")
		t, ok := figure(first)
		switch {
		case ok && e.attr["toleranceMode"] == "absolute":
			return t
		case ok && e.attr["toleranceMode"] == "relative":
			return max(x, -x) * t / 100
		}
	}
	return 0
}
