package markdown

import (
	"bytes"
	"html"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
)

// Render writes a text as HTML. at gives the address of one of the course's own
// files, by its path from the root of the folder; empty when there is none. dir
// is the folder of the text. A text that Check would not read comes as it was
// written, between pre tags.
func Render(dir, source string, at func(path string) string) string {
	if len(source) > MaxText || nested(source) > deepest {
		return "<pre>" + html.EscapeString(source) + "</pre>"
	}
	body := []byte(source)
	doc := parse(body)
	clean(doc, dir, at)
	var out bytes.Buffer
	if err := reader.Renderer().Render(&out, body, doc); err != nil {
		return "<pre>" + html.EscapeString(source) + "</pre>"
	}
	return sanitiser().Sanitize(out.String())
}

// clean leads links and pictures to where they may lead, and leaves of the
// others only their words.
func clean(doc ast.Node, dir string, at func(string) string) {
	var drop []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && !settle(n, dir, at) {
			drop = append(drop, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range drop {
		unwrap(n)
	}
}

// settle tells whether a node may stay.
func settle(n ast.Node, dir string, at func(string) string) bool {
	switch n := n.(type) {
	case *ast.HTMLBlock, *ast.RawHTML:
		return false
	case *ast.Link:
		return aim(&n.Destination, dir, at, true)
	case *ast.Image:
		return aim(&n.Destination, dir, at, false)
	}
	return true
}

func aim(dest *[]byte, dir string, at func(string) string, mayLeave bool) bool {
	to := plain(*dest)
	if out, allowed := outward(to); out {
		return mayLeave && allowed
	}
	address := at(local(dir, to))
	*dest = []byte(address)
	return address != ""
}

// unwrap puts the children of a node in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.InsertBefore(parent, n, c)
		c = next
	}
	parent.RemoveChild(parent, n)
}

var sanitiser = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "del", "code", "pre", "blockquote",
		"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("align").Matching(bluemonday.CellAlign).OnElements("th", "td")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowURLSchemes("https", "http", "mailto") // http: of our own files, on a machine of one's own
	p.RequireNoReferrerOnFullyQualifiedLinks(true)
	p.RequireNoFollowOnFullyQualifiedLinks(true)
	return p
})
