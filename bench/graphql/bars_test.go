package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func rows(op string, n int, portico, postgraphile, yoga, gqlgen row) (out []row) {
	for name, w := range map[string]row{"portico": portico, "postgraphile": postgraphile, "yoga": yoga, "gqlgen": gqlgen} {
		w.Operation, w.Connections, w.Server = op, n, name
		out = append(out, w)
	}
	return out
}

func TestRatiosAreToTheBetterPeer(t *testing.T) {
	t.Parallel()
	got := ratios(rows("large", 8, row{Rate: 80, P50: 100, ServerCPU: 5, DatabaseCPU: 5}, row{Rate: 16, P50: 500, ServerCPU: 40, DatabaseCPU: 40},
		row{Rate: 20, P50: 400, ServerCPU: 50, DatabaseCPU: 20}, row{Rate: 40, P50: 200, ServerCPU: 1, DatabaseCPU: 1}))
	if diff := cmp.Diff([]ratio{{"large", 8, 4, 4, 7, 2}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestABarIsMetOrNot(t *testing.T) {
	t.Parallel()
	peer := row{Rate: 100, P50: 10}
	for name, tt := range map[string]struct {
		op      string
		n       int
		portico row
		want    []bool
	}{
		"large at 8 asks for the rate":    {"large", 8, row{Rate: 400, P50: 10}, []bool{true}},
		"large at 8 below it":             {"large", 8, row{Rate: 399, P50: 1}, []bool{false}},
		"large at 1 asks for p50":         {"large", 1, row{Rate: 100, P50: 10.0 / 3.1}, []bool{true}},
		"large at 1 below it":             {"large", 1, row{Rate: 900, P50: 4}, []bool{false}},
		"medium at 8 asks for twice":      {"medium", 8, row{Rate: 200, P50: 10}, []bool{true}},
		"small at 8 below twice":          {"small", 8, row{Rate: 190, P50: 10}, []bool{false}},
		"search is shown and not held to": {"search", 8, row{Rate: 1, P50: 10}, nil},
	} {
		var got []bool
		for _, b := range bars(rows(tt.op, tt.n, tt.portico, peer, peer, peer)) {
			got = append(got, b.Met)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestTheMedianOfAnEvenNumberIsTheMiddle(t *testing.T) {
	t.Parallel()
	turns := []turn{{p50: 4 * time.Millisecond}, {p50: time.Millisecond}, {p50: 9 * time.Millisecond}, {p50: 2 * time.Millisecond}}
	if got := median(turns, func(t turn) float64 { return ms(t.p50) }); got != 3 {
		t.Errorf("median %g, want 3", got)
	}
}
