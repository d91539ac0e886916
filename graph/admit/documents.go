package admit

import (
	"container/list"
	"context"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// What is kept of documents, in bytes of text. A parsed document takes up to a
// hundred times its text, so this is some tens of megabytes at most: a limit
// by number would let a caller fill the memory with large ones.
const (
	keptText    = 512 << 10
	longestKept = 16 << 10
)

// Documents keeps those that were let in and fit the schema, the latest used
// ones. It is gqlgen's cache of documents, and spares their next weighing the
// parser. It is safe for concurrent use.
type Documents struct {
	mu    sync.Mutex
	text  int
	order *list.List // of *kept, the latest used first
	found map[string]*list.Element
}

type kept struct {
	text string
	doc  *ast.QueryDocument
}

// NewDocuments makes an empty cache.
func NewDocuments() *Documents {
	return &Documents{order: list.New(), found: map[string]*list.Element{}}
}

// Get finds a document by its text.
func (d *Documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, ok := d.found[text]
	if !ok {
		return nil, false
	}
	d.order.MoveToFront(e)
	return e.Value.(*kept).doc, true
}

// Add keeps a document, and forgets those that were not used for longest.
func (d *Documents) Add(_ context.Context, text string, doc *ast.QueryDocument) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(text) > longestKept || d.found[text] != nil {
		return
	}
	d.found[text] = d.order.PushFront(&kept{text, doc})
	for d.text += len(text); d.text > keptText; {
		last := d.order.Remove(d.order.Back()).(*kept)
		delete(d.found, last.text)
		d.text -= len(last.text)
	}
}
