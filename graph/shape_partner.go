package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func registration(in model.RegisterPartnerInput) (partner.Registration, error) {
	manager, err := optional("Person", in.ChannelManagerID)
	return partner.Registration{TypeKey: in.TypeKey, Slug: orEmpty(in.Slug), LegalName: orEmpty(in.LegalName), DisplayName: in.DisplayName,
		Website: orEmpty(in.Website), Phone: orEmpty(in.Phone), Email: orEmpty(in.Email), Countries: in.Countries,
		Industries: in.Industries, Languages: in.Languages, Specialisations: in.Specialisations, Currency: in.Currency, ChannelManagerID: manager}, err
}

func profile(ctx context.Context, in model.EditPartnerInput) (partner.Profile, error) {
	id, err := maybe[partner.ID]("Partner", in.ID)
	if id == "" {
		id = partner.ID(gate.Whose(ctx))
	}
	return partner.Profile{ID: id, DisplayName: in.DisplayName, Website: in.Website, Phone: in.Phone, Email: in.Email,
		Industries: in.Industries, Languages: in.Languages, Specialisations: in.Specialisations}, err
}

func linking(in model.LinkResellerInput) (partner.Linking, error) {
	d, r, err := two[partner.ID, partner.ID]("Partner", in.DistributorID, "Partner", in.ResellerID)
	return partner.Linking{DistributorID: d, ResellerID: r, Primary: in.Primary, AccessLevelCap: in.AccessLevelCap}, err
}

// grantLevel reads which of the two is meant.
func (s *Services) grantLevel(ctx context.Context, in model.GrantAccessLevelInput) (model.Payload, error) {
	out := &granted{}
	var err error
	switch {
	case in.PartnerID != nil && in.PersonID == nil:
		var id partner.ID
		if id, err = local[partner.ID]("Partner", *in.PartnerID); err == nil {
			out.partner, err = s.Partners.SetAccessLevel(ctx, id, in.Level)
		}
	case in.PersonID != nil && in.PartnerID == nil:
		var id member.ID
		if id, err = local[member.ID]("Person", *in.PersonID); err == nil {
			out.person, err = s.Members.SetAccessLevel(ctx, id, in.Level)
		}
	default:
		err = fault.Field(fault.Invalid, "partnerId", "ONE_OF", "Name either a partner or a person.")
	}
	out.broken, err = userErrors(err)
	return out, err
}
