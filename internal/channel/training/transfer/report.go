package transfer

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Limits of one import.
const (
	MaxBytes      = 10 << 20
	MaxLines      = 10_000 // what one request stages within its time
	MaxStatements = 1_000
)

// maxNotes is how many notes of a report are told; the count is of all.
const maxNotes = 1000

// Note is something that keeps an import out, with its line and the repair.
type Note struct {
	Line    int // of the file, or the place of the statement, from 1
	Column  string
	Value   string // as it was given, safe to show and to open in a spreadsheet
	Code    string
	Message string
}

// Report is what came of an import, or would come of it.
type Report struct {
	Import    *ID // nil: nothing was imported
	Lines     int
	Added     int
	Unchanged int // known already
	Problems  int
	Notes     []Note
	Given     []string // xAPI: the ids of the statements, in order
}

// entry is a line as it was understood.
type entry struct {
	Line       int
	Kind       string
	Email      string
	Partner    string // slug; empty: it follows from the address
	Course     string // key
	Activity   string // xAPI: the id of the object, where it is no address of ours
	At         time.Time
	Score      *float64 // percent
	ExternalID string
	Digest     string // xAPI
	Target     string // xAPI: the id of the statement that is voided
}

// The kinds of lines.
const (
	completed = "COMPLETED"
	voided    = "VOIDED"
)

// reader collects what a file holds.
type reader struct {
	entries []entry
	notes   []Note
	now     time.Time
}

func (r *reader) note(line int, column, value, code, text string, args ...any) {
	r.notes = append(r.notes, Note{Line: line, Column: column, Value: shown(value), Code: code, Message: fmt.Sprintf(text, args...)})
}

// shown is a value of a file on its way into a report: short, on one line, and
// no formula for the spreadsheet that the report may be opened with.
func shown(value string) string {
	out := []rune(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || !unicode.IsGraphic(c) {
			return ' '
		}
		return c
	}, strings.TrimSpace(value)))
	if len(out) > 80 {
		out = append(out[:79], '…')
	}
	text := strings.TrimSpace(string(out))
	if text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
		return "'" + text
	}
	return text
}

// storable tells whether PostgreSQL takes a text, and people can read it.
func storable(s string) bool {
	return !strings.ContainsFunc(s, unicode.IsControl)
}

func refuse(code, text string, args ...any) error {
	return fault.Field(fault.Invalid, "file", code, text, args...)
}

// moment reads a time of day with its zone, or a day, which is its first
// moment in UTC. The database keeps microseconds, and so do we.
func moment(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil && at.Year() >= 1980 && at.Year() < 10000 {
			return at.UTC().Truncate(time.Microsecond), true
		}
	}
	return time.Time{}, false
}
