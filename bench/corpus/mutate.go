package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
)

const (
	// mutable is the largest file that is damaged: of larger ones a change hits
	// nothing but pictures.
	mutable = 60 << 10
	// patience is how much of the processor's time one damaged file may take.
	patience = time.Second
	// lost is when, by the clock, a file is given up that never comes back.
	lost = 2 * time.Minute
)

// mutation keeps the score of damaged files.
type mutation struct {
	options
	files [][]byte
	names []string
	fails *table

	mu      sync.Mutex
	codes   histogram // of refusals; "accepted" for the rest
	panics  int
	slow    int
	slowest time.Duration
	worst   string
}

// mutateAll runs -mutate: the reader, the plan, a stamp and the copy without a
// page, on files in which a few bytes were changed. The same number of runs
// makes the same files.
func mutateAll(ctx context.Context, o options) (bool, error) {
	m := mutation{options: o, codes: histogram{}}
	if err := m.load(); err != nil {
		return false, err
	}
	fails, done, err := newTable(o.tsv)
	if err != nil {
		return false, err
	}
	defer done()
	m.fails = fails
	runs := make([]int, o.mutate)
	for i := range runs {
		runs[i] = i
	}
	each(ctx, max(1, o.clients/2), runs, m.run)
	return m.print(), ctx.Err()
}

func (m *mutation) load() error {
	names, err := list(m.pdf, m.match)
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if len(b) <= mutable {
			m.files, m.names = append(m.files, b), append(m.names, filepath.Base(name))
		}
	}
	if len(m.files) == 0 {
		return fmt.Errorf("no file of %s has at most %d bytes", m.pdf, mutable)
	}
	return nil
}

// run damages one file and reads it; a slow one is read twice more, as the work of
// others, such as the collector's, may be in the figure.
func (m *mutation) run(i int) {
	rng := rand.New(rand.NewPCG(1, uint64(i)))
	n := rng.IntN(len(m.files))
	file := damaged(rng, m.files[n])
	what := fmt.Sprintf("run %d of %s", i, m.names[n])
	took := m.once(what, file)
	for range 2 {
		if took <= patience || took >= lost {
			break
		}
		took = min(took, m.once(what, file))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if took > m.slowest {
		m.slowest, m.worst = took, what
	}
	if took > patience {
		m.slow++
		m.fails.add(m.names[n], "mutate", "SLOW", fmt.Sprint(what, ": ", took))
	}
}

// once reads a file in a thread of its own and tells what that took.
func (m *mutation) once(what string, file []byte) time.Duration {
	done := make(chan time.Duration, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		began := threadTime()
		code := m.read(what, file)
		took := threadTime() - began
		m.mu.Lock()
		m.codes[code]++
		m.mu.Unlock()
		done <- took
	}()
	select {
	case took := <-done:
		return took
	case <-time.After(lost):
		return lost
	}
}

// read takes a file the way of a template and says how it ended.
func (m *mutation) read(what string, file []byte) (code string) {
	defer func() {
		if r := recover(); r != nil {
			code = "PANIC"
			m.mu.Lock()
			m.panics++
			m.mu.Unlock()
			m.fails.add(what, "mutate", code, fmt.Sprint(r, " ", string(debug.Stack())))
		}
	}()
	plan, source, report, err := pdf.Prepare(file, pdf.DefaultLimits())
	if err != nil {
		return codeOf(err)
	}
	box := place.Rect{X: 10, Y: 10, W: 50, H: 20}
	sheet := &place.Sheet{Items: []place.Item{place.Fill{Box: box, Color: place.Color{A: 255}}, place.Link{Box: box, URI: "https://example.com/"}}}
	if _, err := plan.Tail(map[int]*place.Sheet{0: sheet}); err != nil {
		return "STAMP"
	}
	cut := pdf.Cut{Layers: report.LayerNames}
	if len(plan.Slots) > 1 {
		cut.Pages = []int{0}
	}
	if _, err := pdf.Without(source, cut, pdf.DefaultLimits()); err != nil {
		return "accepted, " + codeOf(err) + " less a page and layers"
	}
	return "accepted"
}

func codeOf(err error) string {
	var l problem.List
	if errors.As(err, &l) && len(l) > 0 {
		return l[0].Code
	}
	return "NO_REASON"
}

// damaged changes, removes, doubles or cuts a few places of a file.
func damaged(rng *rand.Rand, file []byte) []byte {
	out := bytes.Clone(file)
	for range 1 + rng.IntN(12) {
		at := rng.IntN(len(out))
		end := min(len(out), at+1+rng.IntN(40))
		switch rng.IntN(8) {
		case 0:
			out = append(out[:at:at], out[end:]...)
		case 1:
			out = append(out[:end:end], out[at:]...)
		case 2:
			from := rng.IntN(len(out))
			copy(out[at:end], out[from:])
		case 3:
			out[at] = "0123456789[]<>()/ R"[rng.IntN(19)]
		default:
			out[at] = byte(rng.Uint32())
		}
		if len(out) < 16 {
			return out
		}
	}
	return out
}

func (m *mutation) print() bool {
	files := fnv.New32a()
	for _, n := range m.names {
		files.Write([]byte(n))
	}
	fmt.Printf("\ndamaged files %d, made of %d (%08x):\n", m.mutate, len(m.files), files.Sum32())
	m.codes.print(os.Stdout, "  ")
	fmt.Printf("panics %d, over %v of the processor %d, slowest %v (%s)\n", m.panics, patience, m.slow, m.slowest.Round(time.Millisecond), m.worst)
	return m.panics == 0 && m.slow == 0 && m.codes["NO_REASON"]+m.codes["STAMP"] == 0
}
