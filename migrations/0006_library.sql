-- Sales content: assets, templates, their versions, and what people did with them.
-- +goose Up

create table asset (
  id           uuid primary key,
  slug         text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind         text not null check (kind in ('DATASHEET', 'DECK', 'CASE_STUDY', 'VIDEO', 'SOCIAL', 'PRICE_LIST', 'FORM', 'OTHER')),
  title        text not null check (length(title) between 1 and 200),
  product      text not null default '',
  industries   text[] not null default '{}',
  families     text[] not null default '{DISTRIBUTOR,RESELLER}',
  access_level text not null default 'VIEW' check (access_level in ('VIEW', 'DOWNLOAD', 'COBRAND', 'COBRAND_EXTENDED')),
  state        text not null check (state in ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
  publish_at   timestamptz,
  expires_at   timestamptz,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);
comment on table asset is 'A finished piece of sales content. families: which partners it is for.';
create index asset_list on asset (title, id) where state = 'PUBLISHED';

create table asset_version (
  id          uuid primary key,
  asset_id    uuid not null references asset,
  language    text not null,
  number      int  not null check (number > 0),
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes       bigint not null check (bytes > 0),
  media_type  text not null,
  file_name   text not null,
  created_at  timestamptz not null default now(),
  unique (asset_id, language, number)
);
comment on table asset_version is 'The file of an asset in one language. Never changed; a correction is the next number.';

create table template (
  id         uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 64),
  title      jsonb not null,
  tags       text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table template is 'A document that partners fill. title: by language.';

create table template_version (
  id             uuid primary key,
  template_id    uuid not null references template,
  version        text not null check (version ~ '^\d+\.\d+\.\d+$'),
  state          text not null check (state in ('DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')),
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  package_sha256 text not null check (package_sha256 ~ '^[0-9a-f]{64}$'),
  package_bytes  bigint not null,
  manifest       json not null,
  problems       jsonb not null default '[]',
  author_id      uuid references person,
  approved_by    uuid references person,
  published_at   timestamptz,
  withdrawn_at   timestamptz,
  withdraw_why   text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (template_id, version),
  check (approved_by is null or approved_by <> author_id),
  check ((state in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')) = (published_at is not null)),
  check ((state = 'WITHDRAWN') = (withdrawn_at is not null))
);
comment on table template_version is 'One version of a template, compiled. A published version never changes; the author never approves.';
comment on column template_version.manifest is 'As it was frozen. json, not jsonb: the order of pieces, outputs and fields is its author''s.';
comment on column template_version.package_sha256 is 'The compiled package in the blob store: art, plans and fonts, ready to render.';
create unique index template_version_published on template_version (template_id) where state = 'PUBLISHED';
create index template_version_author on template_version (author_id);
create index template_version_approver on template_version (approved_by);

create table content_event (
  id                  uuid primary key,
  kind                text not null check (kind in ('VIEW', 'PREVIEW', 'DOWNLOAD', 'SHARE', 'COBRAND')),
  at                  timestamptz not null,
  person_id           uuid references person,
  partner_id          uuid references partner,
  via_distributor_id  uuid references partner,
  asset_version_id    uuid references asset_version,
  template_version_id uuid references template_version,
  rendition_id        uuid,
  check (num_nonnulls(asset_version_id, template_version_id) = 1)
);
comment on table content_event is 'What a person did with a piece of content: the raw figures of engagement.';
create index content_event_partner on content_event (partner_id, at);
create index content_event_via on content_event (via_distributor_id, at);
create index content_event_asset on content_event (asset_version_id, at);
create index content_event_template on content_event (template_version_id, at);
create index content_event_person on content_event (person_id, at);

alter table asset enable row level security;
alter table asset force row level security;
alter table asset_version enable row level security;
alter table asset_version force row level security;
alter table template enable row level security;
alter table template force row level security;
alter table template_version enable row level security;
alter table template_version force row level security;
alter table content_event enable row level security;
alter table content_event force row level security;

grant select on asset, asset_version, template, template_version to portico_own, portico_portfolio, portico_all;
grant insert, update on asset, template to portico_all;
grant insert on asset_version to portico_all;
grant insert, update (state, approved_by, published_at, withdrawn_at, withdraw_why, updated_at) on template_version to portico_all;
grant select on content_event to portico_own, portico_portfolio, portico_all; -- to add: 0007

-- Partners see what is published. The family of the partner is part of the rule, not of the page.
create policy own_read on asset for select to portico_own using (
  state = 'PUBLISHED' and (publish_at is null or publish_at <= now()) and (expires_at is null or expires_at > now())
  and (select t.family from partner p join partner_type t on t.key = p.type_key where p.id = (select ctx_partner())) = any (families));
create policy portfolio_read on asset for select to portico_portfolio using (
  state = 'PUBLISHED' and (publish_at is null or publish_at <= now()) and (expires_at is null or expires_at > now()));
create policy all_read on asset for select to portico_all using (true);
create policy all_add on asset for insert to portico_all with check (true);
create policy all_edit on asset for update to portico_all using (true);
create policy own_read on asset_version for select to portico_own using (asset_id in (select a.id from asset a));
create policy portfolio_read on asset_version for select to portico_portfolio using (asset_id in (select a.id from asset a));
create policy all_read on asset_version for select to portico_all using (true);
create policy all_add on asset_version for insert to portico_all with check (true);

create policy own_read on template_version for select to portico_own using (state in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN'));
create policy portfolio_read on template_version for select to portico_portfolio using (state in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN'));
create policy all_read on template_version for select to portico_all using (true);
create policy all_add on template_version for insert to portico_all with check (state = 'DRAFT');
create policy all_move on template_version for update to portico_all using (true);
create policy own_read on template for select to portico_own using (id in (select v.template_id from template_version v));
create policy portfolio_read on template for select to portico_portfolio using (id in (select v.template_id from template_version v));
create policy all_read on template for select to portico_all using (true);
create policy all_add on template for insert to portico_all with check (true);
create policy all_edit on template for update to portico_all using (true);

create policy own_read on content_event for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on content_event for select to portico_portfolio using (
  partner_id = (select ctx_partner()) or via_distributor_id = (select ctx_partner())
  or (via_distributor_id is null and exists (select 1 from portfolio_link l where l.reseller_id = content_event.partner_id
      and l.valid_from <= content_event.at and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now()))));
create policy all_read on content_event for select to portico_all using (true);
