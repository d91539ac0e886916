package spec

import (
	"encoding/json"
	"strconv"
	"strings"
)

// node is one value of a YAML file with its place, in the order of the file.
type node struct {
	kind         nodeKind
	text         string // of scalars: as written, without quotes
	keys         []string
	items        []*node // of lists and maps; for maps items[i] belongs to keys[i]
	line, column int
}

type nodeKind uint8

const (
	kindNull nodeKind = iota
	kindString
	kindNumber
	kindBool
	kindList
	kindMap
)

// child returns the value under a key or an index; nil when there is none.
func (n *node) child(token string) *node {
	if n.kind == kindList {
		i, err := strconv.Atoi(token)
		if err != nil || i < 0 || i >= len(n.items) {
			return nil
		}
		return n.items[i]
	}
	for i, k := range n.keys {
		if k == token {
			return n.items[i]
		}
	}
	return nil
}

// at walks as far along the path as the file goes: the place of something that
// is missing is the place of what should hold it.
func (n *node) at(path []string) *node {
	for _, token := range path {
		next := n.child(token)
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// value is the node as the schema checker wants it.
func (n *node) value() any {
	switch n.kind {
	case kindMap:
		m := make(map[string]any, len(n.keys))
		for i, k := range n.keys {
			m[k] = n.items[i].value()
		}
		return m
	case kindList:
		l := make([]any, len(n.items))
		for i, it := range n.items {
			l[i] = it.value()
		}
		return l
	case kindNumber:
		return json.Number(n.text)
	case kindBool:
		return n.text == "true"
	case kindNull:
		return nil
	}
	return n.text
}

// json writes the node in the order of the file, so that ordered maps keep it.
func (n *node) json(b *strings.Builder) {
	switch n.kind {
	case kindMap:
		n.each(b, '{', '}')
	case kindList:
		n.each(b, '[', ']')
	case kindString:
		quoted, _ := json.Marshal(n.text)
		b.Write(quoted)
	case kindNull:
		b.WriteString("null")
	default:
		b.WriteString(n.text)
	}
}

func (n *node) each(b *strings.Builder, first, last byte) {
	b.WriteByte(first)
	for i, it := range n.items {
		if i > 0 {
			b.WriteByte(',')
		}
		if n.kind == kindMap {
			quoted, _ := json.Marshal(n.keys[i])
			b.Write(quoted)
			b.WriteByte(':')
		}
		it.json(b)
	}
	b.WriteByte(last)
}

// pathOf turns pieces.datasheet.pages[0].zones[1] into its tokens.
func pathOf(where string) []string {
	where = strings.NewReplacer("[", ".", "]", "").Replace(where)
	return strings.FieldsFunc(where, func(r rune) bool { return r == '.' })
}

// textOf is the other way round.
func textOf(path []string) string {
	var b strings.Builder
	for _, token := range path {
		if _, err := strconv.Atoi(token); err == nil {
			b.WriteString("[" + token + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(token)
	}
	return b.String()
}
