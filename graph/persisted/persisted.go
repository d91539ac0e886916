// Package persisted knows the operations of a portal by name. A portal's build
// writes them into a manifest; the server then runs those, and for callers
// that are held to the list no others.
package persisted

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// List is operations by id. The zero List is empty.
type List struct {
	texts  map[string]string // by the id that the manifest gives
	listed map[string]bool   // by the hash of the tokens
}

// Load reads manifests, as three kinds of tools write them: Relay and
// GraphQL Code Generator an object of id and text, Apollo a list of operations
// with id and body. Of a folder it reads every .json file, so that a portal's
// release lays its manifest beside that of the last one.
func Load(names ...string) (*List, error) {
	l := &List{map[string]string{}, map[string]bool{}}
	files, err := spread(names)
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts, err := manifest(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for id, text := range texts {
			l.add(id, text)
		}
	}
	return l, nil
}

// spread puts the manifests of a folder in the place of its name.
func spread(names []string) (files []string, err error) {
	for _, name := range names {
		found := []string{name}
		if at, err := os.Stat(name); err == nil && at.IsDir() {
			if found, err = filepath.Glob(filepath.Join(name, "*.json")); err != nil || len(found) == 0 {
				return nil, fmt.Errorf("%s: there is no manifest (*.json) in this folder", name)
			}
		}
		files = append(files, found...)
	}
	return files, nil
}

func manifest(raw []byte) (map[string]string, error) {
	var apollo struct {
		Operations []struct{ ID, Body string }
	}
	if err := json.Unmarshal(raw, &apollo); err == nil && apollo.Operations != nil {
		texts := map[string]string{}
		for _, op := range apollo.Operations {
			texts[op.ID] = op.Body
		}
		return texts, nil
	}
	var texts map[string]string
	if json.Unmarshal(raw, &texts) != nil {
		return nil, errors.New("this is no manifest: neither an object of id and text, nor a list of operations with id and body")
	}
	return texts, nil
}

func (l *List) add(id, text string) {
	l.texts[id] = text
	l.texts[hashOf([]byte(text))] = text
	l.listed[tokens(text)] = true
}

// Len is how many operations there are.
func (l *List) Len() int { return len(l.listed) }

// Text is the operation of an id: the manifest's, or the SHA-256 of its text,
// with or without the prefix sha256: of the GraphQL over HTTP draft.
func (l *List) Text(id string) (text string, ok bool) {
	if text, ok = l.texts[id]; !ok {
		text, ok = l.texts[strings.TrimPrefix(id, "sha256:")]
	}
	return text, ok
}

// Holds tells whether an operation is on the list, however its white space and
// comments are.
func (l *List) Holds(text string) bool { return l.listed[tokens(text)] }

// Each gives every operation with its id.
func (l *List) Each(f func(id, text string) error) error {
	var all []error
	for id, text := range l.texts {
		if err := f(id, text); err != nil {
			all = append(all, fmt.Errorf("operation %s: %w", id, err))
		}
	}
	return errors.Join(all...)
}

// tokens is the hash of what a document says.
func tokens(text string) string {
	h := sha256.New()
	l := lexer.New(&ast.Source{Input: text})
	for {
		tok, err := l.ReadToken()
		switch {
		case err != nil:
			return hashOf([]byte(text))
		case tok.Kind == lexer.EOF:
			return hex.EncodeToString(h.Sum(nil))
		case tok.Kind != lexer.Comment:
			fmt.Fprintf(h, "%d %d %s", tok.Kind, len(tok.Value), tok.Value)
		}
	}
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
