package award_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func answer(truth *bool) question.Answer { return question.Answer{Truth: truth} }

func TestACertificationIsIssuedWithTheLastRequirement(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	first, second := s.Admin(s.acorn), s.Person(s.acorn, actor.ResellerSeller)
	s.learns(first)
	s.wants("one of two", s.states(s.acorn, "sales-201"), "")
	s.passes(second)
	s.wants("the other is another person's", s.states(s.acorn, "sales-201"), "")
	s.passes(first)
	s.wants("both", s.states(s.acorn, "sales-201"), "VALID")
	c := s.held(s.acorn, "sales-201")[0]
	if c.PersonID == nil || *c.PersonID != string(first.ID) || c.Origin != training.InPortal || !c.IssuedAt.Equal(s.Clock.Now()) ||
		!c.ExpiresAt.Equal(s.Clock.Now().AddDate(0, 12, 0)) || c.NoticeDays != 60 || c.GraceDays != 30 {
		t.Errorf("%+v", c)
	}
	s.learns(first)
	s.passes(first)
	s.wants("all of it again while it is valid", s.states(s.acorn, "sales-201"), "VALID")
}

func TestARevokedCompletionTakesItsCertificationAlong(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	who := s.Admin(s.acorn)
	first := s.learns(who)
	s.passes(who)
	s.Clock.Fix(s.Clock.Now().Add(aDay))
	second := s.learns(who)
	s.unlearns(first, "Somebody else sat at the screen.")
	all := s.held(s.acorn, "sales-201")
	if len(all) != 2 {
		t.Fatalf("%d proofs, want the one that fell and the one that the other completion gives", len(all))
	}
	fell, stands := all[0], all[1]
	if fell.RevokedAt == nil {
		fell, stands = stands, fell
	}
	if fell.RevokedHow == nil || *fell.RevokedHow != training.RequirementLost || !strings.Contains(*fell.RevokedWhy, "Somebody else sat at the screen.") {
		t.Errorf("it fell as %+v", fell)
	}
	if stands.RevokedAt != nil || !stands.IssuedAt.Equal(second.CompletedAt) {
		t.Errorf("what stands: %+v", stands)
	}
	s.unlearns(second, "This one too.")
	s.wants("nothing to stand on", s.states(s.acorn, "sales-201"), "REVOKED, REVOKED")
	s.Clock.Fix(s.Clock.Now().Add(aDay))
	s.learns(who)
	s.wants("the quiz still counts", s.states(s.acorn, "sales-201"), "REVOKED, REVOKED, VALID")
}

func TestWhatWasRevokedByHandIsEarnedAnew(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	who := s.Admin(s.acorn)
	s.learns(who)
	s.passes(who)
	_, err := s.Training.Revoke(s.System(), s.held(s.acorn, "sales-201")[0].ID, "The test was taken by another person.")
	s.Must(err)
	s.Clock.Fix(s.Clock.Now().Add(aDay))
	s.passes(who)
	s.wants("the quiz alone", s.states(s.acorn, "sales-201"), "REVOKED")
	s.learns(who)
	s.wants("and the course", s.states(s.acorn, "sales-201"), "REVOKED, VALID")
}

// In the grace of the old proof all of it again renews; a day later it begins
// anew; and whatever is done too early has to be done again.
func TestARenewalIsEarnedWhenTheProofIsAboutToEnd(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		at   func(c *training.Certification) time.Time
		want string
	}{
		"while it is valid":        {func(c *training.Certification) time.Time { return c.NoticeFrom().Add(-1000) }, "VALID"},
		"when notice begins":       {func(c *training.Certification) time.Time { return c.NoticeFrom() }, "EXPIRING, VALID renews"},
		"in the last of the grace": {func(c *training.Certification) time.Time { return c.EndsAt().Add(-1000) }, "GRACE, VALID renews"},
		"after the grace":          {func(c *training.Certification) time.Time { return c.EndsAt() }, "EXPIRED, VALID"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSchool(t)
			s.defines(sales())
			who := s.Admin(s.acorn)
			s.learns(who)
			s.passes(who)
			s.Clock.Fix(tt.at(s.held(s.acorn, "sales-201")[0]))
			s.learns(who)
			if got := s.states(s.acorn, "sales-201"); strings.Contains(got, ",") {
				t.Errorf("the course alone gives %q", got)
			}
			s.passes(who)
			s.wants("both", s.states(s.acorn, "sales-201"), tt.want)
		})
	}
}

func TestTheShorterPathRenewsAndFallsWithWhatItRenewed(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	d := sales()
	d.Renewal = asks("QUIZ edge-quiz")
	s.defines(d)
	who := s.Admin(s.acorn)
	first := s.learns(who)
	s.passes(who)
	s.Clock.Fix(s.held(s.acorn, "sales-201")[0].NoticeFrom().Add(aDay))
	s.passes(who)
	s.wants("the quiz renews", s.states(s.acorn, "sales-201"), "EXPIRING, VALID renews")
	s.unlearns(first, "It was not so.")
	s.wants("both fall", s.states(s.acorn, "sales-201"), "REVOKED, REVOKED renews")
}

func TestOnlyWhatIsYoungEnoughCountsForARenewal(t *testing.T) {
	t.Parallel()
	for age, want := range map[int]string{24: "EXPIRING, VALID renews", 6: "EXPIRING"} {
		t.Run(fmt.Sprint(age), func(t *testing.T) {
			t.Parallel()
			s := newSchool(t)
			d := sales()
			d.MaxAgeMonths = &age
			s.defines(d)
			who := s.Admin(s.acorn)
			s.learns(who)
			s.passes(who)
			s.Clock.Fix(s.held(s.acorn, "sales-201")[0].NoticeFrom().Add(aDay))
			s.passes(who)
			s.wants("a course of ten months", s.states(s.acorn, "sales-201"), want)
		})
	}
}

// A session comes from elsewhere, through the door of this package.
func TestAnAttendedSessionCounts(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	d := sales()
	d.Requirements = asks("SESSION hands-on")
	s.defines(d)
	who := s.Admin(s.acorn)
	in := award.Attendance{PersonID: who.ID, PartnerID: who.PartnerID, Session: "hands-on", At: s.Clock.Now().Add(-aDay)}
	var got *award.Attendance
	for i, want := range []bool{true, false} {
		s.Must(s.write(func(ctx context.Context, tx *gate.Tx) error {
			a, fresh, err := s.Awards.Attend(ctx, tx, in)
			if got = a; fresh != want {
				t.Errorf("time %d: fresh %v", i+1, fresh)
			}
			return err
		}))
	}
	c := s.held(s.acorn, "sales-201")
	if len(c) != 1 || c[0].Origin != training.InSession || !c[0].IssuedAt.Equal(in.At) {
		t.Fatalf("%+v", c)
	}
	in.At = s.Clock.Now().Add(time.Second)
	err := s.write(func(ctx context.Context, tx *gate.Tx) error { _, _, err := s.Awards.Attend(ctx, tx, in); return err })
	s.Wants("a session to come", err, "IN_THE_FUTURE")
	takes := func(why string) error {
		return s.write(func(ctx context.Context, tx *gate.Tx) error { return s.Awards.Unattend(ctx, tx, got.ID, why) })
	}
	s.Wants("without a reason", takes(""), "REQUIRED")
	s.Wants("with one", takes("He left after ten minutes."), "OK")
	s.Wants("twice", takes("Again."), "ATTENDANCE_REVOKED")
	s.wants("taken back", s.states(s.acorn, "sales-201"), "REVOKED")
}

// What was done before anybody asked for it counts, as of its day.
func TestWhoHasDoneItAlreadyIsCertified(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	first, second := s.Admin(s.acorn), s.Person(s.acorn, actor.ResellerSeller)
	s.learns(first)
	s.learns(second)
	s.passes(first)
	done := s.Clock.Now()
	s.Clock.Fix(done.Add(30 * aDay))
	s.defines(sales())
	s.defines(team(1, ""))
	for range 2 { // told twice
		s.Must(s.Awards.CatchUp(s.System(), award.Defined{Key: "sales-201"}))
	}
	c := s.held(s.acorn, "sales-201")
	if len(c) != 1 || *c[0].PersonID != string(first.ID) || !c[0].IssuedAt.Equal(done) {
		t.Errorf("%+v", c)
	}
	s.wants("and its partner", s.states(s.acorn, "sales-team"), "VALID")
}

func TestADefinitionAsksForWhatCanBeMet(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	none, many := 0, 1001
	for name, tt := range map[string]struct {
		holder training.Holder
		ask    *[]*award.Requirement
		code   string
	}{
		"nobody may hold it":        {training.ByEither, asks("COURSE edge-basics"), "HOLDER_NEEDED"},
		"no such course":            {training.ByPerson, asks("COURSE edge-advanced"), "UNKNOWN_SUBJECT"},
		"no such quiz":              {training.ByPerson, asks("QUIZ no-quiz"), "UNKNOWN_SUBJECT"},
		"a course without its key":  {training.ByPerson, asks("COURSE"), "REQUIRED"},
		"twice the same":            {training.ByPerson, asks("COURSE edge-basics", "COURSE edge-basics"), "ASKED_TWICE"},
		"holders of a person":       {training.ByPerson, holders(1, "", "sales-201"), "NOT_OF_A_PERSON"},
		"a course of a partner":     {training.ByPartner, asks("COURSE edge-basics"), "NOT_OF_A_PARTNER"},
		"no holders":                {training.ByPartner, holders(none, "", "sales-201"), "HOLDERS"},
		"too many holders":          {training.ByPartner, holders(many, "", "sales-201"), "HOLDERS"},
		"holders of nothing":        {training.ByPartner, holders(1, ""), "REQUIRED"},
		"holders of what is absent": {training.ByPartner, holders(1, "", "no-201"), "UNKNOWN_SUBJECT"},
		"holders of itself":         {training.ByPartner, holders(1, "", "new-one"), "REQUIRED"},
		"a role that is none":       {training.ByPartner, holders(1, "PILOT", "sales-201"), "UNKNOWN_ROLE"},
		"21 things":                 {training.ByPerson, asks(strings.Split(strings.Repeat("SESSION s,", 20)+"SESSION s", ",")...), "TOO_MANY"},
		"a session still to come":   {training.ByPerson, asks("SESSION of-next-year"), "OK"},
	} {
		_, err := s.Awards.Define(s.System(), award.Definition{Requirements: tt.ask,
			Definition: training.Definition{Key: "new-one", Name: "New", Minutes: 1, ValidMonths: 1, Holder: tt.holder}})
		s.Wants(name, err, tt.code)
	}
	d := sales()
	d.Key, d.Requirements, d.Renewal = "only-renewal", nil, asks("QUIZ edge-quiz")
	_, err := s.Awards.Define(s.System(), d)
	s.Wants("a renewal of nothing", err, "REQUIRED")
	d = sales()
	d.MaxAgeMonths = number(121)
	_, err = s.Awards.Define(s.System(), d)
	s.Wants("an age of ten years", err, "MAX_AGE")
	_, err = s.Awards.Define(s.As(s.Admin(s.acorn)), sales())
	s.Wants("a partner defines", err, "FORBIDDEN")
	_, err = s.Training.Certify(s.System(), "sales-201", s.acorn.ID, nil, s.Clock.Now())
	s.Wants("recorded of the partner", err, "HELD_BY_PERSON")
}
