package transfer_test

import (
	"fmt"
	"math/rand/v2"
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
func (d *desk) stands() string {
	d.T.Helper()
	var out []string
	for _, q := range []string{
		`select 'counted ' || p.email || ' ' || c.key || ' ' || x.completed_at from completion_counted x join person p on p.id = x.person_id join course c on c.id = x.course_id order by 1`,
		`select 'balance ' || a.slug || ' ' || b.kind || ' ' || b.target || ' ' || b.amount from effect_balance b join partner a on a.id = b.partner_id where b.amount <> 0 order by 1`,
		`select 'effect ' || p.email || ' ' || x.kind || ' ' || x.subject || ' ' || x.at from effect x join person p on p.id = x.person_id
		 where x.reverses is null and not exists (select 1 from effect y where y.reverses = x.id) order by 1`,
		`select 'proof ' || c.definition_key || ' ' || coalesce(p.email, '-') || ' ' || c.counts_from || ' ' || c.counts_until from certification_counted c
		 left join person p on p.id = c.person_id where c.definition_key in ('seller', 'team') order by 1`,
		`select 'playbook ' || a.slug || ' ' || t.started || '/' || t.finished from playbook_tally t join partner a on a.id = t.partner_id order by 1`,
		`select 'enrollment ' || p.email || ' ' || c.key || ' ' || e.state || ' ' || e.lessons_done from enrollment e join person p on p.id = e.person_id join course c on c.id = e.course_id order by 1`,
	} {
		out = append(out, d.Sees(d.System(), q)...)
	}
	return strings.Join(out, "\n")
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
}

func newStory(r *rand.Rand) (s story) {
	moments := r.Perm(40)
	s.files = [2][]int{moments[:4+r.IntN(16)], moments[10 : 20+r.IntN(20)]}
	for i := range s.who {
		s.who[i], s.key[i] = r.IntN(3), r.IntN(2)
	}
	return s
}

// told is what stands at a new desk after both files, and after the second was
// taken back.
func (s story) told(t *testing.T, undo func(*desk, transfer.ID)) (before, after string) {
	t.Helper()
	d, people := rich(t)
	var last transfer.ID
	for _, file := range s.files {
		var rows []string
		for _, m := range file {
			at := start.Add(time.Duration(1+m) * 24 * time.Hour)
			rows = append(rows, row(people[s.who[m]], []string{"edge-basics", "edge-design"}[s.key[m]], at.Format(time.RFC3339)))
		}
		last = *d.csv(d.Mgr, rows...).Import
	}
	before = d.stands()
	undo(d, last)
	d.recounts()
	return before, d.stands()
}

// Two desks take the same files; one undoes an import as a whole, the other line
// by line. What counts afterwards is the same, whatever was known before; what a
// line gives that the next one takes back is left out.
func TestAnImportUndoneAsAWholeLeavesWhatOneUndoneLineByLineLeaves(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	for n := range 6 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			s := newStory(rand.New(rand.NewPCG(seed, uint64(n))))
			var before, after [2]string
			for i, undo := range []func(*desk, transfer.ID){
				func(d *desk, id transfer.ID) {
					_, err := d.undoes(d.Mgr, &id, "Wrong file.")
					d.Must(err)
				}, (*desk).oneByOneBack,
			} {
				t.Run([]string{"as a whole", "line by line"}[i], func(t *testing.T) { before[i], after[i] = s.told(t, undo) })
			}
			for what, diff := range map[string]string{"before": cmp.Diff(before[0], before[1]), "line by line, and as a whole": cmp.Diff(after[1], after[0])} {
				if diff != "" {
					t.Errorf("seed %d, story %d, %s: %s", seed, n, what, diff)
				}
			}
			if before[0] == after[0] {
				t.Errorf("seed %d, story %d: nothing was taken back", seed, n)
			}
		})
	}
}
