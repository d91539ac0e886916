package drive

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Options say which server to start. The zero value builds the binary and
// starts it with its embedded database and the demo.
type Options struct {
	Binary string   // built when it is not given
	Env    []string // settings beside those that Start makes, as NAME=value
}

// NoBudgets lets one caller ask as much as it can, which is what a benchmark
// wants to know.
const NoBudgets = "PORTICO_BUDGET_RATE=0"

// Server is a running programme, started by Start.
type Server struct {
	URL   string
	Dir   string        // holds everything that the server wrote; removed by Stop
	Ready time.Duration // from the start of the process to the first 200 of /healthz

	cmd  *exec.Cmd
	gone chan struct{}
}

// startTime is long enough for a first start on a busy machine.
const startTime = 5 * time.Minute

// Start runs a server and returns when it is ready. It stops when ctx ends.
func Start(ctx context.Context, opt Options) (*Server, error) {
	dir, err := Folder()
	if err != nil {
		return nil, err
	}
	s := &Server{Dir: dir, gone: make(chan struct{})}
	if err := s.start(ctx, opt); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

func (s *Server) start(ctx context.Context, opt Options) (err error) {
	if opt.Binary == "" {
		if opt.Binary, err = Build(ctx, s.Dir); err != nil {
			return err
		}
	}
	addr, err := FreeAddress()
	if err != nil {
		return err
	}
	s.URL = "http://" + addr
	began := time.Now()
	if err := s.launch(ctx, opt, addr); err != nil {
		return err
	}
	err = s.await(ctx)
	s.Ready = time.Since(began)
	return err
}

// launch starts the process. It is asked to stop when ctx ends.
func (s *Server) launch(ctx context.Context, opt Options, addr string) error {
	log, err := os.Create(s.Log())
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, opt.Binary, "serve")
	cmd.Env = append(ownSettings(os.Environ()), "PORTICO_ADDR="+addr, "PORTICO_DATA_DIR="+filepath.Join(s.Dir, "data"))
	cmd.Env = append(cmd.Env, opt.Env...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	if err := cmd.Start(); err != nil {
		return err
	}
	s.cmd = cmd
	go func() { _ = cmd.Wait(); close(s.gone) }() // why it ended is in its log
	return nil
}

// ownSettings leaves out what would lead the server to another database or port.
func ownSettings(env []string) (out []string) {
	for _, v := range env {
		if !strings.HasPrefix(v, "PORTICO_") && !strings.HasPrefix(v, "DATABASE_URL=") {
			out = append(out, v)
		}
	}
	return out
}

// FreeAddress is a port of this machine that nobody listens on.
func FreeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func (s *Server) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	for {
		if Healthy(ctx, s.URL) {
			return nil
		}
		select {
		case <-s.gone:
			return fmt.Errorf("the server ended at its start: %s", s.LogTail())
		case <-ctx.Done():
			return fmt.Errorf("the server is not ready: %w: %s", ctx.Err(), s.LogTail())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Healthy tells whether the server at url answers /healthz with 200.
func Healthy(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/healthz", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// Alive tells whether the process that Start began still runs.
func (s *Server) Alive() bool {
	select {
	case <-s.gone:
		return false
	default:
		return true
	}
}

// PID is the number of the process.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Log is the file with everything that the server printed.
func (s *Server) Log() string { return filepath.Join(s.Dir, "serve.log") }

// Files is the folder where the server keeps content.
func (s *Server) Files() string { return filepath.Join(s.Dir, "data", "files") }

// LogTail is the end of the log.
func (s *Server) LogTail() string {
	text, _ := os.ReadFile(s.Log())
	return string(text[max(0, len(text)-2000):])
}

// Stop ends the server as Ctrl-C does and removes its folder.
func (s *Server) Stop() {
	if s.cmd != nil {
		_ = s.cmd.Process.Signal(os.Interrupt)
		select {
		case <-s.gone:
		case <-time.After(30 * time.Second):
			_ = s.cmd.Process.Signal(syscall.SIGKILL)
			<-s.gone
		}
	}
	_ = os.RemoveAll(s.Dir)
}

// Bytes sums up the files below dir: their sizes, and the number of them.
func Bytes(dir string) (bytes int64, files int, err error) {
	err = filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return ignoreGone(err)
		}
		info, err := d.Info()
		if err != nil {
			return ignoreGone(err)
		}
		bytes, files = bytes+info.Size(), files+1
		return nil
	})
	return bytes, files, err
}

func ignoreGone(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
