package graph

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/access"
)

var approvalQueries = read.Fields{
	"approvals": read.Pages{Order: read.Order{Sort: "t.created_at", Time: true}, Filters: []read.Filter{
		{Arg: "state", SQL: "t.state = $"}, {Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"}}},
}

func approvalTypes(svc *Services) []read.Type {
	return []read.Type{
		{Name: "Approval", Table: "approval t", Ask: access.CobrandRead,
			Plain: "id state piece output language because desks note dueAt createdAt decidedAt decidedWhy lapsedWhy",
			Fields: read.Fields{
				"partner":   read.One{Key: "t.partner_id"},
				"via":       read.One{Key: "t.via_distributor_id"},
				"version":   read.One{Key: "t.template_version_id"},
				"rendition": read.One{Key: "t.rendition_id"},
				"fields":    read.Inside("t.fields::text", fieldValues),
				"previewUrl": read.Derive{Column: "t.id", Make: func(ctx context.Context, id string) (any, error) {
					return svc.link(ctx, "/approval/", forApproval, id)
				}},
			}},
		read.Value("FieldValue",
			read.Get("key", func(f *fieldValue) any { return f.key }),
			read.Get("value", func(f *fieldValue) any { return f.value })),
		read.Value("RequestApprovalPayload",
			read.To("approval", func(r *requested) string { return keyOr(r.approval, approvalKey) }),
			read.Has("decision", func(r *requested) *rule.Decision { return r.decision }),
			read.Each("problems", func(r *requested) []*problem.Problem { return r.problems }),
			repairs(func(r *requested) []*userError { return r.broken })),
		answers("ApprovalPayload", "approval", approvalKey),
	}
}

func approvalKey(a *cobrand.Approval) string { return string(a.ID) }

// fieldValue is what was filled into one field.
type fieldValue struct{ key, value string }

func fieldValues(text string) ([]*fieldValue, error) {
	var filled map[string]string
	err := json.Unmarshal([]byte(text), &filled)
	out := make([]*fieldValue, 0, len(filled))
	for _, key := range slices.Sorted(maps.Keys(filled)) {
		out = append(out, &fieldValue{key, filled[key]})
	}
	return out, err
}
