package db

import (
	"context"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Grace is how long an operation may outlive its context. It leaves room for
// lib/pq's own way, asking the server to cancel; after it reads and writes fail.
const Grace = 400 * time.Millisecond

// scope is what a context belongs to: the transaction or the operation in it.
type scope int

const (
	inTx scope = iota
	inOp
	scopes
)

// guard is a network connection whose deadline follows the contexts of what
// runs on it. The deadline is set when a context ends, not before: a context
// that is cancelled early counts as well, and the usual case costs nothing.
type guard struct {
	escorted
	mu      sync.Mutex
	watches [scopes]watch
	sent    atomic.Bool // whether the running operation reached the wire
}

type watch struct {
	stop func() bool
	turn int  // which watch this is; a late call of an old one is ignored
	late bool // the context ended while we watched
}

// begin ties the connection to ctx until end.
func (g *guard) begin(ctx context.Context, s scope) {
	if s == inOp {
		g.sent.Store(false)
	}
	if ctx.Done() == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	w := &g.watches[s]
	w.turn++
	turn := w.turn
	w.stop = context.AfterFunc(ctx, func() { g.expire(s, turn) })
}

func (g *guard) expire(s scope, turn int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if w := &g.watches[s]; w.turn == turn {
		w.late = true
		_ = g.Conn.SetDeadline(time.Now().Add(Grace))
	}
}

// end unties the context of a scope and tells whether it ended meanwhile.
func (g *guard) end(s scope) (late bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	w := &g.watches[s]
	if w.stop == nil {
		return false
	}
	w.stop()
	late = w.late
	*w = watch{turn: w.turn + 1}
	if late && !g.late() {
		_ = g.Conn.SetDeadline(time.Time{})
	}
	return late
}

func (g *guard) late() bool {
	return g.watches[inTx].late || g.watches[inOp].late
}

// Write notes that something left this machine.
func (g *guard) Write(b []byte) (int, error) {
	n, err := g.escorted.Write(b)
	if n > 0 {
		g.sent.Store(true)
	}
	return n, err
}

// quiet tells whether an idle connection is still open and has nothing to say.
// A server that went away left an end of file or a last message, and it is
// cheaper to see it now than to lose the next statement to it.
func (g *guard) quiet() bool {
	if g.in.Buffered() > 0 {
		return false
	}
	sc, ok := g.Conn.(syscall.Conn)
	if !ok {
		return true
	}
	rc, err := sc.SyscallConn()
	if err != nil {
		return false
	}
	quiet := false
	err = rc.Read(func(fd uintptr) bool {
		var b [1]byte
		_, _, e := unix.Recvfrom(int(fd), b[:], unix.MSG_PEEK|unix.MSG_DONTWAIT)
		quiet = e == unix.EAGAIN
		return true
	})
	return err == nil && quiet
}
