package db

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/lib/pq"
)

// ErrPooler says that notifications do not pass a pooler in transaction mode.
var ErrPooler = errors.New("db: a pooler in transaction mode passes no notifications on")

const (
	listenAgain = 200 * time.Millisecond // after a lost connection, doubled up to listenMost
	listenMost  = 10 * time.Second
	listenPing  = 30 * time.Second // a line that is dead and does not say so is found by then
)

// Listen calls heard with the text of every notification on a channel, on one
// connection of its own, until ctx ends. It calls missed when it begins to
// hear and after every loss of the connection: what was told before is gone.
func (d *DB) Listen(ctx context.Context, channel string, heard func(text string), missed func()) error {
	if d.pooled {
		return ErrPooler
	}
	l := pq.NewDialListener(steady{}, d.target.dsn(), listenAgain, listenMost, nil)
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer func() {
		if stop() {
			_ = l.Close()
		}
	}()
	if err := l.Listen(channel); err != nil {
		return ended(ctx, err)
	}
	missed()
	ping := time.NewTicker(listenPing)
	defer ping.Stop()
	for {
		select {
		case n, more := <-l.Notify:
			switch {
			case !more:
				return ended(ctx, net.ErrClosed)
			case n == nil:
				missed() // the connection is new
			default:
				heard(n.Extra)
			}
		case <-ping.C:
			_ = l.Ping() // a failure makes the listener connect again
		}
	}
}

func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// dsn is the target for lib/pq's listener, which takes text only.
func (t target) dsn() string {
	if u, err := url.Parse(t.text); err == nil && strings.HasPrefix(u.Scheme, "postgres") {
		q := u.Query()
		q.Set("sslmode", string(t.cfg.SSLMode))
		q.Set("application_name", t.cfg.ApplicationName+"-feed")
		u.RawQuery = q.Encode()
		return u.String()
	}
	return t.text + " sslmode=" + string(t.cfg.SSLMode) + " application_name='portico-feed'"
}

// steady dials for a connection that waits most of the time.
type steady struct{}

// Dial is part of pq.Dialer.
func (steady) Dial(network, address string) (net.Conn, error) {
	return steady{}.DialTimeout(network, address, connectTimeout)
}

// DialTimeout is part of pq.Dialer.
func (steady) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return sockets().DialContext(ctx, network, address)
}
