package award

import (
	"context"
	"slices"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Definition is a certification with what it asks for.
type Definition struct {
	training.Definition
	Requirements *[]*Requirement // nil: as they are
	Renewal      *[]*Requirement // the shorter ones of a renewal; nil: as they are
}

// Defined is told when what a certification asks for has changed.
type Defined struct{ Key string }

// Kind names the event in the queue.
func (Defined) Kind() string { return "award.defined" }

// Define makes a certification known, or corrects it, with what it asks for.
// No proof that was given is touched; who has done it all already is certified
// soon after, as of the day on which it was done. Only whether a partner has
// its holders is counted anew at once.
func (s *Service) Define(ctx context.Context, in Definition) (*training.Definition, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (*training.Definition, error) {
		d, err := s.training.Know(ctx, tx, in.Definition)
		if err != nil {
			return nil, err
		}
		if err := ask(ctx, tx, d, in); err != nil {
			return nil, err
		}
		return d, queue.Publish(ctx, tx, Defined{d.Key})
	})
}

// ask puts what a certification asks for in the place of what it did.
func ask(ctx context.Context, tx *gate.Tx, d *training.Definition, in Definition) error {
	before, err := requirements(ctx, &tx.View, []string{d.Key})
	if err != nil {
		return err
	}
	old := File{Asked: before[d.Key]}
	full, renewal := orElse(in.Requirements, old.of(training.Full)), orElse(in.Renewal, old.of(training.Renewal))
	if len(renewal) > 0 && len(full) == 0 {
		return fault.Field(fault.Invalid, "requirements", "REQUIRED", "Say first what the certification itself asks for; then what a renewal does.")
	}
	place(d.Key, training.Full, full)
	place(d.Key, training.Renewal, renewal)
	if err := fault.Join(append(check(d, "requirements", full), check(d, "renewalRequirements", renewal)...)...); err != nil {
		return err
	}
	all := slices.Concat(full, renewal)
	if err := exist(ctx, &tx.View, all); err != nil {
		return err
	}
	return replace(ctx, tx, d.Key, all)
}

func orElse(given *[]*Requirement, other []*Requirement) []*Requirement {
	if given != nil {
		return *given
	}
	return other
}

// place numbers the requirements of a path.
func place(key string, p training.Path, all []*Requirement) {
	for i, r := range all {
		r.ID, r.Key, r.Path, r.Position = ids.New(), key, p, i+1
	}
}

func replace(ctx context.Context, tx *gate.Tx, key string, all []*Requirement) error {
	if _, err := tx.Exec(ctx, dropRequirements, key); err != nil {
		return err
	}
	for _, r := range all {
		if err := tx.Must(ctx, addRequirement, r.ID, r.Key, r.Path, r.Position, r.Kind, r.Subject, r.Label, r.Holders, gate.Texts(r.Keys), r.Role); err != nil {
			return err
		}
	}
	tx.Record(audit.Created("definition_requirement", key, all))
	if _, err := tx.Exec(ctx, lockHolding, key); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, countHolders, key)
	return err
}

// lockHolding locks the partners first, in order, as everybody does who counts.
const lockHolding = `
select 1
from partner_tally t
where t.partner_id in (select c.partner_id from certification c where c.definition_key = $1 and c.person_id is null and c.revoked_at is null)
order by t.partner_id
for update`

const dropRequirements = `
delete from definition_requirement
where definition_key = $1`

const addRequirement = `
insert into definition_requirement (id, definition_key, path, position, kind, subject, label, holders, keys, role)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

const countHolders = `
update certification c
set short_from = certification_short_from(c.definition_key, c.partner_id)
where c.definition_key = $1 and c.person_id is null and c.revoked_at is null
  and c.short_from is distinct from certification_short_from(c.definition_key, c.partner_id)`

const unknown = `
select distinct w.kind || ' ' || w.subject
from unnest($1::text[], $2::text[]) w (kind, subject)
where w.kind = 'COURSE' and not exists (select 1 from course k where k.key = w.subject)
  or w.kind = 'QUIZ' and not exists (select 1 from quiz z where z.key = w.subject)
  or w.kind = 'HOLDERS' and not exists (select 1 from certification_definition d where d.key = w.subject and d.holder <> 'PARTNER')
order by 1`

// exist refuses what nobody could meet. Sessions are announced elsewhere, and
// may be asked for before they are.
func exist(ctx context.Context, v *gate.View, all []*Requirement) error {
	var kinds, subjects []string
	for _, r := range all {
		for _, key := range append([]string{r.subject()}, r.Keys...) {
			if key != "" {
				kinds, subjects = append(kinds, string(r.Kind)), append(subjects, key)
			}
		}
	}
	var found []string
	if err := v.Select(ctx, &found, unknown, gate.Texts(kinds), gate.Texts(subjects)); err != nil {
		return err
	}
	var wrong []*fault.Error
	for _, what := range found {
		wrong = append(wrong, fault.Field(fault.Invalid, "requirements", "UNKNOWN_SUBJECT", "There is no %s that could be asked for. Make it first, or correct the key.", what))
	}
	return fault.Join(wrong...)
}
