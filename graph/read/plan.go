package read

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// level is what is read for one selection: the rows of one type, all at once.
type level struct {
	typ   *Type
	cols  []string // expressions; the first is what ties a row to its parent
	links []*link
	order []int // places in links, in the order in which they are followed
}

// col finds or adds a column.
func (l *level) col(expr string) int {
	if at := slices.Index(l.cols, expr); at > 0 {
		return at
	}
	l.cols = append(l.cols, expr)
	return len(l.cols) - 1
}

// link is an edge as one selection follows it.
type link struct {
	edge   *edge
	field  *ast.Field
	key    int              // column of the parent's level; -1: none
	level  *level           // of the children
	byType map[string]*link // of an interface, for each type that it may be
	quiet  bool             // what may not be seen is null

	selected map[string]bool // fields of a computed value that are asked for

	left  int          // readings of the plan that come after it; -1: not known
	bytes atomic.Int64 // one more than what its statement answered the last time; 0: it never did

	more     bool // whether rows follow has to be known
	sort, id int  // columns of the children that a cursor is made of

	texts sync.Map // company to statement
}

// object is how one selection of an object is written.
type object struct {
	typename string
	members  []member
}

type part uint8

const (
	partTypename part = iota
	partColumn
	partGet
	partLink
	partNodes
	partEdges
	partPageInfo
	partCursor
	partNode
	partHasNext
	partEndCursor
	partStartCursor
	partNoPrevious
)

// member is one response name of an object.
type member struct {
	part    part
	name    string
	key     []byte // the name as it is written, with its colon
	nonNull bool

	col    int
	kind   string // of a global id
	entry  *entry
	field  *ast.Field
	link   int
	list   bool
	page   bool
	object *object
	byType map[string]*object
}

// planner turns the selection of an operation into levels and objects.
type planner struct {
	engine *Engine
	op     *graphql.OperationContext
}

// object plans one selection of a type; lv gets the columns and links it needs.
func (p *planner) object(t *Type, sets ast.SelectionSet, lv *level) (*object, error) {
	o := &object{typename: t.Name}
	for _, f := range graphql.CollectFields(p.op, sets, append(p.engine.abstract[t.Name], t.Name)) {
		m, err := p.member(t, f, lv)
		if err != nil {
			return nil, err
		}
		o.members = append(o.members, m)
	}
	return o, nil
}

func named(f graphql.CollectedField, as part) member {
	return member{part: as, name: f.Alias, key: append(appendText(nil, f.Alias), ':'), field: f.Field,
		nonNull: f.Definition != nil && f.Definition.Type.NonNull}
}

func (p *planner) member(t *Type, f graphql.CollectedField, lv *level) (member, error) {
	if f.Name == "__typename" {
		return named(f, partTypename), nil
	}
	e, ok := t.entries[f.Name]
	if !ok {
		return member{}, fmt.Errorf("read: %s.%s has no entry", t.Name, f.Name)
	}
	m := named(f, partColumn)
	m.entry = e
	switch {
	case e.edge != nil:
		return p.follow(t, m, f, lv)
	case e.get != nil:
		m.part = partGet
	default:
		m.col = lv.col(e.column)
		if f.Definition.Type.NamedType == "ID" {
			m.kind = t.Name
		}
	}
	return m, nil
}

// follow plans what lies behind an edge.
func (p *planner) follow(t *Type, m member, f graphql.CollectedField, lv *level) (member, error) {
	e := m.entry.edge
	ln := &link{edge: e, field: f.Field, key: -1, left: -1}
	ln.quiet = e.quiet || e.shape == one && !m.nonNull && !t.root
	if e.key != "" {
		ln.key = lv.col(e.key)
	}
	lv.links = append(lv.links, ln)
	m.part, m.link, m.list, m.page = partLink, len(lv.links)-1, e.shape == list, e.shape == pages
	var err error
	switch {
	case e.target == nil:
		err = p.branch(&m, ln, f)
	case m.page:
		ln.level = newLevel(e.target, e)
		m.object, err = p.connection(ln, f)
	default:
		ln.level = newLevel(e.target, e)
		if m.object, err = p.object(e.target, f.Selections, ln.level); err == nil {
			ln.selected = m.object.names()
		}
	}
	return m, err
}

// names are the fields that an object is asked for.
func (o *object) names() map[string]bool {
	out := make(map[string]bool, len(o.members))
	for _, m := range o.members {
		out[m.field.Name] = true
	}
	return out
}

func newLevel(t *Type, e *edge) *level {
	tie := e.by
	if tie == "" && e.shape == one {
		tie = t.Key
	}
	if tie == "" {
		tie = "null::text"
	}
	return &level{typ: t, cols: []string{tie}}
}

// branch plans an interface: a level and an object for each type that it may be.
func (p *planner) branch(m *member, ln *link, f graphql.CollectedField) error {
	m.byType, ln.byType = map[string]*object{}, map[string]*link{}
	for _, def := range p.engine.schema.GetPossibleTypes(p.engine.schema.Types[f.Definition.Type.Name()]) {
		t := p.engine.types[def.Name]
		e := nodeEdge(t)
		of := &link{edge: e, field: ln.field, key: -1, left: -1, level: newLevel(t, e)}
		o, err := p.object(t, f.Selections, of.level)
		if err != nil {
			return err
		}
		m.byType[t.Name], ln.byType[t.Name] = o, of
	}
	return nil
}

// connection plans nodes, edges and pageInfo over one level.
func (p *planner) connection(ln *link, f graphql.CollectedField) (*object, error) {
	name := f.Definition.Type.Name()
	o := &object{typename: name}
	for _, c := range graphql.CollectFields(p.op, f.Selections, []string{name}) {
		m := named(c, partTypename)
		var err error
		switch c.Name {
		case "nodes":
			m.part = partNodes
			m.object, err = p.object(ln.level.typ, c.Selections, ln.level)
		case "edges":
			m.part = partEdges
			m.object, err = p.edges(ln, c)
		case "pageInfo":
			m.part = partPageInfo
			m.object = p.pageInfo(ln, c)
		}
		if err != nil {
			return nil, err
		}
		o.members = append(o.members, m)
	}
	return o, nil
}

func (p *planner) edges(ln *link, f graphql.CollectedField) (*object, error) {
	o := &object{typename: f.Definition.Type.Name()}
	for _, c := range graphql.CollectFields(p.op, f.Selections, []string{o.typename}) {
		m := named(c, partTypename)
		switch c.Name {
		case "cursor":
			m.part = partCursor
			ln.needsPlace()
		case "node":
			m.part = partNode
			var err error
			if m.object, err = p.object(ln.level.typ, c.Selections, ln.level); err != nil {
				return nil, err
			}
		}
		o.members = append(o.members, m)
	}
	return o, nil
}

func (p *planner) pageInfo(ln *link, f graphql.CollectedField) *object {
	o := &object{typename: "PageInfo"}
	for _, c := range graphql.CollectFields(p.op, f.Selections, []string{o.typename}) {
		m := named(c, partTypename)
		switch c.Name {
		case "hasNextPage":
			m.part = partHasNext
			ln.more = true
		case "endCursor":
			m.part = partEndCursor
			ln.needsPlace()
		case "hasPreviousPage":
			m.part = partNoPrevious
		case "startCursor":
			m.part = partStartCursor
			ln.needsPlace()
		}
		o.members = append(o.members, m)
	}
	return o
}

// needsPlace reads the columns that a cursor is made of.
func (ln *link) needsPlace() {
	if ln.edge.batch != nil {
		return
	}
	if ln.edge.order.Sort != "" {
		ln.sort = ln.level.col(ln.edge.order.Sort)
	}
	ln.id = ln.level.col(ln.edge.order.id())
}

// snake is the usual column of a field: displayName is display_name.
func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
