package cobrand_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/testkit"
)

// lack is a partner who has all that the pricing kit asks for but one thing.
type lack struct {
	open   string // the rule that is not met
	have   func(*testkit.World, *partner.Partner)
	repair func(*testkit.World, *partner.Partner)
	next   string // the action that the refusal names
}

var (
	tier = func(key string) func(*testkit.World, *partner.Partner) {
		return func(w *testkit.World, p *partner.Partner) { w.Enroll(p, key) }
	}
	sign  = func(w *testkit.World, p *partner.Partner) { w.Agreement(p) }
	prove = func(w *testkit.World, p *partner.Partner) { w.Certify(p) }
	mark  = func(w *testkit.World, p *partner.Partner) { w.Logo(p) }
)

func all(steps ...func(*testkit.World, *partner.Partner)) func(*testkit.World, *partner.Partner) {
	return func(w *testkit.World, p *partner.Partner) {
		for _, step := range steps {
			step(w, p)
		}
	}
}

var lacks = map[string]lack{
	"is suspended": {"status", all(tier("gold"), sign, prove, mark, func(w *testkit.World, p *partner.Partner) { w.SetStatus(p, partner.Suspended) }),
		func(w *testkit.World, p *partner.Partner) { w.SetStatus(p, partner.Active) }, "ASK"},
	"stands on silver": {"tier", all(tier("silver"), sign, prove, mark), tier("gold"), "ASK"},
	"is held down by its distributor": {"level", all(tier("gold"), sign, prove, mark, func(w *testkit.World, p *partner.Partner) {
		w.CappedLink(w.Distributor(testkit.VAD, "Norvik Distribution"), p, program.Download)
	}), func(w *testkit.World, p *partner.Partner) {
		w.Link(w.Distributor(testkit.Cloud, "Sudara Distribution"), p)
	}, "ASK"},
	"has no agreement": {"agreement", all(tier("gold"), prove, mark), sign, "SIGN"},
	"has an agreement that is not signed": {"agreement", all(tier("gold"), prove, mark, func(w *testkit.World, p *partner.Partner) { w.Sent(p) }),
		func(w *testkit.World, p *partner.Partner) {
			sent := w.Sees(w.System(), "select id::text from agreement where partner_id = $1", p.ID)
			_, err := w.Programs.SignFor(w.System(), program.AgreementID(sent[0]))
			w.Must(err)
		}, "SIGN"},
	"has an agreement that ended": {"agreement", all(tier("gold"), prove, mark, func(w *testkit.World, p *partner.Partner) {
		w.Text(testkit.Addendum, 1, program.Anybody)
		now := w.Clock.Now()
		yesterday := now.AddDate(0, 0, -1)
		a, err := w.Programs.Send(w.System(), program.Offer{PartnerID: p.ID, Kind: testkit.Addendum, Version: 1, ValidFrom: now.AddDate(-1, 0, 0), ValidTo: &yesterday})
		w.Must(err)
		_, err = w.Programs.SignFor(w.System(), a.ID)
		w.Must(err)
	}), func(w *testkit.World, p *partner.Partner) {
		w.Text(testkit.Addendum, 2, program.Anybody)
		a, err := w.Programs.Send(w.System(), program.Offer{PartnerID: p.ID, Kind: testkit.Addendum, Version: 2, ValidFrom: w.Clock.Now()})
		w.Must(err)
		_, err = w.Programs.SignFor(w.System(), a.ID)
		w.Must(err)
	}, "RENEW"},
	"has no certificate": {"certified", all(tier("gold"), sign, mark), prove, "TRAIN"},
	"has a certificate that ended": {"certified", all(tier("gold"), sign, mark, func(w *testkit.World, p *partner.Partner) {
		prove(w, p) // issued a month ago, for a year
		w.Clock.Pass(350 * 24 * 3600e9)
	}), func(w *testkit.World, p *partner.Partner) { prove(w, p) }, "TRAIN"},
	"has no logo": {"logo", all(tier("gold"), sign, prove), mark, "UPLOAD"},
	"has a logo for dark grounds only": {"logo", all(tier("gold"), sign, prove, func(w *testkit.World, p *partner.Partner) {
		w.LogoOf(p, cobrand.Reversed, testkit.DemoLogo("hanseflut-reversed.svg"))
	}), mark, "UPLOAD"},
	"has a logo that was revoked": {"logo", all(tier("gold"), sign, prove, func(w *testkit.World, p *partner.Partner) {
		_, err := w.Cobrand.Decide(w.System(), w.Logo(p).ID, cobrand.Revoked, "Not yours.")
		w.Must(err)
	}), mark, "UPLOAD"},
}

// C50, C51, I4: for each rule a partner who fails only this one: it is locked
// with this reason and its next step, and open as soon as the step is taken.
func TestEveryRuleLocksByItselfAndOpensWhenItIsMet(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit := w.Kit(testkit.Pricing)
	for _, name := range slices.Sorted(maps.Keys(lacks)) { // each is another partner, made when its turn comes: one of them moves the clock
		locksAndOpens(t, w, kit, name, lacks[name])
	}
}

func locksAndOpens(t *testing.T, w *testkit.World, kit *library.Version, name string, tt lack) {
	t.Helper()
	p := w.Reseller("Acornix " + name)
	tt.have(w, p)
	admin := w.As(w.Admin(p))
	got, err := w.Cobrand.Check(admin, order(kit))
	w.Must(err)
	d := got.Decision
	if d.Result != rule.Locked || !slices.Equal(d.Open(), []string{tt.open}) || d.WhenAllMet != rule.Allowed {
		t.Errorf("%s: %s, open %v, then %s; want LOCKED by %s alone", name, d.Result, d.Open(), d.WhenAllMet, tt.open)
		return
	}
	explained(t, name, d, tt)
	tt.repair(w, p)
	out, err := w.Cobrand.Render(admin, order(kit))
	w.Must(err)
	if out.Rendition == nil {
		t.Errorf("%s, after the repair: %s, open %v, problems %v", name, out.Decision.Result, out.Decision.Open(), out.Problems)
	}
}

func explained(t *testing.T, name string, d rule.Decision, tt lack) {
	t.Helper()
	if len(d.Requirements) != 7 {
		t.Errorf("%s: %d requirements are told, want all seven: %+v", name, len(d.Requirements), d.Requirements)
	}
	for _, r := range d.Requirements {
		switch {
		case r.Have == "" || r.Need == "":
			t.Errorf("%s: %s: have %q, need %q", name, r.ID, r.Have, r.Need)
		case r.State != rule.Met && (r.Next == nil || r.Next.Action != tt.next || r.Next.Label == ""):
			t.Errorf("%s: %s: next %+v, want %s", name, r.ID, r.Next, tt.next)
		case r.State == rule.Met && r.Next != nil:
			t.Errorf("%s: %s is met and has a next step", name, r.ID)
		}
	}
	if d.Summary == "" || !d.ValidUntil.IsZero() {
		t.Errorf("%s: summary %q, valid until %s", name, d.Summary, d.ValidUntil)
	}
}

func TestANewcomerLearnsEverythingAtOnce(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	got, err := w.Cobrand.Check(w.As(w.Admin(p)), order(kit))
	w.Must(err)
	if diff := cmp.Diff([]string{"tier", "level", "agreement", "certified", "logo"}, got.Decision.Open()); diff != "" {
		t.Errorf("open:\n%s", diff)
	}
}

// A refusal is on record with all its reasons, and nothing else is.
func TestARefusedRenderIsInTheTrailWithAllReasons(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	w.Enroll(p, "silver")
	admin := w.Admin(p)
	out, err := w.Cobrand.Render(w.As(admin), order(kit))
	w.Must(err)
	if out.Rendition != nil {
		t.Fatal("it was made")
	}
	told := w.Refused("template_version")
	if len(told) != 1 || told[0].ObjectID != string(kit.ID) || told[0].PartnerID == nil || *told[0].PartnerID != string(p.ID) || !strings.Contains(told[0].Actor, string(admin.ID)) {
		t.Fatalf("refusals: %+v", told)
	}
	for _, reason := range []string{"tier", "agreement", "certified", "logo", "LOCKED"} {
		if !strings.Contains(told[0].Detail, `"`+reason+`"`) {
			t.Errorf("the entry does not name %s: %s", reason, told[0].Detail)
		}
	}
	if n := w.Count("rendition", "") + w.Count("content_event", ""); n != 0 {
		t.Errorf("%d rows of a copy that was not made", n)
	}
}

// forVADs is a folder that everybody but value-added distributors is not to know of.
func forVADs() []byte {
	return testkit.Folder(testkit.Pricing, "attr: partner.type, in: [reseller, msp, vad, distributor]}\n  render", "attr: partner.type, in: [vad]}\n  render",
		"expect: allow", "expect: hidden", "expect: locked", "expect: hidden", ", because: [tier, certified]", "", ", because: [certified]", "", ", because: [agreement]", "",
		", because: [status]", "", ", because: [tier, level, certified]", "", ", lint: [no-overflow, no-collision]", "")
}

// What discovery rules hide is absent in every way in which one could ask.
func TestAHiddenTemplateIsAbsent(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	secret := c.Published(forVADs())
	open := c.Kit(testkit.Social)
	for _, tt := range []struct {
		who  *testkit.House
		sees bool
	}{{c.North, true}, {c.South, false}, {c.Acorn, false}} {
		ctx := c.As(tt.who.Admin)
		_, check := c.Cobrand.Check(ctx, order(secret))
		_, render := c.Cobrand.Render(ctx, order(secret))
		_, slug := c.Cobrand.Template(ctx, secret.Slug, "", "")
		_, id := c.Cobrand.TemplateByID(ctx, secret.TemplateID, "", "")
		for what, err := range map[string]error{"check": check, "render": render, "by slug": slug, "by id": id} {
			want := "NOT_FOUND"
			if tt.sees {
				want = "OK"
			}
			c.Wants(tt.who.Word+" "+what, err, want)
		}
		list, err := c.Cobrand.Templates(ctx, "", "", first(10))
		c.Must(err)
		var slugs []string
		for _, o := range list.Rows {
			slugs = append(slugs, o.Version.Slug)
		}
		if slices.Contains(slugs, secret.Slug) != tt.sees || !slices.Contains(slugs, open.Slug) {
			t.Errorf("%s lists %v", tt.who.Word, slugs)
		}
	}
	if n := len(c.Refused("template_version")); n != 0 {
		t.Errorf("%d refusals tell of a hidden template", n)
	}
}

// A list is cut into pages that leave no gap for what is hidden.
func TestPagesOfTemplatesFitTogether(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	for _, slug := range []string{testkit.Datasheet, testkit.Social, testkit.Pricing} {
		c.Kit(slug)
	}
	var got []string
	ask := first(1)
	for {
		of, err := c.Cobrand.Templates(c.As(c.Acorn.Second), "", "", ask)
		c.Must(err)
		for _, o := range of.Rows {
			got = append(got, o.Version.Slug)
			if o.Decision == nil || o.Decision.Result != rule.Allowed {
				t.Errorf("%s: %+v", o.Version.Slug, o.Decision)
			}
			ask.After.Sort, ask.After.ID = o.Version.Slug, string(o.Version.TemplateID)
		}
		if !of.More {
			break
		}
	}
	if want := []string{testkit.Datasheet, testkit.Pricing, testkit.Social}; !slices.Equal(got, want) {
		t.Errorf("pages joined: %v", got)
	}
	vendor, err := c.Cobrand.Templates(c.As(c.Brand), "", "", first(10))
	c.Must(err)
	if len(vendor.Rows) != 3 || vendor.Rows[0].Decision != nil {
		t.Error("the vendor's staff gets a decision without a partner")
	}
}

func TestSentencesAreInTheLanguageAskedFor(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	admin := w.As(w.Admin(p))
	texts := map[string]bool{}
	for _, language := range []string{"en", "de", "fr"} {
		got, err := w.Cobrand.Template(admin, kit.Slug, "", language)
		w.Must(err)
		texts[got.Decision.Summary] = true
	}
	if len(texts) != 3 {
		t.Errorf("three languages, summaries: %v", texts)
	}
}

// Facts about a person count for the person only: a level that the vendor gave
// to one seller opens nothing for another.
func TestALevelOfAPersonIsThatPersonsOnly(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Social), w.Reseller("Acornix Systems")
	w.Ready(p)
	w.CappedLink(w.Distributor(testkit.VAD, "Norvik Distribution"), p, program.CobrandExtended)
	_, err := w.Programs.Enroll(w.System(), p.ID, w.Tier(partner.Reseller, "registered").ID)
	w.Must(err)
	one, other := w.Admin(p), w.Admin(p)
	level := string(program.Cobrand)
	_, err = w.Members.SetAccessLevel(w.System(), one.ID, &level)
	w.Must(err)
	got, err := w.Cobrand.Check(w.As(one), order(kit))
	w.Must(err)
	without, err := w.Cobrand.Check(w.As(other), order(kit))
	w.Must(err)
	if slices.Contains(got.Decision.Open(), "level") || !slices.Contains(without.Decision.Open(), "level") {
		t.Errorf("with the level open %v, without it open %v", got.Decision.Open(), without.Decision.Open())
	}
}
