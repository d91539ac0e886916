package graph

import (
	"context"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/platform/access"
)

var trainingQueries = read.Fields{
	"certificationDefinitions": read.List{Order: "t.key", Most: 1000},
	"certificationDefinition":  read.One{KeyOf: "{key}"},
	"certifications": read.Pages{Order: read.Order{Sort: "t.expires_at", Time: true}, Filters: []read.Filter{
		{Arg: "definitionKey", SQL: "t.definition_key = $"},
		{Arg: "state", SQL: "(" + string(certificationState) + ") = $"},
		{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"},
		{Arg: "endsBefore", Time: true, SQL: "t.expires_at < $::timestamptz"}}},
	"certificationEvidence": read.Pages{Order: read.Order{Sort: "t.submitted_at", Time: true}, Filters: []read.Filter{
		{Arg: "state", SQL: "t.state = $"},
		{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"},
		{Arg: "definitionKey", SQL: "t.definition_key = $"}}},
}

// certificationState says in SQL what Certification.StateAt says in Go.
const certificationState read.Column = `case
  when t.revoked_at <= now() then 'REVOKED'
  when t.issued_at > now() then 'ISSUED'
  when t.expires_at + t.grace_days * interval '24 hours' <= now() then 'EXPIRED'
  when t.short_from <= now() then 'SHORT'
  when t.expires_at <= now() then 'GRACE'
  when t.expires_at - t.notice_days * interval '24 hours' <= now() then 'EXPIRING'
  else 'VALID' end`

func trainingTypes(svc *Services) []read.Type {
	holder := map[string]string{
		"d": "join certification_definition d on d.key = t.definition_key",
		"p": "left join person p on p.id = t.person_id",
	}
	return []read.Type{
		{Name: "Certification", Table: "certification t", Ask: access.TrainingRead, Joins: holder,
			Plain: "id definitionKey issuedAt expiresAt noticeDays graceDays revokedAt revokedWhy origin path",
			Fields: read.Fields{
				"name":       read.Column("d.name"),
				"badge":      badgeOf(),
				"renews":     read.One{Key: "t.renews"},
				"state":      certificationState,
				"definition": read.One{Key: "t.definition_key"},
				"partner":    read.One{Key: "t.partner_id"},
				"holderName": read.Column("p.name"),
				"shortFrom":  read.Column("case when t.short_from = '-infinity' then t.issued_at else nullif(t.short_from, 'infinity') end"),
				"evidence":   read.One{Key: "t.evidence_id"},
				"restsOn":    read.List{By: "t.certification_id", Order: "t.at, t.kind, t.subject", Most: 20},
			}},
		{Name: "CertificationGround", Table: "certification_ground t", Key: "t.fact_id", Ask: access.TrainingRead, Plain: "kind subject at"},
		{Name: "CertificationDefinition", Table: "certification_definition t", Key: "t.key", Text: true, Ask: access.TrainingRead,
			Plain: "key name minutes validMonths noticeDays graceDays kind holder maxAgeMonths",
			Fields: read.Fields{
				"requirements":        read.List{By: "t.definition_key", Where: "t.path = 'FULL'", Order: "t.position", Most: 20},
				"renewalRequirements": read.List{By: "t.definition_key", Where: "t.path = 'RENEWAL'", Order: "t.position", Most: 20},
				"progress":            read.Compute(access.TrainingRead, "t.key", certificationProgress),
			}},
		{Name: "CertificationRequirement", Table: "definition_requirement t", Ask: access.TrainingRead, Plain: "kind subject label holders keys role",
			Fields: read.Fields{
				"course": read.One{Key: "(select k.id from course k where t.kind = 'COURSE' and k.key = t.subject)"},
				"quiz":   read.One{Key: "(select z.id from quiz z where t.kind = 'QUIZ' and z.key = t.subject)"},
			}},
		{Name: "CertificationEvidence", Table: "certification_evidence t", Ask: access.TrainingRead, Joins: holder,
			Plain: "id issuer number validFrom validTo fileName mediaType sha256 state submittedAt decidedAt decidedWhy",
			Fields: read.Fields{
				"definition":     read.One{Key: "t.definition_key"},
				"partner":        read.One{Key: "t.partner_id"},
				"personName":     read.Column("p.name"),
				"bytes":          read.Column("t.bytes::int"),
				"downloadUrl":    read.Derive{Column: "t.id", Make: svc.evidenceLink},
				"certifications": read.List{By: "t.evidence_id", Order: "t.issued_at, t.id", Most: 10},
			}},
		read.Value("CertificationProgress",
			read.Get("path", func(p *award.Progress) any { return string(p.Path) }),
			read.Get("done", func(p *award.Progress) any { return p.Done() }),
			read.Get("needed", func(p *award.Progress) any { return len(p.Steps) }),
			read.Get("opensAt", func(p *award.Progress) any { return p.OpenAt }),
			read.To("holds", func(p *award.Progress) string { return certificationKey(p.Holds) }),
			read.Each("steps", func(p *award.Progress) []*award.Step { return p.Steps })),
		read.Value("CertificationStep",
			read.To("requirement", func(s *award.Step) string { return s.Requirement.ID }),
			read.Get("met", func(s *award.Step) any { return s.Met }),
			read.Get("metAt", func(s *award.Step) any { return s.MetAt }),
			read.Get("have", func(s *award.Step) any { return s.Have }),
			read.Get("need", func(s *award.Step) any { return s.Need }),
			read.Has("next", func(s *award.Step) *rule.Next { return s.Next })),
		answers("DefineCertificationPayload", "definition", definitionKey),
		answers("RequireCertificationPayload", "definition", definitionKey),
		answers("RecordCertificationPayload", "certification", certificationKey),
		answers("RevokeCertificationPayload", "certification", certificationKey),
		answers("EvidencePayload", "evidence", func(d *award.Document) string { return string(d.ID) }),
	}
}

func definitionKey(d *training.Definition) string { return d.Key }

func certificationKey(c *training.Certification) string {
	if c == nil {
		return ""
	}
	return string(c.ID)
}

// certificationProgress is asked for all definitions of an answer at once.
func certificationProgress(ctx context.Context, q read.Question) (map[string]*award.Progress, error) {
	of := award.About{Language: q.Args.Text("language")}
	who, err := q.Args.ID("personId", "Person")
	if err != nil {
		return nil, err
	}
	whose, err := q.Args.ID("partnerId", "Partner")
	if err != nil {
		return nil, err
	}
	of.Person, of.Partner = member.ID(who), partner.ID(whose)
	return award.ProgressOf(ctx, q.View, q.Keys, of)
}

func (s *Services) evidenceLink(ctx context.Context, id string) (any, error) {
	return s.link(ctx, "/evidence/", forEvidence, id)
}
