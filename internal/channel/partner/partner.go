package partner

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
)

// ID names a partner.
type ID string

// Status is where a partner stands with the vendor.
type Status string

// The statuses; see the diagram in the package comment.
const (
	Prospect  Status = "PROSPECT"
	Applicant Status = "APPLICANT"
	Active    Status = "ACTIVE"
	Suspended Status = "SUSPENDED"
	Ended     Status = "ENDED"
)

var moves = map[Status][]Status{
	Prospect:  {Applicant, Active, Ended},
	Applicant: {Active, Ended},
	Active:    {Suspended, Ended},
	Suspended: {Active, Ended},
}

// Partner is an organisation in the channel.
type Partner struct {
	ID               ID        `db:"id"`
	TypeKey          string    `db:"type_key"`
	Slug             string    `db:"slug"`
	LegalName        string    `db:"legal_name"`
	DisplayName      string    `db:"display_name"`
	Status           Status    `db:"status"`
	Website          string    `db:"website"`
	Phone            string    `db:"phone"`
	Email            string    `db:"email"`
	Countries        []string  `db:"-"` // ISO 3166-1 alpha-2
	Industries       []string  `db:"-"`
	Languages        []string  `db:"-"` // BCP 47
	Specialisations  []string  `db:"-"`
	Currency         string    `db:"currency"`     // ISO 4217
	AccessLevel      *string   `db:"access_level"` // granted by hand; nil leaves it to the tier
	ChannelManagerID *string   `db:"channel_manager_id"`
	CreatedAt        time.Time `db:"created_at"`
	UpdatedAt        time.Time `db:"updated_at"`
}

// Registration is what the vendor says of a new partner.
type Registration struct {
	TypeKey         string
	Slug            string // empty: made from the display name
	LegalName       string
	DisplayName     string
	Website         string
	Phone           string
	Email           string
	Countries       []string
	Industries      []string
	Languages       []string
	Specialisations []string
	Currency        string

	ChannelManagerID *string // the vendor's person for this partner
}

// Profile is what a partner keeps up to date itself. A nil field stays.
type Profile struct {
	ID              ID
	DisplayName     *string
	Website         *string
	Phone           *string
	Email           *string
	Industries      []string
	Languages       []string
	Specialisations []string
}

func draft(in Registration) (*Partner, error) {
	p := &Partner{ID: ID(ids.New()), TypeKey: in.TypeKey, Slug: in.Slug, LegalName: strings.TrimSpace(in.LegalName),
		DisplayName: strings.TrimSpace(in.DisplayName), Status: Active, Website: in.Website, Phone: in.Phone, Email: in.Email,
		Countries: in.Countries, Industries: in.Industries, Languages: in.Languages,
		Specialisations: in.Specialisations, Currency: in.Currency, ChannelManagerID: in.ChannelManagerID}
	if p.LegalName == "" {
		p.LegalName = p.DisplayName
	}
	if p.Slug == "" {
		p.Slug = slugOf(p.DisplayName)
	}
	if p.Currency == "" {
		p.Currency = "EUR"
	}
	return p, p.Validate()
}

var (
	country  = regexp.MustCompile(`^[A-Z]{2}$`)
	language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	slug     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	currency = regexp.MustCompile(`^[A-Z]{3}$`)
	word     = regexp.MustCompile(`^.{1,80}$`)
	website  = regexp.MustCompile(`^https?://[^\s]+$`)
)

// Validate lists everything that is wrong with a partner's own facts.
func (p *Partner) Validate() error {
	return fault.Join(
		check(p.DisplayName != "" && len(p.DisplayName) <= 120, "displayName", "REQUIRED", "Give the name that customers know, up to 120 characters."),
		check(len(p.LegalName) <= 200, "legalName", "TOO_LONG", "The legal name has at most 200 characters."),
		check(slug.MatchString(p.Slug) && len(p.Slug) <= 64, "slug", "FORMAT", "A slug is made of a-z, 0-9 and single hyphens, at most 64 characters."),
		check(currency.MatchString(p.Currency), "currency", "FORMAT", "Give the currency as three letters, such as EUR."),
		check(p.Website == "" || website.MatchString(p.Website), "website", "FORMAT", "Give the website with https://."),
		check(p.Email == "" || strings.Count(p.Email, "@") == 1, "email", "FORMAT", "This is not an e-mail address."),
		all(p.Countries, country, "countries", "Give countries as two letters, such as DE."),
		all(p.Languages, language, "languages", "Give languages as codes, such as de or pt-BR."),
		all(p.Industries, word, "industries", "At most 250 industries of at most 80 characters."),
		all(p.Specialisations, word, "specialisations", "At most 250 specialisations of at most 80 characters."),
	)
}

// Move tells whether the status may change so.
func (s Status) Move(to Status) error {
	if slices.Contains(moves[s], to) {
		return nil
	}
	return fault.Coded(fault.Conflict, "STATUS_MOVE", "A partner that is %s cannot become %s.", s, to)
}

func check(ok bool, field, code, text string) *fault.Error {
	if ok {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, "%s", text)
}

func all(values []string, form *regexp.Regexp, field, text string) *fault.Error {
	bad := slices.IndexFunc(values, func(v string) bool { return !form.MatchString(v) })
	return check(bad < 0 && len(values) <= 250, field, "FORMAT", text)
}

// slugOf makes an address part of a name: Latin letters and digits stay.
func slugOf(name string) string {
	fold := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e", "ñ", "n", "å", "a", "ø", "o", "ç", "c")
	parts := strings.FieldsFunc(fold.Replace(strings.ToLower(name)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(parts, "-")
}
