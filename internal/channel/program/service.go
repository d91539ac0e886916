package program

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with programs.
type Service struct {
	gate      *gate.Gate
	observers []Observer
}

// NewService makes the service.
func NewService(g *gate.Gate) *Service { return &Service{gate: g} }

// Define starts a program with its ladder.
func (s *Service) Define(ctx context.Context, in Definition) (*Program, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.ProgramDefine}, func(tx *gate.Tx) (*Program, error) {
		p, err := draft(in)
		if err != nil {
			return nil, err
		}
		if err := insert(ctx, tx, p); err != nil {
			return nil, renamed(err, "key", "KEY_TAKEN", "Another program has this key.")
		}
		tx.Record(audit.Created("program", string(p.ID), p))
		return p, nil
	})
}

// Enroll puts a partner on a tier, or moves it to another tier of the same
// program.
func (s *Service) Enroll(ctx context.Context, id partner.ID, tier TierID) (*Membership, error) {
	ask := gate.Ask{Action: access.MembershipSet, Partner: string(id)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Membership, error) {
		rung, prog, err := ladder(ctx, &tx.View, tier)
		if err != nil {
			return nil, err
		}
		kind, err := typeOf(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if err := fits(prog, kind); err != nil {
			return nil, err
		}
		m, err := place(ctx, tx, id, prog, rung)
		if err != nil {
			return nil, err
		}
		return s.tell(m, func(o Observer, m *Membership) error { return o.Placed(ctx, tx, m) })
	})
}

func place(ctx context.Context, tx *gate.Tx, id partner.ID, p *Program, t *Tier) (*Membership, error) {
	old, err := membershipIn(ctx, &tx.View, id, p.ID)
	if fault.KindOf(err) == fault.NotFound {
		m := &Membership{ID: MembershipID(ids.New()), PartnerID: id, ProgramID: p.ID, TierID: t.ID, State: Active,
			ValidFrom: tx.Now(), Tier: t, ProgramKey: p.Key, Program: p.Name}
		tx.Record(audit.Created("membership", string(m.ID), m))
		return m, insertMembership(ctx, tx, m)
	}
	if err != nil {
		return nil, err
	}
	tx.Record(audit.Changed("membership", string(old.ID), old.Tier.Key, t.Key))
	old.TierID, old.Tier = t.ID, t
	return old, setTier(ctx, tx, old.ID, t.ID)
}

// SetMembership moves a membership to another state. At risk or suspended by
// hand it stays until a person makes it active again; what was lapsed counts
// anew from then on.
func (s *Service) SetMembership(ctx context.Context, id MembershipID, to State) (*Membership, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.MembershipSet}, func(tx *gate.Tx) (*Membership, error) {
		m, err := membershipToMove(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := m.moveByHand(to); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "membership", ID: string(id), Partner: string(m.PartnerID),
			Detail: map[string]State{"from": m.State, "to": to}})
		m.State, m.ByHand = to, byHand(to)
		if err := setState(ctx, tx, id, to, tx.Now()); err != nil {
			return nil, err
		}
		return s.tell(m, func(o Observer, m *Membership) error { return o.Moved(ctx, tx, m) })
	})
}

// PublishText makes a new version of a kind of agreement known.
func (s *Service) PublishText(ctx context.Context, in Wording) (*Text, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.ProgramDefine}, func(tx *gate.Tx) (*Text, error) {
		t, err := in.text()
		if err != nil {
			return nil, err
		}
		if err := insertText(ctx, tx, t); err != nil {
			return nil, renamed(err, "version", "VERSION_TAKEN", "This version exists. Its words never change: publish the next version.")
		}
		tx.Record(audit.Created("agreement_text", t.Kind, map[string]any{"version": t.Version, "sha256": t.BodySHA256}))
		return t, nil
	})
}

// Send offers an agreement to a partner.
func (s *Service) Send(ctx context.Context, in Offer) (*Agreement, error) {
	ask := gate.Ask{Action: access.AgreementSend, Partner: string(in.PartnerID)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Agreement, error) {
		text, err := textOf(ctx, &tx.View, in.Kind, in.Version)
		if err != nil {
			return nil, fault.Field(fault.Invalid, "kind", "UNKNOWN_AGREEMENT", "There is no version %d of %q.", in.Version, in.Kind)
		}
		kind, err := typeOf(ctx, &tx.View, in.PartnerID)
		if err != nil {
			return nil, err
		}
		if err := suits(text, kind); err != nil {
			return nil, err
		}
		a := in.agreement()
		a.Title = text.Title
		if err := insertAgreement(ctx, tx, a); err != nil {
			return nil, renamed(err, "version", "ALREADY_SENT", "This partner has this version already.")
		}
		tx.Record(audit.Created("agreement", string(a.ID), a))
		return a, nil
	})
}

// Sign accepts an agreement in the name of the actor's own partner.
func (s *Service) Sign(ctx context.Context, id AgreementID) (*Agreement, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.AgreementSign}, func(tx *gate.Tx) (*Agreement, error) {
		a, err := agreementByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if a.State != "SENT" {
			return nil, signedAlready(a.State)
		}
		now, who := tx.Now(), tx.Actor().Person
		a.State, a.SignedAt, a.SignedBy = "SIGNED", &now, &who
		tx.Record(audit.Changed("agreement", string(id), "SENT", "SIGNED"))
		return a, faster(sign(ctx, tx, a))
	})
}

// Authorize grants the right to sell a product line in a country.
func (s *Service) Authorize(ctx context.Context, a Authorization) (*Authorization, error) {
	ask := gate.Ask{Action: access.AuthorizeSales, Partner: string(a.PartnerID)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Authorization, error) {
		a.ID = AuthorizationID(ids.New())
		if a.ValidFrom.IsZero() {
			a.ValidFrom = tx.Now()
		}
		tx.Record(audit.Created("product_authorization", string(a.ID), a))
		return &a, insertAuthorization(ctx, tx, &a)
	})
}

func renamed(err error, field, code, text string) error {
	if fault.KindOf(err) == fault.Conflict {
		return fault.Field(fault.Conflict, field, code, "%s", text)
	}
	return err
}

func typeOf(ctx context.Context, v *gate.View, id partner.ID) (*partner.Type, error) {
	p, err := partner.ByID(ctx, v, id)
	if err != nil {
		return nil, err
	}
	return partner.TypeOf(ctx, v, p.TypeKey)
}

// SignFor records a signature that was given on paper, in the vendor's name.
func (s *Service) SignFor(ctx context.Context, id AgreementID) (*Agreement, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.AgreementSend}, func(tx *gate.Tx) (*Agreement, error) {
		a, err := agreementByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if a.State != "SENT" {
			return nil, signedAlready(a.State)
		}
		now := tx.Now()
		a.State, a.SignedAt = "SIGNED", &now
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "agreement", ID: string(id), Partner: string(a.PartnerID),
			Detail: map[string]string{"from": "SENT", "to": "SIGNED", "how": "on paper"}})
		return a, faster(sign(ctx, tx, a))
	})
}

func signedAlready(state string) error {
	return fault.Coded(fault.Conflict, "AGREEMENT_STATE", "This agreement is %s and cannot be signed again.", state)
}

// faster speaks to the one who signed at the same moment as somebody else.
func faster(err error) error {
	if fault.KindOf(err) == fault.NotFound {
		return signedAlready("SIGNED")
	}
	return err
}
