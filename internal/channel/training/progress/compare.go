package progress

import (
	"math"
	"slices"
)

// Peers says whom a portfolio was compared with.
type Peers string

// The two circles of peers.
const (
	SameKind Peers = "SAME_KIND"
	AllKinds Peers = "ALL_KINDS"
)

// Lag says whether the resellers of a distributor train clearly less than
// those of its peers.
type Lag string

// The verdicts.
const (
	NoLag  Lag = "NONE"
	Behind Lag = "BEHIND"
	TooFew Lag = "TOO_FEW" // to judge
)

// Fewer than so many peers are not judged by, and a score below the limit is
// an outlier (DOMAIN.md 3.5).
const (
	judgeable = 8
	outlier   = -2.5
)

// Rate is the certification completion rate of one portfolio: active resellers
// that hold all they are required to, of all active resellers.
type Rate struct {
	DistributorID   string `db:"distributor_id"`
	Kind            string `db:"type_key"`
	Resellers       int    `db:"resellers"`
	Certified       int    `db:"certified_resellers"`
	People          int    `db:"people"`
	CertifiedPeople int    `db:"certified_people"`
}

func (r *Rate) value() float64 { return float64(r.Certified) / float64(r.Resellers) }

// Comparison is how a portfolio stands beside its peers.
type Comparison struct {
	Peers  Peers
	Sample int
	Median *float64 // nil without peers
	Score  *float64 // robust z-score; nil where no two peers differ
	Lag    Lag
}

// compare puts a portfolio beside the others: those of distributors of its
// kind or, where these are too few, of every kind.
func compare(one *Rate, all []*Rate) Comparison {
	circle, peers := SameKind, values(one, all, one.Kind)
	if len(peers) < judgeable {
		circle, peers = AllKinds, values(one, all, "")
	}
	c := Comparison{Peers: circle, Sample: len(peers), Lag: TooFew}
	if len(peers) == 0 {
		return c
	}
	middle := median(peers)
	c.Median, c.Score = &middle, score(one.value(), middle, peers)
	if len(peers) >= judgeable {
		c.Lag = verdict(one.value(), middle, c.Score)
	}
	return c
}

// values are the rates of the others; of one kind, if it is not empty.
func values(one *Rate, all []*Rate, kind string) (out []float64) {
	for _, r := range all {
		if r.DistributorID != one.DistributorID && (kind == "" || r.Kind == kind) {
			out = append(out, r.value())
		}
	}
	return out
}

func median(list []float64) float64 {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// score is the distance from the median in robust standard deviations: the
// median absolute deviation times 1.4826 or, where more than half of the peers
// are equal, the mean absolute deviation times 1.2533, which both estimate the
// standard deviation of a normal distribution (Iglewicz and Hoaglin, "How to
// Detect and Handle Outliers", 1993).
func score(x, middle float64, peers []float64) *float64 {
	away := make([]float64, len(peers))
	sum := 0.0
	for i, p := range peers {
		away[i] = math.Abs(p - middle)
		sum += away[i]
	}
	spread := 1.4826 * median(away)
	if spread == 0 {
		spread = 1.2533 * sum / float64(len(peers))
	}
	if spread == 0 {
		return nil
	}
	z := (x - middle) / spread
	return &z
}

// verdict of a score; among peers that are all equal, below them is behind.
func verdict(x, middle float64, score *float64) Lag {
	if score != nil && *score < outlier || score == nil && x < middle {
		return Behind
	}
	return NoLag
}
