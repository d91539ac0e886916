package transfer_test

import (
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestAFileIsImportedOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin, kim := d.Acorn.Second, d.Birch.Admin
	file := []string{row(robin, "edge-basics", "2026-05-01"), strings.ToUpper(robin.Email) + ",edge-design,2026-05-02T10:00:00+02:00,87.5,LMS-7\n", row(kim, "edge-basics", "2026-05-01")}
	check, err := d.Transfers.Import(d.As(d.Mgr), transfer.Order{Source: transfer.CSV, File: []byte(header + strings.Join(file, "")), Check: true})
	d.Must(err)
	d.wants("a dry run", check, "added 3, unchanged 0")
	if check.Import != nil || d.Count("import_line", "") != 0 || d.counted(robin) != 0 {
		t.Error("a dry run wrote something")
	}
	first := d.csv(d.Mgr, file...)
	d.wants("first", first, "added 3, unchanged 0")
	if d.counted(robin) != 2 || d.counted(kim) != 1 || d.state(first.Import) != "POSTED 3/3" {
		t.Errorf("counted %d and %d, %s", d.counted(robin), d.counted(kim), d.state(first.Import))
	}
	d.wants("again", d.csv(d.Boss, file...), "added 0, unchanged 3")
	d.wants("in another order, with more", d.csv(d.Mgr, file[2], row(kim, "edge-design", "2026-05-03"), file[0]), "added 1, unchanged 2")
	if d.Count("course_completion", "") != 4 {
		t.Errorf("%d completions", d.Count("course_completion", ""))
	}
	got := d.Sees(d.System(), "select origin || ' ' || to_char(completed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from course_completion where person_id = $1 order by completed_at", robin.ID)
	if strings.Join(got, ", ") != "IMPORT 2026-05-01 00:00, IMPORT 2026-05-02 08:00" {
		t.Errorf("completions %v", got)
	}
	d.recounts()
}

func TestOneBadLineKeepsAllOthersOut(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin := d.Acorn.Second
	draft, err := d.Courses.Save(d.System(), testkit.Outline("edge-draft", outline.Text))
	d.Must(err)
	_ = draft
	r := d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"), // 2
		"nobody@nowhere.example,edge-basics,2026-05-01,,\n", // 3
		row(robin, "edge-unheard-of", "2026-05-01"),         // 4
		row(robin, "edge-draft", "2026-05-01"),              // 5
		row(robin, "edge-basics", "2099-05-01"),             // 6
		row(robin, "edge-basics", "2026-05-01T00:00:00Z"),   // 7: the same moment as 2
		row(d.Mgr, "edge-basics", "2026-05-01"),             // 8: the vendor's staff
		robin.Email+",edge-basics,2026-05-04,,ID\n",         // 9
		robin.Email+",edge-design,2026-05-04,,ID\n",         // 10: the same id
	)
	d.wants("the report", r, "added 2, unchanged 0: 3 UNKNOWN_EMAIL: 4 UNKNOWN_COURSE: 5 COURSE_NOT_PUBLISHED: 6 IN_THE_FUTURE: 7 DUPLICATE_LINE: 8 UNKNOWN_EMAIL: 10 DUPLICATE_LINE")
	if r.Import != nil || r.Problems != 7 || r.Lines != 9 || d.Count("import_line", "") != 0 || d.counted(robin) != 0 {
		t.Errorf("something was imported: %+v", r)
	}
	d.Must(err)
	d.csv(d.Mgr, robin.Email+",edge-basics,2026-05-04,80,ID\n")
	d.wants("an id for something else", d.csv(d.Mgr, robin.Email+",edge-basics,2026-05-04,81,ID\n"), "added 0, unchanged 0: 2 ID_TAKEN")
}

func TestADistributorImportsForItsPortfolioAndTheVendorVerifies(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	own, served, foreign := d.North.Second, d.Acorn.Second, d.Birch.Second
	_, err := d.Transfers.Import(d.As(d.Acorn.Admin), transfer.Order{Source: transfer.CSV, File: []byte(header)})
	d.Wants("a reseller", err, "FORBIDDEN")
	r := d.csv(d.North.Admin, row(foreign, "edge-basics", "2026-05-01"), "nobody@nowhere.example,edge-basics,2026-05-01,,\n")
	d.wants("foreign and absent", r, "added 0, unchanged 0: 2 UNKNOWN_EMAIL: 3 UNKNOWN_EMAIL")
	if r.Notes[0].Message != r.Notes[1].Message {
		t.Errorf("foreign %q, absent %q", r.Notes[0].Message, r.Notes[1].Message)
	}
	r = d.csv(d.North.Admin, row(own, "edge-basics", "2026-05-01"), row(served, "edge-basics", "2026-05-01"))
	if d.state(r.Import) != "WAITING 0/2" || d.counted(served) != 0 {
		t.Errorf("before it is verified: %s, %d counted", d.state(r.Import), d.counted(served))
	}
	d.wants("again while it waits", d.csv(d.North.Admin, row(served, "edge-basics", "2026-05-01")), "added 0, unchanged 1")
	decide := func(by *member.Person, id *transfer.ID, holds bool, why string) error {
		_, err := d.Transfers.Decide(d.As(by), transfer.Decision{Import: *id, Holds: holds, Reason: why})
		return err
	}
	d.Wants("the distributor verifies", decide(d.North.Admin, r.Import, true, ""), "FORBIDDEN")
	d.Wants("no reason", decide(d.Mgr, r.Import, false, " "), "REQUIRED")
	d.Must(decide(d.Mgr, r.Import, false, "Wrong year."))
	d.Wants("after that", decide(d.Mgr, r.Import, true, ""), "IMPORT_STATE")
	r = d.csv(d.North.Second, row(own, "edge-basics", "2026-05-01"), row(served, "edge-basics", "2026-05-01"))
	d.wants("what was rejected, again", r, "added 2, unchanged 0")
	d.Must(decide(d.Mgr, r.Import, true, ""))
	if d.state(r.Import) != "POSTED 2/2" || d.counted(own) != 1 || d.counted(served) != 1 {
		t.Errorf("verified: %s", d.state(r.Import))
	}
	_, err = d.Sessions.Trust(d.As(d.Boss), d.North.ID, true)
	d.Must(err)
	r = d.csv(d.North.Admin, row(served, "edge-design", "2026-05-01"))
	if d.state(r.Import) != "POSTED 1/1" || d.counted(served) != 2 {
		t.Errorf("of a trusted distributor: %s", d.state(r.Import))
	}
	for who, n := range map[*member.Person]int{d.North.Second: 3, d.South.Admin: 0, d.Acorn.Admin: 0, d.Mgr: 3} {
		if got := len(d.Sees(d.As(who), "select id::text from completion_import")); got != n {
			t.Errorf("%s sees %d imports, want %d", who.Email, got, n)
		}
	}
}

func TestWhatWasRevokedDoesNotComeBackWithTheFile(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin := d.Acorn.Second
	d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"))
	id := d.Sees(d.System(), "select id::text from course_completion")[0]
	_, err := d.Learning.TakeBack(d.As(d.Boss), "not-an-id", "x")
	if err == nil {
		t.Error("an id that is none was revoked")
	}
	_, err = d.Learning.TakeBack(d.As(d.Boss), learningID(id), "It was another Robin.")
	d.Must(err)
	d.wants("the same file", d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01")), "added 0, unchanged 1")
	if d.counted(robin) != 0 {
		t.Error("a completion that was revoked came back")
	}
}

func TestAnAddressOfSeveralPartnersNeedsThePartner(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, h := range []*testkit.House{d.Acorn, d.Birch} {
		_, err := d.Members.Invite(d.System(), member.Invitation{PartnerID: h.ID, Email: "Both@agency.example", Name: "Both", Roles: h.Second.Roles})
		d.Must(err)
	}
	d.wants("by the vendor", d.csv(d.Mgr, "both@agency.example,edge-basics,2026-05-01,,\n"), "added 0, unchanged 0: 2 AMBIGUOUS_EMAIL")
	d.wants("by a distributor of one", d.csv(d.North.Admin, "both@agency.example,edge-basics,2026-05-01,,\n"), "added 1, unchanged 0")
	r, err := d.Transfers.Import(d.As(d.Mgr), transfer.Order{Source: transfer.CSV,
		File: []byte("email;partner;course;completedAt\nboth@agency.example;" + d.Birch.Slug + ";edge-basics;2026-05-01\n")})
	d.Must(err)
	d.wants("with its partner", r, "added 1, unchanged 0")
	if d.Count("course_completion", "partner_id = $1", d.Birch.ID) != 1 {
		t.Error("it went to another partner")
	}
}

// Other systems write the keys of courses as they like.
func TestKeysOfCoursesAreReadWithoutCase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin := d.Acorn.Second
	d.wants("a file", d.csv(d.Mgr, row(robin, "Edge-Basics", "2026-05-01"), row(robin, " EDGE-DESIGN ", "2026-05-01")), "added 2, unchanged 0")
	d.wants("the file in our own writing", d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"), row(robin, "edge-design", "2026-05-01")), "added 0, unchanged 2")
	d.wants("one course in two writings", d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-02"), row(robin, "Edge-Basics", "2026-05-02")), "added 1, unchanged 0: 3 DUPLICATE_LINE")
	d.wants("statements", d.xapi(d.Mgr, d.statement("", robin, "Edge-Basics", "2026-05-03T10:00:00Z")), "added 1, unchanged 0")
	_, err := d.Transfers.Map(d.As(d.Mgr), transfer.Activity{ID: "urn:lms:1", Course: "Edge-Design"})
	d.Wants("a mapping", err, "OK")
	if d.counted(robin) != 3 {
		t.Errorf("%d counted", d.counted(robin))
	}
}

func TestARepeatSaysWhereTheFirstStands(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin, id := d.Acorn.Second, ids.New()
	s := d.statement(id, robin, "edge-basics", "2026-05-01T10:00:00Z")
	for want, r := range map[string]*transfer.Report{
		"This says the same as line 2, or has its id. Take one of the two out.":      d.csv(d.Mgr, row(robin, "edge-basics", "2026-05-01"), row(robin, "edge-basics", "2026-05-01")),
		"This says the same as statement 1, or has its id. Take one of the two out.": d.xapi(d.Mgr, s, s),
	} {
		if len(r.Notes) != 1 || r.Notes[0].Message != want {
			t.Errorf("%+v, want %q", r.Notes, want)
		}
	}
}

func TestALongFileIsPostedByAJobThatGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	file := lines(250, func(i int) string {
		return row(d.Acorn.Second, "edge-basics", at.Add(time.Duration(i)*time.Hour).Format(time.RFC3339))
	})
	r := d.csv(d.Mgr, file...)
	if d.state(r.Import) != "POSTING 0/250" {
		t.Errorf("at first %s", d.state(r.Import))
	}
	d.Clock.Pass(-10 * time.Minute) // nothing lies for long yet
	d.Must(d.Transfers.TakeUp(d.System()))
	d.Clock.Pass(20 * time.Minute)
	d.Jobs()
	got := testkit.Race(testkit.Times(3, func() error { return d.Transfers.Post(d.System(), transfer.Staged{Import: *r.Import}) })...)
	if got["OK"] != 3 {
		t.Errorf("posted by several at once: %v", got)
	}
	d.until("posting", func() bool { return d.state(r.Import) == "POSTED 250/250" })
	if d.counted(d.Acorn.Second) != 250 || d.Count("course_completion", "") != 250 {
		t.Errorf("counted %d of %d", d.counted(d.Acorn.Second), d.Count("course_completion", ""))
	}
	d.recounts()
}

func TestImportingTheSameAtOnceImportsOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	file := []byte(header + row(d.Acorn.Second, "edge-basics", "2026-05-01") + row(d.Cedar.Second, "edge-basics", "2026-05-01"))
	got := testkit.Race(testkit.Times(6, func() error {
		_, err := d.Transfers.Import(d.As(d.Mgr), transfer.Order{Source: transfer.CSV, File: file})
		return err
	})...)
	if got["OK"] != 6 || d.Count("course_completion", "") != 2 || d.Count("import_line", "") != 2 {
		t.Errorf("ended %v, %d completions", got, d.Count("course_completion", ""))
	}
}

func TestStatementsAreKnownByTheirIds(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin := d.Acorn.Second
	id, other := ids.New(), ids.New()
	s := d.statement(id, robin, "edge-basics", "2026-05-01T10:00:00Z")
	r := d.xapi(d.Mgr, s)
	d.wants("first", r, "added 1, unchanged 0")
	if strings.Join(r.Given, " ") != id || d.counted(robin) != 1 {
		t.Errorf("ids %v, %d counted", r.Given, d.counted(robin))
	}
	d.wants("again", d.xapi(d.Mgr, s), "added 0, unchanged 1")
	d.wants("the id for another time", d.xapi(d.Mgr, d.statement(id, robin, "edge-basics", "2026-05-02T10:00:00Z")), "added 0, unchanged 0: 1 ID_TAKEN")
	d.wants("twice in one list", d.xapi(d.Mgr, d.statement(other, robin, "edge-design", "2026-05-01T10:00:00Z"), d.statement(other, robin, "edge-design", "2026-05-01T10:00:00Z")), "added 1, unchanged 0: 2 DUPLICATE_LINE")
	d.wants("voids what never came", d.xapi(d.Mgr, voids(ids.New(), other)), "added 0, unchanged 0: 1 UNKNOWN_STATEMENT")
	v := ids.New()
	d.wants("void", d.xapi(d.Mgr, voids(v, id)), "added 1, unchanged 0")
	if d.counted(robin) != 0 {
		t.Error("what was voided counts")
	}
	d.wants("the void again", d.xapi(d.Mgr, voids(v, id)), "added 0, unchanged 1")
	d.wants("another void of it", d.xapi(d.Mgr, voids(ids.New(), id)), "added 1, unchanged 0")
	d.wants("a void of the void", d.xapi(d.Mgr, voids(ids.New(), v)), "added 0, unchanged 0: 1 VOIDS_A_VOID")
	d.wants("what was voided, again", d.xapi(d.Mgr, s), "added 0, unchanged 1")
	if d.counted(robin) != 0 {
		t.Error("what was voided came back")
	}
	d.wants("under a new id", d.xapi(d.Mgr, d.statement(other, robin, "edge-basics", "2026-05-01T10:00:00Z")), "added 1, unchanged 0")
	if d.counted(robin) != 1 {
		t.Error("it was sent anew and does not count")
	}
	late, gone := ids.New(), ids.New()
	d.wants("said and voided in one list", d.xapi(d.Mgr, d.statement(late, robin, "edge-design", "2026-05-05T10:00:00Z"), voids(gone, late)), "added 2, unchanged 0")
	if d.counted(robin) != 1 {
		t.Error("what was voided in the same list counts")
	}
	d.recounts()
}

func TestTwoStatementsOfOneFactAreOneCompletionUntilBothAreVoided(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	robin, a, b := d.Acorn.Second, ids.New(), ids.New()
	d.xapi(d.Mgr, d.statement(a, robin, "edge-basics", "2026-05-01T10:00:00Z"), strings.Replace(d.statement(b, robin, "edge-basics", "2026-05-01T10:00:00Z"), "completed", "passed", 1))
	for i, want := range []int{1, 1, 0} {
		if i > 0 {
			d.xapi(d.Mgr, voids(ids.New(), []string{a, b}[i-1]))
		}
		if d.counted(robin) != want {
			t.Errorf("after %d voids %d count, want %d", i, d.counted(robin), want)
		}
	}
	if d.Count("course_completion", "") != 1 {
		t.Errorf("%d completions", d.Count("course_completion", ""))
	}
}

func TestAnAbortedVoidKeepsAWaitingLineFromCounting(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a := ids.New()
	first := d.xapi(d.North.Admin, d.statement(a, d.Acorn.Second, "edge-basics", "2026-05-01T10:00:00Z"))
	second := d.xapi(d.North.Admin, voids(ids.New(), a))
	for _, id := range []*transfer.ID{second.Import, first.Import} { // the void is verified first
		_, err := d.Transfers.Decide(d.As(d.Mgr), transfer.Decision{Import: *id, Holds: true})
		d.Must(err)
	}
	if d.counted(d.Acorn.Second) != 0 || d.state(first.Import) != "POSTED 1/1" {
		t.Errorf("%d count, %s", d.counted(d.Acorn.Second), d.state(first.Import))
	}
}

func TestActivitiesOfOtherSystemsAreMapped(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	foreign := strings.Replace(d.statement("", d.Acorn.Second, "edge-basics", "2026-05-01T10:00:00Z"), d.Base()+"/courses/edge-basics", "urn:lms:4711", 1)
	d.wants("not mapped", d.xapi(d.Mgr, foreign), "added 0, unchanged 0: 1 UNKNOWN_ACTIVITY")
	mapped := func(by *member.Person, id, key string) error {
		_, err := d.Transfers.Map(d.As(by), transfer.Activity{ID: id, Course: key})
		return err
	}
	d.Wants("by a distributor", mapped(d.North.Admin, "urn:lms:4711", "edge-basics"), "FORBIDDEN")
	d.Wants("to no course", mapped(d.Boss, "urn:lms:4711", "edge-nothing"), "UNKNOWN_COURSE")
	d.Wants("of no IRI", mapped(d.Boss, "4711", "edge-basics"), "ACTIVITY_ID")
	d.Must(mapped(d.Boss, "urn:lms:4711", "edge-design"))
	d.Must(mapped(d.Boss, "urn:lms:4711", "edge-basics"))
	d.wants("mapped", d.xapi(d.Mgr, foreign), "added 1, unchanged 0")
	d.wants("by a distributor", d.xapi(d.North.Admin, foreign), "added 1, unchanged 0")
	d.Must(mapped(d.Boss, "urn:lms:4711", ""))
	d.wants("mapped no more", d.xapi(d.Mgr, foreign), "added 0, unchanged 0: 1 UNKNOWN_ACTIVITY")
	if got := d.Sees(d.System(), "select c.key from course_completion x join course c on c.id = x.course_id"); strings.Join(got, " ") != "edge-basics" {
		t.Errorf("credited %v", got)
	}
}

func TestAFailingObserverLeavesNothingHalfImported(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Learning.Tell(&stubborn{no: d.Cedar.Second.ID})
	_, err := d.Transfers.Import(d.As(d.Mgr), transfer.Order{Source: transfer.CSV,
		File: []byte(header + row(d.Acorn.Second, "edge-basics", "2026-05-01") + row(d.Cedar.Second, "edge-basics", "2026-05-01"))})
	if err == nil || d.Count("import_line", "") != 0 || d.Count("course_completion", "") != 0 {
		t.Errorf("%v: %d lines, %d completions", err, d.Count("import_line", ""), d.Count("course_completion", ""))
	}
}
