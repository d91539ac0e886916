package read

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/platform/access"
)

// mostRows is how many rows one level may have. An answer that needs more is
// refused rather than cut.
const mostRows = 50_000

// keying is how a level is tied to its parents.
type keying uint8

const (
	unkeyed  keying = iota // the root has no parents
	oneKey                 // one parent: the database may stop at the limit
	manyKeys               // several: one statement for all of them
)

// mode is everything in which the statements of a link differ; what is equal in
// it stays prepared under one text.
type mode struct {
	reach   access.Reach
	keying  keying
	uuid    bool   // the keys are uuids
	filters uint32 // which of the edge's filters are given
	whose   whose
	after   bool
}

type whose uint8

const (
	anybodys whose = iota
	partners       // of one partner
	vendors        // of the vendor
)

// statement is the SQL text that reads a link and its company. Its arguments
// are in this order, link by link: the keys, the filters given, the partner,
// the place to begin behind, the limit.
func (c company) statement() string {
	if text, ok := c[0].ln.texts.Load(c); ok {
		return text.(string)
	}
	text := c.compose()
	c[0].ln.texts.Store(c, text)
	return text
}

// composer writes the select of one link.
type composer struct {
	ln   *link
	lv   *level
	m    mode
	args *int   // so far
	keys string // the expression of an array, when the keys are no argument
}

func (c *composer) arg() string {
	*c.args++
	return fmt.Sprintf("$%d", *c.args)
}

// array is the keys of several parents.
func (c *composer) array() string {
	if c.keys != "" {
		return c.keys
	}
	return c.arg() + "::" + c.keyType() + "[]"
}

// rows is the select of a link.
func (c *composer) rows() string {
	if c.ln.edge.shape == pages && c.m.keying == manyKeys {
		return c.eachParent()
	}
	return c.plain()
}

// plain reads rows up to a limit.
func (c *composer) plain() string {
	where := c.where()
	return "select " + c.columns() + c.from() + where + c.order() + " limit " + c.arg()
}

// eachParent reads the first rows of every parent. The rows of one parent come
// together, because the database goes from parent to parent; it stops at the
// limit where an index gives the order.
func (c *composer) eachParent() string {
	keys := c.array()
	where := c.where()
	return fmt.Sprintf("select x.* from unnest(%s) k(key), lateral (select %s%s%s order by %s limit %s) x",
		keys, c.columns(), c.from(), where, c.ln.edge.orderBy, c.arg())
}

func (c *composer) columns() string {
	list := make([]string, len(c.lv.cols))
	for i, expr := range c.lv.cols {
		list[i] = fmt.Sprintf("%s as c%d", expr, i)
	}
	return strings.Join(list, ", ")
}

func (c *composer) from() string {
	text := " from " + cmp.Or(c.ln.edge.from, c.lv.typ.Table)
	for _, name := range slices.Sorted(maps.Keys(c.lv.typ.Joins)) {
		if c.needs(name + ".") {
			text += " " + c.lv.typ.Joins[name]
		}
	}
	if c.ln.edge.join != "" {
		text += " " + c.ln.edge.join
	}
	return text
}

// needs tells whether a column is one of a joined table.
func (c *composer) needs(prefix string) bool {
	return slices.ContainsFunc(c.lv.cols, func(expr string) bool { return strings.HasPrefix(expr, prefix) })
}

func (c *composer) where() string {
	var all []string
	switch {
	case c.m.keying == oneKey:
		all = append(all, fmt.Sprintf("%s = %s::%s", c.lv.cols[0], c.arg(), c.keyType()))
	case c.m.keying == manyKeys && c.ln.edge.shape == pages:
		all = append(all, c.lv.cols[0]+" = k.key")
	case c.m.keying == manyKeys:
		all = append(all, fmt.Sprintf("%s = any(%s)", c.lv.cols[0], c.array()))
	}
	if c.ln.edge.where != "" {
		all = append(all, c.ln.edge.where)
	}
	for i, f := range c.ln.edge.filters {
		if c.m.filters&(1<<i) != 0 {
			all = append(all, strings.ReplaceAll(f.SQL, "$", c.arg()))
		}
	}
	switch c.m.whose {
	case partners:
		all = append(all, c.ln.edge.whose+" = "+c.arg()+"::uuid")
	case vendors:
		all = append(all, c.ln.edge.whose+" is null")
	}
	if c.m.after {
		all = append(all, c.behind())
	}
	if len(all) == 0 {
		return ""
	}
	return " where " + strings.Join(all, " and ")
}

func (c *composer) keyType() string {
	if c.m.uuid {
		return "uuid"
	}
	return "text"
}

// behind is the place after which a page begins.
func (c *composer) behind() string {
	o, than := c.ln.edge.order, ">"
	if o.Desc {
		than = "<"
	}
	idType, sortType := "uuid", "text"
	if o.Seq {
		idType = "bigint"
	}
	if o.Time {
		sortType = "timestamptz"
	}
	if o.Sort == "" {
		return fmt.Sprintf("%s %s %s::%s", o.id(), than, c.arg(), idType)
	}
	return fmt.Sprintf("(%s, %s) %s (%s::%s, %s::%s)", o.Sort, o.id(), than, c.arg(), sortType, c.arg(), idType)
}

// order puts the rows of one parent together, and in the edge's order.
func (c *composer) order() string {
	by := c.ln.edge.orderBy
	if c.m.keying == manyKeys && c.ln.edge.shape != one {
		by = strings.TrimSuffix("c0, "+by, ", ")
	}
	if by == "" {
		return ""
	}
	return " order by " + by
}

// limit is the last argument: rows of one page and one more to know whether
// others follow, or the most that an answer may have.
func (ln *link) limit(first int) int {
	if ln.edge.shape != pages {
		return mostRows + 1
	}
	if ln.more {
		return first + 1
	}
	return first
}
