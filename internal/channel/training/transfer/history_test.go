package transfer_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/testkit"
)

// usual is how many histories every run lives. PORTICO_TRAINING_HISTORIES asks
// for more.
const usual = 100

// most is how many lines one unit of work takes: longer files are posted, and
// undone, in several.
const most = 2

// history is some files that come again and again, and what else is done to what
// they bring.
type history struct {
	d     *desk
	r     *rand.Rand
	n     int
	facts int // that files speak of
	who   []*member.Person
	ids   []string // of statements
	files []file
	m     *ledger
	known map[*batch]transfer.ID
	log   []string
}

type file struct {
	xapi bool
	said []item
}

// of is whom and when a fact is about: histories lie two hours apart, so that they
// do not meet.
func (h *history) of(fact int) (who *member.Person, key string, at time.Time) {
	return h.who[fact%len(h.who)], []string{"edge-basics", "edge-design"}[fact/2%2],
		time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(h.n)*2*time.Hour + time.Duration(fact)*time.Minute)
}

func (h *history) make() {
	for range 4 {
		h.ids = append(h.ids, ids.New())
	}
	for range 2 + h.r.IntN(3) {
		f := file{xapi: h.r.IntN(2) == 0}
		for range 1 + h.r.IntN(5) {
			if i := h.item(f.xapi); !f.repeats(i) || h.r.IntN(10) == 0 {
				f.said = append(f.said, i)
			}
		}
		h.files = append(h.files, f)
	}
}

func (h *history) item(xapi bool) item {
	i := item{fact: h.r.IntN(h.facts), broken: h.r.IntN(40) == 0}
	switch {
	case xapi && h.r.IntN(3) == 0:
		return item{id: ids.New(), target: h.ids[h.r.IntN(3)]}
	case xapi:
		i.id = h.ids[h.r.IntN(4)]
	default:
		i.score = h.r.IntN(2) * 50
		if h.r.IntN(2) == 0 {
			i.id = fmt.Sprint("lms-", h.n, "-", h.r.IntN(3))
		}
	}
	return i
}

// repeats tells whether a line would keep the file out.
func (f *file) repeats(i item) bool {
	return slices.ContainsFunc(f.said, func(o item) bool { return i.id != "" && o.id == i.id || !f.xapi && o.fact == i.fact })
}

func (h *history) written(f file) []byte {
	if f.xapi {
		var list []string
		for _, i := range f.said {
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
	for _, i := range f.said {
		who, key, at := h.of(i.fact)
		when := at.Format(time.RFC3339)
		if i.broken {
			when = "yesterday"
		}
		fmt.Fprintf(&b, "%s;%s;%s;%d;%s\r\n", who.Email, key, when, i.score, i.id)
	}
	return []byte(b.String())
}

// turn is one thing that happens.
func (h *history) turn() {
	switch n := h.r.IntN(100); {
	case n < 50:
		h.comes()
	case n < 68:
		h.goesOn()
	case n < 84:
		h.undone()
	case n < 94:
		h.takenAway()
	default:
		h.elsewhere()
	}
}

func (h *history) note(format string, args ...any) {
	h.log = append(h.log, fmt.Sprintf(format, args...))
}

// comes is a file that comes for the first time, or again.
func (h *history) comes() {
	n := h.r.IntN(len(h.files))
	f, from := h.files[n], transfer.CSV
	if f.xapi {
		from = transfer.XAPI
	}
	got := h.d.takes(h.d.Mgr, transfer.Order{Source: from, File: h.written(f)})
	b, unchanged, ok := h.m.take(f.xapi, f.said)
	added := 0
	if b != nil {
		added = len(b.cards)
		h.known[b] = *got.Import
	}
	h.note("file %d of %+v comes: %s", n, f, says(got))
	if ok != (got.Problems == 0) || ok && (got.Added != added || got.Unchanged != unchanged) {
		h.fails("the model says added %d, unchanged %d, taken %v", added, unchanged, ok)
	}
}

func (h *history) batch() *batch {
	if len(h.m.batches) == 0 {
		return nil
	}
	return h.m.batches[h.r.IntN(len(h.m.batches))]
}

// goesOn is a job that is run once more, needed or not.
func (h *history) goesOn() {
	if b := h.batch(); b != nil {
		h.note("import %d goes on", slices.Index(h.m.batches, b))
		h.goOn(b)
	}
}

func (h *history) goOn(b *batch) {
	h.d.Must(h.d.Transfers.Post(h.d.System(), transfer.Staged{Import: h.known[b]}))
	h.m.goOn(b)
}

// undone is an import that somebody takes back as a whole, or two at once; one
// that is not posted or was undone before refuses.
func (h *history) undone() {
	b := h.batch()
	if b == nil {
		return
	}
	times := 1 + h.r.IntN(2)
	h.note("import %d is undone, %d at once", slices.Index(h.m.batches, b), times)
	id := h.known[b]
	got := testkit.Race(testkit.Times(times, func() error {
		_, err := h.d.undoes(h.d.Mgr, &id, "Wrong file.")
		return err
	})...)
	want := map[string]int{"IMPORT_STATE": times}
	if h.m.order(b) {
		want = map[string]int{"OK": 1, "IMPORT_STATE": times - 1}
	}
	if got["OK"] != want["OK"] || got["IMPORT_STATE"] != want["IMPORT_STATE"] {
		h.fails("it ends %v, the model says %v", got, want)
	}
}

// takenAway is a completion that a person revokes, while no import is on its way.
func (h *history) takenAway() {
	fact := h.r.IntN(h.facts)
	if h.m.standing(fact) == nil || !h.m.idle() {
		return
	}
	h.note("somebody takes fact %d away", fact)
	who, _, at := h.of(fact)
	id := h.d.Sees(h.d.System(), "select id::text from course_completion where person_id = $1 and completed_at = $2 and revoked_at is null", who.ID, at)[0]
	_, err := h.d.Learning.TakeBack(h.d.As(h.d.Boss), learning.CompletionID(id), "By hand.")
	h.d.Must(err)
	h.m.takeAway(fact)
}

// elsewhere is a class in which somebody has learned it before any file says so.
func (h *history) elsewhere() {
	fact := h.r.IntN(h.facts)
	if h.m.standing(fact) != nil {
		return
	}
	who, key, at := h.of(fact)
	h.note("fact %d is learned in a class", fact)
	h.d.Must(h.d.credited(who, key, at.Format(time.RFC3339)))
	h.m.taught(fact)
}

func (h *history) fails(format string, args ...any) {
	h.d.T.Helper()
	h.d.T.Fatalf("history %d:\n%s\n%s", h.n, strings.Join(h.log, "\n"), fmt.Sprintf(format, args...))
}

// linesOf is what became of every line of an import; one that holds a completion
// which counts has a plus.
const linesOf = `
select m.state || ': ' || string_agg(row || ' ' || l.state || coalesce(l.left_why, '') || l.holds, ', ' order by row) || ', '
from completion_import m
join (
  select l.import_id, row_number() over (order by l.number) as row, l.state, l.left_why,
    case when l.state in ('POSTED', 'UNDOING') and c.id is not null and c.revoked_at is null then '+' else '' end as holds
  from import_line l
  left join course_completion c on c.id = l.completion_id
  where l.import_id = $1) l on l.import_id = m.id
group by m.state`

// agrees compares what counts, each fact once, and what became of every line.
func (h *history) agrees() {
	h.d.T.Helper()
	_, _, from := h.of(0)
	got := h.d.Sees(h.d.System(), "select person_id || ' ' || extract(epoch from completed_at - $1)::int from completion_counted where completed_at between $1 and $2 order by 1", from, from.Add(time.Hour))
	want := []string{}
	for fact := range h.m.counts() {
		who, _, at := h.of(fact)
		want = append(want, fmt.Sprint(who.ID, " ", int(at.Sub(from).Seconds())))
	}
	if slices.Sort(want); !slices.Equal(got, want) {
		h.fails("%q count, the model says %q", got, want)
	}
	if h.m.idle() && fmt.Sprint(h.m.counts()) != fmt.Sprint(h.m.said()) {
		h.fails("the model counts %v, and its lines say %v", h.m.counts(), h.m.said())
	}
	for n, b := range h.m.batches {
		got := h.d.Sees(h.d.System(), linesOf, h.known[b])[0]
		if got != b.lines() {
			h.fails("import %d is %s the model says %s", n, got, b.lines())
		}
	}
}

// Random files, good and bad, as CSV and as statements, in random order and
// again and again; whole imports that are undone, while they are posted, twice
// and at once, and come again: each answer is the model's, and what counts is
// what the model counts, each fact once.
func TestHoweverOftenAndInWhicheverOrderFilesComeTheResultIsTheModels(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Transfers.InSteps(most)
	const long = 20 * 365 * 24 * time.Hour // in force before all that files say
	d.Clock.Pass(-long)
	_, err := d.Effects.Define(d.System(), effect.Definition{Key: "points", Name: "Points", Cause: effect.CourseCompleted, Kind: effect.Points, Amount: 10})
	d.Must(err)
	d.Clock.Pass(long)
	lives, standing := usual, 0
	if n, err := strconv.Atoi(os.Getenv("PORTICO_TRAINING_HISTORIES")); err == nil {
		lives = n
	}
	states := map[string]int{}
	for n := range lives {
		h := &history{d: d, r: rand.New(rand.NewPCG(uint64(n), 23)), n: n, facts: 1 + n%3, who: []*member.Person{d.Acorn.Second, d.Cedar.Admin}, m: &ledger{small: most}, known: map[*batch]transfer.ID{}}
		h.make()
		for range 14 {
			h.turn()
			h.agrees()
		}
		for _, b := range h.m.batches {
			for b.state == "POSTING" || b.state == "UNDOING" {
				h.goOn(b)
			}
		}
		for _, c := range h.m.cards {
			states[c.state+c.why]++
		}
		h.agrees()
		if standing += len(h.m.counts()); d.points() != standing*10 {
			h.fails("%d points for %d completions", d.points(), standing)
		}
	}
	d.recounts()
	t.Logf("%d histories, %d completions count; lines ended as %v", lives, standing, states)
	for _, s := range []string{"UNDONE", "LEFTREVOKED_BEFORE", "LEFTSAID_ELSEWHERE", "LEFTBROUGHT_NOTHING", "LEFTVOIDS_ANOTHER"} {
		if states[s] == 0 {
			t.Errorf("no line ended as %s: the histories are too poor to prove anything", s)
		}
	}
}
