// Package bank reads questions that were written elsewhere: GIFT, Moodle XML
// and QTI 2.1. It takes the common kinds and says of everything else, with its
// line, what it was and why it was left out. It reads bytes only: no names of
// files are followed, nothing is fetched, no entity is expanded.
package bank

import (
	"fmt"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/question"
)

// Format is how a bank is written.
type Format string

// The formats. QTI comes as one item, or as a zip archive of items.
const (
	GIFT   Format = "GIFT"
	Moodle Format = "MOODLE_XML"
	QTI    Format = "QTI_2_1"
)

// Limits of one bank.
const (
	MaxBytes     = 20 << 20
	MaxUnpacked  = 100 << 20 // of an archive
	MaxFiles     = 20_000    // in an archive
	MaxQuestions = 10_000
	maxDepth     = 100    // elements within elements
	maxParts     = 20_000 // elements and texts of one question; it bounds the memory that a file takes
)

// Found is a question that was understood.
type Found struct {
	Line     int
	File     string // in an archive
	Name     string
	Category string
	question.Question
}

// Note is something that was not understood. Skipped: the whole question.
type Note struct {
	Line    int
	File    string
	Name    string
	Code    string
	Message string
	Skipped bool
}

// Report is what a bank holds.
type Report struct {
	Questions []Found
	Notes     []Note
	Skipped   int // questions that were left out
	Passages  int // texts that ask nothing
}

// Fits refuses a file that is too large to be read at all.
func Fits(file []byte) error {
	if len(file) <= MaxBytes {
		return nil
	}
	return refuse("BANK_TOO_LARGE", "A bank has at most %d MB; this one has %.1f. Split it.", MaxBytes>>20, float64(len(file))/(1<<20))
}

// Read reads a bank. An error means that nothing of it can be used: it is too
// large, or no such bank at all.
func Read(format Format, file []byte) (*Report, error) {
	if err := Fits(file); err != nil {
		return nil, err
	}
	r := &reader{report: &Report{Questions: []Found{}, Notes: []Note{}}}
	var err error
	switch format {
	case GIFT:
		err = r.gift(file)
	case Moodle:
		err = r.moodle(file)
	case QTI:
		err = r.qti(file)
	default:
		err = refuse("BANK_FORMAT", "Name the format: GIFT, MOODLE_XML or QTI_2_1.")
	}
	if err == nil && r.seen > MaxQuestions {
		err = refuse("TOO_MANY_QUESTIONS", "A bank has at most %d questions; this one has %d. Split it.", MaxQuestions, r.seen)
	}
	return r.report, err
}

func refuse(code, text string, args ...any) error {
	return fault.Field(fault.Invalid, "file", code, text, args...)
}

// reader collects what one bank holds.
type reader struct {
	report   *Report
	file     string
	category string
	seen     int
}

// item is a question on its way in.
type item struct {
	r     *reader
	found Found
	notes []Note
	lost  map[string]bool
}

func (r *reader) item(line int, name string) *item {
	r.seen++
	return &item{r: r, found: Found{Line: line, File: r.file, Name: clip(name, 200), Category: clip(r.category, 200),
		Question: question.Question{Weight: 1}}, lost: map[string]bool{}}
}

// overfull spares the work on what will be refused.
func (r *reader) overfull() bool { return r.seen > MaxQuestions }

// note says what was left out of the question, each thing once.
func (i *item) note(line int, code, text string, args ...any) {
	if message := fmt.Sprintf(text, args...); !i.lost[code+message] {
		i.lost[code+message] = true
		i.notes = append(i.notes, Note{Line: line, File: i.r.file, Name: i.found.Name, Code: code, Message: message})
	}
}

// skip leaves the question out. What else was wrong with it matters no more.
func (i *item) skip(line int, code, text string, args ...any) {
	i.r.report.Skipped++
	i.r.report.Notes = append(i.r.report.Notes, Note{Line: line, File: i.r.file, Name: i.found.Name, Code: code,
		Message: fmt.Sprintf(text, args...), Skipped: true})
}

// keep takes the question in, unless it is no sound question.
func (i *item) keep() {
	if i.found.Name == "" {
		i.found.Name = clip(i.found.Prompt, 60)
	}
	if err := i.found.Validate(); err != nil {
		first := fault.All(err)[0]
		i.skip(i.found.Line, first.CodeOf(), "%s", first.Message)
		return
	}
	i.r.report.Questions = append(i.r.report.Questions, i.found)
	i.r.report.Notes = append(i.r.report.Notes, i.notes...)
}

// plain is a text without its markup; what that loses is noted. A text that is
// nothing but markup, such as <p>, is what the question is about.
func (i *item) plain(line int, text string) string {
	out, lost := plain(text)
	if out == "" && len(lost) == 0 {
		return tidy(text)
	}
	for _, what := range lost {
		i.note(line, "CONTENT_DROPPED", "<%s> was left out: a question is text. See whether it can be asked without.", what)
	}
	return out
}

// clip keeps the first n characters.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
