package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// templateTestCommand runs what the manifest lists under tests, and holds the
// pages and decisions against those that somebody has looked at.
type templateTestCommand struct {
	Dir    string `arg:"" help:"Template folder." type:"path"`
	Update bool   `help:"Keep the pages and decisions as they are now, in golden/. Look at them before you commit them."`
	JSON   bool   `name:"json" help:"Print one JSON object."`
}

// testResult is one test, for --json.
type testResult struct {
	spec.Test
	Passed   bool          `json:"passed"`
	Got      string        `json:"got"`
	Reasons  []string      `json:"reasons"` // of the decision
	Problems problem.List  `json:"problems,omitempty"`
	Golden   []goldenState `json:"golden,omitempty"`
}

// Run prints a line for every test. Exit code 1: one of them failed.
func (c *templateTestCommand) Run(to *console) error {
	j := to.job(c.JSON)
	g := openGoldens(c.Dir, c.Update)
	s := j.rehearsal(c.Dir, c.Update || g.inUse())
	if s == nil {
		return j.end("")
	}
	tests := s.tpl.Manifest().Tests
	j.Tests = make([]testResult, len(tests))
	numbers := make([]int, len(tests))
	for i := range numbers {
		numbers[i] = i
	}
	day := time.Now()
	each(numbers, func(i int) { j.Tests[i] = s.test(tests[i], day, g) })
	j.tell()
	j.sameArt(g)
	j.stale(g)
	if len(tests) == 0 {
		j.Problems = append(j.Problems, s.tpl.Manifest().Problem("tests", "NO_TESTS", "The template lists no tests.", "Add one for each kind of partner: see docs/template-designer.md."))
	}
	j.SHA256 = s.tpl.Hash()
	return j.end(fmt.Sprintf("%d tests passed%s", len(tests), g.summary(j.Tests)))
}

// rehearsal compiles a folder without running its tests; with pictures only
// where there is something to hold them against.
func (j *job) rehearsal(dir string, pictures bool) *stage {
	lim := content.DefaultLimits()
	lim.Untested = true
	pkg, found, err := compileTemplate(dir, lim)
	if err != nil {
		found = append(found, problemOf(dir, err))
	}
	if found.Blocking() || err != nil {
		j.Problems = append(j.Problems, found...)
		return nil
	}
	if !pictures {
		return j.stageOf(dir, pkg)
	}
	return j.stagePictured(dir, pkg)
}

// test runs one test.
func (s *stage) test(test spec.Test, day time.Time, g *goldens) testResult {
	out := testResult{Test: test, Reasons: []string{}}
	job, found := s.wish(test.Partner, content.DayOf(test, day))
	if found.Blocking() {
		out.Problems = found
		return out
	}
	r := s.tpl.Rehearse(test, job)
	out.Passed, out.Got, out.Problems = r.Passed(test), r.Got, r.Problems
	out.Reasons = append(out.Reasons, r.Because...)
	if out.Passed && (g.update || g.inUse()) {
		s.compare(&out, r, g)
	}
	return out
}

// compare holds the decision and the pages against the golden ones.
func (s *stage) compare(out *testResult, r content.Rehearsal, g *goldens) {
	r.Decision.Explain(s.tpl.Facts(r.Job)) // what was needed too, where it is met
	said, err := json.MarshalIndent(r.Decision, "", "  ")
	if err == nil {
		err = out.hold(g, goldenName(out.Test)+".json", append(said, '\n'))
	}
	for page, pages := 0, 1; r.Drawn() && page < pages && err == nil; page++ {
		var p, bare content.Preview
		var found problem.List
		p, found, err = s.tpl.Preview(context.Background(), r.Job, content.View{Page: page, Width: goldenWidth})
		if found.Blocking() {
			out.Problems, out.Passed = found, false
			return
		}
		if err == nil {
			bare, _, err = s.tpl.Preview(context.Background(), r.Job, content.View{Page: page, Width: goldenWidth, Bare: true})
		}
		pages = p.Pages
		name := goldenName(out.Test)
		if pages > 1 {
			name += fmt.Sprintf(".%d", page+1)
		}
		if err == nil {
			err = out.holdPage(g, name+".png", p.PNG, bare.PNG)
		}
	}
	if err != nil {
		out.Passed, out.Problems = false, append(out.Problems, problemOf(out.Partner, err))
	}
}

func (r *testResult) hold(g *goldens, name string, now []byte) error {
	return r.held(g.hold(name, now))
}

func (r *testResult) holdPage(g *goldens, name string, now, bare []byte) error {
	return r.held(g.holdPage(name, now, bare))
}

func (r *testResult) held(s goldenState, err error) error {
	r.Golden = append(r.Golden, s)
	r.Passed = r.Passed && (s.State == goldenSame || s.State == goldenWritten)
	return err
}

// goldenName is partner.piece.output, with the day if the test has one.
func goldenName(t spec.Test) string {
	name := short(t.Partner) + "." + t.Piece + "." + t.Output
	if t.On != "" {
		name += "." + t.On
	}
	return name
}

// tell prints a line for each test, and below it why it failed.
func (j *job) tell() {
	failed := 0
	for _, r := range j.Tests {
		word := "ok"
		if !r.Passed {
			word = "FAIL"
			failed++
		}
		if j.json {
			continue
		}
		fmt.Fprintf(j.out, "%-5s %-24s %-24s %s\n", word, short(r.Partner), r.Piece+"/"+r.Output, r.Got)
		if !r.Passed {
			fmt.Fprintf(j.out, "      %s\n", strings.Join(r.why(), "\n      "))
		}
	}
	if failed > 0 {
		j.refuse("tests", "TEST_FAILED", fmt.Sprintf("%d of %d tests failed.", failed, len(j.Tests)), "Correct the template or the test. If the change is meant, run it again with --update, and look at the pictures before you commit them.")
	}
}

// why are the reasons why a test failed.
func (r testResult) why() (all []string) {
	if r.Got != r.Expect && r.Got != "" {
		all = append(all, fmt.Sprintf("expected %s, got %s (%s)", r.Expect, r.Got, strings.Join(r.Reasons, ", ")))
	}
	for _, id := range r.Because {
		if r.Got != "" && !strings.Contains("\x00"+strings.Join(r.Reasons, "\x00")+"\x00", "\x00"+id+"\x00") {
			all = append(all, fmt.Sprintf("%q is not a reason; the reasons are: %s", id, strings.Join(r.Reasons, ", ")))
		}
	}
	for _, s := range sentences(r.Problems) {
		all = append(all, strings.TrimSuffix(s, "."))
	}
	for _, g := range r.Golden {
		if s := g.says(); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// sameArt holds the art and the fonts against what they were when somebody last
// looked: golden pictures have only what partners add.
func (j *job) sameArt(g *goldens) {
	if !g.update && !g.inUse() {
		return
	}
	was, now, err := g.art()
	if err != nil {
		j.Problems = append(j.Problems, problemOf(g.dir, err))
		return
	}
	if differ := spec.DiffFiles(was, now); len(differ) > 0 && !g.update {
		names := make([]string, len(differ))
		for i, d := range differ {
			names[i] = d.Where + " " + d.What
		}
		j.refuse(spec.Golden+"/"+artFile, "GOLDEN_ART", "The art is not what it was: "+strings.Join(names, ", ")+".", "Look at the pages with template preview, then run this again with --update.")
	}
}

// stale tells of golden files that no test makes.
func (j *job) stale(g *goldens) {
	if !g.inUse() || j.refused() && !g.update {
		return // a test that failed has not made its own
	}
	names, err := g.stale()
	if err != nil {
		j.Problems = append(j.Problems, problemOf(g.dir, err))
	}
	if len(names) > 0 && !g.update {
		j.Problems = append(j.Problems, problem.Problem{Code: "GOLDEN_UNUSED", Severity: problem.Warning, Where: spec.Golden,
			Message: "No test makes " + strings.Join(names, ", ") + ".", Fix: "Take them away with --update."})
	}
}

// summary says how the golden files stand.
func (g *goldens) summary(tests []testResult) string {
	count := map[string]int{}
	for _, t := range tests {
		for _, s := range t.Golden {
			count[s.State]++
		}
	}
	switch {
	case g.update:
		return fmt.Sprintf("; %d golden files written, %d as they were", count[goldenWritten], count[goldenSame])
	case count[goldenSame] > 0:
		return fmt.Sprintf("; %d golden files are as they were", count[goldenSame])
	}
	return "; nothing is kept to compare pages with: see --update"
}
