package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// Server answers HTTP. Make one with New, then Listen and Serve; it is an
// http.Handler too, which is how tests use it.
type Server struct {
	limits   Limits
	log      *slog.Logger
	handler  http.Handler
	stopping atomic.Bool
	cut      atomic.Bool     // connections close without a last word
	over     context.Context // ends when the server stops
	end      context.CancelFunc
}

// New puts the routes behind the chain. It panics on a pattern that the mux
// refuses or an origin that is none: those are mistakes in the program.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	o.Limits = o.Limits.withDefaults()
	s := &Server{limits: o.Limits, log: o.Log}
	s.over, s.end = context.WithCancel(context.Background())
	mux, full := http.NewServeMux(), newCrowds(o.Limits)
	mux.HandleFunc("/livez", alive)
	mux.Handle("/healthz", newHealth(o.Ready, &s.stopping, o.Log))
	for _, r := range o.Routes {
		mux.Handle(r.Pattern, r.wrap(o.Limits, full, s.over, o.Addresses))
	}
	mux.HandleFunc("/", unknown)
	s.handler = visits(o, origins(o.TrustedOrigins, mux))
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Listen opens the address. Connections beyond the limit are closed at once,
// so that a flood of them cannot use up file descriptors.
func (s *Server) Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &capped{Listener: l, free: make(chan struct{}, s.limits.Connections), cut: &s.cut}, nil
}

// Serve answers until ctx ends, then stops gracefully: /healthz turns red, no
// connection is taken, running requests may finish within Limits.Stop.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.limits.ReadHeader,
		ReadTimeout:       s.limits.Read,
		WriteTimeout:      s.limits.Write,
		IdleTimeout:       s.limits.Idle,
		MaxHeaderBytes:    s.limits.Header - 4096, // net/http adds that much of its own accord
		ConnContext:       withGathered,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	err := s.stop(srv)
	<-failed // always ErrServerClosed now
	return err
}

func (s *Server) stop(srv *http.Server) error {
	s.stopping.Store(true)
	s.end() // clients of streams come back to the next process
	ctx, cancel := context.WithTimeout(context.Background(), s.limits.Stop)
	defer cancel()
	err := srv.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.Warn("server: requests were cut off at the stop", "after", s.limits.Stop)
		s.cut.Store(true)
		return srv.Close()
	}
	return err
}

// UntilSignal is a context that ends at SIGTERM or Ctrl-C. A second signal
// ends the process the hard way.
func UntilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// capped is a listener with a limit of open connections.
type capped struct {
	net.Listener
	free chan struct{}
	cut  *atomic.Bool // see gathered
}

// Accept takes the next connection that is within the limit.
func (l *capped) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		select {
		case l.free <- struct{}{}:
			return &gathered{Conn: &cappedConn{Conn: c, free: l.free}, cut: l.cut}, nil
		default:
			_ = c.Close()
		}
	}
}

type cappedConn struct {
	net.Conn
	free   chan struct{}
	closed atomic.Bool
}

// Close gives the place back once.
func (c *cappedConn) Close() error {
	if !c.closed.Swap(true) {
		<-c.free
	}
	return c.Conn.Close()
}

// CloseWrite ends our half of the connection.
func (c *cappedConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// alive says that the process runs, however it feels.
func alive(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) }

func unknown(w http.ResponseWriter, r *http.Request) {
	refuse(w, r, refusal{http.StatusNotFound, "NOT_FOUND", "There is nothing at this address.", 0})
}

// timeNow is the clock of log lines and deadlines.
var timeNow = time.Now
