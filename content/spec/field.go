package spec

import "github.com/portico-prm/portico/content/rule"

// Field is one thing that differs from partner to partner: a logo, a name, a
// sentence that the partner may choose or write.
type Field struct {
	Type     string `json:"type"`
	Source   string `json:"source,omitempty"` // where the value comes from: partner.displayName, user.email
	Edit     string `json:"edit"`             // locked, free, choose or choose-variant
	Required bool   `json:"required,omitempty"`

	MaxChars       int      `json:"maxChars,omitempty"`
	Lines          int      `json:"lines,omitempty"`
	Default        string   `json:"default,omitempty"` // a text, strings.key, or the name of an option
	Forbid         []string `json:"forbid,omitempty"`  // regular expressions that the text must not match
	ChangeRequired bool     `json:"changeRequired,omitempty"`
	Format         string   `json:"format,omitempty"`  // of phones: e164-local
	Domains        string   `json:"domains,omitempty"` // the attribute that lists the allowed domains

	Options   Named[string] `json:"options,omitempty"`   // of a choice: name -> text
	NotBefore string        `json:"notBefore,omitempty"` // of a date: today
	Style     string        `json:"style,omitempty"`     // of a date: long or iso

	Short  string            `json:"short,omitempty"`  // of a tracking-url: what QR code and links carry
	Target string            `json:"target,omitempty"` // and where it leads today
	UTM    map[string]string `json:"utm,omitempty"`

	Clauses []ClauseRef `json:"clauses,omitempty"` // of a legal field, in printing order
}

// ClauseRef names a clause and the partners to whom it applies.
type ClauseRef struct {
	ID     string     `json:"id"`
	Text   string     `json:"text"` // legal.key
	OnlyIf *rule.Tree `json:"onlyIf,omitempty"`
}

// The types of fields.
const (
	FieldLogo     = "logo"
	FieldBadge    = "badge"
	FieldImage    = "image"
	FieldText     = "text"
	FieldPhone    = "phone"
	FieldEmail    = "email"
	FieldURL      = "url"
	FieldDate     = "date"
	FieldChoice   = "choice"
	FieldTracking = "tracking-url"
	FieldLegal    = "legal"
)

// Pictorial tells that the field is filled by a mark and not by words.
func (f Field) Pictorial() bool {
	return f.Type == FieldLogo || f.Type == FieldBadge || f.Type == FieldImage
}
