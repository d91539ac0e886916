package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func (r *mutationResolver) RecordCertification(ctx context.Context, input model.RecordCertificationInput) (*model.RecordCertificationPayload, error) {
	of, err := local[partner.ID]("Partner", input.PartnerID)
	if err != nil {
		return nil, err
	}
	holder, err := optional("Person", input.PersonID)
	if err != nil {
		return nil, err
	}
	c, err := r.svc.Training.Certify(ctx, input.DefinitionKey, of, holder, orTime(input.IssuedAt, r.svc.Gate.Clock()))
	broken, err := userErrors(err)
	return &model.RecordCertificationPayload{Certification: c, UserErrors: broken}, err
}
