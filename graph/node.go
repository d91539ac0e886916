package graph

import (
	"context"
	"strconv"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// node finds an object of a kind by the id of its row. Each finder answers for
// what is absent and for what is not the viewer's with the same words.
func (s *Services) node(ctx context.Context, kind, id string) (model.Node, error) {
	switch kind {
	case "Partner":
		return s.Partners.ByID(ctx, partner.ID(id))
	case "Person":
		return s.Members.ByID(ctx, member.ID(id))
	case "Template":
		return s.Cobrand.TemplateByID(ctx, library.TemplateID(id), "", "")
	case "TemplateVersion":
		return s.Library.Version(ctx, library.VersionID(id))
	case "Asset":
		return s.Library.Asset(ctx, library.AssetID(id))
	case "Logo":
		return s.Cobrand.Logo(ctx, cobrand.LogoID(id))
	case "Rendition":
		return s.Cobrand.Rendition(ctx, cobrand.RenditionID(id))
	case "ApiToken":
		return s.Members.Token(ctx, member.TokenID(id))
	}
	return nil, fault.New(fault.NotFound, "There is nothing with this id that you may see.")
}

// link makes the address of a file for the viewer.
func (s *Services) link(ctx context.Context, route, purpose, id string) (string, error) {
	who := actor.From(ctx)
	if who == nil {
		return "", fault.New(fault.Unauthenticated, "Sign in first.")
	}
	return s.Links.make(route, purpose, id, who.Person)
}

// trail reads a page of the audit trail, the newest first.
func (s *Services) trail(ctx context.Context, ask page.Ask) (*model.AuditConnection, error) {
	var before int64
	if ask.After.ID != "" {
		n, err := strconv.ParseInt(ask.After.ID, 10, 64)
		if err != nil || n < 1 {
			return nil, fault.Field(fault.Invalid, "after", "CURSOR", "This cursor is not one of ours. Start again without `after`.")
		}
		before = n
	}
	rows, err := gate.Read(ctx, s.Gate, gate.Ask{Action: access.AuditRead}, func(v *gate.View) ([]audit.Row, error) {
		return gate.Recent(ctx, v, before, ask.First+1)
	})
	if err != nil {
		return nil, err
	}
	key := func(r *audit.Row) page.Key { return page.Key{ID: strconv.FormatInt(r.Seq, 10)} }
	nodes, edges, info := connection(page.Cut(pointers(rows), ask.First), key, func(c string, n *audit.Row) *model.AuditEdge {
		return &model.AuditEdge{Cursor: c, Node: n}
	})
	return &model.AuditConnection{Nodes: nodes, Edges: edges, PageInfo: info}, nil
}
