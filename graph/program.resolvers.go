package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/exec"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
)

func (r *agreementTextResolver) Family(ctx context.Context, obj *program.Text) (*partner.Family, error) {
	if obj.Family == program.Anybody {
		return nil, nil
	}
	return &obj.Family, nil
}

func (r *mutationResolver) EnrollPartner(ctx context.Context, input model.EnrollPartnerInput) (*model.EnrollPartnerPayload, error) {
	of, tier, err := two[partner.ID, program.TierID]("Partner", input.PartnerID, "Tier", input.TierID)
	if err != nil {
		return nil, err
	}
	m, err := r.svc.Programs.Enroll(ctx, of, tier)
	broken, err := userErrors(err)
	return &model.EnrollPartnerPayload{Membership: m, UserErrors: broken}, err
}

func (r *mutationResolver) SendAgreement(ctx context.Context, input model.SendAgreementInput) (*model.SendAgreementPayload, error) {
	of, err := local[partner.ID]("Partner", input.PartnerID)
	if err != nil {
		return nil, err
	}
	a, err := r.svc.Programs.Send(ctx, program.Offer{PartnerID: of, Kind: input.Kind, Version: input.Version,
		ValidFrom: orTime(input.ValidFrom, r.svc.Gate.Clock()), ValidTo: input.ValidTo})
	broken, err := userErrors(err)
	return &model.SendAgreementPayload{Agreement: a, UserErrors: broken}, err
}

func (r *mutationResolver) SignAgreement(ctx context.Context, input model.SignAgreementInput) (*model.SignAgreementPayload, error) {
	id, err := local[program.AgreementID]("Agreement", input.ID)
	if err != nil {
		return nil, err
	}
	out, err := r.svc.Programs.Sign(ctx, id)
	broken, err := userErrors(err)
	return &model.SignAgreementPayload{Agreement: out, UserErrors: broken}, err
}

func (r *queryResolver) Programs(ctx context.Context) ([]*program.Program, error) {
	return r.svc.Programs.List(ctx)
}

func (r *queryResolver) AgreementText(ctx context.Context, kind string, version int) (*program.Text, error) {
	return absent(r.svc.Programs.Text(ctx, kind, version))
}

func (r *Resolver) AgreementText() exec.AgreementTextResolver { return &agreementTextResolver{r} }

type agreementTextResolver struct{ *Resolver }
