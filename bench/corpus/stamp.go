package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/portico-prm/portico/bench/drive"
)

const (
	// hang is how much of the processor's time one command of ours may take for
	// one file: of the clock's it takes more when others are at work.
	hang = 20 * time.Second
	// given is when one is ended by the clock.
	given = 5 * time.Minute
)

// company stands in the contact block of every copy, and is looked for there.
const company = "Kestrel Harbour Systems"

// stamper makes a template and a copy of each file and keeps the score.
type stamper struct {
	options
	dir      string // templates, copies, the partner file and the logo
	partner  string
	failures *table

	structures *table // of -structure, or nil

	mu    sync.Mutex
	score score
}

// stampAll runs -pdf.
func stampAll(ctx context.Context, o options) (bool, error) {
	files, err := list(o.pdf, o.match)
	if err != nil {
		return false, err
	}
	failures, done, err := newTable(o.tsv)
	if err != nil {
		return false, err
	}
	defer done()
	s := &stamper{options: o, dir: o.keep, failures: failures, score: newScore()}
	if o.structure != "" {
		var written func()
		if s.structures, written, err = newTable(o.structure); err != nil {
			return false, err
		}
		defer written()
	}
	if s.dir == "" {
		if s.dir, err = drive.Folder(); err != nil {
			return false, err
		}
		defer os.RemoveAll(s.dir)
	}
	if err := s.letterhead(); err != nil {
		return false, err
	}
	each(ctx, max(1, o.clients/2), files, func(f string) { s.file(ctx, f) })
	return s.score.print(os.Stdout), ctx.Err()
}

// letterhead writes the partner file and its logo.
func (s *stamper) letterhead() error {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return err
	}
	s.partner = filepath.Join(s.dir, "partner.yaml")
	text := "displayName: " + company + "\ncontact: {name: Ada Quill, phone: +44 20 7946 0018, email: ada@kestrel.example, website: https://kestrel.example}\nlogos: [{file: logo.png}]\n"
	if err := os.WriteFile(s.partner, []byte(text), 0o644); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, mark()); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, "logo.png"), b.Bytes(), 0o644)
}

// mark is a logo with transparent parts: a ring and a bar.
func mark() *image.NRGBA {
	const w, h = 900, 300
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dx, dy := float64(x-150), float64(y-150)
			r := dx*dx + dy*dy
			ring := r < 140*140 && r > 80*80
			bar := x > 330 && x < 880 && y > 110 && y < 190
			if ring || bar {
				img.SetNRGBA(x, y, color.NRGBA{12, 74, 110, 255})
			}
		}
	}
	return img
}

// file takes one PDF the whole way.
func (s *stamper) file(ctx context.Context, source string) {
	base := filepath.Join(s.dir, filepath.Base(source))
	folder, copied := base+".template", base+".copy.pdf"
	_ = os.RemoveAll(folder) // of an earlier run with -keep
	if !s.step(ctx, source, "new", "template", "new", "--from", source, folder, "--json") {
		return
	}
	if err := everyPage(folder); err != nil {
		s.note(source, finding{"pages", "UNREADABLE", err.Error()})
		return
	}
	s.note(source, finding{"pages", "", ""})
	if !s.step(ctx, source, "render", "render", folder, "--partner", s.partner, "-o", copied, "--json") {
		return
	}
	s.tally("handled")
	published := s.published(source, folder)
	found := slices.Concat(samePrefix(source, copied), s.sameObjects(ctx, source, copied, published != source),
		qpdfCheck(ctx, published, copied), textThere(ctx, folder, copied), samePages(ctx, published, copied, folder))
	for _, f := range found {
		s.note(source, f)
	}
	if s.keep == "" {
		_ = os.RemoveAll(folder)
		_ = os.Remove(copied)
	}
}

// sameObjects compares what qpdf reads of a source and its copy.
func (s *stamper) sameObjects(ctx context.Context, source, copied string, stripped bool) []finding {
	before, _ := readByQpdf(ctx, source) // nil when qpdf cannot read it: nothing to compare
	after, err := readByQpdf(ctx, copied)
	switch {
	case err != nil && before == nil:
		return []finding{{"objects", unknown, ""}}
	case err != nil:
		return []finding{{"objects", "UNREADABLE", err.Error()}}
	}
	s.note(source, finding{"objects", "", ""})
	return slices.Concat(s.sameStructure(source, before, after, stripped), inert(after), s.sameClaims(ctx, source, copied, before, after))
}

// published is the art that the copy is held against: the file, or what was left
// of it when the programme took active content out and said so.
func (s *stamper) published(source, folder string) string {
	art := filepath.Join(folder, "base", "art.pdf")
	a, _ := os.ReadFile(source)
	if b, err := os.ReadFile(art); err != nil || bytes.Equal(a, b) {
		return source
	}
	s.tally("stripped")
	return art
}

// step runs one command of ours and tells whether it was done.
func (s *stamper) step(ctx context.Context, source, name string, args ...string) bool {
	got := command(ctx, given, s.binary, args...)
	if ctx.Err() != nil {
		return false
	}
	s.mu.Lock()
	s.score.took[name] = append(s.score.took[name], got.worked)
	s.mu.Unlock()
	if why := got.broken(); why != "" {
		s.note(source, finding{name, why, fmt.Sprintf("exit code %d: %s%s", got.code, got.err, got.out)})
		return false
	}
	if got.code == 0 {
		return true
	}
	code, message := got.report().refusal()
	s.mu.Lock()
	s.score.refused[name+" "+code]++
	s.mu.Unlock()
	s.failures.add(source, name, code, message)
	return false
}

// finding is what one look at a copy said. With an empty code all is well.
type finding struct{ step, code, detail string }

// note counts a finding; one with a code is a line of the table.
func (s *stamper) note(source string, f finding) {
	s.tally(f.step + " " + f.code)
	if f.code != "" && f.code != unknown && f.code != "REWRITTEN" {
		s.failures.add(source, f.step, f.code, f.detail)
	}
}

func (s *stamper) tally(word string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.score.count[word]++
}
