package read

import (
	"context"
	"encoding/hex"
	"strings"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// set is what was read for one level: packed rows, or Go values, and behind
// each link the set of the children of all rows.
type set struct {
	level  *level
	n      int
	packed []byte
	at     []int32 // place of each cell, len(level.cols) a row
	values []any
	kids   []kid
}

func (s *set) cell(row, col int) cell {
	return cellAt(s.packed, s.at[row*len(s.level.cols)+col])
}

// kid are the children behind one link: of parent i those from spans[i].from to
// spans[i].to.
type kid struct {
	set    *set
	byType map[string]*set // of an interface
	spans  []span
	err    error
}

type span struct {
	from, to int32
	more     bool
	null     bool   // no list at all, which an empty one is not
	kind     string // of an interface, the type that it is
}

// run reads one operation.
type run struct {
	engine *Engine
	ctx    context.Context
	snap   *gate.Snapshot
	vars   map[string]any
	ahead  map[*link][]byte // what was read together with the parents
}

func (r *run) args(ln *link) Args {
	return r.engine.argsOf(ln.field, r.vars)
}

// fill reads everything behind the rows of a set.
func (r *run) fill(s *set) {
	s.kids = make([]kid, len(s.level.links))
	if s.n == 0 {
		return
	}
	for _, i := range s.level.order {
		s.kids[i] = r.follow(s, s.level.links[i])
	}
}

// follow reads the children behind one link, and what lies behind them.
func (r *run) follow(s *set, ln *link) kid {
	k, err := r.children(s, ln)
	if err != nil {
		return kid{err: err}
	}
	if k.set != nil {
		r.fill(k.set)
	}
	for _, of := range k.byType {
		r.fill(of)
	}
	return k
}

func (r *run) children(s *set, ln *link) (kid, error) {
	e := ln.edge
	switch {
	case e.target == nil:
		return r.node(s, ln)
	case e.inner != nil:
		a := r.args(ln)
		return collect(ln, s.n, func(row int) ([]any, error) { return e.inner(s.values[row], a), nil })
	case e.text != nil:
		return collect(ln, s.n, func(row int) ([]any, error) { return e.text(s.cell(row, ln.key).text()) })
	case e.alone != nil:
		found, err := e.alone(r.ctx, r.args(ln))
		if err != nil {
			return kid{}, err
		}
		return collect(ln, 1, func(int) ([]any, error) { return found, nil })
	case e.batch != nil:
		return r.computed(s, ln)
	}
	return r.rows(s, ln)
}

// collect lays the children of all parents one after another.
func collect(ln *link, parents int, of func(row int) ([]any, error)) (kid, error) {
	k := kid{set: &set{level: ln.level}, spans: make([]span, parents)}
	for i := range parents {
		found, err := of(i)
		if err != nil {
			return kid{}, err
		}
		k.add(i, Group{Values: found})
	}
	return k, nil
}

func (k *kid) add(parent int, g Group) {
	from := int32(k.set.n)
	k.set.values = append(k.set.values, g.Values...)
	k.set.n = len(k.set.values)
	k.spans[parent] = span{from: from, to: int32(k.set.n), more: g.More, null: g.Values == nil}
}

// view opens what the edge asks for; nil for what is quietly left out.
func (r *run) view(ln *link, a Args) (*gate.View, error) {
	e := ln.edge
	if e.sight != 0 {
		return r.snap.Sight(r.ctx, e.sight)
	}
	ask := gate.Ask{Action: e.ask}
	if ln.quiet && gate.Reach(r.ctx, e.ask) == 0 {
		return nil, nil
	}
	if e.partner != "" {
		id, err := a.ID(e.partner, "Partner")
		if err != nil {
			return nil, err
		}
		ask.Partner = id
	}
	return r.snap.View(r.ctx, ask)
}

// computed asks a function for the children of all parents at once.
func (r *run) computed(s *set, ln *link) (kid, error) {
	a := r.args(ln)
	if err := fromArgs(ln.edge, a); err != nil {
		return kid{}, err
	}
	v, err := r.view(ln, a)
	if err != nil || v == nil {
		return nothing(ln, s.n), err
	}
	keys := keysOf(s, ln)
	q := Question{View: v, Args: a, Keys: keys.texts, selected: ln.selected}
	groups, err := ln.edge.batch(r.ctx, q)
	if err != nil {
		return kid{}, err
	}
	k := nothing(ln, s.n)
	if ln.key < 0 {
		k.add(0, groups[0])
		return k, nil
	}
	spans := make([]span, len(groups))
	for i, g := range groups {
		one := kid{set: k.set, spans: make([]span, 1)}
		one.add(0, g)
		spans[i] = one.spans[0]
	}
	keys.spread(k.spans, spans)
	return k, nil
}

func nothing(ln *link, parents int) kid {
	return kid{set: &set{level: ln.level}, spans: make([]span, parents)}
}

// keys are the keys of the parents, each once, with the parents that have it.
type keys struct {
	texts []string
	of    []int32          // by parent; -1: null
	place map[string]int32 // by binary form
	uuid  bool
}

func keysOf(s *set, ln *link) keys {
	k := keys{of: make([]int32, s.n), place: make(map[string]int32, s.n), uuid: true}
	for i := range s.n {
		k.of[i] = -1
		switch {
		case ln.edge.value != nil:
			k.uuid = !ln.edge.target.Text
			k.addText(i, ln.edge.value(s.values[i]))
		case ln.key >= 0:
			k.addCell(i, s.cell(i, ln.key))
		}
	}
	return k
}

func (k *keys) addCell(row int, c cell) {
	if c.data == nil {
		return
	}
	k.uuid = c.oid == oidUUID
	if at, ok := k.place[string(c.data)]; ok {
		k.of[row] = at
		return
	}
	k.add(row, string(c.data), c.text())
}

// addText takes a key that Go names; a uuid that is none names nothing.
func (k *keys) addText(row int, text string) {
	raw := text
	if k.uuid {
		b, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
		if err != nil || !ids.Valid(text) {
			return
		}
		raw = string(b)
	}
	if text == "" {
		return
	}
	if at, ok := k.place[raw]; ok {
		k.of[row] = at
		return
	}
	k.add(row, raw, text)
}

func (k *keys) add(row int, raw, text string) {
	at := int32(len(k.texts))
	k.place[raw], k.of[row] = at, at
	k.texts = append(k.texts, text)
}

// spread gives each parent the span of its key.
func (k *keys) spread(parents []span, byKey []span) {
	for i, at := range k.of {
		if at >= 0 {
			parents[i] = byKey[at]
		}
	}
}

// rows reads the children of all parents in one statement.
func (r *run) rows(s *set, ln *link) (kid, error) {
	a := r.args(ln)
	k := nothing(ln, s.n)
	if err := fromArgs(ln.edge, a); err != nil {
		return k, err
	}
	v, err := r.view(ln, a)
	if err != nil || v == nil {
		return k, err
	}
	q := query{run: r, ln: ln, args: a, view: v, mode: mode{reach: v.Reach()}}
	found, err := q.keyed(s)
	if err != nil || !found {
		return k, err
	}
	return k, q.read(&k)
}

// query is one statement about to be asked.
type query struct {
	run  *run
	ln   *link
	args Args
	view *gate.View
	mode mode
	keys keys
	vals []any
	want page.Ask
}

// keyed names the parents; false when none of them leads anywhere.
func (q *query) keyed(s *set) (bool, error) {
	e := q.ln.edge
	switch {
	case e.arg != "" || e.keyOf != "":
		return q.named()
	case q.ln.key < 0 && e.value == nil:
		return true, nil // a root
	}
	q.keys = keysOf(s, q.ln)
	q.mode.uuid = q.keys.uuid
	switch len(q.keys.texts) {
	case 0:
		return false, nil
	case 1:
		q.mode.keying, q.vals = oneKey, []any{q.keys.texts[0]}
	default:
		q.mode.keying, q.vals = manyKeys, []any{gate.Array(q.keys.texts)}
	}
	return true, nil
}

// named takes the key from the arguments of a root field.
func (q *query) named() (bool, error) {
	e := q.ln.edge
	key := expand(e.keyOf, q.args)
	if e.arg != "" {
		var err error
		if key, err = q.args.ID(e.arg, e.target.Name); err != nil {
			return false, absent(q.ln, err)
		}
	}
	q.mode.keying, q.mode.uuid, q.vals = oneKey, !e.target.Text, []any{key}
	q.keys = keys{texts: []string{key}, of: []int32{0}}
	return true, nil
}

// absent turns what does not exist into null where the schema allows that.
func absent(ln *link, err error) error {
	if fault.KindOf(err) == fault.NotFound && !ln.field.Definition.Type.NonNull {
		return nil
	}
	return err
}

func (q *query) read(k *kid) error {
	if err := q.narrow(); err != nil {
		return err
	}
	packed, err := q.packed()
	if err != nil {
		return err
	}
	q.ln.bytes.Store(int64(len(packed)) + 1)
	k.set.packed = packed
	if k.set.at, err = unpack(packed, len(q.ln.level.cols)); err != nil {
		return err
	}
	if k.set.n = len(k.set.at) / len(q.ln.level.cols); k.set.n > mostRows {
		return fault.Coded(fault.Invalid, "QUERY_TOO_LARGE", "The answer would have more than %d rows in one list. Ask for smaller pages, or for the inner lists in a second request.", mostRows)
	}
	q.share(k)
	return nil
}

// narrow adds the filters, the partner and the place to begin behind.
func (q *query) narrow() error {
	e := q.ln.edge
	for i, f := range e.filters {
		v := q.args.at(f.Arg)
		if f.ID != "" {
			id, err := q.args.ID(f.Arg, f.ID)
			if err != nil {
				return err
			}
			v = id
		}
		if f.Time && v != nil {
			at, err := model.UnmarshalTime(v)
			if err != nil {
				return err
			}
			v = at
		}
		if v != nil && v != "" {
			q.mode.filters |= 1 << i
			q.vals = append(q.vals, v)
		}
	}
	if e.whose != "" {
		q.mode.whose = vendors
		if p := q.view.Partner(); p != "" {
			q.mode.whose, q.vals = partners, append(q.vals, p)
		}
	}
	if e.shape != pages {
		return nil
	}
	return q.page()
}

func (q *query) page() (err error) {
	if q.want, err = q.args.page(); err != nil || q.want.After.ID == "" {
		return err
	}
	q.mode.after = true
	if err := q.ln.edge.order.check(q.want.After); err != nil {
		return err
	}
	if q.ln.edge.order.Sort != "" {
		q.vals = append(q.vals, q.want.After.Sort)
	}
	q.vals = append(q.vals, q.want.After.ID)
	return nil
}

// share gives each parent its rows; they come parent by parent.
func (q *query) share(k *kid) {
	if len(q.keys.texts) < 2 {
		all := q.cut(span{to: int32(k.set.n)})
		if q.keys.of == nil {
			k.spans[0] = all
			return
		}
		q.keys.spread(k.spans, []span{all})
		return
	}
	byKey := make([]span, len(q.keys.texts))
	for from := 0; from < k.set.n; {
		key := k.set.cell(from, 0).data
		to := from + 1
		for to < k.set.n && string(k.set.cell(to, 0).data) == string(key) {
			to++
		}
		byKey[q.keys.place[string(key)]] = q.cut(span{from: int32(from), to: int32(to)})
		from = to
	}
	q.keys.spread(k.spans, byKey)
}

// cut holds a parent's rows to what the list may have, or the page was asked.
func (q *query) cut(s span) span {
	most := q.ln.edge.most
	if q.ln.edge.shape == pages {
		most = q.want.First
	}
	if most > 0 && int(s.to-s.from) > most {
		s.to, s.more = s.from+int32(most), true
	}
	return s
}
