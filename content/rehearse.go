package content

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

// rehearse decides and lays out every fixture of the manifest's tests.
func (c *compiler) rehearse() {
	if len(c.m.Tests) == 0 || c.lim.Untested {
		return
	}
	t, err := c.template()
	if err != nil {
		c.err = err
		return
	}
	for i, test := range c.m.Tests {
		if c.ctx.Err() != nil {
			return
		}
		c.rehearseOne(t, fmt.Sprintf("tests[%d]", i), test)
	}
}

func (c *compiler) rehearseOne(t *Template, where string, test spec.Test) {
	job, found := NewJob(c.m.Fixture(test.Partner), DayOf(test, c.lim.Now), func(file string) (*logo.Mark, problem.List) {
		return c.sampleMark(path.Join(path.Dir(test.Partner), file))
	})
	at := c.m.Problem(where, "", "", "").Where
	if c.add(at, found); found.Blocking() {
		return
	}
	r := t.Rehearse(test, job)
	if r.Got != test.Expect {
		c.say(where+".expect", "FIXTURE_DECISION", fmt.Sprintf("%s is expected to get %s and gets %s (%s).", test.Partner, test.Expect, r.Got, strings.Join(r.Because, ", ")),
			"Correct the rule or the expectation.")
	}
	for _, id := range r.Missing {
		c.say(where+".because", "FIXTURE_DECISION", fmt.Sprintf("%q is not a reason; the reasons are: %s.", id, strings.Join(r.Because, ", ")), "Correct the rule or the expectation.")
	}
	c.add(at, r.Problems)
}

// Rehearsal is what came of one of the manifest's tests.
type Rehearsal struct {
	Job      Job // as it may be rendered
	Decision rule.Decision
	Got      string       // allow, approval, locked or hidden
	Because  []string     // ids of the rules that were decisive
	Missing  []string     // reasons that the test names and that are none
	Problems problem.List // of what may be rendered, or may once it is approved
}

// Passed tells whether the test got what it expects.
func (r Rehearsal) Passed(test spec.Test) bool {
	return r.Got == test.Expect && len(r.Missing) == 0 && !r.Problems.Blocking()
}

// Drawn tells whether there is something to look at.
func (r Rehearsal) Drawn() bool {
	return (r.Decision.Usable() || r.Decision.Result == rule.NeedsApproval) && !r.Problems.Blocking()
}

// Rehearse decides a test for the job of its sample partner, and lays the piece
// out if that partner may have it.
func (t *Template) Rehearse(test spec.Test, job Job) Rehearsal {
	job.Piece, job.Output = test.Piece, test.Output
	r := Rehearsal{Job: job, Decision: t.Decide(job)}
	r.Got, r.Because = expected[r.Decision.Result], append(r.Decision.Open(), r.Decision.ApprovalReason...)
	for _, id := range test.Because {
		if !slices.Contains(r.Because, id) {
			r.Missing = append(r.Missing, id)
		}
	}
	r.Job.Obligations = r.Decision.Obligations
	if r.Drawn() {
		r.Problems = t.Check(r.Job)
	}
	return r
}

// sampleMark takes in each file once, and tells what it finds once.
func (c *compiler) sampleMark(file string) (*logo.Mark, problem.List) {
	if m, seen := c.marks[file]; seen {
		return m, nil
	}
	m, found := intakeFrom(c.fsys, file, c.lim.Logo)
	c.marks[file] = m
	return m, found
}

// expected is the word of a test for each result.
var expected = map[rule.Result]string{rule.Allowed: "allow", rule.AllowedWith: "allow", rule.NeedsApproval: "approval", rule.Locked: "locked", rule.Hidden: "hidden"}

// DayOf is when a test is decided: on its own day, the caller's, or today.
func DayOf(test spec.Test, now time.Time) time.Time {
	if d, err := time.Parse(time.DateOnly, test.On); err == nil {
		return d
	}
	if !now.IsZero() {
		return now
	}
	return time.Now()
}
