// The statements of the Yoga peer. Each has a name, so pg keeps it prepared.
const now = `l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())`

export const partners = {
  name: 'partners',
  text: `select id, slug, display_name as "displayName", status, website, currency from partner order by display_name, id limit $1`,
}

export const distributors = {
  name: 'distributors',
  text: `select p.id, p.display_name as "displayName", p.status
from partner p join partner_type t on t.key = p.type_key
where t.family = 'DISTRIBUTOR' order by p.display_name, p.id limit $1`,
}

export const search = {
  name: 'search',
  text: `select id, display_name as "displayName", status from partner
where position(lower($1) in lower(display_name)) > 0 order by display_name, id limit $2`,
}

export const partner = {
  name: 'partner',
  text: `select id, display_name as "displayName", status from partner where id = $1`,
}

// One join for all distributors and a window for the pages: a lateral join for
// each of them takes three times as long here.
export const portfolios = {
  name: 'portfolios',
  text: `select k.id as "distributorId", r.* from unnest($1::uuid[]) k(id) cross join lateral (
  select p.id, p.display_name as "displayName", p.status
  from portfolio_link l join partner p on p.id = l.reseller_id
  where l.distributor_id = k.id and ${now}
  order by l.reseller_name, l.reseller_id limit $2) r`,
}

export const certifications = {
  name: 'certifications',
  text: `select partner_id as "partnerId", id, definition_key as "definitionKey", issued_at as "issuedAt", expires_at as "expiresAt", revoked_at as "revokedAt"
from certification where partner_id = any($1) order by expires_at desc, id`,
}

// What the datasheet asks of a partner, as facts.
export const standings = {
  name: 'standings',
  text: `select p.id, p.status, p.access_level as "granted",
  (select max(t.rank) from membership m join tier t on t.id = m.tier_id where m.partner_id = p.id and m.valid_to is null and m.state in ('ACTIVE', 'AT_RISK')) as rank,
  (select max(s.rank) from membership m join tier s on s.program_id = m.program_id and s.key = 'silver'
    where m.partner_id = p.id and m.valid_to is null and m.state in ('ACTIVE', 'AT_RISK')) as silver,
  array(select t.access_level from membership m join tier t on t.id = m.tier_id where m.partner_id = p.id and m.valid_to is null and m.state in ('ACTIVE', 'AT_RISK')) as levels,
  array(select coalesce(l.access_level_cap, 'COBRAND_EXTENDED') from portfolio_link l where l.reseller_id = p.id and ${now}) as caps,
  exists (select 1 from agreement a where a.partner_id = p.id and a.kind = 'cobranding-addendum-2026' and a.state = 'SIGNED'
    and a.valid_from <= now() and (a.valid_to is null or a.valid_to > now())) as agreement,
  exists (select 1 from logo g where g.partner_id = p.id and g.variant = 'PRIMARY' and g.state = 'APPROVED') as logo
from partner p where p.id = any($1)`,
}
