package graph

import (
	"context"
	"errors"

	"github.com/portico-prm/portico/content/problem"
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
	Found  problem.List // what is wrong with a file that was refused
}

// settle splits what a service answered into object, what to repair, and what
// is no matter of the form.
func settle[T any](v *T, err error) (model.Payload, error) {
	var found problem.List
	errors.As(err, &found)
	broken, err := userErrors(err)
	if err != nil {
		return nil, err
	}
	if len(broken) > 0 {
		v = nil
	}
	return &settled[T]{v, broken, found}, nil
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
func answers[T any](payload, field string, key func(*T) string, more ...read.ValueField[settled[T]]) read.Type {
	return read.Value(payload, append(more,
		read.To(field, func(s *settled[T]) string {
			if s.Object == nil {
				return ""
			}
			return key(s.Object)
		}),
		repairs(func(s *settled[T]) []*userError { return s.Broken }))...)
}

// refusals is the field problems of a payload of an upload.
func refusals[T any]() read.ValueField[settled[T]] {
	return read.Each("problems", func(s *settled[T]) []*problem.Problem { return read.Pointers(s.Found) })
}

// repairs is the field userErrors of a payload.
func repairs[T any](broken func(*T) []*userError) read.ValueField[T] {
	return read.Each("userErrors", broken)
}
