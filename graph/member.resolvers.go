package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func (r *mutationResolver) SignIn(ctx context.Context, input model.SignInInput) (*model.SignInPayload, error) {
	return r.svc.signIn(ctx, input)
}

func (r *mutationResolver) SignOut(ctx context.Context, input model.SignOutInput) (*model.SignOutPayload, error) {
	return r.svc.signOut(ctx, input.Everywhere)
}

func (r *mutationResolver) CreateAPIToken(ctx context.Context, input model.CreateAPITokenInput) (*model.CreateAPITokenPayload, error) {
	t, err := r.svc.Members.CreateToken(ctx, member.NewToken{Name: input.Name, Scopes: input.Scopes, ExpiresAt: inDays(r.svc.Gate.Clock(), input.Days)})
	broken, err := userErrors(err)
	return &model.CreateAPITokenPayload{APIToken: t, Secret: secretOf(t), UserErrors: broken}, err
}

func (r *mutationResolver) RevokeAPIToken(ctx context.Context, input model.RevokeAPITokenInput) (*model.RevokeAPITokenPayload, error) {
	id, err := local[member.TokenID]("ApiToken", input.ID)
	if err != nil {
		return nil, err
	}
	t, err := r.svc.Members.RevokeToken(ctx, id)
	broken, err := userErrors(err)
	return &model.RevokeAPITokenPayload{APIToken: t, UserErrors: broken}, err
}

func (r *mutationResolver) InviteMember(ctx context.Context, input model.InviteMemberInput) (*model.InviteMemberPayload, error) {
	of, err := maybe[partner.ID]("Partner", input.PartnerID)
	if err != nil {
		return nil, err
	}
	link, err := r.svc.Members.Invite(ctx, member.Invitation{PartnerID: of, Email: input.Email, Name: input.Name, Locale: input.Locale, Roles: input.Roles})
	return invited(link, err)
}

func (r *mutationResolver) AcceptInvitation(ctx context.Context, input model.AcceptInvitationInput) (*model.AcceptInvitationPayload, error) {
	p, err := r.svc.Members.AcceptInvitation(ctx, input.Code, input.Password)
	broken, err := userErrors(err)
	return &model.AcceptInvitationPayload{Person: p, UserErrors: broken}, err
}

func (r *mutationResolver) ChangeRoles(ctx context.Context, input model.ChangeRolesInput) (*model.ChangeRolesPayload, error) {
	id, err := local[member.ID]("Person", input.PersonID)
	if err != nil {
		return nil, err
	}
	p, err := r.svc.Members.ChangeRoles(ctx, id, input.Roles)
	broken, err := userErrors(err)
	return &model.ChangeRolesPayload{Person: p, UserErrors: broken}, err
}

func (r *mutationResolver) DisableMember(ctx context.Context, input model.DisableMemberInput) (*model.DisableMemberPayload, error) {
	id, err := local[member.ID]("Person", input.PersonID)
	if err != nil {
		return nil, err
	}
	p, err := r.svc.Members.Disable(ctx, id)
	broken, err := userErrors(err)
	return &model.DisableMemberPayload{Person: p, UserErrors: broken}, err
}

func (r *queryResolver) People(ctx context.Context, partnerID *string, first *int, after *string) (*model.PersonConnection, error) {
	ask, err := page.Want(first, after)
	if err != nil {
		return nil, err
	}
	of, err := maybe[partner.ID]("Partner", partnerID)
	if err != nil {
		return nil, err
	}
	found, err := r.svc.Members.List(ctx, of, ask)
	return people(found), err
}
