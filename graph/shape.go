package graph

import (
	"time"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
)

func partners(p page.Of[*partner.Partner]) *model.PartnerConnection {
	nodes, edges, info := connection(p, partnerKey, func(c string, n *partner.Partner) *model.PartnerEdge {
		return &model.PartnerEdge{Cursor: c, Node: n}
	})
	return &model.PartnerConnection{Nodes: nodes, Edges: edges, PageInfo: info}
}

func partnerKey(p *partner.Partner) page.Key { return page.Key{Sort: p.DisplayName, ID: string(p.ID)} }

func people(p page.Of[*member.Person]) *model.PersonConnection {
	nodes, edges, info := connection(p, (*member.Person).Key, func(c string, n *member.Person) *model.PersonEdge {
		return &model.PersonEdge{Cursor: c, Node: n}
	})
	return &model.PersonConnection{Nodes: nodes, Edges: edges, PageInfo: info}
}

func renditions(p page.Of[*cobrand.Rendition]) *model.RenditionConnection {
	key := func(r *cobrand.Rendition) page.Key { return page.Key{Sort: moment(r.CreatedAt), ID: string(r.ID)} }
	nodes, edges, info := connection(p, key, func(c string, n *cobrand.Rendition) *model.RenditionEdge {
		return &model.RenditionEdge{Cursor: c, Node: n}
	})
	return &model.RenditionConnection{Nodes: nodes, Edges: edges, PageInfo: info}
}

func templates(p page.Of[*cobrand.Offer]) *model.TemplateConnection {
	key := func(o *cobrand.Offer) page.Key {
		return page.Key{Sort: o.Version.Slug, ID: string(o.Version.TemplateID)}
	}
	nodes, edges, info := connection(p, key, func(c string, n *cobrand.Offer) *model.TemplateEdge {
		return &model.TemplateEdge{Cursor: c, Node: n}
	})
	return &model.TemplateConnection{Nodes: nodes, Edges: edges, PageInfo: info}
}

func assets(p page.Of[*library.Asset]) *model.AssetConnection {
	key := func(a *library.Asset) page.Key { return page.Key{Sort: a.Title, ID: string(a.ID)} }
	nodes, edges, info := connection(p, key, func(c string, n *library.Asset) *model.AssetEdge {
		return &model.AssetEdge{Cursor: c, Node: n}
	})
	return &model.AssetConnection{Nodes: nodes, Edges: edges, PageInfo: info}
}

// pointers gives what gqlgen wants of a slice of values.
func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// orNone is a list that is never null.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func orTime(t *time.Time, other time.Time) time.Time {
	if t == nil {
		return other
	}
	return *t
}

// two reads two ids, and says which is wrong only by being absent.
func two[A, B ~string](kindA, a, kindB, b string) (idA A, idB B, err error) {
	if idA, err = local[A](kindA, a); err == nil {
		idB, err = local[B](kindB, b)
	}
	return idA, idB, err
}

// optional reads an id that may be left out, as a pointer.
func optional(kind string, global *string) (*string, error) {
	if global == nil {
		return nil, nil
	}
	id, err := ids.Local(kind, *global)
	return &id, err
}

// unseen turns what the viewer may not see, or may not ask, into null.
func unseen[T any](v *T, err error) (*T, error) {
	if k := fault.KindOf(err); k == fault.NotFound || k == fault.Forbidden {
		return nil, nil
	}
	return v, err
}

func absentNode(n model.Node, err error) (model.Node, error) {
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return n, nil
}
