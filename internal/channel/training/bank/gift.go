package bank

import (
	"bytes"
	"regexp"
	"strings"
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
