package partner

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with partners.
type Service struct{ gate *gate.Gate }

// NewService makes the service.
func NewService(g *gate.Gate) *Service { return &Service{gate: g} }

// Register takes an organisation into the channel.
func (s *Service) Register(ctx context.Context, in Registration) (*Partner, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.PartnerRegister}, func(tx *gate.Tx) (*Partner, error) {
		p, err := draft(in)
		if err != nil {
			return nil, err
		}
		if _, err := TypeOf(ctx, &tx.View, p.TypeKey); err != nil {
			return nil, fault.Field(fault.Invalid, "typeKey", "UNKNOWN_TYPE", "There is no partner type %q.", p.TypeKey)
		}
		if err := insert(ctx, tx, p); err != nil {
			return nil, taken(err)
		}
		tx.Record(audit.Created("partner", string(p.ID), p))
		return ByID(ctx, &tx.View, p.ID)
	})
}

func taken(err error) error {
	if fault.KindOf(err) == fault.Conflict {
		return fault.Field(fault.Conflict, "slug", "SLUG_TAKEN", "Another partner has this slug. Choose another one.")
	}
	return err
}

// Edit changes what a partner says of itself.
func (s *Service) Edit(ctx context.Context, in Profile) (*Partner, error) {
	ask := gate.Ask{Action: access.PartnerEdit, Partner: string(in.ID)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Partner, error) {
		if err := lock(ctx, tx, in.ID); err != nil { // or of two edits at once one undoes the other
			return nil, err
		}
		old, err := ByID(ctx, &tx.View, in.ID)
		if err != nil {
			return nil, err
		}
		p := old.with(in)
		if err := p.Validate(); err != nil {
			return nil, err
		}
		if err := update(ctx, tx, p); err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("partner", string(p.ID), old, p))
		return p, nil
	})
}

// SetStatus suspends, reinstates or ends a partner.
func (s *Service) SetStatus(ctx context.Context, id ID, to Status) (*Partner, error) {
	ask := gate.Ask{Action: access.PartnerRegister, Partner: string(id)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Partner, error) {
		if err := lock(ctx, tx, id); err != nil {
			return nil, err
		}
		p, err := ByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if err := p.Status.Move(to); err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("partner", string(id), p.Status, to))
		p.Status = to
		return p, setStatus(ctx, tx, id, to)
	})
}

// SetAccessLevel grants an organisation a level by hand, beyond its tier; nil
// takes the grant back.
func (s *Service) SetAccessLevel(ctx context.Context, id ID, level *string) (*Partner, error) {
	ask := gate.Ask{Action: access.MembershipSet, Partner: string(id)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Partner, error) {
		p, err := ByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("partner", string(id), p.AccessLevel, level))
		p.AccessLevel = level
		return p, setAccessLevel(ctx, tx, id, level)
	})
}

// Link puts a reseller into a distributor's portfolio.
func (s *Service) Link(ctx context.Context, in Linking) (*Link, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.PortfolioLink}, func(tx *gate.Tx) (*Link, error) {
		one, err := typeOfPartner(ctx, &tx.View, in.DistributorID)
		if err != nil {
			return nil, err
		}
		two, err := typeOfPartner(ctx, &tx.View, in.ResellerID)
		if err != nil {
			return nil, err
		}
		l, err := join(in, one, two)
		if err != nil {
			return nil, err
		}
		if err := insertLink(ctx, tx, l); err != nil {
			return nil, linked(err)
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "portfolio_link", ID: string(l.ID), Partner: string(l.ResellerID), Detail: l})
		return l, nil
	})
}

func linked(err error) error {
	if fault.KindOf(err) == fault.Conflict {
		return fault.Field(fault.Conflict, "resellerId", "ALREADY_LINKED", "This reseller is in that portfolio already.")
	}
	return err
}

// EndLink takes a reseller out of a portfolio, from this instant.
func (s *Service) EndLink(ctx context.Context, id LinkID) (*Link, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.PortfolioLink}, func(tx *gate.Tx) (*Link, error) {
		l, err := linkByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if l.State == "ENDED" {
			return nil, over()
		}
		if err := endLink(ctx, tx, l); fault.KindOf(err) == fault.NotFound {
			return nil, over() // somebody else was faster
		} else if err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "portfolio_link", ID: string(id), Partner: string(l.ResellerID), Detail: l})
		return l, nil
	})
}

func over() error {
	return fault.Coded(fault.Conflict, "LINK_ENDED", "This link has ended already.")
}

// ByID gives one partner that the actor may see.
func (s *Service) ByID(ctx context.Context, id ID) (*Partner, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.PartnerRead}, func(v *gate.View) (*Partner, error) {
		return ByID(ctx, v, id)
	})
}

// List gives the partners that the actor may see, by name.
func (s *Service) List(ctx context.Context, f Filter, ask page.Ask) (page.Of[*Partner], error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.PartnerRead}, func(v *gate.View) (page.Of[*Partner], error) {
		rows, err := list(ctx, v, f, ask)
		return page.Cut(rows, ask.First), err
	})
}

func (p *Partner) with(in Profile) *Partner {
	q := *p
	set(&q.DisplayName, in.DisplayName)
	set(&q.Website, in.Website)
	set(&q.Phone, in.Phone)
	set(&q.Email, in.Email)
	if in.Industries != nil {
		q.Industries = in.Industries
	}
	if in.Languages != nil {
		q.Languages = in.Languages
	}
	if in.Specialisations != nil {
		q.Specialisations = in.Specialisations
	}
	return &q
}

func set(dst *string, to *string) {
	if to != nil {
		*dst = *to
	}
}
