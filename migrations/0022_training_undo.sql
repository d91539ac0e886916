-- What is taken back: passes of quizzes and whole imports; and certifications whose first day is still to come.
-- +goose Up

-- A pass that does not count.

alter table quiz_attempt
  add column revoked_at  timestamptz,
  add column revoked_by  uuid references person,
  add column revoked_for text check (revoked_for in ('FRAUD', 'WRONG_KEY', 'OTHER')),
  add column revoked_why text check (length(revoked_why) between 1 and 1000),
  add column given_back  boolean not null default false,
  add check ((revoked_at is null) = (revoked_why is null) and (revoked_at is null) = (revoked_for is null)),
  add check (revoked_at is null or state = 'PASSED'),
  add check (revoked_at is not null or revoked_by is null and not given_back);
comment on column quiz_attempt.revoked_at is 'Since when the pass does not count. Null for one that does, and for an attempt that was no pass.';
comment on column quiz_attempt.revoked_for is 'FRAUD: not the learner''s own work. WRONG_KEY: the quiz was at fault.';
comment on column quiz_attempt.given_back is 'Whether the learner has this attempt again: it is not counted among those that were used.';
create index quiz_attempt_revoker on quiz_attempt (revoked_by);
grant select (revoked_at, revoked_for, revoked_why, given_back) on quiz_attempt to portico_own, portico_portfolio;
grant update (revoked_at, revoked_by, revoked_for, revoked_why, given_back) on quiz_attempt to portico_all;
alter policy all_end on quiz_attempt using (state = 'OPEN' or state = 'PASSED' and revoked_at is null);

-- +goose StatementBegin
create function quiz_attempt_stays() returns trigger
  language plpgsql
as $$
begin
  if (to_jsonb(new) - '{revoked_at,revoked_by,revoked_for,revoked_why,given_back}'::text[])
      <> (to_jsonb(old) - '{revoked_at,revoked_by,revoked_for,revoked_why,given_back}'::text[]) then
    raise exception 'an attempt that has ended never changes' using errcode = 'check_violation';
  end if;
  return new;
end $$;
-- +goose StatementEnd
comment on function quiz_attempt_stays is 'Lets a pass be revoked, and nothing else be done to an attempt that has ended.';
create trigger stays before update on quiz_attempt for each row when (old.state <> 'OPEN') execute function quiz_attempt_stays();

create or replace view definition_fact with (security_invoker = true) as
select 'COURSE' as kind, k.key as subject, c.id as fact_id, c.partner_id, c.person_id, c.completed_at as at, null::timestamptz as until, c.origin
from completion_counted n
join course_completion c on c.id = n.id
join course k on k.id = c.course_id
union all
select 'QUIZ', z.key, a.id, a.partner_id, a.person_id, a.ended_at, null, 'PORTAL'
from quiz_attempt a
join quiz z on z.id = a.quiz_id
where a.state = 'PASSED' and a.revoked_at is null
union all
select 'SESSION', s.session_key, s.id, s.partner_id, s.person_id, s.attended_at, null, 'VAD_SESSION'
from attended_session s
where s.revoked_at is null
union all
select 'EVIDENCE', e.definition_key, e.id, e.partner_id, e.person_id, e.valid_from, e.valid_to, 'EVIDENCE'
from certification_evidence e
where e.state = 'ACCEPTED';

-- An import that is undone.

alter table completion_import
  add column undone_by  uuid references person,
  add column undoing_at timestamptz,
  add column undone_at  timestamptz,
  add column undone_why text check (length(undone_why) between 1 and 1000),
  drop constraint completion_import_state_check,
  drop constraint completion_import_check2,
  add constraint completion_import_state_check check (state in ('WAITING', 'POSTING', 'POSTED', 'REJECTED', 'UNDOING', 'UNDONE')),
  add constraint completion_import_posted_at_check check ((state in ('POSTED', 'UNDOING', 'UNDONE')) = (posted_at is not null)),
  add constraint completion_import_undoing_check check ((state in ('UNDOING', 'UNDONE')) = (undoing_at is not null) and (undoing_at is null) = (undone_why is null)),
  add constraint completion_import_undone_check check ((state = 'UNDONE') = (undone_at is not null));
comment on column completion_import.undoing_at is 'When somebody ordered that it be undone; undone_at: when the last line was.';
create index completion_import_undoer on completion_import (undone_by);
drop index completion_import_open;
create index completion_import_open on completion_import (created_at) where state in ('POSTING', 'UNDOING');
grant update (undone_by, undoing_at, undone_at, undone_why) on completion_import to portico_all;

alter table import_line
  add column left_why text check (left_why in ('REVOKED_BEFORE', 'SAID_ELSEWHERE', 'BROUGHT_NOTHING', 'VOIDS_ANOTHER')),
  drop constraint import_line_state_check,
  add constraint import_line_state_check check (state in ('STAGED', 'POSTED', 'VOID', 'REJECTED', 'UNDONE', 'LEFT')),
  add constraint import_line_left_check check ((state = 'LEFT') = (left_why is not null));
comment on column import_line.left_why is 'Why undoing the import has left this line as it is.';
drop index import_line_external;
create unique index import_line_external on import_line (holder_id, source, external_id) nulls not distinct
  where external_id is not null and state not in ('REJECTED', 'UNDONE');
drop index import_line_once;
create unique index import_line_once on import_line (holder_id, person_id, course_id, completed_at) nulls not distinct
  where source = 'CSV' and state in ('STAGED', 'POSTED', 'LEFT');
create index import_line_posted on import_line (import_id, number) where state = 'POSTED';
grant update (left_why) on import_line to portico_all;

-- A certification before its first day.

alter table certification add column begun boolean not null default true;
comment on column certification.begun is 'Whether it has had its effects. One whose first day is to come has none before; a round brings them on the day.';
create index certification_to_begin on certification (issued_at) where not begun and revoked_at is null;
create index certification_expiry on certification (expires_at, id);
create index certification_definition_expiry on certification (definition_key, expires_at, id);
drop index certification_definition_of;
grant update (begun) on certification to portico_all;

create or replace view certification_counted with (security_invoker = true) as
select c.id, c.partner_id, c.person_id, c.definition_key, c.issued_at as counts_from,
  least(c.expires_at + c.grace_days * interval '24 hours', c.short_from) as counts_until
from certification c
where c.revoked_at is null and (c.short_from is null or c.short_from > c.issued_at)
  and (c.begun or exists (
    select 1 from certification b
    where b.partner_id = c.partner_id and b.definition_key = c.definition_key and b.person_id is not distinct from c.person_id
      and b.begun and b.revoked_at is null and b.issued_at <= c.issued_at and b.expires_at + b.grace_days * interval '24 hours' >= c.issued_at));
comment on view certification_counted is 'Proofs that count from their first day on. One whose first day is to come is there only where it follows one that has begun without a gap.';

drop trigger tally_holding on certification;
create trigger tally_holding after insert or update of issued_at, expires_at, grace_days, revoked_at, short_from, begun on certification
  for each row execute function holding_keep();
drop trigger holders_after on certification;
create trigger holders_after after insert or update of revoked_at, begun on certification for each row
  when (new.person_id is not null) execute function recount_holders_of_row();

-- Completions that come together are counted together: of each person and course once, in the order of partners.

-- +goose StatementBegin
create function tally_completions() returns trigger
  language plpgsql
as $$
declare
  g record;
begin
  for g in
    select a.partner_id, a.person_id, a.course_id, count(*) filter (where a.revoked_at is null)::int as n
    from added a
    group by a.partner_id, a.person_id, a.course_id
    order by a.partner_id, a.person_id, a.course_id
  loop
    perform tally_move(g.partner_id, g.person_id, g.course_id, 0, 0, 0, g.n);
  end loop;
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_completions is 'Counts completions that are added by one statement.';
drop trigger tally on course_completion;
create trigger tally after insert on course_completion referencing new table as added for each statement execute function tally_completions();
create trigger tally_revoked after update of revoked_at on course_completion for each row execute function tally_completion();
