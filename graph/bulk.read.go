package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/access"
)

var bulkQueries = read.Fields{
	"bulkRender":  read.One{Arg: "id"},
	"bulkRenders": read.Pages{Order: read.Order{Sort: "t.created_at", Time: true, Desc: true}},
}

const settledShare = "((t.made + t.unchanged + t.waiting + t.refused + t.failed)::float8 / greatest(t.total, 1))"

func bulkTypes(svc *Services) []read.Type {
	return []read.Type{
		{Name: "BulkRender", Table: "bulk_render t", Ask: access.CobrandRead,
			Plain: "id state piece output language total made unchanged waiting refused failed createdAt finishedAt",
			Fields: read.Fields{
				"progress": read.Column(settledShare),
				"archiveUrl": read.Derive{Column: "case when t.made + t.unchanged > 0 then t.id end", Make: func(ctx context.Context, id string) (any, error) {
					return svc.link(ctx, "/bulk/", forBulk, id)
				}},
				"items": read.Pages{By: "t.bulk_id", Filters: []read.Filter{{Arg: "state", SQL: "t.state = $"}}},
			}},
		{Name: "BulkRenderItem", Table: "bulk_render_item t", Ask: access.CobrandRead,
			Plain: "piece output state code message",
			Fields: read.Fields{
				"partner":   read.One{Key: "t.partner_id"},
				"rendition": read.One{Key: "t.rendition_id"},
			}},
		answers("BulkRenderPayload", "bulkRender", bulkKey),
	}
}

func bulkKey(b *cobrand.Bulk) string { return string(b.ID) }
