package lapse_test

import (
	"slices"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestARevocationPutsAMembershipAtRiskInTheSameUnitOfWork(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.is("before anybody is certified", program.Active, "")
	o.round()
	o.is("what was never met puts nothing at risk", program.Active, "")
	first, second := o.certify(0), o.certify(1)
	o.revoke(first)
	o.is("after a revocation", program.AtRisk, key+" 1/2 0")
	if s := o.standing(); !s.Since.Equal(start) {
		t.Errorf("at risk since %s, want %s", s.Since, start)
	}
	o.revoke(second)
	o.is("after the second", program.AtRisk, key+" 0/2 0")
	o.certify(0)
	o.is("one is not enough", program.AtRisk, key+" 1/2 0")
	o.certify(2)
	o.is("met again", program.Active, "")
	o.certify(1)
	o.revoke(o.certify(0))
	o.is("one more than needed can be lost", program.Active, "")
}

func TestTimePutsAMembershipAtRiskAndSuspendsIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.certify(0)
	o.certify(1)
	o.Clock.Fix(first.CountsUntil().Add(-1))
	o.round()
	o.is("the last instant of the grace of the proof", program.Active, "")
	o.Clock.Fix(first.CountsUntil())
	o.round()
	o.is("its end", program.AtRisk, key+" 0/2 2")
	since := *o.standing().Since
	o.Clock.Fix(since.Add(30*aDay - time.Microsecond))
	o.round()
	o.is("the last instant of the program's grace", program.AtRisk, key+" 0/2 2")
	o.Clock.Fix(since.Add(30 * aDay))
	o.round()
	o.is("its end", program.Suspended, key+" 0/2 2")
	o.certify(0)
	o.is("half met", program.Suspended, key+" 1/2 1")
	o.certify(1)
	o.is("met again", program.Active, "")
}

// Nothing waits for a round: the access that comes with a tier ends in the
// instant in which the program's days of grace are over.
func TestATierGivesNothingOnceTheGraceOfTheProgramIsOver(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, err := o.Lapses.SetGrace(o.System(), o.ProgramOf(o.p.ID), 5)
	o.Must(err)
	o.certify(0)
	o.revoke(o.certify(1))
	kit := cobrand.Order{Template: o.Kit(testkit.Social).TemplateID}
	for _, step := range []struct {
		name string
		at   time.Time
		open bool
	}{{"the last instant", start.Add(5*aDay - 1), true}, {"the end", start.Add(5 * aDay), false}} {
		o.Clock.Fix(step.at)
		got, err := o.Cobrand.Check(o.As(o.people[0]), kit)
		o.Must(err)
		if open := !slices.Contains(got.Decision.Open(), "tier"); open != step.open {
			t.Errorf("%s: the tier counts: %v", step.name, open)
		}
	}
	o.is("no round came", program.AtRisk, key+" 1/2 0")
}

// A render is refused in the instant in which the proof ends, round or no round.
func TestARenderIsRefusedTheInstantAProofEnds(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.Agreement(o.p)
	o.Logo(o.p)
	held := o.certify(0)
	kit := cobrand.Order{Template: o.Kit(testkit.Pricing).TemplateID}
	for _, step := range []struct {
		name string
		at   time.Time
		made bool
	}{{"the last instant of the grace", held.CountsUntil().Add(-1), true}, {"the end", held.CountsUntil(), false}} {
		o.Clock.Fix(step.at)
		got, err := o.Cobrand.Render(o.As(o.people[0]), kit)
		o.Must(err)
		if (got.Rendition != nil) != step.made || step.made == slices.Contains(got.Decision.Open(), "certified") {
			t.Errorf("%s: %s, open %v", step.name, got.Decision.Summary, got.Decision.Open())
		}
	}
	if got := o.notices(); len(got) != 0 {
		t.Errorf("a round came: %v", got)
	}
}

func TestWhatAPersonSetOnlyAPersonLifts(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.certify(0)
	lost := o.certify(1)
	o.sets(program.Suspended, "OK")
	o.revoke(lost)
	o.is("suspended by hand, and lapsed", program.Suspended, key+" 1/2 0")
	o.certify(1)
	o.round()
	o.is("met again, and still suspended", program.Suspended, "")
	o.sets(program.Active, "OK")
	o.is("lifted by hand", program.Active, "")

	o.sets(program.AtRisk, "OK")
	o.round()
	o.is("at risk by hand", program.AtRisk, "")
	lost = o.certify(2)
	o.revoke(lost)
	o.is("at risk by hand, three of two", program.AtRisk, "")
	o.sets(program.Active, "OK")
}

func TestASuspensionThatLapsedMayBeConfirmedByHand(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.certify(0)
	o.revoke(o.certify(1))
	o.Clock.Pass(40 * aDay)
	o.round()
	o.is("the grace is over", program.Suspended, key+" 0/2 1")
	o.sets(program.Suspended, "OK")
	o.sets(program.Suspended, "MEMBERSHIP_MOVE")
	o.certify(0)
	o.certify(1)
	o.is("met again, but confirmed", program.Suspended, "")
}

func TestMadeActiveByHandTheGraceBeginsAnew(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.certify(0)
	o.revoke(o.certify(1))
	o.Clock.Pass(40 * aDay)
	o.round()
	o.sets(program.Active, "OK")
	o.is("made active while it is not met", program.AtRisk, key+" 0/2 1")
	if s := o.standing(); !s.Since.Equal(start.Add(40 * aDay)) {
		t.Errorf("at risk since %s", s.Since)
	}
	o.sets(program.Ended, "OK")
	o.is("ended", program.Ended, "")
}

func TestWhatIsRequiredChangesAndPeopleLeave(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.certify(0)
	o.certify(1)
	_, err := o.Members.Disable(o.System(), o.people[1].ID)
	o.Must(err)
	o.round()
	o.is("a holder has left", program.AtRisk, key+" 1/2 0")
	o.require(1)
	o.round()
	o.is("one is enough", program.Active, "")
	o.require(3)
	o.round()
	o.is("three were never there", program.Active, "")
	o.require(2)
	o.round()
	o.require(3)
	o.round()
	o.is("what has lapsed is lapsed until it is met", program.AtRisk, key+" 1/3 0")
	o.require(0)
	o.round()
	o.is("nothing is required", program.Active, "")
}

func TestWhatThePartnerHoldsItselfMeetsEveryNumber(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	c, err := o.Training.Certify(o.System(), key, o.p.ID, nil, o.Clock.Now())
	o.Must(err)
	o.round()
	o.is("held by the partner", program.Active, "")
	o.revoke(c)
	o.is("lost by the partner", program.AtRisk, key+" 0/2 0")
}

func TestEveryMoveIsInTheTrailAndTold(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.certify(0)
	o.revoke(o.certify(1))
	o.Clock.Pass(40 * aDay)
	o.round()
	o.round()
	o.certify(0)
	o.certify(1)
	var got []string
	for _, e := range o.Trail() {
		if e.Action == "membership.lapse" && e.ObjectID == string(o.place) {
			got = append(got, e.Detail)
		}
	}
	if len(got) != 4 { // at risk, suspended, one renews, active
		t.Errorf("the trail: %v", got)
	}
	if told := len(o.Told("lapse.membership_moved")); told != 3 {
		t.Errorf("told of %d moves", told)
	}
}
