package partner

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/gate"
)

const typeColumns = `
select t.key, t.family, t.name, t.functions, t.metrics, t.forms, t.owns_end_customers
from partner_type t`

type typeRow struct {
	Type
	Functions gate.Strings `db:"functions"`
	Metrics   gate.Strings `db:"metrics"`
	Forms     gate.Strings `db:"forms"`
}

func (r *typeRow) kind() *Type {
	t := r.Type
	t.Functions, t.Metrics, t.Forms = r.Functions, r.Metrics, r.Forms
	return &t
}

const typeByKey = typeColumns + `
where t.key = $1`

// TypeOf reads one kind of partner inside a caller's own unit of work.
func TypeOf(ctx context.Context, v *gate.View, key string) (*Type, error) {
	var r typeRow
	err := v.Get(ctx, &r, typeByKey, key)
	return r.kind(), err
}

const typeByPartner = typeColumns + `
join partner p on p.type_key = t.key
where p.id = $1`

func typeOfPartner(ctx context.Context, v *gate.View, id ID) (*Type, error) {
	var r typeRow
	err := v.Get(ctx, &r, typeByPartner, id)
	return r.kind(), err
}

const allTypes = typeColumns + `
order by t.family, t.key
limit 200`

func types(ctx context.Context, v *gate.View) ([]*Type, error) {
	var rows []typeRow
	err := v.Select(ctx, &rows, allTypes)
	out := make([]*Type, len(rows))
	for i := range rows {
		out[i] = rows[i].kind()
	}
	return out, err
}

// TypesByKey reads the kinds of partners inside a caller's own unit of work.
func TypesByKey(ctx context.Context, v *gate.View) (map[string]*Type, error) {
	all, err := types(ctx, v)
	out := make(map[string]*Type, len(all))
	for _, t := range all {
		out[t.Key] = t
	}
	return out, err
}
