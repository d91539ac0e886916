package main

import (
	"context"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// process is a program that was started, with what it prints in a file.
type process struct {
	cmd  *exec.Cmd
	log  string
	gone chan struct{}
}

func start(ctx context.Context, log string, env []string, program string, args ...string) (*process, error) {
	to, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer to.Close()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = to, to
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, log: log, gone: make(chan struct{})}
	go func() { _ = cmd.Wait(); close(p.gone) }() // why it ended is in its log
	return p, nil
}

func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.gone:
	case <-time.After(5 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.gone
	}
}

// tail is the end of what it printed.
func (p *process) tail() string {
	text, _ := os.ReadFile(p.log)
	return string(text[max(0, len(text)-2000):])
}
