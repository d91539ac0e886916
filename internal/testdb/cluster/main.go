// Command cluster runs another command with a PostgreSQL cluster for its tests:
//
//	go run ./internal/testdb/cluster -- go test ./...
//
// The cluster is private and ephemeral, and does not care for power cuts. Its
// address is in PORTICO_TEST_PG; one that is set already is left as it is. The
// exit code is the command's.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"github.com/portico-prm/portico/internal/platform/pglocal"
)

// env is testdb.Env; the packages of the tests are of one rank, so it is
// written twice, and a test compares.
const env = "PORTICO_TEST_PG"

func main() {
	args := os.Args[1:]
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: cluster -- command [argument ...]")
		os.Exit(2)
	}
	code, err := run(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
	}
	os.Exit(code)
}

func run(args []string) (int, error) {
	if os.Getenv(env) == "" {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		s, err := pglocal.Start(ctx, pglocal.Options{
			Ephemeral: true, Connections: 600, Bin: os.Getenv("PG_BIN"), NPM: os.Getenv("PORTICO_NPM_PG"),
		})
		if err != nil {
			return 1, err
		}
		defer s.Stop()
		if err := os.Setenv(env, s.URL); err != nil {
			return 1, err
		}
	}
	return command(args)
}

// command runs what was asked for. A signal of the terminal reaches it by
// itself; we stay until it has ended.
func command(args []string) (int, error) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return 127, err
	}
	go func() {
		for s := range signals {
			if s == syscall.SIGTERM {
				_ = cmd.Process.Signal(s)
			}
		}
	}()
	var exit *exec.ExitError
	if err := cmd.Wait(); errors.As(err, &exit) {
		return max(exit.ExitCode(), 1), nil // -1 for a command that a signal ended
	} else if err != nil {
		return 1, err
	}
	return 0, nil
}
