-- Many pieces from one form: what an order is for is said by each of its items.
-- +goose Up

alter table bulk_render
  add column fields jsonb not null default '{}',
  add column logo_variant text check (logo_variant in ('PRIMARY', 'REVERSED', 'SQUARE', 'MONO'));
comment on table bulk_render is 'Many copies of one form: one piece for many partners, or many pieces for one. Each is made of the version that is published when its turn comes.';
comment on column bulk_render.piece is 'The piece for all partners; empty: each item''s own. So is output.';
comment on column bulk_render.fields is 'What was filled in, the same for every item.';

alter table bulk_render_item add column piece text, add column output text;
alter table bulk_render_item no force row level security;
alter table bulk_render no force row level security;
update bulk_render_item i set piece = b.piece, output = b.output from bulk_render b where b.id = i.bulk_id;
alter table bulk_render_item force row level security;
alter table bulk_render force row level security;
alter table bulk_render_item alter column piece set not null, alter column output set not null;
comment on table bulk_render_item is 'What has become of one copy of an order, and why. It leaves QUEUED once.';
drop index bulk_render_item_once;
drop index bulk_render_item_queued;
create unique index bulk_render_item_once on bulk_render_item (bulk_id, partner_id, piece, output);
create index bulk_render_item_queued on bulk_render_item (bulk_id, partner_id, piece, output) where state = 'QUEUED';
