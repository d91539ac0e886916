package main

import (
	"context"
	"log/slog"
	"sync/atomic"
)

// hush keeps to itself what a log would say of each step while the demo is
// filled in: hundreds of lines between a command and its answer. Warnings are
// heard.
type hush struct {
	slog.Handler
	on *atomic.Bool
}

// Enabled asks the handler behind it, unless it is hushed.
func (h hush) Enabled(ctx context.Context, l slog.Level) bool {
	return (l >= slog.LevelWarn || !h.on.Load()) && h.Handler.Enabled(ctx, l)
}

// WithAttrs keeps the hush.
func (h hush) WithAttrs(a []slog.Attr) slog.Handler { return hush{h.Handler.WithAttrs(a), h.on} }

// WithGroup keeps the hush.
func (h hush) WithGroup(name string) slog.Handler { return hush{h.Handler.WithGroup(name), h.on} }
