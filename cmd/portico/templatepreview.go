package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rule"
)

// templatePreviewCommand draws what the sample partners of a template will get.
type templatePreviewCommand struct {
	Dir     string   `arg:"" help:"Template folder." type:"path"`
	Out     string   `short:"o" help:"Folder to write the pictures into; one beside the template by default." type:"path"`
	Piece   string   `help:"Piece to draw; all by default."`
	Lang    string   `help:"Language to draw; all of the template by default."`
	Fixture []string `help:"Sample partner, by the name of its file in fixtures/; all by default. Repeatable."`
	Width   int      `help:"Width of the pictures in pixels; the art's own size by default, which is the most."`
	Zones   bool     `help:"Outline every zone in pink and forbidden art in blue."`
	JSON    bool     `name:"json" help:"Print one JSON object."`
}

// previewSums is what was drawn, for people and for --json.
type previewSums struct {
	Pictures []string        `json:"pictures"` // from the folder
	NotDrawn []previewReason `json:"notDrawn"`
}

// previewReason is why a sample partner has no picture of a piece.
type previewReason struct {
	Fixture string   `json:"fixture"`
	Piece   string   `json:"piece"`
	Why     []string `json:"why"`
	ByRule  bool     `json:"byRule"` // the template's rules say so: that is no fault
}

// Run draws. Exit code 1: somebody who may have a piece cannot be given it.
func (c *templatePreviewCommand) Run(to *console) error {
	j := to.job(c.JSON)
	s := j.stage(c.Dir)
	if s == nil {
		return j.end("")
	}
	if c.Out == "" {
		c.Out = c.Dir + "-preview"
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		j.refuse(c.Out, "OUTPUT_NOT_WRITTEN", "The folder cannot be made: "+err.Error()+".", "Choose a folder that may be written to.")
		return j.end("")
	}
	g := &gallery{stage: s, templatePreviewCommand: c, sums: previewSums{Pictures: []string{}, NotDrawn: []previewReason{}}}
	shots := g.shots()
	if len(shots) == 0 {
		j.refuse(c.Dir, "NOTHING_TO_DRAW", "No sample partner and piece fits what was asked for.",
			"Sample partners: "+strings.Join(g.fixtures(), ", ")+". Pieces: "+strings.Join(s.tpl.Manifest().Pieces.Names(), ", ")+".")
		return j.end("")
	}
	bar := newMeter(to.err, len(shots))
	each(shots, func(one shot) { g.draw(one); bar.step() })
	bar.end()
	return g.end()
}

// shot is one series of pictures: the pages of a piece for a sample partner.
type shot struct{ fixture, piece, output, lang string }

// gallery is a preview at work.
type gallery struct {
	*stage
	*templatePreviewCommand
	mu   sync.Mutex
	sums previewSums
}

func (g *gallery) shots() (all []shot) {
	m := g.tpl.Manifest()
	for _, fixture := range g.fixtures() {
		for _, piece := range m.Pieces {
			for _, lang := range m.Languages.Available {
				if wanted(g.Piece, piece.Name) && wanted(g.templatePreviewCommand.Lang, lang) && g.invited(fixture) {
					for _, out := range looks(piece.Value) {
						all = append(all, shot{fixture, piece.Name, out, lang})
					}
				}
			}
		}
	}
	return all
}

func wanted(asked, name string) bool { return asked == "" || asked == name }

func (g *gallery) invited(fixture string) bool {
	return len(g.Fixture) == 0 || slices.ContainsFunc(g.Fixture, func(name string) bool { return short(name) == short(fixture) })
}

// draw makes the pictures of one series.
func (g *gallery) draw(s shot) {
	job, found := g.wish(s.fixture, time.Now())
	if found.Blocking() {
		g.not(s, false, sentences(found))
		return
	}
	job.Piece, job.Output, job.Language, job.Facts.Language = s.piece, s.output, s.lang, s.lang
	d := g.tpl.Decide(job)
	if !d.Usable() && d.Result != rule.NeedsApproval {
		g.not(s, true, append([]string{strings.ToLower(string(d.Result))}, d.Open()...))
		return
	}
	job.Obligations = d.Obligations
	for page, pages := 0, 1; page < pages; page++ {
		ctx, cancel := context.WithTimeout(context.Background(), guardTime)
		p, found, err := g.tpl.Preview(ctx, job, content.View{Page: page, Width: g.Width, Zones: g.Zones})
		cancel()
		if err != nil {
			found = append(found, problemOf(s.fixture, givenUp(err)))
		}
		if found.Blocking() {
			g.not(s, false, sentences(found))
			return
		}
		pages = p.Pages
		g.keep(s, page, pages, p.PNG)
	}
}

// keep writes a picture as piece.language.partner.png, with the page if there
// are several, and with the output if the piece has several shapes.
func (g *gallery) keep(s shot, page, pages int, file []byte) {
	name := s.piece
	if piece, _ := g.tpl.Manifest().Pieces.Get(s.piece); len(looks(piece)) > 1 {
		name += "." + s.output
	}
	name += "." + s.lang + "." + short(s.fixture)
	if pages > 1 {
		name += fmt.Sprintf(".%d", page+1)
	}
	name += ".png"
	if err := placeFile(filepath.Join(g.Out, name), file); err != nil {
		g.not(s, false, []string{"The picture cannot be written: " + err.Error() + "."})
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.sums.Pictures = append(g.sums.Pictures, name)
}

func (g *gallery) not(s shot, byRule bool, why []string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := previewReason{short(s.fixture), s.piece, why, byRule}
	if !slices.ContainsFunc(g.sums.NotDrawn, func(have previewReason) bool {
		return have.Fixture == r.Fixture && have.Piece == r.Piece && slices.Equal(have.Why, r.Why)
	}) {
		g.sums.NotDrawn = append(g.sums.NotDrawn, r)
	}
}

// end tells what there is to look at, and who has no picture.
func (g *gallery) end() error {
	slices.Sort(g.sums.Pictures)
	slices.SortFunc(g.sums.NotDrawn, func(a, b previewReason) int {
		return strings.Compare(a.Fixture+"\x00"+a.Piece, b.Fixture+"\x00"+b.Piece)
	})
	g.Previews, g.job.Output, g.SHA256 = &g.sums, g.Out, g.tpl.Hash()
	for _, r := range g.sums.NotDrawn {
		if !r.ByRule {
			g.refuse(r.Fixture+" "+r.Piece, "PREVIEW_REFUSED", strings.Join(r.Why, " "), "Correct the sample partner, or give the zone more room.")
		} else if !g.json {
			fmt.Fprintf(g.out, "no picture of %s for %s: %s\n", r.Piece, r.Fixture, strings.Join(r.Why, ", "))
		}
	}
	done := fmt.Sprintf("%d pictures in %s", len(g.sums.Pictures), g.Out)
	if g.refused() && !g.json {
		fmt.Fprintln(g.out, done)
	}
	return g.job.end(done)
}
