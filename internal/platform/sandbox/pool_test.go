package sandbox

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/portico-prm/portico/internal/base/fault"
)

// small is a pool that can be stressed quickly.
func small(t *testing.T, change func(*Config)) *Pool {
	t.Helper()
	cfg := Config{Command: helper(), Size: 1, Wall: 20 * time.Second, Wait: 20 * time.Second, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(&cfg)
	}
	p := New(cfg)
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func TestJobsAnswer(t *testing.T) {
	t.Parallel()
	p := small(t, nil)
	for _, size := range []int{0, 1, atOnce - 1, atOnce, atOnce + 1, 1 << 20, 1<<20 + 1, 20 << 20} {
		payload := bytes.Repeat([]byte{'x'}, size)
		got, err := p.Do(t.Context(), "echo", payload)
		if err != nil || !bytes.Equal(got, payload) {
			t.Errorf("echo of %d bytes = %d bytes, %v", size, len(got), err)
		}
	}
	if got, err := p.Do(t.Context(), "print", nil); string(got) != "ok" || err != nil {
		t.Errorf("a handler that prints = %q, %v", got, err)
	}
	if got, err := p.Do(t.Context(), "environ", nil); len(got) != 0 || err != nil {
		t.Errorf("the worker sees the environment: %q, %v", got, err)
	}
}

func TestTheRuntimeWorksBehindTheWalls(t *testing.T) {
	t.Parallel()
	p := small(t, func(c *Config) { c.Processors = 2; c.Wall = 2 * time.Minute; c.CPU = 2 * time.Minute })
	for range 5 {
		if _, err := p.Do(t.Context(), "work", []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if s := p.Stats(); s.Kills+s.Crashes != 0 {
		t.Errorf("stats = %+v", s)
	}
}

func TestEndings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		kind    string
		code    string
		replace bool // the worker has to go
		memory  bool // meaningless under the race detector
	}{
		"refused by the handler":        {"refuse", "LOGO_TOO_SMALL", false, false},
		"refused twice":                 {"refuse twice", "A_BAD", false, false},
		"a mistake of ours":             {"fail", "INTERNAL", false, false},
		"nobody handles this kind":      {"unknown", "INTERNAL", false, false},
		"endless loop":                  {"spin", "UPLOAD_TOO_COMPLEX", true, false},
		"endless sleep":                 {"sleep", "UPLOAD_TOO_COMPLEX", true, false},
		"stops in time by itself":       {"patient", "UPLOAD_TOO_COMPLEX", false, false},
		"memory bomb in small steps":    {"alloc", "UPLOAD_TOO_COMPLEX", true, true},
		"memory bomb in one step":       {"huge alloc", "UPLOAD_TOO_COMPLEX", true, true},
		"stack overflow":                {"overflow", "UPLOAD_UNREADABLE", true, true},
		"panic":                         {"panic", "UPLOAD_UNREADABLE", true, false},
		"panic in another goroutine":    {"panic aside", "UPLOAD_UNREADABLE", true, false},
		"nil pointer":                   {"nil", "UPLOAD_UNREADABLE", true, false},
		"silent exit":                   {"exit", "UPLOAD_UNREADABLE", true, false},
		"nonsense instead of an answer": {"garbage", "UPLOAD_UNREADABLE", true, false},
		"an answer of 2^40 bytes":       {"claim", "UPLOAD_UNREADABLE", true, false},
		"half an answer":                {"short", "UPLOAD_UNREADABLE", true, false},
		"an answer over the limit":      {"big answer", "UPLOAD_TOO_COMPLEX", false, false},
		"a flood of complaints":         {"flood", "OK", false, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if raced && tt.memory {
				t.Skip("the race detector takes the memory")
			}
			p := small(t, func(c *Config) { c.Wall = wallFor(tt.kind); c.Memory = roomy(200 << 20); c.MaxAnswer = 4 << 20 })
			_, err := p.Do(t.Context(), tt.kind, nil)
			if got := fault.CodeOf(err); got != tt.code {
				t.Errorf("code = %s, want %s (%v)", got, tt.code, err)
			}
			if got, err := p.Do(t.Context(), "echo", []byte("alive")); string(got) != "alive" {
				t.Errorf("afterwards: %q, %v", got, err)
			}
			if s := p.Stats(); (s.Kills+s.Crashes == 1) != tt.replace {
				t.Errorf("stats = %+v, want a replaced worker: %v", s, tt.replace)
			}
		})
	}
}

// roomy is a memory limit that leaves the race detector its share.
func roomy(limit int64) int64 {
	if raced {
		return 10 * limit
	}
	return limit
}

// wallFor is short where the wall is what the test waits for.
func wallFor(kind string) time.Duration {
	switch kind {
	case "spin", "sleep", "patient":
		return 1500 * time.Millisecond
	}
	return 20 * time.Second
}

func TestEveryReasonOfARefusalArrives(t *testing.T) {
	t.Parallel()
	_, err := small(t, nil).Do(t.Context(), "refuse twice", nil)
	all := fault.All(err)
	if len(all) != 2 || all[1].Field != "f" || all[1].Code != "B_BAD" || all[0].Message != "One." {
		t.Errorf("reasons = %v", all)
	}
}

func TestAWorkerIsNotTrustedWithItsRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"no JSON":   `<b>`,
		"no reason": `[]`,
		"bad code":  `[{"code":"not a code","message":"x"}]`,
		"too many":  "[" + strings.Repeat(`{"code":"AA"},`, 200) + `{"code":"AA"}]`,
	}
	for name, body := range tests {
		if err := refusal([]byte(body)); fault.CodeOf(err) != "UPLOAD_REFUSED" || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	long := refusal([]byte(`[{"code":"AA","message":"a\u0000\u001b[31m%s` + strings.Repeat("x", 5000) + `"}]`))
	if text := long.Error(); len(text) > 1000 || strings.ContainsAny(text, "\x00\x1b") || !strings.Contains(text, "%s") {
		t.Errorf("text of %d bytes: %.40q", len(text), text)
	}
}

func TestOthersDoNotNoticeABomb(t *testing.T) {
	t.Parallel()
	p := small(t, func(c *Config) { c.Size = 2; c.Wall = time.Second; c.Memory = roomy(200 << 20) })
	_, _ = p.Do(t.Context(), "echo", nil)
	var bombs sync.WaitGroup
	for _, kind := range []string{"spin", "alloc", "overflow", "panic", "exit"} {
		bombs.Go(func() { _, _ = p.Do(t.Context(), kind, nil) })
	}
	done := make(chan struct{})
	go func() { bombs.Wait(); close(done) }()
	for n := 0; ; n++ {
		select {
		case <-done:
			t.Logf("%d benign jobs beside the bombs, %+v", n, p.Stats())
			return
		default:
		}
		if _, err := p.Do(t.Context(), "echo", []byte("x")); err != nil {
			t.Fatalf("benign job %d: %v", n, err)
		}
	}
}

func TestAWorkerGoesAfterItsShareOfJobs(t *testing.T) {
	t.Parallel()
	p := small(t, func(c *Config) { c.JobsPerWorker = 3 })
	for range 10 {
		if _, err := p.Do(t.Context(), "echo", nil); err != nil {
			t.Fatal(err)
		}
	}
	if s := p.Stats(); s.Recycles != 3 || s.Kills+s.Crashes != 0 {
		t.Errorf("stats = %+v", s)
	}
}

func TestAWorkerThatKeepsMemoryGoes(t *testing.T) {
	t.Parallel()
	if raced {
		t.Skip("the race detector takes the memory")
	}
	p := small(t, func(c *Config) { c.Memory = 256 << 20 })
	if _, err := p.Do(t.Context(), "keep memory", nil); err != nil {
		t.Fatal(err)
	}
	if s := p.Stats(); s.Recycles != 1 {
		t.Errorf("stats = %+v", s)
	}
}

func TestProcessorTimeIsBoundedBeforeTheWall(t *testing.T) {
	t.Parallel()
	p := small(t, func(c *Config) { c.CPU = 200 * time.Millisecond; c.Wall = time.Minute; c.Processors = 2 })
	if _, err := p.Do(t.Context(), "spin", nil); fault.CodeOf(err) != "UPLOAD_TOO_COMPLEX" {
		t.Errorf("spin: %v", err)
	}
}

func TestTheQueueIsBounded(t *testing.T) {
	t.Parallel()
	p := small(t, func(c *Config) { c.Waiting = 1; c.Wait = 300 * time.Millisecond; c.Wall = 10 * time.Second })
	p.Isolation() // the worker stands
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	started := make(chan struct{})
	go func() { close(started); _, _ = p.Do(ctx, "sleep", nil) }()
	<-started
	for p.Stats().Jobs == 0 {
		time.Sleep(time.Millisecond)
	}
	results := make(chan error, 8)
	for range cap(results) {
		go func() { _, err := p.Do(t.Context(), "echo", nil); results <- err }()
	}
	for range cap(results) {
		err := <-results
		var f *fault.Error
		if fault.KindOf(err) != fault.Exhausted || !errors.As(err, &f) || f.Retry <= 0 {
			t.Errorf("while all workers are busy: %v", err)
		}
	}
}

func TestALargePayloadIsRefusedBeforeAnyWork(t *testing.T) {
	t.Parallel()
	p := small(t, func(c *Config) { c.MaxPayload = 1000 })
	if _, err := p.Do(t.Context(), "echo", make([]byte, 1000)); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if _, err := p.Do(t.Context(), "echo", make([]byte, 1001)); fault.CodeOf(err) != "UPLOAD_TOO_LARGE" {
		t.Errorf("over the limit: %v", err)
	}
}

func TestACallerThatLeavesStopsItsJob(t *testing.T) {
	t.Parallel()
	p := small(t, nil)
	p.Isolation()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := p.Do(ctx, "sleep", nil); fault.CodeOf(err) != "UPLOAD_TOO_COMPLEX" {
		t.Errorf("deadline of the request: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, stop)
	if _, err := p.Do(ctx, "sleep", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := p.Do(t.Context(), "echo", nil); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestAKilledWorkerIsReplacedQuickly(t *testing.T) {
	p := small(t, func(c *Config) { c.Wall = 200 * time.Millisecond })
	p.Isolation()
	best := time.Hour
	for range 3 {
		_, _ = p.Do(t.Context(), "spin", nil)
		before := time.Now()
		if _, err := p.Do(t.Context(), "echo", nil); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(before))
	}
	t.Logf("kill to next answer: %v", best)
	if best > 100*time.Millisecond {
		t.Errorf("a killed worker was replaced in %v, want at most 100 ms", best)
	}
}

// P17: a worker that is killed while it has nothing to do costs nobody an upload.
func TestAnIdleWorkerThatDiesIsNoUploadsFault(t *testing.T) {
	t.Parallel()
	p := small(t, func(c *Config) { c.Size = 2 })
	for _, w := range []*worker{<-p.idle, <-p.idle} { // both stand
		w.kill()
		<-w.gone
		p.idle <- w
	}
	if got, err := p.Do(t.Context(), "echo", []byte("fine")); string(got) != "fine" || err != nil {
		t.Errorf("the next upload: %q, %v", got, err)
	}
	if s := p.Stats(); s.Crashes != 2 {
		t.Errorf("stats = %+v", s)
	}
}

func TestARequestThatRunsOutOfTimeInTheQueueMayComeAgain(t *testing.T) {
	t.Parallel()
	p := small(t, nil)
	w := <-p.idle // the only worker has work for ever
	defer func() { p.idle <- w }()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := p.Do(ctx, "echo", nil); fault.KindOf(err) != fault.Exhausted {
		t.Errorf("out of time: %v", err)
	}
}

func TestACommandThatIsNoWorkerIsReported(t *testing.T) {
	t.Parallel()
	for name, command := range map[string][]string{"absent": {"/does/not/exist"}, "says nothing": {"/bin/false"}} {
		p := small(t, func(c *Config) { c.Command = command; c.Wait = 500 * time.Millisecond })
		if _, err := p.Do(t.Context(), "echo", nil); fault.KindOf(err) != fault.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
		if is := p.Isolation(); len(is.Holds) > 0 || len(is.Missing) != 1 {
			t.Errorf("%s: %+v", name, is)
		}
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	_ = New(Config{Command: helper(), Size: 1}).Close() // the runtime opens what it keeps
	before := descriptors(t)
	p := New(Config{Command: helper(), Size: 3, Wait: 10 * time.Second, Log: slog.New(slog.DiscardHandler)})
	_, _ = p.Do(t.Context(), "panic", nil)
	var running sync.WaitGroup
	var refused atomic.Int64
	for _, kind := range []string{"spin", "sleep", "sleep", "echo", "echo"} {
		running.Go(func() {
			if _, err := p.Do(t.Context(), kind, nil); fault.KindOf(err) == fault.Unavailable {
				refused.Add(1)
			}
		})
	}
	for p.Stats().Jobs < 4 {
		time.Sleep(time.Millisecond)
	}
	_, _ = p.Close(), p.Close()
	running.Wait()
	if refused.Load() < 3 {
		t.Errorf("%d callers were told that the server stops, want at least 3", refused.Load())
	}
	if _, err := p.Do(t.Context(), "echo", nil); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("Do after Close: %v", err)
	}
	goleak.VerifyNone(t, goleak.IgnoreAnyFunction("testing.(*T).Run"), goleak.IgnoreAnyFunction("testing.tRunner.func1"), goleak.IgnoreAnyFunction("testing.runTests"))
	if after := descriptors(t); after > before {
		t.Errorf("%d descriptors open, %d before", after, before)
	}
	if kids := children(t); len(kids) > 0 {
		t.Errorf("processes left: %v", kids)
	}
}

func descriptors(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc to count descriptors in")
	}
	return len(list)
}

// children lists the processes that any thread of this one has started.
func children(t *testing.T) []string {
	t.Helper()
	files, _ := filepath.Glob("/proc/self/task/*/children")
	var kids []string
	for _, f := range files {
		b, _ := os.ReadFile(f)
		kids = append(kids, strings.Fields(string(b))...)
	}
	return kids
}

// BenchmarkDo budget: 1 ms per job beyond the work itself.
func BenchmarkDo(b *testing.B) {
	for name, size := range map[string]int{"1KiB": 1 << 10, "1MiB": 1 << 20} {
		b.Run(name, func(b *testing.B) {
			p := New(Config{Command: helper(), Size: 1, JobsPerWorker: 1 << 30, Wait: time.Minute})
			defer p.Close()
			payload := make([]byte, size)
			_, _ = p.Do(b.Context(), "echo", payload)
			for b.Loop() {
				if _, err := p.Do(b.Context(), "echo", payload); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReplace budget: 100 ms from one worker to the next.
func BenchmarkReplace(b *testing.B) {
	p := New(Config{Command: helper(), Size: 1, JobsPerWorker: 1, Wait: time.Minute})
	defer p.Close()
	for b.Loop() {
		if _, err := p.Do(b.Context(), "echo", nil); err != nil {
			b.Fatal(err)
		}
	}
}
