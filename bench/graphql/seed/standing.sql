-- What decisions look at: places, agreements, rights to sell, proofs, logos.
-- Shares are such that a page of a portfolio has open and locked partners.
insert into membership (id, partner_id, program_id, tier_id, state, by_hand, valid_from)
select md5('place r ' || r.n)::uuid, r.id, t.program_id, t.id, case when r.n % 25 = 4 then 'AT_RISK' else 'ACTIVE' end,
  case when r.n % 25 = 4 then 'AT_RISK' end, timestamptz '2025-01-01'
from reseller r
join program p on p.key = 'veldmark-reseller'
join tier t on t.program_id = p.id and t.key = pg_temp.pick('{registered,silver,silver,gold,gold,silver,platinum}', r.n);

insert into membership (id, partner_id, program_id, tier_id, state, valid_from)
select md5('place d ' || d.d)::uuid, d.id, t.program_id, t.id, 'ACTIVE', timestamptz '2025-01-01'
from distributor d
join program p on p.key = 'veldmark-distribution'
join tier t on t.program_id = p.id and t.key = pg_temp.pick('{silver,gold,platinum}', d.d);

-- Of six resellers one has not signed the addendum and one has let it end.
insert into agreement (id, partner_id, kind, version, state, signed_at, valid_from, valid_to)
select md5(kind || ' ' || n)::uuid, id, kind, 1, case when open then 'SENT' else 'SIGNED' end,
  case when not open then timestamptz '2026-01-10' end, timestamptz '2026-01-01',
  case when past then timestamptz '2026-06-30' else timestamptz '2036-01-01' end
from (
  select n, id, 'cobranding-addendum-2026' as kind, n % 6 = 1 as open, n % 6 = 2 as past from reseller
  union all select n, id, 'reseller-2026', false, false from reseller
  union all select -d, id, 'cobranding-addendum-2026', false, false from distributor
  union all select -d, id, 'distribution-2026', false, false from distributor
) signed;

insert into product_authorization (id, partner_id, product_line, country, valid_from)
select md5('right ' || p.slug || c)::uuid, p.id, 'edge-gateway', c, timestamptz '2025-01-01'
from partner p cross join unnest(p.countries) c
where p.id in (select id from reseller union all select id from distributor);

insert into certification_definition (key, name, minutes, valid_months)
select key, name, 120, 24 from (values
  ('edge-support-101', 'Edge Support 101'), ('edge-security-202', 'Edge Security 202'), ('edge-design-401', 'Edge Design 401')
) more (key, name);

-- Five for every reseller, so the large operation has 5,000: one in five has
-- ended, one in a hundred was taken back.
insert into certification (id, definition_key, partner_id, issued_at, expires_at, revoked_at)
select md5('proof ' || n || ' ' || k)::uuid,
  pg_temp.pick('{edge-sales-201,edge-engineer-301,edge-support-101,edge-security-202,edge-design-401}', k), id,
  issued, issued + interval '24 months', case when (n + k) % 100 = 0 then issued + interval '3 months' end
from (select r.n, k, r.id, timestamptz '2024-03-01' + (n % 700 + k * 200) * interval '1 day' as issued
  from reseller r cross join generate_series(0, 4) k) held;

-- One prepared mark of the demo stands for all. One reseller in five has none.
insert into logo (id, partner_id, variant, state, kind, file_name, source_sha256, mark_sha256, width, height, report)
select md5('logo ' || n)::uuid, o.id, g.variant, case when n % 5 = 3 then 'NEEDS_REVIEW' else 'APPROVED' end,
  g.kind, g.file_name, g.source_sha256, g.mark_sha256, g.width, g.height, g.report
from (select n, id from reseller where n % 10 <> 9 union all select -d, id from distributor) o
cross join (select * from logo where variant = 'PRIMARY' and state = 'APPROVED' order by file_name limit 1) g;
