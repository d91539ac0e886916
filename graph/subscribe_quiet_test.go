package graph

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// silent is a subscription in which nothing happens.
type silent struct{ graphql.GraphExecutor }

func (silent) DispatchOperation(ctx context.Context, _ *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	return func(ctx context.Context) *graphql.Response {
		<-ctx.Done()
		return nil
	}, ctx
}

func TestAQuietStreamShowsThatItLivesAndEndsWithItsSession(t *testing.T) {
	t.Parallel()
	who := &actor.Actor{Person: "p"}
	looks := 0
	s := &streams{open: map[string]int{}, beat: 5 * time.Millisecond, look: 40 * time.Millisecond,
		recheck: func(context.Context, *http.Request) (*actor.Actor, error) {
			if looks++; looks == 3 {
				return nil, fault.New(fault.Unauthenticated, "Your session is over.")
			}
			return who, nil
		}}
	w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/graphql", nil)
	s.serve(w, r.WithContext(actor.With(t.Context(), who)), silent{}, nil)
	said := w.Body.String()
	if strings.Count(said, comment) < 2 || !strings.Contains(said, `"code":"STREAM_OVER"`) || !strings.HasSuffix(said, complete) {
		t.Errorf("the stream said %q", said)
	}
	if looks != 3 || len(s.open) != 0 {
		t.Errorf("%d looks, %v still open", looks, s.open)
	}
}
