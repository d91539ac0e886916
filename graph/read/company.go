package read

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/platform/gate"
)

// mostCompany is how many levels one statement reads at most.
const mostCompany = 4

// long is from how many bytes on an answer gains nothing from company.
const long = 64 << 10

// company is a link and those below it that are read with it in one statement,
// because a round trip costs more than a short level does. The keys of a child
// are then taken from its parent's rows where they are, in the database.
type company [mostCompany]companion

// companion is one of them; ln is nil behind the last.
type companion struct {
	ln   *link
	mode mode
	of   int // place of its parent in the company
}

// packed reads the rows of a link, unless they came with the parents'.
func (q *query) packed() ([]byte, error) {
	if packed, ok := q.run.ahead[q.ln]; ok {
		return packed, nil
	}
	c := company{{ln: q.ln, mode: q.mode}}
	args := append(q.vals, q.ln.limit(q.want.First))
	n := 1
	if q.short() && q.ln.edge.partner == "" && q.ln.edge.sight == 0 {
		n, args = q.invite(&c, args)
	}
	found, err := q.view.Packed(q.run.ctx, gate.Packet{
		Text: c.statement(), Args: args, Last: q.ln.left == n-1})
	if err != nil {
		return nil, err
	}
	for i := 1; i < n; i++ {
		q.run.arrived(c[i].ln, found[i])
	}
	return found[0], nil
}

func (r *run) arrived(ln *link, packed []byte) {
	if r.ahead == nil {
		r.ahead = map[*link][]byte{}
	}
	r.ahead[ln] = packed
}

// short tells whether a link is known to answer little.
func (q *query) short() bool {
	n := q.ln.bytes.Load()
	return 0 < n && n <= long
}

// invite finds the company of a link, level by level, with its arguments.
func (q *query) invite(c *company, args []any) (n int, all []any) {
	n = 1
	for at := 0; at < n; at++ {
		lv := c[at].ln.level
		for _, i := range lv.order {
			if n == mostCompany {
				return n, args
			}
			if guest, ok := q.guest(lv.links[i]); ok {
				args = append(args, append(guest.vals, guest.ln.limit(guest.want.First))...)
				c[n] = companion{ln: guest.ln, mode: guest.mode, of: at}
				n++
			}
		}
	}
	return n, args
}

// guest is a child's query that can be asked with this one: of rows found by a
// column of the parent's, under the same role, short, and with nothing of the
// caller's in it that could fail.
func (q *query) guest(ln *link) (g query, ok bool) {
	e := ln.edge
	if ln.key < 0 || e.value != nil || e.target == nil || e.inner != nil || e.text != nil || e.batch != nil || e.alone != nil ||
		e.arg != "" || e.keyOf != "" || e.sight != 0 || e.partner != "" {
		return g, false
	}
	reach := gate.Reach(q.run.ctx, e.ask)
	if reach != q.view.Reach() {
		return g, false
	}
	g = query{run: q.run, ln: ln, args: q.run.args(ln), view: q.view, mode: mode{reach: reach, keying: manyKeys}}
	if !g.short() || g.narrow() != nil || g.mode.filters != 0 || g.mode.after {
		return g, false
	}
	return g, true
}

// compose begins with the role: a plan belongs to the role it was made for, so
// each role keeps its own prepared statement.
func (c company) compose() string {
	args, with := 0, ""
	var out []string
	for i, one := range c {
		if one.ln == nil {
			break
		}
		next := composer{ln: one.ln, lv: one.ln.level, m: one.mode, args: &args}
		if i > 0 {
			next.keys = c.keysOf(one)
		}
		from := "(" + next.rows() + ")"
		if c.hosts(i) {
			with += fmt.Sprintf(", a%d as materialized %s", i, from)
			from = fmt.Sprintf("a%d", i)
		}
		out = append(out, "(select string_agg(record_send(q), ''::bytea) from "+from+" q)")
	}
	return "/* " + c[0].mode.reach.String() + " */ " + strings.Replace(with, ", ", "with ", 1) + " select " + strings.Join(out, ", ")
}

// hosts tells whether others take their keys from a companion's rows.
func (c company) hosts(at int) bool {
	return slices.ContainsFunc(c[1:], func(g companion) bool { return g.ln != nil && g.of == at })
}

// keysOf are the keys that the rows of the parent lead to, each once.
func (c company) keysOf(g companion) string {
	parent, each := c[g.of], "distinct "
	lv := parent.ln.level
	if parent.mode.keying != manyKeys && lv.cols[g.ln.key] == lv.typ.Key {
		each = "" // of one parent's rows, named by what they lead from
	}
	return fmt.Sprintf("array(select %sc%d from a%d where c%[2]d is not null)", each, g.ln.key, g.of)
}
