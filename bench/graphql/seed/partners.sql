-- Partners and portfolios: size M of the domain, with 50 distributors instead of
-- 25, because the large operation asks for 50. Ids come from md5, so that two
-- runs have the same rows. Names of distributors begin with A, before those of
-- the demo: the first 50 by name are the ones whose counts are exact.
create temp table distributor as
select d, md5('distributor ' || d)::uuid as id from generate_series(1, 50) d;

create temp table reseller as
select n, md5('reseller ' || n)::uuid as id
from generate_series(1, current_setting('bench.resellers')::int) n;

create temp table manager as
select id from person where partner_id is null and roles @> '{CHANNEL_MANAGER}' limit 1;

create function pg_temp.pick(words text[], n int) returns text language sql immutable as
'select words[1 + n % cardinality(words)]';

create temp table country as
select pg_temp.pick('{DE,AT,CH,FR,BE,NL,LU,IT,ES,PT,PL,CZ,SK,HU,RO,BG,GR,HR,SI,DK,SE,NO,FI,EE,LV,LT,IE,GB,US,CA,MX,BR,AR,CL,AU,NZ,JP,KR,SG,ZA}', n) as code, n
from generate_series(0, 39) n;

insert into partner (id, type_key, slug, legal_name, display_name, status, website, phone, email,
  countries, industries, languages, currency, channel_manager_id)
select id, pg_temp.pick('{DISTRIBUTOR_BROADLINE,DISTRIBUTOR_VAD,DISTRIBUTOR_REGIONAL,DISTRIBUTOR_CLOUD}', d),
  'alder-' || d, format('Alder %s Distribution Ltd.', d), format('Alder Distribution %s', lpad(d::text, 3, '0')), 'ACTIVE',
  format('https://alder-%s.example', d), '+49 30 5550' || lpad(d::text, 3, '0'), format('office@alder-%s.example', d),
  (select array_agg(code) from country where n % 10 = d % 10), '{manufacturing,retail}', '{en,de}', 'EUR', (select id from manager)
from distributor;

-- One in twenty is suspended.
insert into partner (id, type_key, slug, legal_name, display_name, status, website, phone, email,
  countries, industries, languages, currency, access_level, channel_manager_id)
select id, 'RESELLER', 'reseller-' || n, format('%s Ltd.', name), name, case when n % 20 = 7 then 'SUSPENDED' else 'ACTIVE' end,
  format('https://reseller-%s.example', n), '+49 40 55' || lpad(n::text, 6, '0'), format('office@reseller-%s.example', n),
  array[(select code from country c where c.n = r.n % 40)], array[pg_temp.pick('{energy,retail,health,public-sector,logistics}', n)],
  array[pg_temp.pick('{en,de,fr,es,it,nl,pl,pt,cs,sv,da,fi}', n)], pg_temp.pick('{EUR,USD,GBP}', n),
  case when n % 50 = 3 then 'COBRAND' end, (select id from manager)
from (select n, id, pg_temp.pick('{Harbor,Cedar,Granite,Lantern,Meadow,Orchard,Pioneer,Quarry,Ridge,Summit,Tidal,Upland,Valley,Willow,Bridge,Canyon,Delta,Ember,Falcon,Glacier,Hollow,Island,Juniper,Kestrel,Lagoon,Marble,Nimbus,Opal,Prairie,Quartz,River,Sable,Thistle,Union,Vista,Walnut,Zephyr,Anchor,Beacon,Copper}', n)
    || ' ' || pg_temp.pick('{Networks,Systems,Data,Technik,Solutions,Cloud,IT,Services,Digital,Connect,Integrators}', n / 40) || ' ' || n as name
  from reseller) r;

-- Two distributors each: 10,000 links at M, 200 in a portfolio. One link in
-- eight holds its reseller down; one reseller in ten has left a third.
insert into portfolio_link (id, distributor_id, reseller_id, state, origin, is_primary, access_level_cap, valid_from, reseller_name)
select md5('link ' || n || ' ' || k)::uuid, d.id, r.id, 'ACTIVE', 'VENDOR', k = 0,
  case when n % 8 = 5 then 'DOWNLOAD' end, timestamptz '2025-01-15' + n * interval '1 hour', p.display_name
from reseller r join partner p on p.id = r.id cross join generate_series(0, 1) k
join distributor d on d.d = 1 + (n + k * (1 + n / 50 % 49)) % 50;

insert into portfolio_link (id, distributor_id, reseller_id, state, origin, valid_from, valid_to, reseller_name)
select md5('past ' || n)::uuid, d.id, r.id, 'ENDED', 'DISTRIBUTOR', timestamptz '2023-02-01', timestamptz '2024-12-31', p.display_name
from reseller r join partner p on p.id = r.id join distributor d on d.d = 1 + (n + 25) % 50
where n % 10 = 0;
