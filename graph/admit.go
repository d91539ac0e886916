package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/graph/admit"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// admission refuses documents that cost more than a portal ever needs, before
// gqlgen parses them.
type admission struct{ door *admit.Door }

// ExtensionName names the extension to gqlgen.
func (*admission) ExtensionName() string { return "Admission" }

// Validate learns what the schema's fields give.
func (a *admission) Validate(es graphql.ExecutableSchema) error {
	a.door = admit.New(es.Schema())
	return nil
}

// MutateOperationParameters weighs what came in.
func (a *admission) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	_, no := a.door.Weigh(admit.Request{Text: p.Query, Operation: p.OperationName, Variables: p.Variables, SignedIn: actor.From(ctx) != nil})
	return refused(no)
}

func refused(no *admit.Refusal) *gqlerror.Error {
	if no == nil {
		return nil
	}
	return &gqlerror.Error{Message: no.Message, Extensions: no.Extensions}
}
