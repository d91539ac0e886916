package cobrand_test

import (
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/testkit"
)

// P6: what was allowed when a copy was made is asked again when it is taken.
func TestEveryRuleIsAskedAgainAtTheDownload(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*testkit.World, *partner.Partner, *library.Version)
		want   string
		word   string // that the refusal says
	}{
		"nothing changed": {func(*testkit.World, *partner.Partner, *library.Version) {}, "OK", ""},
		"the certificate ended": {func(w *testkit.World, _ *partner.Partner, _ *library.Version) { w.Clock.Pass(350 * 24 * time.Hour) },
			"RENDITION_EXPIRED", "until"},
		"the partner is suspended": {func(w *testkit.World, p *partner.Partner, _ *library.Version) { w.SetStatus(p, partner.Suspended) },
			"NO_LONGER_ALLOWED", "status"},
		"the tier sank": {func(w *testkit.World, p *partner.Partner, _ *library.Version) { w.Enroll(p, "silver") },
			"NO_LONGER_ALLOWED", "Gold"},
		"the logo was revoked": {func(w *testkit.World, p *partner.Partner, _ *library.Version) {
			logos := w.Sees(w.System(), "select id::text from logo where partner_id = $1", p.ID)
			_, err := w.Cobrand.Decide(w.System(), cobrand.LogoID(logos[0]), cobrand.Revoked, "Not yours.")
			w.Must(err)
		}, "NO_LONGER_ALLOWED", "logo"},
		"the template was withdrawn": {func(w *testkit.World, _ *partner.Partner, v *library.Version) {
			_, err := w.Library.Withdraw(w.System(), v.ID, "The price is wrong.")
			w.Must(err)
		}, "TEMPLATE_WITHDRAWN", "The price is wrong."},
		"a newer version was published": {func(w *testkit.World, _ *partner.Partner, _ *library.Version) {
			w.Publish(w.NextDraft(testkit.Folder(testkit.Pricing), "1.0.1"))
		}, "OK", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := testkit.New(t)
			kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
			w.Ready(p)
			admin := w.Admin(p)
			r := w.Render(admin, kit, p)
			if len(bytesOf(w, w.As(admin), r)) == 0 {
				t.Fatal("nothing to download")
			}
			tt.change(w, p, kit)
			d, err := w.Cobrand.Download(w.As(admin), r.ID)
			w.Wants("download", err, tt.want)
			if err == nil {
				d.Close()
				return
			}
			if !strings.Contains(err.Error(), tt.word) {
				t.Errorf("the refusal does not name what changed (%q): %v", tt.word, err)
			}
			if n := w.Count("content_event", "kind = 'DOWNLOAD'"); n != 1 {
				t.Errorf("%d downloads are counted, one took place", n)
			}
		})
	}
}

func TestAWithdrawnTemplateIsNotRendered(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	w.Ready(p)
	_, err := w.Library.Withdraw(w.System(), kit.ID, "The price is wrong.")
	w.Must(err)
	_, err = w.Cobrand.Render(w.As(w.Admin(p)), order(kit))
	w.Wants("to render", err, "NOT_FOUND")
	_, err = w.Cobrand.Check(w.As(w.Admin(p)), order(kit))
	w.Wants("to check", err, "NOT_FOUND")
}

func TestANewVersionIsAnotherCopy(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	kit, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.Admin(p)
	old := w.Render(admin, kit, p)
	next := w.Published(testkit.Folder(testkit.Pricing, "version: 1.0.0", "version: 1.1.0"))
	fresh := w.Render(admin, next, p)
	if old.ID == fresh.ID || fresh.VersionID != next.ID {
		t.Errorf("old %s, new %s of version %s", old.ID, fresh.ID, fresh.VersionID)
	}
}

// Whose copy it is decides who may take it.
func TestWhoMayDownload(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	own := c.Render(c.Cedar.Admin, kit, c.Cedar.Partner)
	north := c.Render(c.North.Admin, kit, c.Cedar.Partner)
	for _, tt := range []struct {
		who  *testkit.House
		of   *cobrand.Rendition
		want string
	}{
		{c.Cedar, own, "OK"}, {c.Cedar, north, "OK"}, {c.North, own, "OK"}, {c.North, north, "OK"},
		{c.South, own, "OK"}, {c.South, north, "NOT_FOUND"}, {c.Acorn, own, "NOT_FOUND"}, {c.Dune, north, "NOT_FOUND"},
	} {
		d, err := c.Cobrand.Download(c.As(tt.who.Second), tt.of.ID)
		c.Wants(tt.who.Word, err, tt.want)
		if err == nil {
			d.Close()
		}
	}
	if d, err := c.Cobrand.Download(c.As(c.Mgr), north.ID); err != nil {
		t.Errorf("the channel manager: %v", err)
	} else {
		d.Close()
	}
}
