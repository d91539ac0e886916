package graph

import (
	"context"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
)

// follows says by field what a subscription follows.
type follows map[string]func(context.Context, read.Args) (*watch, error)

func (s *Services) subscriptions() follows {
	return follows{"templateChanged": s.watchTemplates, "renditionChanged": s.watchRenditions,
		"bulkRenderChanged": s.watchBulk, "approvalChanged": s.watchApprovals}
}

func eventTypes() []read.Type {
	return []read.Type{
		read.Value("TemplateChange",
			read.Get("id", func(c *templateChange) any { return c.id }),
			read.Has("template", func(c *templateChange) *cobrand.Offer { return c.now })),
		read.Value("RenditionChange",
			read.Get("id", func(c *renditionChange) any { return c.id }),
			read.Get("withdrawn", func(c *renditionChange) any { return c.withdrawn }),
			read.To("rendition", func(c *renditionChange) string { return string(c.rendition) })),
		read.Value("BulkRenderChange",
			read.Get("id", func(c *bulkChange) any { return ids.Global("BulkRender", string(c.id)) }),
			read.To("bulkRender", func(c *bulkChange) string { return string(c.id) })),
		read.Value("ApprovalChange",
			read.Get("id", func(c *approvalChange) any { return c.global() }),
			read.To("approval", func(c *approvalChange) string { return string(c.id) })),
	}
}

// follow answers a subscription: one answer for each event, each read by the
// engine as it is then. An error is the last answer.
func (e *edge) follow(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	fields := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"})
	if len(fields) != 1 || e.follows[fields[0].Name] == nil {
		graphql.AddError(ctx, oneAtATime())
		return nil
	}
	here := func(ctx context.Context) context.Context {
		return graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Subscription", Field: fields[0]})
	}
	events, err := e.events(here(ctx), fields[0], op.Variables)
	if err != nil {
		graphql.AddError(here(ctx), err)
		return nil
	}
	return func(ctx context.Context) *graphql.Response {
		select {
		case event, more := <-events:
			if err, broke := event.(error); broke {
				graphql.AddError(here(ctx), err)
				return &graphql.Response{}
			}
			if more {
				return e.event(here(ctx), fields[0], event)
			}
		case <-ctx.Done():
		}
		return nil
	}
}

func (e *edge) events(ctx context.Context, f graphql.CollectedField, vars map[string]any) (<-chan any, error) {
	w, err := e.follows[f.Name](ctx, f.ArgumentMap(vars))
	if err != nil {
		return nil, err
	}
	return w.begin(ctx, e.feed)
}

func (e *edge) event(ctx context.Context, f graphql.CollectedField, event any) *graphql.Response {
	data, ok := e.engine.Payload(ctx, event)
	if !ok {
		return &graphql.Response{Data: []byte("null")}
	}
	out := append([]byte{'{'}, strconv.Quote(f.Alias)...) // a name of the grammar: nothing to escape
	out = append(append(out, ':'), data...)
	return &graphql.Response{Data: append(out, '}')}
}

func oneAtATime() *gqlerror.Error {
	return &gqlerror.Error{Message: "A subscription asks for one field. Open a stream for each.",
		Extensions: map[string]any{"code": errcode.ValidationFailed}}
}
