package bank

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

// gift reads the General Import Format Technology of Moodle: questions apart by
// empty lines, answers in braces. https://docs.moodle.org/en/GIFT_format
func (r *reader) gift(file []byte) error {
	text := string(bytes.TrimPrefix(file, []byte("\ufeff")))
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if strings.ContainsRune(text, 0) {
		return refuse("BANK_BROKEN", "This is no text file in UTF-8. Save it as UTF-8 and send it again.")
	}
	for _, p := range paragraphs(text) {
		r.giftParagraph(p)
	}
	if r.seen == 0 && r.report.Passages == 0 {
		return refuse("BANK_EMPTY", "There is no question in this file. Is it GIFT?")
	}
	return nil
}

// paragraph are the lines between two empty ones.
type paragraph struct {
	line int // of its first line, from 1
	text string
}

// paragraphs also breaks at a title or category after an empty line within
// braces: there a closing brace is missing, and only one question is lost.
func paragraphs(text string) []paragraph {
	var out []paragraph
	var now []string
	start, open := 0, false
	flush := func() {
		if s := strings.Join(now, "\n"); strings.TrimSpace(s) != "" {
			out = append(out, paragraph{start, s})
		}
		now, open = nil, false
	}
	blank := false
	i := -1
	for line := range strings.SplitSeq(text, "\n") {
		i++
		bare := strings.TrimSpace(line)
		if bare == "" && !open || blank && opens(bare) || strings.HasPrefix(bare, category) || len(now) > maxLines {
			flush()
		}
		if blank = bare == ""; blank && len(now) == 0 {
			continue
		}
		if strings.HasPrefix(bare, "//") {
			bare, line = "", "" // a comment; its line still counts
		}
		if len(now) == 0 {
			start = i + 1
		}
		now = append(now, line)
		open = braces(bare, open)
		if strings.HasPrefix(bare, category) {
			flush()
		}
	}
	flush()
	return trimmed(out)
}

// maxLines of one question; where there are more, a brace did not close.
const maxLines = 5000

const category = "$CATEGORY:"

func opens(line string) bool { return strings.HasPrefix(line, "::") }

// braces tells whether one is open behind a line.
func braces(line string, open bool) bool {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '{':
			open = true
		case '}':
			open = false
		}
	}
	return open
}

// trimmed lets each paragraph begin at its first line that says something.
func trimmed(ps []paragraph) []paragraph {
	for i := range ps {
		for strings.HasPrefix(strings.TrimLeft(ps[i].text, " \t"), "\n") {
			_, ps[i].text, _ = strings.Cut(ps[i].text, "\n")
			ps[i].line++
		}
	}
	return ps
}

var (
	giftFormat = regexp.MustCompile(`^\s*\[(html|moodle|plain|markdown)\]`)
	giftTruth  = regexp.MustCompile(`(?i)^\s*(T|TRUE|F|FALSE)\s*$`)
	giftWorth  = regexp.MustCompile(`^\s*%(-?[0-9]+(?:[.,][0-9]+)?)%`)
)

func (r *reader) giftParagraph(p paragraph) {
	if at, ok := strings.CutPrefix(strings.TrimSpace(p.text), category); ok {
		r.category = strings.TrimSpace(at)
		return
	}
	title, body := giftTitle(p.text)
	open := find(body, "{")
	if open < 0 {
		r.report.Passages++
		return
	}
	it := r.item(p.line, unescape(title))
	if r.overfull() {
		return
	}
	q := giftQuestion{item: it, p: p, from: len(p.text) - len(body)}
	q.read(body, open)
}

// giftTitle cuts ::title:: off.
func giftTitle(text string) (title, body string) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, " \t\n"), "::")
	if !ok {
		return "", text
	}
	if end := find(rest, ":"); end >= 0 && strings.HasPrefix(rest[end:], "::") {
		return strings.TrimSpace(rest[:end]), rest[end+2:]
	}
	if end := strings.Index(rest, "::"); end >= 0 {
		return strings.TrimSpace(rest[:end]), rest[end+2:]
	}
	return "", text
}

// giftQuestion is one question while it is read.
type giftQuestion struct {
	*item
	p    paragraph
	from int  // where the body begins in the paragraph
	raw  bool // [plain] or [markdown]: no markup to take off
}

// line is that of a place in the body.
func (q *giftQuestion) line(at int) int {
	return q.p.line + strings.Count(q.p.text[:min(len(q.p.text), q.from+at)], "\n")
}

func (q *giftQuestion) read(body string, open int) {
	end := find(body[open:], "}")
	if end < 0 {
		q.skip(q.line(open), "UNCLOSED", "The brace that opens here does not close. Write \\{ for a brace that is meant.")
		return
	}
	end += open
	before, inner, after := body[:open], body[open+1:end], body[end+1:]
	if at := find(after, "{"); at >= 0 {
		q.skip(q.line(end+1+at), "SEVERAL_BLANKS", "A second answer begins here. Ask each blank as a question of its own.")
		return
	}
	before, q.raw = q.format(before)
	q.found.Prompt = q.text(q.p.line, before)
	if rest := q.text(q.line(end), after); rest != "" {
		q.found.Prompt += " _____ " + rest
	}
	if q.found.Prompt == "" {
		q.found.Prompt = q.found.Name // as Moodle does
	}
	q.answers(inner, open+1)
}

// text is one text of the question, without escapes and markup. It may name a
// format of its own; else that of the prompt goes for it.
func (q *giftQuestion) text(line int, s string) string {
	s, raw := q.format(s)
	if raw {
		return tidy(unescape(s))
	}
	return q.plain(line, unescape(s))
}

// format takes the name of a format off a text, and tells whether markup in it
// is meant as it stands.
func (q *giftQuestion) format(s string) (rest string, raw bool) {
	if m := giftFormat.FindStringSubmatch(s); m != nil {
		return s[len(m[0]):], m[1] == "plain" || m[1] == "markdown"
	}
	return s, q.raw
}

func (q *giftQuestion) answers(inner string, at int) {
	inner, general, _ := strings.Cut(inner, "####")
	q.found.Explanation = q.text(q.line(at+len(inner)), general)
	first, said := cut(inner, "#")
	switch bare := strings.TrimSpace(inner); {
	case bare == "":
		q.skip(q.line(at), "KIND_UNKNOWN", "An essay is judged by a person; a quiz has none.")
	case strings.HasPrefix(bare, "#"):
		q.numeric(strings.Replace(inner, "#", " ", 1), at)
	case giftTruth.MatchString(first):
		q.found.Kind, q.found.Truth = question.TrueFalse, strings.ToUpper(strings.TrimSpace(first))[0] == 'T'
		q.unheard(giftAnswer{feedback: strings.TrimSpace(said), line: q.line(at)})
		q.keep()
	default:
		q.list(q.split(inner, at))
	}
}

// giftAnswer is one of a list: = right, ~ wrong.
type giftAnswer struct {
	right          bool
	worth          *float64
	text, feedback string
	line           int
}

// split stops at what is too many anyway: each answer counts its lines anew.
func (q *giftQuestion) split(inner string, at int) []giftAnswer {
	var out []giftAnswer
	for begin := find(inner, "=~"); begin >= 0 && len(out) <= question.MaxParts; {
		next := find(inner[begin+1:], "=~")
		stop := len(inner)
		if next >= 0 {
			stop = begin + 1 + next
		}
		out = append(out, q.answer(inner[begin], inner[begin+1:stop], q.line(at+begin)))
		if begin = stop; next < 0 {
			break
		}
	}
	return out
}

func (q *giftQuestion) answer(sign byte, s string, line int) giftAnswer {
	a := giftAnswer{right: sign == '=', line: line}
	if m := giftWorth.FindStringSubmatch(s); m != nil {
		w, _ := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
		a.worth, s = &w, s[len(m[0]):]
	}
	s, feedback := cut(s, "#")
	a.text, a.feedback = s, q.text(line, feedback)
	return a
}

// worthOf is what the answer is worth in percent.
func (a giftAnswer) worthOf() float64 {
	switch {
	case a.worth != nil:
		return *a.worth
	case a.right:
		return 100
	}
	return 0
}

func (q *giftQuestion) list(as []giftAnswer) {
	rights, pairs := 0, 0
	for _, a := range as {
		if a.right {
			rights++
		}
		if a.right && strings.Contains(a.text, "->") {
			pairs++
		}
	}
	switch {
	case len(as) == 0:
		q.skip(q.found.Line, "KIND_UNKNOWN", "What stands in the braces begins with none of =, ~, #, T and F.")
	case pairs == len(as):
		q.matching(as)
	case rights == len(as):
		q.short(as)
	default:
		q.choice(as, rights)
	}
}

func (q *giftQuestion) matching(as []giftAnswer) {
	q.found.Kind, q.found.Credit = question.Matching, question.PerPart
	for _, a := range as {
		left, right, _ := strings.Cut(a.text, "->")
		l, r := q.text(a.line, left), q.text(a.line, right)
		if l == "" {
			q.found.Decoys = append(q.found.Decoys, r)
			continue
		}
		q.found.Pairs = append(q.found.Pairs, question.Pair{Left: l, Right: r})
	}
	q.keep()
}

func (q *giftQuestion) short(as []giftAnswer) {
	q.found.Kind = question.Short
	for _, a := range as {
		q.found.Texts = append(q.found.Texts, question.Text{Text: q.text(a.line, a.text), Worth: a.worthOf()})
		q.unheard(a)
	}
	q.keep()
}

// unheard notes what an author says to one accepted answer: only options are
// answered one by one.
func (q *giftQuestion) unheard(a giftAnswer) {
	if a.feedback != "" {
		q.note(a.line, "FEEDBACK_DROPPED", "Words for one accepted answer were left out; give them to the whole question.")
	}
}

// choice is MULTIPLE when no option is wholly right and several are in part.
func (q *giftQuestion) choice(as []giftAnswer, rights int) {
	parts := 0
	for _, a := range as {
		o := question.Option{Text: q.text(a.line, a.text), Worth: a.worthOf(), Feedback: a.feedback}
		q.found.Options = append(q.found.Options, o)
		if o.Worth > 0 && o.Worth < 100 {
			parts++
		}
	}
	q.found.Kind = question.Single
	if rights == 0 && parts > 1 {
		q.found.Kind, q.found.Credit = question.Multiple, question.ByWorth
	}
	q.keep()
}

func (q *giftQuestion) numeric(inner string, at int) {
	q.found.Kind = question.Numeric
	as := q.split(inner, at)
	if first := inner[:max(0, find(inner+"=", "=~"))]; strings.TrimSpace(first) != "" { // the first number needs no sign
		as = append([]giftAnswer{q.answer('=', first, q.line(at))}, as...)
	}
	for _, a := range as {
		n, ok := giftNumber(a.text)
		switch {
		case ok:
			n.Worth = a.worthOf()
			q.found.Numbers = append(q.found.Numbers, n)
			q.unheard(a)
		case a.right && strings.TrimSpace(a.text) != "*":
			q.skip(a.line, "NUMBER", "%q is no number, number:tolerance or from..to.", clip(strings.TrimSpace(a.text), 40))
			return
		default:
			q.unheard(a) // what is said to every other number
		}
	}
	q.keep()
}

func giftNumber(s string) (question.Number, bool) {
	s = unescape(strings.TrimSpace(s))
	if low, high, ok := strings.Cut(s, ".."); ok {
		a, okA := figure(low)
		b, okB := figure(high)
		return question.Number{Value: (a + b) / 2, Tolerance: (b - a) / 2}, okA && okB && a <= b
	}
	value, tolerance, given := strings.Cut(s, ":")
	v, ok := figure(value)
	if !given {
		return question.Number{Value: v}, ok
	}
	t, okT := figure(tolerance)
	return question.Number{Value: v, Tolerance: t}, ok && okT && t >= 0
}

// figure reads a number with a point or, as half of Europe writes it, a comma.
func figure(s string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	return x, err == nil && x-x == 0
}
