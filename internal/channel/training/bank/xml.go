package bank

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// node is an element of XML, or a text when it has no name.
type node struct {
	name string
	attr map[string]string
	text string
	line int
	kids []*node
}

// tree reads XML element by element, so that a bank is never whole in memory.
type tree struct {
	d     *xml.Decoder
	depth int
	parts int // of the question that is being read
}

// newTree reads a document. Entities that a document declares are refused:
// nothing of a bank needs them, and they are how small files become large.
func newTree(file []byte) *tree {
	d := xml.NewDecoder(bytes.NewReader(file))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return &tree{d: d}
}

// next is the next token and its line; nil at the end.
func (t *tree) next() (xml.Token, int, error) {
	line, _ := t.d.InputPos()
	token, err := t.d.RawToken()
	if errors.Is(err, io.EOF) {
		return nil, line, nil
	}
	if err != nil {
		line, _ = t.d.InputPos()
		return nil, line, refuse("BANK_BROKEN", "Line %d is no XML: %s. Nothing was taken in.", line, strings.TrimPrefix(err.Error(), "XML syntax error on "))
	}
	if d, ok := token.(xml.Directive); ok && bytes.Contains(bytes.ToUpper(d), []byte("ENTITY")) {
		return nil, line, refuse("XML_ENTITIES", "Line %d declares entities of its own. Write the characters themselves.", line)
	}
	return token, line, nil
}

// element reads what follows the start of an element up to its end.
func (t *tree) element(start xml.StartElement, line int) (*node, error) {
	if t.depth++; t.depth > maxDepth {
		return nil, refuse("XML_DEPTH", "Line %d lies more than %d elements deep.", line, maxDepth)
	}
	if t.depth == 1 {
		t.parts = 0
	}
	defer func() { t.depth-- }()
	n := &node{name: start.Name.Local, line: line, attr: attributes(start)}
	for {
		token, at, err := t.next()
		if err != nil {
			return nil, err
		}
		if t.parts++; t.parts > maxParts {
			return nil, refuse("XML_SIZE", "The question of line %d has more than %d elements. Make it smaller.", line, maxParts)
		}
		switch token := token.(type) {
		case nil:
			return nil, refuse("BANK_BROKEN", "The element <%s> of line %d does not end. Nothing was taken in.", n.name, line)
		case xml.StartElement:
			kid, err := t.element(token, at)
			if err != nil {
				return nil, err
			}
			n.kids = append(n.kids, kid)
		case xml.CharData:
			n.kids = append(n.kids, &node{text: string(token), line: at})
		case xml.EndElement:
			if token.Name.Local != n.name {
				return nil, refuse("BANK_BROKEN", "Line %d ends <%s>, but <%s> of line %d is open. Nothing was taken in.", at, token.Name.Local, n.name, line)
			}
			return n, nil
		}
	}
}

func attributes(start xml.StartElement) map[string]string {
	if len(start.Attr) == 0 {
		return nil
	}
	out := map[string]string{}
	for _, a := range start.Attr {
		out[a.Name.Local] = a.Value
	}
	return out
}

// root is the first element; nil when there is none.
func (t *tree) root() (*xml.StartElement, int, error) {
	for {
		token, line, err := t.next()
		if token == nil || err != nil {
			return nil, line, err
		}
		if start, ok := token.(xml.StartElement); ok {
			return &start, line, nil
		}
	}
}

// kid is the first child of a name; an empty node when there is none.
func (n *node) kid(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return &node{line: n.line}
}

// all are the children of a name.
func (n *node) all(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// find are the elements of a name, at any depth.
func (n *node) find(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
		out = append(out, k.find(name)...)
	}
	return out
}

// words is all text within, as it stands.
func (n *node) words() string {
	if n.name == "" {
		return n.text
	}
	var out strings.Builder
	for _, k := range n.kids {
		out.WriteString(k.words())
	}
	return out.String()
}

// word is the text within, without blanks around it.
func (n *node) word() string { return strings.TrimSpace(n.words()) }
