package badge_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestTheCertificateNamesHolderProofAndCode(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	a.Kit(testkit.Paper)
	for language, want := range map[string][]string{"en": {"This is to certify that", a.held.IssuedAt.UTC().Format("2 January 2006")}, "fr": {"Nous certifions que"}, "de-AT": {"Hiermit wird bescheinigt, dass"}} {
		made, err := a.Badges.Certificate(a.As(a.Acorn.Second), a.held.ID, language)
		a.Must(err)
		words := wordsOf(t, made.Whole)
		for _, w := range append(want, a.Acorn.Second.Name, a.Acorn.DisplayName, "Edge Badge 101", "Veldmark Networks", badge.Spaced(a.code(a.held))) {
			if !strings.Contains(words, w) {
				t.Errorf("%s: no %q in\n%s", language, w, words)
			}
		}
		again, err := a.Badges.Certificate(a.As(a.Acorn.Admin), a.held.ID, language)
		a.Must(err)
		if !bytes.Equal(made.Whole, again.Whole) || int64(len(made.Whole)) != made.Size {
			t.Errorf("%s: %d bytes for the holder, %d for the administrator, %d promised", language, len(made.Whole), len(again.Whole), made.Size)
		}
	}
}

// wordsOf reads a PDF back.
func wordsOf(t *testing.T, file []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the words are not read back")
	}
	name := filepath.Join(t.TempDir(), "certificate.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	words, err := exec.Command(tool, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(words)
}

func TestWhoGetsACertificate(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	a.Kit(testkit.Paper)
	colleague := a.Person(a.Acorn.Partner, actor.ResellerSeller)
	for _, tt := range []struct {
		who  string
		p    *member.Person
		want string
	}{
		{"the holder", a.Acorn.Second, "OK"}, {"the own administrator", a.Acorn.Admin, "OK"}, {"a colleague", colleague, "NOT_THE_HOLDER"},
		{"the distributor", a.North.Admin, "NOT_FOUND"}, {"a stranger", a.Birch.Admin, "NOT_FOUND"}, {"the vendor", a.Boss, "FORBIDDEN"},
	} {
		_, err := a.Badges.Certificate(a.As(tt.p), a.held.ID, "")
		a.Wants(tt.who, err, tt.want)
		_, err = a.Badges.Printable(a.As(tt.p), a.held.ID, "")
		a.Wants(tt.who+" asks first", err, tt.want)
	}
}

func TestThereIsACertificateAsLongAsTheProofCounts(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	a.Kit(testkit.Paper)
	asks := func(what string, at time.Time, want string) {
		t.Helper()
		a.Clock.Fix(at)
		_, err := a.Badges.Certificate(a.As(a.Acorn.Second), a.held.ID, "")
		a.Wants(what, err, want)
		if want != "OK" && err != nil && !strings.HasPrefix(err.Error(), "Edge Badge 101 ") {
			t.Errorf("%s: %q does not say of what", what, err)
		}
	}
	asks("the day before", a.held.IssuedAt.Add(-aDay), "CERTIFICATION_NOT_YET")
	asks("its last day", a.held.ExpiresAt.Add(-1), "OK")
	asks("in its grace", a.held.ExpiresAt, "OK")
	asks("after its grace", a.held.CountsUntil(), "CERTIFICATION_EXPIRED")
	a.Clock.Fix(a.held.IssuedAt.Add(aDay))
	_, err := a.Training.Revoke(a.System(), a.held.ID, "Because.")
	a.Must(err)
	asks("revoked", a.held.IssuedAt.Add(2*aDay), "CERTIFICATION_REVOKED")
}

func TestNobodyOrdersACertificateFromTheLibrary(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	_, err := a.Badges.Certificate(a.As(a.Acorn.Second), a.held.ID, "")
	a.Wants("before one is published", err, "NO_TEMPLATE")
	v := a.Kit(testkit.Paper)
	_, err = a.Cobrand.Render(a.As(a.Acorn.Admin), cobrand.Order{Template: v.TemplateID, Fields: map[string]string{"holder": "Somebody Else"}})
	a.Wants("ordered as a copy", err, "NOT_FOUND")
	_, err = a.Cobrand.Template(a.As(a.Acorn.Admin), testkit.Paper, "", "en")
	a.Wants("looked for", err, "NOT_FOUND")
}

func TestACertificateOfTheFirmNamesTheFirm(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	a.Kit(testkit.Paper)
	own := a.give(nil)
	made, err := a.Badges.Certificate(a.As(a.Acorn.Admin), own.ID, "en")
	a.Must(err)
	if words := wordsOf(t, made.Whole); strings.Count(words, a.Acorn.DisplayName) != 1 {
		t.Errorf("the name is there %d times:\n%s", strings.Count(words, a.Acorn.DisplayName), words)
	}
}

// A name in letters that no font has is refused with a sentence, and never
// printed as boxes.
func TestANameThatCannotBePrintedIsRefused(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	a.Kit(testkit.Paper)
	for name, want := range map[string]string{"髙橋 凜太郎": "OK", "عبد الرحمن الأنصاري": "OK", "Олена Ґалаґан": "OK", "ສົມພອນ": "GLYPH_MISSING", strings.Repeat("Wilhelmina ", 10) + "Wilhelm": "OK"} {
		who := a.named(name)
		c, err := a.Training.Certify(a.System(), "edge-badge", a.Acorn.ID, (*string)(&who.ID), a.Clock.Now())
		a.Must(err)
		_, err = a.Badges.Certificate(a.As(who), c.ID, "en")
		a.Wants(name, err, want)
	}
}

// named invites somebody of Acornix with a name.
func (a *academy) named(name string) *member.Person {
	a.T.Helper()
	link, err := a.Members.Invite(a.System(), member.Invitation{PartnerID: a.Acorn.ID, Email: "n" + time.Now().Format("150405.000000000") + "@acornix.example", Name: name, Roles: []actor.Role{actor.ResellerSeller}})
	a.Must(err)
	return link.Person
}
