package award

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const keysAsking = `
select distinct r.definition_key
from definition_requirement r
where r.kind = $1 and r.subject = $2
order by 1`

// asking are the definitions that ask for something.
func asking(ctx context.Context, v *gate.View, k Kind, subject string) (keys []string, err error) {
	err = v.Select(ctx, &keys, keysAsking, k, subject)
	return keys, err
}

const keysAskingForCourse = `
select distinct r.definition_key
from definition_requirement r
join course k on k.key = r.subject
where r.kind = 'COURSE' and k.id = $1
order by 1`

func askingForCourse(ctx context.Context, v *gate.View, id course.ID) (keys []string, err error) {
	err = v.Select(ctx, &keys, keysAskingForCourse, id)
	return keys, err
}

const keysAskingForHolders = `
select distinct r.definition_key
from definition_requirement r
where r.kind = 'HOLDERS' and r.keys @> array[$1::text]
order by 1`

func askingForHolders(ctx context.Context, v *gate.View, key string) (keys []string, err error) {
	err = v.Select(ctx, &keys, keysAskingForHolders, key)
	return keys, err
}

const requirementsOf = `
select r.id, r.definition_key, r.path, r.position, r.kind, r.subject, r.label, r.holders, r.keys, r.role
from definition_requirement r
where r.definition_key = any ($1)
order by r.definition_key, r.path, r.position`

func requirements(ctx context.Context, v *gate.View, keys []string) (map[string][]*Requirement, error) {
	var rows []*Requirement
	err := v.Select(ctx, &rows, requirementsOf, gate.Array(keys))
	out := make(map[string][]*Requirement, len(keys))
	for _, r := range rows {
		out[r.Key] = append(out[r.Key], r)
	}
	return out, err
}

const factsOf = `
select distinct r.definition_key, f.kind, f.subject, f.fact_id, f.at, f.until, f.origin
from definition_fact f
join definition_requirement r on r.kind = f.kind and coalesce(r.subject, r.definition_key) = f.subject
where r.definition_key = any ($1) and f.partner_id = $2 and f.person_id is not distinct from $3::uuid`

const holdersOf = `
select r.definition_key, r.id as requirement_id, c.person_id, max(c.counts_from) as since
from definition_requirement r
join certification_counted c on c.definition_key = any (r.keys) and c.person_id is not null
join person p on p.id = c.person_id and p.status <> 'DISABLED' and (r.role is null or r.role = any (p.roles))
where r.definition_key = any ($1) and r.kind = 'HOLDERS' and c.partner_id = $2 and c.counts_from <= $3 and c.counts_until > $3
group by r.definition_key, r.id, r.keys, c.person_id
having count(distinct c.definition_key) = cardinality(r.keys)`

// fileOf reads all that is known of a holder and a definition.
func fileOf(ctx context.Context, v *gate.View, h Holder, key string) (*File, error) {
	files, err := filesOf(ctx, v, h, []string{key})
	if err != nil {
		return nil, err
	}
	if files[key] == nil {
		return nil, gate.Absent()
	}
	return files[key], nil
}

// filesOf reads it for many definitions: five statements, however many.
func filesOf(ctx context.Context, v *gate.View, h Holder, keys []string) (map[string]*File, error) {
	defs, err := training.DefinitionsByKey(ctx, v, keys)
	if err != nil {
		return nil, err
	}
	asked, err := requirements(ctx, v, keys)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*File, len(defs))
	for _, d := range defs {
		out[d.Key] = &File{Definition: d, Asked: asked[d.Key], Now: v.Now()}
	}
	return out, fill(ctx, v, h, keys, out)
}

func fill(ctx context.Context, v *gate.View, h Holder, keys []string, out map[string]*File) error {
	given, err := training.HeldOf(ctx, v, keys, h.Partner, h.Person)
	if err != nil {
		return err
	}
	for _, c := range given {
		out[c.DefinitionKey].Given = append(out[c.DefinitionKey].Given, c)
	}
	var facts []struct {
		Key string `db:"definition_key"`
		Fact
	}
	if err := v.Select(ctx, &facts, factsOf, gate.Array(keys), h.Partner, h.Person); err != nil {
		return err
	}
	for _, x := range facts {
		out[x.Key].Facts = append(out[x.Key].Facts, x.Fact)
	}
	if h.Person != nil {
		return nil
	}
	var holders []struct {
		Key string `db:"definition_key"`
		Holding
	}
	err = v.Select(ctx, &holders, holdersOf, gate.Array(keys), h.Partner, v.Now())
	for _, x := range holders {
		out[x.Key].Holders = append(out[x.Key].Holders, x.Holding)
	}
	return err
}

const addGround = `
insert into certification_ground (certification_id, kind, subject, fact_id, at, partner_id, person_id)
values ($1, $2, $3, $4, $5, $6, $7)`

func insertGround(ctx context.Context, tx *gate.Tx, h Holder, g Ground) error {
	return tx.Must(ctx, addGround, g.CertificationID, g.Kind, g.Subject, g.ID, g.At, h.Partner, h.Person)
}
