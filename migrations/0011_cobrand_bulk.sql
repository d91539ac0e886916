-- One piece for many partners: what was ordered, and how far it has come for each.
-- +goose Up

create table bulk_render (
  id           uuid primary key,
  template_id  uuid not null references template,
  piece        text not null,
  output       text not null,
  language     text not null,
  requested_by uuid not null references person,
  partner_id   uuid references partner,
  state        text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED')),
  total        int not null default 0 check (total between 0 and 5000),
  made         int not null default 0,
  unchanged    int not null default 0,
  waiting      int not null default 0,
  refused      int not null default 0,
  failed       int not null default 0,
  created_at   timestamptz not null default now(),
  moved_at     timestamptz not null default now(),
  finished_at  timestamptz,
  check ((finished_at is not null) = (state in ('DONE', 'CANCELLED'))),
  check (made + unchanged + waiting + refused + failed <= total)
);
comment on table bulk_render is 'One piece for many partners. Each copy is made of the version that is published when its turn comes.';
comment on column bulk_render.partner_id is 'The partner that the requester works for; null for the vendor.';
comment on column bulk_render.language is 'Empty: each partner''s own.';
comment on column bulk_render.moved_at is 'When a partner was settled last: an order that stands still is taken up again.';
create index bulk_render_open on bulk_render (moved_at) where state in ('QUEUED', 'RUNNING');
create index bulk_render_template on bulk_render (template_id);
create index bulk_render_requester on bulk_render (requested_by, created_at desc, id desc);
create index bulk_render_partner on bulk_render (partner_id);
create index bulk_render_newest on bulk_render (created_at desc, id desc);

create table bulk_render_item (
  id           uuid primary key default gen_random_uuid(),
  bulk_id      uuid not null references bulk_render,
  partner_id   uuid not null references partner,
  state        text not null default 'QUEUED' check (state in ('QUEUED', 'MADE', 'UNCHANGED', 'WAITING_FOR_LOGO', 'REFUSED', 'FAILED')),
  code         text,
  message      text,
  rendition_id uuid references rendition,
  check ((rendition_id is not null) = (state in ('MADE', 'UNCHANGED'))),
  check ((code is not null and message is not null) = (state in ('WAITING_FOR_LOGO', 'REFUSED', 'FAILED')))
);
comment on table bulk_render_item is 'What has become of a bulk for one partner, and why. It leaves QUEUED once.';
create unique index bulk_render_item_once on bulk_render_item (bulk_id, partner_id);
create index bulk_render_item_queued on bulk_render_item (bulk_id, partner_id) where state = 'QUEUED';
create index bulk_render_item_partner on bulk_render_item (partner_id);
create index bulk_render_item_rendition on bulk_render_item (rendition_id);

alter table bulk_render enable row level security;
alter table bulk_render force row level security;
grant select, insert on bulk_render to portico_own, portico_portfolio, portico_all;
grant update (state, finished_at) on bulk_render to portico_own, portico_portfolio;
grant update (state, finished_at, moved_at, made, unchanged, waiting, refused, failed) on bulk_render to portico_all;
create policy own_read on bulk_render for select to portico_own using (requested_by = (select ctx_person()));
create policy own_add on bulk_render for insert to portico_own with check (
  requested_by = (select ctx_person()) and partner_id = (select ctx_partner()) and template_id in (select t.id from template t));
create policy own_cancel on bulk_render for update to portico_own using (requested_by = (select ctx_person())) with check (state = 'CANCELLED');
create policy portfolio_read on bulk_render for select to portico_portfolio using (partner_id = (select ctx_partner()));
create policy portfolio_add on bulk_render for insert to portico_portfolio with check (
  requested_by = (select ctx_person()) and partner_id = (select ctx_partner()) and template_id in (select t.id from template t));
create policy portfolio_cancel on bulk_render for update to portico_portfolio using (partner_id = (select ctx_partner())) with check (state = 'CANCELLED');
create policy all_read on bulk_render for select to portico_all using (true);
create policy all_add on bulk_render for insert to portico_all with check (true);
create policy all_move on bulk_render for update to portico_all using (true);

alter table bulk_render_item enable row level security;
alter table bulk_render_item force row level security;
grant select, insert on bulk_render_item to portico_own, portico_portfolio, portico_all;
grant update (state, code, message, rendition_id) on bulk_render_item to portico_all;
create policy own_read on bulk_render_item for select to portico_own using (
  partner_id = (select ctx_partner()) and bulk_id in (select b.id from bulk_render b));
create policy own_add on bulk_render_item for insert to portico_own with check (
  partner_id = (select ctx_partner()) and bulk_id in (select b.id from bulk_render b) and rendition_id is null);
create policy portfolio_read on bulk_render_item for select to portico_portfolio using (
  bulk_id in (select b.id from bulk_render b) and partner_id in (select p.id from partner p));
create policy portfolio_add on bulk_render_item for insert to portico_portfolio with check (
  bulk_id in (select b.id from bulk_render b) and partner_id in (select p.id from partner p) and rendition_id is null);
create policy all_read on bulk_render_item for select to portico_all using (true);
create policy all_add on bulk_render_item for insert to portico_all with check (true);
create policy all_settle on bulk_render_item for update to portico_all using (true);

create trigger feed after insert or update on bulk_render for each row execute function feed_tell('bulk', 'partner_id', 'id');
