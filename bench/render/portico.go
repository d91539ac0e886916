package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
)

// portico is a published template, and the logo of a partner as it is stored.
type portico struct {
	dir, size string
	output    string
	raw       []byte // of the template
	mark      []byte
	tpl       *content.Template
	source    []byte // the vendor's PDF; nil for a picture
	next      atomic.Int64
}

// porticoCraft makes copies as the server does.
func porticoCraft(dir, job string) (craft, string, error) {
	kit, how, _ := strings.Cut(job, "/")
	size, output, _ := strings.Cut(kit, "-")
	p := &portico{dir: dir, size: size, output: output}
	var err error
	if p.raw, err = os.ReadFile(filepath.Join(dir, size+".kit")); err != nil {
		return nil, "", err
	}
	if p.mark, err = os.ReadFile(filepath.Join(dir, "mark")); err != nil {
		return nil, "", err
	}
	if p.tpl, err = content.Open(p.raw); err != nil {
		return nil, "", err
	}
	ways := map[string]craft{"first": p.first, "cold": p.cold, "repeat": p.repeat(), "bulk": p.bulk}
	if how == "repeat" {
		_, _, err = p.keep()
	}
	return ways[how], "", err
}

// first is a copy for a partner who never had one: other data, another code, and
// the logo read from its stored form.
func (p *portico) first(int) ([]byte, int64, error) { return p.make(p.tpl) }

// cold also opens the template, as after a start.
func (p *portico) cold(int) ([]byte, int64, error) {
	t, err := content.Open(p.raw)
	if err != nil {
		return nil, 0, err
	}
	return p.make(t)
}

func (p *portico) make(t *content.Template) ([]byte, int64, error) {
	out, err := p.render(t, p.next.Add(1))
	if err != nil {
		return nil, 0, err
	}
	return p.whole(out), int64(len(out.Bytes)), nil
}

func (p *portico) render(t *content.Template, n int64) (content.Output, error) {
	var m logo.Mark
	if err := m.UnmarshalBinary(p.mark); err != nil {
		return content.Output{}, err
	}
	job := content.Job{Output: p.output, Language: "en",
		Values: map[string]string{"partner.displayName": contactLines[0], "user.name": fmt.Sprintf("%s %d", contactLines[1], n),
			"user.phone": contactLines[2], "user.email": contactLines[3], "partner.website": contactLines[4], "partner.id": fmt.Sprint(n)},
		Marks: map[string][]content.VariantMark{"partner.logos": {{Variant: "full-color", Mark: &m}}}}
	out, found, err := t.Render(context.Background(), job)
	if err == nil && found.Blocking() {
		err = fmt.Errorf("refused: %v", found)
	}
	return out, err
}

// whole is the file as it is sent: the vendor's bytes and the tail.
func (p *portico) whole(out content.Output) []byte {
	if out.Source.SHA256 == "" {
		return out.Bytes
	}
	source, _ := p.tpl.Source(out.Source.SHA256)
	return append(append(make([]byte, 0, len(source)+len(out.Bytes)), source...), out.Bytes...)
}

// keep stores one copy, as the server does after the first.
func (p *portico) keep() (string, content.Output, error) {
	out, err := p.render(p.tpl, 1)
	if err != nil {
		return "", out, err
	}
	file := filepath.Join(p.dir, "stored-"+p.size+p.output)
	p.source, _ = p.tpl.Source(out.Source.SHA256)
	return file, out, os.WriteFile(file, out.Bytes, 0o644)
}

// repeat reads what was stored and sends it behind the vendor's bytes.
func (p *portico) repeat() craft {
	file := filepath.Join(p.dir, "stored-"+p.size+p.output)
	return func(int) ([]byte, int64, error) {
		tail, err := os.ReadFile(file)
		if err != nil || p.source == nil {
			return tail, int64(len(tail)), err
		}
		return bytes.Join([][]byte{p.source, tail}, nil), int64(len(tail)), nil
	}
}

// bulkOf is how many partners an order has.
const bulkOf = 1000

// bulk makes a copy for each of a thousand partners on all processors, and
// writes what has to be stored into files, which go with the bench.
func (p *portico) bulk(int) ([]byte, int64, error) {
	into, err := os.MkdirTemp(p.dir, "bulk-")
	if err != nil {
		return nil, 0, err
	}
	var wait sync.WaitGroup
	var failed atomic.Value
	var last atomic.Value
	numbers := make(chan int64)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for n := range numbers {
				out, err := p.render(p.tpl, n)
				if err == nil {
					err = os.WriteFile(filepath.Join(into, fmt.Sprint(n)), out.Bytes, 0o644)
				}
				if err != nil {
					failed.Store(err)
				}
				last.Store(out)
			}
		})
	}
	from := time.Now().UnixNano() // never the same partners again
	for i := range int64(bulkOf) {
		numbers <- from + i
	}
	close(numbers)
	wait.Wait()
	if err, ok := failed.Load().(error); ok {
		return nil, 0, err
	}
	out := last.Load().(content.Output)
	return p.whole(out), int64(len(out.Bytes)), nil
}
