-- Logos, and the co-branded copies made with them.
-- +goose Up

create table logo (
  id             uuid primary key,
  partner_id     uuid not null references partner,
  variant        text not null check (variant in ('PRIMARY', 'REVERSED', 'SQUARE', 'MONO')),
  state          text not null check (state in ('NEEDS_FIX', 'NEEDS_REVIEW', 'APPROVED', 'REPLACED', 'REVOKED')),
  kind           text not null check (kind in ('VECTOR', 'RASTER')),
  file_name      text not null check (length(file_name) <= 255),
  source_sha256  text not null check (source_sha256 ~ '^[0-9a-f]{64}$'),
  mark_sha256    text not null check (mark_sha256 ~ '^[0-9a-f]{64}$'),
  width          double precision not null check (width > 0),
  height         double precision not null check (height > 0),
  report         jsonb not null,
  uploaded_by    uuid references person,
  decided_by     uuid references person,
  decided_why    text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);
comment on table logo is 'One variant of a partner''s mark, analysed. mark_sha256: the prepared form in the blob store, which alone is rendered.';
create unique index logo_one_approved on logo (partner_id, variant) where state = 'APPROVED';
create index logo_partner on logo (partner_id, created_at);
create index logo_uploader on logo (uploaded_by);
create index logo_decider on logo (decided_by);

create table rendition (
  id                  uuid primary key,
  partner_id          uuid references partner,
  via_distributor_id  uuid references partner,
  template_version_id uuid not null references template_version,
  piece               text not null,
  output              text not null,
  language            text not null,
  state               text not null check (state in ('READY', 'WITHDRAWN')),
  input_sha256        text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
  inputs              jsonb not null,
  decision            jsonb not null,
  media_type          text not null,
  file_name           text not null,
  source_sha256       text check (source_sha256 ~ '^[0-9a-f]{64}$'),
  source_bytes        bigint not null default 0,
  made_sha256         text not null check (made_sha256 ~ '^[0-9a-f]{64}$'),
  made_bytes          bigint not null,
  sha256              text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes               bigint not null,
  pages               int not null,
  valid_until         timestamptz,
  created_by          uuid references person,
  created_at          timestamptz not null default now()
);
comment on table rendition is 'A co-branded copy: which version, which inputs, which decision, which bytes.';
comment on column rendition.source_sha256 is 'The vendor''s base file that the made bytes follow (PDF); null for images.';
comment on column rendition.made_sha256 is 'What was made for this partner and stored: the appended tail of a PDF, or the whole image.';
create unique index rendition_once on rendition (partner_id, via_distributor_id, input_sha256) nulls not distinct;
create index rendition_list on rendition (partner_id, created_at desc, id desc);
create index rendition_via on rendition (via_distributor_id, created_at desc, id desc);
create index rendition_template on rendition (template_version_id);
create index rendition_person on rendition (created_by);
alter table content_event add constraint content_event_rendition_fk foreign key (rendition_id) references rendition;
create index content_event_rendition on content_event (rendition_id);

create table staged_upload (
  id         uuid primary key,
  person_id  uuid not null references person,
  partner_id uuid references partner,
  purpose    text not null check (purpose in ('LOGO', 'TEMPLATE', 'ASSET')),
  file_name  text not null check (length(file_name) between 1 and 255),
  bytes      bigint not null check (bytes > 0),
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table staged_upload is 'A file that is put first (into the file store, by a signed request) and named later. It waits 24 hours.';
create index staged_upload_person on staged_upload (person_id);
create index staged_upload_partner on staged_upload (partner_id);
create index staged_upload_expiry on staged_upload (expires_at);

alter table logo enable row level security;
alter table logo force row level security;
grant select, insert on logo to portico_own, portico_portfolio, portico_all;
grant update (state, decided_by, decided_why, updated_at) on logo to portico_all;
create policy own_read on logo for select to portico_own using (
  partner_id = (select ctx_partner()) or (state = 'APPROVED' and partner_id in (select l.distributor_id from portfolio_link l
    where l.valid_from <= now() and (l.valid_to is null or l.valid_to > now()))));
create policy own_add on logo for insert to portico_own with check (
  partner_id = (select ctx_partner()) and state in ('NEEDS_FIX', 'NEEDS_REVIEW')
  and uploaded_by is not distinct from (select ctx_person()) and decided_by is null);
create policy portfolio_read on logo for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy portfolio_add on logo for insert to portico_portfolio with check (
  partner_id in (select p.id from partner p) and state in ('NEEDS_FIX', 'NEEDS_REVIEW')
  and uploaded_by is not distinct from (select ctx_person()) and decided_by is null);
create policy all_read on logo for select to portico_all using (true);
create policy all_add on logo for insert to portico_all with check (true);
create policy all_edit on logo for update to portico_all using (true);

alter table rendition enable row level security;
alter table rendition force row level security;
grant select, insert on rendition to portico_own, portico_portfolio, portico_all;
grant update (state) on rendition to portico_all;
create policy own_read on rendition for select to portico_own using (partner_id = (select ctx_partner()));
create policy own_add on rendition for insert to portico_own with check (
  partner_id = (select ctx_partner()) and via_distributor_id is null and created_by = (select ctx_person())
  and template_version_id in (select v.id from template_version v));
create policy portfolio_read on rendition for select to portico_portfolio using (
  partner_id = (select ctx_partner()) or via_distributor_id = (select ctx_partner())
  or (via_distributor_id is null and exists (select 1 from portfolio_link l where l.reseller_id = rendition.partner_id
      and l.valid_from <= rendition.created_at and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now()))));
create policy portfolio_add on rendition for insert to portico_portfolio with check (
  created_by = (select ctx_person()) and template_version_id in (select v.id from template_version v) and ((partner_id = (select ctx_partner()) and via_distributor_id is null)
  or (via_distributor_id = (select ctx_partner()) and partner_id in (select p.id from partner p))));
create policy all_read on rendition for select to portico_all using (true);
create policy all_add on rendition for insert to portico_all with check (true);
create policy all_withdraw on rendition for update to portico_all using (true);

alter table staged_upload enable row level security;
alter table staged_upload force row level security;
grant select, insert on staged_upload to portico_own, portico_portfolio, portico_all;
grant delete on staged_upload to portico_all;
create policy own_read on staged_upload for select to portico_own using (person_id = (select ctx_person()));
create policy own_add on staged_upload for insert to portico_own with check (
  person_id = (select ctx_person()) and partner_id = (select ctx_partner()));
create policy portfolio_read on staged_upload for select to portico_portfolio using (person_id = (select ctx_person()));
create policy portfolio_add on staged_upload for insert to portico_portfolio with check (
  person_id = (select ctx_person()) and partner_id in (select p.id from partner p));
create policy all_read on staged_upload for select to portico_all using (person_id = (select ctx_person()));
create policy all_add on staged_upload for insert to portico_all with check (person_id = (select ctx_person()));
create policy all_forget on staged_upload for delete to portico_all using (expires_at < now());

-- Events name renditions, so who may add one is said here.
grant insert on content_event to portico_own, portico_portfolio, portico_all;
create policy own_add on content_event for insert to portico_own with check (
  partner_id = (select ctx_partner()) and person_id = (select ctx_person()) and via_distributor_id is null
  and (asset_version_id is null or asset_version_id in (select f.id from asset_version f))
  and (template_version_id is null or template_version_id in (select v.id from template_version v))
  and (rendition_id is null or rendition_id in (select r.id from rendition r)));
create policy portfolio_add on content_event for insert to portico_portfolio with check (
  person_id = (select ctx_person())
  and ((partner_id = (select ctx_partner()) and via_distributor_id is null)
    or (via_distributor_id = (select ctx_partner()) and partner_id in (select p.id from partner p)))
  and (asset_version_id is null or asset_version_id in (select f.id from asset_version f))
  and (template_version_id is null or template_version_id in (select v.id from template_version v))
  and (rendition_id is null or rendition_id in (select r.id from rendition r)));
create policy all_add on content_event for insert to portico_all with check (true);
