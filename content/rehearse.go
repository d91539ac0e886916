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
	if len(c.m.Tests) == 0 {
		return
	}
	t, err := c.pkg.Template()
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
	job, found := NewJob(c.m.Fixture(test.Partner), c.day(test), func(file string) (*logo.Mark, problem.List) {
		return c.sampleMark(path.Join(path.Dir(test.Partner), file))
	})
	at := c.m.Problem(where, "", "", "").Where
	if c.add(at, found); found.Blocking() {
		return
	}
	job.Piece, job.Output = test.Piece, test.Output
	d := t.Decide(job)
	c.expect(where, test, d)
	if !d.Usable() && d.Result != rule.NeedsApproval {
		return
	}
	job.Obligations = d.Obligations
	c.add(at, t.Check(job))
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

func (c *compiler) expect(where string, test spec.Test, d rule.Decision) {
	because := append(d.Open(), d.ApprovalReason...)
	if got := expected[d.Result]; got != test.Expect {
		c.say(where+".expect", "FIXTURE_DECISION", fmt.Sprintf("%s is expected to get %s and gets %s (%s).", test.Partner, test.Expect, got, strings.Join(because, ", ")),
			"Correct the rule or the expectation.")
	}
	for _, id := range test.Because {
		if !slices.Contains(because, id) {
			c.say(where+".because", "FIXTURE_DECISION", fmt.Sprintf("%q is not a reason; the reasons are: %s.", id, strings.Join(because, ", ")), "Correct the rule or the expectation.")
		}
	}
}

// day is when a fixture is decided: its own day, the caller's, or today.
func (c *compiler) day(test spec.Test) time.Time {
	if d, err := time.Parse(time.DateOnly, test.On); err == nil {
		return d
	}
	if !c.lim.Now.IsZero() {
		return c.lim.Now
	}
	return time.Now()
}
