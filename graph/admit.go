package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/graph/admit"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// admission refuses documents that cost more than a portal ever needs, before
// gqlgen parses them, and more than the caller has points for.
type admission struct {
	door    *admit.Door
	docs    *admit.Documents
	budgets *Budgets
}

// ExtensionName names the extension to gqlgen.
func (*admission) ExtensionName() string { return "Admission" }

// Validate learns what the schema's fields give.
func (a *admission) Validate(es graphql.ExecutableSchema) error {
	a.door = admit.New(es.Schema())
	return nil
}

// MutateOperationParameters weighs what came in.
func (a *admission) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	bill := billOf(ctx)
	if no := bill.open(); no != nil {
		return no
	}
	known, _ := a.docs.Get(ctx, p.Query)
	w, no := a.door.Weigh(admit.Request{Text: p.Query, Operation: p.OperationName, Variables: p.Variables, SignedIn: actor.From(ctx) != nil, Known: known})
	if no != nil {
		return &gqlerror.Error{Message: no.Message, Extensions: no.Extensions}
	}
	return bill.order(w)
}

// mostErrors is how many errors of one answer a person can make use of.
const mostErrors = 20

// InterceptResponse settles the bill and cuts a flood of errors short.
func (a *admission) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	out := next(ctx)
	if out == nil {
		return nil
	}
	if out.Data == nil && len(out.Errors) > mostErrors {
		out.Errors = out.Errors[:mostErrors]
	}
	if bill := billOf(ctx); bill != nil {
		bill.close(out, a.budgets.Shown)
	}
	return out
}
