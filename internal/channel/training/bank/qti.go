package bank

import (
	"fmt"
	"slices"
	"strings"
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
	r.qtiItem(n, name)
	return nil
}

// qtiItem makes one question of each interaction. The text around them is the
// same for all: it is what they are about.
func (r *reader) qtiItem(n *node, name string) {
	asked := interactions(n.kid("itemBody"))
	switch {
	case len(asked) == 0:
		r.item(n.line, name).skip(n.line, "NO_INTERACTION", "This item asks for nothing.")
		return
	case len(asked) > 1 && n.attr["adaptive"] == "true":
		r.item(n.line, name).skip(asked[1].line, "ASKS_IN_STEPS", "This item asks in steps, the next as the last was answered. Ask each as a question of its own.")
		return
	case len(asked) > 1:
		r.split(n, name, asked)
		return
	}
	r.interaction(n, n.line, name, asked[0])
}

func (r *reader) split(n *node, name string, asked []*node) {
	kept := len(r.report.Questions)
	for i, a := range asked {
		r.interaction(n, a.line, fmt.Sprintf("%s (%d of %d)", name, i+1, len(asked)), a)
	}
	if kept = len(r.report.Questions) - kept; kept > 0 {
		r.report.Notes = append(r.report.Notes, Note{Line: n.line, File: r.file, Name: clip(name, 200), Code: "SPLIT_UP",
			Message: fmt.Sprintf("This item asks %d things at once; %d became questions of their own, each with the whole text. See whether one gives away another.", len(asked), kept)})
	}
}

func (r *reader) interaction(n *node, line int, name string, asked *node) {
	it := r.item(line, name)
	if !r.overfull() {
		(&qtiItem{item: it, n: n, asked: asked}).read()
	}
}

// qtiItem is one item while it is read.
type qtiItem struct {
	*item
	n      *node
	asked  *node // the interaction
	answer *node // its response declaration
	word   *node // whose label is being read
}

func (q *qtiItem) read() {
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

// interactions are what an item asks. A button that ends the attempt asks for
// nothing.
func interactions(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		switch {
		case k.name == "endAttemptInteraction":
		case isInteraction(k):
			out = append(out, k)
		default:
			out = append(out, interactions(k)...)
		}
	}
	return out
}

func isInteraction(n *node) bool { return strings.HasSuffix(n.name, "Interaction") }

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

// stray is feedback within the text that belongs to no choice of any
// interaction.
func (q *qtiItem) stray() []*node {
	all := q.n.find("feedbackInline")
	for _, a := range interactions(q.n.kid("itemBody")) {
		for _, c := range choicesOf(a) {
			all = slices.DeleteFunc(all, func(f *node) bool {
				return f.attr["identifier"] == c.attr["identifier"] && slices.Contains(c.find("feedbackInline"), f)
			})
		}
	}
	return all
}
