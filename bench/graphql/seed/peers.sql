-- What the peers need: a login that row security does not bind, and for
-- PostGraphile the functions that a project on it would write. They return sets
-- and say language sql, so the planner takes them into the statement around them.
create role bench_peer login bypassrls;
grant select on all tables in schema public to bench_peer;

create function distributors() returns setof partner language sql stable as $$
select p.* from partner p join partner_type t on t.key = p.type_key
where t.family = 'DISTRIBUTOR' order by p.display_name, p.id $$;

create function search_partners(word text) returns setof partner language sql stable as $$
select p.* from partner p where position(lower(word) in lower(p.display_name)) > 0 order by p.display_name, p.id $$;

create function partner_portfolio(p partner) returns setof partner language sql stable as $$
select r.* from portfolio_link l join partner r on r.id = l.reseller_id
where l.distributor_id = p.id and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())
order by l.reseller_name, l.reseller_id $$;

-- The requirements of the template edge-gateway-datasheet, written out.
create function partner_decision(p partner, template_id uuid) returns table (result text, unmet_count int) language sql stable as $$
select case when o.n = 0 then 'ALLOWED' else 'LOCKED' end, o.n
from (
  select (p.status <> 'ACTIVE')::int
    + (coalesce(place.rank, 0) < coalesce(place.silver, 1))::int
    + (not ((place.best or coalesce(p.access_level in ('COBRAND', 'COBRAND_EXTENDED'), false)) and link.opens))::int
    + (not exists (select 1 from agreement a where a.partner_id = p.id and a.kind = 'cobranding-addendum-2026' and a.state = 'SIGNED'
        and a.valid_from <= now() and (a.valid_to is null or a.valid_to > now())))::int
    + (not exists (select 1 from logo g where g.partner_id = p.id and g.variant = 'PRIMARY' and g.state = 'APPROVED'))::int as n
  from (
    select max(t.rank) as rank, max(s.rank) as silver,
      coalesce(bool_or(t.access_level in ('COBRAND', 'COBRAND_EXTENDED')), false) as best
    from membership m join tier t on t.id = m.tier_id left join tier s on s.program_id = t.program_id and s.key = 'silver'
    where m.partner_id = p.id and m.valid_to is null and m.state in ('ACTIVE', 'AT_RISK')) place,
  (
    select coalesce(bool_or(l.access_level_cap is null or l.access_level_cap in ('COBRAND', 'COBRAND_EXTENDED')), true) as opens
    from portfolio_link l
    where l.reseller_id = p.id and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())) link
) o $$;
