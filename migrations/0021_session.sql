-- What was learned elsewhere: sessions that somebody held, and completions out of other learning systems.
--
-- All of it is written under the vendor's role: a partner reports, the rules credit. Names and e-mail addresses stand in
-- the rows as they were given, so that who holds a session reads its list of attendees and no person of a partner.
-- +goose Up

-- What was taken back may be credited anew; until now a revoked row stood in its way.
drop index course_completion_of_enrollment;
drop index course_completion_once;
create unique index course_completion_of_enrollment on course_completion (enrollment_id) where revoked_at is null;
create unique index course_completion_once on course_completion (person_id, course_id, completed_at) where revoked_at is null;
create index course_completion_enrollment on course_completion (enrollment_id);
create index course_completion_person on course_completion (person_id, course_id);

create table trusted_reporter (
  partner_id uuid primary key references partner,
  since      timestamptz not null,
  granted_by uuid references person
);
comment on table trusted_reporter is 'Distributors whose reports of attendance and completions are verified by themselves.';
create index trusted_reporter_granter on trusted_reporter (granted_by);

create table training_session (
  id          uuid primary key,
  holder_id   uuid references partner,
  course_id   uuid not null references course,
  lesson_key  text check (lesson_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(lesson_key) <= 64),
  title       text not null check (length(title) between 1 and 200),
  place       text not null default '' check (length(place) <= 300),
  url         text not null default '' check (length(url) <= 1000),
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  time_zone   text not null check (length(time_zone) between 1 and 64),
  seats       int check (seats between 1 and 5000),
  registered  int not null default 0 check (registered >= 0),
  language    text not null check (length(language) between 2 and 35),
  state       text not null check (state in ('PLANNED', 'HELD', 'CLOSED', 'CANCELLED')),
  reason      text,
  planned_by  uuid references person,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  check (ends_at > starts_at),
  check (place <> '' or url <> ''),
  check (seats is null or registered <= seats),
  check ((state = 'CANCELLED') = (reason is not null))
);
comment on table training_session is 'A class at a time and a place, which teaches a course or one lesson of it.';
comment on column training_session.holder_id is 'The distributor that holds it; null for the vendor.';
comment on column training_session.lesson_key is 'The lesson that it is, by key, because versions of a course have lessons of their own; null for the whole course.';
comment on column training_session.time_zone is 'IANA name: in which zone people at the place read its times.';
comment on column training_session.registered is 'How many seats are taken; who may not read the list may read this.';
create index training_session_holder on training_session (holder_id, starts_at);
create index training_session_course on training_session (course_id);
create index training_session_planner on training_session (planned_by);
create index training_session_start on training_session (starts_at, id);

create table session_registration (
  id                   uuid primary key,
  session_id           uuid not null references training_session,
  holder_id            uuid references partner,
  partner_id           uuid not null references partner,
  person_id            uuid not null references person,
  name                 text not null,
  state                text not null check (state in ('REGISTERED', 'CANCELLED')),
  attendance           text check (attendance in ('ATTENDED', 'ABSENT')),
  score                float8 check (score between 0 and 100),
  passed               boolean,
  verification         text check (verification in ('REPORTED', 'VERIFIED', 'REJECTED')),
  reported_by          uuid references person,
  reported_at          timestamptz,
  decided_by           uuid references person,
  decided_at           timestamptz,
  decided_why          text,
  completion_id        uuid references course_completion,
  credited_enrollment  uuid references enrollment,
  credited_lesson      uuid references lesson,
  registered_by        uuid references person,
  registered_at        timestamptz not null,
  constraint session_registration_once unique (session_id, person_id),
  check (attendance is null or state = 'REGISTERED'),
  check ((attendance is null) = (reported_at is null)),
  check ((attendance is not distinct from 'ATTENDED') = (verification is not null)),
  check (attendance is not distinct from 'ATTENDED' or score is null and passed is null),
  check (verification is distinct from 'REJECTED' or decided_why is not null),
  check (decided_by is null or verification <> 'VERIFIED' or decided_by is distinct from reported_by),
  check (verification is not distinct from 'VERIFIED' or completion_id is null and credited_lesson is null),
  check ((credited_enrollment is null) = (credited_lesson is null))
);
comment on table session_registration is 'A person has a seat in a session, was there or not, and with which result.';
comment on column session_registration.holder_id is 'That of the session: who holds it reads its list.';
comment on column session_registration.name is 'As the list of attendees shows it.';
comment on column session_registration.decided_by is 'Who verified or rejected the report; null where it is verified by itself.';
comment on column session_registration.completion_id is 'The completion that this attendance brought; null while it brought none.';
comment on column session_registration.credited_lesson is 'The lesson that this attendance completed.';
create index session_registration_holder on session_registration (holder_id, verification);
create index session_registration_partner on session_registration (partner_id, session_id);
create index session_registration_person on session_registration (person_id);
create index session_registration_waiting on session_registration (reported_at, id) where verification = 'REPORTED';
create index session_registration_reporter on session_registration (reported_by);
create index session_registration_decider on session_registration (decided_by);
create index session_registration_completion on session_registration (completion_id);
create index session_registration_enrollment on session_registration (credited_enrollment);
create index session_registration_lesson on session_registration (credited_lesson);
create index session_registration_registrar on session_registration (registered_by);

alter table staged_upload drop constraint staged_upload_purpose_check;
alter table staged_upload add constraint staged_upload_purpose_check check (purpose in ('LOGO', 'TEMPLATE', 'ASSET', 'COURSE', 'EVIDENCE', 'IMPORT'));

create table xapi_activity (
  activity_id text primary key check (length(activity_id) between 1 and 500),
  course_id   uuid not null references course,
  mapped_by   uuid references person,
  mapped_at   timestamptz not null
);
comment on table xapi_activity is 'Which course an activity of another learning system is.';
create index xapi_activity_course on xapi_activity (course_id);
create index xapi_activity_mapper on xapi_activity (mapped_by);

create table completion_import (
  id           uuid primary key,
  source       text not null check (source in ('CSV', 'XAPI')),
  holder_id    uuid references partner,
  requested_by uuid references person,
  file_name    text not null check (length(file_name) <= 255),
  lines        int not null check (lines >= 0),
  added        int not null check (added >= 0),
  unchanged    int not null check (unchanged >= 0),
  posted       int not null default 0 check (posted between 0 and added),
  state        text not null check (state in ('WAITING', 'POSTING', 'POSTED', 'REJECTED')),
  decided_by   uuid references person,
  decided_at   timestamptz,
  decided_why  text,
  created_at   timestamptz not null,
  posted_at    timestamptz,
  check (lines = added + unchanged),
  check ((state = 'POSTED') = (posted_at is not null)),
  check (state <> 'POSTED' or posted = added),
  check (state <> 'REJECTED' or decided_why is not null and posted = 0),
  check (decided_by is distinct from requested_by or decided_by is null)
);
comment on table completion_import is 'Completions out of another learning system that came together: all of them are taken, or none.';
comment on column completion_import.holder_id is 'The distributor that reports them; null for the vendor.';
comment on column completion_import.unchanged is 'Lines that were known already.';
create index completion_import_holder on completion_import (holder_id, created_at);
create index completion_import_created on completion_import (created_at, id);
create index completion_import_open on completion_import (created_at) where state = 'POSTING';
create index completion_import_requester on completion_import (requested_by);
create index completion_import_decider on completion_import (decided_by);

create table import_line (
  id            uuid primary key,
  import_id     uuid not null references completion_import,
  number        int not null check (number > 0),
  holder_id     uuid references partner,
  source        text not null check (source in ('CSV', 'XAPI')),
  kind          text not null check (kind in ('COMPLETED', 'VOIDED')),
  email         text not null default '',
  partner_id    uuid references partner,
  person_id     uuid references person,
  course_id     uuid references course,
  version_id    uuid references course_version,
  completed_at  timestamptz,
  score         float8 check (score between -100 and 100),
  external_id   text check (length(external_id) between 1 and 200),
  digest        text check (digest ~ '^[0-9a-f]{64}$'),
  target_id     uuid references import_line,
  state         text not null check (state in ('STAGED', 'POSTED', 'VOID', 'REJECTED')),
  completion_id uuid references course_completion,
  constraint import_line_number unique (import_id, number),
  check ((kind = 'COMPLETED') = (num_nonnulls(partner_id, person_id, course_id, version_id, completed_at) = 5)),
  check ((kind = 'VOIDED') = (target_id is not null)),
  check (source = 'CSV' or digest is not null and external_id is not null)
);
comment on table import_line is 'One completion of an import, or the statement that voids one. It is staged with its import and then posted, once.';
comment on column import_line.number is 'Line of the file, or place in the list of statements, from 1.';
comment on column import_line.version_id is 'The version that was published when the line came: it is credited whatever is published later.';
comment on column import_line.external_id is 'What the other system calls it. Of xAPI: the id of the statement.';
comment on column import_line.digest is 'SHA-256 of what a statement says: the same id with another content is a conflict.';
comment on column import_line.state is 'VOID: taken back by a statement. REJECTED: its import was; the other system may send it again.';
create unique index import_line_external on import_line (holder_id, source, external_id) nulls not distinct where external_id is not null and state <> 'REJECTED';
create unique index import_line_once on import_line (holder_id, person_id, course_id, completed_at) nulls not distinct where source = 'CSV' and state in ('STAGED', 'POSTED');
create index import_line_person on import_line (person_id, course_id, completed_at);
create index import_line_partner on import_line (partner_id);
create index import_line_holder on import_line (holder_id);
create index import_line_course on import_line (course_id);
create index import_line_version on import_line (version_id);
create index import_line_target on import_line (target_id);
create index import_line_completion on import_line (completion_id);
create index import_line_staged on import_line (import_id, number) where state = 'STAGED';

alter table trusted_reporter enable row level security;
alter table trusted_reporter force row level security;
alter table training_session enable row level security;
alter table training_session force row level security;
alter table session_registration enable row level security;
alter table session_registration force row level security;
alter table xapi_activity enable row level security;
alter table xapi_activity force row level security;
alter table completion_import enable row level security;
alter table completion_import force row level security;
alter table import_line enable row level security;
alter table import_line force row level security;

grant select on trusted_reporter, training_session, session_registration, xapi_activity, completion_import, import_line
  to portico_own, portico_portfolio, portico_all;
grant insert on trusted_reporter, training_session, session_registration, xapi_activity, completion_import, import_line to portico_all;
grant delete on trusted_reporter, xapi_activity to portico_all;
grant update (title, place, url, starts_at, ends_at, time_zone, seats, registered, language, state, reason, updated_at) on training_session to portico_all;
grant update (name, state, attendance, score, passed, verification, reported_by, reported_at, decided_by, decided_at, decided_why,
  completion_id, credited_enrollment, credited_lesson, registered_by, registered_at) on session_registration to portico_all;
grant update (posted, state, decided_by, decided_at, decided_why, posted_at) on completion_import to portico_all;
grant update (state, completion_id) on import_line to portico_all;

create policy own_read on trusted_reporter for select to portico_own using (false);
create policy portfolio_read on trusted_reporter for select to portico_portfolio using (partner_id = (select ctx_partner()));
create policy all_read on trusted_reporter for select to portico_all using (true);
create policy all_add on trusted_reporter for insert to portico_all with check (true);
create policy all_end on trusted_reporter for delete to portico_all using (true);

-- A session shows itself to those who may take a seat: to a reseller those of its distributors, to a distributor its own,
-- to everybody the vendor's; and for ever to those who have, or had, a seat in it.
create policy own_read on training_session for select to portico_own using (
  holder_id is null or holder_id in (select p.id from partner p)
  or id in (select r.session_id from session_registration r where r.partner_id = (select ctx_partner())));
create policy portfolio_read on training_session for select to portico_portfolio using (holder_id is null or holder_id = (select ctx_partner()));
create policy all_read on training_session for select to portico_all using (true);
create policy all_add on training_session for insert to portico_all with check (true);
create policy all_edit on training_session for update to portico_all using (true);

create policy own_read on session_registration for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on session_registration for select to portico_portfolio using (
  holder_id = (select ctx_partner())
  or partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy all_read on session_registration for select to portico_all using (true);
create policy all_add on session_registration for insert to portico_all with check (true);
create policy all_edit on session_registration for update to portico_all using (true);

create policy own_read on xapi_activity for select to portico_own using (false);
create policy portfolio_read on xapi_activity for select to portico_portfolio using (course_id in (select c.id from course c));
create policy all_read on xapi_activity for select to portico_all using (true);
create policy all_add on xapi_activity for insert to portico_all with check (true);
create policy all_end on xapi_activity for delete to portico_all using (true);

create policy own_read on completion_import for select to portico_own using (false);
create policy portfolio_read on completion_import for select to portico_portfolio using (holder_id = (select ctx_partner()));
create policy all_read on completion_import for select to portico_all using (true);
create policy all_add on completion_import for insert to portico_all with check (true);
create policy all_edit on completion_import for update to portico_all using (true);

create policy own_read on import_line for select to portico_own using (false);
create policy portfolio_read on import_line for select to portico_portfolio using (holder_id = (select ctx_partner()));
create policy all_read on import_line for select to portico_all using (true);
create policy all_add on import_line for insert to portico_all with check (true);
create policy all_edit on import_line for update to portico_all using (true);
