package program

import (
	"regexp"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
)

// ID names a program; TierID a tier.
type (
	ID           string
	TierID       string
	MembershipID string
)

// Program is a set of rules and tiers for one family of partners.
type Program struct {
	ID        ID             `db:"id"`
	Key       string         `db:"key"`
	Name      string         `db:"name"`
	Family    partner.Family `db:"family"`
	RouteMode string         `db:"route_mode"` // ONE_TIER, TWO_TIER or HYBRID
	Status    string         `db:"status"`
	Tiers     []*Tier        `db:"-"` // lowest first
}

// Tier is a rung of a program's ladder.
type Tier struct {
	ID          TierID `db:"id"`
	ProgramID   ID     `db:"program_id"`
	Rank        int    `db:"rank"` // 1 is the lowest
	Key         string `db:"key"`
	Name        string `db:"name"`
	AccessLevel Level  `db:"access_level"`
}

// State is where a membership stands.
type State string

// The states of a membership.
const (
	Active    State = "ACTIVE"
	AtRisk    State = "AT_RISK"
	Suspended State = "SUSPENDED"
	Ended     State = "ENDED"
)

var moves = map[State][]State{
	Active:    {AtRisk, Suspended, Ended},
	AtRisk:    {Active, Suspended, Ended},
	Suspended: {Active, Ended},
}

// Move tells whether a membership may change so.
func (s State) Move(to State) error {
	if slices.Contains(moves[s], to) {
		return nil
	}
	return fault.Coded(fault.Conflict, "MEMBERSHIP_MOVE", "A membership that is %s cannot become %s.", s, to)
}

// Membership is a partner's place in a program.
type Membership struct {
	ID         MembershipID `db:"id"`
	PartnerID  partner.ID   `db:"partner_id"`
	ProgramID  ID           `db:"program_id"`
	TierID     TierID       `db:"tier_id"`
	State      State        `db:"state"`
	ByHand     *State       `db:"by_hand"` // at risk or suspended, as a person set it; nil: nobody did
	ValidFrom  time.Time    `db:"valid_from"`
	ValidTo    *time.Time   `db:"valid_to"`
	Lapsed     *time.Time   `db:"lapsed_since"` // since when a requirement is not met any more; nil: all are
	GraceDays  int          `db:"lapse_grace_days"`
	Tier       *Tier        `db:"-"`
	ProgramKey string       `db:"program_key"`
	Program    string       `db:"program_name"`
}

// moveByHand tells whether a person may move the membership so. What requirements
// have done to it, a person may confirm: then it stays.
func (m *Membership) moveByHand(to State) error {
	if m.State == to && m.ByHand == nil && byHand(to) != nil {
		return nil
	}
	return m.State.Move(to)
}

// byHand is what is remembered of a person's decision.
func byHand(to State) *State {
	if to == AtRisk || to == Suspended {
		return &to
	}
	return nil
}

// day is 24 hours: a promise of days does not depend on where summer time is.
const day = 24 * time.Hour

// StateAt is the state at a moment. When the days of grace are over, the
// membership is suspended in that instant, whether anybody has noted it or not.
func (m *Membership) StateAt(t time.Time) State {
	if m.State == AtRisk && m.Lapsed != nil && !t.Before(m.Lapsed.Add(time.Duration(m.GraceDays)*day)) {
		return Suspended
	}
	return m.State
}

// Definition is a new program with its ladder, lowest tier first.
type Definition struct {
	Key, Name, RouteMode string
	Family               partner.Family
	Tiers                []TierDefinition
}

// TierDefinition is a rung to be.
type TierDefinition struct {
	Key, Name   string
	AccessLevel Level
}

var keyForm = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)

func draft(in Definition) (*Program, error) {
	p := &Program{ID: ID(ids.New()), Key: in.Key, Name: in.Name, Family: in.Family, RouteMode: in.RouteMode, Status: "ACTIVE"}
	var wrong []*fault.Error
	if !keyForm.MatchString(in.Key) || in.Name == "" || len(in.Name) > 200 {
		wrong = append(wrong, fault.Field(fault.Invalid, "key", "REQUIRED", "Give the program a key of a-z, 0-9 and hyphens, at most 64, and a name of at most 200 characters."))
	}
	if len(in.Tiers) == 0 || len(in.Tiers) > 20 {
		wrong = append(wrong, fault.Field(fault.Invalid, "tiers", "REQUIRED", "A program has 1 to 20 tiers, the lowest first."))
	}
	for i, t := range in.Tiers {
		if t.AccessLevel.Rank() == 0 {
			wrong = append(wrong, fault.Field(fault.Invalid, "tiers", "ACCESS_LEVEL", "Tier %q has no known access level.", t.Key))
		}
		if !keyForm.MatchString(t.Key) || t.Name == "" || len(t.Name) > 200 {
			wrong = append(wrong, fault.Field(fault.Invalid, "tiers", "REQUIRED", "Tier %d needs a key of a-z, 0-9 and hyphens, at most 64, and a name of at most 200 characters.", i+1))
		}
		p.Tiers = append(p.Tiers, &Tier{ID: TierID(ids.New()), ProgramID: p.ID, Rank: i + 1, Key: t.Key, Name: t.Name, AccessLevel: t.AccessLevel})
	}
	return p, fault.Join(wrong...)
}

// fits refuses a tier to a partner of another family (C4).
func fits(p *Program, t *partner.Type) error {
	if p.Family == t.Family {
		return nil
	}
	return fault.Field(fault.Conflict, "tierId", "WRONG_LADDER",
		"%q is a program for %ss; this partner is a %s. Each family has its own tiers.", p.Name, lower(p.Family), t.Name)
}

func lower(f partner.Family) string {
	if f == partner.Distributor {
		return "distributor"
	}
	return "reseller"
}
