package testkit

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"sync"
	"testing"

	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/content/rip"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// workerName is the argument with which the test binary is a worker.
const (
	workerName = "testkit-intake"
	pressName  = "testkit-press"
)

// Main runs the tests of a package, or serves as the sandboxed worker when the
// binary was started as one. A package that uses New calls it in its TestMain.
func Main(m *testing.M) {
	Work()
	mainRan = true
	code := m.Run()
	if started {
		_ = Pool().Close()
	}
	if pressing {
		_ = Press().Close()
	}
	os.Exit(code)
}

// Work serves as the worker that the program's first argument names, if it names
// one, until the pool closes.
func Work() {
	switch {
	case len(os.Args) < 2:
	case os.Args[1] == workerName:
		work(reading())
	case os.Args[1] == pressName:
		workPress()
	}
}

var mainRan, started, pressing bool

// reading is what the worker of the product reads.
func reading() map[string]func(context.Context, []byte) ([]byte, error) {
	all := intake.Handlers()
	for kind, handle := range quiz.Handlers() {
		all[kind] = handle
	}
	return all
}

func workPress() {
	press, err := rip.Open("")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	work(intake.PressHandlers(press))
}

func work(does map[string]func(context.Context, []byte) ([]byte, error)) {
	handlers := map[string]sandbox.Handler{}
	for kind, handle := range does {
		handlers[kind] = handle
	}
	if err := sandbox.Serve(handlers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// Pool is the pool of workers of this test binary, started at the first use.
var Pool = sync.OnceValue(func() *sandbox.Pool {
	if !mainRan {
		panic("testkit: TestMain does not call testkit.Main, so there would be no worker")
	}
	started = true
	// One job may wait for many others here: all tests share the workers, which
	// are slow on a busy machine, and several times slower under the race detector.
	return sandbox.New(sandbox.Config{Command: []string{workerBinary(), workerName}, Wait: waitForWorker, Waiting: 1000,
		Start: waitForWorker, Wall: waitForWorker, Log: slog.New(slog.DiscardHandler)})
})

// Workers are a pool of its own for a test that harms its workers: their
// command line ends with mark, by which they are found.
func Workers(t testing.TB, mark string) *sandbox.Pool {
	t.Helper()
	p := sandbox.New(sandbox.Config{Command: []string{workerBinary(), workerName, mark}, Size: 1, Wait: waitForWorker, Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// Press is the pool that pictures pages, started at the first use: that takes
// seconds, so only tests of previews ask for it.
var Press = sync.OnceValue(func() *sandbox.Pool {
	if !mainRan {
		panic("testkit: TestMain does not call testkit.Main, so there would be no press")
	}
	pressing = true
	return sandbox.New(sandbox.Config{Command: []string{workerBinary(), pressName}, Size: 1, Wait: waitForWorker, Waiting: 1000,
		Start: waitForWorker, Wall: waitForWorker, Memory: 1 << 30, Log: slog.New(slog.DiscardHandler)})
})

// workerBinary is this test binary, which starts itself again, also when its file
// was removed meanwhile; or the program of ./worker that PORTICO_TEST_WORKER names:
// under the race detector a worker of its own kind has neither time nor memory.
func workerBinary() string {
	if path := os.Getenv("PORTICO_TEST_WORKER"); path != "" {
		return path
	}
	if runtime.GOOS == "linux" {
		return "/proc/self/exe"
	}
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}
