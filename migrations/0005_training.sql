-- Certifications, as far as documents ask for them.
-- +goose Up

create table certification_definition (
  key            text primary key check (key ~ '^[a-z0-9-]+$'),
  name           text not null,
  minutes        int  not null check (minutes > 0),
  valid_months   int  not null check (valid_months between 1 and 120)
);
comment on table certification_definition is 'A skill that can be proved; how long the course takes and how long the proof holds.';
alter table certification_definition enable row level security;
alter table certification_definition force row level security;
grant select on certification_definition to portico_own, portico_portfolio, portico_all;
grant insert, update on certification_definition to portico_all;
create policy own_read on certification_definition for select to portico_own using (true);
create policy portfolio_read on certification_definition for select to portico_portfolio using (true);
create policy all_read on certification_definition for select to portico_all using (true);
create policy all_add on certification_definition for insert to portico_all with check (true);
create policy all_edit on certification_definition for update to portico_all using (true);

create table certification (
  id             uuid primary key,
  definition_key text not null references certification_definition,
  partner_id     uuid not null references partner,
  person_id      uuid references person,
  issued_at      timestamptz not null,
  expires_at     timestamptz not null,
  revoked_at     timestamptz,
  created_at     timestamptz not null default now(),
  check (expires_at > issued_at)
);
comment on table certification is 'A proof of skill, held by a person of a partner or by the partner itself.';
create index certification_partner on certification (partner_id, definition_key, expires_at);
create index certification_person on certification (person_id);
create index certification_definition_of on certification (definition_key);
alter table certification enable row level security;
alter table certification force row level security;
grant select on certification to portico_own, portico_portfolio, portico_all;
grant insert, update (revoked_at) on certification to portico_all;
create policy own_read on certification for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on certification for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on certification for select to portico_all using (true);
create policy all_add on certification for insert to portico_all with check (true);
create policy all_revoke on certification for update to portico_all using (true);
