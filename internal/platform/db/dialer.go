package db

import (
	"context"
	"net"
	"time"
)

const (
	// cancelLimit bounds a cancel request, which lib/pq sends over a connection
	// of its own and waits for. It must end before Grace does.
	cancelLimit = 350 * time.Millisecond
	// userTimeout is how long sent data may stay unacknowledged before the
	// kernel gives the connection up; it serves work without a deadline.
	userTimeout = 10 * time.Second
)

// caught takes the connection that lib/pq dials, so that its guard can follow
// the contexts of what runs on it. It travels in the context of Connect.
type caught struct {
	ctx   context.Context
	guard *guard
}

type caughtKey struct{}

// dialer opens connections for lib/pq: those of the pool, which come with a
// caught in the context, and short ones for cancel requests, which do not.
type dialer struct{}

// Dial is part of pq.Dialer; lib/pq prefers DialContext.
func (d dialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialTimeout is part of pq.Dialer; lib/pq prefers DialContext.
func (d dialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

// DialContext opens a guarded connection, or a short one to cancel with.
func (d dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	catch, ok := ctx.Value(caughtKey{}).(*caught)
	if !ok {
		return dialCancel(ctx, network, address)
	}
	c, err := sockets().DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if catch.guard != nil { // another host of the list was tried before
		catch.guard.end(inOp)
	}
	catch.guard = &guard{escorted: newEscorted(c)}
	catch.guard.begin(catch.ctx, inOp)
	return catch.guard, nil
}

func sockets() *net.Dialer {
	return &net.Dialer{
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3},
		Control:         setUserTimeout,
	}
}

func dialCancel(ctx context.Context, network, address string) (net.Conn, error) {
	end := time.Now().Add(cancelLimit)
	ctx, cancel := context.WithDeadline(ctx, end)
	defer cancel()
	c, err := sockets().DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if err := c.SetDeadline(end); err != nil {
		_ = c.Close()
		return nil, err
	}
	return brief{c}, nil
}

// brief is a connection whose deadline stands, whatever the driver asks for.
type brief struct{ net.Conn }

// SetDeadline does nothing.
func (brief) SetDeadline(time.Time) error { return nil }
