package testkit

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
)

// logged keeps what the program under test says, and fails the test at its end
// for every error that was one of ours: a client never sees more of such an
// error than a request id, so no other check would.
type logged struct {
	mu     sync.Mutex
	errors []string
	lines  strings.Builder
}

func newLog(t testing.TB) (*slog.Logger, *logged) {
	l := &logged{}
	t.Cleanup(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		for _, e := range l.errors {
			t.Errorf("the program logged an error of its own: %s", e)
		}
	})
	return slog.New(l), l
}

// Logged is what the program said so far, a line each.
func (w *World) Logged() string {
	w.said.mu.Lock()
	defer w.said.mu.Unlock()
	return w.said.lines.String()
}

// Enabled takes what is worth a look.
func (l *logged) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }

// Handle keeps a line.
func (l *logged) Handle(_ context.Context, r slog.Record) error {
	var b strings.Builder
	b.WriteString(r.Message)
	r.Attrs(func(a slog.Attr) bool {
		b.WriteString(" " + a.String())
		return true
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines.WriteString(b.String() + "\n")
	if r.Level >= slog.LevelError {
		l.errors = append(l.errors, b.String())
	}
	return nil
}

// WithAttrs is not used by the program.
func (l *logged) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup is not used by the program.
func (l *logged) WithGroup(string) slog.Handler { return l }
