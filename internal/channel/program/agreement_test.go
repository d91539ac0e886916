package program_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/testkit"
)

// C6: the distributor agreement is another thing than the reseller agreement.
func TestAnAgreementSuitsItsFamily(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	w.Text("distribution-2026", 1, partner.Distributor)
	w.Text("reseller-2026", 1, partner.Reseller)
	w.Text("addendum-2026", 1, program.Anybody)
	d, r := w.Distributor(testkit.VAD, "Norvik Distribution"), w.Reseller("Acornix Systems")
	now := w.Clock.Now()
	yesterday := now.AddDate(0, 0, -1)
	tests := []struct {
		name string
		in   program.Offer
		want string
	}{
		{"a distributor's to a distributor", program.Offer{PartnerID: d.ID, Kind: "distribution-2026", Version: 1, ValidFrom: now}, "OK"},
		{"a distributor's to a reseller", program.Offer{PartnerID: r.ID, Kind: "distribution-2026", Version: 1, ValidFrom: now}, "WRONG_FAMILY"},
		{"a reseller's to a distributor", program.Offer{PartnerID: d.ID, Kind: "reseller-2026", Version: 1, ValidFrom: now}, "WRONG_FAMILY"},
		{"an addendum to either", program.Offer{PartnerID: d.ID, Kind: "addendum-2026", Version: 1, ValidFrom: now}, "OK"},
		{"the same version again", program.Offer{PartnerID: d.ID, Kind: "addendum-2026", Version: 1, ValidFrom: now}, "ALREADY_SENT"},
		{"a version that is not there", program.Offer{PartnerID: d.ID, Kind: "addendum-2026", Version: 2, ValidFrom: now}, "UNKNOWN_AGREEMENT"},
		{"a partner that is not there", program.Offer{PartnerID: partner.ID(ids.New()), Kind: "addendum-2026", Version: 1, ValidFrom: now}, "NOT_FOUND"},
		{"that ends before it begins", program.Offer{PartnerID: r.ID, Kind: "addendum-2026", Version: 1, ValidFrom: now, ValidTo: &yesterday}, "BAD_VALUE"},
	}
	for _, tt := range tests {
		_, err := w.Programs.Send(w.System(), tt.in)
		w.Wants(tt.name, err, tt.want)
	}
	if n := w.Count("agreement", ""); n != 2 {
		t.Errorf("%d agreements", n)
	}
}

func TestTheWordsOfAnAgreementNeverChange(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	in := program.Wording{Kind: "addendum-2026", Version: 1, Family: program.Anybody, Title: "Addendum", Body: "One."}
	first, err := w.Programs.PublishText(w.System(), in)
	w.Must(err)
	in.Body = "Two."
	_, err = w.Programs.PublishText(w.System(), in)
	w.Wants("other words under the same version", err, "VERSION_TAKEN")
	got := w.Sees(w.System(), "select body || body_sha256 from agreement_text where kind = $1 and version = 1", in.Kind)
	if !slices.Equal(got, []string{"One." + first.BodySHA256}) {
		t.Errorf("the words are %q now", got)
	}
	for name, bad := range map[string]program.Wording{"no words": {Kind: "k", Title: "T", Version: 1, Family: program.Anybody},
		"version 0": {Kind: "k", Title: "T", Body: "b", Family: program.Anybody}} {
		_, err := w.Programs.PublishText(w.System(), bad)
		w.Wants(name, err, "REQUIRED")
	}
	_, err = w.Programs.PublishText(w.System(), program.Wording{Kind: "k", Title: "T", Body: "b", Version: 1, Family: "BROKER"})
	w.Wants("a family that is none", err, "UNKNOWN_FAMILY")
}

func TestAPartnerSignsItsOwnAgreementOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Text("extra-2026", 1, program.Anybody)
	sent := map[*testkit.House]program.AgreementID{}
	for _, h := range c.Houses() {
		a, err := c.Programs.Send(c.System(), program.Offer{PartnerID: h.ID, Kind: "extra-2026", Version: 1, ValidFrom: c.Clock.Now()})
		c.Must(err)
		sent[h] = a.ID
	}
	tests := []struct {
		name string
		ctx  context.Context
		of   *testkit.House
		want string
	}{
		{"a seller", c.As(c.Acorn.Second), c.Acorn, "FORBIDDEN"},
		{"the vendor", c.As(c.Boss), c.Acorn, "FORBIDDEN"},
		{"another reseller", c.As(c.Birch.Admin), c.Acorn, "NOT_FOUND"},
		{"the reseller's distributor", c.As(c.North.Admin), c.Acorn, "NOT_FOUND"},
		{"the partner itself", c.As(c.Acorn.Admin), c.Acorn, "OK"},
		{"the partner again", c.As(c.Acorn.Admin), c.Acorn, "AGREEMENT_STATE"},
		{"the distributor its own", c.As(c.North.Admin), c.North, "OK"},
	}
	for _, tt := range tests {
		a, err := c.Programs.Sign(tt.ctx, sent[tt.of])
		c.Wants(tt.name, err, tt.want)
		if err == nil && (a.State != "SIGNED" || a.SignedBy == nil || *a.SignedBy != string(tt.of.Admin.ID)) {
			t.Errorf("%s: %+v", tt.name, a)
		}
	}
	_, err := c.Programs.SignFor(c.System(), sent[c.Acorn])
	c.Wants("on paper, once it is signed", err, "AGREEMENT_STATE")
}

func TestARaceToSignHasOneWinner(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	a, boss := w.Sent(p), w.Admin(p)
	got := testkit.Race(testkit.Times(racers, func() error { _, err := w.Programs.Sign(w.As(boss), a.ID); return err })...)
	if got["OK"] != 1 || got["AGREEMENT_STATE"] != racers-1 {
		t.Errorf("signed at once by %d: %v", racers, got)
	}
}

func TestAnAgreementBindsBetweenItsDatesOnceItIsSigned(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(1, 0, 0)
	tests := map[string]struct {
		state string
		at    time.Time
		want  bool
	}{
		"sent":              {"SENT", from, false},
		"an instant before": {"SIGNED", from.Add(-1), false},
		"the first instant": {"SIGNED", from, true},
		"the last instant":  {"SIGNED", to.Add(-1), true},
		"the end":           {"SIGNED", to, false},
		"terminated":        {"TERMINATED", from, false},
	}
	for name, tt := range tests {
		a := program.Agreement{State: tt.state, ValidFrom: from, ValidTo: &to}
		if got := a.InForce(tt.at); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
