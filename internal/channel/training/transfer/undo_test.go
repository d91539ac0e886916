package transfer_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func (d *desk) undoes(by *member.Person, id *transfer.ID, why string) (*transfer.Import, error) {
	return d.Transfers.Undo(d.As(by), transfer.Reversal{Import: *id, Reason: why})
}

// credited lets somebody have completed a course otherwise than by an import.
func (d *desk) credited(who *member.Person, key, at string) error {
	of := map[string]*course.Version{"edge-basics": d.basics, "edge-design": d.design}[key]
	when, err := time.Parse(time.RFC3339, at)
	d.Must(err)
	_, err = gate.Write(d.System(), d.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Created("test", "1", nil))
		_, _, err := d.Learning.Credit(d.System(), tx, learning.Credit{PersonID: who.ID, PartnerID: who.PartnerID, CourseID: of.CourseID, At: when, Origin: learning.InSession})
		return struct{}{}, err
	})
	return err
}

func (d *desk) points() (n int) {
	d.T.Helper()
	_, err := fmt.Sscan(d.Sees(d.System(), "select coalesce(sum(amount), 0)::text from effect")[0], &n)
	d.Must(err)
	return n
}

func (d *desk) entries() string {
	d.T.Helper()
	return strings.Join(d.Sees(d.System(), "select count(*) || ' entries, ' || coalesce(sum(amount), 0) || ' points' from effect"), "")
}

func TestAnImportIsUndoneOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin, kim := d.Acorn.Second, d.Birch.Admin
	_, err := d.Effects.Define(d.System(), effect.Definition{Key: "points", Name: "Points", Cause: effect.CourseCompleted, Kind: effect.Points, Amount: 10})
	d.Must(err)
	at := d.Clock.Now().UTC().Format("2006-01-02T15:04:05.999999Z07:00")
	file := []string{row(robin, "edge-basics", at), row(robin, "edge-design", at), row(kim, "edge-basics", at)}
	first := d.csv(d.Mgr, file...)
	if d.entries() != "3 entries, 30 points" {
		t.Fatal(d.entries())
	}
	_, err = d.undoes(d.Mgr, first.Import, " ")
	d.Wants("no reason", err, "REQUIRED")
	_, err = d.undoes(d.Acorn.Admin, first.Import, "Mine.")
	d.Wants("a reseller", err, "FORBIDDEN")
	_, err = d.undoes(d.North.Admin, first.Import, "Not mine.")
	d.Wants("a distributor, of the vendor's", err, "NOT_FOUND")
	m, err := d.undoes(d.Boss, first.Import, "The file was of another year.")
	d.Must(err)
	if m.State != transfer.Undone || m.UndoneBy == nil || *m.UndoneBy != string(d.Boss.ID) || m.UndoneAt == nil || *m.UndoneWhy != "The file was of another year." {
		t.Errorf("%+v", m)
	}
	if d.counted(robin)+d.counted(kim) != 0 || d.entries() != "6 entries, 0 points" {
		t.Errorf("%d and %d counted, %s", d.counted(robin), d.counted(kim), d.entries())
	}
	_, err = d.undoes(d.Mgr, first.Import, "Once more.")
	d.Wants("twice", err, "IMPORT_STATE")
	d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *first.Import}))
	if d.entries() != "6 entries, 0 points" {
		t.Error("a job that came late: " + d.entries())
	}
	d.wants("the file again", d.csv(d.Mgr, file...), "added 3, unchanged 0")
	if d.entries() != "9 entries, 30 points" {
		t.Error(d.entries())
	}
	d.recounts()
}

func TestWhatWasSupersededIsLeftAndSaid(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin, kim := d.Acorn.Second, d.Birch.Admin
	d.Must(d.credited(robin, "edge-basics", "2026-05-03T00:00:00Z"))
	r := d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"), row(robin, "edge-basics", "2026-05-02"), row(robin, "edge-basics", "2026-05-03"), row(kim, "edge-basics", "2026-05-01"))
	taken := d.Sees(d.System(), "select completion_id::text from import_line where number = 2")[0]
	_, err := d.Learning.TakeBack(d.As(d.Boss), learning.CompletionID(taken), "By hand.")
	d.Must(err)
	d.xapi(d.Mgr, d.statement("6690e6c9-3ef0-4ed3-8b37-7f3964730bee", robin, "edge-basics", "2026-05-02T00:00:00Z"))
	_, err = d.undoes(d.Mgr, r.Import, "Wrong file.")
	d.Must(err)
	got := d.Sees(d.System(), "select number || ' ' || state || coalesce(' ' || left_why, '') from import_line where import_id = $1 order by number", *r.Import)
	want := "[2 LEFT REVOKED_BEFORE 3 LEFT SAID_ELSEWHERE 4 LEFT BROUGHT_NOTHING 5 UNDONE]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	if d.counted(robin) != 2 || d.counted(kim) != 0 {
		t.Errorf("%d and %d counted", d.counted(robin), d.counted(kim))
	}
	d.wants("the file again", d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"), row(kim, "edge-basics", "2026-05-01")), "added 1, unchanged 1")
	d.recounts()
}

func TestALargeImportIsUndoneByAJob(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.csv(d.Mgr, lines(230, func(i int) string {
		return row(d.Acorn.Second, "edge-basics", fmt.Sprintf("2025-01-01T00:%02d:%02dZ", i/60, i%60))
	})...)
	_, err := d.undoes(d.Mgr, r.Import, "Too early.")
	d.Wants("while it is posted", err, "IMPORT_STATE")
	d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *r.Import}))
	m, err := d.undoes(d.Mgr, r.Import, "Wrong file.")
	d.Must(err)
	if m.State != transfer.Undoing || d.counted(d.Acorn.Second) != 230 {
		t.Errorf("%s, %d counted", m.State, d.counted(d.Acorn.Second))
	}
	for range 20 { // one job goes on for so long only
		d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *r.Import}))
	}
	if d.state(r.Import) != "UNDONE 230/230" || d.counted(d.Acorn.Second) != 0 {
		t.Errorf("%s, %d counted", d.state(r.Import), d.counted(d.Acorn.Second))
	}
	d.recounts()
}

func TestWhatTheLearnerDidMeanwhileCountsAfterTheImportIsUndone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Course("edge-two", outline.Text, outline.Text)
	lessons := d.Lessons(v)
	for name, tt := range map[string]struct {
		after int // lessons that are done after the import
		want  string
	}{
		"nothing":    {0, "STARTED 0, 0 counted"},
		"a part":     {1, "STARTED 1, 0 counted"},
		"everything": {2, "COMPLETED 2, 1 counted"},
	} {
		who := d.Person(d.Acorn.Partner, "RESELLER_SELLER")
		_, err := d.Learning.Start(d.As(who), v.CourseID)
		d.Must(err)
		r := d.csv(d.Mgr, row(who, "edge-two", "2026-05-01"))
		for _, l := range lessons[:tt.after] {
			_, err := d.Learning.Finish(d.As(who), l)
			d.Must(err)
		}
		_, err = d.undoes(d.Mgr, r.Import, "Wrong file.")
		d.Must(err)
		got := d.Sees(d.System(), "select state || ' ' || lessons_done from enrollment where person_id = $1", who.ID)[0] + fmt.Sprintf(", %d counted", d.counted(who))
		if got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	d.recounts()
}

// Who says the same keeps a completion; when that goes too, all may come again.
func TestWhatWasLeftToOthersMayComeAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin := d.Acorn.Second
	said := d.statement("6690e6c9-3ef0-4ed3-8b37-7f3964730bee", robin, "edge-basics", "2026-05-01T00:00:00Z")
	first := d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"))
	second := d.xapi(d.Mgr, said)
	for _, id := range []*transfer.ID{second.Import, first.Import} {
		_, err := d.undoes(d.Mgr, id, "Wrong file.")
		d.Must(err)
	}
	d.wants("the statement again", d.xapi(d.Mgr, said), "added 1, unchanged 0")
	if d.counted(robin) != 1 {
		t.Errorf("%d counted", d.counted(robin))
	}
	d.recounts()
}

func TestTheFileMayComeAgainWhileItsImportIsBeingUndone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Transfers.InSteps(2)
	robin := d.Acorn.Second
	file := lines(5, func(i int) string { return row(robin, "edge-basics", fmt.Sprintf("2025-01-01T00:00:%02dZ", i)) })
	goOn := func(id *transfer.ID) {
		for range 4 {
			d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *id}))
		}
	}
	first := d.csv(d.Mgr, file...)
	goOn(first.Import)
	_, err := d.undoes(d.Mgr, first.Import, "Wrong file.")
	d.Must(err)
	d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *first.Import}))
	again := d.csv(d.Mgr, file...)
	d.wants("the file again", again, "added 5, unchanged 0")
	goOn(again.Import)
	goOn(first.Import)
	if d.state(first.Import) != "UNDONE 5/5" || d.state(again.Import) != "POSTED 5/5" || d.counted(robin) != 5 {
		t.Errorf("%s, %s, %d counted", d.state(first.Import), d.state(again.Import), d.counted(robin))
	}
	d.recounts()
}

const (
	sayOne   = "6690e6c9-3ef0-4ed3-8b37-7f3964730be1"
	sayTwo   = "6690e6c9-3ef0-4ed3-8b37-7f3964730be2"
	voidOne  = "6690e6c9-3ef0-4ed3-8b37-7f3964730be3"
	voidLast = "6690e6c9-3ef0-4ed3-8b37-7f3964730be4"
)

// takesAway revokes what counts of somebody by hand.
func (d *desk) takesAway(who *member.Person) {
	d.T.Helper()
	id := d.Sees(d.System(), "select id::text from completion_counted where person_id = $1", who.ID)[0]
	_, err := d.Learning.TakeBack(d.As(d.Boss), learning.CompletionID(id), "By hand.")
	d.Must(err)
}

// A statement whose completion a person took away has nothing left to give to
// another that says the same.
func TestWhatIsGoneIsGivenToNobody(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin, at := d.Acorn.Second, "2026-05-01T00:00:00Z"
	d.xapi(d.Mgr, d.statement(sayOne, robin, "edge-basics", at))
	d.takesAway(robin)
	d.xapi(d.Mgr, d.statement(sayTwo, robin, "edge-basics", at))
	d.xapi(d.Mgr, voids(voidOne, sayOne))
	if d.counted(robin) != 1 {
		t.Errorf("the first is void: %d counted", d.counted(robin))
	}
	d.xapi(d.Mgr, voids(voidLast, sayTwo))
	if d.counted(robin) != 0 {
		t.Errorf("both are void: %d counted", d.counted(robin))
	}
}

// What a person took away comes back by a new statement, and goes with it.
func TestAnOldLineDoesNotKeepWhatAPersonTookAway(t *testing.T) {
	t.Parallel()
	for name, takesBack := range map[string]func(*desk, *transfer.Report){
		"void": func(d *desk, _ *transfer.Report) { d.xapi(d.Mgr, voids(voidOne, sayOne)) },
		"undone": func(d *desk, r *transfer.Report) {
			_, err := d.undoes(d.Mgr, r.Import, "Wrong file.")
			d.Must(err)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			robin := d.Acorn.Second
			d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"))
			d.takesAway(robin)
			r := d.xapi(d.Mgr, d.statement(sayOne, robin, "edge-basics", "2026-05-01T00:00:00Z"))
			if d.counted(robin) != 1 {
				t.Errorf("said anew: %d counted", d.counted(robin))
			}
			if takesBack(d, r); d.counted(robin) != 0 {
				t.Errorf("%d counted", d.counted(robin))
			}
		})
	}
}

// A statement that waits to be posted voids nothing that was undone meanwhile,
// and does not stop the rest of its import.
func TestAVoidThatComesTooLateVoidsNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Transfers.InSteps(1)
	robin, kim := d.Acorn.Second, d.Birch.Admin
	first := d.xapi(d.Mgr, d.statement(sayOne, robin, "edge-basics", "2026-05-01T00:00:00Z"))
	late := d.xapi(d.Mgr, voids(voidOne, sayOne), d.statement(sayTwo, kim, "edge-basics", "2026-05-01T00:00:00Z"))
	_, err := d.undoes(d.Mgr, first.Import, "Wrong file.")
	d.Must(err)
	d.wants("again", d.xapi(d.Mgr, d.statement(sayOne, robin, "edge-basics", "2026-05-01T00:00:00Z")), "added 1, unchanged 0")
	for range 3 {
		d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *late.Import}))
	}
	if d.state(late.Import) != "POSTED 2/2" || d.counted(robin) != 1 || d.counted(kim) != 1 {
		t.Errorf("%s, %d and %d counted", d.state(late.Import), d.counted(robin), d.counted(kim))
	}
}
