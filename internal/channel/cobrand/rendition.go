package cobrand

import (
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

// RenditionID names a co-branded copy.
type RenditionID string

// Rendition is a co-branded copy. Its bytes are Source (the vendor's own file,
// empty for images) followed by what was made for the partner.
type Rendition struct {
	ID           RenditionID       `db:"id"`
	PartnerID    *partner.ID       `db:"partner_id"`
	ViaID        *partner.ID       `db:"via_distributor_id"` // the distributor that made it for a reseller
	VersionID    library.VersionID `db:"template_version_id"`
	Piece        string            `db:"piece"`
	Output       string            `db:"output"`
	Language     string            `db:"language"`
	State        string            `db:"state"`
	InputSHA256  string            `db:"input_sha256"`
	Inputs       json.RawMessage   `db:"inputs"`
	Decision     json.RawMessage   `db:"decision"`
	MediaType    string            `db:"media_type"`
	FileName     string            `db:"file_name"`
	SourceSHA256 *string           `db:"source_sha256"`
	SourceBytes  int64             `db:"source_bytes"`
	MadeSHA256   string            `db:"made_sha256"`
	MadeBytes    int64             `db:"made_bytes"`
	SHA256       string            `db:"sha256"`
	Bytes        int64             `db:"bytes"`
	Pages        int               `db:"pages"`
	ValidUntil   *time.Time        `db:"valid_until"`
	CreatedBy    *string           `db:"created_by"`
	CreatedAt    time.Time         `db:"created_at"`
}

// usable refuses a copy whose time is over.
func (r *Rendition) usable(now time.Time) error {
	if r.ValidUntil != nil && !now.Before(*r.ValidUntil) {
		return fault.Coded(fault.Conflict, "RENDITION_EXPIRED", "This copy could be used until %s. Make a new one.", r.ValidUntil.UTC().Format("2 January 2006"))
	}
	return nil
}

// Order is the wish for one piece.
type Order struct {
	Template library.TemplateID
	Partner  partner.ID // empty: the actor's own
	Piece    string     // empty: the first
	Output   string     // empty: the first that is offered
	Language string     // empty: the partner's first that the template has
	Fields   map[string]string
	Variant  Variant // empty: what fits best
}
