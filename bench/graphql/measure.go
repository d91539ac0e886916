package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/portico-prm/portico/bench/graphql/figures"
)

// turn is what one server did in one round.
type turn struct {
	p50, p99 time.Duration
	rate     float64       // requests a second
	allocs   float64       // objects for a request; 0 when it is not told
	bytes    float64       // the same in bytes
	server   time.Duration // CPU for a request
	database time.Duration
}

// measure compares the answers, warms every server up, and runs the rounds: each
// gives every server its turn, so that a busy minute of the machine meets all.
func (s *stage) measure(ctx context.Context, op operation, r *report) error {
	able, err := s.agree(op, r)
	if err != nil {
		return err
	}
	for _, n := range s.options.connections {
		for _, v := range able {
			if _, err := s.turn(ctx, v, op, n, s.options.each); err != nil {
				return fmt.Errorf("%s: %w", v.name, err)
			}
		}
		turns := map[string][]turn{}
		for range s.options.rounds {
			for _, v := range able {
				t, err := s.turn(ctx, v, op, n, s.options.each)
				if err != nil {
					return fmt.Errorf("%s: %w", v.name, err)
				}
				turns[v.name] = append(turns[v.name], t)
			}
		}
		for _, v := range able {
			r.add(op.name, n, v.name, turns[v.name])
		}
	}
	return s.profiles(ctx, op, able)
}

// agree gives the servers that answer the operation, and fails when two of them
// answer differently.
func (s *stage) agree(op operation, r *report) (able []server, err error) {
	var first any
	for _, v := range s.servers {
		data, bytes, err := once(v, op)
		if err != nil {
			r.note("%s: %s does not answer: %v", op.name, v.name, err)
			continue
		}
		if n := objects(data); n != op.objects {
			return nil, fmt.Errorf("%s answers with %d objects, %d are there", v.name, n, op.objects)
		}
		if len(able) == 0 {
			first = data
			r.note("%s: %s, %d objects", op.name, op.what, op.objects)
		} else if d := difference("data", first, data); d != "" {
			return nil, fmt.Errorf("%s and %s answer differently: %s", able[0].name, v.name, d)
		}
		r.note("%s: %s sends %d bytes", op.name, v.name, bytes)
		able = append(able, v)
	}
	if len(able) == 0 {
		return nil, errors.New("no server answers")
	}
	return able, nil
}

// turn lets n connections ask for a time.
func (s *stage) turn(ctx context.Context, v server, op operation, n int, long time.Duration) (turn, error) {
	wires, err := dials(v, op, n)
	if err != nil {
		return turn{}, err
	}
	before, err := s.used(v)
	if err != nil {
		return turn{}, err
	}
	began := time.Now()
	took, err := load(ctx, wires, began.Add(long))
	all := time.Since(began)
	if err != nil {
		return turn{}, err
	}
	after, err := s.used(v)
	return summary(took, all, before, after), err
}

func dials(v server, op operation, n int) ([]*wire, error) {
	wires := make([]*wire, n)
	for i := range wires {
		var err error
		if wires[i], err = dial(v, op); err != nil {
			return nil, err
		}
	}
	return wires, nil
}

// load asks on every wire until the end, at least once, and closes it.
func load(ctx context.Context, wires []*wire, end time.Time) ([]time.Duration, error) {
	took := make([][]time.Duration, len(wires))
	errs := make([]error, len(wires))
	var all sync.WaitGroup
	for i, w := range wires {
		all.Go(func() {
			defer w.close()
			for first := true; errs[i] == nil && ctx.Err() == nil && (first || time.Now().Before(end)); first = false {
				start := time.Now()
				errs[i] = w.ask()
				took[i] = append(took[i], time.Since(start))
			}
		})
	}
	all.Wait()
	return slices.Concat(took...), errors.Join(append(errs, ctx.Err())...)
}

// usage is what a server and the database have used so far.
type usage struct {
	figures.Allocated
	server, database time.Duration
}

func (s *stage) used(v server) (u usage, err error) {
	u.server, u.database = cpuOf(v.pid), cpuBelow(s.database.master)
	if v.figures == "" {
		return u, nil
	}
	res, err := http.Get("http://" + v.figures + "/allocated")
	if err != nil {
		return u, err
	}
	defer res.Body.Close()
	return u, json.NewDecoder(res.Body).Decode(&u.Allocated)
}

func summary(took []time.Duration, all time.Duration, a, b usage) turn {
	slices.Sort(took)
	n := len(took)
	at := func(share float64) time.Duration { return took[min(n-1, int(share*float64(n)))] }
	return turn{p50: at(0.5), p99: at(0.99), rate: float64(n) / all.Seconds(),
		allocs: float64(b.Objects-a.Objects) / float64(n), bytes: float64(b.Bytes-a.Bytes) / float64(n),
		server: (b.server - a.server) / time.Duration(n), database: (b.database - a.database) / time.Duration(n)}
}
