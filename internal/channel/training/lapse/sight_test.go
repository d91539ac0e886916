package lapse_test

import (
	"context"
	"slices"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/testkit"
)

// Who lapses is named to the holder, to those who answer for the holder, to the
// vendor, and to a distributor where the program says so. All others count.
func TestNamesAreForThoseWhoMayKnowThem(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	_, err := c.Training.Define(c.System(), training.Definition{Key: "edge-lapse", Name: "Edge Lapse", Minutes: 10, ValidMonths: 1, NoticeDays: 40})
	c.Must(err)
	for _, h := range []*testkit.House{c.Acorn, c.Birch, c.North} {
		for _, p := range []string{string(h.Admin.ID), string(h.Second.ID)} {
			_, err := c.Training.Certify(c.System(), "edge-lapse", h.ID, &p, c.Clock.Now())
			c.Must(err)
		}
	}
	_, err = c.Training.Certify(c.System(), "edge-lapse", c.Acorn.ID, nil, c.Clock.Now())
	c.Must(err)
	c.Must(c.Lapses.Round(c.System()))
	for _, named := range []bool{false, true} {
		_, err := c.Learning.NameLearners(c.System(), c.ProgramOf(c.Acorn.ID), named)
		c.Must(err)
		of := map[bool]int{false: 1, true: 3}[named] // of Acorn: itself, or its people too
		for _, tt := range []struct {
			who  string
			ctx  context.Context
			want map[*testkit.House]int
		}{
			{"the vendor", c.As(c.Boss), map[*testkit.House]int{c.Acorn: 3, c.Birch: 2, c.North: 2}},
			{"acorn's administrator", c.As(c.Acorn.Admin), map[*testkit.House]int{c.Acorn: 3}},
			{"acorn's seller", c.As(c.Acorn.Second), map[*testkit.House]int{c.Acorn: 2}},
			{"its distributor's manager", c.As(c.North.Second), map[*testkit.House]int{c.Acorn: of, c.North: 2}},
			{"another distributor", c.As(c.South.Admin), map[*testkit.House]int{c.Birch: of - 1}},
			{"a stranger", c.As(c.Dune.Admin), map[*testkit.House]int{}},
		} {
			for _, h := range c.Houses() {
				for _, table := range []string{"lapsing_holder", "certification_notice"} {
					got := c.Sees(tt.ctx, "select coalesce(person_id, partner_id)::text from "+table+" where definition_key = 'edge-lapse' and partner_id = $1", h.ID)
					if len(got) != tt.want[h] {
						t.Errorf("named %v: %s reads %d of %s in %s, want %d", named, tt.who, len(got), h.Word, table, tt.want[h])
					}
				}
			}
		}
	}
}

// Without names, a distributor counts the same as the vendor does.
func TestADistributorCountsWhomItMayNotName(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	_, err := c.Training.Define(c.System(), training.Definition{Key: "edge-lapse", Name: "Edge Lapse", Minutes: 10, ValidMonths: 2, NoticeDays: 70})
	c.Must(err)
	for _, h := range []*testkit.House{c.Acorn, c.Cedar, c.Birch} {
		_, err := c.Training.Require(c.System(), training.Requirement{Program: c.ProgramOf(h.ID), Key: "edge-lapse", Holders: 2})
		c.Must(err)
		for i, p := range []string{string(h.Admin.ID), string(h.Second.ID)} {
			_, err := c.Training.Certify(c.System(), "edge-lapse", h.ID, &p, c.Clock.Now().AddDate(0, -i, -5*i))
			c.Must(err)
		}
	}
	renewed := string(c.Acorn.Second.ID)
	_, err = c.Training.Certify(c.System(), "edge-lapse", c.Acorn.ID, &renewed, c.Clock.Now())
	c.Must(err)
	_, err = c.Members.Disable(c.As(c.Birch.Admin), c.Birch.Second.ID)
	c.Must(err)
	c.Must(c.Lapses.Round(c.System()))
	const figures = ` holders || ' ' || lapsing_30 || ' ' || lapsing_90 || ' ' || renewed_30 || ' ' || required || ' ' || met || ' ' || below_30 || ' ' || below_90 `
	for _, tt := range []struct {
		what, query string
		who         context.Context
		want        []string
	}{
		{"north's portfolio", "select" + figures + "from portfolio_forecast where definition_key = 'edge-lapse'", c.As(c.North.Admin), []string{"4 1 4 1 2 2 1 2"}},
		{"south's portfolio", "select" + figures + "from portfolio_forecast where definition_key = 'edge-lapse'", c.As(c.South.Admin), []string{"3 1 3 0 2 1 1 1"}},
		{"both, as the vendor reads them", "select" + figures + "from portfolio_forecast where definition_key = 'edge-lapse' order by holders", c.As(c.Boss), []string{"3 1 3 0 2 1 1 1", "4 1 4 1 2 2 1 2"}},
		{"the channel", "select" + figures + "from certification_forecast where definition_key = 'edge-lapse'", c.As(c.Boss), []string{"5 1 5 1 4 2 1 2"}},
		{"acorn", "select" + figures + "from certification_forecast where definition_key = 'edge-lapse'", c.As(c.Acorn.Second), []string{"2 0 2 1 1 1 0 1"}},
		{"a reseller reads no portfolio", "select" + figures + "from portfolio_forecast", c.As(c.Acorn.Admin), nil},
		{"notices of acorn, counted by north", "select notices::text from certification_notice_tally where definition_key = 'edge-lapse' and partner_id = '" + string(c.Acorn.ID) + "'", c.As(c.North.Admin), []string{"2"}},
	} {
		if got := c.Sees(tt.who, tt.query); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.want)
		}
	}
}
