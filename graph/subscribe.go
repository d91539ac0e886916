package graph

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/server"
)

const (
	heartbeat       = 12 * time.Second // proxies cut lines that say nothing for 30 s and more
	recheckEvery    = 30 * time.Second
	streamsOfPerson = 10
)

// streams answers subscriptions: one stream of server-sent events for each, the
// distinct connections mode of the GraphQL over SSE protocol.
//
// Whose stream it is, is asked again before every event and every half minute.
// A stream ends with the session, with the token, and with every change of
// their rights; nothing is sent that was read under other ones.
type streams struct {
	recheck func(context.Context, *http.Request) (*actor.Actor, error)
	beat    time.Duration // between signs of life
	look    time.Duration // between looks at a quiet stream's credential

	mu   sync.Mutex
	open map[string]int // by principal
}

func newStreams(svc *Services) *streams {
	return &streams{recheck: svc.Members.Recheck, beat: heartbeat, look: recheckEvery, open: map[string]int{}}
}

func (s *streams) serve(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor, op *graphql.OperationContext) {
	leave, err := s.enter(actor.From(r.Context()))
	if err != nil {
		refuseStream(w, r, exec, err)
		return
	}
	defer leave()
	line, err := server.OpenStream(w, r)
	if err != nil {
		refuseStream(w, r, exec, err)
		return
	}
	defer line.Close()
	beginStream(w)
	s.pump(line, r, exec, op)
}

// refuseStream answers before a stream has begun, with a status: what clients
// of streams look at first.
func refuseStream(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor, err error) {
	for _, f := range fault.All(err) {
		if f.Retry > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(f.Retry.Seconds())))
		}
	}
	out := exec.DispatchError(r.Context(), gqlerror.List{{Message: err.Error(), Err: err}})
	answer(w, accepted(r.Header), statusOf[fault.KindOf(err)], out)
}

// enter counts the streams of one person.
func (s *streams) enter(who *actor.Actor) (leave func(), err error) {
	if who == nil {
		return nil, fault.New(fault.Unauthenticated, "Sign in first.")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := who.Principal()
	if s.open[p] >= streamsOfPerson {
		return nil, &fault.Error{Kind: fault.Exhausted, Code: "TOO_MANY_STREAMS", Retry: 5 * time.Second,
			Message: fmt.Sprintf("You have %d streams open, and that is the most. Close one first.", streamsOfPerson)}
	}
	s.open[p]++
	return func() { s.leave(p) }, nil
}

func (s *streams) leave(principal string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[principal]--; s.open[principal] == 0 {
		delete(s.open, principal)
	}
}

// pump sends what the subscription gives until one side ends.
func (s *streams) pump(line *server.Stream, r *http.Request, exec graphql.GraphExecutor, op *graphql.OperationContext) {
	if line.Send(comment) != nil { // so that the client knows it is heard
		return
	}
	events := follow(line.Context(), exec, op)
	defer func() {
		line.Close()
		for range events { // its goroutine has ended when this does
		}
	}()
	beat, look := time.NewTicker(s.beat), time.NewTicker(s.look)
	defer beat.Stop()
	defer look.Stop()
	for {
		var err error
		select {
		case <-line.Context().Done():
			return
		case <-beat.C:
			err = line.Send(comment)
		case <-look.C:
			err = s.still(line, r)
		case e, more := <-events:
			if !more {
				_ = line.Send(complete)
				return
			}
			if err = s.still(line, r); err == nil {
				err = line.Send(next(e))
			}
		}
		if err != nil {
			return
		}
	}
}

// follow runs the subscription beside the stream.
func follow(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext) <-chan *graphql.Response {
	out := make(chan *graphql.Response)
	go func() {
		defer close(out)
		responses, ctx := exec.DispatchOperation(ctx, op)
		for e := responses(ctx); e != nil; e = responses(ctx) {
			select {
			case out <- e:
			case <-ctx.Done():
				return
			}
			if e.Data == nil {
				return // refused before it began, or broken off
			}
		}
	}()
	return out
}

// still ends the stream unless it is still the same caller's with the same rights.
func (s *streams) still(line *server.Stream, r *http.Request) error {
	was := actor.From(r.Context())
	now, err := s.recheck(line.Context(), r)
	if err == nil && same(was, now) {
		return nil
	}
	over := &gqlerror.Error{Message: "Your session is over or your rights have changed. Subscribe again.",
		Extensions: map[string]any{"code": "STREAM_OVER"}}
	switch fault.KindOf(err) {
	case fault.OK, fault.Unauthenticated:
	default:
		over.Message, over.Extensions["code"] = "This stream cannot go on at the moment. Subscribe again.", "RETRY_LATER"
	}
	_ = line.Send(next(&graphql.Response{Errors: gqlerror.List{over}}) + complete)
	return over
}

func same(a, b *actor.Actor) bool {
	return a != nil && b != nil && a.Principal() == b.Principal() && a.Partner == b.Partner && a.Token == b.Token &&
		slices.Equal(a.Roles, b.Roles) && slices.Equal(a.Scopes, b.Scopes)
}

// The events of a stream, as the protocol writes them.
const (
	comment  = ":\n\n"
	complete = "event: complete\ndata:\n\n"
)

func next(out *graphql.Response) string {
	return "event: next\ndata: " + string(encode(nil, out)) + "\n\n"
}

// once answers a query as a stream of one event.
func once(w http.ResponseWriter, out *graphql.Response) {
	beginStream(w)
	_, _ = w.Write([]byte(next(out) + complete))
}

func beginStream(w http.ResponseWriter) {
	w.Header().Set("Content-Type", stream+"; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no") // nginx passes events on as they come
	w.WriteHeader(http.StatusOK)
}
