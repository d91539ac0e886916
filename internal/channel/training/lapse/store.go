package lapse

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// A proof that another of its holder outlives is not noticed, whenever that one
// begins; nor is one whose holder has left.
const unnoticed = `
select c.id as certification_id, s.stage, c.partner_id, c.person_id, c.definition_key,
  case s.stage when 'EXPIRED' then s.counts_until when 'GRACE' then c.expires_at else greatest(s.notice_from, c.issued_at) end as began_at,
  s.counts_until, $1::timestamptz as noticed_at
from certification c
cross join lateral (
  select d.notice_from, d.counts_until, case when d.counts_until <= $1 then 'EXPIRED' when c.expires_at <= $1 then 'GRACE' else 'EXPIRING' end as stage
  from (select c.expires_at - c.notice_days * interval '24 hours' as notice_from, c.expires_at + c.grace_days * interval '24 hours' as counts_until) d) s
left join person p on p.id = c.person_id
where c.partner_id > $2 and c.partner_id <= $3 and c.revoked_at is null and c.issued_at <= $1 and s.notice_from <= $1
  and (c.person_id is null or p.status <> 'DISABLED')
  and not exists (select 1 from certification_notice n where n.certification_id = c.id and n.stage = s.stage)
  and not exists (
    select 1 from certification n
    where n.partner_id = c.partner_id and n.definition_key = c.definition_key and n.person_id is not distinct from c.person_id and n.revoked_at is null
      and (n.expires_at + n.grace_days * interval '24 hours', n.id) > (s.counts_until, c.id))
order by c.partner_id, c.id
limit $4`

const anyUnnoticed = `
select exists (` + unnoticed + `)`

// toNotice tells whether proofs of a stretch of partners are in a stage of which
// no notice is written yet.
func toNotice(ctx context.Context, v *gate.View, of stretch) (some bool, err error) {
	err = v.Get(ctx, &some, anyUnnoticed, v.Now(), of.after, of.last, 1)
	return some, err
}

const addNotices = `
insert into certification_notice (certification_id, stage, partner_id, person_id, definition_key, began_at, counts_until, noticed_at)` + unnoticed + `
on conflict do nothing
returning certification_id, stage, partner_id, person_id, began_at, counts_until,
  (select d.name from certification_definition d where d.key = definition_key) as name`

func insertNotices(ctx context.Context, tx *gate.Tx, of stretch, most int) ([]*Notice, error) {
	var out []*Notice
	err := tx.Select(ctx, &out, addNotices, tx.Now(), of.after, of.last, most)
	return out, err
}

const lastPartner = `
select coalesce(max(p.id::text), '')
from (select id from partner where id > $1 order by id limit $2) p`

// endOf is the last of so many partners that come next; empty when none does.
func endOf(ctx context.Context, v *gate.View, after partner.ID, most int) (partner.ID, error) {
	var id partner.ID
	err := v.Get(ctx, &id, lastPartner, after, most)
	return id, err
}

const placesThatAsk = `
select distinct m.id
from membership m
join certification_requirement r on r.program_id = m.program_id and (r.tier_id is null or r.tier_id = m.tier_id) and r.definition_key = $2
where m.partner_id = $1 and m.valid_to is null
union
select l.membership_id
from membership_lapse l
where l.partner_id = $1 and l.definition_key = $2`

// placesAsking are the memberships of a partner that a certification matters to.
func placesAsking(ctx context.Context, v *gate.View, of partner.ID, key string) ([]program.MembershipID, error) {
	var out []program.MembershipID
	err := v.Select(ctx, &out, placesThatAsk, of, key)
	return out, err
}

const lockCounts = `
select 1
from partner_tally
where partner_id = any($1)
order by partner_id
for update`

const lockPlaces = `
select 1
from membership
where id = any($1)
order by id
for update`

func lock(ctx context.Context, tx *gate.Tx, of []partner.ID, ids []program.MembershipID) error {
	if _, err := tx.Exec(ctx, lockCounts, gate.Array(of)); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, lockPlaces, gate.Array(ids))
	return err
}

const openPlaces = `
select m.id
from membership m
where m.valid_to is null and m.id > $1
order by m.id
limit $2`

func openAfter(ctx context.Context, v *gate.View, after program.MembershipID, most int) ([]program.MembershipID, error) {
	var out []program.MembershipID
	err := v.Select(ctx, &out, openPlaces, after, most)
	return out, err
}

const placesNow = `
select m.id, m.partner_id, m.state, m.by_hand, m.lapsed_since, p.lapse_grace_days,
  q.definition_key, q.needed, coalesce(h.people, 0) as held, coalesce(h.standing - h.people, 0) as renewable,
  q.needed = 0 or coalesce(h.itself, false) or coalesce(h.people, 0) >= q.needed as met,
  coalesce(h.itself_once, false) or coalesce(h.people_once, 0) >= q.needed as once,
  q.noted_needed, q.noted_held, q.noted_renewable
from membership m
join program p on p.id = m.program_id
left join lateral (
  select coalesce(r.definition_key, l.definition_key) as definition_key, coalesce(r.needed, 0) as needed,
    l.needed as noted_needed, l.held as noted_held, l.renewable as noted_renewable
  from (
    select r.definition_key, max(r.holders) as needed
    from certification_requirement r
    where r.program_id = m.program_id and (r.tier_id is null or r.tier_id = m.tier_id)
    group by r.definition_key) r
  full join (
    select l.definition_key, l.needed, l.held, l.renewable
    from membership_lapse l
    where l.membership_id = m.id) l on l.definition_key = r.definition_key) q on true
left join lateral (
  select count(distinct c.person_id) filter (where c.counts and c.there) as people,
    count(distinct c.person_id) filter (where c.there and c.revoked_at is null) as standing,
    count(distinct c.person_id) as people_once,
    bool_or(c.counts) filter (where c.person_id is null) as itself,
    bool_or(true) filter (where c.person_id is null) as itself_once
  from (
    select c.person_id, c.revoked_at, w.status <> 'DISABLED' as there,
      c.revoked_at is null and c.expires_at + c.grace_days * interval '24 hours' > $2 as counts
    from certification c
    left join person w on w.id = c.person_id
    where c.partner_id = m.partner_id and c.definition_key = q.definition_key and c.issued_at <= $2) c) h on true
where m.id = any($1) and m.valid_to is null
order by m.id, q.definition_key`

type placeRow struct {
	place
	Key            *string `db:"definition_key"`
	Needed         *int    `db:"needed"`
	Held           int     `db:"held"`
	Renewable      int     `db:"renewable"`
	Met            *bool   `db:"met"`
	Once           *bool   `db:"once"`
	NotedNeeded    *int    `db:"noted_needed"`
	NotedHeld      *int    `db:"noted_held"`
	NotedRenewable *int    `db:"noted_renewable"`
}

func (r *placeRow) need() need {
	n := need{Key: *r.Key, Reason: Reason{*r.Needed, r.Held, r.Renewable}, Met: *r.Met, Once: *r.Once}
	if r.NotedNeeded != nil {
		n.Noted = &Reason{*r.NotedNeeded, *r.NotedHeld, *r.NotedRenewable}
	}
	return n
}

// placesAt reads memberships with what is held of what they require at a moment.
func placesAt(ctx context.Context, v *gate.View, ids []program.MembershipID, at time.Time) ([]*place, error) {
	var rows []placeRow
	err := v.Select(ctx, &rows, placesNow, gate.Array(ids), at)
	var out []*place
	for i := range rows {
		if i == 0 || rows[i].ID != rows[i-1].ID {
			out = append(out, &rows[i].place)
		}
		if p := out[len(out)-1]; rows[i].Key != nil {
			p.Needs = append(p.Needs, rows[i].need())
		}
	}
	return out, err
}

const movePlace = `
update membership
set state = $2, lapsed_since = $3, updated_at = now()
where id = $1`

func savePlace(ctx context.Context, tx *gate.Tx, id program.MembershipID, v verdict) error {
	return tx.Must(ctx, movePlace, id, v.State, v.Since)
}

const (
	addReason = `
insert into membership_lapse (membership_id, definition_key, partner_id, needed, held, renewable, since)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (membership_id, definition_key) do update set needed = excluded.needed, held = excluded.held, renewable = excluded.renewable`

	dropReasons = `
delete from membership_lapse
where membership_id = $1 and definition_key <> all($2)`
)

func saveReasons(ctx context.Context, tx *gate.Tx, p *place, v verdict) error {
	var keys []string
	for _, n := range p.Needs { // in their order
		if r, lapsed := v.Reasons[n.Key]; lapsed {
			keys = append(keys, n.Key)
			if err := tx.Must(ctx, addReason, p.ID, n.Key, p.PartnerID, r.Needed, r.Held, r.Renewable, tx.Now()); err != nil {
				return err
			}
		}
	}
	if !slices.ContainsFunc(p.Needs, func(n need) bool { return n.Noted != nil && !n.lapsed() }) {
		return nil
	}
	_, err := tx.Exec(ctx, dropReasons, p.ID, gate.Texts(keys))
	return err
}

const (
	dropAllReasons = `
delete from membership_lapse
where membership_id = $1`

	clearLapse = `
update membership
set lapsed_since = null
where id = $1`
)

// forgetLapse makes a membership one of which nothing has lapsed yet.
func forgetLapse(ctx context.Context, tx *gate.Tx, id program.MembershipID) error {
	if _, err := tx.Exec(ctx, dropAllReasons, id); err != nil {
		return err
	}
	return tx.Must(ctx, clearLapse, id)
}
