package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os/exec"
	"time"

	"github.com/portico-prm/portico/content/problem"
)

// said is how a command ended.
type said struct {
	code     int // -1 when a signal ended it
	out, err []byte
	hung     bool
	took     time.Duration
	worked   time.Duration // time of the processor
}

// command runs a program for at most limit.
func command(ctx context.Context, limit time.Duration, name string, args ...string) said {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var out bytes.Buffer
	var errs start
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &out, &errs, time.Second
	began := time.Now()
	err := cmd.Run()
	s := said{out: out.Bytes(), err: errs, hung: ctx.Err() == context.DeadlineExceeded, took: time.Since(began)}
	switch {
	case cmd.ProcessState != nil:
		s.code = cmd.ProcessState.ExitCode()
		s.worked = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	case err != nil:
		s.code, s.err = -1, []byte(err.Error())
	}
	return s
}

// start keeps the first of what is said: of a damaged file some programs complain
// without end.
type start []byte

const saidRoom = 64 << 10

func (s *start) Write(b []byte) (int, error) {
	*s = append(*s, b[:min(len(b), saidRoom-len(*s))]...)
	return len(b), nil
}

// broken tells whether a command of ours ended in a way that no input explains.
func (s said) broken() string {
	switch {
	case s.hung || s.worked > hang:
		return "HANG"
	case bytes.Contains(s.err, []byte("panic:")) || bytes.Contains(s.err, []byte("goroutine ")) || bytes.Contains(s.out, []byte("it broke the reader")):
		return "PANIC"
	case s.code < 0 || s.code > 1: // 2 is wrong usage, and ours is right
		return "CRASH"
	}
	return ""
}

// report is the object that our commands print with --json, as far as it is used here.
type report struct {
	Problems problem.List
	Pages    int
	Bytes    int64
}

func (s said) report() (r report) {
	_ = json.Unmarshal(s.out, &r) // what is no report has no problems, and its exit code speaks
	return r
}

// refusal is the first reason why a command did nothing.
func (r report) refusal() (code, message string) {
	for _, p := range r.Problems {
		if p.Severity == problem.Error {
			return p.Code, p.Message
		}
	}
	return "NO_REASON", ""
}
