package main

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
)

// While the demo is filled in, single steps are kept quiet and warnings are not;
// afterwards everything is said again.
func TestAHushKeepsStepsQuietAndLetsWarningsThrough(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	var on atomic.Bool
	log := slog.New(hush{slog.NewTextHandler(&out, nil), &on}).With("part", "gate").WithGroup("g")
	on.Store(true)
	log.InfoContext(context.Background(), "a step")
	log.WarnContext(context.Background(), "a warning")
	on.Store(false)
	log.InfoContext(context.Background(), "a step later")
	if said := out.String(); strings.Contains(said, `"a step"`) || !strings.Contains(said, "a warning") || !strings.Contains(said, "a step later") {
		t.Errorf("it said:\n%s", said)
	}
}
