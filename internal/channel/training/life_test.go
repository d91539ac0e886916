package training_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/testkit"
)

const aDay = 24 * time.Hour

// walk is the reference: it lives through a certification hour by hour and
// turns the page when something is due, as people would with a calendar.
func walk(issued time.Time, valid, notice, grace, revoked int, hours int) training.State {
	state := training.Issued
	for h := range hours + 1 {
		if state == training.Revoked || state == training.Expired {
			break
		}
		if h == 0 {
			state = training.Valid
		}
		if h >= valid-notice {
			state = training.Expiring
		}
		if h >= valid {
			state = training.Grace
		}
		if h >= valid+grace {
			state = training.Expired
		}
		if h == revoked {
			state = training.Revoked
		}
	}
	return state
}

func TestTheStateFollowsTheDatesWhereverTheClockSteps(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 3))
	for range 500 {
		issued := time.Date(2026, 3, 1, r.IntN(24), 0, 0, 0, time.UTC)
		days, notice, grace := 1+r.IntN(40), r.IntN(20), r.IntN(20)
		c := training.Certification{IssuedAt: issued, ExpiresAt: issued.Add(time.Duration(days) * aDay), NoticeDays: notice, GraceDays: grace}
		revoked := -1
		if r.IntN(3) == 0 {
			revoked = r.IntN((days + grace) * 24)
			at := issued.Add(time.Duration(revoked) * time.Hour)
			c.RevokedAt = &at
		}
		for range 20 { // forward and back, the day before it began too
			h := r.IntN((days+grace+4)*24) - 24
			want := walk(issued, days*24, notice*24, grace*24, revoked, h)
			got := c.StateAt(issued.Add(time.Duration(h) * time.Hour))
			if got != want {
				t.Fatalf("%+v after %d hours: %s, want %s", c, h, got, want)
			}
			if counts := slices.Contains([]training.State{training.Valid, training.Expiring, training.Grace}, want); c.ValidAt(issued.Add(time.Duration(h)*time.Hour)) != counts {
				t.Fatalf("%s counts: %v", want, !counts)
			}
		}
	}
}

// certified tells whether the decision on a co-branded piece finds the partner
// certified.
func certified(w *testkit.World, kit cobrand.Order, p *partner.Partner) bool {
	w.T.Helper()
	got, err := w.Cobrand.Check(w.As(w.Admin(p)), kit)
	w.Must(err)
	return !slices.Contains(got.Decision.Open(), "certified")
}

func TestTheDecisionLosesACertificationInTheInstantItEnds(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := cobrand.Order{Template: w.Kit(testkit.Pricing).TemplateID}, w.Reseller("Acornix Systems")
	w.Enroll(p, "gold")
	_, err := w.Training.Define(w.System(), training.Definition{Key: testkit.Certificate, Name: "Edge Sales 201", Minutes: 90, ValidMonths: 1, NoticeDays: 10, GraceDays: 7})
	w.Must(err)
	w.Clock.Fix(w.Clock.Now().Truncate(time.Microsecond)) // as fine as the database keeps it
	c, err := w.Training.Certify(w.System(), testkit.Certificate, p.ID, nil, w.Clock.Now())
	w.Must(err)
	for _, step := range []struct {
		name string
		at   time.Time
		want bool
	}{
		{"its first instant", c.IssuedAt, true}, {"in its grace", c.ExpiresAt, true}, {"the last instant of grace", c.CountsUntil().Add(-1), true},
		{"the end of grace", c.CountsUntil(), false}, {"a clock put back", c.ExpiresAt.Add(-aDay), true},
	} {
		w.Clock.Fix(step.at)
		if got := certified(w, kit, p); got != step.want {
			t.Errorf("%s: certified %v, state %s", step.name, got, c.StateAt(step.at))
		}
	}
	_, err = w.Training.Revoke(w.System(), c.ID, "The test was taken by another person.")
	w.Must(err)
	if certified(w, kit, p) {
		t.Error("it counts after it was revoked")
	}
	_, err = w.Training.Revoke(w.System(), c.ID, "Again.")
	w.Wants("a second time", err, "CERTIFICATION_REVOKED")
}

func TestANewProofTakesOverFromTheOneThatStillCounts(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	_, err := w.Training.Define(w.System(), training.Definition{Key: "edge-201", Name: "Edge", Minutes: 10, ValidMonths: 1, GraceDays: 7})
	w.Must(err)
	give := func(at time.Time) *training.Certification {
		c, err := w.Training.Certify(w.System(), "edge-201", p.ID, nil, at)
		w.Must(err)
		return c
	}
	first := give(time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC))
	inGrace := give(first.ExpiresAt.Add(6 * aDay))
	late := give(inGrace.CountsUntil())
	if first.Renews != nil || inGrace.Renews == nil || *inGrace.Renews != first.ID || late.Renews != nil {
		t.Errorf("renew: %v, %v, %v", first.Renews, inGrace.Renews, late.Renews)
	}
	c := testkit.Certificate
	_, err = w.Training.Define(w.System(), training.Definition{Key: c, Name: "Edge", Minutes: 10, ValidMonths: 1, GraceDays: 366})
	w.Wants("a grace of more than a year", err, "GRACE_RANGE")
}

func TestOnlyTheVendorRevokesAndSaysWhy(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	held, err := c.Training.Of(c.System(), c.Acorn.ID)
	c.Must(err)
	for _, h := range []*testkit.House{c.North, c.Acorn} {
		_, err = c.Training.Revoke(c.As(h.Admin), held[0].ID, "Because.")
		c.Wants(h.Word, err, "FORBIDDEN")
	}
	for name, why := range map[string]string{"no reason": "", "blanks": " \n ", "too long": strings.Repeat("ü", 1001)} {
		_, err = c.Training.Revoke(c.System(), held[0].ID, why)
		c.Wants(name, err, "REQUIRED")
	}
	_, err = c.Training.Revoke(c.System(), held[0].ID, strings.Repeat("ü", 1000))
	c.Must(err)
}
