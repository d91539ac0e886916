package queue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
)

func TestWhatAStopCancelledIsNoError(t *testing.T) {
	t.Parallel()
	why := errors.New("service stopped")
	stopped, stop := context.WithCancelCause(t.Context())
	stop(why)
	late, end := context.WithTimeout(t.Context(), -1)
	defer end()
	for name, tt := range map[string]struct {
		ctx  context.Context
		err  error
		said bool
	}{
		"cancelled":                {stopped, fmt.Errorf("begin: %w", context.Canceled), false},
		"cancelled, with its why":  {stopped, fmt.Errorf("begin: %w", why), false},
		"a fault during a stop":    {stopped, errors.New("disk full"), true},
		"a fault":                  {t.Context(), errors.New("disk full"), true},
		"the same words, no stop":  {t.Context(), why, true},
		"a job that took too long": {late, context.DeadlineExceeded, true},
	} {
		var out bytes.Buffer
		log := slog.New(warnings{slog.NewTextHandler(&out, nil)})
		log.ErrorContext(tt.ctx, "Error scheduling jobs", "attempt", 1, "error", tt.err.Error())
		if said := out.Len() > 0; said != tt.said {
			t.Errorf("%s: said %v", name, said)
		}
	}
}
