// Package problem is how the renderer speaks about what is wrong with a file,
// a logo, a text or a template: a stable code, one sentence, and the repair.
// The same value feeds the command line (--json), GraphQL and the documents.
package problem

import "strings"

// Severity says whether work can go on.
type Severity string

const (
	// Error blocks: nothing is stored or handed out until it is repaired.
	Error Severity = "error"
	// Warning lets the work go on; a person should look.
	Warning Severity = "warning"
)

// Problem is one finding. Code is stable and upper case (LOGO_TOO_SMALL);
// Message says what is wrong with its figures; Fix says what to do next.
type Problem struct {
	Code     string         `json:"code"`
	Severity Severity       `json:"severity"`
	Where    string         `json:"where,omitempty"` // file, page, zone or field, as its author names it
	Message  string         `json:"message"`
	Fix      string         `json:"fix,omitempty"`
	Data     map[string]any `json:"data,omitempty"` // the figures of Message, for programs
}

// List is all that was found, in the order of the file. As an error it is a
// refusal that lists every reason.
type List []Problem

// Blocking tells whether any finding is an Error.
func (l List) Blocking() bool {
	for _, p := range l {
		if p.Severity == Error {
			return true
		}
	}
	return false
}

// Has tells whether a finding carries the code.
func (l List) Has(code string) bool {
	for _, p := range l {
		if p.Code == code {
			return true
		}
	}
	return false
}

// Err returns the list as an error when it blocks, else nil.
func (l List) Err() error {
	if !l.Blocking() {
		return nil
	}
	return l
}

// Error joins code, message and repair of each finding, one a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// String is the finding as one line for people.
func (p Problem) String() string { return p.Code + ": " + p.Sentence() }

// Sentence is String without the code, for where the code stands beside it.
func (p Problem) Sentence() string {
	s := p.Message
	if p.Where != "" {
		s = p.Where + ": " + s
	}
	if p.Fix != "" {
		s += " " + p.Fix
	}
	return s
}
