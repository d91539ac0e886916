package graph_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

// How many queries are compared, and where their randomness begins. PORTICO_DIFF
// asks for more; PORTICO_SEED repeats one query that failed, with PORTICO_AIM
// one that was aimed at a field.
const usualQueries = 400

var everything = page.Ask{First: page.Max}

// differ holds the server against the reference.
type differ struct {
	t       *testing.T
	e       *estate
	seen    *treasures
	players []*player
	visited map[string]bool
	large   int
	faults  int
}

// Random queries, as everybody, are answered as the specification says.
func TestQueriesAreAnsweredLikeTheReference(t *testing.T) {
	t.Parallel()
	e := newVariety(t)
	e.Start()
	e.Clock.Fix(e.Clock.Now()) // so that sentences about days are the same in both answers
	d := &differ{t: t, e: e, seen: e.treasures(), players: e.players(), visited: map[string]bool{}}
	want, first := numberIn("PORTICO_DIFF", usualQueries), uint64(numberIn("PORTICO_SEED", 1))
	n, seed := 0, first
	for aim := os.Getenv("PORTICO_AIM"); n < want && !t.Failed(); seed++ {
		n += d.play(seed, aim)
		if os.Getenv("PORTICO_SEED") != "" {
			break
		}
	}
	if n >= usualQueries && (d.large > n/10 || d.faults < n/50 || d.faults > n/2) {
		t.Errorf("the %d queries are not of the kind that proves something: %d too large, %d with errors", n, d.large, d.faults)
	}
	if os.Getenv("PORTICO_SEED") == "" {
		n += d.sweep()
	}
	missing := d.unvisited()
	t.Logf("differential pass queries=%d seeds=%d..%d roles=%d too large=%d with errors=%d fields visited=%d/%d",
		n, first, seed-1, len(d.players), d.large, d.faults, len(readable())-len(missing), len(readable()))
	if len(missing) > 0 {
		t.Logf("not visited: %v", missing)
	}
	if n >= usualQueries && len(missing) > 0 {
		t.Error("a run of this length should visit every field")
	}
}

func numberIn(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

// play makes one query and asks it as one or two people; the second time the
// switches are turned, which a plan that is kept has to notice.
func (d *differ) play(seed uint64, aim string) int {
	rnd := rand.New(rand.NewPCG(seed, 7))
	g := newGenerator(rnd, d.seen)
	q := request{}
	if aim == "" {
		q = g.query()
	} else {
		q = g.aimAt(aim)
	}
	n := 0
	for range 1 + rnd.IntN(3)/2 {
		p := d.somebody(rnd)
		if why := d.compare(p, q); why != "" {
			vars, _ := json.Marshal(q.vars)
			d.t.Errorf("seed %d, aim %q, %s:\n%s\n%s\n%s", seed, aim, p.name, q.text, vars, why)
			return n
		}
		n++
		for name, v := range q.vars {
			if on, ok := v.(bool); ok {
				q.vars[name] = !on
			}
		}
	}
	return n
}

// sweep asks for what no random query has met: it aims at each field until
// somebody has read it.
func (d *differ) sweep() (n int) {
	const patience = 400 // queries for one field
	for _, key := range d.unvisited() {
		for seed := uint64(1); !d.visited[key] && seed <= patience && !d.t.Failed(); seed++ {
			n += d.play(seed, key)
		}
	}
	return n
}

// somebody is mostly a person: nobody and tokens are refused more than they read.
func (d *differ) somebody(rnd *rand.Rand) *player {
	p := d.players[rnd.IntN(len(d.players))]
	for (p.who == nil || p.who.Token != "") && rnd.IntN(4) > 0 {
		p = d.players[rnd.IntN(len(d.players))]
	}
	return p
}

// compare gives the first difference; empty when there is none.
func (d *differ) compare(p *player, q request) string {
	doc, bad := gqlparser.LoadQuery(schema, q.text)
	if bad != nil {
		return "the generator made an invalid query: " + bad.Error()
	}
	r := &reference{e: d.e, who: p.who, ctx: context.Background(), doc: doc, rows: p.rows, visited: d.visited}
	if p.who != nil {
		r.ctx = actor.With(r.ctx, p.who)
		p.rows.forget()
		r.before(q.text)
	}
	op := doc.Operations[0]
	r.vars = variables(op, q.vars)
	got := p.c.Do(q.text, q.vars)
	if notAdmitted(got) {
		d.large++
		return ""
	}
	want := r.answer(op)
	if len(r.wrong) > 0 {
		d.faults++
	}
	if why := differs(want, r.wrong, got); why != "" || strings.Contains(q.text, "auditTrail") { // refusals make it grow
		return why
	}
	// The first answer told how much each level brings; now short ones are read
	// in one statement.
	return differs(want, r.wrong, p.c.Do(q.text, q.vars))
}

// notAdmitted tells whether a request was refused before anything was read: a
// reference has nothing to say about that.
func notAdmitted(got *testkit.Answer) bool {
	codes := got.Codes()
	return got.At("data") == nil && got.At("errors", 0, "path") == nil && len(codes) == 1 &&
		(codes[0] == "QUERY_TOO_LARGE" || codes[0] == "PAGE_SIZE")
}

// differs compares data with the order of its keys, and errors without.
func differs(want any, wrong []mistake, got *testkit.Answer) string {
	if !json.Valid(got.Body) {
		return fmt.Sprintf("no JSON: %s", got.Body)
	}
	in := json.NewDecoder(bytes.NewReader(got.Body))
	all, err := ordered(in)
	body, ok := all.(object)
	if err != nil || !ok {
		return fmt.Sprintf("%v: %s", err, got.Body)
	}
	why := ""
	if mine, theirs := listOf(wrong), listOf(errorsOf(got)); !slices.Equal(mine, theirs) {
		why = fmt.Sprintf("errors: want %v\n         got %v\n", mine, theirs)
	}
	for _, m := range body {
		if m.name == "data" {
			why += first("data", want, m.value)
			return why
		}
	}
	if want != nil {
		why += fmt.Sprintf("no data: %s", got.Body)
	}
	return why
}

func errorsOf(got *testkit.Answer) (out []mistake) {
	for i := range got.List("errors") {
		path := got.List("errors", i, "path")
		out = append(out, mistake{pathText(path), got.Text("errors", i, "extensions", "code")})
	}
	return out
}

func listOf(list []mistake) []mistake {
	out := slices.Clone(list)
	slices.SortFunc(out, func(a, b mistake) int { return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.code, b.code)) })
	return out
}

// ordered reads a JSON value and keeps the order of keys.
func ordered(in *json.Decoder) (any, error) {
	token, err := in.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		out := object{}
		for in.More() {
			name, err := in.Token()
			if err != nil {
				return nil, err
			}
			v, err := ordered(in)
			if err != nil {
				return nil, err
			}
			out = append(out, pair{name.(string), v})
		}
		_, err = in.Token()
		return out, err
	case json.Delim('['):
		out := []any{}
		for in.More() {
			v, err := ordered(in)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		_, err = in.Token()
		return out, err
	}
	return token, nil
}

// first is the first difference below a path; empty for none.
func first(path string, want, got any) string {
	switch w := want.(type) {
	case object:
		g, ok := got.(object)
		if !ok || len(g) != len(w) {
			return fmt.Sprintf("%s: want %s, got %s", path, short(want), short(got))
		}
		for i := range w {
			if w[i].name != g[i].name {
				return fmt.Sprintf("%s: key %d is %q, not %q", path, i, g[i].name, w[i].name)
			}
			if why := first(path+"/"+w[i].name, w[i].value, g[i].value); why != "" {
				return why
			}
		}
		return ""
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return fmt.Sprintf("%s: want %s, got %s", path, short(want), short(got))
		}
		for i := range w {
			if why := first(fmt.Sprint(path, "/", i), w[i], g[i]); why != "" {
				return why
			}
		}
		return ""
	case link:
		if text, _ := got.(string); strings.Contains(text, string(w)) {
			return ""
		}
	default:
		if want == got {
			return ""
		}
	}
	return fmt.Sprintf("%s: want %s, got %s", path, short(want), short(got))
}

func short(v any) string { return fmt.Sprintf("%.600s", fmt.Sprintf("%T %v", v, v)) }

func (d *differ) unvisited() (out []string) {
	for _, key := range sortedKeys(readable()) {
		if !d.visited[key] {
			out = append(out, key)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
