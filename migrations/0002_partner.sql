-- Partners, what kinds of partners there are, and who serves whom.
-- +goose Up

create table partner_type (
  key                  text primary key,
  family               text not null check (family in ('DISTRIBUTOR', 'RESELLER')),
  name                 text not null,
  functions            text[] not null,
  metrics              text[] not null,
  forms                text[] not null,
  owns_end_customers   boolean not null,
  check (family <> 'DISTRIBUTOR' or not owns_end_customers)
);
comment on table partner_type is 'Kinds of partners as data: the profile says which functions, metrics and forms apply.';
comment on column partner_type.owns_end_customers is 'Whether such a partner may own an end-customer opportunity. Never true for a distributor: its counterparties are partners.';
alter table partner_type enable row level security;
alter table partner_type force row level security;
grant select on partner_type to portico_own, portico_portfolio, portico_all, portico_door;
grant insert, update on partner_type to portico_all;
create policy own_read on partner_type for select to portico_own using (true);
create policy portfolio_read on partner_type for select to portico_portfolio using (true);
create policy all_read on partner_type for select to portico_all using (true);
create policy door_read on partner_type for select to portico_door using (true);
create policy all_add on partner_type for insert to portico_all with check (true);
create policy all_edit on partner_type for update to portico_all using (true);

create table partner (
  id                 uuid primary key,
  type_key           text not null references partner_type,
  slug               text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 64),
  legal_name         text not null check (length(legal_name) between 1 and 200),
  display_name       text not null check (length(display_name) between 1 and 120),
  status             text not null check (status in ('PROSPECT', 'APPLICANT', 'ACTIVE', 'SUSPENDED', 'ENDED')),
  website            text not null default '',
  phone              text not null default '',
  email              text not null default '',
  countries          text[] not null default '{}',
  industries         text[] not null default '{}',
  languages          text[] not null default '{}',
  specialisations    text[] not null default '{}',
  currency           text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  access_level       text check (access_level in ('VIEW', 'DOWNLOAD', 'COBRAND', 'COBRAND_EXTENDED')),
  channel_manager_id uuid,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);
comment on table partner is 'An organisation in the channel. Neutral: what it is follows from its type, memberships and links.';
comment on column partner.access_level is 'A level granted to this organisation by hand; null leaves it to the tier.';
create unique index partner_slug on partner (slug);
create index partner_type_key on partner (type_key);
create index partner_name on partner (display_name, id);
create index partner_channel_manager on partner (channel_manager_id);

create table portfolio_link (
  id               uuid primary key,
  distributor_id   uuid not null references partner,
  reseller_id      uuid not null references partner,
  state            text not null check (state in ('ACTIVE', 'ENDED')),
  origin           text not null check (origin in ('VENDOR', 'DISTRIBUTOR')),
  is_primary       boolean not null default false,
  access_level_cap text check (access_level_cap in ('VIEW', 'DOWNLOAD', 'COBRAND', 'COBRAND_EXTENDED')),
  valid_from       timestamptz not null,
  valid_to         timestamptz,
  created_at       timestamptz not null default now(),
  check (distributor_id <> reseller_id),
  check (valid_to is null or valid_to >= valid_from),
  check ((state = 'ENDED') = (valid_to is not null))
);
comment on table portfolio_link is 'One distributor serves one reseller for a time. Never edited into another pair: re-parenting ends one and begins another.';
comment on column portfolio_link.access_level_cap is 'The most that a reseller may do through this link; null sets no cap.';
create unique index portfolio_link_one_open on portfolio_link (distributor_id, reseller_id) where valid_to is null;
create index portfolio_link_of_reseller on portfolio_link (reseller_id, distributor_id, valid_from, valid_to);
create index portfolio_link_of_distributor on portfolio_link (distributor_id, reseller_id, valid_from, valid_to);

alter table portfolio_link enable row level security;
alter table portfolio_link force row level security;
grant select on portfolio_link to portico_own, portico_portfolio, portico_all;
grant insert, update (state, valid_to, is_primary, access_level_cap) on portfolio_link to portico_all;
create policy own_read on portfolio_link for select to portico_own using (reseller_id = (select ctx_partner()));
create policy portfolio_read on portfolio_link for select to portico_portfolio using (distributor_id = (select ctx_partner()));
create policy all_read on portfolio_link for select to portico_all using (true);
create policy all_add on portfolio_link for insert to portico_all with check (true);
create policy all_edit on portfolio_link for update to portico_all using (true);

alter table partner enable row level security;
alter table partner force row level security;
grant select on partner to portico_own, portico_portfolio, portico_all;
grant select (id, type_key, status, display_name) on partner to portico_door;
grant insert, update on partner to portico_all;
grant update (display_name, website, phone, email, industries, languages, specialisations, updated_at) on partner to portico_own, portico_portfolio;
create policy own_read on partner for select to portico_own using (
  id = (select ctx_partner())
  or id in (select l.distributor_id from portfolio_link l where l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())));
create policy own_edit on partner for update to portico_own using (id = (select ctx_partner()));
create policy portfolio_read on partner for select to portico_portfolio using (
  id = (select ctx_partner())
  or id in (select l.reseller_id from portfolio_link l where l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())));
create policy portfolio_edit on partner for update to portico_portfolio using (id = (select ctx_partner()));
create policy all_read on partner for select to portico_all using (true);
create policy all_add on partner for insert to portico_all with check (true);
create policy all_edit on partner for update to portico_all using (true);
create policy door_read on partner for select to portico_door using (true);

-- The kinds that ship. A vendor adds others as rows.
set local role portico_all;
insert into partner_type (key, family, name, functions, metrics, forms, owns_end_customers)
select * from (values
  ('DISTRIBUTOR_BROADLINE', 'DISTRIBUTOR', 'Broadline distributor',
    '{TRAINING,CERTIFICATION,CONTENT_VIEW,COBRANDED_CONTENT,MDF_REQUEST,SELL_THROUGH_VIEW,INCENTIVE_VIEW,PLAN_VIEW}'::text[],
    '{SELL_THROUGH,ACTIVE_RESELLERS,CERTIFIED_SHARE,MIND_SHARE}'::text[], '{DISTRIBUTOR_AGREEMENT,SELL_THROUGH_REPORT}'::text[], false),
  ('DISTRIBUTOR_VAD', 'DISTRIBUTOR', 'Value-added distributor',
    '{TRAINING,CERTIFICATION,CONTENT_VIEW,COBRANDED_CONTENT,MDF_REQUEST,SELL_THROUGH_VIEW,INCENTIVE_VIEW,OVERLAY_REQUEST,PLAN_VIEW}',
    '{SELL_THROUGH,ACTIVE_RESELLERS,CERTIFIED_SHARE,ENABLEMENT_DELIVERED,PIPELINE}', '{DISTRIBUTOR_AGREEMENT,VAD_ADDENDUM,SELL_THROUGH_REPORT}', false),
  ('DISTRIBUTOR_REGIONAL', 'DISTRIBUTOR', 'Regional or specialty distributor',
    '{TRAINING,CERTIFICATION,CONTENT_VIEW,COBRANDED_CONTENT,MDF_REQUEST,SELL_THROUGH_VIEW,INCENTIVE_VIEW,PLAN_VIEW}',
    '{SELL_THROUGH,ACTIVE_RESELLERS,CERTIFIED_SHARE,COVERAGE}', '{DISTRIBUTOR_AGREEMENT,SELL_THROUGH_REPORT}', false),
  ('DISTRIBUTOR_CLOUD', 'DISTRIBUTOR', 'Cloud or digital distributor',
    '{TRAINING,CONTENT_VIEW,COBRANDED_CONTENT,SELL_THROUGH_VIEW,INCENTIVE_VIEW}',
    '{SELL_THROUGH,ACTIVE_RESELLERS,SUBSCRIPTIONS,RENEWAL_RATE}', '{DISTRIBUTOR_AGREEMENT,PROVISIONING_FEED}', false),
  ('RESELLER', 'RESELLER', 'Reseller',
    '{TRAINING,CERTIFICATION,CONTENT_VIEW,COBRANDED_CONTENT,DEAL_REGISTRATION,LEADS,MDF_REQUEST,PRICING_VIEW}',
    '{SELL_OUT,PIPELINE,CERTIFICATIONS}', '{RESELLER_AGREEMENT}', true)
) as shipped;
reset role;
