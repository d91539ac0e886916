package main

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// store reads with explicit predicates; statements stay prepared in db.
type store struct{ db *db.DB }

const partnerColumns = `p.id, p.slug, p.display_name, p.status, p.website, p.currency`

const partnersByName = `select ` + partnerColumns + ` from partner p order by p.display_name, p.id limit $1`

const distributorsByName = `select ` + partnerColumns + `
from partner p join partner_type t on t.key = p.type_key
where t.family = 'DISTRIBUTOR' order by p.display_name, p.id limit $1`

const partnersWith = `select ` + partnerColumns + ` from partner p
where position(lower($1) in lower(p.display_name)) > 0 order by p.display_name, p.id limit $2`

const partnerByID = `select ` + partnerColumns + ` from partner p where p.id = $1`

const linksNow = `l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())`

// One join for all distributors and a window for the pages: a lateral join for
// each of them takes three times as long here.
const portfolios = `select k.id as distributor_id, r.* from unnest($1::uuid[]) k(id) cross join lateral (
  select ` + partnerColumns + `
  from portfolio_link l join partner p on p.id = l.reseller_id
  where l.distributor_id = k.id and ` + linksNow + `
  order by l.reseller_name, l.reseller_id limit $2) r`

const certificationsOf = `select partner_id, id, definition_key, issued_at, expires_at, revoked_at
from certification where partner_id = any($1) order by expires_at desc, id`

const standingsOf = `select p.id, p.status, p.access_level,
  (select max(t.rank) from membership m join tier t on t.id = m.tier_id where m.partner_id = p.id and m.valid_to is null and m.state in ('ACTIVE', 'AT_RISK')) as rank,
  (select max(s.rank) from membership m join tier s on s.program_id = m.program_id and s.key = 'silver'
    where m.partner_id = p.id and m.valid_to is null and m.state in ('ACTIVE', 'AT_RISK')) as silver,
  array(select t.access_level from membership m join tier t on t.id = m.tier_id where m.partner_id = p.id and m.valid_to is null and m.state in ('ACTIVE', 'AT_RISK')) as levels,
  array(select coalesce(l.access_level_cap, 'COBRAND_EXTENDED') from portfolio_link l where l.reseller_id = p.id and ` + linksNow + `) as caps,
  exists (select 1 from agreement a where a.partner_id = p.id and a.kind = 'cobranding-addendum-2026' and a.state = 'SIGNED'
    and a.valid_from <= now() and (a.valid_to is null or a.valid_to > now())) as agreement,
  exists (select 1 from logo g where g.partner_id = p.id and g.variant = 'PRIMARY' and g.state = 'APPROVED') as logo
from partner p where p.id = any($1)`

func (s store) page(ctx context.Context, statement string, args ...any) ([]*Partner, error) {
	var out []*Partner
	err := s.db.SelectContext(ctx, &out, statement, args...)
	return out, err
}

func idsOf(rows []*Partner) (ids []string, at map[string]*Partner) {
	ids, at = make([]string, len(rows)), make(map[string]*Partner, len(rows))
	for i, p := range rows {
		ids[i], at[p.ID] = p.ID, p
	}
	return ids, at
}

// portfolios fills in the portfolios of all rows with one statement, and gives
// all their resellers.
func (s store) portfolios(ctx context.Context, rows []*Partner, first int) ([]*Partner, error) {
	ids, at := idsOf(rows)
	for _, p := range rows {
		p.Portfolio = &PartnerConnection{Nodes: []*Partner{}}
	}
	var found []struct {
		DistributorID string `db:"distributor_id"`
		Partner
	}
	err := s.db.SelectContext(ctx, &found, portfolios, gate.Array(ids), first)
	all := make([]*Partner, len(found))
	for i := range found {
		all[i] = &found[i].Partner
		page := at[found[i].DistributorID].Portfolio
		page.Nodes = append(page.Nodes, all[i])
	}
	return all, err
}

// certifications fills in those of all rows with one statement. A row may stand
// for a partner several times: a reseller of several distributors.
func (s store) certifications(ctx context.Context, rows []*Partner) error {
	ids, _ := idsOf(rows)
	var found []*Certification
	if err := s.db.SelectContext(ctx, &found, certificationsOf, gate.Array(ids)); err != nil {
		return err
	}
	of := make(map[string][]*Certification, len(rows))
	for _, c := range found {
		of[c.PartnerID] = append(of[c.PartnerID], c)
	}
	for _, p := range rows {
		if p.Certifications = of[p.ID]; p.Certifications == nil {
			p.Certifications = []*Certification{}
		}
	}
	return nil
}

func (s store) decisions(ctx context.Context, rows []*Partner) error {
	ids, _ := idsOf(rows)
	var found []*standing
	if err := s.db.SelectContext(ctx, &found, standingsOf, gate.Array(ids)); err != nil {
		return err
	}
	of := make(map[string]*Decision, len(rows))
	for _, st := range found {
		of[st.ID] = st.decide()
	}
	for _, p := range rows {
		p.Decision = of[p.ID]
	}
	return nil
}
