package partner_test

import (
	"fmt"
	"github.com/portico-prm/portico/internal/platform/access"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestARegistrationIsCompleteOrRefusedWithEveryMistake(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	good := partner.Registration{TypeKey: "RESELLER", DisplayName: "  Müller & Söhne  "}
	tests := map[string]struct {
		change func(*partner.Registration)
		fields []string // of the refusal; none: accepted
	}{
		"a name is enough":      {func(*partner.Registration) {}, nil},
		"no name":               {func(r *partner.Registration) { r.DisplayName = " " }, []string{"displayName", "slug"}},
		"a name of 121 letters": {func(r *partner.Registration) { r.DisplayName, r.Slug = strings.Repeat("a", 121), "long" }, []string{"displayName"}},
		"a slug with capitals":  {func(r *partner.Registration) { r.Slug = "Acorn" }, []string{"slug"}},
		"a slug of 65":          {func(r *partner.Registration) { r.Slug = strings.Repeat("a", 65) }, []string{"slug"}},
		"everything wrong": {func(r *partner.Registration) {
			*r = partner.Registration{TypeKey: "RESELLER", DisplayName: "x", LegalName: strings.Repeat("x", 201), Slug: "-", Currency: "euro",
				Website: "javascript:alert(1)", Email: "a@b@c", Countries: []string{"Germany"}, Languages: []string{"DEUTSCH"}}
		}, []string{"legalName", "slug", "currency", "website", "email", "countries", "languages"}},
		"a type that is not there": {func(r *partner.Registration) { r.TypeKey = "BROKER" }, []string{"typeKey"}},
	}
	for name, tt := range tests {
		in := good
		tt.change(&in)
		p, err := w.Partners.Register(w.System(), in)
		var fields []string
		for _, f := range fault.All(err) {
			fields = append(fields, f.Field)
		}
		if !slices.Equal(fields, tt.fields) || (p == nil) != (tt.fields != nil) {
			t.Errorf("%s: %v, %v, want complaints about %v", name, p, err, tt.fields)
		}
		if tt.fields == nil && (p.Slug != "mueller-soehne" || p.DisplayName != "Müller & Söhne" || p.Status != partner.Active || p.LegalName != p.DisplayName) {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if n := w.Count("partner", ""); n != 1 {
		t.Errorf("%d partners are stored, one was accepted", n)
	}
}

func TestASlugIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	w.Reseller("Acorn Systems")
	_, err := w.Partners.Register(w.System(), partner.Registration{TypeKey: "RESELLER", DisplayName: "Acorn & Systems", Slug: "acorn-systems"})
	w.Wants("the same slug", err, "SLUG_TAKEN")
}

func TestARepeatedRegistrationGetsTheFirstAnswer(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	boss := w.As(w.Admin(nil))
	in := partner.Registration{TypeKey: "RESELLER", DisplayName: "Acorn Systems", Countries: []string{"DE", "AT"}}
	first, err := w.Partners.Register(gate.WithKey(boss, "k1", []byte("acorn")), in)
	w.Must(err)
	again, err := w.Partners.Register(gate.WithKey(boss, "k1", []byte("acorn")), in)
	w.Must(err)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the repeat differs:\n%s", diff)
	}
	_, err = w.Partners.Register(gate.WithKey(boss, "k1", []byte("birch")), in)
	w.Wants("the key for another request", err, "IDEMPOTENCY_KEY_REUSED")
	if n := w.Count("partner", ""); n != 1 {
		t.Errorf("%d partners", n)
	}
}

// C2, I1: a distributor's counterparties are partners.
func TestADistributorOwnsNoEndCustomer(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	types, err := gate.Read(w.System(), w.Gate, gate.Ask{Action: access.PartnerRead}, func(v *gate.View) (map[string]*partner.Type, error) { return partner.TypesByKey(t.Context(), v) })
	w.Must(err)
	families := map[partner.Family]int{}
	for _, kind := range types {
		families[kind.Family]++
		err := kind.OwnsEndCustomer()
		want := "OK"
		if kind.Family == partner.Distributor {
			want = "DISTRIBUTOR_OWNS_NO_CUSTOMER"
		}
		w.Wants(kind.Name, err, want)
		if err != nil && !strings.Contains(err.Error(), kind.Name) {
			t.Errorf("the refusal does not say who: %v", err)
		}
	}
	if families[partner.Distributor] != 4 || families[partner.Reseller] != 1 {
		t.Errorf("kinds that ship: %v, want four distributors and the reseller (C3)", families)
	}
	bent := partner.Type{Family: partner.Distributor, Name: "Odd distributor", EndCustomers: true}
	w.Wants("a profile that claims otherwise", bent.OwnsEndCustomer(), "DISTRIBUTOR_OWNS_NO_CUSTOMER")
}

func TestAStatusMovesAlongTheDiagramOnly(t *testing.T) {
	t.Parallel()
	all := []partner.Status{partner.Prospect, partner.Applicant, partner.Active, partner.Suspended, partner.Ended}
	allowed := map[partner.Status]string{partner.Prospect: "APPLICANT ACTIVE ENDED", partner.Applicant: "ACTIVE ENDED",
		partner.Active: "SUSPENDED ENDED", partner.Suspended: "ACTIVE ENDED", partner.Ended: ""}
	for _, from := range all {
		for _, to := range all {
			want := "STATUS_MOVE"
			if slices.Contains(strings.Fields(allowed[from]), string(to)) {
				want = "OK"
			}
			if got := testkit.CodeOf(from.Move(to)); got != want {
				t.Errorf("%s to %s: %s, want %s", from, to, got, want)
			}
		}
	}
}

func TestAnEndedPartnerStaysEnded(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acorn Systems")
	w.SetStatus(p, partner.Ended)
	_, err := w.Partners.SetStatus(w.System(), p.ID, partner.Active)
	w.Wants("back again", err, "STATUS_MOVE")
	got, err := w.Partners.ByID(w.System(), p.ID)
	w.Must(err)
	if got.Status != partner.Ended {
		t.Errorf("status %s", got.Status)
	}
}

func TestWhoMayDoWhatWithPartners(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	name, level := "Renamed", "VIEW"
	asks := map[string]func(by *testkit.House, about partner.ID) error{
		"register": func(by *testkit.House, _ partner.ID) error {
			_, err := c.Partners.Register(c.As(by.Admin), partner.Registration{TypeKey: "RESELLER", DisplayName: "New"})
			return err
		},
		"link": func(by *testkit.House, about partner.ID) error {
			_, err := c.Partners.Link(c.As(by.Admin), partner.Linking{DistributorID: c.North.ID, ResellerID: about})
			return err
		},
		"end a link": func(by *testkit.House, _ partner.ID) error {
			_, err := c.Partners.EndLink(c.As(by.Admin), c.NorthCedar.ID)
			return err
		},
		"suspend": func(by *testkit.House, about partner.ID) error {
			_, err := c.Partners.SetStatus(c.As(by.Admin), about, partner.Suspended)
			return err
		},
		"grant a level": func(by *testkit.House, about partner.ID) error {
			_, err := c.Partners.SetAccessLevel(c.As(by.Admin), about, &level)
			return err
		},
		"edit": func(by *testkit.House, about partner.ID) error {
			_, err := c.Partners.Edit(c.As(by.Admin), partner.Profile{ID: about, DisplayName: &name})
			return err
		},
		"edit as seller": func(by *testkit.House, about partner.ID) error {
			_, err := c.Partners.Edit(c.As(by.Second), partner.Profile{ID: about, DisplayName: &name})
			return err
		},
	}
	tests := []struct {
		ask       string
		by, about *testkit.House
		want      string
	}{
		{"register", c.North, c.Acorn, "FORBIDDEN"},
		{"link", c.North, c.Dune, "FORBIDDEN"},
		{"end a link", c.North, c.Cedar, "FORBIDDEN"},
		{"suspend", c.North, c.Acorn, "FORBIDDEN"},
		{"grant a level", c.Acorn, c.Acorn, "FORBIDDEN"},
		{"edit", c.Acorn, c.Acorn, "OK"},
		{"edit", c.North, c.North, "OK"},
		{"edit", c.North, c.Acorn, "NOT_FOUND"}, // the portfolio is looked after, not owned
		{"edit", c.Acorn, c.Birch, "NOT_FOUND"},
		{"edit", c.Acorn, c.North, "NOT_FOUND"},
		{"edit as seller", c.Acorn, c.Acorn, "FORBIDDEN"},
	}
	for _, tt := range tests {
		c.Wants(tt.by.Word+" asks to "+tt.ask+" "+tt.about.Word, asks[tt.ask](tt.by, tt.about.ID), tt.want)
	}
	if n := len(c.Refused("action")); n != 6 {
		t.Errorf("%d refusals stand in the trail, want every FORBIDDEN of the table: 6", n)
	}
}

func TestAProfileKeepsWhatIsNotNamed(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acorn Systems")
	phone := "+49 40 1"
	got, err := w.Partners.Edit(w.As(w.Admin(p)), partner.Profile{ID: p.ID, Phone: &phone, Languages: []string{"de", "en"}})
	w.Must(err)
	want := *p
	want.Phone, want.Languages = phone, []string{"de", "en"}
	if diff := cmp.Diff(&want, got); diff != "" {
		t.Errorf("edited:\n%s", diff)
	}
	bad := "no address"
	_, err = w.Partners.Edit(w.As(w.Admin(p)), partner.Profile{ID: p.ID, Website: &bad})
	w.Wants("a bad website", err, "FORMAT")
}

// A list is cut into pages without a row twice or lost, in the order of names.
func TestPagesOfPartnersFitTogether(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	names := []string{"Acorn", "Birch", "Cedar", "Dune", "Elm", "Fir", "Gorse"}
	for _, n := range names {
		w.Reseller(n)
	}
	var got []string
	ask := page.Ask{First: 2}
	for {
		of, err := w.Partners.List(w.As(w.Person(nil, actor.ChannelManager)), partner.Filter{}, ask)
		w.Must(err)
		for _, p := range of.Rows {
			got = append(got, p.DisplayName)
			ask.After = page.Key{Sort: p.DisplayName, ID: string(p.ID)}
		}
		if !of.More {
			break
		}
	}
	if diff := cmp.Diff(names, got); diff != "" {
		t.Errorf("pages joined:\n%s", diff)
	}
}

func TestAFilterNarrows(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.SetStatus(c.Dune.Partner, partner.Suspended)
	tests := map[string]struct {
		filter partner.Filter
		want   int
	}{
		"nothing":             {partner.Filter{}, 6},
		"distributors":        {partner.Filter{Family: partner.Distributor}, 2},
		"a country of all":    {partner.Filter{Country: "DE"}, 6},
		"a country of nobody": {partner.Filter{Country: "FR"}, 0},
		"suspended":           {partner.Filter{Status: partner.Suspended}, 1},
		"part of a name":      {partner.Filter{Search: "INTEGRA"}, 1},
		"a percent sign":      {partner.Filter{Search: "%"}, 0},
		"two at once":         {partner.Filter{Family: partner.Reseller, Search: "distribution"}, 0},
	}
	for name, tt := range tests {
		got, err := c.Partners.List(c.As(c.Boss), tt.filter, page.Ask{First: 100})
		c.Must(err)
		if len(got.Rows) != tt.want {
			t.Errorf("%s: %d partners, want %d", name, len(got.Rows), tt.want)
		}
	}
}

// P18: two people of a partner save different things at once, and both stay.
func TestTwoEditsAtOnceBothStay(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	one, two := w.Admin(p), w.Admin(p)
	for i := range 20 {
		phone, site := fmt.Sprintf("+45 33 12 34 %02d", i), fmt.Sprintf("https://acornix%d.example", i)
		got := testkit.Race(
			func() error {
				_, err := w.Partners.Edit(w.As(one), partner.Profile{ID: p.ID, Phone: &phone})
				return err
			},
			func() error {
				_, err := w.Partners.Edit(w.As(two), partner.Profile{ID: p.ID, Website: &site})
				return err
			})
		now, err := w.Partners.ByID(w.As(one), p.ID)
		w.Must(err)
		if got["OK"] != 2 || now.Phone != phone || now.Website != site {
			t.Fatalf("round %d: %v, phone %q, website %q", i, got, now.Phone, now.Website)
		}
	}
}
