package main

import (
	"slices"

	"github.com/portico-prm/portico/internal/platform/gate"
)

// standing is what the template edge-gateway-datasheet asks of a partner.
type standing struct {
	ID        string       `db:"id"`
	Status    string       `db:"status"`
	Granted   *string      `db:"access_level"`
	Rank      *int         `db:"rank"`
	Silver    *int         `db:"silver"`
	Levels    gate.Strings `db:"levels"`
	Caps      gate.Strings `db:"caps"`
	Agreement bool         `db:"agreement"`
	Logo      bool         `db:"logo"`
}

var levels = []string{"VIEW", "DOWNLOAD", "COBRAND", "COBRAND_EXTENDED"}

func most(words []string) int {
	best := -1
	for _, w := range words {
		best = max(best, slices.Index(levels, w))
	}
	return best
}

// level is the effective access level: the higher of tier and grant, held down
// by the most generous link.
func (s *standing) level() int {
	own := most(s.Levels)
	if s.Granted != nil {
		own = max(own, most([]string{*s.Granted}))
	}
	if len(s.Caps) > 0 {
		own = min(own, most(s.Caps))
	}
	return own
}

func (s *standing) decide() *Decision {
	tier := s.Rank != nil && s.Silver != nil && *s.Rank >= *s.Silver
	d := &Decision{Result: "ALLOWED"}
	for _, met := range []bool{s.Status == "ACTIVE", tier, s.level() >= slices.Index(levels, "COBRAND"), s.Agreement, s.Logo} {
		if !met {
			d.Result = "LOCKED"
			d.UnmetCount++
		}
	}
	return d
}
