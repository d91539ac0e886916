package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
)

// requested is the answer to requestApproval.
type requested struct {
	rendered
	approval *cobrand.Approval
}

func (s *Services) requestApproval(ctx context.Context, in model.RequestApprovalInput) (model.Payload, error) {
	o := in.Order
	order, err := orderOf(model.RenderCobrandInput{TemplateID: o.TemplateID, PartnerID: o.PartnerID, Piece: o.Piece, Output: o.Output,
		Language: o.Language, Fields: o.Fields, LogoVariant: o.LogoVariant})
	if err != nil {
		return nil, err
	}
	a, out, err := s.Cobrand.RequestApproval(ctx, order, orEmpty(in.Note))
	if a != nil {
		return &requested{rendered{decision: &out.Decision}, a}, err
	}
	r, err := outcome(out, err)
	if err != nil {
		return nil, err
	}
	return &requested{rendered: *r}, nil
}

var answersOf = map[model.ApprovalAnswer]cobrand.ApprovalState{
	model.ApprovalAnswerApprove: cobrand.Granted, model.ApprovalAnswerDecline: cobrand.Declined,
}

func (s *Services) decideApproval(ctx context.Context, in model.DecideApprovalInput) (model.Payload, error) {
	id, err := local[cobrand.ApprovalID]("Approval", in.ID)
	if err != nil {
		return nil, err
	}
	return settle(s.Cobrand.DecideApproval(ctx, id, answersOf[in.Answer], orEmpty(in.Reason)))
}

func (s *Services) withdrawApproval(ctx context.Context, in model.WithdrawApprovalInput) (model.Payload, error) {
	id, err := local[cobrand.ApprovalID]("Approval", in.ID)
	if err != nil {
		return nil, err
	}
	return settle(s.Cobrand.WithdrawApproval(ctx, id))
}

// approvalChange is one event; the engine reads the request by its id.
type approvalChange struct{ id cobrand.ApprovalID }

func (c *approvalChange) global() string { return ids.Global("Approval", string(c.id)) }
