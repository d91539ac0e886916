package progress

import (
	"fmt"
	"math"
	"testing"
)

// field makes portfolios of 100 resellers; the first is the one that is judged.
func field(kinds string, certified ...int) (out []*Rate) {
	for i, n := range certified {
		out = append(out, &Rate{DistributorID: fmt.Sprint(i), Kind: string(kinds[i%len(kinds)]), Resellers: 100, Certified: n})
	}
	return out
}

func TestAPortfolioIsBehindWhenItIsAnOutlierAmongEightPeers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		all    []*Rate
		peers  Peers
		sample int
		median float64
		lag    Lag
	}{
		"nobody beside it":             {field("a", 50), AllKinds, 0, math.NaN(), TooFew},
		"seven peers are too few":      {field("a", 0, 70, 71, 72, 73, 74, 75, 76), AllKinds, 7, 0.73, TooFew},
		"far below eight peers":        {field("a", 10, 70, 71, 72, 73, 74, 75, 76, 77), SameKind, 8, 0.735, Behind},
		"a little below eight peers":   {field("a", 69, 70, 71, 72, 73, 74, 75, 76, 77), SameKind, 8, 0.735, NoLag},
		"far above eight peers":        {field("a", 100, 10, 11, 12, 13, 14, 15, 16, 17), SameKind, 8, 0.135, NoLag},
		"eight equal peers, below":     {field("a", 89, 90, 90, 90, 90, 90, 90, 90, 90), SameKind, 8, 0.9, Behind},
		"eight equal peers, the same":  {field("a", 90, 90, 90, 90, 90, 90, 90, 90, 90), SameKind, 8, 0.9, NoLag},
		"most peers equal, far below":  {field("a", 10, 90, 90, 90, 90, 90, 90, 90, 80), SameKind, 8, 0.9, Behind},
		"of its kind there are four":   {field("ab", 70, 10, 70, 11, 71, 12, 72, 13, 73), AllKinds, 8, 0.415, NoLag},
		"of its kind there are enough": {field("ab", 10, 99, 70, 98, 71, 97, 72, 96, 73, 95, 74, 94, 75, 93, 76, 92, 77), SameKind, 8, 0.735, Behind},
	}
	for name, tt := range tests {
		got := compare(tt.all[0], tt.all)
		middle := math.NaN()
		if got.Median != nil {
			middle = *got.Median
		}
		same := middle == tt.median || math.Abs(middle-tt.median) < 1e-9 || math.IsNaN(middle) && math.IsNaN(tt.median)
		if got.Peers != tt.peers || got.Sample != tt.sample || !same || got.Lag != tt.lag {
			t.Errorf("%s: %s %d median %v %s, want %s %d %v %s", name, got.Peers, got.Sample, middle, got.Lag, tt.peers, tt.sample, tt.median, tt.lag)
		}
	}
}

// 73.5 is the median; deviations are 0.5 to 3.5, their median is 2: a standard
// deviation is 2.9652 points.
func TestTheScoreIsInRobustStandardDeviations(t *testing.T) {
	t.Parallel()
	all := field("a", 67, 70, 71, 72, 73, 74, 75, 76, 77)
	got := compare(all[0], all)
	if want := -6.5 / 2.9652; got.Score == nil || math.Abs(*got.Score-want) > 1e-9 {
		t.Errorf("score %v, want %v", got.Score, want)
	}
}
