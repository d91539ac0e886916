package cobrand

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
)

// LogoID names a logo.
type LogoID string

// Variant is the form of a mark.
type Variant string

// The variants; only Primary is needed.
const (
	Primary  Variant = "PRIMARY"
	Reversed Variant = "REVERSED" // for dark grounds
	Square   Variant = "SQUARE"
	Mono     Variant = "MONO"
)

var variants = []Variant{Primary, Reversed, Square, Mono}

// LogoState is where a logo stands.
type LogoState string

// The states; see the diagram in the package comment.
const (
	NeedsReview LogoState = "NEEDS_REVIEW"
	Approved    LogoState = "APPROVED"
	Replaced    LogoState = "REPLACED"
	Revoked     LogoState = "REVOKED"
)

var logoMoves = map[LogoState][]LogoState{
	NeedsReview: {Approved, Revoked, Replaced},
	Approved:    {Replaced, Revoked},
}

// Move tells whether a logo may change so.
func (s LogoState) Move(to LogoState) error {
	if slices.Contains(logoMoves[s], to) {
		return nil
	}
	return fault.Coded(fault.Conflict, "LOGO_STATE", "A logo that is %s cannot become %s.", s, to)
}

// Logo is one variant of a partner's mark.
type Logo struct {
	ID           LogoID          `db:"id"`
	PartnerID    partner.ID      `db:"partner_id"`
	Variant      Variant         `db:"variant"`
	State        LogoState       `db:"state"`
	Kind         string          `db:"kind"` // VECTOR or RASTER
	FileName     string          `db:"file_name"`
	SourceSHA256 string          `db:"source_sha256"`
	MarkSHA256   string          `db:"mark_sha256"`
	Width        float64         `db:"width"` // of the trimmed mark, in pixels or drawing units
	Height       float64         `db:"height"`
	Look         *int64          `db:"look"`   // fingerprint, see logo.Look; null for old ones
	Report       json.RawMessage `db:"report"` // findings and measures of the intake
	UploadedBy   *string         `db:"uploaded_by"`
	DecidedBy    *string         `db:"decided_by"`
	DecidedWhy   *string         `db:"decided_why"`
	CreatedAt    time.Time       `db:"created_at"`
}

// Upload is a new logo file.
type Upload struct {
	Partner  partner.ID // empty: the actor's own
	Variant  Variant
	FileName string
	File     []byte
}

// MaxLogo is the most bytes of a logo file.
const MaxLogo = 10 << 20

func (u Upload) validate() error {
	var wrong []*fault.Error
	if !slices.Contains(variants, u.Variant) {
		wrong = append(wrong, fault.Field(fault.Invalid, "variant", "UNKNOWN_VARIANT", "A logo is PRIMARY, REVERSED, SQUARE or MONO."))
	}
	if len(u.FileName) > 255 {
		wrong = append(wrong, fault.Field(fault.Invalid, "file", "FILE_NAME", "Give the file a name of at most 255 bytes."))
	}
	return fault.Join(wrong...)
}
