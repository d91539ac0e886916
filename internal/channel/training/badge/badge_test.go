package badge_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/channel/training/openbadge"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

type memberID = member.ID

// shownTo is the badge as a person gets it; nil for none.
func (a *academy) shownTo(p *member.Person, c *training.Certification) *badge.Badge {
	a.T.Helper()
	ctx := a.As(p)
	found, err := gate.Read(ctx, a.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (map[string]*badge.Badge, error) {
		return badge.Shown(ctx, v, []string{string(c.ID)})
	})
	a.Must(err)
	return found[string(c.ID)]
}

func TestWhoGetsTheCodeOfACertification(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	own := a.give(nil)
	other := a.Person(a.Acorn.Partner, a.Acorn.Second.Roles...)
	for _, tt := range []struct {
		who            string
		p              *member.Person
		persons, firms bool
	}{
		{"the holder", a.Acorn.Second, true, false}, {"the own administrator", a.Acorn.Admin, true, true}, {"a colleague", other, false, false},
		{"the distributor's administrator", a.North.Admin, false, false}, {"a stranger's administrator", a.Birch.Admin, false, false},
		{"the vendor", a.Boss, true, true},
	} {
		if got := a.shownTo(tt.p, a.held) != nil; got != tt.persons {
			t.Errorf("%s gets the code of a person's: %v", tt.who, got)
		}
		if got := a.shownTo(tt.p, own) != nil; got != tt.firms {
			t.Errorf("%s gets the code of the firm's: %v", tt.who, got)
		}
	}
}

func TestACodeIsFoundAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0123456789ABCDEFGHJK": "0123456789ABCDEFGHJK", "o1234-56789-abcde-fghjk": "0123456789ABCDEFGHJK", "Oi234 56789 abcde fghjk": "0123456789ABCDEFGHJK",
		"": "", "0123456789ABCDEFGHJ": "", "0123456789ABCDEFGHJKM": "", "0123456789ABCDEFGHJU": "", "0123456789ABCDEFGH'-": "",
		"０１２３４５６７８９ABCDEFGHJK": "", strings.Repeat("-", 41): "", "%00123456789ABCDEFGHJ": "",
	} {
		if got := badge.Code(in); got != want {
			t.Errorf("Code(%q) = %q, want %q", in, got, want)
		}
	}
	if got := badge.Spaced("0123456789ABCDEFGHJK"); got != "01234-56789-ABCDE-FGHJK" || badge.Code(got) == "" {
		t.Errorf("spaced: %s", got)
	}
}

func TestCodesAreRandomAndOfTheirAlphabet(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	letters, seen := map[rune]int{}, map[string]bool{}
	for range 60 {
		code := a.code(a.give(nil))
		if seen[code] || badge.Code(code) != code {
			t.Fatalf("code %s", code)
		}
		seen[code] = true
		for _, r := range code {
			letters[r]++
		}
	}
	// 1200 letters of 32 kinds: 37 or so of each, and next to never none.
	if len(letters) != 32 {
		t.Errorf("only %d letters are used: %v", len(letters), letters)
	}
}

func TestThePublicSeesWhereACertificationStandsAndNoName(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	code := a.code(a.held)
	look := func() *badge.Badge {
		b, err := a.Badges.Verify(context.Background(), code)
		a.Must(err)
		return b
	}
	if b := look(); b.State(a.Clock.Now()) != training.Valid || b.Shown() != "" || b.Name != "Edge Badge 101" {
		t.Errorf("state %s, name %q", b.State(a.Clock.Now()), b.Shown())
	}
	_, err := a.Badges.Publish(a.As(a.Acorn.Second), a.held.ID, true)
	a.Must(err)
	if got := look().Shown(); got != a.Acorn.Second.Name {
		t.Errorf("published: %q, want %q", got, a.Acorn.Second.Name)
	}
	_, err = a.Badges.Publish(a.As(a.Acorn.Second), a.held.ID, false)
	a.Must(err)
	if got := look().Shown(); got != "" {
		t.Errorf("taken back: %q", got)
	}
	_, err = a.Training.Revoke(a.System(), a.held.ID, "A secret reason.")
	a.Must(err)
	if b := look(); b.State(a.Clock.Now()) != training.Revoked {
		t.Errorf("revoked: %s", b.State(a.Clock.Now()))
	}
	if b, err := a.Badges.Verify(context.Background(), "0123456789ABCDEFGHJK"); b != nil || err != nil {
		t.Errorf("an unknown code: %v, %v", b, err)
	}
}

func TestOnlyTheHolderPublishesTheName(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	own := a.give(nil)
	for _, tt := range []struct {
		who  string
		p    *member.Person
		of   *training.Certification
		want string
	}{
		{"the own administrator, for a person", a.Acorn.Admin, a.held, "NOT_THE_HOLDER"}, {"the seller, for the firm", a.Acorn.Second, own, "NOT_THE_HOLDER"},
		{"a stranger", a.Birch.Admin, a.held, "NOT_FOUND"}, {"the distributor", a.North.Admin, a.held, "NOT_FOUND"}, {"the vendor", a.Boss, a.held, "FORBIDDEN"},
		{"the administrator, for the firm", a.Acorn.Admin, own, "OK"}, {"the holder", a.Acorn.Second, a.held, "OK"},
	} {
		_, err := a.Badges.Publish(a.As(tt.p), tt.of.ID, true)
		a.Wants(tt.who, err, tt.want)
	}
}

func TestTheBadgeSaysWhatTheCertificationSays(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	c, err := a.Badges.Credential(a.badge(a.held))
	a.Must(err)
	text, err := json.Marshal(c)
	a.Must(err)
	if until := a.held.CountsUntil().UTC().Format(time.RFC3339); c.ValidFrom != a.held.IssuedAt.UTC().Format(time.RFC3339) || c.ValidUntil != until {
		t.Errorf("from %s until %s, want until %s", c.ValidFrom, c.ValidUntil, until)
	}
	if id := c.Subject.Identifier; len(id) != 1 || !id[0].Hashed || id[0].IdentityHash != openbadge.Email(a.Acorn.Second.Email, id[0].Salt).IdentityHash {
		t.Errorf("identifier %+v", id)
	}
	for _, secret := range []string{a.Acorn.Second.Email, a.Acorn.Second.Name, a.Acorn.DisplayName} {
		if strings.Contains(string(text), secret) {
			t.Errorf("%q is in the badge", secret)
		}
	}
	_, err = a.Badges.Publish(a.As(a.Acorn.Second), a.held.ID, true)
	a.Must(err)
	named, err := a.Badges.Credential(a.badge(a.held))
	a.Must(err)
	if id := named.Subject.Identifier; len(id) != 2 || id[1].Hashed || id[1].IdentityHash != a.Acorn.Second.Name {
		t.Errorf("published: %+v", id)
	}
	firm, err := a.Badges.Credential(a.badge(a.give(nil)))
	a.Must(err)
	if id := firm.Subject.Identifier; len(id) != 1 || id[0].IdentityType != "name" || !id[0].Hashed {
		t.Errorf("of a firm: %+v", id)
	}
}

func TestTheStatusListFollowsRevocations(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	list := func(n int64) *openbadge.StatusList {
		l, err := a.Badges.StatusList(context.Background(), n)
		a.Must(err)
		return l
	}
	before := list(0)
	_, err := a.Training.Revoke(a.System(), a.held.ID, "Because.")
	a.Must(err)
	if after := list(0); after.Subject.EncodedList == before.Subject.EncodedList || after.ID != a.Badges.Base+"/badge-status/0" {
		t.Error("no bit was set")
	}
	if list(1) != nil {
		t.Error("there is a list that nobody has a place in")
	}
	if b := a.badge(a.held); openbadge.Entry("x", b.Index).StatusListIndex == "" || b.Index < 0 {
		t.Errorf("index %d", b.Index)
	}
}

func TestLinkedInIsFilledIn(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	b := a.badge(a.held)
	u, err := url.Parse(a.Badges.LinkedInURL(b))
	a.Must(err)
	q := u.Query()
	for name, want := range map[string]string{"startTask": "CERTIFICATION_NAME", "name": "Edge Badge 101", "organizationName": "Veldmark Networks",
		"issueYear": b.IssuedAt.UTC().Format("2006"), "issueMonth": b.IssuedAt.UTC().Format("1"), "expirationYear": b.ExpiresAt.UTC().Format("2006"),
		"expirationMonth": b.ExpiresAt.UTC().Format("1"), "certUrl": a.Badges.Base + "/verify/" + b.Code, "certId": badge.Spaced(b.Code)} {
		if q.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, q.Get(name), want)
		}
	}
	if u.Scheme+"://"+u.Host+u.Path != "https://www.linkedin.com/profile/add" {
		t.Error(u)
	}
}
