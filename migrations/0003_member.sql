-- People: who they are, what they may do, how they prove it.
-- +goose Up

create table person (
  id           uuid primary key,
  partner_id   uuid references partner,
  email        text not null check (length(email) between 3 and 254),
  name        text not null check (length(name) between 1 and 120),
  phone       text not null default '',
  locale      text not null default 'en',
  status      text not null check (status in ('INVITED', 'ACTIVE', 'DISABLED')),
  roles       text[] not null check (cardinality(roles) between 1 and 9),
  access_level text check (access_level in ('VIEW', 'DOWNLOAD', 'COBRAND', 'COBRAND_EXTENDED')),
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
comment on column person.access_level is 'A level granted to this person by the vendor, beyond the partner''s; null leaves it there.';
comment on table person is 'Somebody who signs in: of a partner, or of the vendor when partner_id is null.';
create unique index person_email on person (partner_id, lower(email)) nulls not distinct;
create index person_login on person (lower(email));
alter table partner add constraint partner_channel_manager_fk foreign key (channel_manager_id) references person;

alter table person enable row level security;
alter table person force row level security;
grant select, insert (id, partner_id, email, name, phone, locale, status, roles, created_at, updated_at),
  update (name, phone, locale, status, roles, updated_at) on person to portico_own, portico_portfolio, portico_all;
grant update (access_level) on person to portico_all;
grant select on person to portico_door;
grant update (status, updated_at) on person to portico_door;
create policy own_read on person for select to portico_own using (
  partner_id = (select ctx_partner()) or id = (select p.channel_manager_id from partner p where p.id = (select ctx_partner())));
create policy own_add on person for insert to portico_own with check (partner_id = (select ctx_partner()));
create policy own_edit on person for update to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on person for select to portico_portfolio using (
  partner_id = (select ctx_partner()) or id = (select p.channel_manager_id from partner p where p.id = (select ctx_partner())));
create policy portfolio_add on person for insert to portico_portfolio with check (partner_id = (select ctx_partner()));
create policy portfolio_edit on person for update to portico_portfolio using (partner_id = (select ctx_partner()));
create policy all_read on person for select to portico_all using (true);
create policy all_add on person for insert to portico_all with check (true);
create policy all_edit on person for update to portico_all using (true);
create policy door_read on person for select to portico_door using (true);
create policy door_activate on person for update to portico_door using (true);

create table password (
  person_id  uuid primary key references person,
  hash       text not null,
  changed_at timestamptz not null default now()
);
comment on table password is 'argon2id in PHC form. Only the door reads it.';
alter table password enable row level security;
alter table password force row level security;
grant select, insert, update on password to portico_door;
create policy door_read on password for select to portico_door using (true);
create policy door_add on password for insert to portico_door with check (true);
create policy door_edit on password for update to portico_door using (true);

create table session (
  token_hash   bytea primary key,
  person_id    uuid not null references person,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  user_agent   text not null default '' check (length(user_agent) <= 400)
);
comment on table session is 'A signed-in browser. The token itself is never stored, only its sha256.';
create index session_person on session (person_id);
create index session_expiry on session (expires_at);
alter table session enable row level security;
alter table session force row level security;
grant select, insert, delete, update (last_seen_at) on session to portico_door;
create policy door_read on session for select to portico_door using (true);
create policy door_add on session for insert to portico_door with check (true);
create policy door_touch on session for update to portico_door using (true);
create policy door_end on session for delete to portico_door using (true);

create table api_token (
  id           uuid primary key,
  person_id    uuid not null references person,
  partner_id   uuid references partner,
  kind         text not null check (kind in ('PERSONAL', 'SERVICE')),
  name         text not null check (length(name) between 1 and 80),
  secret_hash  bytea not null,
  scopes       text[] not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
comment on table api_token is 'A key for programs. The secret is shown once and kept only as sha256.';
comment on column api_token.scopes is 'Actions that the token may ask, never more than its person; {*} is all of them.';
create index api_token_person on api_token (person_id);
create index api_token_partner on api_token (partner_id);
alter table api_token enable row level security;
alter table api_token force row level security;
grant select (id, person_id, partner_id, kind, name, scopes, created_at, expires_at, last_used_at, revoked_at),
  insert, update (revoked_at) on api_token to portico_own, portico_portfolio, portico_all;
grant select, update (last_used_at, revoked_at) on api_token to portico_door;
create policy own_read on api_token for select to portico_own using (person_id = (select ctx_person()));
create policy own_add on api_token for insert to portico_own with check (person_id = (select ctx_person()) and partner_id = (select ctx_partner()));
create policy own_revoke on api_token for update to portico_own using (person_id = (select ctx_person()));
create policy portfolio_read on api_token for select to portico_portfolio using (person_id = (select ctx_person()));
create policy portfolio_add on api_token for insert to portico_portfolio with check (person_id = (select ctx_person()) and partner_id = (select ctx_partner()));
create policy portfolio_revoke on api_token for update to portico_portfolio using (person_id = (select ctx_person()));
create policy all_read on api_token for select to portico_all using (true);
create policy all_add on api_token for insert to portico_all with check (person_id = (select ctx_person()));
create policy all_revoke on api_token for update to portico_all using (true);
create policy door_read on api_token for select to portico_door using (true);
create policy door_use on api_token for update to portico_door using (true);

create table sign_in_attempt (
  id         uuid primary key,
  account    bytea not null,
  network    text not null,
  at         timestamptz not null,
  succeeded  boolean not null default false
);
comment on table sign_in_attempt is 'Guesses, counted per account and per network whether or not the account exists. account = sha256 of the lower-case e-mail.';
create index sign_in_attempt_account on sign_in_attempt (account, at);
create index sign_in_attempt_network on sign_in_attempt (network, at);
alter table sign_in_attempt enable row level security;
alter table sign_in_attempt force row level security;
grant select, insert, delete, update (succeeded) on sign_in_attempt to portico_door;
create policy door_read on sign_in_attempt for select to portico_door using (true);
create policy door_add on sign_in_attempt for insert to portico_door with check (true);
create policy door_mark on sign_in_attempt for update to portico_door using (true);
create policy door_forget on sign_in_attempt for delete to portico_door using (true);

create table invitation (
  token_hash bytea primary key,
  person_id  uuid not null references person,
  expires_at timestamptz not null,
  used_at    timestamptz
);
comment on table invitation is 'A one-time right to set the first password, or a forgotten one anew.';
create index invitation_person on invitation (person_id);
alter table invitation enable row level security;
alter table invitation force row level security;
grant insert on invitation to portico_own, portico_portfolio, portico_all;
grant select, update (used_at) on invitation to portico_door;
create policy own_add on invitation for insert to portico_own with check (
  exists (select 1 from person p where p.id = person_id and p.partner_id = (select ctx_partner())));
create policy portfolio_add on invitation for insert to portico_portfolio with check (
  exists (select 1 from person p where p.id = person_id and p.partner_id = (select ctx_partner())));
create policy all_add on invitation for insert to portico_all with check (true);
create policy door_read on invitation for select to portico_door using (true);
create policy door_use on invitation for update to portico_door using (true);
