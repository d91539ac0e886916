package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// score is what -pdf has seen.
type score struct {
	count   map[string]int             // "handled", and "step CODE"; without a code all was well
	refused histogram                  // "step CODE"
	took    map[string][]time.Duration // of the processor, by step

	structure map[string]kept    // by kind
	claims    map[string]claimed // by standard
}

func newScore() score {
	return score{count: map[string]int{}, refused: histogram{}, took: map[string][]time.Duration{}, structure: map[string]kept{}, claims: map[string]claimed{}}
}

// looked are the steps after a copy was made, with the codes of a failure.
var looked = []struct {
	step, promise string
	failures      []string
}{
	{"pages", "every page can be drawn on", []string{"UNREADABLE"}},
	{"objects", "qpdf reads the copy", []string{"UNREADABLE"}},
	{"inert", "nothing in the copy acts by itself", []string{"ACTS"}},
	{"claims", "the copy claims no standard that its source does not", []string{"CLAIMED"}},
	{"qpdf", "qpdf --check finds nothing worse", []string{"WORSE"}},
	{"text", "the partner's name is in the text", []string{"MISSING"}},
	{"pdftoppm", "poppler: pages that differ only inside the zones", []string{"OUTSIDE", "SIZE", "NOTHING_DRAWN", "UNREADABLE"}},
	{"mutool", "MuPDF: pages that differ only inside the zones", []string{"OUTSIDE", "SIZE", "NOTHING_DRAWN", "UNREADABLE"}},
}

// print shows the score and tells whether every promise held.
func (s score) print(to io.Writer) bool {
	made := len(s.took["new"])
	fmt.Fprintf(to, "\nfiles %d, handled %d\n", made, s.count["handled"])
	s.refused.print(to, "  refused at ")
	fmt.Fprintf(to, "active content taken out of %d, and said\n", s.count["stripped"])
	fmt.Fprintf(to, "copies that begin with the vendor's bytes %d, with a clean rewrite of them %d\n", s.count["bytes "], s.count["bytes REWRITTEN"])
	ok := true
	for _, l := range looked {
		bad := 0
		for _, code := range l.failures {
			bad += s.count[l.step+" "+code]
		}
		fmt.Fprintf(to, "%-50s held %3d, broken %2d, not to be judged %2d\n", l.promise, s.count[l.step+" "], bad, s.count[l.step+" "+unknown])
		ok = ok && bad == 0
	}
	s.printStructure(to)
	s.printClaims(to)
	for _, k := range kinds {
		ok = ok && s.structure[k].lost == 0
	}
	for _, why := range []string{"PANIC", "HANG", "CRASH"} {
		n := s.count["new "+why] + s.count["render "+why]
		fmt.Fprintf(to, "%-50s %d\n", why, n)
		ok = ok && n == 0
	}
	for _, step := range []string{"new", "render"} {
		fmt.Fprintf(to, "%-8s processor time %s\n", step, spread(s.took[step]))
	}
	return ok
}

// spread is median, 99th percentile and most.
func spread(d []time.Duration) string {
	if len(d) == 0 {
		return "never"
	}
	slices.Sort(d)
	at := func(share float64) time.Duration {
		return d[min(len(d)-1, int(share*float64(len(d))))].Round(100 * time.Microsecond)
	}
	return fmt.Sprintf("n %d, p50 %v, p99 %v, most %v", len(d), at(0.5), at(0.99), d[len(d)-1].Round(100*time.Microsecond))
}
