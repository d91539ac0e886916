package cobrand_test

import (
	"bytes"
	"image/png"
	"slices"
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

// A logo that looks like another partner's waits for a person, and its owner
// learns no name.
func TestALogoLikeAnotherPartnersWaits(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	first, second := w.Reseller("Hanseflut"), w.Reseller("Acornix Systems")
	one, err := w.Cobrand.Upload(w.As(w.Admin(first)), upload("", "a.svg", testkit.DemoLogo("hanseflut.svg")))
	w.Must(err)
	admin, brand := w.As(w.Admin(second)), w.As(w.Person(nil, actor.BrandApprover))
	two, err := w.Cobrand.Upload(admin, upload("", "b.svg", testkit.DemoLogo("hanseflut-reversed.svg")))
	w.Must(err)
	if one.State != cobrand.Approved || two.State != cobrand.NeedsReview || !bytes.Contains(two.Report, []byte("LOGO_RESEMBLES")) {
		t.Errorf("the first is %s, its copy %s: %s", one.State, two.State, two.Report)
	}
	for _, secret := range []string{string(first.ID), "Hanseflut", string(one.ID)} {
		if bytes.Contains(two.Report, []byte(secret)) {
			t.Errorf("the report names %q: %s", secret, two.Report)
		}
	}
	like, err := w.Cobrand.Resembling(brand, two.ID)
	w.Must(err)
	if len(like) != 1 || like[0].ID != one.ID {
		t.Errorf("the approver sees %d logos like it", len(like))
	}
	_, err = w.Cobrand.Resembling(admin, two.ID)
	w.Wants("the partner asks whose it is", err, "FORBIDDEN")
}

// One's own variants, and logos that are no longer used, are no rivals.
func TestOnesOwnLogosAreNoRivals(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p, other := w.Reseller("Hanseflut"), w.Reseller("Acornix Systems")
	gone := w.LogoOf(other, cobrand.Primary, testkit.DemoLogo("hanseflut.svg"))
	_, err := w.Cobrand.Decide(w.System(), gone.ID, cobrand.Revoked, "Not theirs.")
	w.Must(err)
	admin := w.As(w.Admin(p))
	for _, v := range []cobrand.Variant{cobrand.Primary, cobrand.Reversed} {
		l, err := w.Cobrand.Upload(admin, cobrand.Upload{Variant: v, FileName: "a.svg", File: testkit.DemoLogo("hanseflut.svg")})
		w.Must(err)
		if l.State != cobrand.Approved {
			t.Errorf("%s is %s: %s", v, l.State, l.Report)
		}
	}
}

func TestALogoLikeTheVendorsWaits(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	admin, brand := w.As(w.Admin(p)), w.As(w.Person(nil, actor.BrandApprover))
	_, err := w.Cobrand.Protect(admin, "Ours", "a.svg", testkit.DemoLogo("zlatavka.svg"))
	w.Wants("a partner protects a mark", err, "FORBIDDEN")
	mark, err := w.Cobrand.Protect(brand, "Vendor's mark", "a.svg", testkit.DemoLogo("zlatavka.svg"))
	w.Must(err)
	l, err := w.Cobrand.Upload(admin, upload("", "b.svg", testkit.DemoLogo("zlatavka.svg")))
	w.Must(err)
	if l.State != cobrand.NeedsReview || !bytes.Contains(l.Report, []byte("mark of the vendor")) {
		t.Errorf("%s: %s", l.State, l.Report)
	}
	if all := w.Sees(brand, "select name from brand_mark"); !slices.Equal(all, []string{"Vendor's mark"}) {
		t.Errorf("%v", all)
	}
	w.Must(w.Cobrand.Unprotect(brand, mark.ID))
	if l, err = w.Cobrand.Upload(admin, upload("", "b.svg", testkit.DemoLogo("zlatavka.svg"))); err != nil || l.State != cobrand.Approved {
		t.Errorf("after the mark was released: %v, %v", l, err)
	}
	_, err = w.Cobrand.Protect(brand, "", "a.svg", testkit.DemoLogo("zlatavka.svg"))
	w.Wants("a mark without a name", err, "REQUIRED")
}

// A white version is made only when its owner asks, and only of what allows it.
func TestAVersionIsMadeWhenAskedFor(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	admin := w.As(w.Admin(p))
	navy := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path fill="navy" d="M0 0H80V100zM100 0H200V100H100z"/></svg>`)
	one, err := w.Cobrand.Upload(admin, upload("", "navy.svg", navy))
	w.Must(err)
	if got := one.Derivable(); !slices.Equal(got, []cobrand.Variant{cobrand.Reversed, cobrand.Mono}) {
		t.Errorf("offered: %v", got)
	}
	if n := w.Count("logo", ""); n != 1 {
		t.Errorf("%d logos before anybody asked", n)
	}
	picture, err := w.Cobrand.Preview(admin, one.ID, cobrand.View{As: cobrand.Reversed, Side: 200})
	w.Must(err)
	if pix, err := png.Decode(bytes.NewReader(picture)); err != nil || pix.Bounds().Dx() < 200 {
		t.Errorf("the preview: %v", err)
	}
	white, err := w.Cobrand.Derive(admin, one.ID, cobrand.Reversed)
	w.Must(err)
	if white.Variant != cobrand.Reversed || white.State != cobrand.Approved || white.SourceSHA256 != one.SourceSHA256 || white.MarkSHA256 == one.MarkSHA256 {
		t.Errorf("%+v", white)
	}
	_, err = w.Cobrand.Derive(admin, one.ID, cobrand.Square)
	w.Wants("a square version", err, "NOT_DERIVABLE")
	colored, err := w.Cobrand.Upload(admin, upload("", "two.svg", testkit.DemoLogo("hanseflut.svg")))
	w.Must(err)
	if len(colored.Derivable()) == 0 {
		_, err = w.Cobrand.Derive(admin, colored.ID, cobrand.Reversed)
		w.Wants("a white version of two colours", err, "NOT_DERIVABLE")
	}
	_, err = w.Cobrand.Derive(admin, one.ID, cobrand.Mono)
	w.Wants("of a logo that was replaced", err, "LOGO_STATE")
	_, err = w.Cobrand.Derive(w.As(w.Person(p, actor.ResellerSeller)), colored.ID, cobrand.Reversed)
	w.Wants("a seller asks", err, "FORBIDDEN")
}

// A picture on paper waits; without the paper nothing speaks against it.
func TestWithoutItsPaperALogoCounts(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	admin := w.As(w.Admin(p))
	boxed, err := w.Cobrand.Upload(admin, upload("", logotest.PaddedOnWhite().Name, logotest.PaddedOnWhite().Data))
	w.Must(err)
	if boxed.State != cobrand.NeedsReview || !slices.Equal(boxed.Derivable(), []cobrand.Variant{cobrand.Primary}) {
		t.Fatalf("%s, offered %v", boxed.State, boxed.Derivable())
	}
	cut, err := w.Cobrand.Derive(admin, boxed.ID, cobrand.Primary)
	w.Must(err)
	if cut.State != cobrand.Approved || cut.Variant != cobrand.Primary {
		t.Errorf("%s: %s", cut.State, cut.Report)
	}
	if old, err := w.Cobrand.Logo(admin, boxed.ID); err != nil || old.State != cobrand.Replaced {
		t.Errorf("the boxed one is %v, %v", old.State, err)
	}
}
