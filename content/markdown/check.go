package markdown

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/portico-prm/portico/content/problem"
)

// Check tells what of a text would not be shown, and why. file names the
// problems; has tells which files the course holds.
func Check(file, source string, has func(path string) bool) problem.List {
	c := checker{file: file, source: []byte(source), has: has}
	if !c.readable() {
		return c.found
	}
	_ = ast.Walk(parse(c.source), c.node) // the walker itself never fails
	return c.found
}

type checker struct {
	file   string
	source []byte
	has    func(string) bool
	found  problem.List
}

func (c *checker) readable() bool {
	switch {
	case len(c.source) > MaxText:
		c.say(1, "TEXT_TOO_LONG", fmt.Sprintf("The text has %d bytes; at most %d are taken.", len(c.source), MaxText), "Split the lesson in two.")
	case !utf8.Valid(c.source) || bytes.ContainsRune(c.source, 0):
		c.say(1, "TEXT_ENCODING", "The text is not UTF-8.", "Save it as UTF-8.")
	case nested(string(c.source)) > deepest:
		c.say(1, "TEXT_TOO_DEEP", fmt.Sprintf("Lists or quotes are nested more than %d deep.", deepest), "Flatten them.")
	}
	return c.found == nil
}

func (c *checker) say(line int, code, message, fix string) {
	c.found = append(c.found, problem.Problem{Code: code, Severity: problem.Error, Where: fmt.Sprintf("%s:%d", c.file, line),
		Message: message, Fix: fix, Data: map[string]any{"file": c.file, "line": line}})
}

func (c *checker) node(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.HTMLBlock:
		c.html(c.lineOf(n), string(n.Lines().Value(c.source)))
	case *ast.RawHTML:
		c.html(c.lineAt(n.Segments.At(0).Start), string(n.Segments.Value(c.source)))
	case *ast.Link:
		c.link(c.lineOf(n), plain(n.Destination))
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkURL {
			c.link(c.lineOf(n), plain(n.URL(c.source)))
		}
	case *ast.Image:
		c.image(c.lineOf(n), plain(n.Destination))
	}
	return ast.WalkContinue, nil
}

func (c *checker) html(line int, text string) {
	if lower := strings.ToLower(text); strings.Contains(lower, "<script") {
		c.say(line, "TEXT_SCRIPT", "The text holds a script.", "Remove it. Lessons are read in the portal, where nothing of theirs may run.")
		return
	}
	c.say(line, "TEXT_HTML", fmt.Sprintf("The text holds HTML (%.40q), which is not shown.", strings.TrimSpace(text)), "Write it as Markdown, or put it between backticks to show it as it is.")
}

func (c *checker) link(line int, dest string) {
	out, allowed := outward(dest)
	switch {
	case out && !allowed:
		c.say(line, "TEXT_LINK", fmt.Sprintf("The link %.80q leads where lessons do not.", dest), "Link to an https address, a mailto address, or a file of the course.")
	case !out && !strings.HasPrefix(dest, "#"):
		c.own(line, dest)
	}
}

func (c *checker) image(line int, dest string) {
	if out, _ := outward(dest); out {
		c.say(line, "TEXT_PICTURE", fmt.Sprintf("The picture %.80q is not one of the course's own.", dest), "Put the picture into media/ and name it from there: readers are not shown to strangers.")
		return
	}
	c.own(line, dest)
}

func (c *checker) own(line int, dest string) {
	p := local(path.Dir(c.file), dest)
	switch {
	case p == "":
		c.say(line, "TEXT_FILE_OUTSIDE", fmt.Sprintf("The path %.80q leads out of the course's folder.", dest), "Put the file into media/.")
	case !c.has(p):
		c.say(line, "TEXT_FILE_MISSING", fmt.Sprintf("There is no file %.80q in the course.", p), "Put it there, or correct the path; it is read from the folder of the text.")
	}
}

// lineOf is the line on which a node begins. What stands inside of a line knows
// only its text, so its block speaks for it where it has none.
func (c *checker) lineOf(n ast.Node) int {
	for at := n; at != nil; at = at.FirstChild() {
		if t, ok := at.(*ast.Text); ok {
			return c.lineAt(t.Segment.Start)
		}
	}
	for at := n; at != nil; at = at.Parent() {
		if at.Type() == ast.TypeBlock && at.Lines() != nil && at.Lines().Len() > 0 {
			return c.lineAt(at.Lines().At(0).Start)
		}
	}
	return 1
}

func (c *checker) lineAt(offset int) int { return 1 + bytes.Count(c.source[:offset], []byte("\n")) }
