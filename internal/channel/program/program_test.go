package program_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestAProgramIsDefinedWithItsLadder(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	tier := func(key string, level program.Level) program.TierDefinition {
		return program.TierDefinition{Key: key, Name: key, AccessLevel: level}
	}
	many := slices.Repeat([]program.TierDefinition{tier("a", program.View)}, 21)
	tests := []struct {
		name string
		in   program.Definition
		want []string
	}{
		{"two tiers", program.Definition{Key: "resale", Name: "Resale", Family: partner.Reseller, RouteMode: "HYBRID", Tiers: []program.TierDefinition{tier("low", program.View), tier("high", program.Cobrand)}}, nil},
		{"the same key", program.Definition{Key: "resale", Name: "Other", Family: partner.Reseller, RouteMode: "HYBRID", Tiers: []program.TierDefinition{tier("low", program.View)}}, []string{"KEY_TAKEN"}},
		{"nothing", program.Definition{}, []string{"REQUIRED", "REQUIRED"}},
		{"21 tiers", program.Definition{Key: "k", Name: "K", Tiers: many}, []string{"REQUIRED"}},
		{"a level that is none", program.Definition{Key: "k", Name: "K", Tiers: []program.TierDefinition{tier("low", "SUPER")}}, []string{"ACCESS_LEVEL"}},
	}
	for _, tt := range tests {
		p, err := w.Programs.Define(w.System(), tt.in)
		if got := testkit.Codes(err); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if tt.want == nil && (p.Tiers[0].Rank != 1 || p.Tiers[1].Rank != 2) {
			t.Errorf("ranks of the ladder: %d, %d", p.Tiers[0].Rank, p.Tiers[1].Rank)
		}
	}
	if n := w.Count("tier", ""); n != 2 {
		t.Errorf("%d tiers are stored; a refused program leaves none", n)
	}
}

// C4: each family stands on ladders of its own.
func TestNobodyStandsOnTheLadderOfAnotherFamily(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	d, r := w.Distributor(testkit.Broadline, "Norvik Distribution"), w.Reseller("Acornix Systems")
	tests := map[string]struct {
		who  *partner.Partner
		tier *program.Tier
		want string
	}{
		"a reseller on its own":           {r, w.Tier(partner.Reseller, "silver"), "OK"},
		"a distributor on its own":        {d, w.Tier(partner.Distributor, "silver"), "OK"},
		"a distributor on the resellers'": {d, w.Tier(partner.Reseller, "platinum"), "WRONG_LADDER"},
		"a reseller on the distributors'": {r, w.Tier(partner.Distributor, "platinum"), "WRONG_LADDER"},
	}
	for name, tt := range tests {
		_, err := w.Programs.Enroll(w.System(), tt.who.ID, tt.tier.ID)
		w.Wants(name, err, tt.want)
		if err != nil && !strings.Contains(err.Error(), "Each family has its own tiers") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := w.Programs.Enroll(w.System(), r.ID, program.TierID(ids.New()))
	w.Wants("a tier that is not there", err, "NOT_FOUND")
	if n := w.Count("membership", ""); n != 2 {
		t.Errorf("%d memberships", n)
	}
}

// C10: a reseller of a portfolio is a member of the vendor's program as well.
func TestAResellerIsInAPortfolioAndInAProgram(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	got, err := c.Programs.Memberships(c.As(c.Acorn.Second), c.Acorn.ID)
	c.Must(err)
	links, err := c.Partners.Links(c.As(c.Acorn.Second), c.Acorn.ID)
	c.Must(err)
	if len(got) != 1 || len(links) != 1 || got[0].Tier.Key != "gold" {
		t.Errorf("memberships %v, links %v", got, links)
	}
}

func TestATierChangesWithoutANewMembership(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	first, second := w.Enroll(p, "silver"), w.Enroll(p, "gold")
	if first.ID != second.ID || second.Tier.Key != "gold" {
		t.Errorf("first %v, then %v", first, second)
	}
	_, err := w.Programs.SetMembership(w.System(), first.ID, program.Ended)
	w.Must(err)
	if anew := w.Enroll(p, "silver"); anew.ID == first.ID {
		t.Error("an ended membership came back")
	}
	got, err := w.Programs.Memberships(w.System(), p.ID)
	w.Must(err)
	if len(got) != 2 || got[0].State != program.Active || got[1].State != program.Ended || got[1].ValidTo == nil {
		t.Errorf("memberships: %+v", got)
	}
}

func TestAMembershipMovesAlongTheDiagramOnly(t *testing.T) {
	t.Parallel()
	all := []program.State{program.Active, program.AtRisk, program.Suspended, program.Ended}
	allowed := map[program.State]string{program.Active: "AT_RISK SUSPENDED ENDED", program.AtRisk: "ACTIVE SUSPENDED ENDED", program.Suspended: "ACTIVE ENDED"}
	for _, from := range all {
		for _, to := range all {
			want := "MEMBERSHIP_MOVE"
			if slices.Contains(strings.Fields(allowed[from]), string(to)) {
				want = "OK"
			}
			if got := testkit.CodeOf(from.Move(to)); got != want {
				t.Errorf("%s to %s: %s, want %s", from, to, got, want)
			}
		}
	}
}

// I18: also when many move at once, each step is one of the diagram.
func TestARaceForAMembershipHasOneWinner(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	m := w.Enroll(w.Reseller("Acornix Systems"), "silver")
	got := testkit.Race(testkit.Times(racers, func() error { _, err := w.Programs.SetMembership(w.System(), m.ID, program.Ended); return err })...)
	if got["OK"] != 1 || got["MEMBERSHIP_MOVE"] != racers-1 {
		t.Errorf("ended at once by %d: %v", racers, got)
	}
}

func TestWhoMayDoWhatWithPrograms(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	tier := c.Tier(partner.Reseller, "platinum")
	asks := map[string]func(context.Context) error{
		"define": func(ctx context.Context) error {
			_, err := c.Programs.Define(ctx, program.Definition{Key: "x", Name: "X", Family: partner.Reseller, RouteMode: "HYBRID", Tiers: []program.TierDefinition{{Key: "a", Name: "A", AccessLevel: program.View}}})
			return err
		},
		"enroll": func(ctx context.Context) error { _, err := c.Programs.Enroll(ctx, c.Acorn.ID, tier.ID); return err },
		"send": func(ctx context.Context) error {
			_, err := c.Programs.Send(ctx, program.Offer{PartnerID: c.Acorn.ID, Kind: "x", Version: 1})
			return err
		},
		"authorize": func(ctx context.Context) error {
			_, err := c.Programs.Authorize(ctx, program.Authorization{PartnerID: c.Acorn.ID, ProductLine: "x", Country: "DE"})
			return err
		},
	}
	for name, ask := range asks {
		for _, h := range []*testkit.House{c.North, c.Acorn} {
			c.Wants(h.Word+" asks to "+name, ask(c.As(h.Admin)), "FORBIDDEN")
		}
		if err := ask(c.As(c.Mgr)); fault.KindOf(err) == fault.Forbidden {
			t.Errorf("the channel manager asks to %s: %v", name, err)
		}
	}
}

func TestOtherPartnersStandingIsEmpty(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	for _, tt := range []struct {
		by, of *testkit.House
		want   int
	}{{c.Acorn, c.Acorn, 1}, {c.Acorn, c.Birch, 0}, {c.Acorn, c.North, 0}, {c.North, c.Acorn, 1}, {c.North, c.Birch, 0}, {c.North, c.South, 0}} {
		ctx := c.As(tt.by.Admin)
		m, err1 := c.Programs.Memberships(ctx, tt.of.ID)
		a, err2 := c.Programs.Agreements(ctx, tt.of.ID)
		r, err3 := c.Programs.Authorizations(ctx, tt.of.ID)
		for _, err := range []error{err1, err2, err3} {
			c.Must(err)
		}
		if len(m) != tt.want || len(a) != tt.want || len(r) != tt.want {
			t.Errorf("%s sees of %s: %d memberships, %d agreements, %d rights; want %d of each", tt.by.Word, tt.of.Word, len(m), len(a), len(r), tt.want)
		}
	}
}
