package graph_test

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
)

type order = func(a, b record) int

// by compares texts, by bytes as the databases of the tests do.
func by(columns ...string) order {
	return func(a, b record) int {
		for _, c := range columns {
			if n := cmp.Compare(a.text(c), b.text(c)); n != 0 {
				return n
			}
		}
		return 0
	}
}

func byTime(column string) order {
	return func(a, b record) int { return a.at(column).Compare(b.at(column)) }
}

func byNumber(column string) order {
	return func(a, b record) int { return cmp.Compare(a.number(column), b.number(column)) }
}

func down(o order) order { return func(a, b record) int { return -o(a, b) } }

func then(orders ...order) order {
	return func(a, b record) int {
		for _, o := range orders {
			if n := o(a, b); n != 0 {
				return n
			}
		}
		return 0
	}
}

// newest is by the moment of birth.
var newest = then(down(byTime("created_at")), down(by("id")))

func filter(rows []record, holds func(record) bool) (out []record) {
	for _, row := range rows {
		if holds == nil || holds(row) {
			out = append(out, row)
		}
	}
	return out
}

func sorted(typ string, o order, rows []record) []thing {
	slices.SortStableFunc(rows, o)
	out := []thing{}
	for _, row := range rows {
		out = append(out, thing{typ: typ, row: row})
	}
	return out
}

// paged is a connection: a page of a list, with its places.
type paged struct {
	things []thing
	more   bool
	place  func(thing) page.Key
}

// edge is a row of a page, with its cursor.
type edge struct {
	node   thing
	cursor string
}

// wantedPage reads first and after.
func wantedPage(args map[string]any) (page.Ask, error) {
	first := 20
	if n, ok := whole(args["first"]); ok {
		first = n
	}
	after, _ := args["after"].(string)
	return page.Want(&first, &after)
}

func whole(v any) (int, bool) {
	switch n := v.(type) {
	case int:
		return n, true
	case float64:
		return int(n), true
	}
	return 0, false
}

// sortKey is what cursors hold of a list's order.
type sortKey struct {
	column string // empty: the id alone
	id     string
	time   bool
	seq    bool
	down   bool
}

func (k sortKey) place(t thing) page.Key {
	out := page.Key{ID: t.row.text(k.id)}
	if k.seq {
		out.ID = strconv.FormatInt(t.row.number(k.id), 10)
	}
	switch {
	case k.time:
		out.Sort = stamp(t.row.text(k.column))
	case k.column != "":
		out.Sort = t.row.text(k.column)
	}
	return out
}

func (k sortKey) check(c page.Key) error {
	bad := !ids.Valid(c.ID)
	if k.seq {
		n, err := strconv.ParseInt(c.ID, 10, 64)
		bad = err != nil || n < 1
	}
	if k.time {
		at, err := time.Parse(time.RFC3339Nano, c.Sort)
		bad = bad || err != nil || at.Year() < 1
	}
	if bad || slices.Contains([]byte(c.Sort), 0) || !k.time && k.column == "" && c.Sort != "" {
		return fault.Field(fault.Invalid, "after", "CURSOR", "not a cursor of this list")
	}
	return nil
}

// behind tells whether a thing stands behind a place.
func (k sortKey) behind(t thing, c page.Key) bool {
	mine := k.place(t)
	n := cmp.Compare(mine.Sort, c.Sort)
	if k.time {
		a, _ := time.Parse(time.RFC3339Nano, mine.Sort)
		b, _ := time.Parse(time.RFC3339Nano, c.Sort)
		n = a.Compare(b.Round(time.Microsecond))
	}
	if n == 0 && k.seq {
		a, _ := strconv.ParseInt(mine.ID, 10, 64)
		b, _ := strconv.ParseInt(c.ID, 10, 64)
		n = cmp.Compare(a, b)
	} else if n == 0 {
		id, _ := localID("x", ids.Global("x", c.ID))
		n = cmp.Compare(mine.ID, id)
	}
	return n > 0 && !k.down || n < 0 && k.down
}

// page cuts a page out of a sorted list.
func (k sortKey) page(all []thing, want page.Ask) (any, error) {
	if want.After.ID != "" {
		if err := k.check(want.After); err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(slices.Clone(all), func(t thing) bool { return !k.behind(t, want.After) })
	}
	out := paged{things: all, place: k.place}
	if len(all) > want.First {
		out.things, out.more = all[:want.First], true
	}
	return thing{value: out}, nil
}
