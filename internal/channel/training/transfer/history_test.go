package transfer_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
)

// item is a line or a statement, as the model knows it.
type item struct {
	fact   int    // which completion it speaks of
	id     string // external id; empty for none
	score  int
	target string // of a statement that voids
	broken bool   // the file cannot be taken with it
}

// model is what was imported, in the test's own words.
type model struct {
	csv, csvFacts map[string]item // by id, and by fact
	said          map[string]item // statements by id
	void          map[string]bool
}

func newModel() *model {
	return &model{map[string]item{}, map[string]item{}, map[string]item{}, map[string]bool{}}
}

// take imports a file into the model, or leaves it as it is.
func (m *model) take(xapi bool, file []item) (added, unchanged int, ok bool) {
	ids, facts, n := map[string]item{}, map[int]bool{}, *m
	var fresh []item
	for _, i := range file {
		if i.broken {
			return 0, 0, false
		}
		if _, twice := ids[i.id]; i.id != "" && twice || !xapi && facts[i.fact] {
			return 0, 0, false
		}
		ids[i.id], facts[i.fact] = i, true
		known := n.csv
		if xapi {
			known = n.said
		}
		old, had := known[i.id]
		switch {
		case i.id != "" && had && old == i:
			unchanged++
		case i.id != "" && had:
			return 0, 0, false
		case i.target != "" && !speaks(n.said, ids, i.target):
			return 0, 0, false
		case !xapi && n.csvFacts[fmt.Sprint(i.fact)] != (item{}):
			unchanged++
		default:
			fresh = append(fresh, i)
		}
	}
	for _, i := range fresh {
		switch {
		case i.target != "":
			m.said[i.id], m.void[i.target] = i, true
		case xapi:
			m.said[i.id] = i
		default:
			m.csvFacts[fmt.Sprint(i.fact)] = item{score: i.score + 1}
			if i.id != "" {
				m.csv[i.id] = i
			}
		}
	}
	return len(fresh), unchanged, true
}

// speaks tells whether a statement can be voided.
func speaks(before, here map[string]item, id string) bool {
	for _, known := range []map[string]item{before, here} {
		if i, ok := known[id]; ok {
			return i.target == ""
		}
	}
	return false
}

// counts are the facts that hold.
func (m *model) counts() map[int]bool {
	out := map[int]bool{}
	for f := range m.csvFacts {
		var n int
		_, _ = fmt.Sscan(f, &n)
		out[n] = true
	}
	for id, i := range m.said {
		if i.target == "" && !m.void[id] {
			out[i.fact] = true
		}
	}
	return out
}

// world makes the files of one history.
type history struct {
	d     *desk
	r     *rand.Rand
	n     int
	who   []*member.Person
	ids   []string // of statements
	files []struct {
		xapi bool
		file []item
	}
}

// of is whom and when a fact is about: histories lie a year apart, so that they
// do not meet.
func (h *history) of(fact int) (who *member.Person, key string, at time.Time) {
	return h.who[fact%len(h.who)], []string{"edge-basics", "edge-design"}[fact/2%2],
		time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(h.n)*24*time.Hour + time.Duration(fact)*time.Minute)
}

func (h *history) make() {
	for range 4 {
		h.ids = append(h.ids, ids.New())
	}
	for range 2 + h.r.IntN(3) {
		xapi, file := h.r.IntN(2) == 0, []item{}
		for range 1 + h.r.IntN(4) {
			i := item{fact: h.r.IntN(4), broken: h.r.IntN(25) == 0}
			switch {
			case xapi && h.r.IntN(3) == 0:
				i = item{id: ids.New(), target: h.ids[h.r.IntN(3)]}
			case xapi:
				i.id = h.ids[h.r.IntN(4)]
			default:
				i.score = h.r.IntN(2) * 50
				if h.r.IntN(2) == 0 {
					i.id = fmt.Sprint("lms-", h.n, "-", h.r.IntN(3))
				}
			}
			file = append(file, i)
		}
		h.files = append(h.files, struct {
			xapi bool
			file []item
		}{xapi, file})
	}
}

func (h *history) written(xapi bool, file []item) []byte {
	if xapi {
		var list []string
		for _, i := range file {
			who, key, at := h.of(i.fact)
			s := h.d.statement(i.id, who, key, at.Format(time.RFC3339))
			if i.target != "" {
				s = voids(i.id, i.target)
			}
			if i.broken {
				s = strings.Replace(s, "verbs/completed", "verbs/experienced", 1)
			}
			list = append(list, s)
		}
		return []byte("[" + strings.Join(list, ",") + "]")
	}
	var b strings.Builder
	b.WriteString("\ufeffemail;course;completedAt;score;externalId\r\n")
	for _, i := range file {
		who, key, at := h.of(i.fact)
		when := at.Format(time.RFC3339)
		if i.broken {
			when = "yesterday"
		}
		fmt.Fprintf(&b, "%s;%s;%s;%d;%s\r\n", who.Email, key, when, i.score, i.id)
	}
	return []byte(b.String())
}

// Random files, good and bad, as CSV and as statements, in random order and
// again and again: each import says what the model says, and what counts is
// what the model counts, each fact once.
func TestHoweverOftenAndInWhicheverOrderFilesComeTheResultIsTheModels(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 0))
	imports, taken, refused := 0, 0, 0
	const histories = 500
	for n := range histories {
		h := &history{d: d, r: r, n: n, who: []*member.Person{d.Acorn.Second, d.Cedar.Admin}}
		h.make()
		m := newModel()
		for range 2 + len(h.files)*2 {
			f := h.files[r.IntN(len(h.files))]
			from := transfer.CSV
			if f.xapi {
				from = transfer.XAPI
			}
			got := d.takes(d.Mgr, transfer.Order{Source: from, File: h.written(f.xapi, f.file)})
			added, unchanged, ok := m.take(f.xapi, f.file)
			imports++
			if ok != (got.Problems == 0) || ok && (got.Added != added || got.Unchanged != unchanged) {
				t.Fatalf("seed %d, history %d: %s, the model says added %d, unchanged %d, taken %v\n%s", seed, n, says(got), added, unchanged, ok, h.written(f.xapi, f.file))
			}
			if ok {
				taken++
			} else {
				refused++
			}
			if got.Import != nil && r.IntN(4) == 0 {
				d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *got.Import})) // once more than needed
			}
		}
		h.holds(seed, m.counts())
	}
	d.recounts()
	t.Logf("%d histories, %d imports: %d taken, %d refused, %d completions; seed %d", histories, imports, taken, refused, d.Count("course_completion", ""), seed)
}

// holds compares the facts that count with those of the model.
func (h *history) holds(seed uint64, want map[int]bool) {
	h.d.T.Helper()
	_, _, from := h.of(0)
	got := h.d.Sees(h.d.System(), "select count(*)::text from course_completion where revoked_at is null and completed_at between $1 and $2", from, from.Add(time.Hour))[0]
	if got != fmt.Sprint(len(want)) {
		h.d.T.Fatalf("seed %d, history %d: %s completions count, want %d", seed, h.n, got, len(want))
	}
	for fact := range want {
		who, _, at := h.of(fact)
		if n := h.d.Count("completion_counted", "person_id = $1 and completed_at = $2", who.ID, at); n != 1 {
			h.d.T.Fatalf("seed %d, history %d: fact %d counts %d times", seed, h.n, fact, n)
		}
	}
}
