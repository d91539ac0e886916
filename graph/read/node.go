package read

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
)

// node reads the one object that a global id names, whatever its type.
func (r *run) node(s *set, ln *link) (kid, error) {
	k := kid{spans: make([]span, s.n), byType: map[string]*set{}}
	kind, _, err := ids.Split(r.args(ln).Text("id"))
	of, known := ln.byType[kind]
	if err != nil || !known {
		return k, nil // what no type of ours is called is nothing
	}
	found, err := r.children(s, of)
	if fault.KindOf(err) == fault.NotFound {
		return k, nil
	}
	if err != nil {
		return k, err
	}
	k.byType[kind], k.spans = found.set, found.spans
	for i := range k.spans {
		k.spans[i].kind = kind
	}
	return k, nil
}

// nodeEdge leads to a type by the global id in the argument id.
func nodeEdge(t *Type) *edge {
	e := &edge{name: "node", target: t, ask: t.Ask, shape: one, arg: "id"}
	if t.Table == "" {
		e.batch = func(ctx context.Context, q Question) ([]Group, error) {
			id, err := q.Args.ID("id", t.Name)
			if err != nil {
				return nil, err
			}
			found, err := t.Find(ctx, q.View, []string{id})
			return []Group{{Values: found}}, err
		}
	}
	return e
}

// check holds a cursor to what this order makes of one.
func (o Order) check(k page.Key) error {
	ok := ids.Valid(k.ID)
	if o.Seq {
		n, err := strconv.ParseInt(k.ID, 10, 64)
		ok = err == nil && n > 0
	}
	if o.Time {
		at, err := time.Parse(time.RFC3339Nano, k.Sort)
		ok = ok && err == nil && at.Year() > 0 // the database knows no year 0
	}
	if o.Sort == "" && k.Sort != "" { // of a list in another order
		ok = false
	}
	if ok && !strings.ContainsRune(k.Sort, 0) {
		return nil
	}
	return fault.Field(fault.Invalid, "after", "CURSOR", "This cursor is not one of ours. Start again without `after`.")
}

// expand puts arguments into a key: "{kind}/{version}".
func expand(form string, a Args) string {
	var pairs []string
	for name, v := range a {
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(v))
	}
	return strings.NewReplacer(pairs...).Replace(form) // in one go: a value is no form
}

// fromArgs refuses a page that cannot be asked for before anything is read.
func fromArgs(e *edge, a Args) error {
	if e.shape != pages {
		return nil
	}
	_, err := a.page()
	return err
}
