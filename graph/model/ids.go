package model

import (
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
)

// The typed ids of the modules leave as global ids, which say what they name,
// and come back only as what they are.

func show[T ~string](kind string, id T) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(ids.Global(kind, string(id))))
	})
}

func read[T ~string](kind string, v any) (T, error) {
	text, ok := v.(string)
	if !ok {
		return "", fault.New(fault.Invalid, "An id is a string.")
	}
	id, err := ids.Local(kind, text)
	return T(id), err
}

// MarshalPartnerID writes the id of a Partner.
func MarshalPartnerID(id partner.ID) graphql.Marshaler { return show("Partner", id) }

// UnmarshalPartnerID reads the id of a Partner.
func UnmarshalPartnerID(v any) (partner.ID, error) { return read[partner.ID]("Partner", v) }

// MarshalLinkID writes the id of a PortfolioLink.
func MarshalLinkID(id partner.LinkID) graphql.Marshaler { return show("PortfolioLink", id) }

// UnmarshalLinkID reads the id of a PortfolioLink.
func UnmarshalLinkID(v any) (partner.LinkID, error) { return read[partner.LinkID]("PortfolioLink", v) }

// MarshalPersonID writes the id of a Person.
func MarshalPersonID(id member.ID) graphql.Marshaler { return show("Person", id) }

// UnmarshalPersonID reads the id of a Person.
func UnmarshalPersonID(v any) (member.ID, error) { return read[member.ID]("Person", v) }

// MarshalTokenID writes the id of a ApiToken.
func MarshalTokenID(id member.TokenID) graphql.Marshaler { return show("ApiToken", id) }

// UnmarshalTokenID reads the id of a ApiToken.
func UnmarshalTokenID(v any) (member.TokenID, error) { return read[member.TokenID]("ApiToken", v) }

// MarshalProgramID writes the id of a Program.
func MarshalProgramID(id program.ID) graphql.Marshaler { return show("Program", id) }

// UnmarshalProgramID reads the id of a Program.
func UnmarshalProgramID(v any) (program.ID, error) { return read[program.ID]("Program", v) }

// MarshalTierID writes the id of a Tier.
func MarshalTierID(id program.TierID) graphql.Marshaler { return show("Tier", id) }

// UnmarshalTierID reads the id of a Tier.
func UnmarshalTierID(v any) (program.TierID, error) { return read[program.TierID]("Tier", v) }

// MarshalMembershipID writes the id of a Membership.
func MarshalMembershipID(id program.MembershipID) graphql.Marshaler { return show("Membership", id) }

// UnmarshalMembershipID reads the id of a Membership.
func UnmarshalMembershipID(v any) (program.MembershipID, error) {
	return read[program.MembershipID]("Membership", v)
}

// MarshalAgreementID writes the id of a Agreement.
func MarshalAgreementID(id program.AgreementID) graphql.Marshaler { return show("Agreement", id) }

// UnmarshalAgreementID reads the id of a Agreement.
func UnmarshalAgreementID(v any) (program.AgreementID, error) {
	return read[program.AgreementID]("Agreement", v)
}

// MarshalAuthorizationID writes the id of a ProductAuthorization.
func MarshalAuthorizationID(id program.AuthorizationID) graphql.Marshaler {
	return show("ProductAuthorization", id)
}

// UnmarshalAuthorizationID reads the id of a ProductAuthorization.
func UnmarshalAuthorizationID(v any) (program.AuthorizationID, error) {
	return read[program.AuthorizationID]("ProductAuthorization", v)
}

// MarshalCertificationID writes the id of a Certification.
func MarshalCertificationID(id training.ID) graphql.Marshaler { return show("Certification", id) }

// UnmarshalCertificationID reads the id of a Certification.
func UnmarshalCertificationID(v any) (training.ID, error) {
	return read[training.ID]("Certification", v)
}

// MarshalTemplateID writes the id of a Template.
func MarshalTemplateID(id library.TemplateID) graphql.Marshaler { return show("Template", id) }

// UnmarshalTemplateID reads the id of a Template.
func UnmarshalTemplateID(v any) (library.TemplateID, error) {
	return read[library.TemplateID]("Template", v)
}

// MarshalVersionID writes the id of a TemplateVersion.
func MarshalVersionID(id library.VersionID) graphql.Marshaler { return show("TemplateVersion", id) }

// UnmarshalVersionID reads the id of a TemplateVersion.
func UnmarshalVersionID(v any) (library.VersionID, error) {
	return read[library.VersionID]("TemplateVersion", v)
}

// MarshalAssetID writes the id of a Asset.
func MarshalAssetID(id library.AssetID) graphql.Marshaler { return show("Asset", id) }

// UnmarshalAssetID reads the id of a Asset.
func UnmarshalAssetID(v any) (library.AssetID, error) { return read[library.AssetID]("Asset", v) }

// MarshalAssetFileID writes the id of a AssetFile.
func MarshalAssetFileID(id library.AssetVersionID) graphql.Marshaler { return show("AssetFile", id) }

// UnmarshalAssetFileID reads the id of a AssetFile.
func UnmarshalAssetFileID(v any) (library.AssetVersionID, error) {
	return read[library.AssetVersionID]("AssetFile", v)
}

// MarshalLogoID writes the id of a Logo.
func MarshalLogoID(id cobrand.LogoID) graphql.Marshaler { return show("Logo", id) }

// UnmarshalLogoID reads the id of a Logo.
func UnmarshalLogoID(v any) (cobrand.LogoID, error) { return read[cobrand.LogoID]("Logo", v) }

// MarshalRenditionID writes the id of a Rendition.
func MarshalRenditionID(id cobrand.RenditionID) graphql.Marshaler { return show("Rendition", id) }

// UnmarshalRenditionID reads the id of a Rendition.
func UnmarshalRenditionID(v any) (cobrand.RenditionID, error) {
	return read[cobrand.RenditionID]("Rendition", v)
}
