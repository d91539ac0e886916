package spec

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	"github.com/portico-prm/portico/content/problem"
)

const (
	maxNesting = 40     // groups within groups; a real manifest needs twelve
	maxNodes   = 50_000 // values in one file
)

// parseYAML reads the subset of YAML 1.2 that the language uses: one document,
// no anchors, no aliases, no merge keys, no tags. file names the problems.
func parseYAML(file string, data []byte) (*node, problem.List) {
	r := &reader{file: file}
	if !utf8.Valid(data) {
		r.say(1, 1, "YAML_SYNTAX", "The file is not UTF-8 text.", "Save it as UTF-8.")
		return nil, r.found
	}
	if d := deepest(data); d > maxNesting {
		r.say(1, 1, "YAML_TOO_DEEP", fmt.Sprintf("The file opens %d lists or maps within each other; %d are allowed.", d, maxNesting), "Flatten it.")
		return nil, r.found
	}
	tokens := lexer.Tokenize(string(data))
	if r.subset(tokens); r.found != nil {
		return nil, r.found
	}
	root := r.parse(tokens)
	return root, r.found
}

// deepest bounds the nesting before anything recursive sees the text. Brackets
// inside quotes count too: that errs on the safe side.
func deepest(data []byte) (most int) {
	open := 0
	for line := range strings.Lines(string(data)) {
		dashes := strings.Count(leading(line, "-? :\t"), "-") + strings.Count(leading(line, "-? :\t"), "?")
		for _, c := range line {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			}
			most = max(most, open+dashes)
		}
	}
	return most
}

func leading(line, cutset string) string {
	return line[:len(line)-len(strings.TrimLeft(line, cutset))]
}

type reader struct {
	file  string
	found problem.List
	nodes int
}

func (r *reader) say(line, column int, code, message, fix string) {
	r.found = append(r.found, problem.Problem{Code: code, Severity: problem.Error, Where: fmt.Sprintf("%s:%d:%d", r.file, line, column),
		Message: message, Fix: fix, Data: map[string]any{"file": r.file, "line": line, "column": column}})
}

var refused = map[token.Type]string{
	token.AnchorType: "an anchor (&)", token.AliasType: "an alias (*)", token.MergeKeyType: "a merge key (<<)",
	token.TagType: "a tag (!)", token.DirectiveType: "a directive (%)", token.MappingKeyType: "a complex key (?)",
	token.DocumentEndType: "a second document",
}

func (r *reader) subset(tokens token.Tokens) {
	for i, t := range tokens {
		what, bad := refused[t.Type]
		if t.Type == token.DocumentHeaderType && i > 0 && tokens[i-1].Type != token.CommentType {
			what, bad = "a second document", true
		}
		if bad {
			r.say(t.Position.Line, t.Position.Column, "YAML_NOT_ALLOWED", "The file uses "+what+", which has no place here.", "Write the value out.")
			return
		}
	}
}

// parse turns a panic of the parser into the refusal that the broken text deserves.
func (r *reader) parse(tokens token.Tokens) (root *node) {
	defer func() {
		if recover() != nil {
			r.say(1, 1, "YAML_SYNTAX", "The file cannot be read as YAML.", "Check its indentation and quotes.")
		}
	}()
	f, err := parser.Parse(tokens, 0)
	if err != nil {
		r.syntax(err)
		return nil
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		return &node{kind: kindMap, line: 1, column: 1}
	}
	return r.node(f.Docs[0].Body, 0)
}

// positioned is what the library's errors can tell about their place.
type positioned interface {
	GetToken() *token.Token
	GetMessage() string
}

func (r *reader) syntax(err error) {
	line, column, message := 1, 1, "The file cannot be read as YAML."
	var p positioned
	if errors.As(err, &p) && p.GetToken() != nil {
		at := p.GetToken().Position
		line, column, message = at.Line, at.Column, "The file cannot be read as YAML: "+p.GetMessage()+"."
	}
	r.say(line, column, "YAML_SYNTAX", message, "Check the indentation and the quotes around this place.")
}

func (r *reader) node(n ast.Node, depth int) *node {
	out := &node{line: 1, column: 1}
	if t := n.GetToken(); t != nil && t.Position != nil {
		out.line, out.column = t.Position.Line, t.Position.Column
	}
	if r.nodes++; r.nodes > maxNodes || depth > maxNesting {
		if !r.found.Has("YAML_TOO_DEEP") {
			r.say(out.line, out.column, "YAML_TOO_DEEP", fmt.Sprintf("The file holds more than %d values or %d levels.", maxNodes, maxNesting), "Make it smaller.")
		}
		return out
	}
	r.fill(out, n, depth)
	return out
}

func (r *reader) fill(out *node, n ast.Node, depth int) {
	switch n := n.(type) {
	case *ast.MappingNode:
		r.mapping(out, n.Values, depth)
	case *ast.MappingValueNode:
		r.mapping(out, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		out.kind = kindList
		for _, v := range n.Values {
			out.items = append(out.items, r.node(v, depth+1))
		}
	case *ast.StringNode:
		out.kind, out.text = kindString, n.Value
	case *ast.LiteralNode:
		out.kind, out.text = kindString, n.Value.Value
	case *ast.BoolNode:
		out.kind, out.text = kindBool, fmt.Sprint(n.Value)
	case *ast.IntegerNode:
		out.number(n.Token.Value)
	case *ast.FloatNode:
		out.number(n.Token.Value)
	case *ast.NullNode:
		out.kind = kindNull
	default:
		r.say(out.line, out.column, "YAML_NOT_ALLOWED", "The value is of a kind that templates do without.", "Write text, a number, true, false, a list or a map.")
	}
}

// number keeps the text: 0301234 is a telephone number to its author, not octal,
// and 1e999999999 is a trap for whoever computes with it.
func (n *node) number(text string) {
	n.kind, n.text = kindString, text
	if len(text) <= 20 && !strings.ContainsAny(text, "eE") && json.Valid([]byte(text)) {
		n.kind = kindNumber
	}
}

func (r *reader) mapping(out *node, values []*ast.MappingValueNode, depth int) {
	out.kind = kindMap
	if len(values) > 0 {
		at := values[0].Key.GetToken().Position
		out.line, out.column = at.Line, at.Column
	}
	seen := make(map[string]bool, len(values))
	for _, v := range values {
		key, ok := keyText(v.Key)
		at := v.Key.GetToken().Position
		switch {
		case !ok:
			r.say(at.Line, at.Column, "YAML_NOT_ALLOWED", "A key is text.", "Put the key in quotes.")
		case seen[key]:
			r.say(at.Line, at.Column, "YAML_DUPLICATE_KEY", fmt.Sprintf("The key %q stands here for the second time.", key), "Keep one of them.")
		default:
			seen[key] = true
			item := r.node(v.Value, depth+1)
			item.line, item.column = at.Line, at.Column
			out.keys, out.items = append(out.keys, key), append(out.items, item)
		}
	}
}

func keyText(k ast.MapKeyNode) (string, bool) {
	switch k := k.(type) {
	case *ast.StringNode:
		return k.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		return k.GetToken().Value, true // no: is a country and an answer; here it is a word
	}
	return "", false
}
