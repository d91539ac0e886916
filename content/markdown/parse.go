package markdown

import (
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// MaxText is the most bytes of one text: some twenty pages.
const MaxText = 64 << 10

// deepest is how far lists and quotes may be nested before the reader is asked
// to spend more than a text is worth.
const deepest = 32

// reader is safe for concurrent use. HTML in a text is never passed on.
var reader = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))

func parse(source []byte) ast.Node { return reader.Parser().Parse(text.NewReader(source)) }

// plain is a destination as a browser will read it: entities and escapes are
// resolved before anybody judges it.
func plain(dest []byte) string {
	return string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(dest))))
}

// outward tells whether a destination leads out of the course, and may.
func outward(dest string) (out, allowed bool) {
	u, err := url.Parse(dest)
	if err != nil {
		return true, false
	}
	switch strings.ToLower(u.Scheme) {
	case "":
		return u.Host != "" || strings.HasPrefix(dest, "/"), false
	case "https":
		return true, u.Host != ""
	case "mailto":
		return true, true
	}
	return true, false
}

// local is the path of one of the course's own files, from the root of the
// folder, as a text in dir names it. Empty when it leads out of the folder.
func local(dir, dest string) string {
	u, err := url.Parse(dest)
	if err != nil || u.Path == "" {
		return ""
	}
	p := path.Join(dir, u.Path)
	if p == ".." || strings.HasPrefix(p, "../") {
		return ""
	}
	return p
}

// nested is how deep lists and quotes are nested, at most, as far as the first
// characters of lines tell.
func nested(source string) (most int) {
	for line := range strings.Lines(source) {
		rest := strings.TrimLeft(line, " \t>*+-0123456789.)")
		open := line[:len(line)-len(rest)]
		if strings.Trim(open, "-*\n ") == "" && !strings.Contains(open, " ") {
			continue // a rule, not a list
		}
		most = max(most, strings.Count(open, ">")+strings.Count(open, "- ")+strings.Count(open, "* ")+
			strings.Count(open, "+ ")+strings.Count(open, ". ")+strings.Count(open, ") "), indent(open)/2)
	}
	return most
}

func indent(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }
