package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/problem"
)

// print shows the counts and tells whether both bars hold. Files that the
// product refuses with a reason are no wrong pictures, but no right ones either.
func print(to io.Writer, all []*sample) bool {
	counts(to, all)
	for _, s := range worstFirst(all) {
		if s.wrong() {
			fmt.Fprintf(to, "wrong: %s: as PDF %v, as pixels %v\n", s.name(), s.asPDF, s.asPixels)
		}
	}
	pdf := right(to, "as PDF", all, func(s *sample) difference { return s.asPDF })
	pixels := right(to, "as pixels", all, func(s *sample) difference { return s.asPixels })
	return pdf && pixels
}

// counts says what was refused and why, and how long reading took.
func counts(to io.Writer, all []*sample) {
	var took []time.Duration
	unseen := 0
	for _, s := range all {
		took = append(took, s.took)
		if s.reference == nil {
			unseen++
		}
		if s.tree == nil {
			fmt.Fprintf(to, "refused: %s: %s\n", s.name(), reasons(s.found))
		}
	}
	for _, s := range all {
		if s.second {
			fmt.Fprintf(to, "as MuPDF draws it, not poppler: %s\n", s.name())
		}
	}
	slices.Sort(took)
	at := func(share float64) time.Duration { return took[min(len(took)-1, int(share*float64(len(took))))] }
	fmt.Fprintf(to, "files %d, without a reference %d; reading p50 %v, p95 %v, most %v\n", len(all), unseen,
		at(0.5).Round(time.Microsecond), at(0.95).Round(time.Microsecond), took[len(took)-1].Round(time.Microsecond))
}

func reasons(found problem.List) string {
	var codes []string
	for _, p := range found {
		if p.Severity == problem.Error {
			codes = append(codes, p.Code)
		}
	}
	return strings.Join(codes, " ")
}

func right(to io.Writer, what string, all []*sample, of func(*sample) difference) bool {
	good, refused, n := 0, 0, 0
	for _, s := range all {
		switch {
		case s.reference == nil:
			continue
		case s.tree == nil:
			refused++
		case !of(s).wrong():
			good++
		}
		n++
	}
	drawn := n - refused
	fmt.Fprintf(to, "%-9s %d right of %d drawn (%.1f %%), %d refused with a reason\n", what, good, drawn, 100*float64(good)/float64(max(drawn, 1)), refused)
	return float64(good) >= rightBar*float64(drawn)
}
