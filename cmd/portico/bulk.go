package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// bulk makes the pieces of one template for a folder of partners.
type bulk struct {
	*renderCommand
	*job
	tpl    *content.Template
	now    time.Time
	bar    *meter
	memory *memory
	marks  sync.Map // of a logo's bytes -> what the intake made of it: partners share logos

	mu   sync.Mutex
	sums bulkSums
}

// bulkSums is how a bulk went, for people and for --json.
type bulkSums struct {
	Partners  int           `json:"partners"`
	Made      int           `json:"made"`      // files
	Unchanged int           `json:"unchanged"` // files that are there already
	Refused   []bulkRefusal `json:"refused"`
	PerSecond float64       `json:"perSecond"` // files made
}

// bulkRefusal is a partner's piece that was not made, and why.
type bulkRefusal struct {
	Partner  string       `json:"partner"` // file
	Piece    string       `json:"piece,omitempty"`
	Problems problem.List `json:"problems"`
}

// everybody renders for each partner file of the folder. What was refused does
// not keep the others waiting.
func (c *renderCommand) everybody(to *console) error {
	collectSeldom()
	j := to.job(c.JSON)
	b := &bulk{renderCommand: c, job: j, now: time.Now()}
	files := b.prepare()
	if j.refused() {
		return j.end("")
	}
	b.bar = newMeter(to.err, len(files))
	began := time.Now()
	each(files, func(file string) { b.partner(file); b.bar.step() })
	b.bar.end()
	b.sums.PerSecond = float64(b.sums.Made) / time.Since(began).Seconds()
	if err := b.memory.save(); err != nil {
		j.refuse(c.Out, "OUTPUT_NOT_WRITTEN", "What was made cannot be noted: "+err.Error()+".", "Check that the folder may be written to. The files are there; the next run makes them again.")
	}
	return b.end()
}

// collectSeldom lets the collector wait as the server does (config.Tune): copies
// make much garbage that dies young. Who sets GOGC knows better.
func collectSeldom() {
	if was := debug.SetGCPercent(400); was != 100 { // 100 is Go's own
		debug.SetGCPercent(was)
	}
}

// prepare compiles the template and finds the partners.
func (b *bulk) prepare() []string {
	pkg := b.template(b.Dir)
	files, err := partnerFiles(b.Partners)
	if err != nil || len(files) == 0 {
		b.refuse(b.Partners, "NO_PARTNERS", "There is no partner file in the folder.", "Put one YAML file for each partner into it, or a folder with a partner.yaml.")
	}
	if err := os.MkdirAll(b.Out, 0o755); err != nil {
		b.refuse(b.Out, "OUTPUT_NOT_WRITTEN", "The folder cannot be made: "+err.Error()+".", "Choose a folder that may be written to.")
	}
	if b.refused() {
		return nil
	}
	if b.tpl, err = pkg.Template(); err != nil {
		b.Problems = append(b.Problems, problemOf(b.Dir, err))
	}
	b.memory, b.sums.Partners = remembered(b.Out), len(files)
	return files
}

// partnerFiles are the YAML files of a folder, and a partner.yaml in each of its
// folders.
func partnerFiles(dir string) ([]string, error) {
	var all []string
	for _, pattern := range []string{"*.yaml", "*.yml", "*/partner.yaml", "*/partner.yml"} {
		found, err := filepath.Glob(filepath.Join(escaped(dir), pattern))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.Sort(all)
	return all, nil
}

// escaped takes their meaning from characters of a pattern.
func escaped(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// partner makes the pieces for one.
func (b *bulk) partner(file string) {
	p, found := readPartner(file)
	if found.Blocking() || p == nil {
		b.not(file, "", found)
		return
	}
	data, _ := os.ReadFile(file)
	marks := map[string][]byte{}
	for _, name := range logoFiles(p) {
		marks[name], _ = readFile(beside(file, name), int64(logo.Default.Bytes)+1) // the intake says what is wrong
	}
	take := sync.OnceValues(func() (content.Job, problem.List) {
		return content.NewJob(p, b.now, func(name string) (*logo.Mark, problem.List) { return b.mark(beside(file, name), marks[name]) })
	})
	plain, _ := content.NewJob(p, b.now, func(string) (*logo.Mark, problem.List) { return nil, nil })
	for _, w := range b.wishes() {
		known := digest(b.tpl.Hash(), content.Engine, w, b.Lang, b.Field, data, marks, b.tpl.Decide(plain).Result)
		if !b.Force && b.memory.has(b.Out, file, w.name(), known) {
			b.count(func(s *bulkSums) { s.Unchanged++ })
			continue
		}
		b.one(file, w, take, known)
	}
}

// mark takes a logo in, once for the same bytes.
func (b *bulk) mark(file string, data []byte) (*logo.Mark, problem.List) {
	type taken struct {
		mark  *logo.Mark
		found problem.List
	}
	once, _ := b.marks.LoadOrStore(sha256.Sum256(data), sync.OnceValue(func() taken {
		m, found := takeLogo(file)
		return taken{m, found}
	}))
	t := once.(func() taken)()
	return t.mark, t.found
}

func logoFiles(p *spec.Partner) (names []string) {
	all := p.Logos
	if p.Parent != nil {
		all = append(slices.Clone(all), p.Parent.Logos...)
	}
	for _, l := range all {
		names = append(names, l.File)
	}
	return names
}

// wish is one file for each partner.
type wish struct{ Piece, Output string }

func (w wish) name() string { return w.Piece + "/" + w.Output }

// wishes are the pieces and outputs asked for; all of the template without flags.
func (b *bulk) wishes() (all []wish) {
	for _, piece := range b.tpl.Manifest().Pieces {
		if b.Piece != "" && b.Piece != piece.Name {
			continue
		}
		for _, out := range piece.Value.Outputs {
			if b.Output == "" || b.Output == out.Name {
				all = append(all, wish{piece.Name, out.Name})
			}
		}
	}
	if len(all) == 0 {
		return []wish{{b.Piece, b.Output}} // the renderer says what there is
	}
	return all
}

// one makes one file, or notes why not.
func (b *bulk) one(file string, w wish, take func() (content.Job, problem.List), known string) {
	job, found := take()
	if found.Blocking() {
		b.not(file, w.name(), found)
		return
	}
	mine := b.job.of()
	job.Piece, job.Output, job.Input = w.Piece, w.Output, b.Field
	if b.Lang != "" {
		job.Language = b.Lang
	}
	job.Facts.Language = job.Language
	if !mine.decide(b.tpl, &job) {
		b.not(file, w.name(), mine.Problems)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), guardTime)
	defer cancel()
	out, found, err := b.tpl.Render(ctx, job)
	if err != nil {
		found = append(found, problemOf(b.Dir, givenUp(err)))
	}
	if found.Blocking() {
		b.not(file, w.name(), found)
		return
	}
	b.put(file, w, out, known)
}

// put writes a file into the partner's folder.
func (b *bulk) put(file string, w wish, out content.Output, known string) {
	name := filepath.Join(folderOf(file), out.Name)
	source, _ := b.tpl.Source(out.Source.SHA256)
	err := os.MkdirAll(filepath.Join(b.Out, folderOf(file)), 0o755)
	if err == nil {
		err = placeFile(filepath.Join(b.Out, name), source, out.Bytes)
	}
	if err != nil {
		b.not(file, w.name(), problem.List{{Code: "OUTPUT_NOT_WRITTEN", Severity: problem.Error, Where: name,
			Message: "The file cannot be written: " + err.Error() + ".", Fix: "Check that the folder may be written to and has room."}})
		return
	}
	b.memory.keep(file, w.name(), made{Digest: known, File: name, Size: out.Size})
	b.count(func(s *bulkSums) { s.Made++ })
}

// folderOf is the folder of a partner's copies: named as its file, or as the
// folder that its partner.yaml lies in.
func folderOf(file string) string {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if name == "partner" {
		return filepath.Base(filepath.Dir(file))
	}
	return name
}

func (b *bulk) not(file, piece string, why problem.List) {
	b.count(func(s *bulkSums) { s.Refused = append(s.Refused, bulkRefusal{filepath.Base(file), piece, why}) })
}

func (b *bulk) count(add func(*bulkSums)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	add(&b.sums)
}

// end tells how it went. Exit code 1: not everything could be made.
func (b *bulk) end() error {
	slices.SortFunc(b.sums.Refused, func(x, y bulkRefusal) int {
		return strings.Compare(x.Partner+"\x00"+x.Piece, y.Partner+"\x00"+y.Piece)
	})
	b.job.Bulk, b.job.Output = &b.sums, b.Out
	if !b.json {
		b.tell()
	}
	err := b.job.end(fmt.Sprintf("%s: %d made, %d unchanged, %d refused; %.0f documents a second", b.Out, b.sums.Made, b.sums.Unchanged, len(b.sums.Refused), b.sums.PerSecond))
	if err == nil && len(b.sums.Refused) > 0 {
		return errRefused
	}
	return err
}

// tell says for each partner what is missing, those who only lack a logo first.
func (b *bulk) tell() {
	waiting, others := []bulkRefusal{}, []bulkRefusal{}
	for _, r := range b.sums.Refused {
		if slices.ContainsFunc(r.Problems, lacksLogo) {
			waiting = append(waiting, r)
		} else {
			others = append(others, r)
		}
	}
	if len(waiting) > 0 {
		fmt.Fprintln(b.err, "Waiting for a logo:")
	}
	for _, r := range waiting {
		fmt.Fprintf(b.err, "  %s %s\n", r.Partner, r.Piece)
	}
	for _, r := range others {
		fmt.Fprintf(b.err, "%s %s\n", r.Partner, r.Piece)
		for _, p := range r.Problems {
			fmt.Fprintf(b.err, "  %-7s  %s\n", p.Severity, p)
		}
	}
}

func lacksLogo(p problem.Problem) bool { return p.Code == "LOGO_MISSING" }
