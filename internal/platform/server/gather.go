package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
)

// mostGathered is how much of an answer is held back to go out with the rest.
const mostGathered = 32 << 10

// gathered is a client's connection that sends an answer at once. net/http
// writes through a buffer of 4 kB, so that an answer of 5 kB costs two system
// calls and two packets. Here they wait for each other until the server turns
// to the next request, which it does by reading (see Read); or until there is much, until
// a handler flushes, or until the end.
type gathered struct {
	net.Conn
	mu   sync.Mutex // net/http reads ahead while a handler writes
	held []byte
	err  error        // of a write that was reported as done
	cut  *atomic.Bool // set when connections close without a last word; nil: never
}

type gatheredKey struct{}

// withGathered lets answers find their connection.
func withGathered(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, gatheredKey{}, c)
}

// send flushes what a request's connection has gathered.
func send(r *http.Request) {
	if c, ok := r.Context().Value(gatheredKey{}).(*gathered); ok {
		_ = c.flush() // a client that has gone is noticed at the next write
	}
}

// Write holds a piece back, or sends what has come together.
func (c *gathered) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return 0, c.err
	}
	c.held = append(c.held, b...)
	if len(c.held) <= mostGathered {
		return len(b), nil
	}
	if err := c.sendHeld(); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Read waits for the client, after it was told everything. A read of one byte
// is net/http looking, while a handler writes, whether the client has gone: it
// comes at any moment of an answer and must not send half of it.
func (c *gathered) Read(b []byte) (int, error) {
	if len(b) == 1 {
		return c.Conn.Read(b)
	}
	if err := c.flush(); err != nil {
		return 0, err
	}
	return c.Conn.Read(b)
}

// CloseWrite says what is left to say, and that nothing follows. net/http asks
// for it when it hangs up on a body that it does not want to read: the answer
// must be there before the connection goes.
func (c *gathered) CloseWrite() error {
	err := c.flush()
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return errors.Join(err, half.CloseWrite())
	}
	return err
}

// Close says what is left to say. At a stop that waits no longer it says
// nothing: a client that takes nothing, with a write to it under way, would
// hold the stop up.
func (c *gathered) Close() error {
	if c.cut == nil || !c.cut.Load() {
		_ = c.flush()
	}
	return c.Conn.Close()
}

func (c *gathered) flush() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sendHeld()
}

func (c *gathered) sendHeld() error {
	if len(c.held) > 0 && c.err == nil {
		_, c.err = c.Conn.Write(c.held)
	}
	if c.held = c.held[:0]; cap(c.held) > 2*mostGathered {
		c.held = nil
	}
	return c.err
}
