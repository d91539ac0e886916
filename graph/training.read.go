package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
)

func trainingTypes() []read.Type {
	return []read.Type{
		{Name: "Certification", Table: "certification t", Ask: access.TrainingRead,
			Joins:  map[string]string{"d": "join certification_definition d on d.key = t.definition_key"},
			Plain:  "id definitionKey issuedAt expiresAt noticeDays graceDays revokedAt revokedWhy",
			Fields: read.Fields{"name": read.Column("d.name"), "renews": read.One{Key: "t.renews"}, "badge": badgeOf}},
		{Name: "CertificationDefinition", Table: "certification_definition t", Key: "t.key", Text: true, Ask: access.TrainingRead,
			Plain: "key name minutes validMonths noticeDays graceDays"},
		answers("DefineCertificationPayload", "definition", func(d *training.Definition) string { return d.Key }),
		answers("RequireCertificationPayload", "definition", func(d *training.Definition) string { return d.Key }),
		answers("RecordCertificationPayload", "certification", func(c *training.Certification) string { return string(c.ID) }),
		answers("RevokeCertificationPayload", "certification", func(c *training.Certification) string { return string(c.ID) }),
	}
}
