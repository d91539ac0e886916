package pglocal

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	// login owns the database and may make roles and databases; it is no
	// superuser, so that what works here works on a managed PostgreSQL.
	login = "portico"
	admin = "portico_admin"
	port  = "5432" // part of the socket's name only; nothing listens on a network
)

// Options says which cluster to run.
type Options struct {
	// Dir holds the data, in pg-<major> below it. Versions do not share data.
	Dir string
	// Ephemeral makes a cluster in a temporary folder instead, removed at the end.
	Ephemeral bool
	// Fsync makes acknowledged work survive a power cut. Only tests go without.
	Fsync bool
	// Bin is the folder with PostgreSQL's programs; empty means search.
	Bin string
	// NPM is the folder that FetchNPM filled, to search last.
	NPM string
	// Connections is the most sessions at once; 0 means 100.
	Connections int
	// Log tells what happens to the server later on; nil is silent.
	Log *slog.Logger
}

// Server is a running cluster, ours or that of another run in the same folder.
type Server struct {
	URL      string // the database portico as its owner, who is no superuser
	AdminURL string // the database postgres as superuser
	Major    int

	cluster cluster
	log     *slog.Logger
	lock    *lock
	mu      sync.Mutex
	child   *child // nil while another run owns the server
	stop    context.CancelFunc
	done    sync.WaitGroup
}

// Start runs the cluster, making it first if need be, or joins the run that
// has it. It returns when the server answers; ctx bounds only the start.
func Start(ctx context.Context, opt Options) (*Server, error) {
	bin, err := Find(opt.Bin, opt.NPM)
	if err != nil {
		return nil, err
	}
	who, err := runAs()
	if err != nil {
		return nil, err
	}
	c, err := place(opt, bin, who)
	if err != nil {
		return nil, err
	}
	s := &Server{URL: c.url(login, login), AdminURL: c.url(admin, "postgres"), Major: bin.Major, cluster: c, log: opt.Log}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if err := s.enter(ctx); err != nil {
		c.discard()
		return nil, err
	}
	return s, nil
}

// Owner tells whether the server is this run's child.
func (s *Server) Owner() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.child != nil
}

// Stop leaves the cluster. The owner stops the server, in order if it can, and
// an ephemeral cluster goes with its files.
func (s *Server) Stop() {
	s.stop()
	s.done.Wait()
	if s.child != nil {
		s.child.stop()
	}
	s.lock.release()
	s.cluster.discard()
}

// enter becomes the owner of the cluster, or joins the owner when it serves.
func (s *Server) enter(ctx context.Context) error {
	for {
		l, err := acquire(s.cluster.lockFile())
		if err != nil {
			return err
		}
		if l != nil {
			return s.own(ctx, l)
		}
		if s.cluster.serving() {
			s.watch(s.waitForTurn)
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("another run holds %s, but its server does not answer: %w", s.cluster.data, ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (s *Server) own(ctx context.Context, l *lock) error {
	ch, err := s.cluster.boot(ctx)
	if err != nil {
		l.release()
		return err
	}
	s.lock, s.child = l, ch
	s.watch(s.keepUp)
	return nil
}

func (s *Server) watch(fn func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	s.done.Go(func() { fn(ctx) })
}

// waitForTurn takes the cluster over when its owner has left.
func (s *Server) waitForTurn(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(100 * time.Millisecond):
		}
		l, err := acquire(s.cluster.lockFile())
		if err != nil || l == nil {
			continue
		}
		s.log.Info("the run that owned the database left; this run takes it over")
		s.lock = l
		s.restart(ctx)
		s.keepUp(ctx)
		return
	}
}

// keepUp starts the server again when it ends by itself.
func (s *Server) keepUp(ctx context.Context) {
	for s.child != nil {
		select {
		case <-ctx.Done():
			return
		case <-s.child.gone:
			s.log.Error("the database server ended by itself; starting it again", "log", s.cluster.logFile())
			s.restart(ctx)
		}
	}
}

// restart tries until the server runs or nobody wants it any more.
func (s *Server) restart(ctx context.Context) {
	for wait := 100 * time.Millisecond; ctx.Err() == nil; wait = min(2*wait, 5*time.Second) {
		ch, err := s.cluster.boot(ctx)
		s.mu.Lock()
		s.child = ch
		s.mu.Unlock()
		if err == nil {
			return
		}
		s.log.Error("the database server does not start", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// url addresses the cluster through its socket.
func (c cluster) url(user, database string) string {
	q := url.Values{"host": {c.socket}, "port": {port}, "user": {user}, "sslmode": {"disable"}}
	return "postgres:///" + database + "?" + q.Encode()
}

// discard removes an ephemeral cluster.
func (c cluster) discard() {
	if c.ephemeral {
		_ = os.RemoveAll(filepath.Dir(c.data))
	}
}
