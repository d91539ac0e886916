package read

import (
	"fmt"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/access"
)

func someLink() *link {
	p := Pages{By: "t.owner_id", Order: Order{Sort: "t.name", Desc: true}, Where: "t.live",
		Filters: []Filter{{Arg: "kind", SQL: "t.kind = $"}, {Arg: "search", SQL: "position($ in t.name) > 0"}}}.entry()
	ty := &Type{Name: "Thing", Table: "thing t", Key: "t.id"}
	return &link{edge: p.edge, level: &level{typ: ty, cols: []string{"t.owner_id", "t.name"}}}
}

func alone(ln *link, m mode) company { return company{{ln: ln, mode: m}} }

// A prepared plan belongs to the role it was made under, so no two modes share
// a text; the same mode keeps its own.
func TestStatementsDifferByRoleAndMode(t *testing.T) {
	t.Parallel()
	ln, seen := someLink(), map[string]mode{}
	for _, reach := range []access.Reach{access.Own, access.Portfolio, access.All, access.Door} {
		for keying := unkeyed; keying <= manyKeys; keying++ {
			for filters := range uint32(4) {
				for _, after := range []bool{false, true} {
					m := mode{reach: reach, keying: keying, filters: filters, after: after}
					text := alone(ln, m).statement()
					if other, twice := seen[text]; twice {
						t.Fatalf("%+v and %+v share %s", m, other, text)
					}
					seen[text] = m
					if alone(ln, m).statement() != text {
						t.Errorf("%+v has two texts", m)
					}
				}
			}
		}
	}
}

// Arguments are numbered in the order in which they are given.
func TestArgumentsStandInTheirOrder(t *testing.T) {
	t.Parallel()
	text := alone(someLink(), mode{reach: access.Own, keying: manyKeys, uuid: true, filters: 3, after: true}).statement()
	last := -1
	for _, part := range []string{"unnest($1::uuid[])", "t.owner_id = k.key", "t.live", "t.kind = $2", "position($3 in t.name)", "(t.name, t.id) < ($4::text, $5::uuid)", "limit $6"} {
		at := strings.Index(text, part)
		if at <= last {
			t.Errorf("%q stands at %d in %s", part, at, text)
		}
		last = at
	}
	if strings.Contains(text, "$7") {
		t.Errorf("an argument too many: %s", text)
	}
}

// A cursor of another list is refused before the database sees it.
func TestCursorsOfOtherListsAreRefused(t *testing.T) {
	t.Parallel()
	id, at := ids.New(), "2026-11-22T08:00:00.123456Z"
	for _, tt := range []struct {
		order Order
		key   page.Key
		fine  bool
	}{
		{Order{Sort: "t.name"}, page.Key{Sort: "any ' text", ID: id}, true}, {Order{Sort: "t.name"}, page.Key{Sort: "x", ID: "7"}, false},
		{Order{Sort: "t.name"}, page.Key{Sort: "\x00", ID: id}, false}, {Order{}, page.Key{ID: "x"}, false},
		{Order{Sort: "t.at", Time: true}, page.Key{Sort: at, ID: id}, true}, {Order{Sort: "t.at", Time: true}, page.Key{Sort: "name", ID: id}, false},
		{Order{Sort: "t.at", Time: true}, page.Key{Sort: "0000-01-01T00:00:00Z", ID: id}, false}, {Order{Sort: "t.at", Time: true}, page.Key{Sort: at, ID: "9"}, false},
		{Order{Seq: true}, page.Key{ID: "9"}, true}, {Order{Seq: true}, page.Key{Sort: "a", ID: "9"}, false}, {Order{Seq: true}, page.Key{ID: "0"}, false}, {Order{Seq: true}, page.Key{ID: id}, false},
	} {
		if err := tt.order.check(tt.key); (err == nil) != tt.fine || err != nil && fault.CodeOf(err) != "CURSOR" {
			t.Errorf("%+v takes %+v: %v", tt.order, tt.key, err)
		}
	}
}

// One page asks for one row more only when somebody wants to know of it; a list
// that comes whole is read to the most rows that an answer may have.
func TestNoMoreRowsAreReadThanNeeded(t *testing.T) {
	t.Parallel()
	ln := someLink()
	if got := ln.limit(10); got != 10 {
		t.Error(got)
	}
	if ln.more = true; ln.limit(10) != 11 {
		t.Error(ln.limit(10))
	}
	ln.edge.shape = list
	if got := ln.limit(0); got != mostRows+1 {
		t.Error(got)
	}
}

// Rows of a list are cut to what it may have, and the cut is known.
func TestListsAreCut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		shape             shape
		most, first, rows int
		want              string
	}{
		{list, 3, 0, 5, "3 true"}, {list, 5, 0, 5, "5 false"}, {list, 0, 0, 5, "5 false"}, {pages, 0, 4, 5, "4 true"}, {pages, 0, 5, 5, "5 false"},
	} {
		q := query{ln: &link{edge: &edge{shape: tt.shape, most: tt.most}}, want: page.Ask{First: tt.first}}
		s := q.cut(span{from: 7, to: int32(7 + tt.rows)})
		if got := fmt.Sprint(s.to-s.from, s.more); got != tt.want {
			t.Errorf("%+v: %s", tt, got)
		}
	}
}

// What is read with its parents takes its keys from their rows, and its
// arguments behind theirs.
func TestCompanyStandsInOneStatement(t *testing.T) {
	t.Parallel()
	parent, child := someLink(), someLink()
	child.key = 1
	text := company{
		{ln: parent, mode: mode{reach: access.All, filters: 1}},
		{ln: child, mode: mode{reach: access.All, keying: manyKeys}},
	}.statement()
	last := -1
	for _, part := range []string{"with a0 as materialized (select", "t.kind = $1", "limit $2", "select (select string_agg(record_send(q), ''::bytea) from a0 q), (select", "from (select x.* from unnest(array(select distinct c1 from a0 where c1 is not null)) k(key)", "limit $3) x) q)"} {
		at := strings.Index(text, part)
		if at <= last {
			t.Errorf("%q stands at %d in %s", part, at, text)
		}
		last = at
	}
	if apart := alone(parent, mode{reach: access.All, filters: 1}).statement(); apart == text {
		t.Error("the parent alone has the text of the company")
	}
}
