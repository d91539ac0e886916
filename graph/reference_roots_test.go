package graph_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
)

var rootResolvers = map[string]resolver{
	"viewer": func(r *reference, _ thing, _ inputsOf) (any, error) {
		if r.who == nil {
			return nil, nil
		}
		return thing{typ: "Viewer"}, nil
	},
	"node":          (*reference).node,
	"partners":      (*reference).partners,
	"partner":       (*reference).partner,
	"partnerTypes":  all("PartnerType", by("family", "key"), nil),
	"people":        (*reference).people,
	"programs":      all("Program", by("family", "key"), nil),
	"agreementText": (*reference).agreementText,
	"templates":     (*reference).templates,
	"template":      (*reference).template,
	"openVersions": all("TemplateVersion", newest, func(v record) bool {
		return slices.Contains([]string{"DRAFT", "IN_REVIEW", "APPROVED"}, v.text("state"))
	}),
	"assets":        (*reference).assets,
	"checkCobrand":  (*reference).check,
	"renditions":    (*reference).renditions,
	"logosToReview": all("Logo", then(byTime("created_at"), by("id")), func(l record) bool { return l.text("state") == "NEEDS_REVIEW" }),
	"bulkRender":    (*reference).bulk,
	"bulkRenders":   paging("BulkRender", "BulkRenderConnection", newest, sortKey{column: "created_at", id: "id", time: true, down: true}, nil),
	"approvals": paging("Approval", "ApprovalConnection", then(byTime("created_at"), by("id")), sortKey{column: "created_at", id: "id", time: true},
		func(_ *reference, a inputsOf) (func(record) bool, error) {
			of, err := asked(a)
			return func(x record) bool {
				return (a["state"] == nil || x.text("state") == a["state"]) && (of == "" || x.text("partner_id") == of)
			}, err
		}),
	"brandMarks":       all("BrandMark", by("name", "id"), nil),
	"logoTwins":        (*reference).twins,
	"templateVariants": (*reference).variants,
	"auditTrail":       paging("AuditEntry", "AuditConnection", down(byNumber("seq")), sortKey{id: "seq", seq: true, down: true}, nil),
}

// all is a list of the root that comes whole.
func all(typ string, o order, holds func(record) bool) resolver {
	return func(r *reference, _ thing, _ inputsOf) (any, error) { return listedOf(r.things(typ, o, holds)) }
}

// paging is a list of the root that comes in pages.
func paging(typ, conn string, o order, key sortKey, holds func(*reference, inputsOf) (func(record) bool, error)) resolver {
	return func(r *reference, _ thing, a inputsOf) (any, error) {
		want, err := wantedPage(a)
		if err != nil {
			return nil, err
		}
		if _, err = r.reach(typ); err != nil {
			return nil, err
		}
		var only func(record) bool
		if holds != nil {
			if only, err = holds(r, a); err != nil {
				return nil, err
			}
		}
		list, err := r.things(typ, o, only)
		if err != nil {
			return nil, err
		}
		found, err := key.page(list, want)
		if err == nil {
			err = storable(fmt.Sprint(a["filter"], a["search"]))
		}
		if err != nil {
			return nil, err
		}
		return connection(conn)(found, nil)
	}
}

func (r *reference) node(_ thing, a inputsOf) (any, error) {
	kind, id, err := ids.Split(a["id"].(string))
	if err != nil || schema.Types[kind] == nil || !slices.Contains(schema.Types[kind].Interfaces, "Node") {
		return nil, nil
	}
	if kind != "Template" {
		return r.one(kind, "id", strings.ToLower(id))
	}
	if _, err := r.reach(kind); err != nil {
		return nil, err
	}
	return offered(r.e.Cobrand.TemplateByID(r.ctx, library.TemplateID(id), "", ""))
}

// offered is a template, or null when there is none.
func offered(o *cobrand.Offer, err error) (any, error) {
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return thing{typ: "Template", value: o}, nil
}

func (r *reference) partners(o thing, a inputsOf) (any, error) {
	return paging("Partner", "PartnerConnection", by("display_name", "id"), byNamePage, (*reference).narrowed)(r, o, a)
}

// narrowed is what the filter of partners leaves.
func (r *reference) narrowed(a inputsOf) (func(record) bool, error) {
	f, _ := a["filter"].(map[string]any)
	say := func(name string) string { s, _ := f[name].(string); return s }
	reach, err := r.reach("Partner")
	return func(p record) bool {
		countries, _ := p["countries"].([]any)
		family := r.find(reach, "partner_type", "key", p.text("type_key")).text("family")
		return (say("family") == "" || say("family") == family) &&
			(say("country") == "" || slices.Contains(countries, any(say("country")))) &&
			(say("status") == "" || say("status") == p.text("status")) &&
			strings.Contains(strings.ToLower(p.text("display_name")), strings.ToLower(say("search")))
	}, err
}

// storable refuses what no text of the database can hold.
func storable(text string) error {
	if strings.ContainsRune(text, 0) {
		return fault.Coded(fault.Invalid, "BAD_VALUE", "no text")
	}
	return nil
}

func (r *reference) partner(_ thing, a inputsOf) (any, error) {
	if _, err := r.reach("Partner"); err != nil {
		return nil, err
	}
	id, err := localID("Partner", a["id"])
	if err != nil {
		return nil, nil
	}
	return r.one("Partner", "id", id)
}

func (r *reference) bulk(_ thing, a inputsOf) (any, error) {
	if _, err := r.reach("BulkRender"); err != nil {
		return nil, err
	}
	id, err := localID("BulkRender", a["id"])
	if err != nil {
		return nil, nil
	}
	return r.one("BulkRender", "id", id)
}

// asked is the partner that an argument names; empty without one.
func asked(a inputsOf) (string, error) {
	if a["partnerId"] == nil {
		return "", nil
	}
	return localID("Partner", a["partnerId"])
}

func (r *reference) people(_ thing, a inputsOf) (any, error) {
	want, err := wantedPage(a)
	if err != nil {
		return nil, err
	}
	of, err := asked(a)
	if err != nil {
		return nil, err
	}
	if _, err := r.about("Person", of); err != nil {
		return nil, err
	}
	if of == "" {
		of = r.who.Partner
	}
	list, err := r.things("Person", by("name", "id"), func(p record) bool { return p.text("partner_id") == of })
	if err != nil {
		return nil, err
	}
	return connection("PersonConnection")(sortKey{column: "name", id: "id"}.page(list, want))
}

func (r *reference) agreementText(_ thing, a inputsOf) (any, error) {
	version, _ := whole(a["version"])
	list, err := r.things("AgreementText", by("kind"), func(t record) bool { return t.text("kind") == a["kind"] && t.number("version") == int64(version) })
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// templates pages over all that the service offers.
func (r *reference) templates(_ thing, a inputsOf) (any, error) {
	want, err := wantedPage(a)
	if err != nil {
		return nil, err
	}
	of, err := asked(a)
	if err != nil {
		return nil, err
	}
	if _, err := r.about("Template", of); err != nil {
		return nil, err
	}
	if want.After.ID != "" {
		if err := (sortKey{}).check(want.After); err != nil {
			return nil, err
		}
	}
	language, _ := a["language"].(string)
	found, err := r.e.Cobrand.Templates(r.ctx, partner.ID(of), language, page.Ask{First: page.Max})
	if err != nil {
		return nil, err
	}
	list := []thing{}
	for _, o := range found.Rows {
		if o.Version.Slug > want.After.Sort || want.After.ID == "" || o.Version.Slug == want.After.Sort && string(o.Version.TemplateID) > strings.ToLower(want.After.ID) {
			list = append(list, thing{typ: "Template", value: o})
		}
	}
	out := paged{things: list, place: offerPlace}
	if len(list) > want.First {
		out.things, out.more = list[:want.First], true
	}
	return thing{typ: "TemplateConnection", value: out}, nil
}

func offerPlace(t thing) page.Key {
	o := t.value.(*cobrand.Offer)
	return page.Key{Sort: o.Version.Slug, ID: string(o.Version.TemplateID)}
}

func (r *reference) template(_ thing, a inputsOf) (any, error) {
	of, err := asked(a)
	if err != nil {
		return nil, err
	}
	if _, err := r.about("Template", of); err != nil {
		return nil, err
	}
	language, _ := a["language"].(string)
	return offered(r.e.Cobrand.Template(r.ctx, a["slug"].(string), partner.ID(of), language))
}

func (r *reference) assets(o thing, a inputsOf) (any, error) {
	return paging("Asset", "AssetConnection", by("title", "id"), sortKey{column: "title", id: "id"}, func(_ *reference, a inputsOf) (func(record) bool, error) {
		search, _ := a["search"].(string)
		return func(x record) bool {
			return (a["kind"] == nil || a["kind"] == x.text("kind")) && strings.Contains(strings.ToLower(x.text("title")), strings.ToLower(search))
		}, nil
	})(r, o, a)
}

func (r *reference) renditions(o thing, a inputsOf) (any, error) {
	return paging("Rendition", "RenditionConnection", newest, sortKey{column: "created_at", id: "id", time: true, down: true},
		func(_ *reference, a inputsOf) (func(record) bool, error) {
			of, err := asked(a)
			return func(x record) bool { return of == "" || x.text("partner_id") == of }, err
		})(r, o, a)
}

// variants asks the service what partners may be given.
func (r *reference) variants(_ thing, a inputsOf) (any, error) {
	ids := map[string]string{}
	for name, kind := range map[string]string{"templateId": "Template", "versionId": "TemplateVersion", "partnerId": "Partner"} {
		if a[name] == nil {
			continue
		}
		id, err := localID(kind, a[name])
		if err != nil {
			return nil, err
		}
		ids[name] = id
	}
	language, _ := a["language"].(string)
	found, err := r.e.Cobrand.Variants(r.ctx, cobrand.VariantAsk{Template: library.TemplateID(ids["templateId"]),
		Version: library.VersionID(ids["versionId"]), Partner: partner.ID(ids["partnerId"]), Language: language})
	if err != nil {
		return nil, err
	}
	out := []thing{}
	for _, v := range found {
		out = append(out, thing{typ: "TemplateVariant", value: v})
	}
	return out, nil
}

// check asks the service what would become of an order.
func (r *reference) twins(_ thing, a inputsOf) (any, error) {
	id, err := localID("Logo", a["id"])
	if err != nil {
		return nil, err
	}
	found, err := r.e.Cobrand.Resembling(r.ctx, cobrand.LogoID(id))
	if err != nil {
		return nil, err
	}
	out := []thing{}
	for _, l := range found {
		out = append(out, thing{typ: "LogoTwin", row: record{"logo_id": string(l.ID)}})
	}
	return out, nil
}

func (r *reference) check(_ thing, a inputsOf) (any, error) {
	in := a["input"].(map[string]any)
	template, err := localID("Template", in["templateId"])
	if err != nil {
		return nil, err
	}
	of, err := asked(in)
	if err != nil {
		return nil, err
	}
	say := func(name string) string { s, _ := in[name].(string); return s }
	o := cobrand.Order{Template: library.TemplateID(template), Partner: partner.ID(of), Piece: say("piece"), Output: say("output"),
		Language: say("language"), Variant: cobrand.Variant(say("logoVariant")), Fields: map[string]string{}}
	list, _ := in["fields"].([]any)
	for _, f := range list {
		f := f.(map[string]any)
		o.Fields[fmt.Sprint(f["key"])] = fmt.Sprint(f["value"])
	}
	out, err := r.e.Cobrand.Check(r.ctx, o)
	if err != nil {
		return nil, err
	}
	return thing{typ: "CobrandCheck", value: out}, nil
}
