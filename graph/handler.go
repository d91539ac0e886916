package graph

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/graph/admit"
	"github.com/portico-prm/portico/graph/persisted"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// Options are the choices of an installation.
type Options struct {
	Introspection bool     // for signed-in callers; anonymous ones never have it
	Listing       *Listing // operations that are known by name; nil for none
}

// NewHandler makes the GraphQL endpoint: POST only, JSON or multipart, no
// batches, no suggestions.
func NewHandler(svc *Services, log *slog.Logger, opt Options) http.Handler {
	edge := newEdge(svc)
	srv := handler.New(edge)
	plainly := overHTTP{newStreams(svc)}
	srv.AddTransport(plainly)
	srv.AddTransport(overForm{plainly})
	docs := admit.NewDocuments()
	srv.SetQueryCache(docs)
	srv.SetParserTokenLimit(admit.MaxTokens)
	srv.SetDisableSuggestion(true)
	srv.SetErrorPresenter(present(log))
	srv.SetRecoverFunc(func(ctx context.Context, p any) error { return panicked(ctx, p) })
	srv.Use(cmp.Or(opt.Listing, &Listing{list: &persisted.List{}}))
	srv.Use(&admission{docs: docs, budgets: svc.Budgets})
	srv.Use(extension.Introspection{})
	srv.AroundOperations(guardIntrospection(opt.Introspection))
	srv.AroundRootFields(keyed)
	srv.AroundFields(edge.payloads)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := withBill(withHeaderKey(r.Context(), r.Header.Get("Idempotency-Key")), svc.Budgets, w.Header())
		srv.ServeHTTP(w, r.WithContext(ctx))
	})
}

// guardIntrospection keeps the schema from callers without a name, and from
// everybody where the installation does not show it.
func guardIntrospection(shown bool) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		if (shown && actor.From(ctx) != nil) || !asksForSchema(graphql.GetOperationContext(ctx).Operation.SelectionSet) {
			return next(ctx)
		}
		return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{{
			Message:    "The schema is shown to signed-in callers, and not in production. It is in the documentation.",
			Extensions: map[string]any{"code": "INTROSPECTION_DISABLED"}}}})
	}
}

func asksForSchema(set ast.SelectionSet) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		switch s := s.(type) {
		case *ast.Field:
			return s.Name == "__schema" || s.Name == "__type"
		case *ast.InlineFragment:
			return asksForSchema(s.SelectionSet)
		case *ast.FragmentSpread:
			return asksForSchema(s.Definition.SelectionSet)
		}
		return false
	})
}

func isForm(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded")
}
