package cobrand_test

import (
	"slices"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

// kitOf orders everything that a template offers, with the social images alone
// or whatever else is asked.
func kitOf(v *library.Version, fields map[string]string, pieces ...cobrand.PieceWish) cobrand.KitOrder {
	return cobrand.KitOrder{Template: v.TemplateID, Pieces: pieces, Form: cobrand.Form{Fields: fields}}
}

func orderedKit(w *testkit.World, by *member.Person, o cobrand.KitOrder) *cobrand.Bulk {
	w.T.Helper()
	b, err := w.Cobrand.RenderKit(w.As(by), o)
	w.Must(err)
	return b
}

func TestAKitMakesEveryPieceOfOneForm(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Campaign())
	form := map[string]string{"website": "https://acornix.example/edge"}
	b := orderedKit(c.World, c.Acorn.Second, kitOf(v, form))
	if b.Total != 6 || b.Piece != "" {
		t.Fatalf("ordered: %+v", b)
	}
	b = run(c.World, c.Acorn.Second, b)
	if b.State != cobrand.BulkDone || countsOf(b) != (counts{5, 0, 0, 1, 0}) {
		t.Errorf("%s %v", b.State, countsOf(b))
	}
	for item, want := range map[string]int{
		"piece = 'social' and output = 'linkedin' and state = 'MADE'":                                    1,
		"piece = 'social' and output = 'lossless' and state = 'MADE'":                                    1,
		"piece = 'social' and output = 'square' and state = 'MADE'":                                      1,
		"piece = 'social' and output = 'story' and state = 'MADE'":                                       1,
		"piece = 'banner' and output = 'wide' and state = 'REFUSED' and code = 'COBRAND_NEEDS_APPROVAL'": 1,
	} {
		if n := c.Count("bulk_render_item", item); n != want {
			t.Errorf("%d items with %s", n, item)
		}
	}
	if n := c.Count("rendition", "inputs->'fields'->>'website' = $1", form["website"]); n != 5 {
		t.Errorf("%d copies say what was filled in", n)
	}
	if again := run(c.World, c.Acorn.Second, orderedKit(c.World, c.Acorn.Second, kitOf(v, form))); countsOf(again) != (counts{0, 5, 0, 1, 0}) {
		t.Errorf("the same again: %v", countsOf(again))
	}
	form["website"] = "https://acornix.example/new"
	if other := run(c.World, c.Acorn.Second, orderedKit(c.World, c.Acorn.Second, kitOf(v, form))); countsOf(other) != (counts{5, 0, 0, 1, 0}) {
		t.Errorf("another address: %v", countsOf(other))
	}
}

func TestAKitForAResellerWithoutALogoWaits(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	v := w.Published(testkit.Campaign())
	bare := w.Reseller("Birkena Networks")
	w.Enroll(bare, "gold")
	w.Agreement(bare)
	admin := w.Admin(bare)
	b := run(w, admin, orderedKit(w, admin, kitOf(v, nil, cobrand.PieceWish{Piece: "social"})))
	if countsOf(b) != (counts{0, 0, 5, 0, 0}) {
		t.Errorf("without a logo: %v", countsOf(b))
	}
	w.Logo(bare)
	if b = run(w, admin, orderedKit(w, admin, kitOf(v, nil, cobrand.PieceWish{Piece: "social"}))); countsOf(b) != (counts{5, 0, 0, 0, 0}) {
		t.Errorf("with one: %v", countsOf(b))
	}
}

func TestAKitNamesEachCopyOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Campaign())
	for name, tt := range map[string]struct {
		pieces []cobrand.PieceWish
		want   int
	}{
		"everything":             {nil, 6},
		"one piece":              {[]cobrand.PieceWish{{Piece: "social"}}, 5},
		"one output":             {[]cobrand.PieceWish{{"social", "lossless"}}, 1},
		"the same in three ways": {[]cobrand.PieceWish{{"social", "lossless"}, {Piece: "social"}, {"social", "lossless"}}, 5},
	} {
		if b := orderedKit(c.World, c.Acorn.Admin, kitOf(v, nil, tt.pieces...)); b.Total != tt.want {
			t.Errorf("%s: %d copies", name, b.Total)
		}
	}
}

func TestAKitIsCheckedBeforeItIsTaken(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Campaign())
	hidden := c.Published(forVADs())
	for name, tt := range map[string]struct {
		by   *member.Person
		o    cobrand.KitOrder
		want string
	}{
		"for nobody":            {c.Boss, kitOf(v, nil), "REQUIRED"},
		"for a foreign partner": {c.North.Admin, cobrand.KitOrder{Template: v.TemplateID, Partner: c.Birch.ID}, "NOT_FOUND"},
		"for its distributor":   {c.Acorn.Admin, cobrand.KitOrder{Template: v.TemplateID, Partner: c.North.ID}, "NOT_FOUND"},
		"of no template":        {c.Acorn.Admin, cobrand.KitOrder{Template: library.TemplateID(ids.New())}, "NOT_FOUND"},
		"of a hidden template":  {c.Acorn.Admin, kitOf(hidden, nil, cobrand.PieceWish{Piece: "flag"}), "NOT_FOUND"},
		"of no such piece":      {c.Acorn.Admin, kitOf(v, nil, cobrand.PieceWish{Piece: "guide"}), "UNKNOWN_PIECE"},
		"of no such output":     {c.Acorn.Admin, kitOf(v, nil, cobrand.PieceWish{Piece: "social", Output: "wide"}), "UNKNOWN_OUTPUT"},
	} {
		_, err := c.Cobrand.RenderKit(c.As(tt.by), tt.o)
		c.Wants(name, err, tt.want)
	}
	if n := c.Count("bulk_render", ""); n != 0 {
		t.Errorf("%d orders were taken", n)
	}
}

// The pieces of a hidden template are not named to who gets its name wrong.
func TestAMistakeInAnOrderTellsNothingOfAHiddenTemplate(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	hidden := c.Published(forVADs())
	o := order(hidden)
	o.Piece = "flag"
	_, err := c.Cobrand.Check(c.As(c.Acorn.Admin), o)
	c.Wants("a wrong piece", err, "NOT_FOUND")
	_, err = c.Cobrand.RenderForPartners(c.As(c.Acorn.Admin), cobrand.BulkOrder{Template: hidden.TemplateID, Piece: "flag"})
	c.Wants("a wrong piece for many", err, "NOT_FOUND")
}

func TestAnArchiveHoldsWhatIsReadyInFoldersByPartner(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Campaign())
	b := ordered(c.World, c.North.Second, v)
	_, err := c.Cobrand.Archive(c.As(c.North.Second), b.ID)
	c.Wants("before anything is made", err, "NOTHING_READY")
	run(c.World, c.North.Second, b)
	a, err := c.Cobrand.Archive(c.As(c.North.Second), b.ID)
	c.Must(err)
	var folders []string
	for _, f := range a.Copies {
		folders = append(folders, f.Folder)
	}
	if want := []string{c.Acorn.DisplayName, c.Cedar.DisplayName}; !slices.Equal(folders, want) || a.Name[:22] != "edge-gateway-campaign " {
		t.Errorf("%s: %v, want %v", a.Name, folders, want)
	}
	_, err = c.Cobrand.Archive(c.As(c.South.Admin), b.ID)
	c.Wants("another distributor", err, "NOT_FOUND")
	one := run(c.World, c.Acorn.Second, orderedKit(c.World, c.Acorn.Second, kitOf(v, nil)))
	if a, err = c.Cobrand.Archive(c.As(c.Acorn.Second), one.ID); err != nil || len(a.Copies) != 5 || a.Copies[0].Folder != "" {
		t.Errorf("one partner's: %+v, %v", a, err)
	}
}
