package content

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// Compile reads a template folder, checks everything that can be known without
// a partner, prepares the art, and freezes the result. With a blocking problem
// there is no package. The error is a cancelled context or a fault of ours.
//
// It parses foreign files: in the server it runs in the sandboxed worker only.
func Compile(ctx context.Context, fsys fs.FS, lim Limits) (*Package, problem.List, error) {
	c := &compiler{ctx: ctx, fsys: fsys, lim: lim, pkg: newPackage(), marks: map[string]*logo.Mark{}, saw: map[string]*pdf.Report{}}
	steps := []func(*compiler){(*compiler).read, (*compiler).hash, (*compiler).fonts, (*compiler).bases, (*compiler).measure, (*compiler).rehearse}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return nil, c.found, err
		}
		if step(c); c.found.Blocking() || c.err != nil {
			return nil, c.found, c.err
		}
	}
	return c.pkg, c.found, nil
}

type compiler struct {
	ctx   context.Context
	fsys  fs.FS
	lim   Limits
	m     *spec.Manifest
	pkg   *Package
	found problem.List
	err   error
	marks map[string]*logo.Mark  // of fixtures, by file
	saw   map[string]*pdf.Report // of art, by file
}

func (c *compiler) say(where, code, message, fix string) {
	c.found = append(c.found, c.m.Problem(where, code, message, fix))
}

// add takes the findings about one file or place.
func (c *compiler) add(where string, found problem.List) {
	for _, p := range found {
		p.Where = join(where, p.Where)
		c.found = append(c.found, p)
	}
}

func join(where, inner string) string {
	switch {
	case where == "":
		return inner
	case inner == "":
		return where
	}
	return where + " " + inner
}

func (c *compiler) read() {
	m, found := spec.Load(c.fsys, c.lim.Folder)
	if !found.Blocking() {
		found = append(found, m.Lint()...)
	}
	c.m, c.found = m, found
	if !found.Blocking() {
		c.pkg.meta.take(m)
	}
}

// hash names the template by all of its files, in the order of their paths, and
// the shipped fonts that it uses: name, size and SHA-256 of each.
func (c *compiler) hash() {
	sum := sha256.New()
	c.pkg.meta.Drawn = map[string]string{}
	for _, f := range c.m.Files {
		data, found := spec.ReadFile(c.fsys, f.Path, c.lim.Folder.Total)
		if found != nil {
			c.add("", found)
			return
		}
		one := sha256.Sum256(data)
		fmt.Fprintf(sum, "%s\x00%d\x00%x\n", f.Path, len(data), one)
		if spec.Drawn(f.Path) {
			c.pkg.meta.Drawn[f.Path] = hex.EncodeToString(one[:])
		}
	}
	for _, name := range c.m.Brand.ShippedFonts() {
		data, _ := spec.ShippedFont(name)
		fmt.Fprintf(sum, "%s\x00%d\x00%x\n", name, len(data), sha256.Sum256(data))
	}
	c.pkg.meta.Hash = hex.EncodeToString(sum.Sum(nil))
}

// file reads one file of the template.
func (c *compiler) file(name string) ([]byte, bool) {
	data, found := spec.ReadFile(c.fsys, name, c.lim.Folder.Total)
	c.add("", found)
	return data, found == nil
}
