package main

import (
	"context"
	"fmt"
	"os"

	"github.com/portico-prm/portico/bench/drive"
	"github.com/portico-prm/portico/bench/graphql/seed"
)

// poolSize is how many connections each server keeps to the database.
const poolSize = 16

// server is one of those under measurement.
type server struct {
	name    string
	url     string // of its GraphQL endpoint
	token   string // empty where nobody asks for one
	pid     int
	figures string // where it tells what it allocates; empty when it cannot
	text    func(operation) string
	vars    drive.Vars
}

// stage is the database and the servers on it.
type stage struct {
	options  options
	dir      string
	counts   string // what the database holds
	versions string
	database *database
	servers  []server
	down     []func()
}

// build starts everything; the database is filled when Portico has put its demo
// in, whose template was published as every template is.
func build(ctx context.Context, o options) (*stage, error) {
	s := &stage{options: o}
	if err := s.raise(ctx); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *stage) raise(ctx context.Context) (err error) {
	if s.dir, err = drive.Folder(); err != nil {
		return err
	}
	s.down = append(s.down, func() { _ = os.RemoveAll(s.dir) })
	if s.database, err = startDatabase(ctx); err != nil {
		return err
	}
	s.down = append(s.down, s.database.stop)
	p, err := s.startPortico(ctx)
	if err != nil {
		return fmt.Errorf("portico: %w", err)
	}
	if err := seed.Fill(ctx, s.database.DB, s.options.size); err != nil {
		return err
	}
	if s.counts, err = seed.Counts(ctx, s.database.DB); err != nil {
		return err
	}
	if err := s.admitPortico(ctx, p); err != nil {
		return fmt.Errorf("portico: %w", err)
	}
	return s.startPeers(ctx)
}

// add takes a server in, if it is one of those asked for.
func (s *stage) add(v server) {
	if wanted(s.options.servers, v.name) {
		s.servers = append(s.servers, v)
	}
}

func (s *stage) close() {
	for i := len(s.down) - 1; i >= 0; i-- {
		s.down[i]()
	}
}
