// Command graphql measures Portico's reads beside those of its peers: PostGraphile 5,
// GraphQL Yoga 5 with DataLoader, and gqlgen's ordinary executor, on one database
// of size M. README.md tells what is measured, why it is fair, and how to read it.
//
//	go run ./bench/graphql                       everything, about ten minutes
//	go run ./bench/graphql -size 0.2 -seconds 1 -rounds 3 -c 8 -only large
//	go run ./bench/graphql -role distributor     under the row policies of a distributor
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/portico-prm/portico/bench/graphql/seed"
)

// options are the flags.
type options struct {
	size        float64
	rounds      int
	each        time.Duration
	connections []int
	only        []string
	servers     []string
	role        string
	profile     string
	json        bool
}

func main() {
	o, err := parse(os.Args[1:])
	if err == nil {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		err = run(ctx, o)
		stop()
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "graphql:", err)
		os.Exit(1)
	}
}

func parse(args []string) (o options, err error) {
	f := flag.NewFlagSet("graphql", flag.ContinueOnError)
	f.Float64Var(&o.size, "size", 1, "share of size M to seed")
	f.IntVar(&o.rounds, "rounds", 5, "rounds; each gives every server its turn")
	seconds := f.Float64("seconds", 2, "length of one turn")
	connections := f.String("c", "1,8", "connections at once, separated by commas")
	only := f.String("only", "", "operations, separated by commas; all when it is not given")
	servers := f.String("servers", "", "servers, separated by commas; all when it is not given")
	f.StringVar(&o.role, "role", "manager", "who asks Portico: manager (of the vendor) or distributor")
	f.StringVar(&o.profile, "profile", "", "folder for CPU and allocation profiles of Portico, one for each operation")
	f.BoolVar(&o.json, "json", false, "print the figures as JSON")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	o.each = time.Duration(*seconds * float64(time.Second))
	o.only, o.servers = words(*only), words(*servers)
	for _, w := range words(*connections) {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 || n > 64 {
			return o, fmt.Errorf("-c %q: give numbers from 1 to 64", *connections)
		}
		o.connections = append(o.connections, n)
	}
	return o, o.validate()
}

func (o options) validate() error {
	switch {
	case o.size < seed.Least:
		return fmt.Errorf("-size %g: below %g a portfolio has less than 20 resellers", o.size, seed.Least)
	case o.rounds < 1 || o.each < 100*time.Millisecond:
		return errors.New("give at least one round of 0.1 seconds")
	case roles[o.role] == "":
		return fmt.Errorf("-role %q: manager or distributor", o.role)
	}
	return nil
}

func words(list string) (out []string) {
	for _, w := range strings.Split(list, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// wanted tells whether a name is on a list; an empty list has all.
func wanted(list []string, name string) bool { return len(list) == 0 || slices.Contains(list, name) }

func run(ctx context.Context, o options) error {
	s, err := build(ctx, o)
	if err != nil {
		return err
	}
	defer s.close()
	r := &report{options: o, counts: s.counts, versions: s.versions}
	for _, op := range operations(o.role) {
		if !wanted(o.only, op.name) {
			continue
		}
		if err := s.measure(ctx, op, r); err != nil {
			return fmt.Errorf("%s: %w", op.name, err)
		}
	}
	return r.print(os.Stdout)
}
