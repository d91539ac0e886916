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
	tiers := c.Sees(c.As(c.Acorn.Second), "select t.key from membership m join tier t on t.id = m.tier_id where m.partner_id = $1", c.Acorn.ID)
	links := c.Sees(c.As(c.Acorn.Second), "select id::text from portfolio_link where reseller_id = $1", c.Acorn.ID)
	if !slices.Equal(tiers, []string{"gold"}) || len(links) != 1 {
		t.Errorf("tiers %v, links %v", tiers, links)
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
	got := w.Sees(w.System(), "select state from membership where partner_id = $1 order by valid_to nulls first", p.ID)
	if !slices.Equal(got, []string{"ACTIVE", "ENDED"}) {
		t.Errorf("memberships: %v", got)
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
		for _, table := range []string{"membership", "agreement", "product_authorization"} {
			if got := c.Sees(ctx, "select id::text from "+table+" where partner_id = $1", tt.of.ID); len(got) != tt.want {
				t.Errorf("%s sees of %s: %d rows of %s; want %d", tt.by.Word, tt.of.Word, len(got), table, tt.want)
			}
		}
	}
}
