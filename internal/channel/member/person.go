package member

import (
	"net/mail"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// ID names a person.
type ID string

// Status is where a person stands on the way in and out.
type Status string

// The statuses; see the diagram in the package comment.
const (
	StatusInvited  Status = "INVITED"
	StatusActive   Status = "ACTIVE"
	StatusDisabled Status = "DISABLED"
)

// Person is somebody who signs in: of a partner, or of the vendor when
// PartnerID is empty.
type Person struct {
	ID        ID           `db:"id"`
	PartnerID partner.ID   `db:"partner_id"`
	Email     string       `db:"email"`
	Name      string       `db:"name"`
	Phone     string       `db:"phone"`
	Locale    string       `db:"locale"` // BCP 47
	Status    Status       `db:"status"`
	Roles     []actor.Role `db:"-"`
	// AccessLevel is granted to the person by the vendor, beyond the partner's;
	// nil leaves it there. See package program for what the levels mean.
	AccessLevel *string   `db:"access_level"`
	CreatedAt   time.Time `db:"created_at"`
}

func (p *Person) actor() *actor.Actor {
	return &actor.Actor{Person: string(p.ID), Partner: string(p.PartnerID), Roles: p.Roles}
}

// Invitation is what an administrator says of somebody new.
type Invitation struct {
	PartnerID partner.ID // empty: the administrator's own partner, or the vendor
	Email     string
	Name      string
	Phone     string
	Locale    string // BCP 47; empty means English
	Roles     []actor.Role
}

func (in Invitation) person(of partner.ID) (*Person, error) {
	p := &Person{PartnerID: of, Email: strings.TrimSpace(in.Email), Name: norm.NFC.String(strings.TrimSpace(in.Name)),
		Phone: strings.TrimSpace(in.Phone), Status: StatusInvited, Roles: in.Roles}
	tag, err := localeOf(in.Locale)
	p.Locale = tag
	return p, fault.Join(
		check(address(p.Email), "email", "FORMAT", "This is not an e-mail address. Write it as name@company.example, up to 254 characters."),
		check(printable(p.Name, 1, 120), "name", "FORMAT", "Give a name of 1 to 120 characters that can be printed."),
		check(telephone(p.Phone), "phone", "FORMAT", "A phone number has at most 40 digits, spaces and + ( ) - . /"),
		check(err == nil, "locale", "FORMAT", "Give the language as a code, such as de or pt-BR."),
	)
}

func check(ok bool, field, code, text string) *fault.Error {
	if ok {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, "%s", text)
}

// address accepts plain ASCII addresses, so that lower case means the same here
// and in the database. Internationalised domains go in their xn-- form.
func address(s string) bool {
	if len(s) < 3 || len(s) > 254 || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return false
	}
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && a.Name == ""
}

// printable refuses what hides or turns the text around it.
func printable(s string, least, most int) bool {
	n := utf8.RuneCountInString(s)
	return utf8.ValidString(s) && n >= least && n <= most && !strings.ContainsFunc(s, hidden)
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError
}

func telephone(s string) bool {
	return len(s) <= 40 && strings.Trim(s, "0123456789 +()-./") == ""
}

func localeOf(s string) (string, error) {
	if s == "" {
		return "en", nil
	}
	tag, err := language.Parse(s)
	return tag.String(), err
}
