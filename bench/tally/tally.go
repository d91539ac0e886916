package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// tally is what the events add up to.
type tally struct {
	to       io.Writer
	began    time.Time
	output   map[name][]string // of what has not ended yet
	skips    map[string]int    // by reason
	times    []took
	passed   int // tests and subtests
	tests    int // without subtests
	failed   int
	packages int
	blamed   map[string]bool // packages with a failure that was counted already
}

// name is a test, or a package when the test is empty.
type name struct{ pkg, test string }

type took struct {
	pkg     string
	seconds float64
}

func newTally(to io.Writer) *tally {
	return &tally{to: to, began: time.Now(), output: map[name][]string{}, skips: map[string]int{}, blamed: map[string]bool{}}
}

func (t *tally) add(e event) {
	n := name{e.Package, e.Test}
	switch e.Action {
	case "output":
		t.output[n] = append(t.output[n], e.Output)
	case "build-output":
		fmt.Fprint(t.to, e.Output)
	case "build-fail":
		t.blame(e.ImportPath)
	case "pass", "fail", "skip":
		t.end(n, e)
		delete(t.output, n)
	}
}

func (t *tally) end(n name, e event) {
	if n.test == "" {
		t.endPackage(n, e)
		return
	}
	if !strings.Contains(n.test, "/") {
		t.tests++
	}
	switch e.Action {
	case "pass":
		t.passed++
	case "skip":
		t.skips[t.reason(n)]++
	case "fail":
		t.blame(n.pkg)
		fmt.Fprintf(t.to, "FAIL %s %s\n%s", n.pkg, n.test, t.said(n))
	}
}

func (t *tally) endPackage(n name, e event) {
	if e.Action == "skip" {
		return // it has no tests
	}
	t.packages++
	t.times = append(t.times, took{n.pkg, e.Elapsed})
	if e.Action == "fail" && !t.blamed[n.pkg] {
		t.blame(n.pkg)
		fmt.Fprintf(t.to, "FAIL %s\n%s", n.pkg, t.said(n))
	}
}

func (t *tally) blame(pkg string) {
	t.failed++
	pkg, _, _ = strings.Cut(pkg, " [") // as a package is called that was built for its tests
	t.blamed[pkg] = true
}

// said is the output of a test without the lines that only frame it.
func (t *tally) said(n name) string {
	var b strings.Builder
	for _, line := range t.output[n] {
		word := strings.TrimSpace(line)
		if !strings.HasPrefix(word, "=== ") && !strings.HasPrefix(word, "--- ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// reason is what a skipped test said, without the place in the code.
func (t *tally) reason(n name) string {
	text := strings.TrimSpace(t.said(n))
	if _, after, ok := strings.Cut(text, ".go:"); ok {
		_, text, _ = strings.Cut(after, ": ")
	}
	return cmp.Or(text, "no reason given")
}

// close prints the sum and tells whether all is well.
func (t *tally) close() bool {
	for _, why := range sorted(t.skips) {
		fmt.Fprintf(t.to, "skipped %3d  %s\n", t.skips[why], why)
	}
	slices.SortFunc(t.times, func(a, b took) int { return cmp.Compare(b.seconds, a.seconds) })
	for _, s := range t.times[:min(5, len(t.times))] {
		fmt.Fprintf(t.to, "%7.1f s    %s\n", s.seconds, s.pkg)
	}
	fmt.Fprintf(t.to, "%d tests (%d passed with their cases) in %d packages, %d failed, %.0f s\n",
		t.tests, t.passed, t.packages, t.failed, time.Since(t.began).Seconds())
	return t.failed == 0 && t.passed > 0
}

func sorted(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
