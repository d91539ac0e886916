package cobrand_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func first(n int) page.Ask { return page.Ask{First: n} }

// I5: equal inputs, one copy; the vendor's own file comes first.
func TestRenderingTwiceGivesOneCopy(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Datasheet), w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.Admin(p)
	one, two := w.Render(admin, kit, p), w.Render(admin, kit, p)
	if one.ID != two.ID || one.SHA256 != two.SHA256 {
		t.Errorf("%s and %s", one.ID, two.ID)
	}
	file := bytesOf(w, w.As(admin), one)
	vendor := testkit.Files(testkit.Datasheet, nil)["base/datasheet.en.pdf"].Data
	if !bytes.HasPrefix(file, vendor) || one.SourceBytes != int64(len(vendor)) || one.MadeBytes >= one.SourceBytes {
		t.Errorf("source %d, made %d: the vendor's %d bytes do not come first", one.SourceBytes, one.MadeBytes, len(vendor))
	}
	if n := w.Count("rendition", ""); n != 1 {
		t.Errorf("%d rows", n)
	}
	if n := w.Count("content_event", "kind = 'COBRAND'"); n != 2 {
		t.Errorf("%d acts of co-branding are counted, want both", n)
	}
}

// Bytes hold no clock and no ids: another database on another day gives the same.
func TestBytesDependOnNothingButTheInputs(t *testing.T) {
	t.Parallel()
	for _, slug := range []string{testkit.Datasheet, testkit.Social} {
		var sums []string
		for i := range 2 {
			t.Run(slug, func(t *testing.T) {
				w := testkit.New(t)
				w.Clock.Pass(time.Duration(i) * 48 * time.Hour)
				kit, p := w.Kit(slug), w.Reseller("Acornix Systems")
				w.Ready(p)
				sums = append(sums, w.Render(w.Admin(p), kit, p).SHA256)
			})
		}
		if len(sums) != 2 || sums[0] != sums[1] {
			t.Errorf("%s: %v", slug, sums)
		}
	}
}

func TestANewLogoGivesOtherBytes(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Social), w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.Admin(p)
	before := w.Render(admin, kit, p)
	w.LogoOf(p, cobrand.Primary, testkit.DemoLogo("nordkai.svg"))
	after := w.Render(admin, kit, p)
	if before.ID == after.ID || before.SHA256 == after.SHA256 {
		t.Error("the copy kept the old logo")
	}
	if old := bytesOf(w, w.As(admin), before); len(old) == 0 {
		t.Error("the old copy is gone")
	}
	w.Logo(p)
	if back := w.Render(admin, kit, p); back.SHA256 != before.SHA256 {
		t.Error("the old logo does not give the old bytes")
	}
}

func TestPieceOutputAndLanguageAreChosenOrDefaulted(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	png := "      lossless: {format: png, width: 1200, height: 630}\n"
	kit := w.Published(testkit.Folder(testkit.Social, png, png+"      blog: {format: webp, width: 600, maxBytes: 90000}\n"))
	p := w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.As(w.Admin(p))
	tests := map[string]struct {
		change    func(*cobrand.Order)
		want      string
		mediaType string
		language  string
	}{
		"nothing said":       {func(*cobrand.Order) {}, "OK", "image/jpeg", "en"},
		"as PNG":             {func(o *cobrand.Order) { o.Output = "lossless" }, "OK", "image/png", "en"},
		"as WebP":            {func(o *cobrand.Order) { o.Output = "blog" }, "OK", "image/webp", "en"},
		"in German":          {func(o *cobrand.Order) { o.Language = "de" }, "OK", "image/jpeg", "de"},
		"in Austrian German": {func(o *cobrand.Order) { o.Language = "de-AT" }, "OK", "image/jpeg", ""},
		"a piece of another": {func(o *cobrand.Order) { o.Piece = "guide" }, "UNKNOWN_PIECE", "", ""},
		"an output it lacks": {func(o *cobrand.Order) { o.Output = "print" }, "UNKNOWN_OUTPUT", "", ""},
		"another template":   {func(o *cobrand.Order) { o.Template = library.TemplateID(ids.New()) }, "NOT_FOUND", "", ""},
	}
	for name, tt := range tests {
		o := order(kit)
		tt.change(&o)
		out, err := w.Cobrand.Render(admin, o)
		w.Wants(name, err, tt.want)
		if err != nil {
			continue
		}
		if r := out.Rendition; r == nil || r.MediaType != tt.mediaType || tt.language != "" && r.Language != tt.language {
			t.Errorf("%s: %+v %v", name, r, out.Problems)
		}
	}
}

// C52: what the template locks, a partner cannot change, and what does not fit
// is said and not cut.
func TestAWrongInputIsRefusedWithItsReasons(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Social), w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.As(w.Admin(p))
	tests := map[string]map[string]string{
		"a locked field":         {"company": "Veldmark Networks"},
		"a field that is not":    {"price": "1"},
		"too many characters":    {"website": "https://" + strings.Repeat("a", 200) + ".example"},
		"no address":             {"website": "javascript:alert(1)"},
		"a script of no letters": {"website": "https://例え.example/\u0000"},
	}
	for name, fields := range tests {
		o := order(kit)
		o.Fields = fields
		out, err := w.Cobrand.Render(admin, o)
		if err != nil || out.Rendition != nil || !out.Problems.Blocking() {
			t.Errorf("%s: %v, made %v, problems %v", name, err, out != nil && out.Rendition != nil, out)
			continue
		}
		check, err := w.Cobrand.Check(admin, o)
		w.Must(err)
		if len(check.Problems) != len(out.Problems) {
			t.Errorf("%s: the dry run says %v, the render %v", name, check.Problems, out.Problems)
		}
	}
	if n := w.Count("rendition", ""); n != 0 {
		t.Errorf("%d copies were made", n)
	}
	if n := len(w.Refused("template_version")); n != len(tests) {
		t.Errorf("%d refusals in the trail, want %d", n, len(tests))
	}
}

func TestEditedCopyNeedsApproval(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Social), w.Reseller("Acornix Systems")
	w.Ready(p)
	o := order(kit)
	o.Fields = map[string]string{"cta": "Talk to us today"}
	out, err := w.Cobrand.Render(w.As(w.Admin(p)), o)
	w.Must(err)
	if out.Decision.Result != rule.NeedsApproval || out.Rendition != nil || !slices.Equal(out.Decision.ApprovalReason, []string{"editedCopy"}) {
		t.Errorf("%s %v, made %v", out.Decision.Result, out.Decision.ApprovalReason, out.Rendition != nil)
	}
}

// P18: however often and however fast, equal orders leave one copy.
func TestSixtyFourEqualOrdersMakeOneCopy(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.As(w.Admin(p))
	sums := make(chan string, 64)
	got := testkit.Race(testkit.Times(64, func() error {
		out, err := w.Cobrand.Render(admin, order(kit))
		if err == nil {
			sums <- string(out.Rendition.ID) + out.Rendition.SHA256
		}
		return err
	})...)
	close(sums)
	distinct := map[string]bool{}
	for s := range sums {
		distinct[s] = true
	}
	if got["OK"]+got["EXHAUSTED"] != 64 || got["OK"] == 0 { // a busy machine may send some away, in words
		t.Errorf("64 orders: %v", got)
	}
	if n := w.Count("rendition", ""); n != 1 || len(distinct) != 1 {
		t.Errorf("%d rows, %d different answers", n, len(distinct))
	}
}

func TestARepeatedOrderGetsTheFirstAnswer(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	person := w.Admin(p)
	keyed := func(key, request string) (*cobrand.Outcome, error) {
		return w.Cobrand.Render(gate.WithKey(w.As(person), key, []byte(request)), order(kit))
	}
	if out, err := keyed("k", "one"); err != nil || out.Rendition != nil {
		t.Fatalf("%v %v", out, err)
	}
	w.Ready(p)
	one, err := keyed("k", "one") // a refusal is not the answer for ever
	w.Must(err)
	two, err := keyed("k", "one")
	w.Must(err)
	if one.Rendition == nil || two.Rendition == nil || one.Rendition.ID != two.Rendition.ID {
		t.Fatalf("one %+v, two %+v", one.Rendition, two.Rendition)
	}
	_, err = keyed("k", "another")
	w.Wants("the key for another order", err, "IDEMPOTENCY_KEY_REUSED")
	if n := w.Count("content_event", "kind = 'COBRAND'"); n != 1 {
		t.Errorf("%d acts are counted for two sends of one request", n)
	}
}

func TestWhoMayRenderForWhom(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	for _, tt := range []struct {
		by, of *testkit.House
		want   string
		via    *testkit.House
	}{
		{c.Acorn, c.Acorn, "OK", nil}, {c.North, c.North, "OK", nil},
		{c.North, c.Acorn, "OK", c.North}, {c.South, c.Cedar, "OK", c.South},
		{c.North, c.Birch, "NOT_FOUND", nil}, {c.North, c.South, "NOT_FOUND", nil}, {c.North, c.Dune, "NOT_FOUND", nil},
		{c.Acorn, c.Birch, "NOT_FOUND", nil}, {c.Acorn, c.North, "NOT_FOUND", nil}, {c.Dune, c.Acorn, "NOT_FOUND", nil},
	} {
		out, err := c.Cobrand.Render(c.As(tt.by.Second), cobrand.Order{Template: kit.TemplateID, Partner: tt.of.ID})
		name := tt.by.Word + " for " + tt.of.Word
		c.Wants(name, err, tt.want)
		if err != nil {
			continue
		}
		r := out.Rendition
		if (r.ViaID != nil) != (tt.via != nil) || r.ViaID != nil && *r.ViaID != tt.via.ID {
			t.Errorf("%s: via %v", name, r.ViaID)
		}
		if r.CreatedBy == nil || *r.CreatedBy != string(tt.by.Second.ID) || *r.PartnerID != tt.of.ID {
			t.Errorf("%s: by %v for %v", name, r.CreatedBy, r.PartnerID)
		}
		if via := c.Count("content_event", "rendition_id = $1 and via_distributor_id is not null", r.ID) == 1; via != (tt.via != nil) {
			t.Errorf("%s: the event names the distributor: %v", name, via)
		}
	}
	_, absent := c.Cobrand.Render(c.As(c.North.Second), cobrand.Order{Template: kit.TemplateID, Partner: c.Birch.ID})
	_, foreign := c.Cobrand.Render(c.As(c.North.Second), cobrand.Order{Template: kit.TemplateID, Partner: c.Acorn.ID[:24] + "000000000000"})
	if absent.Error() != foreign.Error() || fault.CodeOf(absent) != fault.CodeOf(foreign) {
		t.Errorf("absent %v, foreign %v", absent, foreign)
	}
}

// A distributor lends its reseller no name and no telephone.
func TestACopyOnBehalfNamesTheResellerOnly(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	r := c.Render(c.North.Admin, c.Kit(testkit.Datasheet), c.Acorn.Partner)
	made := string(r.Inputs)
	if strings.Contains(made, c.North.Admin.Name) || strings.Contains(made, c.North.Admin.Email) {
		t.Errorf("the distributor's person is printed: %s", made)
	}
	if !strings.Contains(made, "Acornix Systems") || !strings.Contains(r.FileName, c.Acorn.Word) {
		t.Errorf("the reseller is not named: %s %s", r.FileName, made)
	}
}

// C53: a template says whether distributors may make it for their resellers.
func TestATemplateMayKeepDistributorsOut(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Folder(testkit.Pricing, "onBehalf: [distributor, vad]", "onBehalf: [vad]"))
	_, err := c.Cobrand.Render(c.As(c.North.Admin), cobrand.Order{Template: v.TemplateID, Partner: c.Cedar.ID})
	c.Wants("the value-added distributor", err, "OK")
	_, err = c.Cobrand.Render(c.As(c.South.Admin), cobrand.Order{Template: v.TemplateID, Partner: c.Cedar.ID})
	c.Wants("the broadline distributor", err, "NOT_ON_BEHALF")
	if told := c.Refused("action"); len(told) != 1 || !strings.Contains(told[0].Detail, "NOT_ON_BEHALF") {
		t.Errorf("the refusal in the trail: %+v", told)
	}
	_, err = c.Cobrand.Render(c.As(c.South.Admin), cobrand.Order{Template: v.TemplateID})
	c.Wants("the broadline distributor for itself", err, "OK")
}

// I15: the end of a link ends what a distributor does for the reseller.
func TestRenderingForAResellerEndsWithTheLink(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	r := c.Render(c.North.Admin, kit, c.Cedar.Partner)
	c.EndLink(c.NorthCedar)
	_, err := c.Cobrand.Render(c.As(c.North.Admin), cobrand.Order{Template: kit.TemplateID, Partner: c.Cedar.ID})
	c.Wants("to render", err, "NOT_FOUND")
	_, err = c.Cobrand.Download(c.As(c.North.Admin), r.ID)
	c.Wants("to download what was made", err, "NOT_FOUND")
	if file := bytesOf(c.World, c.As(c.Cedar.Admin), r); len(file) == 0 {
		t.Error("the reseller lost its copy")
	}
}

// What is wrong with a logo is said in the language of whoever asks.
func TestProblemsAreSaidInThePersonsLanguage(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Datasheet), w.Reseller("Acornix Systems")
	w.Ready(p)
	w.LogoOf(p, cobrand.Primary, logotest.Tiny().Data)
	l, err := w.Members.Invite(w.System(), member.Invitation{PartnerID: p.ID, Email: "kim@acornix.example", Name: "Kim Eichner", Locale: "de-AT", Roles: []actor.Role{actor.ResellerMarketer}})
	w.Must(err)
	kim, err := w.Members.AcceptInvitation(context.Background(), l.Secret, testkit.Password)
	w.Must(err)
	out, err := w.Cobrand.Check(w.As(kim), order(kit))
	w.Must(err)
	for _, found := range out.Problems {
		if strings.HasPrefix(found.Code, "LOGO_") && !strings.HasPrefix(found.Message, "Ihr Logo") {
			t.Errorf("%s", found)
		}
	}
	if !out.Problems.Has("LOGO_LOW_RESOLUTION") {
		t.Errorf("a logo of 48 px passes: %v", out.Problems)
	}
}
