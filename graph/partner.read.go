package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
)

var byName = read.Order{Sort: "t.display_name"}

var partnerQueries = read.Fields{
	"partners": read.Pages{Order: byName, Filters: []read.Filter{
		{Arg: "filter.family", SQL: "exists (select 1 from partner_type y where y.key = t.type_key and y.family = $)"},
		{Arg: "filter.country", SQL: "$ = any(t.countries)"},
		{Arg: "filter.status", SQL: "t.status = $"},
		{Arg: "filter.search", SQL: "position(lower($) in lower(t.display_name)) > 0"},
	}},
	"partner":      read.One{Arg: "id"},
	"partnerTypes": read.List{Order: "t.family, t.key", Most: 200},
}

// linkNow joins the links under which resellers are served at this moment.
const linkNow = "join portfolio_link l on l.reseller_id = t.id and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())"

// bothSides are the links, each once for either end.
const bothSides = `(select x.*, x.reseller_id as side from portfolio_link x
  union all select x.*, x.distributor_id from portfolio_link x) t`

func partnerTypes(svc *Services) []read.Type {
	return []read.Type{
		{Name: "Partner", Table: "partner t", Ask: access.PartnerRead,
			Plain: "id slug legalName displayName status website phone email countries industries languages specialisations currency accessLevel createdAt",
			Fields: read.Fields{
				"type":           read.One{Key: "t.type_key"},
				"channelManager": read.One{Key: "t.channel_manager_id"},
				"portfolio":      read.Pages{By: "l.distributor_id", Join: linkNow, Order: read.Order{Sort: "l.reseller_name", ID: "l.reseller_id"}},
				"links":          read.List{From: bothSides, By: "t.side", Order: "t.valid_from desc, t.id desc", Most: 500},
				"memberships":    read.List{By: "t.partner_id", Order: "t.valid_to is null desc, t.valid_from desc, t.id", Most: 200},
				"agreements":     read.List{By: "t.partner_id", Order: "t.kind, t.version desc, t.id", Most: 200},
				"authorizations": read.List{By: "t.partner_id", Order: "t.product_line, t.country, t.id", Most: 1000},
				"certifications": read.List{By: "t.partner_id", Order: "t.expires_at desc, t.id", Most: 1000},
				"logos":          read.List{By: "t.partner_id", Order: "t.created_at desc, t.id desc", Most: 100},
				"decision":       read.Compute(access.LibraryRead, "t.id", svc.decisions),

				"trainingProgress":          read.One{Key: "t.id"},
				"portfolioProgress":         read.One{Key: ownPortfolio},
				"learners":                  read.Pages{By: "t.partner_id", Join: "join person n on n.id = t.person_id", Order: read.Order{Sort: "n.name", ID: "t.person_id"}},
				"certificationForecast":     ownForecast,
				"portfolioForecast":         portfolioForecast,
				"certificationNoticeCounts": read.List{By: "t.partner_id", Order: "t.definition_key, t.stage", Most: 1000},
				"effects":                   read.List{By: "t.partner_id", Order: "t.kind, t.target", Most: 1000},
				"effectEntries":             read.Pages{By: "t.partner_id", Order: read.Order{Sort: "t.at", Time: true, Desc: true}},
				"reportsTrusted":            read.Column(reportsTrusted),
			}},
		{Name: "PartnerType", Table: "partner_type t", Key: "t.key", Text: true, Ask: access.PartnerRead,
			Plain:  "key family name functions metrics forms",
			Fields: read.Fields{"endCustomers": read.Column("t.owns_end_customers")}},
		{Name: "PortfolioLink", Table: "portfolio_link t", Ask: access.PartnerRead,
			Plain: "id state accessLevelCap validFrom validTo",
			Fields: read.Fields{
				"primary":     read.Column("t.is_primary"),
				"distributor": read.One{Key: "t.distributor_id"},
				"reseller":    read.One{Key: "t.reseller_id"},
			}},
		answers("RegisterPartnerPayload", "partner", partnerKey),
		answers("EditPartnerPayload", "partner", partnerKey),
		answers("SetPartnerStatusPayload", "partner", partnerKey),
		answers("LinkResellerPayload", "link", linkKey),
		answers("EndPortfolioLinkPayload", "link", linkKey),
		read.Value("GrantAccessLevelPayload",
			read.To("partner", func(g *granted) string { return keyOr(g.partner, partnerKey) }),
			read.To("person", func(g *granted) string { return keyOr(g.person, personKey) }),
			repairs(func(g *granted) []*userError { return g.broken })),
	}
}

// granted is the answer to grantAccessLevel: one of the two, or what to repair.
type granted struct {
	partner *partner.Partner
	person  *member.Person
	broken  []*userError
}

func partnerKey(p *partner.Partner) string { return string(p.ID) }
func linkKey(l *partner.Link) string       { return string(l.ID) }
func personKey(p *member.Person) string    { return string(p.ID) }

func keyOr[T any](v *T, key func(*T) string) string {
	if v == nil {
		return ""
	}
	return key(v)
}
