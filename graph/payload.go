package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
)

// userError is something that the person at the form can repair.
type userError struct {
	Field         []string
	Code, Message string
}

// settled is the usual payload: the object, and what to repair. Of the object
// only its id counts; graph/read reads what was selected of it.
type settled[T any] struct {
	Object *T
	Broken []*userError
}

// settle splits what a service answered into object, what to repair, and what
// is no matter of the form.
func settle[T any](v *T, err error) (model.Payload, error) {
	broken, err := userErrors(err)
	if err != nil {
		return nil, err
	}
	if len(broken) > 0 {
		v = nil
	}
	return &settled[T]{Object: v, Broken: broken}, nil
}

// shaped reads an input, calls the service with it, and settles what came of it.
// What an input cannot say is to be repaired like what a service refuses.
func shaped[In, Order, T any](ctx context.Context, in In, read func(In) (Order, error), do func(context.Context, Order) (*T, error)) (model.Payload, error) {
	order, err := read(in)
	if err != nil {
		return settle[T](nil, err)
	}
	return settle(do(ctx, order))
}

// answers says how a payload of one object is read: by the key of the object.
func answers[T any](payload, field string, key func(*T) string) read.Type {
	return read.Value(payload,
		read.To(field, func(s *settled[T]) string {
			if s.Object == nil {
				return ""
			}
			return key(s.Object)
		}),
		repairs(func(s *settled[T]) []*userError { return s.Broken }))
}

// repairs is the field userErrors of a payload.
func repairs[T any](broken func(*T) []*userError) read.ValueField[T] {
	return read.Each("userErrors", broken)
}
