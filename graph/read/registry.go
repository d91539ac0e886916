package read

import (
	"cmp"
	"context"
	"slices"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Type says how one GraphQL object type is read.
type Type struct {
	Name string // as in the schema

	// Table is what its rows are selected from; the row itself is t. Empty for a
	// type that is made of Go values.
	Table string
	// Joins are further tables by their name in expressions: joined when one of
	// the columns read needs it.
	Joins map[string]string
	Key   string // expression that names a row; empty means t.id
	Text  bool   // the key is text and no uuid

	Ask access.Action // what reading it asks for

	// Plain are fields whose column has the same name in snake_case.
	Plain  string
	Fields Fields

	// Find gives Go values by the uuids that node ids name. Only for a type
	// without a table that is a Node.
	Find func(ctx context.Context, v *gate.View, ids []string) ([]any, error)

	entries map[string]*entry
	root    bool // the type of queries
}

// Fields are the fields of a type by name.
type Fields map[string]Field

// Field is how one field is read: Column, Derive, One, List, Pages, or what the
// functions for Go values make.
type Field interface{ entry() entry }

// entry is a field in the form that plans are made of: exactly one is set.
type entry struct {
	column string
	derive func(ctx context.Context, text string) (any, error) // of column
	get    func(v any, a Args) any
	edge   *edge
}

// Column is an SQL expression over the row t.
type Column string

func (c Column) entry() entry { return entry{column: string(c)} }

// Derive makes a scalar in Go of one column, which comes as text.
type Derive struct {
	Column string
	Make   func(ctx context.Context, text string) (any, error)
}

func (d Derive) entry() entry { return entry{column: d.Column, derive: d.Make} }

// Order is the order of a list that is read in pages: by a sort column, which
// may be empty, and by an id that makes it total.
type Order struct {
	Sort string // expression; text or timestamptz
	Time bool   // Sort is a timestamptz
	ID   string // expression; empty means t.id
	Seq  bool   // ID is a bigint and no uuid
	Desc bool
}

func (o Order) id() string { return cmp.Or(o.ID, "t.id") }

func (o Order) by() string {
	way := ""
	if o.Desc {
		way = " desc"
	}
	if o.Sort == "" {
		return o.id() + way
	}
	return o.Sort + way + ", " + o.id() + way
}

// Filter narrows a list by an argument, when it is given. SQL is a condition
// over t in which $ stands for the value; Arg may go into an input: "filter.country".
type Filter struct {
	Arg string
	ID  string // the argument is a global id of this type
	// Time says that the argument is a moment: PostgreSQL would also take "now".
	Time bool
	SQL  string
}

// One leads to at most one row of the field's type. Of the viewer's own sight
// it is null; where the schema says that it is never null, its absence is an error.
type One struct {
	Key   string       // expression over the parent's row, equal to the target's key
	Arg   string       // of a root field: the argument that is the global id of the row
	KeyOf string       // of a root field: a template over the arguments, "{kind}/{version}"
	Sight access.Reach // reads with this reach and asks for no action
}

func (o One) entry() entry {
	return entry{edge: &edge{shape: one, key: o.Key, arg: o.Arg, keyOf: o.KeyOf, sight: o.Sight}}
}

// Node leads to the object that a global id names, whatever its type.
type Node struct{}

func (Node) entry() entry { return entry{edge: &edge{shape: one}} }

// List leads to rows that come whole, at most Most of them.
type List struct {
	Key   string // expression over the parent's row; empty means the parent's key
	By    string // expression over the target's row that equals it; empty at the root
	From  string // in place of the target's table, when By needs another
	Join  string // further tables for By and Where
	Where string
	Order string
	Most  int
	Quiet bool // empty for a viewer who may not ask
}

func (l List) entry() entry {
	return entry{edge: &edge{shape: list, key: l.Key, by: l.By, from: l.From, join: l.Join, where: l.Where,
		orderBy: l.Order, most: l.Most, quiet: l.Quiet}}
}

// Pages leads to a connection.
type Pages struct {
	Key     string
	By      string
	Join    string
	Where   string
	Order   Order
	Filters []Filter

	// Whose is the column that names the partner whose rows they are: the one
	// that the argument partnerId names, else the viewer's own.
	Whose string
}

func (p Pages) entry() entry {
	return entry{edge: &edge{shape: pages, key: p.Key, by: p.By, join: p.Join, where: p.Where,
		order: p.Order, orderBy: p.Order.by(), filters: p.Filters, whose: p.Whose, partner: partnerArg(p.Whose)}}
}

func partnerArg(whose string) string {
	if whose == "" {
		return ""
	}
	return "partnerId"
}

type shape uint8

const (
	one shape = iota
	list
	pages
)

// edge leads from the rows of one level to those of the next.
type edge struct {
	name   string // of the field, for messages
	target *Type  // nil: an interface, decided by the id
	shape  shape

	ask     access.Action // empty: the target's
	sight   access.Reach
	partner string // argument that names the partner whose matter it is
	quiet   bool

	key, arg, keyOf, by, from, join, where, orderBy, whose string
	order                                                  Order
	most                                                   int
	filters                                                []Filter

	value func(v any) string                                     // key of a Go value
	inner func(v any, a Args) []any                              // children inside of a Go value
	batch func(ctx context.Context, q Question) ([]Group, error) // children computed for all parents
	alone func(ctx context.Context, a Args) ([]any, error)       // asked of a service, outside of the snapshot
	after func(v any) page.Key                                   // place after a computed child
	text  func(text string) ([]any, error)                       // children inside of a column
}

// Question is what a computed edge is asked, for all rows of a level at once.
type Question struct {
	View *gate.View
	Keys []string // of the parents' rows, each once; nil at the root
	Args Args

	selected map[string]bool
}

// Selects tells whether one of the fields is asked for: what nobody reads need
// not be made.
func (q Question) Selects(fields ...string) bool {
	return slices.ContainsFunc(fields, func(f string) bool { return q.selected[f] })
}

// Group are the children of one parent.
type Group struct {
	Values []any
	More   bool // a page of a longer list
}
