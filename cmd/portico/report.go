package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
)

// console is where a command speaks.
type console struct {
	out, err io.Writer
}

// report is what a command found and made: the one object of --json. Its keys
// are stable.
type report struct {
	Decision     *rule.Decision `json:"decision"` // null where nothing was decided
	Problems     problem.List   `json:"problems"`
	Output       string         `json:"output"` // path of what was written; empty when nothing was
	SHA256       string         `json:"sha256"` // of the output, or of the template folder
	Pages        int            `json:"pages"`
	Bytes        int64          `json:"bytes"`
	Milliseconds float64        `json:"milliseconds"`
	Logo         *logoFacts     `json:"logo,omitempty"` // of logo check
	// Variants are the PDFs that partners' copies begin with, where they differ.
	Variants []content.Variant `json:"variants,omitempty"`
	Bulk     *bulkSums         `json:"bulk,omitempty"`     // of render --partners
	Previews *previewSums      `json:"previews,omitempty"` // of template preview
	Tests    []testResult      `json:"tests,omitempty"`    // of template test
	// Difference is of template diff.
	Difference *difference `json:"difference,omitempty"`
}

// logoFacts is what is known of a mark.
type logoFacts struct {
	Kind       logo.Kind       `json:"kind"`
	Width      float64         `json:"width"` // trimmed, in pixels or user units
	Height     float64         `json:"height"`
	Density    float64         `json:"density"`
	Centre     logo.Centre     `json:"centre"`
	Colors     []logo.Cluster  `json:"colors"`
	Background logo.Background `json:"background"`
	Flags      logo.Flags      `json:"flags"`
	Look       logo.Look       `json:"look"`             // fingerprint of its shapes
	Offers     []logo.Offer    `json:"offers,omitempty"` // versions that can be made of it
	Source     logo.Source     `json:"source"`
}

// job is a command at work: it collects the report and prints it at the end.
type job struct {
	*console
	report
	json  bool
	began time.Time
}

func (c *console) job(asJSON bool) *job {
	return &job{console: c, json: asJSON, began: time.Now()}
}

// of is a job for a part of this one, with a report of its own.
func (j *job) of() *job { return &job{console: j.console, began: time.Now()} }

// refuse adds one reason why nothing will be done.
func (j *job) refuse(where, code, message, fix string) {
	j.Problems = append(j.Problems, problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix})
}

func (j *job) refused() bool { return j.Problems.Blocking() }

// end prints the report and says how the command went.
func (j *job) end(done string) error {
	j.Milliseconds = float64(time.Since(j.began).Microseconds()) / 1000
	if j.json {
		j.printJSON()
	} else {
		j.print(done)
	}
	if j.refused() {
		return errRefused
	}
	return nil
}

func (j *job) printJSON() {
	if j.Problems == nil {
		j.Problems = problem.List{}
	}
	e := json.NewEncoder(j.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(j.report); err != nil {
		fmt.Fprintln(j.err, "portico:", err)
	}
}

// print tells people: reasons first, then what was done.
func (j *job) print(done string) {
	to := j.out
	if j.refused() {
		to = j.err
	}
	for _, p := range j.Problems {
		fmt.Fprintf(to, "%-7s  %s\n", p.Severity, p)
	}
	if d := j.Decision; d != nil && !d.Usable() {
		printDecision(to, d)
	}
	if !j.refused() {
		fmt.Fprintf(j.out, "%s (%.0f ms)\n", done, j.Milliseconds)
	}
}

func printDecision(to io.Writer, d *rule.Decision) {
	fmt.Fprintf(to, "%s: %s\n", d.Result, d.Summary)
	for _, r := range d.Requirements {
		if r.State == rule.Met {
			continue
		}
		fmt.Fprintf(to, "  %s (%s)\n    you have: %s\n    you need: %s\n", r.ID, r.State, r.Have, r.Need)
		if r.Next != nil {
			fmt.Fprintf(to, "    next:     %s (%s)\n", r.Next.Label, r.Next.Who)
		}
	}
}
