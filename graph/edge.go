package graph

import (
	"context"
	"embed"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/graph/exec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/platform/feed"
)

//go:embed *.graphqls
var schemaFiles embed.FS

// Schema is the public schema: what clients see, and what requests are held to.
func Schema() *ast.Schema {
	entries, err := schemaFiles.ReadDir(".")
	if err != nil {
		panic(err) // it is part of the program
	}
	var sources []*ast.Source
	for _, e := range entries {
		text, err := schemaFiles.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		sources = append(sources, &ast.Source{Name: e.Name(), Input: string(text)})
	}
	return gqlparser.MustLoadSchema(sources...)
}

// edge is where gqlgen and the engine meet. gqlgen takes the request apart,
// validates it and calls a resolver for each mutation; the engine reads: whole
// queries, and what was selected of the answers of mutations and of events.
type edge struct {
	graphql.ExecutableSchema // of mutations
	engine                   *read.Engine
	follows                  follows
	feed                     *feed.Hub
}

func newEdge(svc *Services) *edge {
	schema := Schema()
	engine, err := newEngine(svc, schema)
	if err != nil {
		panic(err) // the schema and its entries differ: found at the first start
	}
	return &edge{engine: engine, follows: svc.subscriptions(), feed: svc.Feed, ExecutableSchema: exec.NewExecutableSchema(exec.Config{Schema: schema, Resolvers: &Resolver{svc: svc}})}
}

// Exec answers one operation.
func (e *edge) Exec(ctx context.Context) graphql.ResponseHandler {
	switch graphql.GetOperationContext(ctx).Operation.Operation {
	case ast.Query:
		return oneAnswer(e.engine.Query)
	case ast.Subscription:
		return e.follow(ctx)
	}
	return e.ExecutableSchema.Exec(ctx)
}

// oneAnswer answers one time, with the context in which errors are collected.
func oneAnswer(answer func(context.Context) *graphql.Response) graphql.ResponseHandler {
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		return answer(ctx)
	}
}

// payloads hands what a mutation answered to the engine.
func (e *edge) payloads(ctx context.Context, next graphql.Resolver) (any, error) {
	payload, err := next(ctx)
	if err != nil || payload == nil {
		return nil, err
	}
	data, ok := e.engine.Payload(readAs(ctx, payload), payload)
	if !ok {
		return nil, nil
	}
	return model.Raw(data), nil
}
