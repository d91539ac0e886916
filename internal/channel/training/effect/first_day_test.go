package effect_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// standing is what a proof brings: points, and what is counted of the partner.
func (s *school) standing() string {
	return strings.Join(s.Sees(s.System(), `select (select coalesce(sum(amount), 0) from effect) || ' points, ' || cardinality(people_until) || ' certified, '
		|| (select count(*) from holding where definition_key = 'first-day') || ' held' from partner_tally where partner_id = $1`, s.Acorn.ID), "")
}

func (s *school) stands(what, want string) {
	s.T.Helper()
	if got := s.standing(); got != want {
		s.T.Errorf("%s: %s, want %s", what, got, want)
	}
	wrong, err := s.Progress.Recount(s.System())
	s.Must(err)
	if len(wrong) > 0 {
		s.T.Errorf("%s: a recount differs: %+v", what, *wrong[0])
	}
}

// toCome is a proof of a person that begins in two days.
func toCome(t *testing.T) (*school, *training.Certification) {
	t.Helper()
	s := newSchool(t)
	_, err := s.Training.Define(s.System(), training.Definition{Key: "first-day", Name: "First day", Minutes: 60, ValidMonths: 12})
	s.Must(err)
	_, err = s.Effects.Define(s.System(), effect.Definition{Key: "certified", Name: "Certified", Cause: effect.Certified, Kind: effect.Points, Amount: 7, Once: true})
	s.Must(err)
	who := string(s.Acorn.Second.ID)
	c, err := s.Training.Certify(s.System(), "first-day", s.Acorn.ID, &who, s.Clock.Now().Add(48*time.Hour))
	s.Must(err)
	return s, c
}

func TestACertificationBringsNothingBeforeItsFirstDay(t *testing.T) {
	t.Parallel()
	s, _ := toCome(t)
	s.stands("given", "0 points, 0 certified, 0 held")
	s.Must(s.Training.Begin(s.System()))
	s.Clock.Pass(47 * time.Hour)
	s.Must(s.Training.Begin(s.System()))
	s.stands("the day before", "0 points, 0 certified, 0 held")
	s.Clock.Pass(2 * time.Hour)
	for range 2 {
		s.Must(s.Training.Begin(s.System()))
	}
	s.stands("on the day", "7 points, 1 certified, 1 held")
	s.Clock.Pass(-100 * time.Hour)
	s.Must(s.Training.Begin(s.System()))
	s.Clock.Pass(200 * time.Hour)
	s.Must(s.Training.Begin(s.System()))
	s.stands("after the clock stepped back and forth", "7 points, 1 certified, 1 held")
}

func TestOneThatIsRevokedBeforeItsFirstDayNeverBringsAnything(t *testing.T) {
	t.Parallel()
	s, c := toCome(t)
	_, err := s.Training.Revoke(s.System(), c.ID, "A mistake.")
	s.Must(err)
	s.Clock.Pass(72 * time.Hour)
	s.Must(s.Training.Begin(s.System()))
	s.stands("after its first day", "0 points, 0 certified, 0 held")
}

// killed ends a unit of work when it is told of a certification.
type killed struct{ on bool }

func (k *killed) Certified(context.Context, *gate.Tx, *training.Certification) error {
	if k.on {
		return errors.New("killed")
	}
	return nil
}
func (k *killed) Lost(context.Context, *gate.Tx, *training.Certification) error { return nil }

func TestARoundThatIsKilledBringsAllOfItLaterAndOnce(t *testing.T) {
	t.Parallel()
	s, _ := toCome(t)
	k := &killed{on: true}
	s.Training.Tell(k)
	s.Clock.Pass(72 * time.Hour)
	if s.Training.Begin(s.System()) == nil {
		t.Fatal("nothing was killed")
	}
	s.stands("killed", "0 points, 0 certified, 0 held")
	k.on = false
	if got := testkit.Race(testkit.Times(8, func() error { return s.Training.Begin(s.System()) })...); got["OK"] != 8 {
		t.Errorf("eight rounds: %v", got)
	}
	s.stands("eight rounds at once", "7 points, 1 certified, 1 held")
}
