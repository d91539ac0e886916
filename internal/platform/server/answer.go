package server

import (
	"net/http"
	"sync/atomic"
)

// answer is the ResponseWriter of the chain. It counts, keeps private answers
// out of caches, and puts a clear refusal in the place of whatever a handler
// says after its body ran over the limit.
type answer struct {
	http.ResponseWriter
	request *http.Request
	status  int // 0 until the header is out
	bytes   int64
	public  bool // the handler decides on caching
	broken  bool // the connection was cut off
	over    atomic.Bool
	refused bool // what the handler writes is dropped
	instead func()
}

// private is on every answer but those of public routes.
const private = "no-store, private"

// WriteHeader sends the header, once.
func (a *answer) WriteHeader(status int) {
	if a.status != 0 || a.refused {
		return
	}
	if status >= 100 && status < 200 {
		a.ResponseWriter.WriteHeader(status)
		return
	}
	if a.over.Load() && a.instead != nil {
		a.sayInstead()
		return
	}
	if !a.public || status >= http.StatusBadRequest {
		a.Header().Set("Cache-Control", private)
	}
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) sayInstead() {
	say := a.instead
	a.instead = nil
	say()
	a.refused = true
}

// Write sends a piece of the body.
func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	if a.refused {
		return len(b), nil
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Flush sends what is buffered; streams of events need it.
func (a *answer) Flush() {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	_ = http.NewResponseController(a.ResponseWriter).Flush()
	if a.request != nil {
		send(a.request)
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// answerOf finds the answer below other writers.
func answerOf(w http.ResponseWriter) *answer {
	for {
		if a, ok := w.(*answer); ok {
			return a
		}
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return &answer{ResponseWriter: w}
		}
		w = u.Unwrap()
	}
}
