package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/gate"
)

type headerKey struct{}

// withHeaderKey keeps the Idempotency-Key header of a request for mutations
// whose input names no key of its own.
func withHeaderKey(ctx context.Context, key string) context.Context {
	if key == "" {
		return ctx
	}
	return context.WithValue(ctx, headerKey{}, key)
}

// keyed gives each mutation of a request its idempotency key: the one in its
// input, else the header's with the response name, because one request may
// hold several mutations.
func keyed(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	root := graphql.GetRootFieldContext(ctx)
	if root == nil || graphql.GetOperationContext(ctx).Operation.Operation != ast.Mutation {
		return next(ctx)
	}
	args := root.Field.ArgumentMap(graphql.GetOperationContext(ctx).Variables)
	input, _ := args["input"].(map[string]any)
	key, _ := input["idempotencyKey"].(string)
	if header, ok := ctx.Value(headerKey{}).(string); ok && key == "" {
		key = header + "/" + root.Field.Alias
	}
	if key == "" {
		return next(ctx)
	}
	request, err := fingerprint(root.Field.Name, input)
	if err != nil {
		graphql.AddError(ctx, fault.Wrap(fault.Invalid, err, "The input cannot be read."))
		return graphql.Null
	}
	return next(gate.WithKey(ctx, key, request))
}

// fingerprint is what makes a request this request: mutation and input, a file
// by its name and content.
func fingerprint(name string, input map[string]any) ([]byte, error) {
	plain := map[string]any{}
	for k, v := range input {
		if up, ok := v.(graphql.Upload); ok {
			sum, err := contentOf(up)
			if err != nil {
				return nil, err
			}
			v = map[string]any{"name": up.Filename, "sha256": sum}
		}
		plain[k] = v
	}
	return json.Marshal([]any{name, plain})
}

// contentOf is the hash of a file, which is left at its beginning.
func contentOf(up graphql.Upload) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, up.File); err != nil {
		return "", err
	}
	_, err := up.File.Seek(0, io.SeekStart)
	return hex.EncodeToString(h.Sum(nil)), err
}
