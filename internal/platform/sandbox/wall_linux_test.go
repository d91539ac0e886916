package sandbox

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func init() {
	roles["one-wall"] = func() { oneWall(os.Args[2]) }
	hostile["fork"] = func(_ context.Context, _ []byte) ([]byte, error) {
		for range 1000 {
			if pid, _, errno := syscall.RawSyscall(unix.SYS_CLONE, uintptr(unix.SIGCHLD), 0, 0); errno == 0 && pid != 0 {
				return []byte("done"), nil
			}
		}
		return []byte("denied"), nil
	}
	hostile["executable memory"] = func(_ context.Context, _ []byte) ([]byte, error) {
		return tried(unix.Mmap(-1, 0, 4096, unix.PROT_READ|unix.PROT_EXEC, unix.MAP_PRIVATE|unix.MAP_ANON))
	}
	hostile["kill"] = func(_ context.Context, b []byte) ([]byte, error) { return tried(0, unix.Kill(-1, 0)) }
	hostile["raise limits"] = func(_ context.Context, _ []byte) ([]byte, error) {
		return tried(0, unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 100, Max: 100}))
	}
	hostile["mount"] = func(_ context.Context, _ []byte) ([]byte, error) {
		return tried(0, unix.Mount("none", "/tmp", "tmpfs", 0, ""))
	}
	hostile["memfd"] = func(_ context.Context, _ []byte) ([]byte, error) { return tried(unix.MemfdCreate("x", 0)) }
	hostile["trace"] = func(_ context.Context, _ []byte) ([]byte, error) { return tried(0, unix.PtraceAttach(os.Getppid())) }
	hostile["whoami"] = func(_ context.Context, _ []byte) ([]byte, error) { return fmt.Appendf(nil, "%d", os.Getpid()), nil }
}

func TestNothingGetsOut(t *testing.T) {
	t.Parallel()
	dir, _ := filepath.EvalSymlinks(t.TempDir())
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("canary"), 0o666); err != nil {
		t.Fatal(err)
	}
	tcp, touched := listen(t, "tcp", "127.0.0.1:0")
	unixPath := filepath.Join(dir, "socket")
	_, unixTouched := listen(t, "unix", unixPath)
	p := small(t, nil)
	tests := map[string]struct{ kind, payload string }{
		"TCP to this machine":      {"tcp", tcp},
		"UDP":                      {"udp", "127.0.0.1:53"},
		"unix socket":              {"unix", unixPath},
		"abstract unix socket":     {"unix", "@portico"},
		"listening":                {"listen", ""},
		"name lookup":              {"name", ""},
		"reading a file":           {"open", secret},
		"reading its own program":  {"open", "/proc/self/exe"},
		"reading the user list":    {"open", "/etc/passwd"},
		"reading about the server": {"open", fmt.Sprintf("/proc/%d/environ", os.Getpid())},
		"writing a file":           {"create", secret},
		"listing a folder":         {"list", ""},
		"starting a program":       {"exec", ""},
		"forking":                  {"fork", ""},
		"making code":              {"executable memory", ""},
		"signalling":               {"kill", ""},
		"raising its limits":       {"raise limits", ""},
		"mounting":                 {"mount", ""},
		"a file in memory":         {"memfd", ""},
		"tracing":                  {"trace", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := p.Do(t.Context(), tt.kind, []byte(tt.payload))
			if err != nil || !strings.HasPrefix(string(got), "denied") {
				t.Errorf("%s %s = %q, %v", tt.kind, tt.payload, got, err)
			}
		})
	}
	if got, err := p.Do(t.Context(), "open on threads", []byte(secret)); err != nil || string(got) != "0" {
		t.Errorf("%s of 24 threads opened a file, %v", got, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("files in the folder: %v", left)
	}
	if len(touched)+len(unixTouched) > 0 {
		t.Error("somebody connected")
	}
	if s := p.Stats(); s.Crashes+s.Kills > 0 {
		t.Errorf("stats = %+v", s)
	}
}

// listen counts connections in the channel.
func listen(t *testing.T, network, address string) (string, chan struct{}) {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	touched := make(chan struct{}, 100)
	go func() {
		for {
			if _, err := l.Accept(); err != nil {
				return
			}
			touched <- struct{}{}
		}
	}()
	return l.Addr().String(), touched
}

func TestIsolationTellsWhatHolds(t *testing.T) {
	t.Parallel()
	p := small(t, nil)
	is := p.Isolation()
	t.Logf("holds %q, missing %q", is.Holds, is.Missing)
	for _, wall := range []string{"resource limits", "no new privileges", "no new files", "memory and processor watch", "system call filter"} {
		if !slices.Contains(is.Holds, wall) {
			t.Errorf("%s does not hold", wall)
		}
	}
	if slices.Contains(is.Holds, wallNamespaces) {
		if got, err := p.Do(t.Context(), "whoami", nil); string(got) != "1" {
			t.Errorf("the worker is process %s of its namespace, %v", got, err)
		}
	}
}

func TestLowerRungsWorkToo(t *testing.T) {
	t.Parallel()
	for i := range ladder() {
		p := small(t, func(c *Config) { c.Wall = time.Second })
		p.Isolation()
		p.spawner.rungs = ladder()[i:]
		_, _ = p.Do(t.Context(), "panic", nil) // the next one starts on this rung
		got, err := p.Do(t.Context(), "tcp", []byte("127.0.0.1:1"))
		if err != nil || !strings.HasPrefix(string(got), "denied") {
			t.Errorf("rung %d (%v): %q, %v", i, ladder()[i].Isolation, got, err)
		}
	}
}

func TestAWorkerDiesWithTheServer(t *testing.T) {
	t.Parallel()
	// A middle process starts a pool and is killed without a chance to clean up.
	middle := exec.Command("/proc/self/exe", "one-wall", "middle")
	out, err := middle.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := middle.Start(); err != nil {
		t.Fatal(err)
	}
	var worker int
	if _, err := fmt.Fscan(out, &worker); err != nil {
		t.Fatal(err)
	}
	_ = middle.Process.Kill()
	_ = middle.Wait()
	for range 200 {
		if _, ok := measure(worker); !ok {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("worker %d lives on", worker)
}

// Each wall must close files by itself, so that one that fails is not noticed
// only when the others fail too.
func TestEachWallStandsAlone(t *testing.T) {
	t.Parallel()
	for wall, skip := range map[string]string{"filter": "", "files": "", "landlock": "built with cgo"} {
		out, err := exec.Command("/proc/self/exe", "one-wall", wall).CombinedOutput()
		switch {
		case err == nil && strings.HasPrefix(string(out), "denied"):
		case skip != "" && strings.Contains(string(out), skip):
			t.Logf("%s: not tried, the test was %s", wall, skip)
		default:
			t.Errorf("%s: %s, %v", wall, out, err)
		}
	}
}

func oneWall(name string) {
	time.Sleep(time.Microsecond)
	var err error
	switch name {
	case "filter":
		_ = unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
		err = filterCalls()
	case "files":
		err = noNewFiles()
	case "landlock":
		err = landlock()
	case "middle":
		middle()
	}
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	got, _ := openOnThreads("/etc/passwd")
	if string(got) != "0" {
		fmt.Println("opened on threads:", string(got))
		os.Exit(1)
	}
	fmt.Println("denied")
	os.Exit(0)
}

func middle() {
	p := New(Config{Command: helper(), Size: 1})
	w := <-p.idle
	fmt.Println(w.cmd.Process.Pid)
	go func() { _, _ = w.run(context.Background(), nil, "spin", nil) }()
	select {}
}
