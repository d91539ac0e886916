package server

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Stream is an answer that stays open and grows by events. It has no deadline
// as a whole; each piece has to be taken in time. Open it with OpenStream.
type Stream struct {
	w    http.ResponseWriter
	conn *http.ResponseController
	ctx  context.Context
	end  context.CancelFunc
}

// streamWrite is how long a client may take to accept one piece.
const streamWrite = 10 * time.Second

// OpenStream turns the request into a stream. It gives the place among the
// ordinary requests back and takes one among the streams; without a free one it
// fails with fault.Exhausted. Close it before the handler returns.
func OpenStream(w http.ResponseWriter, r *http.Request) (*Stream, error) {
	base, over := r.Context(), context.Background()
	if s, ok := r.Context().Value(stayKey{}).(*stay); ok {
		if !s.move() {
			return nil, &fault.Error{Kind: fault.Exhausted, Code: "TOO_MANY_STREAMS", Retry: 5 * time.Second,
				Message: "The server holds as many streams as it can. Try again in a moment."}
		}
		base, over = s.base, s.over
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context())) // the deadline is left behind
	gone, stopping := context.AfterFunc(base, cancel), context.AfterFunc(over, cancel)
	s := &Stream{w: w, conn: http.NewResponseController(w), ctx: ctx, end: func() { gone(); stopping(); cancel() }}
	_ = s.conn.SetReadDeadline(time.Time{}) // it would end the request; some writers of tests have none
	return s, nil
}

// Context ends when the client goes, when the server stops, and at Close.
func (s *Stream) Context() context.Context { return s.ctx }

// Close ends the context.
func (s *Stream) Close() { s.end() }

// Send sends a piece at once.
func (s *Stream) Send(piece string) error {
	_ = s.conn.SetWriteDeadline(timeNow().Add(streamWrite))
	if _, err := s.w.Write([]byte(piece)); err != nil {
		return err
	}
	return s.conn.Flush()
}

// stay is the place that a request has in the crowd. A stream moves from the
// ordinary ones to its own.
type stay struct {
	mu      sync.Mutex
	place   crowd
	streams crowd
	base    context.Context // of the request, without our deadline
	over    context.Context // ends when the server stops
}

type stayKey struct{}

func (s *stay) move() bool {
	if !s.streams.enter() {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.place.leave()
	s.place = s.streams
	return true
}

func (s *stay) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.place.leave()
}
