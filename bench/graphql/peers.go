package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/portico-prm/portico/bench/drive"
	"github.com/portico-prm/portico/bench/graphql/figures"
	"github.com/portico-prm/portico/bench/graphql/peers"
)

// login is the one of the peers: row security does not bind it.
const login = "bench_peer"

func (s *stage) startPeers(ctx context.Context) error {
	v, err := s.variables(ctx)
	if err != nil {
		return err
	}
	vars := drive.Vars{"id": v.Partner, "template": v.Template, "word": word}
	node, err := peers.Install(ctx, os.Stderr)
	if err != nil {
		return err
	}
	s.versions = node.Versions
	plain := func(o operation) string { return o.plain }
	for _, p := range []server{
		{name: "postgraphile", text: func(o operation) string { return o.postgraphile }},
		{name: "yoga", text: plain},
	} {
		p.vars = vars
		if err := s.startPeer(ctx, p, node.Program, filepath.Join(node.Dir, p.name+".mjs")); err != nil {
			return err
		}
	}
	return s.startPlain(ctx, server{name: "gqlgen", text: plain, vars: vars})
}

func (s *stage) startPlain(ctx context.Context, v server) error {
	binary, err := goBuild(ctx, filepath.Join(s.dir, "plain"), "github.com/portico-prm/portico/bench/graphql/plain")
	if err != nil {
		return err
	}
	if v.figures, err = drive.FreeAddress(); err != nil {
		return err
	}
	return s.startPeer(ctx, v, binary)
}

// startPeer runs a program that listens on the port it is told, and waits for it.
func (s *stage) startPeer(ctx context.Context, v server, program string, args ...string) error {
	if !wanted(s.options.servers, v.name) {
		return nil
	}
	addr, err := drive.FreeAddress()
	if err != nil {
		return err
	}
	_, port, _ := strings.Cut(addr, ":")
	env := append(s.database.environment(login), "NODE_ENV=production", "GRAPHILE_ENV=production", "BENCH_PORT="+port, "BENCH_CONNS="+strconv.Itoa(poolSize),
		"DATABASE_URL="+s.database.as(login), figures.Address+"="+v.figures)
	p, err := start(ctx, filepath.Join(s.dir, v.name+".log"), env, program, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", v.name, err)
	}
	s.down = append(s.down, p.stop)
	if err := p.await(ctx, addr); err != nil {
		return fmt.Errorf("%s: %w", v.name, err)
	}
	v.url, v.pid = "http://"+addr+"/graphql", p.cmd.Process.Pid
	s.add(v)
	return nil
}

// await returns when somebody listens.
func (p *process) await(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		c, err := net.Dial("tcp", addr)
		if err == nil {
			return c.Close()
		}
		select {
		case <-p.gone:
			return fmt.Errorf("it ended at its start: %s", p.tail())
		case <-ctx.Done():
			return fmt.Errorf("it does not listen: %w: %s", ctx.Err(), p.tail())
		case <-time.After(20 * time.Millisecond):
		}
	}
}
