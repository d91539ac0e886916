package training

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Revoke takes a proof back. From that instant it counts for nothing: whoever
// decides by it reads the same row.
func (s *Service) Revoke(ctx context.Context, id ID, why string) (*Certification, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CertifyRecord}, func(tx *gate.Tx) (*Certification, error) {
		c, err := toChange(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if c.RevokedAt != nil {
			return nil, fault.Coded(fault.Conflict, "CERTIFICATION_REVOKED", "This certification was revoked on %s.", c.RevokedAt.UTC().Format(time.DateOnly))
		}
		if strings.TrimSpace(why) == "" || utf8.RuneCountInString(why) > 1000 {
			return nil, fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the holder will read it.")
		}
		return c, s.TakeBack(ctx, tx, c, ByHand, why)
	})
}

// TakeBack revokes inside a caller's own unit of work.
func (s *Service) TakeBack(ctx context.Context, tx *gate.Tx, c *Certification, how How, why string) error {
	now := tx.Now()
	c.RevokedAt, c.RevokedWhy, c.RevokedHow = &now, &why, &how
	tx.Record(audit.Entry{Action: "certification.revoked", Outcome: audit.Done, Kind: "certification", ID: string(c.ID), Partner: string(c.PartnerID),
		Detail: map[string]any{"how": how, "why": why}})
	return s.take(ctx, tx, c)
}
