package program

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const (
	insertProgram = `
insert into program (id, key, name, family, route_mode, status)
values ($1, $2, $3, $4, $5, $6)`

	insertTier = `
insert into tier (id, program_id, rank, key, name, access_level)
values ($1, $2, $3, $4, $5, $6)`
)

func insert(ctx context.Context, tx *gate.Tx, p *Program) error {
	if err := tx.Must(ctx, insertProgram, p.ID, p.Key, p.Name, p.Family, p.RouteMode, p.Status); err != nil {
		return err
	}
	for _, t := range p.Tiers {
		if err := tx.Must(ctx, insertTier, t.ID, t.ProgramID, t.Rank, t.Key, t.Name, t.AccessLevel); err != nil {
			return err
		}
	}
	return nil
}

const allTiers = `
select id, program_id, rank, key, name, access_level
from tier
order by program_id, rank`

// Ladders reads the tiers of all programs, lowest first, inside a caller's own
// unit of work.
func Ladders(ctx context.Context, v *gate.View) (map[ID][]*Tier, error) {
	var rows []*Tier
	err := v.Select(ctx, &rows, allTiers)
	out := map[ID][]*Tier{}
	for _, t := range rows {
		out[t.ProgramID] = append(out[t.ProgramID], t)
	}
	return out, err
}

const allPrograms = `
select id, key, name, family, route_mode, status
from program
order by family, key`

// All reads the programs without their tiers, inside a caller's own unit of work.
func All(ctx context.Context, v *gate.View) ([]*Program, error) {
	var out []*Program
	err := v.Select(ctx, &out, allPrograms)
	return out, err
}

const tierByID = `
select id, program_id, rank, key, name, access_level
from tier
where id = $1`

const programByID = `
select id, key, name, family, route_mode, status
from program
where id = $1`

func ladder(ctx context.Context, v *gate.View, id TierID) (*Tier, *Program, error) {
	var t Tier
	if err := v.Get(ctx, &t, tierByID, id); err != nil {
		return nil, nil, err
	}
	var p Program
	err := v.Get(ctx, &p, programByID, t.ProgramID)
	return &t, &p, err
}

const membershipColumns = `
select m.id, m.partner_id, m.program_id, m.tier_id, m.state, m.by_hand, m.valid_from, m.valid_to, m.lapsed_since,
  p.lapse_grace_days, p.key as program_key, p.name as program_name,
  t.rank, t.key as tier_key, t.name as tier_name, t.access_level
from membership m
join program p on p.id = m.program_id
join tier t on t.id = m.tier_id`

type membershipRow struct {
	Membership
	Rank     int    `db:"rank"`
	TierKey  string `db:"tier_key"`
	TierName string `db:"tier_name"`
	Level    Level  `db:"access_level"`
}

func (r *membershipRow) membership() *Membership {
	m := r.Membership
	m.Tier = &Tier{ID: m.TierID, ProgramID: m.ProgramID, Rank: r.Rank, Key: r.TierKey, Name: r.TierName, AccessLevel: r.Level}
	return &m
}

const membershipsOf = membershipColumns + `
where m.partner_id = any($1)
order by m.valid_to is null desc, m.valid_from desc, m.id
limit 20000`

// MembershipsOf reads the places of partners inside a caller's own unit of
// work, open ones first, in the state of this moment.
func MembershipsOf(ctx context.Context, v *gate.View, of []partner.ID) ([]*Membership, error) {
	var rows []membershipRow
	err := v.Select(ctx, &rows, membershipsOf, gate.Array(of))
	out := make([]*Membership, len(rows))
	for i := range rows {
		out[i] = rows[i].membership()
		out[i].State = out[i].StateAt(v.Now())
	}
	return out, err
}

const oneMembership = membershipColumns + `
where m.id = $1
for update of m`

// membershipToMove reads a membership and keeps others from moving it meanwhile.
func membershipToMove(ctx context.Context, tx *gate.Tx, id MembershipID) (*Membership, error) {
	var r membershipRow
	if err := tx.Get(ctx, &r, oneMembership, id); err != nil {
		return nil, err
	}
	return r.membership(), nil
}

const openMembership = membershipColumns + `
where m.partner_id = $1 and m.program_id = $2 and m.valid_to is null`

func membershipIn(ctx context.Context, v *gate.View, id partner.ID, prog ID) (*Membership, error) {
	var r membershipRow
	if err := v.Get(ctx, &r, openMembership, id, prog); err != nil {
		return nil, err
	}
	return r.membership(), nil
}

const insertPlace = `
insert into membership (id, partner_id, program_id, tier_id, state, valid_from)
values ($1, $2, $3, $4, $5, $6)`

func insertMembership(ctx context.Context, tx *gate.Tx, m *Membership) error {
	return tx.Must(ctx, insertPlace, m.ID, m.PartnerID, m.ProgramID, m.TierID, m.State, m.ValidFrom)
}

const updateTier = `
update membership
set tier_id = $2, updated_at = now()
where id = $1`

func setTier(ctx context.Context, tx *gate.Tx, id MembershipID, tier TierID) error {
	return tx.Must(ctx, updateTier, id, tier)
}

const updateState = `
update membership
set state = $2, by_hand = case when $2 in ('AT_RISK', 'SUSPENDED') then $2 end,
  valid_to = case when $2 = 'ENDED' then $3::timestamptz end, updated_at = now()
where id = $1`

func setState(ctx context.Context, tx *gate.Tx, id MembershipID, to State, now time.Time) error {
	return tx.Must(ctx, updateState, id, to, now)
}
