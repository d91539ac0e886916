package session

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with sessions.
type Service struct {
	gate     *gate.Gate
	learning *learning.Service
}

// NewService makes the service; learning credits.
func NewService(g *gate.Gate, l *learning.Service) *Service { return &Service{g, l} }

// Trust says whether the reports of a distributor, of its sessions and its
// imports, are verified by themselves. What was reported before stays as it is.
func (s *Service) Trust(ctx context.Context, id partner.ID, trusted bool) (*partner.ID, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingVerify, Partner: string(id)}, func(tx *gate.Tx) (*partner.ID, error) {
		family, err := familyOf(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if family != partner.Distributor {
			return nil, fault.Field(fault.Invalid, "partnerId", "NOT_A_DISTRIBUTOR", "Only distributors hold sessions and report. Name a distributor.")
		}
		was, err := Trusted(ctx, &tx.View, &id)
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("trusted_reporter", string(id), was, trusted))
		if trusted {
			return &id, addTrust(ctx, tx, id)
		}
		return &id, endTrust(ctx, tx, id)
	})
}

// Trusted tells whether what a holder reports is verified by itself: the
// vendor's own, for which it is nil, is.
func Trusted(ctx context.Context, v *gate.View, holder *partner.ID) (bool, error) {
	if holder == nil {
		return true, nil
	}
	return isTrusted(ctx, v, *holder)
}
