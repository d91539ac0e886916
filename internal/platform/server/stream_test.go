package server

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// streaming serves streams that begin with a line and last until they end.
func streaming(t *testing.T, l Limits) (addr string, opened, ended chan struct{}) {
	t.Helper()
	opened, ended = make(chan struct{}, 100), make(chan struct{}, 100)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := OpenStream(w, r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusTooManyRequests)
			return
		}
		defer s.Close()
		w.Header().Set("Content-Type", "text/event-stream")
		_ = s.Send("begun\n")
		opened <- struct{}{}
		<-s.Context().Done()
		ended <- struct{}{}
	})
	return serve(t, Options{Limits: l, Routes: []Route{
		{Pattern: "/stream", Kind: API, Handler: h},
		{Pattern: "/quick", Kind: API, Handler: answers("{}")},
	}}), opened, ended
}

func open(t *testing.T, addr, path string) *http.Response {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, _ := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+path, strings.NewReader("{}"))
	r.Header.Set("Content-Type", "application/json")
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Body.Close() })
	return a
}

func TestAStreamOutlivesTheDeadlinesOfARequest(t *testing.T) {
	t.Parallel()
	addr, _, ended := streaming(t, Limits{Request: 50 * time.Millisecond, Read: 50 * time.Millisecond, Write: 50 * time.Millisecond})
	a := open(t, addr, "/stream")
	if line, err := bufio.NewReader(a.Body).ReadString('\n'); line != "begun\n" || err != nil {
		t.Fatalf("%q %v", line, err)
	}
	select {
	case <-ended:
		t.Error("a deadline ended the stream")
	case <-time.After(400 * time.Millisecond):
	}
	_ = a.Body.Close()
	<-ended // the client is gone
}

func TestStreamsTakeNoPlaceOfQuickRequests(t *testing.T) {
	t.Parallel()
	addr, opened, _ := streaming(t, Limits{Parallel: 1, Streams: 2})
	for range 2 {
		open(t, addr, "/stream")
		<-opened
	}
	if a := open(t, addr, "/stream"); a.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a third stream: %d", a.StatusCode)
	}
	if a := open(t, addr, "/quick"); a.StatusCode != http.StatusOK {
		t.Errorf("a quick request: %d", a.StatusCode)
	}
}

func TestAStopEndsStreamsAtOnce(t *testing.T) {
	t.Parallel()
	opened := make(chan struct{}, 1)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := OpenStream(w, r)
		if err != nil {
			t.Error(err)
			return
		}
		defer s.Close()
		_ = s.Send("begun\n")
		opened <- struct{}{}
		<-s.Context().Done()
		_ = s.Send("over\n")
	})
	s := New(Options{Log: quiet, Limits: Limits{Stop: time.Minute}, Routes: []Route{{Pattern: "/stream", Kind: API, Handler: h}}})
	l, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	a := open(t, fmt.Sprint(l.Addr()), "/stream")
	<-opened
	stop()
	if err := <-done; err != nil { // after a minute it would be one
		t.Error(err)
	}
	if b, err := io.ReadAll(a.Body); string(b) != "begun\nover\n" {
		t.Errorf("%q %v", b, err)
	}
}
