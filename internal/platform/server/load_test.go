package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestACrowdIsSentAwayPolitely(t *testing.T) {
	t.Parallel()
	inside, leave := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside <- struct{}{}; <-leave })
	s := New(Options{Log: quiet, Limits: Limits{Parallel: 2, Uploads: 1, Downloads: 1}, Routes: []Route{
		{Pattern: "/graphql", Kind: API, Handler: slow, Body: 1000},
		{Pattern: "/file", Kind: Download, Handler: slow},
		{Pattern: "/quick", Kind: Page, Handler: answers("x")},
	}})
	ask := func() int { return do(s, "POST", "/graphql", "{}", "Content-Type", "application/json").Code }
	codes := make(chan int, 4)
	for range 2 {
		go func() { codes <- ask() }()
		<-inside
	}
	w := do(s, "POST", "/graphql", "{}", "Content-Type", "application/json")
	if w.Code != 503 || w.Header().Get("Retry-After") != "1" || !strings.Contains(w.Body.String(), "RETRY_LATER") {
		t.Errorf("the third: %d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := do(s, "GET", "/healthz", ""); w.Code != 200 {
		t.Errorf("healthz in a crowd: %d", w.Code)
	}
	go func() {
		codes <- do(s, "POST", "/graphql", "x", "Content-Type", "multipart/form-data; boundary=b", "Apollo-Require-Preflight", "1").Code
	}()
	<-inside // an upload has a place of its own
	go func() { codes <- do(s, "GET", "/file", "").Code }()
	<-inside // and a download
	if w := do(s, "GET", "/file", ""); w.Code != 503 {
		t.Errorf("the second download: %d", w.Code)
	}
	close(leave)
	for range 4 {
		if c := <-codes; c != 200 {
			t.Errorf("one who was in: %d", c)
		}
	}
	go func() { <-inside }()
	if c := ask(); c != 200 {
		t.Errorf("afterwards: %d", c)
	}
}

func TestRequestsHaveDeadlines(t *testing.T) {
	t.Parallel()
	var left atomic.Int64
	see := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		d, _ := r.Context().Deadline()
		left.Store(int64(time.Until(d).Round(time.Second)))
	})
	s := New(Options{Log: quiet, Routes: []Route{
		{Pattern: "/graphql", Kind: API, Handler: see, Body: 1000},
		{Pattern: "/file", Kind: Download, Handler: see},
		{Pattern: "/own", Kind: Page, Handler: see, Within: 3 * time.Second},
	}})
	for want, request := range map[time.Duration][]string{
		10 * time.Second: {"POST", "/graphql", "application/json"},
		2 * time.Minute:  {"POST", "/graphql", "multipart/form-data; boundary=b"},
		15 * time.Minute: {"GET", "/file", ""},
		3 * time.Second:  {"GET", "/own", ""},
	} {
		do(s, request[0], request[1], "{}", "Content-Type", request[2], "Apollo-Require-Preflight", "1")
		if got := time.Duration(left.Load()); got != want {
			t.Errorf("%v: %v left, want %v", request, got, want)
		}
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	var down atomic.Bool
	var checks atomic.Int64
	s := New(Options{Log: quiet, Ready: func(ctx context.Context) error {
		checks.Add(1)
		if down.Load() {
			return errors.New("secret: no database")
		}
		return nil
	}})
	for range 50 {
		if w := do(s, "GET", "/healthz", ""); w.Code != 200 {
			t.Fatalf("healthz: %d %s", w.Code, w.Body)
		}
	}
	if checks.Load() != 1 {
		t.Errorf("%d checks for 50 requests, want 1", checks.Load())
	}
	down.Store(true)
	time.Sleep(healthAge + 50*time.Millisecond)
	if w := do(s, "GET", "/healthz", ""); w.Code != 503 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("without a database: %d %s", w.Code, w.Body)
	}
	if w := do(s, "GET", "/livez", ""); w.Code != 200 {
		t.Errorf("livez: %d", w.Code)
	}
}

func TestHealthAnswersWhileTheDatabaseHangs(t *testing.T) {
	t.Parallel()
	s := New(Options{Log: quiet, Ready: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }})
	for range 3 {
		start := time.Now()
		w := do(s, "GET", "/healthz", "")
		if took := time.Since(start); w.Code != 503 || took > 500*time.Millisecond {
			t.Errorf("%d after %v", w.Code, took)
		}
	}
}
