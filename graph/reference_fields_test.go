package graph_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
)

type inputsOf = map[string]any

// resolver gives the value of one field of one object: a scalar, a thing, a
// list of things, or nil.
type resolver = func(r *reference, o thing, a inputsOf) (any, error)

// resolve finds a field's value: by the table below, or in the column of the
// same name.
func (r *reference) resolve(o thing, field string, args inputsOf) (any, error) {
	if p, ok := o.value.(paged); ok {
		return r.ofPage(o, p, field), nil
	}
	if e, ok := o.value.(edge); ok {
		return map[string]any{"node": e.node, "cursor": e.cursor}[field], nil
	}
	if f, ok := resolvers[o.typ+"."+field]; ok {
		return f(r, o, args)
	}
	return scalar(o.typ, schema.Types[o.typ].Fields.ForName(field).Type.Name(), o.row[snake(field)]), nil
}

func (r *reference) ofPage(o thing, p paged, field string) any {
	kind := schema.Types[o.typ].Fields.ForName
	switch field {
	case "nodes":
		return p.things
	case "edges":
		out := []thing{}
		for _, t := range p.things {
			out = append(out, thing{typ: kind("edges").Type.Name(), value: edge{t, p.place(t).Cursor()}})
		}
		return out
	case "pageInfo":
		return thing{typ: "PageInfo", value: p}
	case "hasNextPage":
		return p.more
	case "hasPreviousPage":
		return false // pages are read forwards only
	}
	if len(p.things) == 0 {
		return nil
	}
	at := map[string]int{"startCursor": 0, "endCursor": len(p.things) - 1}[field]
	return p.place(p.things[at]).Cursor()
}

// scalar writes a column as the type of the field wants it.
func scalar(owner, typ string, v any) any {
	switch v := v.(type) {
	case string:
		if typ == "ID" {
			return ids.Global(owner, v)
		}
		if typ == "Time" {
			return stamp(v)
		}
	case json.Number:
		f, _ := v.Float64()
		return f
	}
	return v
}

// stamp is a moment as the API writes it.
func stamp(text string) string {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func snake(name string) string {
	var b strings.Builder
	for _, c := range name {
		if strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c) {
			b.WriteString("_" + strings.ToLower(string(c)))
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// column is a field whose column has another name.
func column(name string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) { return scalar(o.typ, "", o.row[name]), nil }
}

// beside is a column of the row in another table that a column names.
func beside(key, table, at, column string) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) {
		reach, err := r.reach(o.typ)
		if err != nil {
			return nil, err
		}
		return r.find(reach, table, at, o.row.text(key))[column], nil
	}
}

// to leads to the row that a column names; where the schema allows it, what
// may not be asked is null.
func to(typ, key, at string, perhaps bool) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) {
		if perhaps {
			return r.perhaps(typ, at, o.row.text(key))
		}
		return r.one(typ, at, o.row.text(key))
	}
}

// rowsOf leads to the rows whose column is the id of the object.
func rowsOf(typ, column string, o order) resolver {
	return func(r *reference, of thing, _ inputsOf) (any, error) {
		return listedOf(r.things(typ, o, func(row record) bool { return row.text(column) == of.row.text("id") }))
	}
}

// listedOf keeps an error from hiding in a list.
func listedOf(list []thing, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return list, nil
}

var resolvers = map[string]resolver{
	"PartnerType.endCustomers": column("owns_end_customers"), "PortfolioLink.primary": column("is_primary"),
	"TemplateVersion.contentSHA256": column("content_sha256"), "AgreementText.bodySHA256": column("body_sha256"), "AuditEntry.kind": column("object_kind"),

	"Partner.type":           to("PartnerType", "type_key", "key", false),
	"Partner.channelManager": to("Person", "channel_manager_id", "id", true),
	"Partner.memberships": rowsOf("Membership", "partner_id", then(func(a, b record) int {
		return boolean(a["valid_to"] != nil) - boolean(b["valid_to"] != nil)
	}, down(byTime("valid_from")), by("id"))),
	"Partner.agreements":     rowsOf("Agreement", "partner_id", then(by("kind"), down(byNumber("version")), by("id"))),
	"Partner.authorizations": rowsOf("ProductAuthorization", "partner_id", by("product_line", "country", "id")),
	"Partner.certifications": rowsOf("Certification", "partner_id", then(down(byTime("expires_at")), by("id"))),
	"Partner.logos":          rowsOf("Logo", "partner_id", newest),
	"Partner.links":          (*reference).links,
	"Partner.portfolio":      (*reference).portfolio,
	"Partner.decision":       (*reference).decision,

	"PortfolioLink.distributor": to("Partner", "distributor_id", "id", true),
	"PortfolioLink.reseller":    to("Partner", "reseller_id", "id", true),
	"Program.tiers":             rowsOf("Tier", "program_id", byNumber("rank")),
	"Membership.programKey":     beside("program_id", "program", "id", "key"),
	"Membership.program":        beside("program_id", "program", "id", "name"),
	"Membership.tier":           to("Tier", "tier_id", "id", false),
	"Agreement.title":           (*reference).title,
	"AgreementText.family":      (*reference).family,
	"Certification.renews":      to("Certification", "renews", "id", true),
	"Certification.name":        beside("definition_key", "certification_definition", "key", "name"),
	"TemplateVersion.slug":      beside("template_id", "template", "id", "slug"),
	"TemplateVersion.warnings":  (*reference).warnings,
	"Asset.files":               (*reference).files,
	"AssetFile.downloadUrl":     address("/asset/"),
	"Rendition.partner":         to("Partner", "partner_id", "id", true),
	"Rendition.via":             to("Partner", "via_distributor_id", "id", true),
	"Rendition.version":         to("TemplateVersion", "template_version_id", "id", false),
	"Rendition.downloadUrl":     address("/download/"),
	"Rendition.previewUrl":      address("/copy/"),
	"Logo.findings":             (*reference).findings,
	"Logo.aspect":               (*reference).aspect,
	"Logo.offers":               (*reference).offers,
	"BulkRender.progress":       (*reference).progress,
	"Logo.previewUrl":           address("/logo/"),
	"BulkRender.items":          (*reference).bulkItems,
	"BulkRender.archiveUrl":     (*reference).archiveURL,
	"BulkRenderItem.partner":    to("Partner", "partner_id", "id", true),
	"BulkRenderItem.rendition":  to("Rendition", "rendition_id", "id", true),
	"Approval.partner":          to("Partner", "partner_id", "id", true),
	"Approval.via":              to("Partner", "via_distributor_id", "id", true),
	"Approval.version":          to("TemplateVersion", "template_version_id", "id", false),
	"Approval.rendition":        to("Rendition", "rendition_id", "id", true),
	"Approval.previewUrl":       address("/approval/"),
	"Approval.fields":           (*reference).filledIn,
	"LogoTwin.logo":             to("Logo", "logo_id", "id", false),
	"AuditEntry.hash": func(_ *reference, o thing, _ inputsOf) (any, error) {
		return strings.TrimPrefix(o.row.text("hash"), `\x`), nil
	},

	"Viewer.person": func(r *reference, _ thing, _ inputsOf) (any, error) {
		if row := r.find(access.Door, "person", "id", r.who.Person); row != nil {
			return thing{typ: "Person", row: row}, nil
		}
		return nil, nil
	},
	"Viewer.partner":   func(r *reference, _ thing, _ inputsOf) (any, error) { return r.perhaps("Partner", "id", r.who.Partner) },
	"Viewer.roles":     func(r *reference, _ thing, _ inputsOf) (any, error) { return texts(r.who.Roles), nil },
	"Viewer.actions":   (*reference).actions,
	"Viewer.apiTokens": (*reference).tokens,
}

func init() { // what leads back to the table
	for name, f := range rootResolvers {
		resolvers["Query."+name] = f
	}
	for name, f := range madeResolvers {
		resolvers[name] = f
	}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

func texts[T ~string](list []T) []any {
	out := []any{}
	for _, s := range list {
		out = append(out, string(s))
	}
	return out
}

func (r *reference) links(o thing, _ inputsOf) (any, error) {
	mine := o.row.text("id")
	return listedOf(r.things("PortfolioLink", then(down(byTime("valid_from")), down(by("id"))),
		func(l record) bool { return l.text("reseller_id") == mine || l.text("distributor_id") == mine }))
}

func (r *reference) portfolio(o thing, a inputsOf) (any, error) {
	want, err := wantedPage(a)
	if err != nil {
		return nil, err
	}
	reach, err := r.reach("Partner")
	if err != nil {
		return nil, err
	}
	served := map[string]bool{}
	for _, l := range r.rows.all(reach, "portfolio_link") {
		if l.now() && l.text("distributor_id") == o.row.text("id") {
			served[l.text("reseller_id")] = true
		}
	}
	all := filter(r.rows.all(reach, "partner"), func(p record) bool { return served[p.text("id")] })
	return connection("PartnerConnection")(byNamePage.page(sorted("Partner", by("display_name", "id"), all), want))
}

func (r *reference) progress(o thing, _ inputsOf) (any, error) {
	settled := 0.0
	for _, state := range []string{"made", "unchanged", "waiting", "refused", "failed"} {
		settled += float64(o.row.number(state))
	}
	return settled / max(1, float64(o.row.number("total"))), nil
}

func (r *reference) archiveURL(o thing, _ inputsOf) (any, error) {
	if o.row.number("made")+o.row.number("unchanged") == 0 {
		return nil, nil
	}
	return link("/bulk/"), nil
}

func (r *reference) bulkItems(o thing, a inputsOf) (any, error) {
	want, err := wantedPage(a)
	if err != nil {
		return nil, err
	}
	found, err := r.things("BulkRenderItem", by("id"), func(i record) bool {
		return i.text("bulk_id") == o.row.text("id") && (a["state"] == nil || i.text("state") == a["state"])
	})
	if err != nil {
		return nil, err
	}
	return connection("BulkRenderItemConnection")(sortKey{id: "id"}.page(found, want))
}

func (r *reference) filledIn(o thing, _ inputsOf) (any, error) {
	values, _ := o.row["fields"].(map[string]any)
	filled := []filling{}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		filled = append(filled, filling{key, values[key].(string)})
	}
	return eachOf("FieldValue", filled), nil
}

// filling is what was put into one field.
type filling struct{ key, value string }

var byNamePage = sortKey{column: "display_name", id: "id"}

// connection gives a page the type of the field.
func connection(typ string) func(any, error) (any, error) {
	return func(v any, err error) (any, error) {
		t, ok := v.(thing)
		if t.typ = typ; !ok {
			return nil, err
		}
		return t, err
	}
}

// decision asks the service about one partner alone.
func (r *reference) decision(o thing, a inputsOf) (any, error) {
	if _, err := r.reach("Template"); err != nil {
		return nil, nil
	}
	template, err := localID("Template", a["templateId"])
	if err != nil {
		return nil, err
	}
	language, _ := a["language"].(string)
	offer, err := r.e.Cobrand.TemplateByID(r.ctx, library.TemplateID(template), partner.ID(o.row.text("id")), language)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return thing{typ: "Decision", value: offer.Decision}, nil
}

func (r *reference) title(o thing, _ inputsOf) (any, error) {
	reach, err := r.reach("Agreement")
	if err != nil {
		return nil, err
	}
	for _, text := range r.rows.all(reach, "agreement_text") {
		if text.text("kind") == o.row.text("kind") && text.number("version") == o.row.number("version") {
			return text["title"], nil
		}
	}
	return nil, nil
}

func (r *reference) family(o thing, _ inputsOf) (any, error) {
	if o.row.text("family") == "ANY" {
		return nil, nil
	}
	return o.row["family"], nil
}

// files are the newest of each language.
func (r *reference) files(o thing, a inputsOf) (any, error) {
	all, err := r.things("AssetFile", then(by("language"), down(byNumber("number"))), func(f record) bool { return f.text("asset_id") == o.row.text("id") })
	return listedOf(slices.CompactFunc(all, func(a, b thing) bool { return a.row.text("language") == b.row.text("language") }), err)
}

// link is the address of a file: its end is a secret of the server.
type link string

func address(route string) resolver {
	return func(*reference, thing, inputsOf) (any, error) { return link(route), nil }
}

func problems(v any) (any, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var list problem.List
	err = json.Unmarshal(raw, &list)
	return eachOf("Problem", list), err
}

// eachOf makes things of values.
func eachOf[T any](typ string, list []T) []thing {
	out := []thing{}
	for i := range list {
		out = append(out, thing{typ: typ, value: &list[i]})
	}
	return out
}

func (r *reference) warnings(o thing, _ inputsOf) (any, error) { return problems(o.row["problems"]) }

func (r *reference) findings(o thing, _ inputsOf) (any, error) {
	report, _ := o.row["report"].(map[string]any)
	return problems(report["findings"])
}

func (r *reference) actions(thing, inputsOf) (any, error) {
	out := []any{}
	for _, a := range access.Actions() {
		if access.Of(r.who, a) != access.None {
			out = append(out, string(a))
		}
	}
	return out, nil
}

func (r *reference) tokens(thing, inputsOf) (any, error) {
	if access.Of(r.who, access.TokenManage) == access.None {
		return []thing{}, nil
	}
	return listedOf(r.things("ApiToken", down(by("id")), func(t record) bool { return t.text("person_id") == r.who.Person }))
}
