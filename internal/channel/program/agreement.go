package program

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
)

// AgreementID names an agreement with one partner.
type AgreementID string

// Anybody is the family of addenda that distributors and resellers both sign.
const Anybody partner.Family = "ANY"

// Text is the wording of one version of a kind of agreement. It never changes.
type Text struct {
	Kind        string         `db:"kind"`
	Version     int            `db:"version"`
	Family      partner.Family `db:"family"`
	Title       string         `db:"title"`
	Body        string         `db:"body"`
	BodySHA256  string         `db:"body_sha256"`
	PublishedAt time.Time      `db:"published_at"`
}

// Agreement is one version with one partner.
type Agreement struct {
	ID        AgreementID `db:"id"`
	PartnerID partner.ID  `db:"partner_id"`
	Kind      string      `db:"kind"`
	Version   int         `db:"version"`
	Title     string      `db:"title"`
	State     string      `db:"state"` // SENT, SIGNED or TERMINATED
	SignedAt  *time.Time  `db:"signed_at"`
	SignedBy  *string     `db:"signed_by"`
	ValidFrom time.Time   `db:"valid_from"`
	ValidTo   *time.Time  `db:"valid_to"`
}

// InForce tells whether the agreement binds at a moment.
func (a *Agreement) InForce(at time.Time) bool {
	return a.State == "SIGNED" && !at.Before(a.ValidFrom) && (a.ValidTo == nil || at.Before(*a.ValidTo))
}

// Wording is a new version of a kind of agreement, as the vendor writes it.
type Wording struct {
	Kind, Title, Body string
	Version           int
	Family            partner.Family
}

func (w Wording) text() (*Text, error) {
	sum := sha256.Sum256([]byte(w.Body))
	t := &Text{Kind: w.Kind, Version: w.Version, Family: w.Family, Title: w.Title, Body: w.Body, BodySHA256: hex.EncodeToString(sum[:])}
	if t.Family != partner.Distributor && t.Family != partner.Reseller && t.Family != Anybody {
		return nil, fault.Field(fault.Invalid, "family", "UNKNOWN_FAMILY", "An agreement is for DISTRIBUTOR, RESELLER or ANY.")
	}
	if !keyForm.MatchString(w.Kind) || w.Title == "" || len(w.Title) > 200 || w.Body == "" || w.Version < 1 {
		return nil, fault.Field(fault.Invalid, "kind", "REQUIRED", "Give a kind of a-z, 0-9 and hyphens, at most 64, a version from 1, a title of at most 200 characters, and the words.")
	}
	return t, nil
}

// Offer sends an agreement to a partner to sign.
type Offer struct {
	PartnerID partner.ID
	Kind      string
	Version   int
	ValidFrom time.Time
	ValidTo   *time.Time
}

func (o Offer) agreement() *Agreement {
	return &Agreement{ID: AgreementID(ids.New()), PartnerID: o.PartnerID, Kind: o.Kind, Version: o.Version,
		State: "SENT", ValidFrom: o.ValidFrom, ValidTo: o.ValidTo}
}

// suits refuses an agreement of another family (C6).
func suits(text *Text, t *partner.Type) error {
	if text.Family == t.Family || text.Family == Anybody {
		return nil
	}
	return fault.Field(fault.Conflict, "kind", "WRONG_FAMILY",
		"%q is an agreement for %ss; this partner is a %s.", text.Title, lower(text.Family), t.Name)
}

// AuthorizationID names an authorisation.
type AuthorizationID string

// Authorization is the right to sell a product line in a country.
type Authorization struct {
	ID          AuthorizationID `db:"id"`
	PartnerID   partner.ID      `db:"partner_id"`
	ProductLine string          `db:"product_line"`
	Country     string          `db:"country"`
	ValidFrom   time.Time       `db:"valid_from"`
	ValidTo     *time.Time      `db:"valid_to"`
}
