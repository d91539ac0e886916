-- The door: who is asking, the trail, and the keys that make a repeated request harmless.
--
-- Every request runs under one of these roles, which cmd/portico migrate creates before this file:
--   portico_own        a partner's own rows            portico_door   sign-in, sessions, tokens
--   portico_portfolio  own rows and those of the       portico_audit  owns the function that
--                      resellers in the portfolio                     appends to the trail
--   portico_all        the vendor's staff              portico_queue  inserts jobs
-- +goose Up

-- The login inherits nothing, so it borrows the database owner's right for what concerns the schema itself.
set local role pg_database_owner;
grant usage on schema public to portico_own, portico_portfolio, portico_all, portico_door, portico_audit, portico_queue;
grant create on schema public to portico_audit;
reset role;

-- +goose StatementBegin
create function ctx_partner() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('portico.partner', true), '')::uuid;
-- +goose StatementEnd
comment on function ctx_partner is 'The partner who is asking; null for the vendor''s staff and for nobody.';

-- +goose StatementBegin
create function ctx_person() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('portico.person', true), '')::uuid;
-- +goose StatementEnd
comment on function ctx_person is 'The person who is asking; null for a system actor and for nobody.';

create table audit_entry (
  seq         bigint primary key,
  at          timestamptz not null,
  actor       text        not null,
  partner_id  uuid,
  action      text        not null,
  outcome     text        not null check (outcome in ('DONE', 'REFUSED')),
  object_kind text        not null,
  object_id   text        not null,
  detail      text        not null check (octet_length(detail) <= 65536),
  request_id  text        not null,
  prev_hash   bytea       not null,
  hash        bytea       not null
);
comment on table audit_entry is 'The append-only trail. hash = sha256 over prev_hash and the fields as netstrings; internal/platform/audit verifies it.';
comment on column audit_entry.partner_id is 'Whose matter it is; null for the vendor''s own.';
comment on column audit_entry.detail is 'What changed, as JSON text: kept as it was hashed.';
create index audit_entry_partner on audit_entry (partner_id, seq);
create index audit_entry_object on audit_entry (object_kind, object_id, seq);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
grant select on audit_entry to portico_own, portico_portfolio, portico_all;
grant select, insert on audit_entry to portico_audit;
create policy own_read on audit_entry for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on audit_entry for select to portico_portfolio using (partner_id = (select ctx_partner()));
create policy all_read on audit_entry for select to portico_all using (true);
create policy audit_read on audit_entry for select to portico_audit using (true);
create policy audit_append on audit_entry for insert to portico_audit with check (true);

-- +goose StatementBegin
create function audit_append(actor text, partner uuid, action text, outcome text,
                             object_kind text, object_id text, detail text, request_id text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  last  record;
  n     bigint;
  moment timestamptz := clock_timestamp();
  prev  bytea;
  body  text;
  part  text;
begin
  perform pg_advisory_xact_lock(7021001);
  select e.seq, e.at, e.hash into last from public.audit_entry e order by e.seq desc limit 1;
  n := coalesce(last.seq, 0) + 1;
  moment := date_trunc('microseconds', greatest(moment, coalesce(last.at, moment)));
  prev := coalesce(last.hash, '\x'::bytea);
  body := '';
  foreach part in array array[n::text, to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      actor, coalesce(partner::text, ''), action, outcome, object_kind, object_id, detail, request_id] loop
    body := body || octet_length(convert_to(part, 'UTF8'))::text || ':' || part || ',';
  end loop;
  insert into public.audit_entry values (n, moment, actor, partner, action, outcome, object_kind, object_id,
    detail, request_id, prev, sha256(prev || convert_to(body, 'UTF8')));
  return n;
end $$;
-- +goose StatementEnd
comment on function audit_append is 'Appends one entry and chains it to the last. The only way into the trail; holds a lock until commit, so call it last.';
revoke all on function audit_append from public;
grant execute on function audit_append to portico_own, portico_portfolio, portico_all, portico_door;
alter function audit_append owner to portico_audit;
set local role pg_database_owner;
revoke create on schema public from portico_audit;
reset role;

create table idempotency_key (
  principal    text        not null,
  key          text        not null check (octet_length(key) between 1 and 255),
  action       text        not null,
  request_hash bytea       not null,
  answer       text,
  created_at   timestamptz not null default now(),
  primary key (principal, key, action)
);
comment on table idempotency_key is 'What a request with this key was answered, so that a repeat gets the same answer. Kept seven days.';
create index idempotency_key_age on idempotency_key (created_at);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
grant select, insert, update (answer) on idempotency_key to portico_own, portico_portfolio, portico_all;
grant delete on idempotency_key to portico_all;
create policy own_read on idempotency_key for select to portico_own using (principal = current_setting('portico.principal', true));
create policy own_add on idempotency_key for insert to portico_own with check (principal = current_setting('portico.principal', true));
create policy own_answer on idempotency_key for update to portico_own using (principal = current_setting('portico.principal', true));
create policy portfolio_read on idempotency_key for select to portico_portfolio using (principal = current_setting('portico.principal', true));
create policy portfolio_add on idempotency_key for insert to portico_portfolio with check (principal = current_setting('portico.principal', true));
create policy portfolio_answer on idempotency_key for update to portico_portfolio using (principal = current_setting('portico.principal', true));
create policy all_read on idempotency_key for select to portico_all using (principal = current_setting('portico.principal', true));
create policy all_add on idempotency_key for insert to portico_all with check (principal = current_setting('portico.principal', true));
create policy all_answer on idempotency_key for update to portico_all using (principal = current_setting('portico.principal', true));
create policy all_forget on idempotency_key for delete to portico_all using (created_at < now() - interval '7 days');
