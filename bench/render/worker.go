package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

// workerEnv tells this program to be a worker, and which; workerDir where the
// inputs are.
const (
	workerEnv = "BENCH_RENDER_WORKER"
	workerDir = "BENCH_RENDER_DIR"
)

// order is one line to a worker: do a job so often.
type order struct {
	Job string `json:"job"`
	N   int    `json:"n"`
}

// turn is the line that comes back.
type turn struct {
	Ms      []float64 `json:"ms"`                // of each time
	Allocs  float64   `json:"allocs,omitempty"`  // of one time, where the worker is a Go program
	MB      float64   `json:"mb,omitempty"`      // allocated for one
	Stored  int64     `json:"stored,omitempty"`  // bytes that have to be kept for one
	File    string    `json:"file,omitempty"`    // the last one made
	Skipped string    `json:"skipped,omitempty"` // why it cannot be done here
	Error   string    `json:"error,omitempty"`
}

// craft makes one file. It gives the whole of it, and what has to be stored.
type craft func(i int) (file []byte, stored int64, err error)

// crafts are what the Go workers can do, by worker and job.
var crafts = map[string]func(dir, job string) (craft, string, error){
	"portico": porticoCraft,
	"gopdf":   gopdfCraft,
	"imaging": imagingCraft,
	"process": processCraft,
}

// work answers orders until the input ends.
func work(name string, in io.Reader, out io.Writer) int {
	debug.SetGCPercent(400) // as Portico runs; its peers in Go too
	dir, known := os.Getenv(workerDir), map[string]craft{}
	lines, answer := bufio.NewScanner(in), json.NewEncoder(out)
	for n := 0; lines.Scan(); n++ {
		var o order
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		if err := answer.Encode(serve(name, dir, o, known)); err != nil {
			return 1
		}
	}
	return 0
}

func serve(name, dir string, o order, known map[string]craft) (t turn) {
	do := known[o.Job]
	if do == nil {
		made, skipped, err := crafts[name](dir, o.Job)
		if err != nil || skipped != "" {
			return turn{Skipped: skipped, Error: text(err)}
		}
		do, known[o.Job] = made, made
	}
	var file []byte
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range o.N {
		start := time.Now()
		made, stored, err := do(i)
		if err != nil {
			return turn{Error: err.Error()}
		}
		t.Ms = append(t.Ms, float64(time.Since(start).Microseconds())/1000)
		file, t.Stored = made, stored
	}
	runtime.ReadMemStats(&after)
	t.Allocs = float64(after.Mallocs-before.Mallocs) / float64(o.N)
	t.MB = float64(after.TotalAlloc-before.TotalAlloc) / float64(o.N) / 1e6
	t.File = made(dir, o.Job)
	if err := os.WriteFile(t.File, file, 0o644); err != nil {
		t.Error = err.Error()
	}
	return t
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
