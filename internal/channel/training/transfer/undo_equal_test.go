package transfer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// rich is a desk at which much follows from a completion: points each time, a
// metric once, a certification of a person, one of the team that renews itself
// with new facts, and a playbook. Two have begun a course by themselves.
func rich(t *testing.T) (*desk, []*member.Person) {
	d := newDesk(t)
	d.Clock.Fix(start) // two desks that are told the same do the same
	for _, def := range []effect.Definition{{Key: "points", Name: "Points", Cause: effect.CourseCompleted, Kind: effect.Points, Amount: 10},
		{Key: "once", Name: "Once", Cause: effect.CourseCompleted, Kind: effect.TierMetric, Target: "trained", Amount: 1, Once: true}} {
		_, err := d.Effects.Define(d.System(), def)
		d.Must(err)
	}
	basics, design, two := "edge-basics", "edge-design", 2
	for _, def := range []award.Definition{
		{Definition: training.Definition{Key: "seller", Name: "Seller", Minutes: 10, ValidMonths: 1, NoticeDays: 20, GraceDays: 5, Holder: training.ByPerson},
			Requirements: &[]*award.Requirement{{Kind: award.Course, Subject: &basics}, {Kind: award.Course, Subject: &design}}},
		{Definition: training.Definition{Key: "team", Name: "Team", Minutes: 10, ValidMonths: 12, Holder: training.ByPartner},
			Requirements: &[]*award.Requirement{{Kind: award.Holders, Holders: &two, Keys: []string{"seller"}}}}} {
		_, err := d.Awards.Define(d.System(), def)
		d.Must(err)
	}
	p, err := d.Playbooks.Save(d.System(), playbook.Playbook{Key: "first", Locale: "en", Title: outline.Texts{"en": "First"}, Steps: []playbook.Step{
		{Key: "learn", Kind: playbook.Course, Title: outline.Texts{"en": "Learn"}, Course: basics},
		{Key: "call", Kind: playbook.Task, Title: outline.Texts{"en": "Call"}, Body: outline.Texts{"en": "Call."}}}})
	d.Must(err)
	_, err = d.Playbooks.Publish(d.System(), p.ID)
	d.Must(err)
	people := []*member.Person{d.Acorn.Second, d.Acorn.Admin, d.Birch.Second}
	for _, who := range people {
		_, err := d.Playbooks.Tick(d.As(who), d.Steps(p.ID)[1], true)
		d.Must(err)
	}
	for _, who := range people[:2] {
		_, err := d.Learning.Start(d.As(who), d.basics.CourseID)
		d.Must(err)
	}
	d.Clock.Pass(60 * 24 * time.Hour)
	return d, people
}

var start = time.Now().UTC().Truncate(time.Hour).Add(time.Hour)

// stands is all that follows from completions and has not been taken back, in
// words that two desks share.
func (d *desk) stands() map[string]string {
	d.T.Helper()
	out := map[string]string{}
	for of, q := range map[string]string{
		"counted": `select p.email || ' ' || c.key || ' ' || x.completed_at from completion_counted x join person p on p.id = x.person_id join course c on c.id = x.course_id order by 1`,
		"balance": `select a.slug || ' ' || b.kind || ' ' || b.target || ' ' || b.amount from effect_balance b join partner a on a.id = b.partner_id where b.amount <> 0 order by 1`,
		"effect": `select p.email || ' ' || x.kind || ' ' || x.subject || ' ' || x.at from effect x join person p on p.id = x.person_id
		 where x.reverses is null and not exists (select 1 from effect y where y.reverses = x.id) order by 1`,
		"proof": `select c.definition_key || ' ' || coalesce(p.email, '-') || ' ' || c.counts_from || ' ' || c.counts_until from certification_counted c
		 left join person p on p.id = c.person_id where c.definition_key in ('seller', 'team') order by 1`,
		"playbook":   `select a.slug || ' ' || t.started || '/' || t.finished from playbook_tally t join partner a on a.id = t.partner_id order by 1`,
		"enrollment": `select p.email || ' ' || c.key || ' ' || e.state || ' ' || e.lessons_done from enrollment e join person p on p.id = e.person_id join course c on c.id = e.course_id order by 1`,
	} {
		out[of] = strings.Join(d.Sees(d.System(), q), "\n")
	}
	return out
}

// oneByOneBack takes back what an import brought as it was undone before: each
// line for itself.
func (d *desk) oneByOneBack(id transfer.ID) {
	d.T.Helper()
	for _, pair := range d.Sees(d.System(), "select person_id || ' ' || completion_id from import_line where import_id = $1 and completion_id is not null order by number", id) {
		who, c, _ := strings.Cut(pair, " ")
		brought := learning.CompletionID(c)
		_, err := gate.Write(d.System(), d.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
			tx.Record(audit.Created("test", "1", nil))
			return struct{}{}, d.Learning.Withdraw(d.System(), tx, member.ID(who), learning.Given{Completion: &brought}, "Wrong file.")
		})
		d.Must(err)
	}
}

// story is two files that overlap, of three people and two courses.
type story struct {
	files    [2][]int // moments, in days
	who, key [40]int  // of each moment
	undone   int      // which file is taken back: after the first, what was once given goes to the second
}

func newStory(r *rand.Rand) (s story) {
	moments := r.Perm(40)
	s.files = [2][]int{moments[:4+r.IntN(16)], moments[10 : 20+r.IntN(20)]}
	s.undone = r.IntN(2)
	for i := range s.who {
		s.who[i], s.key[i] = r.IntN(3), r.IntN(2)
	}
	return s
}

// told lets a new desk take the files, one of them perhaps never, and take one
// back; what stands afterwards is by kind.
func (s story) told(t *testing.T, never bool, undo func(*desk, transfer.ID)) map[string]string {
	t.Helper()
	d, people := rich(t)
	var taken transfer.ID
	for i, file := range s.files {
		if never && i == s.undone {
			continue
		}
		var rows []string
		for _, m := range file {
			if never && s.undone == 0 && slices.Contains(s.files[0], m) {
				continue // it was known from the first file, and is taken back with it
			}
			at := start.Add(time.Duration(1+m) * 24 * time.Hour)
			rows = append(rows, row(people[s.who[m]], []string{"edge-basics", "edge-design"}[s.key[m]], at.Format(time.RFC3339)))
		}
		if r := d.csv(d.Mgr, rows...); i == s.undone {
			taken = *r.Import
		}
	}
	if !never {
		undo(d, taken)
	}
	d.recounts()
	d.sound()
	return d.stands()
}

// sound says that no certification rests on what was taken back, and that none is
// due for which there is enough.
func (d *desk) sound() {
	d.T.Helper()
	if left := d.Sees(d.System(), `select c.definition_key || ' ' || g.subject from certification_ground g join certification c on c.id = g.certification_id
		join course_completion x on x.id = g.fact_id where c.revoked_at is null and x.revoked_at is not null`); len(left) > 0 {
		d.T.Errorf("on what was taken back rests %v", left)
	}
	before := d.stands()["proof"]
	for _, key := range []string{"seller", "team"} {
		d.Must(d.Awards.CatchUp(d.System(), award.Defined{Key: key}))
	}
	if diff := cmp.Diff(before, d.stands()["proof"]); diff != "" {
		d.T.Errorf("there was enough for more: %s", diff)
	}
}

// Three desks: one undoes an import as a whole, one line by line, and one has
// never taken it. What a certification follows depends on the order in which
// things became known, so of those only the promise is held.
func TestAnImportUndoneLeavesWhatThereWouldBeWithoutIt(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	for n := range 6 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			s := newStory(rand.New(rand.NewPCG(seed, uint64(n))))
			var whole, lines, never map[string]string
			t.Run("as a whole", func(t *testing.T) {
				whole = s.told(t, false, func(d *desk, id transfer.ID) {
					before := fmt.Sprint(d.stands())
					_, err := d.undoes(d.Mgr, &id, "Wrong file.")
					d.Must(err)
					if fmt.Sprint(d.stands()) == before {
						t.Error("nothing was taken back")
					}
				})
			})
			t.Run("line by line", func(t *testing.T) { lines = s.told(t, false, (*desk).oneByOneBack) })
			t.Run("never", func(t *testing.T) { never = s.told(t, true, nil) })
			for _, of := range []string{"counted", "balance", "effect", "playbook", "enrollment"} {
				if diff := cmp.Diff(lines[of], whole[of]); diff != "" {
					t.Errorf("seed %d, story %d, line by line and as a whole, %s: %s", seed, n, of, diff)
				}
			}
			for _, of := range []string{"counted", "balance", "playbook"} {
				if diff := cmp.Diff(never[of], whole[of]); diff != "" {
					t.Errorf("seed %d, story %d, never taken and as a whole, %s: %s", seed, n, of, diff)
				}
			}
		})
	}
}
