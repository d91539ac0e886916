// Command render measures Portico's renderer beside those of its peers, on the
// same inputs and in one run. README.md tells what is measured, why it is fair,
// and how to read it.
//
//	go run ./bench/render                  everything, about four minutes
//	go run ./bench/render -only flyer -rounds 3
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

// options are the flags.
type options struct {
	rounds int
	only   []string
	ways   []string
	keep   string
	json   bool
}

func main() {
	if name := os.Getenv(workerEnv); name != "" {
		os.Exit(work(name, os.Stdin, os.Stdout))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := parse(os.Args[1:])
	if err == nil {
		err = run(ctx, o)
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "render:", err)
		os.Exit(1)
	}
}

func parse(args []string) (o options, err error) {
	f := flag.NewFlagSet("render", flag.ContinueOnError)
	f.IntVar(&o.rounds, "rounds", 5, "rounds; each gives every way its turn")
	only := f.String("only", "", "tasks, separated by commas: "+strings.Join(taskNames(), ", "))
	ways := f.String("ways", "", "words of the names of ways, separated by commas, such as bulk,gopdf; all that are installed when it is not given")
	f.StringVar(&o.keep, "keep", "", "folder for the inputs and for the last file of every way; a temporary one when it is not given")
	f.BoolVar(&o.json, "json", false, "print the figures as JSON")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	o.only, o.ways = words(*only), words(*ways)
	for _, name := range o.only {
		if !slices.Contains(taskNames(), name) {
			return o, fmt.Errorf("-only %s: there are %s", name, strings.Join(taskNames(), ", "))
		}
	}
	if o.rounds < 1 {
		return o, errors.New("give at least one round")
	}
	return o, nil
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

// takes tells whether a way is asked for.
func (o options) takes(w way) bool {
	return len(o.ways) == 0 || slices.ContainsFunc(o.ways, func(word string) bool { return strings.Contains(w.name, word) })
}

func run(ctx context.Context, o options) error {
	dir := o.keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "portico-render-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	fmt.Fprintln(os.Stderr, "Drawing the inputs.")
	if err := inputs(ctx, dir); err != nil {
		return err
	}
	s := &stage{dir: dir, options: o}
	defer s.close()
	if err := s.start(ctx); err != nil {
		return err
	}
	r := &report{options: o, notes: s.notes}
	for _, t := range tasks {
		if !wanted(o.only, t.name) {
			continue
		}
		if err := s.measure(ctx, t, r); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return r.print(os.Stdout)
}
