package award

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Pause is how long partners wait whose holders are there by something other
// than a certification: a role that was given, somebody who came back, or a
// proof of the partner that is to be renewed.
const Pause = time.Hour

// Rounds is the chore of the queue that looks for them.
type Rounds struct{}

// Kind names the chore in the queue.
func (Rounds) Kind() string { return "award.rounds" }

const batch = 500

// Round gives partners what their holders have earned them. It can be cut off
// anywhere and told twice: what was given is not given again.
func (s *Service) Round(ctx context.Context) error {
	return s.toEach(ctx, func(v *gate.View, after string) ([]candidate, error) {
		var out []candidate
		return out, v.Select(ctx, &out, partnersWithHolders, v.Now(), after, batch)
	})
}

// CatchUp certifies who has done already what a certification has come to ask
// for. It can be cut off anywhere and told twice.
func (s *Service) CatchUp(ctx context.Context, e Defined) error {
	err := s.toEach(ctx, func(v *gate.View, after string) ([]candidate, error) {
		var out []candidate
		return out, v.Select(ctx, &out, doneAlready, e.Key, after, batch)
	})
	if err != nil {
		return err
	}
	return s.Round(ctx)
}

// candidate is a holder who may have earned a certification.
type candidate struct {
	Holder
	Key  string `db:"definition_key"`
	Page string `db:"page"` // where it stands in the order of the candidates
}

// toEach gives to each candidate in a unit of work of its own.
func (s *Service) toEach(ctx context.Context, find func(v *gate.View, after string) ([]candidate, error)) error {
	ask := gate.Ask{Action: access.CertifyRecord}
	for after := ""; ; {
		found, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) ([]candidate, error) { return find(v, after) })
		if err != nil || len(found) == 0 {
			return err
		}
		for _, c := range found {
			if err := s.toOne(ctx, ask, c); err != nil {
				return err
			}
		}
		after = found[len(found)-1].Page
	}
}

// toOne looks first, because most have what they have earned.
func (s *Service) toOne(ctx context.Context, ask gate.Ask, c candidate) error {
	due, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) (bool, error) {
		f, err := fileOf(ctx, v, c.Holder, c.Key)
		return err == nil && f.Due() != nil, err
	})
	if err != nil || !due {
		return err
	}
	_, err = gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "certification_definition", ID: c.Key, Partner: string(c.Partner), Detail: "weighed anew"})
		return struct{}{}, s.weigh(ctx, tx, c.Holder, []string{c.Key})
	})
	return err
}

// What is asked for is counted before each holder is looked at.
const doneAlready = `
select f.partner_id, f.person_id, $1 as definition_key, f.partner_id::text || coalesce(f.person_id::text, '') as page
from definition_requirement r
join definition_fact f on f.kind = r.kind and f.subject = coalesce(r.subject, r.definition_key)
join certification_definition d on d.key = r.definition_key and (d.holder = 'PARTNER') = (f.person_id is null)
where r.definition_key = $1 and r.path = 'FULL' and f.partner_id::text || coalesce(f.person_id::text, '') > $2
group by f.partner_id, f.person_id
having count(distinct r.id) = (select count(*) from definition_requirement a where a.definition_key = $1 and a.path = 'FULL' and a.kind <> 'HOLDERS')
order by 4
limit $3`

const partnersWithHolders = `
select u.partner_id, null::uuid as person_id, r.definition_key, u.partner_id::text || r.definition_key as page
from certification_holder_until u
join definition_requirement r on r.id = u.requirement_id and r.path = 'FULL'
where u.until > $1 and u.partner_id::text || r.definition_key > $2 and not exists (
  select 1 from certification c
  where c.definition_key = r.definition_key and c.partner_id = u.partner_id and c.person_id is null and c.revoked_at is null
    and c.expires_at - c.notice_days * interval '24 hours' > $1)
group by u.partner_id, r.definition_key, r.id, r.holders
having count(*) >= r.holders
order by 4
limit $3`
