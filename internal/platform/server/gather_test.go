package server

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// counting counts the writes that reach a connection.
type counting struct {
	net.Listener
	writes atomic.Int64
	before atomic.Int64 // writes before our half was closed
}

func (l *counting) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return &countedConn{c, l}, err
}

type countedConn struct {
	net.Conn
	of *counting
}

func (c *countedConn) Write(b []byte) (int, error) {
	c.of.writes.Add(1)
	return c.Conn.Write(b)
}

func (c *countedConn) CloseWrite() error {
	c.of.before.Store(c.of.writes.Load())
	return c.Conn.(*net.TCPConn).CloseWrite()
}

// onWire serves routes and gives a raw connection to them.
func onWire(t *testing.T, routes ...Route) (*counting, net.Conn) {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &counting{Listener: inner}
	ctx, stop := context.WithCancel(t.Context())
	s := New(Options{Log: quiet, Routes: routes})
	done := make(chan error, 1)
	go func() {
		done <- s.Serve(ctx, &capped{Listener: l, free: make(chan struct{}, 10)})
	}()
	t.Cleanup(func() { stop(); <-done })
	c, err := net.Dial("tcp", inner.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	return l, c
}

func get(t *testing.T, c net.Conn, in *bufio.Reader, path string) string {
	t.Helper()
	if _, err := io.WriteString(c, "GET "+path+" HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestAnAnswerGoesOutAtOnce(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1, 3700, 4096, 9000, mostGathered - 2000} {
		body := strings.Repeat("x", size)
		l, c := onWire(t, Route{Pattern: "/x", Kind: Page, Handler: answers(body)})
		in := bufio.NewReader(c)
		for range 3 {
			if got := get(t, c, in, "/x"); got != body {
				t.Fatalf("%d bytes came as %d", size, len(got))
			}
		}
		if n := l.writes.Load(); n != 3 {
			t.Errorf("3 answers of %d bytes took %d writes", size, n)
		}
	}
}

// net/http looks for a client that has gone from another goroutine, which a busy
// machine lets run when half of the answer is written.
func TestALookWhetherTheClientHasGoneSendsNoHalfAnswer(t *testing.T) {
	t.Parallel()
	ours, theirs := net.Pipe()
	defer theirs.Close()
	l := &counting{}
	c := &gathered{Conn: &countedConn{ours, l}}
	_, _ = c.Write([]byte("half an "))
	looked := make(chan struct{})
	go func() { _, _ = c.Read(make([]byte, 1)); close(looked) }()
	_, _ = theirs.Write([]byte("G"))
	<-looked
	if n := l.writes.Load(); n != 0 {
		t.Errorf("half an answer went out in %d writes", n)
	}
	_, _ = c.Write([]byte("answer"))
	go func() { _, _ = c.Read(make([]byte, 4096)) }()
	got := make([]byte, 64)
	if n, err := theirs.Read(got); err != nil || string(got[:n]) != "half an answer" {
		t.Errorf("the next read sent %q, %v", got[:n], err)
	}
	_ = ours.Close()
}

// The body of a client that waits for leave is asked for while the handler runs.
func TestAClientThatAsksFirstIsToldToGoOn(t *testing.T) {
	t.Parallel()
	_, c := onWire(t, Route{Pattern: "/x", Kind: API, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = w.Write(body)
	})})
	_, _ = io.WriteString(c, "POST /x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")
	in := bufio.NewReader(c)
	if line, err := in.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%q, %v", line, err)
	}
	_, _ = in.ReadString('\n')
	_, _ = io.WriteString(c, "7")
	res, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(res.Body); err != nil || string(body) != "7" {
		t.Errorf("%q, %v", body, err)
	}
}

func TestALongAnswerArrivesWhole(t *testing.T) {
	t.Parallel()
	body := strings.Repeat("0123456789", 40_000)
	_, c := onWire(t, Route{Pattern: "/x", Kind: Page, Handler: answers(body)})
	if got := get(t, c, bufio.NewReader(c), "/x"); got != body {
		t.Errorf("%d bytes came as %d", len(body), len(got))
	}
}

func TestAFlushIsNotHeldBack(t *testing.T) {
	t.Parallel()
	goOn := make(chan struct{})
	defer close(goOn)
	_, c := onWire(t, Route{Pattern: "/x", Kind: Page, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write([]byte("first"))
		_ = http.NewResponseController(w).Flush()
		<-goOn
	})})
	if _, err := io.WriteString(c, "GET /x HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 5)
	if _, err := io.ReadFull(res.Body, first); err != nil || string(first) != "first" {
		t.Errorf("%q, %v", first, err)
	}
}

// Whoever sends more than is taken is still writing when the server hangs up.
// The answer must be out by then, and the end said, or it is lost with the line.
func TestARefusalIsSaidBeforeTheLineIsCut(t *testing.T) {
	t.Parallel()
	l, c := onWire(t, Route{Pattern: "/x", Kind: API, Handler: answers("{}")})
	_, _ = io.WriteString(c, "POST /x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{")
	got, err := io.ReadAll(c)
	if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 413") {
		t.Errorf("got %.60q, %v", got, err)
	}
	if l.before.Load() == 0 {
		t.Error("the line was cut before anything was said, or without an end")
	}
}
