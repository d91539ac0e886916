package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/portico-prm/portico/bench/render/peers"
)

// stage is the workers, each a process of its own: they share no collector and
// no cache, and one that panics takes nobody along.
type stage struct {
	dir     string
	options options
	workers map[string]*worker
	notes   []string
}

type worker struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func (s *stage) start(ctx context.Context) error {
	s.workers = map[string]*worker{}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for name := range crafts {
		if err := s.launch(ctx, name, []string{workerEnv + "=" + name, "GOGC=400"}, self); err != nil { // as Portico runs
			return err
		}
	}
	s.optional(s.node(ctx))
	s.optional(s.pdfcpu(ctx))
	return nil
}

// optional notes what is not installed, and goes on.
func (s *stage) optional(err error) {
	if err != nil {
		s.notes = append(s.notes, "left out: "+err.Error())
	}
}

func (s *stage) node(ctx context.Context) error {
	in, err := peers.Install(ctx, os.Stderr)
	if err != nil {
		return fmt.Errorf("pdf-lib, pdfme, sharp and Chromium need npm: %w", err)
	}
	s.notes = append(s.notes, in.Versions)
	env := []string{"NODE_ENV=production"}
	if chromium, err := exec.LookPath("chromium"); err == nil {
		env = append(env, "BENCH_CHROMIUM="+chromium)
	}
	return s.launch(ctx, "node", env, in.Program, filepath.Join(in.Dir, "peers.mjs"))
}

// pdfcpu is a module of its own, which the go command of this machine builds.
func (s *stage) pdfcpu(ctx context.Context) error {
	binary := filepath.Join(s.dir, "pdfcpu")
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("pdfcpu needs the sources: %w", err)
	}
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, ".")
	build.Dir = filepath.Join(strings.TrimSpace(string(root)), "bench", "render", "pdfcpu")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if told, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("pdfcpu cannot be built: %w: %s", err, told)
	}
	return s.launch(ctx, "pdfcpu", []string{"GOGC=400"}, binary)
}

func (s *stage) launch(ctx context.Context, name string, env []string, program string, args ...string) error {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env, cmd.Stderr = append(append(os.Environ(), workerDir+"="+s.dir), env...), os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	s.workers[name] = &worker{cmd, in, bufio.NewReaderSize(out, 1<<20)}
	return cmd.Start()
}

// close lets the workers end.
func (s *stage) close() {
	for _, w := range s.workers {
		_ = w.in.Close()
		_ = w.cmd.Wait()
	}
}

// do gives an order and waits for the turn.
func (w *worker) do(o order) (t turn, err error) {
	line, err := json.Marshal(o)
	if err != nil {
		return t, err
	}
	if _, err := w.in.Write(append(line, '\n')); err != nil {
		return t, err
	}
	told, err := w.out.ReadBytes('\n')
	if err != nil {
		return t, fmt.Errorf("the worker ended: %w", err)
	}
	if err = json.Unmarshal(told, &t); err == nil && t.Error != "" {
		err = errors.New(t.Error)
	}
	return t, err
}

// rest lets the one before come to an end with what it does unasked: a browser
// tidies for a while after its answer, and would slow down whoever comes next.
const rest = 400 * time.Millisecond

// measure lets all ways take their turns: first one that is looked at and not
// counted, then the rounds.
func (s *stage) measure(ctx context.Context, t task, r *report) error {
	var able []way
	for _, w := range t.ways {
		if !s.options.takes(w) || s.workers[w.worker] == nil {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s: %s\n", t.name, w.name)
		first, err := s.workers[w.worker].do(order{w.job, 1})
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", w.name, err)
		case first.Skipped != "":
			r.note(t, w, first.Skipped)
			continue
		}
		if err := s.look(ctx, t, w, first.File, r); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
		able = append(able, w)
	}
	for range s.options.rounds {
		for _, w := range able {
			time.Sleep(rest)
			got, err := s.workers[w.worker].do(order{w.job, w.n})
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			r.add(t, w, got)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// made is where a worker leaves the last file of a job.
func made(dir, job string) string {
	kit, _, _ := strings.Cut(job, "/")
	ext := "pdf"
	if _, format, ok := strings.Cut(kit, "-"); ok {
		ext = format
	}
	return filepath.Join(dir, strings.ReplaceAll(job, "/", "-")+"."+ext)
}
