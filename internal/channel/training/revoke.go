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
		c, err := toRevoke(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if c.RevokedAt != nil {
			return nil, fault.Coded(fault.Conflict, "CERTIFICATION_REVOKED", "This certification was revoked on %s.", c.RevokedAt.UTC().Format(time.DateOnly))
		}
		if strings.TrimSpace(why) == "" || utf8.RuneCountInString(why) > 1000 {
			return nil, fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the holder will read it.")
		}
		now := tx.Now()
		c.RevokedAt, c.RevokedWhy = &now, &why
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "certification", ID: string(id), Partner: string(c.PartnerID), Detail: map[string]any{"why": why}})
		return c, s.take(ctx, tx, c)
	})
}
