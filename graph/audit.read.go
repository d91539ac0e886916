package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/platform/access"
)

var auditQueries = read.Fields{
	"auditTrail": read.Pages{Order: read.Order{ID: "t.seq", Seq: true, Desc: true}},
}

func auditTypes() []read.Type {
	return []read.Type{
		{Name: "AuditEntry", Table: "audit_entry t", Key: "t.seq", Ask: access.AuditRead,
			Plain: "seq at actor action outcome objectId detail",
			Fields: read.Fields{
				"kind": read.Column("t.object_kind"),
				"hash": read.Column("encode(t.hash, 'hex')"),
			}},
	}
}
