package bank

import (
	"regexp"
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

// qtiFile reads one assessmentItem of IMS QTI 2.0, 2.1 or 2.2.
// https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html
func (r *reader) qtiFile(file []byte) error {
	t := newTree(file)
	root, line, err := t.root()
	switch {
	case err != nil:
		return err
	case root == nil || root.Name.Local != "assessmentItem":
		return refuse("BANK_FORMAT", "Line %d: an item of QTI 2.1 begins with <assessmentItem>. QTI 1.2 and 3.0 are other formats.", line)
	}
	n, err := t.element(*root, line)
	if err != nil {
		return err
	}
	name := n.attr["title"]
	if name == "" {
		name = n.attr["identifier"]
	}
	it := r.item(n.line, name)
	if !r.overfull() {
		(&qtiItem{item: it, n: n}).read()
	}
	return nil
}

// qtiItem is one item while it is read.
type qtiItem struct {
	*item
	n      *node
	asked  *node // the interaction
	answer *node // its response declaration
	word   *node // whose label is being read
}

var qtiKinds = map[string]func(*qtiItem){
	"choiceInteraction": (*qtiItem).choice, "inlineChoiceInteraction": (*qtiItem).choice, "orderInteraction": (*qtiItem).order,
	"matchInteraction": (*qtiItem).match, "textEntryInteraction": (*qtiItem).entry, "sliderInteraction": (*qtiItem).slider,
	"hottextInteraction": (*qtiItem).choice, "gapMatchInteraction": (*qtiItem).gapMatch,
}

func (q *qtiItem) read() {
	asked := q.interactions(q.n.kid("itemBody"))
	switch {
	case len(asked) == 0:
		q.skip(q.n.line, "NO_INTERACTION", "This item asks for nothing.")
		return
	case len(asked) > 1:
		q.skip(asked[1].line, "SEVERAL_BLANKS", "A second interaction begins here. Ask each as a question of its own.")
		return
	}
	q.asked = asked[0]
	read, known := qtiKinds[q.asked.name]
	if !known {
		q.skip(q.asked.line, "KIND_UNKNOWN", "<%s> is not known here.", q.asked.name)
		return
	}
	if !q.declared() {
		q.skip(q.asked.line, "NO_ANSWER", "No right answer is declared for %q.", q.asked.attr["responseIdentifier"])
		return
	}
	q.leave()
	q.found.Prompt = q.prompt()
	read(q)
}

func (q *qtiItem) interactions(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		if strings.HasSuffix(k.name, "Interaction") {
			out = append(out, k)
			continue
		}
		out = append(out, q.interactions(k)...)
	}
	return out
}

// declared finds the answer that the item itself gives.
func (q *qtiItem) declared() bool {
	for _, d := range q.n.all("responseDeclaration") {
		if d.attr["identifier"] == q.asked.attr["responseIdentifier"] {
			q.answer = d
			return len(q.right()) > 0 || len(d.kid("mapping").all("mapEntry")) > 0
		}
	}
	return false
}

// leave notes what the item does beyond asking and comparing.
func (q *qtiItem) leave() {
	p := q.n.kid("responseProcessing")
	if t := p.attr["template"]; !strings.Contains(t, "match_correct") && !strings.Contains(t, "map_response") && len(p.kids) > 0 {
		q.note(p.line, "PROCESSING", "The item's own way to count was not followed; the answer that it declares right counts.")
	}
	if f := slices.Concat(q.n.find("modalFeedback"), q.n.find("feedbackBlock"), q.stray()); len(f) > 0 {
		q.note(f[0].line, "FEEDBACK_DROPPED", "Feedback was left out; say it as the explanation of the question.")
	}
	for _, what := range []string{"templateDeclaration", "stylesheet"} {
		if found := q.n.all(what); len(found) > 0 {
			q.note(found[0].line, "CONTENT_DROPPED", "<%s> was left out.", what)
		}
	}
}

// prompt is the text of the body; a blank stands where words are asked for.
func (q *qtiItem) prompt() string {
	return tidy(q.body(q.n.kid("itemBody")))
}

func (q *qtiItem) body(n *node) string {
	m, known := marks[n.name]
	switch {
	case n.name == "":
		return blanks.ReplaceAllString(n.text, " ")
	case n == q.asked:
		return q.gap()
	case n.name == "pre":
		return "\n" + n.words() + "\n"
	case n.name == "gap":
		return q.numbered(n)
	case n.name == "feedbackBlock" || n.name == "gapText" && n != q.word || n.name == "feedbackInline" || n.name == "rubricBlock" || m == silent && known:
		return ""
	case known && m == content || n.name == "printedVariable":
		q.note(n.line, "CONTENT_DROPPED", "<%s> was left out: a question is text. See whether it can be asked without.", n.name)
		return ""
	}
	return q.within(n, m, known)
}

// blanks of XML are for the eye; only in <pre> they are meant.
var blanks = regexp.MustCompile(`[ \t\r\n]+`)

func (q *qtiItem) within(n *node, m mark, known bool) string {
	var out strings.Builder
	for _, k := range n.kids {
		out.WriteString(q.body(k))
	}
	switch {
	case known && m == block, n.name == "prompt", n.name == "simpleChoice":
		return "\n" + out.String() + "\n"
	case known && m == raised:
		return "^" + out.String()
	case known && m == lowered:
		return "_" + out.String()
	}
	return out.String()
}

// gap is what stands in the prompt for the interaction itself.
func (q *qtiItem) gap() string {
	if q.asked.name == "textEntryInteraction" || q.asked.name == "inlineChoiceInteraction" {
		return "_____"
	}
	if q.asked.name == "hottextInteraction" || q.asked.name == "gapMatchInteraction" {
		return "\n" + q.marked() + "\n"
	}
	return "\n" + q.body(q.asked.kid("prompt")) + "\n"
}

// numbered is the mark of a gap.
func (q *qtiItem) numbered(n *node) string {
	all := q.n.find("gap")
	return gapMark(1+slices.Index(all, n), len(all))
}

// marked is the prompt of words to be picked out of a text or put into it, and
// the text.
func (q *qtiItem) marked() string {
	asked, parts := q.asked, ""
	q.asked = nil
	for _, k := range asked.kids {
		parts += q.body(k)
	}
	q.asked = asked
	return parts
}

// label is the text of a choice.
func (q *qtiItem) label(n *node) string {
	kept := q.asked
	q.asked, q.word = nil, n
	text := q.body(n)
	q.asked, q.word = kept, nil
	return tidy(text)
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

func (q *qtiItem) choices() []*node {
	return slices.Concat(q.asked.all("simpleChoice"), q.asked.all("inlineChoice"), q.asked.find("hottext"))
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

// stray is feedback within the text that belongs to no choice.
func (q *qtiItem) stray() []*node {
	all := q.n.find("feedbackInline")
	for _, c := range q.choices() {
		all = slices.DeleteFunc(all, func(f *node) bool {
			return f.attr["identifier"] == c.attr["identifier"] && slices.Contains(c.find("feedbackInline"), f)
		})
	}
	return all
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
