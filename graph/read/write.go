package read

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// outcome is what became of a value: it was written, it is null, or it failed
// and the error is noted. Null and failure write nothing.
type outcome uint8

const (
	wrote outcome = iota
	null
	failed
)

// writer writes sets as JSON, in the order of the selection.
type writer struct {
	run  *run
	b    []byte
	path []step
	fail func(*gqlerror.Error) // notes an error
}

// step is one part of a path: a response name, or the place in a list.
type step struct {
	name  string
	index int
}

func (w *writer) push(name string) { w.path = append(w.path, step{name: name}) }
func (w *writer) pushIndex(i int)  { w.path = append(w.path, step{index: i}) }
func (w *writer) pop()             { w.path = w.path[:len(w.path)-1] }

// note records what went wrong with a field, with its place in the answer and
// in the document.
func (w *writer) note(err error, f *ast.Field) outcome {
	path := make(ast.Path, len(w.path))
	for i, s := range w.path {
		if s.name != "" {
			path[i] = ast.PathName(s.name)
		} else {
			path[i] = ast.PathIndex(s.index)
		}
	}
	w.fail(&gqlerror.Error{Err: err, Message: err.Error(), Path: path, Locations: locations(f)})
	return failed
}

func locations(f *ast.Field) []gqlerror.Location {
	if f == nil || f.Position == nil {
		return nil
	}
	return []gqlerror.Location{{Line: f.Position.Line, Column: f.Position.Column}}
}

// at is where an object comes from: a row of a set, and for edges and pages
// the link and span that they are of.
type at struct {
	set  *set
	row  int
	link *link
	span span
}

// object writes an object, or nothing when a member that may not be null is.
func (w *writer) object(o *object, from at) outcome {
	start := len(w.b)
	w.b = append(w.b, '{')
	for i := range o.members {
		m := &o.members[i]
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = append(w.b, m.key...)
		w.push(m.name)
		ok := w.member(o, m, from)
		w.pop()
		if !ok {
			w.b = w.b[:start]
			return failed
		}
	}
	w.b = append(w.b, '}')
	return wrote
}

// member writes one value, or null where that is allowed.
func (w *writer) member(o *object, m *member, from at) bool {
	start := len(w.b)
	got := w.value(o, m, from)
	if got == wrote {
		return true
	}
	if got == null && m.nonNull {
		w.note(w.missing(m), m.field)
	}
	if m.nonNull {
		return false
	}
	w.b = append(w.b[:start], "null"...)
	return true
}

// missing is the error of a value that the schema promises: a row that the
// viewer may not see, or a mistake of ours.
func (w *writer) missing(m *member) error {
	if m.part == partLink {
		return gate.Absent()
	}
	return fmt.Errorf("read: null for %s, which is never null", m.name)
}

func (w *writer) value(o *object, m *member, from at) outcome {
	switch m.part {
	case partTypename:
		w.b = appendText(w.b, o.typename)
	case partColumn:
		return w.column(m, from.set.cell(from.row, m.col))
	case partGet:
		return w.any(m.entry.get(from.set.values[from.row], w.argsOf(m)))
	case partLink:
		return w.follow(m, from)
	case partNodes:
		return w.rows(m.object, from)
	case partEdges:
		return w.rows(m.object, from)
	case partPageInfo, partNode:
		return w.object(m.object, from)
	case partHasNext:
		return w.any(from.span.more)
	case partCursor:
		return w.any(w.place(from).Cursor())
	case partEndCursor:
		return w.endCursor(from)
	case partStartCursor:
		return w.startCursor(from)
	case partNoPrevious:
		return w.any(false) // lists are walked forward only
	}
	return wrote
}

func (w *writer) argsOf(m *member) Args {
	if len(m.field.Definition.Arguments) == 0 {
		return nil
	}
	return w.run.engine.argsOf(m.field, w.run.vars)
}

func (w *writer) column(m *member, c cell) outcome {
	if c.data == nil || !c.finite() {
		return null
	}
	if m.entry.derive == nil {
		w.b = c.append(w.b, m.kind)
		return wrote
	}
	v, err := m.entry.derive(w.run.ctx, c.text())
	if err != nil {
		return w.note(err, m.field)
	}
	return w.any(v)
}

func (w *writer) any(v any) outcome {
	b, ok := appendAny(w.b, v)
	if !ok {
		return null
	}
	w.b = b
	return wrote
}

// follow writes what lies behind a link.
func (w *writer) follow(m *member, from at) outcome {
	k := &from.set.kids[m.link]
	if k.err != nil {
		return w.note(k.err, m.field)
	}
	s := k.spans[from.row]
	to := at{set: k.set, row: int(s.from), link: from.set.level.links[m.link], span: s}
	switch {
	case m.page:
		return w.object(m.object, to)
	case m.list && s.null && !m.nonNull:
		return null
	case m.list:
		return w.rows(m.object, to)
	case s.from == s.to:
		return null
	case m.byType != nil:
		to.set = k.byType[s.kind]
		return w.object(m.byType[s.kind], to)
	}
	return w.object(m.object, to)
}

// rows writes the rows of a span. Items of our lists are never null.
func (w *writer) rows(o *object, from at) outcome {
	w.b = append(w.b, '[')
	for i := from.span.from; i < from.span.to; i++ {
		if i > from.span.from {
			w.b = append(w.b, ',')
		}
		w.pushIndex(int(i - from.span.from))
		got := w.object(o, at{set: from.set, row: int(i), link: from.link, span: from.span})
		w.pop()
		if got != wrote {
			return failed
		}
	}
	w.b = append(w.b, ']')
	if len(w.b) > mostBytes {
		return w.note(errTooLarge, nil)
	}
	return wrote
}

// mostBytes is the largest answer.
const mostBytes = 10 << 20

var errTooLarge = fault.Coded(fault.Invalid, "RESPONSE_TOO_LARGE", "The answer is larger than 10 MB. Ask for smaller pages or fewer fields.")

// place is where a row stands in the order of its list.
func (w *writer) place(from at) page.Key {
	ln := from.link
	if ln.edge.after != nil {
		return ln.edge.after(from.set.values[from.row])
	}
	k := page.Key{ID: from.set.cell(from.row, ln.id).text()}
	if ln.edge.order.Sort != "" {
		k.Sort = from.set.cell(from.row, ln.sort).text()
	}
	return k
}

func (w *writer) startCursor(from at) outcome {
	if from.span.from == from.span.to {
		return null
	}
	from.row = int(from.span.from)
	return w.any(w.place(from).Cursor())
}

func (w *writer) endCursor(from at) outcome {
	if from.span.from == from.span.to {
		return null
	}
	from.row = int(from.span.to - 1)
	return w.any(w.place(from).Cursor())
}
