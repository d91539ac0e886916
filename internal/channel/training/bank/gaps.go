package bank

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/portico-prm/portico/internal/channel/training/question"
)

// gapMark stands in a prompt where a word is missing; where several are, each
// has a number.
func gapMark(number, of int) string {
	if of == 1 {
		return "_____"
	}
	return fmt.Sprintf("(%d) _____", number)
}

// gaps asks which words of a list are missing in a text: of one gap it is a
// choice, of more the numbers of the gaps are matched with words.
func (i *item) gaps(right, words []string) {
	if len(right) == 1 {
		i.found.Kind, i.found.Fixed = question.Single, false
		for _, w := range words {
			o := question.Option{Text: w}
			if w == right[0] {
				o.Worth = 100
			}
			if !slices.ContainsFunc(i.found.Options, func(p question.Option) bool { return p.Text == w }) {
				i.found.Options = append(i.found.Options, o)
			}
		}
		i.keep()
		return
	}
	i.found.Kind, i.found.Credit = question.Matching, question.PerPart
	for n, w := range right {
		i.found.Pairs = append(i.found.Pairs, question.Pair{Left: fmt.Sprintf("(%d)", n+1), Right: w})
	}
	for _, w := range words {
		if !slices.Contains(right, w) && !slices.Contains(i.found.Decoys, w) {
			i.found.Decoys = append(i.found.Decoys, w)
		}
	}
	i.keep()
}

var moodleGap = regexp.MustCompile(`\[\[([0-9]{1,4})\]\]`)

// missing reads select missing words, and words that are dragged into a text.
func (q *moodleQuestion) missing(list string) {
	var words, right []string
	groups := map[string]bool{}
	for _, n := range q.n.all(list) {
		words = append(words, q.text(n))
		groups[n.kid("group").word()] = true
	}
	gaps := moodleGap.FindAllStringSubmatch(q.found.Prompt, -1)
	for _, g := range gaps {
		at, _ := strconv.Atoi(g[1]) // digits only
		if at < 1 || at > len(words) {
			q.skip(q.n.line, "NO_ANSWER", "The gap %s names none of the %d words.", g[0], len(words))
			return
		}
		right = append(right, words[at-1])
	}
	if len(right) == 0 {
		q.skip(q.n.line, "NO_INTERACTION", "There is no gap in the text.")
		return
	}
	number := 0
	q.found.Prompt = moodleGap.ReplaceAllStringFunc(q.found.Prompt, func(string) string {
		number++
		return gapMark(number, len(right))
	})
	if len(groups) > 1 {
		q.note(q.n.line, "CONTENT_DROPPED", "The groups of words were left out: each gap offers the words of all.")
	}
	q.gaps(right, words)
}

// gapMatch reads words that belong into gaps of a text.
func (q *qtiItem) gapMatch() {
	if pictures := q.asked.all("gapImg"); len(pictures) > 0 {
		q.skip(pictures[0].line, "KIND_UNKNOWN", "Pictures in gaps are not known here.")
		return
	}
	names, into := map[string]string{}, map[string][]string{}
	var words, right []string
	for _, n := range q.asked.all("gapText") {
		names[n.attr["identifier"]] = q.label(n)
		words = append(words, q.label(n))
	}
	for word, gaps := range q.partners() {
		for _, g := range gaps {
			into[g] = append(into[g], names[word])
		}
	}
	for n, g := range q.asked.find("gap") {
		fits := into[g.attr["identifier"]]
		if len(fits) != 1 {
			q.skip(g.line, "SEVERAL_PARTNERS", "%d words belong into gap %d; each gap needs one.", len(fits), n+1)
			return
		}
		right = append(right, fits[0])
	}
	q.gaps(right, words)
}
