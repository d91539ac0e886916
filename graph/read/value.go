package read

import (
	"context"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// ValueField is a field of a type that is made of Go values *T.
type ValueField[T any] struct {
	name string
	entry
}

// Value says how a GraphQL type is read from Go values *T.
func Value[T any](name string, fields ...ValueField[T]) Type {
	t := Type{Name: name, Fields: Fields{}}
	for _, f := range fields {
		t.Fields[f.name] = made(f.entry)
	}
	return t
}

type made entry

func (m made) entry() entry { return entry(m) }

// Get is a scalar, or a list of texts. A nil pointer is null.
func Get[T any](name string, f func(*T) any) ValueField[T] {
	return ValueField[T]{name, entry{get: func(v any, _ Args) any { return f(v.(*T)) }}}
}

// GetBy is a scalar that depends on arguments.
func GetBy[T any](name string, f func(*T, Args) any) ValueField[T] {
	return ValueField[T]{name, entry{get: func(v any, a Args) any { return f(v.(*T), a) }}}
}

// Has is a value inside of the value; nil is null.
func Has[T, U any](name string, f func(*T) *U) ValueField[T] {
	return ValueField[T]{name, entry{edge: &edge{shape: one, inner: func(v any, _ Args) []any { return single(f(v.(*T))) }}}}
}

// Each is a list of values inside of the value.
func Each[T, U any](name string, f func(*T) []*U) ValueField[T] {
	return EachBy(name, func(v *T, _ Args) []*U { return f(v) })
}

// EachBy is Each that depends on arguments.
func EachBy[T, U any](name string, f func(*T, Args) []*U) ValueField[T] {
	return ValueField[T]{name, entry{edge: &edge{shape: list, inner: func(v any, a Args) []any { return anys(f(v.(*T), a)) }}}}
}

// To leads to the row that a key names; an empty key is null.
func To[T any](name string, key func(*T) string) ValueField[T] {
	return ToSight(name, 0, key)
}

// ToSight is To with a reach of its own, asking for no action.
func ToSight[T any](name string, sight access.Reach, key func(*T) string) ValueField[T] {
	return ValueField[T]{name, entry{edge: &edge{shape: one, sight: sight, value: func(v any) string { return key(v.(*T)) }}}}
}

// ToList leads to rows whose By equals a key of the value.
func ToList[T any](name string, l List, key func(*T) string) ValueField[T] {
	e := l.entry()
	e.edge.value = func(v any) string { return key(v.(*T)) }
	return ValueField[T]{name, e}
}

// Service asks a service for one value. It runs before the snapshot begins, so
// that what holds a connection never waits for another.
func Service[U any](f func(context.Context, Args) (*U, error)) Field {
	return made{edge: &edge{shape: one, alone: func(ctx context.Context, a Args) ([]any, error) {
		v, err := f(ctx, a)
		return single(v), err
	}}}
}

// ServiceList is Service for a list of values.
func ServiceList[U any](f func(context.Context, Args) ([]*U, error)) Field {
	return made{edge: &edge{shape: list, alone: func(ctx context.Context, a Args) ([]any, error) {
		v, err := f(ctx, a)
		return anys(v), err
	}}}
}

// Find reads one value inside of the snapshot. partner is the argument that
// names the partner whose matter it is; it may be empty.
func Find[U any](ask access.Action, partner string, f func(context.Context, *gate.View, Args) (*U, error)) Field {
	return made{edge: &edge{shape: one, ask: ask, partner: partner, batch: func(ctx context.Context, q Question) ([]Group, error) {
		v, err := f(ctx, q.View, q.Args)
		return []Group{{Values: single(v)}}, err
	}}}
}

// FindPage reads a page of values inside of the snapshot; after is the place
// after a value.
func FindPage[U any](ask access.Action, partner string, f func(context.Context, *gate.View, Args, page.Ask) (page.Of[*U], error), after func(*U) page.Key) Field {
	return made{edge: &edge{shape: pages, ask: ask, partner: partner,
		after: func(v any) page.Key { return after(v.(*U)) },
		batch: func(ctx context.Context, q Question) ([]Group, error) {
			want, err := q.Args.page()
			if err == nil && want.After.ID != "" {
				err = Order{}.check(want.After)
			}
			if err != nil {
				return nil, err
			}
			got, err := f(ctx, q.View, q.Args, want)
			return []Group{{Values: anys(got.Rows), More: got.More}}, err
		}}}
}

// Compute makes one value for each row of a level in one call; a key that it
// leaves out is null. key is an expression over the row that the call is given.
func Compute[U any](ask access.Action, key string, f func(context.Context, Question) (map[string]*U, error)) Field {
	return made{edge: &edge{shape: one, ask: ask, key: key, batch: func(ctx context.Context, q Question) ([]Group, error) {
		got, err := f(ctx, q)
		if err != nil {
			return nil, err
		}
		out := make([]Group, len(q.Keys))
		for i, k := range q.Keys {
			out[i].Values = single(got[k])
		}
		return out, nil
	}}}
}

// Inside reads a list of values out of one column, which comes as text.
func Inside[U any](column string, f func(text string) ([]*U, error)) Field {
	return made{edge: &edge{shape: list, key: column, text: func(text string) ([]any, error) {
		got, err := f(text)
		return anys(got), err
	}}}
}

// InsideOne reads one value out of one column, which comes as text and is empty
// for null; nil is null.
func InsideOne[U any](column string, f func(text string) (*U, error)) Field {
	return made{edge: &edge{shape: one, key: column, text: func(text string) ([]any, error) {
		got, err := f(text)
		return single(got), err
	}}}
}

func single[U any](v *U) []any {
	if v == nil {
		return nil
	}
	return []any{v}
}

// anys keeps a nil list nil: it is null where the schema allows that.
func anys[U any](list []*U) []any {
	if list == nil {
		return nil
	}
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// Pointers gives what Each wants of a slice of values.
func Pointers[U any](list []U) []*U {
	if list == nil {
		return nil
	}
	out := make([]*U, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
