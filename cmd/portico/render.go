package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
)

// renderCommand renders a template folder for one partner, or for a folder of them.
type renderCommand struct {
	Dir      string            `arg:"" help:"Template folder." type:"path"`
	Partner  string            `required:"" xor:"whom" help:"Partner file (YAML); the paths in it are relative to it." type:"path"`
	Partners string            `required:"" xor:"whom" help:"Folder of partner files: everything is made for each, into a folder of its own below --out; what has not changed is not made again." type:"path"`
	Piece    string            `help:"Piece to make; the first of the template by default, all for many partners."`
	Output   string            `help:"Output to make; the first of the piece by default, all for many partners."`
	Force    bool              `help:"With --partners: make also what has not changed."`
	Lang     string            `help:"Language; the partner's first by default."`
	Field    map[string]string `help:"Text of a field that the partner may edit, as cta='Call us'." mapsep:"none"`
	Out      string            `short:"o" required:"" help:"File to write, or a folder." type:"path"`
	JSON     bool              `name:"json" help:"Print one JSON object."`
}

// Run decides, renders and writes the file. Exit code 1: refused, nothing written.
func (c *renderCommand) Run(to *console) error {
	if c.Partners != "" {
		return c.everybody(to)
	}
	j := to.job(c.JSON)
	out, source := c.render(j)
	if j.refused() {
		return j.end("")
	}
	path := target(c.Out, out.Name)
	if err := writeFile(path, source, out.Bytes); err != nil {
		j.refuse(path, "OUTPUT_NOT_WRITTEN", "The file cannot be written: "+err.Error()+".", "Check that the folder exists and has room.")
		return j.end("")
	}
	j.Output, j.SHA256, j.Pages, j.Bytes = path, out.SHA256, out.Pages, out.Size
	return j.end(fmt.Sprintf("%s: %d bytes, sha256 %s", path, out.Size, out.SHA256))
}

// render makes the bytes, or notes why not.
func (c *renderCommand) render(j *job) (out content.Output, source []byte) {
	pkg := j.template(c.Dir)
	wish := c.job(j)
	if j.refused() {
		return out, nil
	}
	t, err := pkg.Template()
	if err != nil {
		j.Problems = append(j.Problems, problemOf(c.Dir, err))
		return out, nil
	}
	if !j.decide(t, &wish) {
		return out, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), guardTime)
	defer cancel()
	out, found, err := t.Render(ctx, wish)
	j.Problems = append(j.Problems, found...)
	if err != nil {
		j.Problems = append(j.Problems, problemOf(c.Dir, givenUp(err)))
	}
	source, _ = t.Source(out.Source.SHA256)
	return out, source
}

// template compiles a folder; its warnings belong to lint, not here.
func (j *job) template(dir string) *content.Package {
	pkg, found, err := prepareTemplate(dir)
	if err != nil {
		found = append(found, problemOf(dir, err))
	}
	if found.Blocking() || err != nil {
		j.Problems = append(j.Problems, found...)
	}
	return pkg
}

// job reads the partner and takes the logos in.
func (c *renderCommand) job(j *job) content.Job {
	partner, found := readPartner(c.Partner)
	j.Problems = append(j.Problems, found...)
	if partner == nil {
		return content.Job{}
	}
	wish, found := content.NewJob(partner, time.Now(), func(file string) (*logo.Mark, problem.List) {
		return takeLogo(beside(c.Partner, file))
	})
	j.Problems = append(j.Problems, found...)
	wish.Piece, wish.Output, wish.Input = c.Piece, c.Output, c.Field
	if c.Lang != "" {
		wish.Language = c.Lang
	}
	wish.Facts.Language = wish.Language
	return wish
}

func takeLogo(file string) (*logo.Mark, problem.List) {
	m, found, err := intakeLogo(file)
	if err != nil {
		found = append(found, problemOf(file, err))
	}
	if found.Blocking() {
		return nil, found
	}
	return m, found
}

// beside is a path as written in a file, seen from that file.
func beside(file, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}

// decide asks the template's rules. Only an allowed template is rendered.
func (j *job) decide(t *content.Template, wish *content.Job) bool {
	d := t.Decide(*wish)
	j.Decision = &d
	wish.Obligations = d.Obligations
	switch d.Result {
	case rule.NeedsApproval:
		j.refuse("access", "NEEDS_APPROVAL", d.Summary, "Ask for approval in the portal.")
	case rule.Locked:
		j.refuse("access", "LOCKED", d.Summary+".", "Do the next step of each open requirement.")
	case rule.Hidden:
		j.refuse("access", "HIDDEN", d.Summary, "Choose another template.")
	}
	return d.Usable()
}

// target is the file to write: a folder gets the file's own name.
func target(out, name string) string {
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return filepath.Join(out, name)
	}
	return out
}
