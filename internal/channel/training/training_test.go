package training_test

import (
	"context"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 5)
}

func TestACertificationCountsBetweenItsDatesUntilItIsRevoked(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	to, mid := from.AddDate(1, 0, 0), from.AddDate(0, 6, 0)
	held, revoked := training.Certification{IssuedAt: from, ExpiresAt: to}, training.Certification{IssuedAt: from, ExpiresAt: to, RevokedAt: &mid}
	tests := map[string]struct {
		at            time.Time
		held, revoked bool
	}{
		"before":                   {from.Add(-1), false, false},
		"the first instant":        {from, true, true},
		"just before it was taken": {mid.Add(-1), true, true},
		"as it was taken":          {mid, true, false},
		"the last instant":         {to.Add(-1), true, false},
		"the end":                  {to, false, false},
	}
	for name, tt := range tests {
		if held.ValidAt(tt.at) != tt.held || revoked.ValidAt(tt.at) != tt.revoked {
			t.Errorf("%s: held %v, revoked %v", name, held.ValidAt(tt.at), revoked.ValidAt(tt.at))
		}
	}
}

func TestACertificationIsDefinedBeforeItIsGiven(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	issued := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	_, err := w.Training.Certify(w.System(), "edge-201", p.ID, nil, issued)
	w.Wants("not defined yet", err, "UNKNOWN_CERTIFICATION")
	for name, d := range map[string]training.Definition{
		"no name": {Key: "edge-201", Minutes: 10, ValidMonths: 12}, "no key": {Name: "Edge", Minutes: 10, ValidMonths: 12},
		"no minutes": {Key: "edge-201", Name: "Edge", ValidMonths: 12}, "0 months": {Key: "edge-201", Name: "Edge", Minutes: 10},
		"121 months": {Key: "edge-201", Name: "Edge", Minutes: 10, ValidMonths: 121},
	} {
		_, err := w.Training.Define(w.System(), d)
		w.Wants(name, err, "REQUIRED")
	}
	_, err = w.Training.Define(w.System(), training.Definition{Key: "edge-201", Name: "Edge", Minutes: 10, ValidMonths: 13})
	w.Must(err)
	c, err := w.Training.Certify(w.System(), "edge-201", p.ID, nil, issued)
	w.Must(err)
	if want := issued.AddDate(0, 13, 0); !c.ExpiresAt.Equal(want) || c.Name != "Edge" {
		t.Errorf("%s until %s, want %s", c.Name, c.ExpiresAt, want)
	}
	_, err = w.Training.Certify(w.System(), "edge-201", partner.ID(ids.New()), nil, issued)
	w.Wants("to nobody", err, "NOT_FOUND")
}

// A proof that a person holds counts for the partner that the person works for,
// and for no other.
func TestAPersonHoldsACertificationForItsOwnPartner(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	robin, stranger := string(c.Acorn.Second.ID), string(c.Birch.Second.ID)
	got, err := c.Training.Certify(c.System(), testkit.Certificate, c.Acorn.ID, &robin, c.Clock.Now())
	c.Must(err)
	if got.PersonID == nil || *got.PersonID != robin {
		t.Errorf("held by %v", got.PersonID)
	}
	_, err = c.Training.Certify(c.System(), testkit.Certificate, c.Acorn.ID, &stranger, c.Clock.Now())
	c.Wants("a person of another partner", err, "NOT_OF_PARTNER")
}

func TestWhoMayCertifyAndWhoSees(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	for _, h := range []*testkit.House{c.North, c.Acorn} {
		_, err := c.Training.Certify(c.As(h.Admin), testkit.Certificate, h.ID, nil, c.Clock.Now())
		c.Wants(h.Word+" certifies itself", err, "FORBIDDEN")
		_, err = c.Training.Define(c.As(h.Admin), training.Definition{Key: "own", Name: "Own", Minutes: 1, ValidMonths: 1})
		c.Wants(h.Word+" defines", err, "FORBIDDEN")
	}
	for _, tt := range []struct {
		ctx  context.Context
		who  string
		of   *testkit.House
		want int
	}{
		{c.As(c.Boss), "the vendor", c.Acorn, 1}, {c.As(c.Acorn.Second), "acorn", c.Acorn, 1}, {c.As(c.North.Second), "north", c.Acorn, 1},
		{c.As(c.South.Second), "south", c.Acorn, 0}, {c.As(c.Birch.Admin), "birch", c.Acorn, 0}, {c.As(c.Acorn.Admin), "acorn", c.North, 0},
	} {
		got, err := c.Training.Of(tt.ctx, tt.of.ID)
		c.Must(err)
		if len(got) != tt.want {
			t.Errorf("%s sees %d certifications of %s, want %d", tt.who, len(got), tt.of.Word, tt.want)
		}
	}
}
