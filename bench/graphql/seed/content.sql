-- Sales content: 1,500 pieces in six languages at M. Nobody downloads them here.
insert into asset (id, slug, kind, title, product, families, access_level, state)
select md5('asset ' || n)::uuid, 'content-' || n, pg_temp.pick('{DATASHEET,DECK,CASE_STUDY,VIDEO,SOCIAL,FORM}', n),
  format('%s for %s, part %s', pg_temp.pick('{Guide,Story,Overview,Checklist}', n), pg_temp.pick('{sales,service,planning}', n), n),
  'edge-gateway', '{DISTRIBUTOR,RESELLER}', pg_temp.pick('{VIEW,DOWNLOAD}', n), 'PUBLISHED'
from generate_series(1, current_setting('bench.assets')::int) n;

insert into asset_version (id, asset_id, language, number, sha256, bytes, media_type, file_name)
select md5(a.slug || l)::uuid, a.id, l, 1, md5(a.slug) || md5(l), 100000, 'application/pdf', a.slug || '.' || l || '.pdf'
from asset a cross join unnest('{en,de,fr,es,it,nl}'::text[]) l
where a.slug like 'content-%';
