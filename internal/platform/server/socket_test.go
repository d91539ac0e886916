package server

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// serve runs a server on a free port until the test ends.
func serve(t *testing.T, o Options) string {
	t.Helper()
	o.Log = quiet
	s := New(o)
	l, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}

// cutOff reads what comes until the server closes, and tells when it did.
func cutOff(t *testing.T, c net.Conn) (string, time.Duration) {
	t.Helper()
	start := time.Now()
	b, err := io.ReadAll(c)
	if err != nil && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the server did not close: %v", err)
	}
	return string(b), time.Since(start)
}

func TestSlowClientsAreCutOff(t *testing.T) {
	t.Parallel()
	addr := serve(t, Options{
		Limits: Limits{ReadHeader: 300 * time.Millisecond, Read: 600 * time.Millisecond, Idle: 400 * time.Millisecond, Grace: 300 * time.Millisecond, Rate: 1 << 30},
		Routes: []Route{{Pattern: "/graphql", Kind: API, Handler: answers("{}"), Body: 1 << 20}, {Pattern: "/up", Kind: Upload, Handler: answers("{}"), Body: 1 << 20}},
	})
	tests := map[string]struct {
		send   string
		within time.Duration
		answer string
	}{
		"never sends a header":   {"", 2 * time.Second, ""},
		"never ends its header":  {"GET /livez HTTP/1.1\r\nHost: x\r\nX-A: b", 2 * time.Second, ""},
		"never sends its body":   {"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{", 3 * time.Second, "408"},
		"never sends its file":   {"PUT /up HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc", 3 * time.Second, "422"},
		"keeps an idle line":     {"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", 2 * time.Second, "200"},
		"header in small pieces": {"drip", 2 * time.Second, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := dial(t, addr)
			if tt.send == "drip" {
				go drip(c, "GET /livez HTTP/1.1\r\nX-Slow: "+strings.Repeat("a", 1000))
			} else {
				_, _ = io.WriteString(c, tt.send)
			}
			got, took := cutOff(t, c)
			if took > tt.within || !strings.HasPrefix(strings.TrimPrefix(got, "HTTP/1.1 "), tt.answer) || (tt.answer == "" && strings.Contains(got, " 200 ")) {
				t.Errorf("after %v: %.60q", took, got)
			}
		})
	}
}

func drip(c net.Conn, text string) {
	for i := range text {
		if _, err := c.Write([]byte{text[i]}); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestASlowReaderIsCutOffAndAQuickOneIsNot(t *testing.T) {
	t.Parallel()
	file := bytes.Repeat([]byte("x"), 64<<20)
	left := make(chan struct{}, 2)
	addr := serve(t, Options{
		Limits: Limits{Grace: time.Second, Rate: 8 << 20, Write: 200 * time.Millisecond}, // a busy machine is as quick as that
		Routes: []Route{{Pattern: "/file", Kind: Download, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer func() { left <- struct{}{} }()
			ServeParts(w, r, []Part{{bytes.NewReader(file), int64(len(file))}}, Meta{ETag: "x"})
		})}},
	})
	slow := dial(t, addr)
	_, _ = io.WriteString(slow, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n")
	select {
	case <-left:
	case <-time.After(18 * time.Second):
		t.Error("the server still waits for a reader that takes nothing")
	}
	res, err := http.Get("http://" + addr + "/file")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if n, err := io.Copy(io.Discard, res.Body); n != int64(len(file)) || err != nil {
		t.Errorf("the quick reader got %d bytes, %v", n, err)
	}
}

func TestALongUploadOutlivesTheOrdinaryDeadlines(t *testing.T) {
	t.Parallel()
	addr := serve(t, Options{
		Limits: Limits{Read: 200 * time.Millisecond, Write: 200 * time.Millisecond},
		Routes: []Route{{Pattern: "/up", Kind: Upload, Handler: answers(`"done"`), Body: 1 << 20}},
	})
	c := dial(t, addr)
	_, _ = io.WriteString(c, "PUT /up HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 8\r\n\r\n")
	for range 8 {
		time.Sleep(100 * time.Millisecond)
		_, _ = c.Write([]byte("x"))
	}
	if got, _ := cutOff(t, c); !strings.Contains(got, "200 OK") || !strings.HasSuffix(got, `"done"`) {
		t.Errorf("%q", got)
	}
}

func TestHeadersHoldAtTheirLimit(t *testing.T) {
	t.Parallel()
	const limit = 32 << 10
	addr := serve(t, Options{})
	for size, want := range map[int]string{limit: "200", limit + 1: "431"} {
		c := dial(t, addr)
		head, tail := "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Pad: ", "\r\n\r\n"
		_, _ = io.WriteString(c, head+strings.Repeat("a", size-len(head)-len(tail))+tail)
		if got, _ := cutOff(t, c); !strings.HasPrefix(got, "HTTP/1.1 "+want) {
			t.Errorf("%d bytes: %.40q, want %s", size, got, want)
		}
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	t.Parallel()
	addr := serve(t, Options{Limits: Limits{Connections: 3}})
	ask := func(c net.Conn) error {
		_, _ = io.WriteString(c, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
		_, err := http.ReadResponse(bufio.NewReader(c), nil)
		return err
	}
	var open []net.Conn
	for range 3 {
		c := dial(t, addr)
		if err := ask(c); err != nil {
			t.Fatal(err)
		}
		open = append(open, c)
	}
	if err := ask(dial(t, addr)); err == nil {
		t.Error("a fourth connection was served")
	}
	_ = open[0].Close()
	for range 100 {
		if ask(dial(t, addr)) == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("a place that became free was not given away")
}

func TestTheStopIsGraceful(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	inside, leave := make(chan struct{}), make(chan struct{})
	s := New(Options{Log: quiet, Routes: []Route{{Pattern: "/slow", Kind: Page, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(inside)
		<-leave
		_, _ = fmt.Fprint(w, r.Context().Err())
	})}}})
	l, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := UntilSignal(context.Background())
	defer stop()
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	answer := make(chan string, 1)
	go func() {
		c := dial(t, l.Addr().String())
		_, _ = io.WriteString(c, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
		b, _ := io.ReadAll(c)
		answer <- string(b)
	}()
	<-inside
	self, _ := os.FindProcess(os.Getpid())
	if err := self.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for !s.stopping.Load() {
		time.Sleep(time.Millisecond)
	}
	if w := do(s, "GET", "/healthz", ""); w.Code != 503 {
		t.Errorf("healthz while stopping: %d", w.Code)
	}
	close(leave)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := <-answer; !strings.Contains(got, "200 OK") || !strings.HasSuffix(got, "<nil>") {
		t.Errorf("the running request got %q", got)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("a connection was taken after the stop")
	}
}

func TestTheStopDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	var ended atomic.Bool
	inside := make(chan struct{})
	s := New(Options{Log: quiet, Limits: Limits{Stop: 200 * time.Millisecond}, Routes: []Route{{Pattern: "/hang", Kind: Page, Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(inside)
		<-r.Context().Done()
		ended.Store(true)
	})}}})
	l, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	c := dial(t, l.Addr().String())
	_, _ = io.WriteString(c, "GET /hang HTTP/1.1\r\nHost: x\r\n\r\n")
	<-inside
	start := time.Now()
	stop()
	if err := <-done; err != nil || time.Since(start) > 5*time.Second {
		t.Errorf("stopped after %v, %v", time.Since(start), err)
	}
	for !ended.Load() {
		time.Sleep(time.Millisecond)
	}
}

// P23: who takes a file slowly, or nothing of it any more, does not hold a
// restart up. Its writes have earned a deadline of a quarter of an hour.
func TestASlowReaderDoesNotHoldTheStopUp(t *testing.T) {
	t.Parallel()
	file := bytes.Repeat([]byte("x"), 64<<20)
	s := New(Options{Log: quiet, Limits: Limits{Stop: 200 * time.Millisecond}, Routes: []Route{{Pattern: "/file", Kind: Download,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ServeParts(w, r, []Part{{bytes.NewReader(file), int64(len(file))}}, Meta{ETag: "x"})
		})}}})
	l, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	c := dial(t, l.Addr().String())
	_, _ = io.WriteString(c, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n")
	_, _ = io.CopyN(io.Discard, c, 40<<20) // 20 minutes earned
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(8 * time.Second): // the deadline of the first grace alone is longer
		t.Fatal("the stop waits for a client that takes nothing")
	}
}

// BenchmarkEdge budget: 20 µs for the whole chain around an empty handler.
func BenchmarkEdge(b *testing.B) {
	s := New(Options{Log: quiet, Routes: []Route{{Pattern: "/graphql", Kind: API, Handler: answers("{}"), Body: 1000}}})
	b.ReportAllocs()
	for b.Loop() {
		do(s, "POST", "/graphql", "{}", "Content-Type", "application/json")
	}
}
