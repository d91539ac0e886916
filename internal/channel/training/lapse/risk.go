package lapse

import (
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
)

// place is a membership as a look finds it, with all that its program and tier
// require or did require.
type place struct {
	ID        program.MembershipID `db:"id"`
	PartnerID partner.ID           `db:"partner_id"`
	State     program.State        `db:"state"`
	ByHand    *program.State       `db:"by_hand"`
	Since     *time.Time           `db:"lapsed_since"`
	GraceDays int                  `db:"lapse_grace_days"`
	Needs     []need               `db:"-"`
}

// need is one certification that is required, or was when it lapsed.
type need struct {
	Key    string
	Reason         // as it is now
	Met    bool    // now, or not required any more
	Once   bool    // enough people have ever held it, or the partner itself
	Noted  *Reason // as the last look noted it; nil: it was not lapsed
	Lapsed time.Time
}

// Reason says how a requirement is not met.
type Reason struct {
	Needed    int `json:"needed"`
	Held      int `json:"held"`
	Renewable int `json:"renewable"` // people who held it until it ended, and are still there
}

// lapsed tells whether the requirement puts the membership at risk. What never
// was met does not; what has lapsed does until it is met.
func (n need) lapsed() bool { return !n.Met && (n.Once || n.Noted != nil) }

// verdict is what a membership comes to.
type verdict struct {
	State   program.State
	Since   *time.Time
	Reasons map[string]Reason
}

const day = 24 * time.Hour

// judge says what a membership comes to at a moment. It reads nothing but the
// place.
func (p *place) judge(now time.Time) verdict {
	v := verdict{Reasons: map[string]Reason{}}
	for _, n := range p.Needs {
		if n.lapsed() {
			v.Reasons[n.Key] = n.Reason
		}
	}
	lapse := program.Active
	if len(v.Reasons) > 0 {
		v.Since = p.since(now)
		lapse = p.level(now, *v.Since)
	}
	v.State = worse(lapse, p.ByHand)
	return v
}

// suspended tells whether lapsed requirements have suspended it already: then
// it stays so until they are met, whatever the clock or the setting says.
func (p *place) suspended() bool {
	return p.Since != nil && p.State == program.Suspended && (p.ByHand == nil || *p.ByHand != program.Suspended)
}

// since is when the days of grace began. A beginning that is still to come was
// noted by a wrong clock: it is now.
func (p *place) since(now time.Time) *time.Time {
	if p.Since == nil || p.Since.After(now) && !p.suspended() {
		return &now
	}
	return p.Since
}

func (p *place) level(now, since time.Time) program.State {
	if p.suspended() || !now.Before(since.Add(time.Duration(p.GraceDays)*day)) {
		return program.Suspended
	}
	return program.AtRisk
}

func worse(lapse program.State, byHand *program.State) program.State {
	if byHand == nil || lapse == program.Suspended {
		return lapse
	}
	return *byHand
}

// differs tells whether a verdict is news.
func (p *place) differs(v verdict) bool {
	if p.State != v.State || (p.Since == nil) != (v.Since == nil) || p.Since != nil && !p.Since.Equal(*v.Since) {
		return true
	}
	for _, n := range p.Needs {
		now, lapsed := v.Reasons[n.Key]
		if lapsed != (n.Noted != nil) || lapsed && *n.Noted != now {
			return true
		}
	}
	return false
}
