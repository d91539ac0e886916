package testkit

import (
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"sync"
	"testing"

	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// workerName is the argument with which the test binary is a worker.
const workerName = "testkit-intake"

// Main runs the tests of a package, or serves as the sandboxed worker when the
// binary was started as one. A package that uses New calls it in its TestMain.
func Main(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == workerName {
		work()
	}
	mainRan = true
	code := m.Run()
	if started {
		_ = Pool().Close()
	}
	os.Exit(code)
}

var mainRan, started bool

func work() {
	handlers := quiz.Handlers()
	for kind, handle := range intake.Handlers() {
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
	// One job may wait for many others here: all tests share the workers.
	return sandbox.New(sandbox.Config{Command: []string{ownBinary(), workerName}, Wait: waitForWorker, Waiting: 1000,
		Log: slog.New(slog.DiscardHandler)})
})

// Workers are a pool of its own for a test that harms its workers: their
// command line ends with mark, by which they are found.
func Workers(t testing.TB, mark string) *sandbox.Pool {
	t.Helper()
	p := sandbox.New(sandbox.Config{Command: []string{ownBinary(), workerName, mark}, Size: 1, Wait: waitForWorker, Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// ownBinary is how a process starts itself again, also when its file was
// removed meanwhile.
func ownBinary() string {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe"
	}
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}
