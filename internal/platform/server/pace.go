package server

import (
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

// pace is how a file must move. It may take long on a slow line, and a client
// that only pretends may not: the deadline moves with what has passed. It is
// Limits.Grace, then a second for every Limits.Rate bytes, and an end that
// nothing moves.
type pace struct {
	conn   *http.ResponseController
	start  time.Time
	limits Limits
	most   time.Duration
	passed int64
}

func newPace(w http.ResponseWriter, l Limits, most time.Duration) pace {
	return pace{conn: http.NewResponseController(w), start: timeNow(), limits: l, most: most}
}

func (p *pace) deadline() time.Time {
	earned := time.Duration(float64(p.passed) / float64(p.limits.Rate) * float64(time.Second))
	return p.start.Add(min(p.limits.Grace+earned, p.most))
}

// pacedBody is a request body that must keep coming.
type pacedBody struct {
	io.ReadCloser
	pace pace
	over *atomic.Bool // set when the body is larger than allowed
}

// Read moves both deadlines on: what is left of the write deadline must
// outlive a long upload.
func (b *pacedBody) Read(p []byte) (int, error) {
	_ = b.pace.conn.SetReadDeadline(b.pace.deadline())
	_ = b.pace.conn.SetWriteDeadline(b.pace.start.Add(b.pace.most + time.Minute))
	n, err := b.ReadCloser.Read(p)
	b.pace.passed += int64(n)
	if _, ok := err.(*http.MaxBytesError); ok {
		b.over.Store(true)
	}
	return n, err
}

// pacedWriter is an answer that must keep being taken.
type pacedWriter struct {
	http.ResponseWriter
	pace pace
}

func paced(w http.ResponseWriter, l Limits, most time.Duration) http.ResponseWriter {
	return &pacedWriter{w, newPace(w, l, most)}
}

// Write sends a piece before the deadline that the pieces before it earned.
func (w *pacedWriter) Write(b []byte) (int, error) {
	_ = w.pace.conn.SetWriteDeadline(w.pace.deadline())
	n, err := w.ResponseWriter.Write(b)
	w.pace.passed += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
