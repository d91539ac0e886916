// Command mainjob measures the main job as a portal feels it, over HTTP: a
// reseller whose logo is known makes a piece and downloads it.
//
//	go run ./bench/mainjob                               against a server of its own
//	go run ./bench/mainjob -url http://127.0.0.1:8080    against a running one with the demo
//
// Budget on two cores, with nothing else running: the first render of new
// inputs in 100 ms, a repeat in 20 ms, a download in 20 ms, each as p99 over one
// connection; 30 kB stored for a PDF copy.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/portico-prm/portico/bench/drive"
)

// options are the flags.
type options struct {
	url, binary string
	rounds      int
	connections string
}

func main() {
	var o options
	flag.StringVar(&o.url, "url", "", "running server with the demo; its own when it is not given")
	flag.StringVar(&o.binary, "portico", "", "binary to start; built when it is not given")
	flag.IntVar(&o.rounds, "n", 200, "pieces per table row")
	flag.StringVar(&o.connections, "c", "1,8", "connections at once, separated by commas")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "mainjob:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	connections, err := numbers(o.connections)
	if err != nil {
		return err
	}
	b := &bench{rounds: o.rounds, run: strconv.FormatInt(time.Now().UnixMilli(), 36)}
	if o.url == "" {
		s, err := drive.Start(ctx, drive.Options{Binary: o.binary, Env: []string{"PORTICO_LOG_LEVEL=warn", drive.NoBudgets}})
		if err != nil {
			return err
		}
		defer s.Stop()
		fmt.Printf("server ready after %v, data folder new\n", s.Ready.Round(time.Millisecond))
		b.files, o.url = s.Files(), s.URL
	}
	if b.client, err = drive.SignIn(ctx, o.url, drive.Reseller, drive.Password); err != nil {
		return err
	}
	return b.all(ctx, connections)
}

func numbers(list string) (out []int, err error) {
	for _, word := range strings.Split(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 1 || n > 64 {
			return nil, fmt.Errorf("-c %q: give numbers from 1 to 64", list)
		}
		out = append(out, n)
	}
	return out, nil
}
