package access

import (
	"maps"
	"slices"

	. "github.com/portico-prm/portico/internal/platform/actor" //nolint:revive // a table of roles reads better bare
)

// The actions, by the module that asks them.
const (
	PartnerRead     Action = "partner.read"
	PartnerRegister Action = "partner.register"
	PartnerEdit     Action = "partner.edit"
	PortfolioLink   Action = "portfolio.link"

	MemberRead   Action = "member.read"
	MemberInvite Action = "member.invite"
	TokenManage  Action = "token.manage"
	NoticeUse    Action = "notice.use"

	ProgramRead    Action = "program.read"
	ProgramDefine  Action = "program.define"
	MembershipSet  Action = "membership.set"
	AgreementSend  Action = "agreement.send"
	AgreementSign  Action = "agreement.sign"
	AuthorizeSales Action = "authorization.grant"

	TrainingRead    Action = "training.read"
	TrainingLearn   Action = "training.learn"
	TrainingAssign  Action = "training.assign"
	TrainingAuthor  Action = "training.author"
	TrainingPublish Action = "training.publish"
	TrainingImport  Action = "training.import"
	TrainingVerify  Action = "training.verify"
	SessionHold     Action = "session.hold"
	CertifyRecord   Action = "certification.record"
	BadgeUse        Action = "badge.use"
	EvidenceSubmit  Action = "evidence.submit"
	EvidenceDecide  Action = "evidence.decide"
	EffectRule      Action = "effect.rule"

	LibraryRead     Action = "library.read"
	AssetPublish    Action = "asset.publish"
	AssetDownload   Action = "asset.download"
	TemplateDraft   Action = "template.draft"
	TemplateReview  Action = "template.review"
	TemplatePublish Action = "template.publish"

	LogoRead      Action = "logo.read"
	LogoUpload    Action = "logo.upload"
	LogoDecide    Action = "logo.decide"
	CobrandRead   Action = "cobrand.read"
	CobrandRender Action = "cobrand.render"

	ApprovalDecide Action = "approval.decide"

	AuditRead Action = "audit.read"
)

type grants = map[Role]Reach

// Everybody who works for a partner, and the vendor's staff.
func everybody(distributor Reach) grants {
	return grants{VendorAdmin: All, ChannelManager: All, TemplateDesigner: All, BrandApprover: All,
		DistributorAdmin: distributor, DistributorManager: distributor,
		ResellerAdmin: Own, ResellerSeller: Own, ResellerMarketer: Own}
}

func with(base grants, more grants) grants {
	sum := maps.Clone(base)
	maps.Copy(sum, more)
	return sum
}

var (
	channel = grants{VendorAdmin: All, ChannelManager: All}
	admins  = with(channel, grants{DistributorAdmin: Own, ResellerAdmin: Own})
)

var table = map[Action]grants{
	PartnerRead:     everybody(Portfolio),
	PartnerRegister: channel,
	PartnerEdit:     admins,
	PortfolioLink:   channel,

	MemberRead:   with(admins, grants{DistributorManager: Own, BrandApprover: All}),
	MemberInvite: admins,
	TokenManage:  everybody(Own),
	NoticeUse:    everybody(Own),

	ProgramRead:    everybody(Portfolio),
	ProgramDefine:  channel,
	MembershipSet:  channel,
	AgreementSend:  channel,
	AgreementSign:  {DistributorAdmin: Own, ResellerAdmin: Own},
	AuthorizeSales: channel,

	TrainingRead: everybody(Portfolio),
	TrainingLearn: {DistributorAdmin: Own, DistributorManager: Own,
		ResellerAdmin: Own, ResellerSeller: Own, ResellerMarketer: Own},
	TrainingAssign:  with(admins, grants{DistributorManager: Own}),
	TrainingAuthor:  with(channel, grants{TemplateDesigner: All}),
	TrainingPublish: channel,
	CertifyRecord:   channel,
	// Own: but whose badge it is, the person or the administrator decides.
	BadgeUse: {DistributorAdmin: Own, DistributorManager: Own,
		ResellerAdmin: Own, ResellerSeller: Own, ResellerMarketer: Own},
	EffectRule:     channel,
	EvidenceSubmit: admins,
	EvidenceDecide: channel,
	// Who teaches and imports reports; the vendor verifies.
	TrainingImport: with(channel, grants{DistributorAdmin: Portfolio, DistributorManager: Portfolio}),
	TrainingVerify: channel,
	SessionHold:    with(channel, grants{DistributorAdmin: Portfolio, DistributorManager: Portfolio}),

	LibraryRead:     everybody(Portfolio),
	AssetPublish:    {VendorAdmin: All, BrandApprover: All},
	AssetDownload:   everybody(Portfolio),
	TemplateDraft:   {VendorAdmin: All, TemplateDesigner: All},
	TemplateReview:  {VendorAdmin: All, BrandApprover: All},
	TemplatePublish: {VendorAdmin: All, BrandApprover: All},

	LogoRead: everybody(Portfolio),
	LogoUpload: {VendorAdmin: All, ChannelManager: All, DistributorAdmin: Portfolio,
		ResellerAdmin: Own, ResellerMarketer: Own},
	LogoDecide:    {VendorAdmin: All, BrandApprover: All},
	CobrandRead:   everybody(Portfolio),
	CobrandRender: everybody(Portfolio),

	// Whose desk a piece lies on, its template says.
	ApprovalDecide: {VendorAdmin: All, ChannelManager: All, BrandApprover: All, DistributorAdmin: Portfolio},

	AuditRead: {VendorAdmin: All, DistributorAdmin: Own, ResellerAdmin: Own},
}

// Actions lists the table's actions in order.
func Actions() []Action {
	return slices.Sorted(maps.Keys(table))
}
