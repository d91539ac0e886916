package cobrand_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func upload(of partner.ID, name string, file []byte) cobrand.Upload {
	return cobrand.Upload{Partner: of, Variant: cobrand.Primary, FileName: name, File: file}
}

func TestAGoodLogoCountsAtOnceAndReplacesTheLast(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	marketer := w.As(w.Person(p, actor.ResellerMarketer))
	one, err := w.Cobrand.Upload(marketer, upload("", "one.svg", testkit.DemoLogo("hanseflut.svg")))
	w.Must(err)
	two, err := w.Cobrand.Upload(marketer, upload("", "two.png", testkit.DemoLogo("quietwater.png")))
	w.Must(err)
	if one.State != cobrand.Approved || two.State != cobrand.Approved || one.Kind != "VECTOR" || two.Kind != "RASTER" {
		t.Errorf("%s %s, %s %s", one.Kind, one.State, two.Kind, two.State)
	}
	logos := w.Sees(marketer, "select state || ' ' || id from logo where partner_id = $1 order by created_at", p.ID)
	if !slices.Equal(logos, []string{"REPLACED " + string(one.ID), "APPROVED " + string(two.ID)}) {
		t.Errorf("logos: %v", logos)
	}
	if _, err := w.Cobrand.Upload(marketer, cobrand.Upload{Variant: cobrand.Reversed, FileName: "r.svg", File: testkit.DemoLogo("hanseflut-reversed.svg")}); err != nil {
		t.Error(err)
	}
	if n := w.Count("logo", "state = 'APPROVED'"); n != 2 {
		t.Errorf("%d logos count, want one of each variant", n)
	}
}

// What cannot be a logo is refused with codes and repairs; the refusal is in
// the trail, and nothing else is left.
func TestARefusedLogoLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	admin := w.As(w.Admin(p))
	var deep strings.Builder
	for i := range 40 {
		fmt.Fprintf(&deep, `<g id="g%d"><use href="#g%d"/><use href="#g%d"/></g>`, i+1, i, i)
	}
	tests := map[string]struct {
		file []byte
		want string // "*" for any code
	}{
		"nothing":             {nil, "EMPTY"},
		"more than 10 MB":     {make([]byte, cobrand.MaxLogo+1), "FILE_TOO_LARGE"},
		"a damaged PNG":       {logotest.Truncated().Data, "*"},
		"a PNG that lies":     {logotest.HeaderLie().Data, "LOGO_TOO_LARGE"},
		"a blank picture":     {logotest.Blank().Data, "*"},
		"no picture":          {[]byte("hello"), "LOGO_TYPE"},
		"a page of the web":   {[]byte("<html><script>alert(1)</script></html>"), "LOGO_TYPE"},
		"an empty PDF":        {testkit.PDF(1, "", ""), "PDF_EMPTY"},
		"an EPS":              {[]byte("%!PS-Adobe-3.0 EPSF-3.0\n"), "LOGO_TYPE"},
		"an entity bomb":      {[]byte(`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`), "SVG_*"},
		"a bomb of uses":      {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="g0"><rect width="9" height="9"/></g>` + deep.String() + `</svg>`), "*"},
		"an SVG cut off":      {testkit.DemoLogo("hanseflut.svg")[:700], "*"},
		"a GIF":               {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "LOGO_TYPE"},
		"41 million pixels":   {logotest.PNGHeader(6404, 6404), "LOGO_TOO_LARGE"},
		"a side of 16,385":    {logotest.PNGHeader(16385, 10), "LOGO_TOO_LARGE"},
		"a drawing of no ink": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"></svg>`), "*"},
	}
	files := w.Stored()
	for name, tt := range tests {
		l, err := w.Cobrand.Upload(admin, upload("", "logo.png", tt.file))
		codes := testkit.Codes(err)
		start, open := strings.CutSuffix(tt.want, "*")
		if l != nil || fault.KindOf(err) != fault.Invalid || len(codes) == 0 || !(codes[0] == tt.want || open && strings.HasPrefix(codes[0], start)) {
			t.Errorf("%s: accepted %v, %v (%v), want %s", name, l != nil, codes, err, tt.want)
		}
		if slices.Contains(codes, "UPLOAD_UNREADABLE") {
			t.Errorf("%s: a worker died of it", name)
		}
	}
	if n := w.Count("logo", ""); n != 0 {
		t.Errorf("%d rows are left", n)
	}
	if n := w.Stored(); n != files {
		t.Errorf("%d files are left", n-files)
	}
	if n := len(w.Refused("logo")); n != len(tests) {
		t.Errorf("%d refusals in the trail, want %d", n, len(tests))
	}
	w.Logo(p) // and the workers still work
}

func TestAnUnknownVariantIsRefused(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	_, err := w.Cobrand.Upload(w.As(w.Admin(p)), cobrand.Upload{Variant: "ROUND", FileName: "a.svg"})
	if got := testkit.Codes(err); !slices.Equal(got, []string{"UNKNOWN_VARIANT"}) {
		t.Errorf("%v", got)
	}
}

func TestWhoMayUploadForWhom(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	file := testkit.DemoLogo("zlatavka.svg")
	for _, tt := range []struct {
		name string
		ctx  context.Context
		of   *testkit.House
		want string
	}{
		{"a reseller's administrator", c.As(c.Acorn.Admin), c.Acorn, "OK"},
		{"a reseller's seller", c.As(c.Acorn.Second), c.Acorn, "FORBIDDEN"},
		{"a distributor's administrator for its portfolio", c.As(c.North.Admin), c.Acorn, "OK"},
		{"a distributor's manager", c.As(c.North.Second), c.Acorn, "FORBIDDEN"},
		{"a distributor's administrator for another's", c.As(c.North.Admin), c.Birch, "NOT_FOUND"},
		{"a reseller for its distributor", c.As(c.Acorn.Admin), c.North, "NOT_FOUND"},
		{"the channel manager", c.As(c.Mgr), c.Dune, "OK"},
		{"the template designer", c.As(c.Designer), c.Dune, "FORBIDDEN"},
	} {
		_, err := c.Cobrand.Upload(tt.ctx, upload(tt.of.ID, "zlatavka.svg", file))
		c.Wants(tt.name, err, tt.want)
	}
}

func TestWhoSeesWhichLogo(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Logo(c.North.Partner) // the first one is replaced now
	for _, tt := range []struct {
		by, of *testkit.House
		want   int
	}{
		{c.North, c.North, 2}, {c.Acorn, c.North, 1}, {c.Cedar, c.South, 1}, {c.Dune, c.North, 0}, {c.Birch, c.North, 0},
		{c.North, c.Acorn, 1}, {c.North, c.Birch, 0}, {c.Acorn, c.Cedar, 0}, {c.South, c.North, 0},
	} {
		got := c.Sees(c.As(tt.by.Admin), "select id::text from logo where partner_id = $1", tt.of.ID)
		if len(got) != tt.want {
			t.Errorf("%s sees %d logos of %s, want %d", tt.by.Word, len(got), tt.of.Word, tt.want)
		}
	}
}

func TestALogoMovesAlongTheDiagramOnly(t *testing.T) {
	t.Parallel()
	all := []cobrand.LogoState{cobrand.NeedsReview, cobrand.Approved, cobrand.Replaced, cobrand.Revoked}
	allowed := map[cobrand.LogoState]string{cobrand.NeedsReview: "APPROVED REVOKED REPLACED", cobrand.Approved: "REPLACED REVOKED"}
	for _, from := range all {
		for _, to := range all {
			want := "LOGO_STATE"
			if slices.Contains(strings.Fields(allowed[from]), string(to)) {
				want = "OK"
			}
			if got := testkit.CodeOf(from.Move(to)); got != want {
				t.Errorf("%s to %s: %s, want %s", from, to, got, want)
			}
		}
	}
}

// Where the vendor wants it so, no logo counts before a person has seen it.
func TestLogosWaitForTheBrandApproverWhereAsked(t *testing.T) {
	t.Parallel()
	w := testkit.New(t, testkit.ReviewLogos)
	p := w.Reseller("Acornix Systems")
	admin, brand := w.As(w.Admin(p)), w.As(w.Person(nil, actor.BrandApprover))
	one, err := w.Cobrand.Upload(admin, upload("", "one.svg", testkit.DemoLogo("hanseflut.svg")))
	w.Must(err)
	if waiting := w.Sees(brand, "select id::text from logo where state = 'NEEDS_REVIEW'"); !slices.Equal(waiting, []string{string(one.ID)}) {
		t.Errorf("%s, waiting %v", one.State, waiting)
	}
	_, err = w.Cobrand.Decide(admin, one.ID, cobrand.Approved, "mine")
	w.Wants("the partner approves its own", err, "FORBIDDEN")
	_, err = w.Cobrand.Decide(brand, one.ID, cobrand.Revoked, "")
	w.Wants("revoked without a word", err, "REQUIRED")
	got, err := w.Cobrand.Decide(brand, one.ID, cobrand.Approved, "")
	w.Must(err)
	if got.State != cobrand.Approved || got.DecidedBy == nil {
		t.Errorf("%+v", got)
	}
	two, err := w.Cobrand.Upload(admin, upload("", "two.svg", testkit.DemoLogo("nordkai.svg")))
	w.Must(err)
	if now, _ := w.Cobrand.Logo(brand, one.ID); now.State != cobrand.Approved {
		t.Errorf("a logo that waits has already replaced the one that counts: %s", now.State)
	}
	_, err = w.Cobrand.Decide(brand, two.ID, cobrand.Approved, "")
	w.Must(err)
	if now, _ := w.Cobrand.Logo(brand, one.ID); now.State != cobrand.Replaced {
		t.Errorf("the old one is %s", now.State)
	}
	_, err = w.Cobrand.Decide(brand, one.ID, cobrand.Approved, "")
	w.Wants("a replaced logo comes back", err, "LOGO_STATE")
}

// I18: also when many decide at once, each step is one of the diagram.
func TestARaceToDecideHasOneWinner(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	l := w.Logo(p)
	got := testkit.Race(testkit.Times(8, func() error {
		_, err := w.Cobrand.Decide(w.System(), l.ID, cobrand.Revoked, "Not yours.")
		return err
	})...)
	if got["OK"] != 1 || got["LOGO_STATE"] != 7 {
		t.Errorf("revoked at once by eight: %v", got)
	}
}

// Two people of one partner upload at the same moment: both are answered, and
// one logo counts.
func TestUploadsAtOnceLeaveOneLogoThatCounts(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	admin := w.As(w.Admin(p))
	got := testkit.Race(testkit.Times(6, func() error {
		_, err := w.Cobrand.Upload(admin, upload("", "logo.svg", testkit.DemoLogo("zlatavka.svg")))
		return err
	})...)
	if n := w.Count("logo", "state = 'APPROVED'"); n != 1 || got["OK"] != 6 {
		t.Errorf("%d logos count; the six uploads: %v", n, got)
	}
}

func TestARepeatedUploadIsOneLogo(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	ctx := gate.WithKey(w.As(w.Admin(p)), "logo-1", []byte("hanseflut"))
	var ids []cobrand.LogoID
	for range 3 {
		l, err := w.Cobrand.Upload(ctx, upload("", "logo.svg", testkit.DemoLogo("hanseflut.svg")))
		w.Must(err)
		ids = append(ids, l.ID)
	}
	if n := w.Count("logo", ""); n != 1 || ids[0] != ids[1] || ids[1] != ids[2] {
		t.Errorf("%d rows, answers %v", n, ids)
	}
}

// Every awkward but honest logo is taken, and what it was is on record.
func TestAwkwardLogosAreTaken(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	for _, f := range logotest.All() {
		l, err := w.Cobrand.Upload(w.System(), upload(p.ID, f.Name, f.Data))
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if l.Width <= 0 || l.Height <= 0 || !bytes.Contains(l.Report, []byte(`"findings"`)) && l.State != cobrand.Approved {
			t.Errorf("%s: %v x %v %s", f.Name, l.Width, l.Height, l.Report)
		}
	}
}
