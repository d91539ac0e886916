-- Programs, tiers, memberships, agreements and authorisations.
-- +goose Up

create table program (
  id         uuid primary key,
  key        text not null unique check (key ~ '^[a-z0-9-]+$'),
  name       text not null,
  family     text not null check (family in ('DISTRIBUTOR', 'RESELLER')),
  route_mode text not null check (route_mode in ('ONE_TIER', 'TWO_TIER', 'HYBRID')),
  status     text not null check (status in ('DRAFT', 'ACTIVE', 'CLOSED')),
  created_at timestamptz not null default now()
);
comment on table program is 'A set of tiers, rules and benefits for one family of partners.';

create table tier (
  id           uuid primary key,
  program_id   uuid not null references program,
  rank         int  not null check (rank > 0),
  key          text not null check (key ~ '^[a-z0-9-]+$'),
  name         text not null,
  access_level text not null check (access_level in ('VIEW', 'DOWNLOAD', 'COBRAND', 'COBRAND_EXTENDED')),
  unique (program_id, rank),
  unique (program_id, key),
  unique (program_id, id)
);
comment on table tier is 'A rung of one program''s ladder. Each program has its own: a distributor never stands on a reseller''s.';

create table membership (
  id         uuid primary key,
  partner_id uuid not null references partner,
  program_id uuid not null references program,
  tier_id    uuid not null,
  state      text not null check (state in ('ACTIVE', 'AT_RISK', 'SUSPENDED', 'ENDED')),
  valid_from timestamptz not null,
  valid_to   timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (program_id, tier_id) references tier (program_id, id),
  check ((state = 'ENDED') = (valid_to is not null))
);
comment on table membership is 'A partner''s place in a program. The tier belongs to the same program: the database says so.';
create unique index membership_one_open on membership (partner_id, program_id) where valid_to is null;
create index membership_tier on membership (program_id, tier_id);

create table agreement_text (
  kind         text not null check (kind ~ '^[a-z0-9-]+$'),
  version      int  not null check (version > 0),
  family       text not null check (family in ('DISTRIBUTOR', 'RESELLER', 'ANY')),
  title        text not null,
  body         text not null,
  body_sha256  text not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null default now(),
  primary key (kind, version)
);
comment on table agreement_text is 'The words of an agreement. A distributor agreement is another object than a reseller agreement; ANY is for addenda that both sign.';

create table agreement (
  id          uuid primary key,
  partner_id  uuid not null references partner,
  kind        text not null,
  version     int  not null,
  state       text not null check (state in ('SENT', 'SIGNED', 'TERMINATED')),
  signed_at   timestamptz,
  signed_by   uuid references person,
  valid_from  timestamptz not null,
  valid_to    timestamptz,
  created_at  timestamptz not null default now(),
  foreign key (kind, version) references agreement_text (kind, version),
  check (valid_to is null or valid_to > valid_from),
  check ((state = 'SENT') = (signed_at is null))
);
comment on table agreement is 'One version of an agreement with one partner. In force when signed and the date is between valid_from and valid_to.';
create unique index agreement_once on agreement (partner_id, kind, version);
create index agreement_text_of on agreement (kind, version);
create index agreement_signer on agreement (signed_by);

create table product_authorization (
  id           uuid primary key,
  partner_id   uuid not null references partner,
  product_line text not null check (length(product_line) between 1 and 80),
  country      text not null check (country ~ '^[A-Z]{2}$'),
  valid_from   timestamptz not null,
  valid_to     timestamptz,
  created_at   timestamptz not null default now()
);
comment on table product_authorization is 'The right to sell a product line in a country, for a time.';
create index product_authorization_partner on product_authorization (partner_id, product_line, country);

-- What the vendor publishes to every partner.
alter table program enable row level security;
alter table program force row level security;
alter table tier enable row level security;
alter table tier force row level security;
alter table agreement_text enable row level security;
alter table agreement_text force row level security;
grant select on program, tier, agreement_text to portico_own, portico_portfolio, portico_all;
grant insert, update (name, status) on program to portico_all;
grant insert, update (name, access_level) on tier to portico_all;
grant insert on agreement_text to portico_all;
create policy own_read on program for select to portico_own using (true);
create policy portfolio_read on program for select to portico_portfolio using (true);
create policy all_read on program for select to portico_all using (true);
create policy all_add on program for insert to portico_all with check (true);
create policy all_edit on program for update to portico_all using (true);
create policy own_read on tier for select to portico_own using (true);
create policy portfolio_read on tier for select to portico_portfolio using (true);
create policy all_read on tier for select to portico_all using (true);
create policy all_add on tier for insert to portico_all with check (true);
create policy all_edit on tier for update to portico_all using (true);
create policy own_read on agreement_text for select to portico_own using (true);
create policy portfolio_read on agreement_text for select to portico_portfolio using (true);
create policy all_read on agreement_text for select to portico_all using (true);
create policy all_add on agreement_text for insert to portico_all with check (true);

-- What belongs to one partner.
alter table membership enable row level security;
alter table membership force row level security;
grant select on membership to portico_own, portico_portfolio, portico_all;
grant insert, update (tier_id, state, valid_to, updated_at) on membership to portico_all;
create policy own_read on membership for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on membership for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on membership for select to portico_all using (true);
create policy all_add on membership for insert to portico_all with check (true);
create policy all_edit on membership for update to portico_all using (true);

alter table agreement enable row level security;
alter table agreement force row level security;
grant select on agreement to portico_own, portico_portfolio, portico_all;
grant insert on agreement to portico_all;
grant update (state, signed_at, signed_by, valid_to) on agreement to portico_all;
grant update (state, signed_at, signed_by) on agreement to portico_own, portico_portfolio;
create policy own_read on agreement for select to portico_own using (partner_id = (select ctx_partner()));
create policy own_sign on agreement for update to portico_own using (partner_id = (select ctx_partner()) and state = 'SENT')
  with check (partner_id = (select ctx_partner()) and state = 'SIGNED' and signed_by = (select ctx_person()));
create policy portfolio_read on agreement for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy portfolio_sign on agreement for update to portico_portfolio using (partner_id = (select ctx_partner()) and state = 'SENT')
  with check (partner_id = (select ctx_partner()) and state = 'SIGNED' and signed_by = (select ctx_person()));
create policy all_read on agreement for select to portico_all using (true);
create policy all_add on agreement for insert to portico_all with check (true);
create policy all_edit on agreement for update to portico_all using (true);

alter table product_authorization enable row level security;
alter table product_authorization force row level security;
grant select on product_authorization to portico_own, portico_portfolio, portico_all;
grant insert, update (valid_to) on product_authorization to portico_all;
create policy own_read on product_authorization for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on product_authorization for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on product_authorization for select to portico_all using (true);
create policy all_add on product_authorization for insert to portico_all with check (true);
create policy all_edit on product_authorization for update to portico_all using (true);
