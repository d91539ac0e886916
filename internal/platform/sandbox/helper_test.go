package sandbox

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// The test binary is its own worker: started with helperName it serves the
// handlers below, behind the same walls as the real command.
const helperName = "sandbox-helper"

func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if play, ok := roles[os.Args[1]]; ok {
			play()
		}
	}
	os.Exit(m.Run())
}

// roles are what the test binary can be besides a test.
var roles = map[string]func(){helperName: func() {
	if err := Serve(hostile); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}}

// raced tells that the race detector takes several times the memory, which
// makes memory limits meaningless.
var raced bool

func helper() []string { return ownCommand(helperName) }

// hostile is what a parser that a stranger has taken over would try.
var hostile = map[string]Handler{
	"echo": func(_ context.Context, b []byte) ([]byte, error) { return b, nil },
	"refuse": func(context.Context, []byte) ([]byte, error) {
		return nil, fault.Coded(fault.Invalid, "LOGO_TOO_SMALL", "Too small.")
	},
	"refuse twice": func(context.Context, []byte) ([]byte, error) {
		return nil, fault.Join(fault.Coded(fault.Invalid, "A_BAD", "One."), fault.Field(fault.Invalid, "f", "B_BAD", "Two."))
	},
	"fail": func(context.Context, []byte) ([]byte, error) { return nil, errors.New("a mistake of ours") },
	"spin": func(context.Context, []byte) ([]byte, error) {
		for {
		}
	},
	"sleep":   func(context.Context, []byte) ([]byte, error) { time.Sleep(time.Hour); return nil, nil },
	"patient": func(ctx context.Context, _ []byte) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() },
	"alloc": func(context.Context, []byte) ([]byte, error) {
		var all [][]byte
		for {
			all = append(all, touched(1<<20))
			runtime.KeepAlive(all)
		}
	},
	"huge alloc":  func(context.Context, []byte) ([]byte, error) { return touched(17 << 30), nil },
	"keep memory": func(context.Context, []byte) ([]byte, error) { kept = touched(80 << 20); return nil, nil },
	"overflow":    func(context.Context, []byte) ([]byte, error) { return []byte{byte(deeper(1))}, nil },
	"panic":       func(context.Context, []byte) ([]byte, error) { panic("index out of range") },
	"panic aside": func(context.Context, []byte) ([]byte, error) { go panic("aside"); select {} },
	"nil":         func(context.Context, []byte) ([]byte, error) { var p *int; *p = 1; return nil, nil },
	"exit":        func(context.Context, []byte) ([]byte, error) { os.Exit(0); return nil, nil },
	"print":       func(context.Context, []byte) ([]byte, error) { fmt.Println("noise"); return []byte("ok"), nil },
	"garbage": func(context.Context, []byte) ([]byte, error) {
		_, err := os.NewFile(1, "").WriteString(strings.Repeat("x", 1000))
		return nil, err
	},
	"claim": func(context.Context, []byte) ([]byte, error) {
		_, err := os.NewFile(1, "").WriteString("PRTCa\x00\x00\x00\x00\xff\xff\xff\xff\xff")
		return nil, err
	},
	"short": func(context.Context, []byte) ([]byte, error) {
		_, _ = os.NewFile(1, "").WriteString("PRTCa\x00\x00\x00\x00\x00\x08\x00\x00\x00half")
		os.Exit(0)
		return nil, nil
	},
	"big answer": func(context.Context, []byte) ([]byte, error) { return make([]byte, 5<<20), nil },
	"flood": func(context.Context, []byte) ([]byte, error) {
		_, err := os.Stderr.Write(make([]byte, 4<<20))
		return nil, err
	},
	"environ": func(context.Context, []byte) ([]byte, error) { return []byte(strings.Join(os.Environ(), "\n")), nil },
	"work":    func(_ context.Context, b []byte) ([]byte, error) { return hardWork(b), nil },
	"tcp": func(_ context.Context, b []byte) ([]byte, error) {
		return tried(net.DialTimeout("tcp", string(b), time.Second))
	},
	"udp": func(_ context.Context, b []byte) ([]byte, error) {
		return tried(net.DialTimeout("udp", string(b), time.Second))
	},
	"unix":            func(_ context.Context, b []byte) ([]byte, error) { return tried(net.Dial("unix", string(b))) },
	"listen":          func(context.Context, []byte) ([]byte, error) { return tried(net.Listen("tcp", "127.0.0.1:0")) },
	"name":            func(context.Context, []byte) ([]byte, error) { return tried(net.LookupHost("localhost.localdomain")) },
	"open":            func(_ context.Context, b []byte) ([]byte, error) { return tried(os.Open(string(b))) },
	"create":          func(_ context.Context, b []byte) ([]byte, error) { return tried(os.Create(string(b) + ".new")) },
	"list":            func(context.Context, []byte) ([]byte, error) { return tried(os.ReadDir("/")) },
	"exec":            func(context.Context, []byte) ([]byte, error) { return tried(exec.Command("/proc/self/exe").Output()) },
	"open on threads": func(_ context.Context, b []byte) ([]byte, error) { return openOnThreads(string(b)) },
}

var kept []byte

// tried answers with the error that an attempt met; success is "done".
func tried[T any](_ T, err error) ([]byte, error) {
	if err == nil {
		return []byte("done"), nil
	}
	return []byte("denied: " + err.Error()), nil
}

func touched(n int) []byte {
	b := make([]byte, n)
	for i := 0; i < n; i += 4096 {
		b[i] = 1
	}
	return b
}

func deeper(n int) int {
	var pad [1 << 10]byte
	pad[n%len(pad)] = 1
	return deeper(n+1) + int(pad[(n+1)%len(pad)])
}

// hardWork uses what a parser uses of the runtime: many goroutines, garbage,
// timers and locks.
func hardWork(b []byte) []byte {
	var wg sync.WaitGroup
	sums := make([][32]byte, 16)
	for i := range sums {
		wg.Go(func() {
			for range 20 {
				sums[i] = sha256.Sum256(append(touched(1<<20), b...))
				time.Sleep(100 * time.Microsecond)
			}
		})
	}
	wg.Wait()
	return sums[0][:]
}

// openOnThreads tries on many operating system threads, because some walls
// are put up per thread.
func openOnThreads(path string) ([]byte, error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	opened := 0
	for range 24 {
		wg.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			time.Sleep(5 * time.Millisecond)
			if f, err := os.Open(path); err == nil {
				_ = f.Close()
				mu.Lock()
				opened++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return fmt.Appendf(nil, "%d", opened), nil
}
