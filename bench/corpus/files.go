package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
)

// list names the files of a folder that are wanted.
func list(dir string, match *regexp.Regexp) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && match.MatchString(e.Name()) {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no file of %s is wanted", dir)
	}
	return names, nil
}

// each gives every item to one of n workers, and ends early with ctx.
func each[T any](ctx context.Context, n int, items []T, do func(T)) {
	queue := make(chan T)
	var workers sync.WaitGroup
	for range max(1, n) {
		workers.Go(func() {
			for item := range queue {
				do(item)
			}
		})
	}
	for _, item := range items {
		if ctx.Err() != nil {
			break
		}
		queue <- item
	}
	close(queue)
	workers.Wait()
}

// table is the list of failures: file, step, code, detail. A line is written as
// soon as it is known.
type table struct {
	mu    sync.Mutex
	to    io.Writer
	count map[string]int // by step
}

func newTable(name string) (*table, func(), error) {
	t := &table{to: os.Stdout, count: map[string]int{}}
	if name == "" {
		return t, func() {}, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, nil, err
	}
	t.to = f
	return t, func() { f.Close() }, nil
}

func (t *table) add(file, step, code, detail string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count[step]++
	fmt.Fprintf(t.to, "%s\t%s\t%s\t%s\n", filepath.Base(file), step, code, oneLine(detail))
}

var space = regexp.MustCompile(`\s+`)

func oneLine(s string) string {
	const most = 300
	s = space.ReplaceAllString(s, " ")
	return s[:min(most, len(s))]
}

// histogram counts words, and prints them from the most frequent down.
type histogram map[string]int

func (h histogram) print(to io.Writer, indent string) {
	words := make([]string, 0, len(h))
	for w := range h {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int {
		if h[a] != h[b] {
			return h[b] - h[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	for _, w := range words {
		fmt.Fprintf(to, "%s%-32s %5d\n", indent, w, h[w])
	}
}
