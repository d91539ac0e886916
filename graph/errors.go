package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// userErrors splits what the person at the form can repair from everything
// else: exactly one of the two results is not empty.
func userErrors(err error) ([]*userError, error) {
	all := fault.All(err)
	out := make([]*userError, 0, len(all))
	for _, e := range all {
		if e.Kind != fault.Invalid && e.Kind != fault.Conflict {
			return nil, err
		}
		out = append(out, &userError{Field: path(e.Field), Code: e.CodeOf(), Message: e.Message})
	}
	if len(all) == 0 {
		return out, err
	}
	return out, nil
}

func path(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, ".")
}

// absent turns NotFound into null, for fields whose schema says so.
func absent[T any](v *T, err error) (*T, error) {
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return v, nil
}

// present is the one way in which errors leave: a code that programs know, a
// text for people, and nothing of the cause.
func present(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		out := graphql.DefaultErrorPresenter(ctx, err)
		var f *fault.Error
		switch {
		case errors.As(err, &f) && f.Kind != fault.Internal:
			out.Message = f.Message
			out.Extensions = extensions(f)
		case isRequestError(err):
			// What the transport, the parser and the validator say of the request itself.
			out.Message, _, _ = strings.Cut(out.Message, " body:")
			if out.Extensions == nil {
				out.Extensions = map[string]any{"code": "BAD_REQUEST"}
			}
		case errors.Is(err, context.Canceled) && ctx.Err() != nil:
			// The caller has gone, and nobody reads this: no mistake of ours to look for.
			out.Message, out.Extensions = "The request was given up.", map[string]any{"code": "BAD_REQUEST"}
		default:
			log.ErrorContext(ctx, "internal error", "request", gate.RequestID(ctx), "path", out.Path.String(), "cause", causes(err))
			out.Message = "Something broke on our side. Tell support the request id " + gate.RequestID(ctx) + "."
			out.Extensions = map[string]any{"code": "INTERNAL", "requestId": gate.RequestID(ctx)}
		}
		return out
	}
}

func extensions(f *fault.Error) map[string]any {
	code := f.CodeOf()
	if f.Kind == fault.Exhausted || f.Kind == fault.Unavailable {
		ext := map[string]any{"code": "RETRY_LATER", "retryAfter": int(math.Max(1, math.Ceil(f.Retry.Seconds())))}
		if f.Code != "" {
			ext["reason"] = f.Code
		}
		return ext
	}
	return map[string]any{"code": code}
}

func isRequestError(err error) bool {
	var g *gqlerror.Error
	return errors.As(err, &g) && g.Err == nil
}

// causes is the whole chain, for the log.
func causes(err error) string {
	var lines []string
	for ; err != nil; err = errors.Unwrap(err) {
		lines = append(lines, err.Error())
	}
	return strings.Join(lines, " <- ")
}

// panicked turns a panic of a resolver into an error that is logged once and
// shown as INTERNAL.
func panicked(_ context.Context, p any) error {
	return fault.Wrap(fault.Internal, fmt.Errorf("panic: %v\n%s", p, debug.Stack()), "Something broke on our side.")
}
