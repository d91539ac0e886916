package bank

import (
	"regexp"
	"slices"
	"strings"
)

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
	case isInteraction(n):
		return other(n)
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

// other is what stands for an interaction that another question asks.
func other(n *node) string {
	if n.name == "textEntryInteraction" || n.name == "inlineChoiceInteraction" {
		return "…"
	}
	return "\n"
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
