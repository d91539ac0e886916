-- Many pieces from one form: what an order is for is said by each of its items.
-- And pieces that a person looks at before they are made.
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

create table approval (
  id                  uuid primary key,
  partner_id          uuid not null references partner,
  via_distributor_id  uuid references partner,
  template_version_id uuid not null references template_version,
  piece               text not null,
  output              text not null,
  language            text not null,
  fields              jsonb not null,
  logo_variant        text check (logo_variant in ('PRIMARY', 'REVERSED', 'SQUARE', 'MONO')),
  input_sha256        text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
  because             text[] not null,
  desks    text[] not null,
  note                text not null check (length(note) <= 1000),
  state               text not null default 'REQUESTED' check (state in ('REQUESTED', 'APPROVED', 'MADE', 'LAPSED', 'DECLINED', 'WITHDRAWN')),
  requested_by        uuid not null references person,
  decided_by          uuid references person check (decided_by <> requested_by),
  decided_at          timestamptz,
  decided_why         text check (length(decided_why) <= 1000),
  lapsed_why          text,
  rendition_id        uuid references rendition,
  due_at              timestamptz,
  created_at          timestamptz not null default now(),
  check ((decided_by is not null and decided_at is not null) = (state in ('APPROVED', 'MADE', 'LAPSED', 'DECLINED'))),
  check ((rendition_id is not null) = (state = 'MADE')),
  check ((lapsed_why is not null) = (state = 'LAPSED')),
  check (state <> 'DECLINED' or decided_why <> '')
);
comment on table approval is 'A piece that a person looks at before it is made. It is for these inputs only: when one of them changes, it lapses.';
comment on column approval.input_sha256 is 'What the piece would be made of, as in rendition.';
comment on column approval.because is 'The rules that call for an approval, by their names.';
comment on column approval.desks is 'Whose desk it lies on, as the template says: role/brand-approver.';
comment on column approval.due_at is 'When an answer is promised; null without a promise.';
create unique index approval_open on approval (partner_id, via_distributor_id, input_sha256) nulls not distinct where state in ('REQUESTED', 'APPROVED');
create index approval_granted on approval (partner_id, input_sha256) where state in ('APPROVED', 'MADE');
create index approval_queue on approval (created_at, id) where state in ('REQUESTED', 'APPROVED');
create index approval_newest on approval (created_at desc, id desc);
create index approval_via on approval (via_distributor_id);
create index approval_version on approval (template_version_id);
create index approval_requester on approval (requested_by);
create index approval_decider on approval (decided_by);
create index approval_rendition on approval (rendition_id);

alter table approval enable row level security;
alter table approval force row level security;
grant select, insert on approval to portico_own, portico_portfolio, portico_all;
grant update (state) on approval to portico_own;
grant update (state, decided_by, decided_at, decided_why) on approval to portico_portfolio;
grant update (state, decided_by, decided_at, decided_why, lapsed_why, rendition_id) on approval to portico_all;
create policy own_read on approval for select to portico_own using (partner_id = (select ctx_partner()));
create policy own_add on approval for insert to portico_own with check (
  partner_id = (select ctx_partner()) and via_distributor_id is null and requested_by = (select ctx_person()) and state = 'REQUESTED'
  and decided_by is null and rendition_id is null
  and template_version_id in (select v.id from template_version v));
create policy own_withdraw on approval for update to portico_own using (requested_by = (select ctx_person())) with check (state = 'WITHDRAWN');
create policy portfolio_read on approval for select to portico_portfolio using (
  partner_id in (select p.id from partner p) and (via_distributor_id is null or via_distributor_id = (select ctx_partner())));
create policy portfolio_add on approval for insert to portico_portfolio with check (
  requested_by = (select ctx_person()) and state = 'REQUESTED' and decided_by is null and rendition_id is null
  and template_version_id in (select v.id from template_version v)
  and ((partner_id = (select ctx_partner()) and via_distributor_id is null)
    or (via_distributor_id = (select ctx_partner()) and partner_id in (select p.id from partner p))));
create policy portfolio_decide on approval for update to portico_portfolio using (
  requested_by = (select ctx_person())
  or ('role/distributor-admin' = any(desks) and via_distributor_id is null and partner_id <> (select ctx_partner())
    and partner_id in (select p.id from partner p)))
  with check ((requested_by = (select ctx_person()) and state = 'WITHDRAWN')
    or (decided_by = (select ctx_person()) and state in ('APPROVED', 'DECLINED')));
create policy all_read on approval for select to portico_all using (true);
create policy all_add on approval for insert to portico_all with check (true);
create policy all_move on approval for update to portico_all using (true);

create trigger feed after insert or update on approval for each row execute function feed_tell('approval', 'partner_id', 'id');
