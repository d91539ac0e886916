package partner_test

import (
	"github.com/portico-prm/portico/internal/channel/member"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestALinkJoinsADistributorToAReseller(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	d, e := w.Distributor(testkit.VAD, "Norvik Distribution"), w.Distributor(testkit.Cloud, "Sudara Distribution")
	r, s := w.Reseller("Acornix Systems"), w.Reseller("Birkena Networks")
	none, odd := partner.ID(ids.New()), "EVERYTHING"
	tests := map[string]struct {
		in   partner.Linking
		want string
	}{
		"distributor and reseller": {partner.Linking{DistributorID: d.ID, ResellerID: r.ID}, "OK"},
		"again":                    {partner.Linking{DistributorID: d.ID, ResellerID: r.ID}, "ALREADY_LINKED"},
		"another distributor":      {partner.Linking{DistributorID: e.ID, ResellerID: r.ID}, "OK"},
		"two distributors":         {partner.Linking{DistributorID: d.ID, ResellerID: e.ID}, "NOT_A_RESELLER"},
		"two resellers":            {partner.Linking{DistributorID: s.ID, ResellerID: r.ID}, "NOT_A_DISTRIBUTOR"},
		"nobody":                   {partner.Linking{DistributorID: d.ID, ResellerID: none}, "NOT_FOUND"},
		"a cap that is no level":   {partner.Linking{DistributorID: d.ID, ResellerID: s.ID, AccessLevelCap: &odd}, "BAD_VALUE"},
	}
	for _, name := range []string{"distributor and reseller", "again", "another distributor", "two distributors", "two resellers", "nobody", "a cap that is no level"} {
		_, err := w.Partners.Link(w.System(), tests[name].in)
		w.Wants(name, err, tests[name].want)
	}
	_, err := w.Partners.Link(w.System(), partner.Linking{DistributorID: s.ID, ResellerID: e.ID})
	if got := testkit.Codes(err); len(got) != 2 {
		t.Errorf("the wrong way round: %v, want both sides to be named", got)
	}
	if n := w.Count("portfolio_link", ""); n != 2 {
		t.Errorf("%d links", n)
	}
}

// A link holds from its first instant and not at its last.
func TestALinkHoldsBetweenItsDates(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 6, 0)
	l, open := partner.Link{ValidFrom: from, ValidTo: &to}, partner.Link{ValidFrom: from}
	tests := map[string]struct {
		at          time.Time
		dated, open bool
	}{
		"an instant before": {from.Add(-1), false, false},
		"the first instant": {from, true, true},
		"between":           {from.AddDate(0, 1, 0), true, true},
		"the last instant":  {to.Add(-1), true, true},
		"the end":           {to, false, true},
	}
	for name, tt := range tests {
		if l.ValidAt(tt.at) != tt.dated || open.ValidAt(tt.at) != tt.open {
			t.Errorf("%s: %v and, open, %v", name, l.ValidAt(tt.at), open.ValidAt(tt.at))
		}
	}
}

// C34, I15: what a distributor sees of a reseller ends with the link, at that
// instant, and a new link is another link.
func TestSightEndsWithTheLink(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	north := c.As(c.North.Second)
	sees := func() []bool {
		_, err := c.Partners.ByID(north, c.Cedar.ID)
		list, err2 := c.Partners.List(north, partner.Filter{Search: c.Cedar.Word}, page.Ask{First: 10})
		c.Must(err2)
		out := []bool{err == nil, len(list.Rows) > 0}
		for _, table := range []string{"membership", "agreement", "product_authorization", "certification", "logo"} {
			out = append(out, len(c.Sees(north, "select id::text from "+table+" where partner_id = $1", c.Cedar.ID)) > 0)
		}
		return out
	}
	all := func(want bool, when string) {
		t.Helper()
		for i, got := range sees() {
			if got != want {
				t.Errorf("%s: sight %d is %v", when, i, got)
			}
		}
	}
	all(true, "while linked")
	c.EndLink(c.NorthCedar)
	all(false, "after the end")
	if history := linksOf(c, c.Boss, c.Cedar); len(history) != 2 {
		t.Errorf("the vendor sees %d links of the reseller, want the ended one and the other", len(history))
	}
	if _, err := c.Partners.EndLink(c.System(), c.NorthCedar.ID); fault.CodeOf(err) != "LINK_ENDED" {
		t.Errorf("ended twice: %v", err)
	}
	anew := c.Link(c.North.Partner, c.Cedar.Partner)
	if anew.ID == c.NorthCedar.ID {
		t.Error("the old link was bent back")
	}
	all(true, "linked anew")
}

// The other way round: a reseller sees its distributors, and only while they serve it.
func TestAResellerSeesItsDistributorsOnly(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	names := func(h *testkit.House) string {
		got, err := c.Partners.List(c.As(h.Second), partner.Filter{}, page.Ask{First: 100})
		c.Must(err)
		var words string
		for _, p := range got.Rows {
			words += testkit.Word(p.DisplayName) + " "
		}
		return words
	}
	for _, tt := range []struct {
		of   *testkit.House
		want string
	}{
		{c.Acorn, "acornix norvik "}, {c.Birch, "birkena sudara "}, {c.Cedar, "cedrano norvik sudara "}, {c.Dune, "dunelo "},
		{c.North, "acornix cedrano norvik "}, {c.South, "birkena cedrano sudara "},
	} {
		if got := names(tt.of); got != tt.want {
			t.Errorf("%s sees %s, want %s", tt.of.Word, got, tt.want)
		}
	}
	c.EndLink(c.SouthCedar)
	if got := names(c.Cedar); got != "cedrano norvik " {
		t.Errorf("after the end of a link: %s", got)
	}
}

// linksOf are those of a partner that somebody sees, ended ones too.
func linksOf(c *testkit.Channel, by *member.Person, of *testkit.House) []string {
	return c.Sees(c.As(by), "select id::text from portfolio_link where $1 in (reseller_id, distributor_id)", of.ID)
}

// A distributor never reads which other distributors its resellers have.
func TestADistributorDoesNotSeeTheLinksOfAnother(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	if got := linksOf(c, c.North.Admin, c.Cedar); !slices.Equal(got, []string{string(c.NorthCedar.ID)}) {
		t.Errorf("north sees %d links of the shared reseller", len(got))
	}
	if got := linksOf(c, c.North.Admin, c.South); len(got) != 0 {
		t.Errorf("north sees %d links of south", len(got))
	}
	if got := linksOf(c, c.Cedar.Admin, c.Cedar); len(got) != 2 {
		t.Errorf("the reseller sees %d of its own links", len(got))
	}
}

func TestForeignAndAbsentAreOneAnswer(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	for _, by := range []*testkit.House{c.North, c.Acorn, c.Dune} {
		_, foreign := c.Partners.ByID(c.As(by.Admin), c.Birch.ID)
		_, absent := c.Partners.ByID(c.As(by.Admin), partner.ID(ids.New()))
		if fault.KindOf(foreign) != fault.NotFound || foreign.Error() != absent.Error() || fault.CodeOf(foreign) != fault.CodeOf(absent) {
			t.Errorf("%s: foreign %v, absent %v", by.Word, foreign, absent)
		}
	}
}

func TestARaceForALinkHasOneWinner(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	d, r := w.Distributor(testkit.VAD, "Norvik Distribution"), w.Reseller("Acornix Systems")
	var made atomic.Pointer[partner.Link]
	got := testkit.Race(testkit.Times(racers, func() error {
		l, err := w.Partners.Link(w.System(), partner.Linking{DistributorID: d.ID, ResellerID: r.ID})
		if err == nil {
			made.Store(l)
		}
		return err
	})...)
	if got["OK"] != 1 || got["ALREADY_LINKED"] != racers-1 {
		t.Errorf("linked at once by %d: %v", racers, got)
	}
	got = testkit.Race(testkit.Times(racers, func() error { _, err := w.Partners.EndLink(w.System(), made.Load().ID); return err })...)
	if got["OK"] != 1 || got["LINK_ENDED"] != racers-1 {
		t.Errorf("ended at once by %d: %v", racers, got)
	}
}

const racers = 8

// TRUST.md P20: the clocks of server and database may be an hour apart. A link
// still holds from the moment it is made, and not a moment after it is ended.
func TestALinkDoesNotDependOnTheServersClock(t *testing.T) {
	t.Parallel()
	for name, off := range map[string]time.Duration{"an hour ahead": time.Hour, "an hour behind": -time.Hour, "back after the link was made": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := testkit.New(t)
			d, r := w.Distributor(testkit.VAD, "Norvik Distribution"), w.Reseller("Acornix Systems")
			boss := w.As(w.Admin(d))
			w.Clock.Pass(off)
			l := w.Link(d, r)
			if _, err := w.Partners.ByID(boss, r.ID); err != nil {
				t.Errorf("linked: %v", err)
			}
			if off == 0 {
				w.Clock.Pass(-5 * time.Second)
			}
			_, err := w.Partners.EndLink(w.System(), l.ID)
			w.Wants("to end it", err, "OK")
			if _, err := w.Partners.ByID(boss, r.ID); fault.KindOf(err) != fault.NotFound {
				t.Errorf("ended: %v", err)
			}
		})
	}
}

func TestALevelIsGrantedAndTakenBack(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	w.Grant(p, program.Cobrand)
	got, err := w.Partners.SetAccessLevel(w.System(), p.ID, nil)
	w.Must(err)
	if got.AccessLevel != nil {
		t.Errorf("level %v", *got.AccessLevel)
	}
	odd := "SUPER"
	_, err = w.Partners.SetAccessLevel(w.System(), p.ID, &odd)
	w.Wants("a level that is none", err, "BAD_VALUE")
}

// I18: also when many move at once, each step is one of the diagram.
func TestARaceForAStatusHasOneWinner(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	got := testkit.Race(testkit.Times(racers, func() error { _, err := w.Partners.SetStatus(w.System(), p.ID, partner.Ended); return err })...)
	if got["OK"] != 1 || got["STATUS_MOVE"] != racers-1 {
		t.Errorf("ended at once by %d: %v", racers, got)
	}
}
