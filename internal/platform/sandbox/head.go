package sandbox

import (
	"strings"
	"sync"
)

// headSize is how much of a worker's stderr is kept per job. A Go program
// that dies says why in its first lines.
const headSize = 2 << 10

// head keeps the first bytes that a worker writes to stderr and drops the
// rest, so that a chatty worker never blocks.
type head struct {
	mu   sync.Mutex
	text []byte
}

// Write takes everything and keeps the beginning.
func (h *head) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text = append(h.text, b[:min(len(b), headSize-len(h.text))]...)
	return len(b), nil
}

func (h *head) reset() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text = h.text[:0]
}

func (h *head) says(what string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Contains(string(h.text), what)
}

// String is the text on one line.
func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return printable(h.text, headSize)
}
