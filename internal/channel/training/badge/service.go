package badge

import (
	"context"
	"strconv"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/openbadge"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with badges.
type Service struct {
	Issuer
	gate    *gate.Gate
	cobrand *cobrand.Service // draws certificates
}

// NewService makes the service.
func NewService(g *gate.Gate, draws *cobrand.Service, by Issuer) *Service {
	return &Service{Issuer: by, gate: g, cobrand: draws}
}

// public is the name under which the public is answered.
func public(ctx context.Context) context.Context { return actor.ForSystem(ctx, "verify") }

// Verify finds the badge of a code, whoever asks; nil when there is none.
func (s *Service) Verify(ctx context.Context, code string) (*Badge, error) {
	b, err := gate.Read(public(ctx), s.gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (*Badge, error) {
		return byCode(ctx, v, code)
	})
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return b, err
}

// Credential signs a badge.
func (s *Service) Credential(b *Badge) (*openbadge.Credential, error) {
	return s.credential(b, s.gate.Clock())
}

// StatusList signs the list with a number; nil when nothing was given a place
// in it yet. The first list is there from the start.
func (s *Service) StatusList(ctx context.Context, number int64) (*openbadge.StatusList, error) {
	var there bool
	places, err := gate.Read(public(ctx), s.gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (out []int, err error) {
		first := number * openbadge.ListLength
		if there, err = begun(ctx, v, first); err != nil {
			return nil, err
		}
		return revokedPlaces(ctx, v, first)
	})
	if err != nil || !there && number > 0 {
		return nil, err
	}
	return s.Keys.StatusList(s.Base+statusPath+"/"+strconv.FormatInt(number, 10), s.Profile(), places, s.gate.Clock())
}

// Publish lets the name of the holder be read by whoever has the code, or no
// longer.
func (s *Service) Publish(ctx context.Context, id training.ID, name bool) (*Badge, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.BadgeUse}, func(tx *gate.Tx) (*Badge, error) {
		b, err := byID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if !b.mayPublish(tx.Actor()) {
			return nil, fault.Coded(fault.Forbidden, "NOT_THE_HOLDER", "Only who holds a certification decides whether the name is shown.")
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "certification", ID: string(id), Partner: string(b.PartnerID), Detail: map[string]bool{"namePublished": name}})
		b.Published = name
		return b, publish(ctx, tx, b)
	})
}

// Shown gives the badges of certifications that the actor may have the code of,
// inside a caller's own unit of work.
func Shown(ctx context.Context, v *gate.View, of []string) (map[string]*Badge, error) {
	found, err := byIDs(ctx, v, of)
	out := make(map[string]*Badge, len(found))
	for _, b := range found {
		if b.maySee(v.Actor()) {
			out[string(b.ID)] = b
		}
	}
	return out, err
}
