-- Six people of each partner: 30,000 at M. The administrators of distributors
-- may sign in, with the password of the demo.
insert into person (id, partner_id, email, name, locale, status, roles)
select md5('person ' || o.slug || k)::uuid, o.id, format('person%s@%s.example', k, o.slug),
  pg_temp.pick('{Ana,Bo,Chidi,Dana,Emre,Freya,Goran,Hana,Ivo,Jana,Kofi,Lena}', o.n + k) || ' ' ||
  pg_temp.pick('{Aalto,Berg,Costa,Dietz,Evans,Fontana,Grau,Horvat,Ito,Jensen,Keller}', o.n * 7 + k),
  'en', case when k = 1 then 'ACTIVE' else 'INVITED' end, array[case when k = 1 then admin else other end]
from (
  select n, r.id, 'reseller-' || n as slug, 'RESELLER_ADMIN' as admin, 'RESELLER_SELLER' as other from reseller r
  union all select d, id, 'alder-' || d, 'DISTRIBUTOR_ADMIN', 'DISTRIBUTOR_MANAGER' from distributor
) o cross join generate_series(1, 6) k;

insert into password (person_id, hash)
select p.id, (select w.hash from password w join person q on q.id = w.person_id where q.email = 'dana@bluffharbor.example')
from person p where p.partner_id in (select id from distributor) and p.status = 'ACTIVE';
