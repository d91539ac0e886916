package graph

import (
	"fmt"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/access"
)

var programQueries = read.Fields{
	"programs":      read.List{Order: "t.family, t.key", Most: 200},
	"agreementText": read.One{KeyOf: "{kind}/{version}"},
}

func programTypes() []read.Type {
	return []read.Type{
		{Name: "Program", Table: "program t", Ask: access.ProgramRead,
			Plain:  "id key name family routeMode status namesLearners lapseGraceDays",
			Fields: read.Fields{"tiers": read.List{By: "t.program_id", Order: "t.rank", Most: 100}}},
		{Name: "Tier", Table: "tier t", Ask: access.ProgramRead, Plain: "id rank key name accessLevel"},
		{Name: "Membership", Table: "membership t", Ask: access.ProgramRead,
			Joins: map[string]string{"p": "join program p on p.id = t.program_id"},
			Plain: "id validFrom validTo",
			Fields: read.Fields{
				"state":      read.Column(stateNow),
				"partner":    read.One{Key: "t.partner_id"},
				"atRisk":     read.One{Key: "t.id"},
				"byHand":     read.Column("t.by_hand is not null"),
				"programKey": read.Column("p.key"),
				"program":    read.Column("p.name"),
				"tier":       read.One{Key: "t.tier_id"},
			}},
		{Name: "Agreement", Table: "agreement t", Ask: access.ProgramRead,
			Joins:  map[string]string{"x": "join agreement_text x on x.kind = t.kind and x.version = t.version"},
			Plain:  "id kind version state signedAt validFrom validTo",
			Fields: read.Fields{"title": read.Column("x.title")}},
		{Name: "AgreementText", Table: "agreement_text t", Key: "t.kind || '/' || t.version", Text: true, Ask: access.ProgramRead,
			Plain: "kind version title body",
			Fields: read.Fields{
				"family":     read.Column("nullif(t.family, 'ANY')"),
				"bodySHA256": read.Column("t.body_sha256"),
			}},
		{Name: "ProductAuthorization", Table: "product_authorization t", Ask: access.ProgramRead,
			Plain: "id productLine country validFrom validTo"},
		answers("DefineProgramPayload", "program", func(p *program.Program) string { return string(p.ID) }),
		answers("PublishAgreementTextPayload", "text", func(t *program.Text) string { return fmt.Sprintf("%s/%d", t.Kind, t.Version) }),
		answers("SetMembershipPayload", "membership", membershipKey),
		answers("EnrollPartnerPayload", "membership", membershipKey),
		answers("AuthorizeSalesPayload", "authorization", func(a *program.Authorization) string { return string(a.ID) }),
		answers("SendAgreementPayload", "agreement", agreementKey),
		answers("SignAgreementPayload", "agreement", agreementKey),
	}
}

func membershipKey(m *program.Membership) string { return string(m.ID) }
func agreementKey(a *program.Agreement) string   { return string(a.ID) }
