-- What a certification asks for, what each one rests on, and documents as evidence.
-- +goose Up

alter table staged_upload drop constraint staged_upload_purpose_check;
alter table staged_upload add constraint staged_upload_purpose_check check (purpose in ('LOGO', 'TEMPLATE', 'ASSET', 'COURSE', 'EVIDENCE'));

-- The definition.

alter table certification_definition
  add column kind           text not null default 'VENDOR' check (kind in ('VENDOR', 'REGULATORY')),
  add column holder         text not null default 'EITHER' check (holder in ('PERSON', 'PARTNER', 'EITHER')),
  add column max_age_months int check (max_age_months between 1 and 120);
comment on column certification_definition.kind is 'VENDOR: of the vendor''s own making. REGULATORY: of a law or a standard, proved by a document.';
comment on column certification_definition.holder is 'Who may hold it. EITHER has no requirements: it is recorded by hand.';
comment on column certification_definition.max_age_months is 'What was done longer ago does not count for a renewal; null: whatever was done before the older proof does not.';

create table definition_requirement (
  id             uuid primary key,
  definition_key text not null references certification_definition,
  path           text not null check (path in ('FULL', 'RENEWAL')),
  position       int  not null check (position between 1 and 20),
  kind           text not null check (kind in ('COURSE', 'QUIZ', 'SESSION', 'EVIDENCE', 'HOLDERS')),
  subject        text check (subject ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(subject) <= 64),
  label          text not null default '' check (length(label) <= 200),
  holders        int  check (holders between 1 and 1000),
  keys           text[] not null default '{}',
  role           text,
  unique (definition_key, path, position),
  check ((kind in ('COURSE', 'QUIZ', 'SESSION')) = (subject is not null)),
  check ((kind = 'HOLDERS') = (holders is not null)),
  check ((kind = 'HOLDERS') = (cardinality(keys) > 0)),
  check (kind = 'HOLDERS' or role is null)
);
comment on table definition_requirement is 'What a certification asks for: all of path FULL, or, while an older proof is about to end, all of path RENEWAL.';
comment on column definition_requirement.subject is 'Key of the course, the quiz or the session.';
comment on column definition_requirement.keys is 'Of HOLDERS: a person counts who holds every one of these now.';
create index definition_requirement_subject on definition_requirement (kind, subject);
create index definition_requirement_keys on definition_requirement using gin (keys);

-- What people did that is no course and no quiz of ours.

create table attended_session (
  id          uuid primary key,
  partner_id  uuid not null references partner,
  person_id   uuid not null references person,
  session_key text not null check (session_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(session_key) <= 64),
  attended_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  revoked_at  timestamptz,
  revoked_why text check (length(revoked_why) between 1 and 1000),
  check ((revoked_at is null) = (revoked_why is null))
);
comment on table attended_session is 'A person attended a session that certifications may ask for.';
create unique index attended_session_once on attended_session (person_id, session_key, attended_at);
create index attended_session_partner on attended_session (partner_id);

-- Documents.

create table certification_evidence (
  id             uuid primary key,
  definition_key text not null references certification_definition,
  partner_id     uuid not null references partner,
  person_id      uuid references person,
  issuer         text not null check (length(issuer) between 1 and 200),
  number         text not null check (length(number) between 1 and 200),
  valid_from     timestamptz not null,
  valid_to       timestamptz not null,
  file_name      text not null check (length(file_name) between 1 and 255),
  media_type     text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  bytes          bigint not null check (bytes > 0),
  sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state          text not null check (state in ('SUBMITTED', 'ACCEPTED', 'REFUSED')),
  submitted_by   uuid references person,
  submitted_at   timestamptz not null,
  decided_by     uuid references person,
  decided_at     timestamptz,
  decided_why    text check (length(decided_why) between 1 and 1000),
  check (valid_to > valid_from),
  check ((state = 'SUBMITTED') = (decided_at is null)),
  check (decided_at is not null or decided_by is null),
  check (decided_by <> submitted_by),
  check (state <> 'REFUSED' or decided_why is not null)
);
comment on table certification_evidence is 'A document by which a partner, or a person of it, proves what others have attested. The bytes are in the blob store under sha256.';
comment on column certification_evidence.person_id is 'Whom the document is about; null: the partner.';
create unique index certification_evidence_once on certification_evidence (partner_id, person_id, definition_key, sha256)
  nulls not distinct where state <> 'REFUSED';
create index certification_evidence_partner on certification_evidence (partner_id, submitted_at desc, id desc);
create index certification_evidence_desk on certification_evidence (submitted_at, id) where state = 'SUBMITTED';
create index certification_evidence_person on certification_evidence (person_id);
create index certification_evidence_definition on certification_evidence (definition_key);
create index certification_evidence_submitter on certification_evidence (submitted_by);
create index certification_evidence_decider on certification_evidence (decided_by);

-- The proof.

alter table certification
  add column origin      text not null default 'RECORDED' check (origin in ('PORTAL', 'VAD_SESSION', 'IMPORT', 'EVIDENCE', 'RECORDED')),
  add column ordinal     int check (ordinal > 0),
  add column path        text check (path in ('FULL', 'RENEWAL')),
  add column evidence_id uuid references certification_evidence,
  add column short_from  timestamptz,
  add column revoked_how text check (revoked_how in ('BY_HAND', 'REQUIREMENT_LOST')),
  add check ((ordinal is null) = (path is null)),
  add check ((origin = 'EVIDENCE') = (evidence_id is not null)),
  add check (path is distinct from 'RENEWAL' or renews is not null),
  add check (short_from is null or person_id is null);
comment on column certification.origin is 'Where what it rests on was done; RECORDED: somebody entered it.';
comment on column certification.ordinal is 'The how-manieth of this definition its holder was given without a person deciding, from 1; null for one that was entered. Unique, so that nothing is issued twice.';
comment on column certification.path is 'By which requirements it was given: all, or those of a renewal.';
comment on column certification.evidence_id is 'The document that it rests on.';
comment on column certification.short_from is 'Of a partner''s proof that asks for holders: from then on too few hold theirs, as things stand. -infinity: too few now. Null: asks for none.';
comment on column certification.revoked_how is 'BY_HAND: what was done before counts no more. REQUIREMENT_LOST: what still stands counts again.';
create unique index certification_issued_once on certification (partner_id, definition_key, person_id, ordinal) nulls not distinct where ordinal is not null;
create index certification_evidence_of on certification (evidence_id);

alter table certification no force row level security;
update certification set revoked_how = 'BY_HAND' where revoked_at is not null;
update certification c set renews = null
where c.renews is not null and c.revoked_at is null and exists (
  select 1 from certification o where o.renews = c.renews and o.revoked_at is null and (o.issued_at, o.id) < (c.issued_at, c.id));
alter table certification force row level security;
create unique index certification_renewed_once on certification (renews) where renews is not null and revoked_at is null;
grant update (revoked_how) on certification to portico_all;
grant update (short_from) on certification to portico_own, portico_portfolio, portico_all;
create policy own_recount on certification for update to portico_own using (partner_id = (select ctx_partner()) and person_id is null);
create policy portfolio_recount on certification for update to portico_portfolio using (partner_id = (select ctx_partner()) and person_id is null);

create table certification_ground (
  certification_id uuid not null references certification,
  kind             text not null check (kind in ('COURSE', 'QUIZ', 'SESSION', 'EVIDENCE')),
  subject          text not null,
  fact_id          uuid not null,
  at               timestamptz not null,
  partner_id       uuid not null references partner,
  person_id        uuid references person,
  primary key (certification_id, kind, subject)
);
comment on table certification_ground is 'What a certification rests on: when one of these is taken back, so is the certification.';
comment on column certification_ground.fact_id is 'The completion, attempt, attendance or document.';
create index certification_ground_fact on certification_ground (fact_id);
create index certification_ground_partner on certification_ground (partner_id);
create index certification_ground_person on certification_ground (person_id);

-- What counts. A proof of a partner counts while enough of its people hold theirs.

create or replace view certification_counted with (security_invoker = true) as
select c.id, c.partner_id, c.person_id, c.definition_key, c.issued_at as counts_from,
  least(c.expires_at + c.grace_days * interval '24 hours', c.short_from) as counts_until
from certification c
where c.revoked_at is null and (c.short_from is null or c.short_from > c.issued_at);

create view definition_fact with (security_invoker = true) as
select 'COURSE' as kind, k.key as subject, c.id as fact_id, c.partner_id, c.person_id, c.completed_at as at, null::timestamptz as until, c.origin
from completion_counted n
join course_completion c on c.id = n.id
join course k on k.id = c.course_id
union all
select 'QUIZ', z.key, a.id, a.partner_id, a.person_id, a.ended_at, null, 'PORTAL'
from quiz_attempt a
join quiz z on z.id = a.quiz_id
where a.state = 'PASSED'
union all
select 'SESSION', s.session_key, s.id, s.partner_id, s.person_id, s.attended_at, null, 'VAD_SESSION'
from attended_session s
where s.revoked_at is null
union all
select 'EVIDENCE', e.definition_key, e.id, e.partner_id, e.person_id, e.valid_from, e.valid_to, 'EVIDENCE'
from certification_evidence e
where e.state = 'ACCEPTED';
comment on view definition_fact is 'What stands of all that was done and that a certification may ask for.';

create view certification_holder_until with (security_invoker = true) as
select r.id as requirement_id, h.partner_id, h.person_id, min(h.until) as until
from definition_requirement r
join partner_holding h on h.definition_key = any (r.keys) and h.person_id is not null
join person p on p.id = h.person_id and (r.role is null or r.role = any (p.roles))
where r.kind = 'HOLDERS'
group by r.id, r.keys, h.partner_id, h.person_id
having count(*) = cardinality(r.keys);
comment on view certification_holder_until is 'Until when a person counts for a requirement of holders: holds every key, in the role.';

-- +goose StatementBegin
create function certification_short_from(of_definition text, of_partner uuid) returns timestamptz
  language sql stable
  return (
    select min(coalesce(h.until, '-infinity'))
    from definition_requirement r
    left join lateral (
      select u.until
      from certification_holder_until u
      where u.requirement_id = r.id and u.partner_id = of_partner
      order by u.until desc
      offset r.holders - 1 limit 1) h on true
    where r.definition_key = of_definition and r.path = 'FULL' and r.kind = 'HOLDERS');
-- +goose StatementEnd
comment on function certification_short_from is 'Until when a partner has the holders that a definition asks for; null when it asks for none.';

-- +goose StatementBegin
create function recount_holders(of_partner uuid) returns void
  language plpgsql
as $$
begin
  perform 1 from partner_tally where partner_id = of_partner for update;
  update certification c
  set short_from = certification_short_from(c.definition_key, c.partner_id)
  where c.partner_id = of_partner and c.person_id is null and c.revoked_at is null
    and c.short_from is distinct from certification_short_from(c.definition_key, c.partner_id);
end $$;
-- +goose StatementEnd
comment on function recount_holders is 'Counts anew for how long a partner''s own proofs have their holders. The partner''s row is locked first, as everywhere.';

-- +goose StatementBegin
create function certification_counts_holders() returns trigger
  language plpgsql
as $$
begin
  if new.person_id is null then
    new.short_from := certification_short_from(new.definition_key, new.partner_id);
  end if;
  return new;
end $$;
-- +goose StatementEnd
comment on function certification_counts_holders is 'Gives a partner''s proof its holders from the start.';
create trigger holders before insert on certification for each row execute function certification_counts_holders();

-- +goose StatementBegin
create function recount_holders_of_row() returns trigger
  language plpgsql
as $$
begin
  perform recount_holders(new.partner_id);
  return null;
end $$;
-- +goose StatementEnd
comment on function recount_holders_of_row is 'Counts the holders of the partner of a row anew.';
create trigger holders_after after insert or update of revoked_at on certification for each row
  when (new.person_id is not null) execute function recount_holders_of_row();
create trigger holders after update of status, roles on person for each row
  when (new.partner_id is not null and ((old.status = 'DISABLED') <> (new.status = 'DISABLED') or old.roles <> new.roles))
  execute function recount_holders_of_row();

alter table definition_requirement enable row level security;
alter table definition_requirement force row level security;
grant select on definition_requirement to portico_own, portico_portfolio, portico_all;
grant insert, delete on definition_requirement to portico_all;
create policy own_read on definition_requirement for select to portico_own using (true);
create policy portfolio_read on definition_requirement for select to portico_portfolio using (true);
create policy all_read on definition_requirement for select to portico_all using (true);
create policy all_add on definition_requirement for insert to portico_all with check (true);
create policy all_drop on definition_requirement for delete to portico_all using (true);

alter table attended_session enable row level security;
alter table attended_session force row level security;
grant select on attended_session to portico_own, portico_portfolio, portico_all;
grant insert, update (revoked_at, revoked_why) on attended_session to portico_all;
create policy own_read on attended_session for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on attended_session for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads()))
  or partner_id <> (select ctx_partner()) and partner_id in (select n.partner_id from partner_naming_learners n));
create policy all_read on attended_session for select to portico_all using (true);
create policy all_add on attended_session for insert to portico_all with check (true);
create policy all_revoke on attended_session for update to portico_all using (true);

-- A document is read by its own side and the vendor, never by a distributor: that the partner is certified is enough.
alter table certification_evidence enable row level security;
alter table certification_evidence force row level security;
grant select on certification_evidence to portico_own, portico_portfolio, portico_all;
grant insert, update (state, decided_by, decided_at, decided_why) on certification_evidence to portico_all;
create policy own_read on certification_evidence for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on certification_evidence for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy all_read on certification_evidence for select to portico_all using (true);
create policy all_add on certification_evidence for insert to portico_all with check (state = 'SUBMITTED');
create policy all_decide on certification_evidence for update to portico_all using (state = 'SUBMITTED') with check (true);

alter table certification_ground enable row level security;
alter table certification_ground force row level security;
grant select on certification_ground to portico_own, portico_portfolio, portico_all;
grant insert on certification_ground to portico_all;
create policy own_read on certification_ground for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on certification_ground for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person()) or (select ctx_leads())));
create policy all_read on certification_ground for select to portico_all using (true);
create policy all_add on certification_ground for insert to portico_all with check (true);

grant select on definition_fact, certification_holder_until to portico_own, portico_portfolio, portico_all;
