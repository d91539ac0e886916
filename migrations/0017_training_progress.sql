-- What follows from learning: effects by rule, counts by partner, by course and by learner, and how a portfolio compares.
-- +goose Up

-- Effects.

create table effect_rule (
  id          uuid primary key,
  key         text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  version     int  not null check (version > 0),
  name        text not null check (length(name) between 1 and 200),
  cause       text not null check (cause in ('COURSE_COMPLETED', 'QUIZ_PASSED', 'CERTIFIED')),
  subject     text check (subject ~ '^[a-z0-9-]+$' and length(subject) <= 64),
  kind        text not null check (kind in ('POINTS', 'TIER_METRIC', 'REBATE_METRIC', 'MDF_ELIGIBILITY', 'CONTENT_UNLOCK')),
  target      text not null default '' check (length(target) <= 200),
  asset_id    uuid references asset,
  amount      int  not null check (amount between 1 and 1000000),
  once        boolean not null,
  active_from timestamptz not null,
  ended_at    timestamptz,
  author_id   uuid references person,
  unique (key, version),
  check ((kind = 'CONTENT_UNLOCK') = (asset_id is not null)),
  check (kind in ('POINTS', 'CONTENT_UNLOCK') or target <> ''),
  check (ended_at is null or ended_at >= active_from)
);
comment on table effect_rule is 'What a completion, a pass or a certification brings. A version never changes; the next one ends it.';
comment on column effect_rule.subject is 'Key of the course, quiz or certification; null for every one.';
comment on column effect_rule.target is 'The metric or the flag that is raised.';
comment on column effect_rule.once is 'Whether a person, or a partner, has the effect of one subject once only, however often it is repeated.';
create unique index effect_rule_open on effect_rule (key) where ended_at is null;
create index effect_rule_cause on effect_rule (cause, subject) where ended_at is null;
create index effect_rule_asset on effect_rule (asset_id);
create index effect_rule_author on effect_rule (author_id);

create table effect (
  id         uuid primary key,
  partner_id uuid not null references partner,
  person_id  uuid references person,
  rule_id    uuid not null references effect_rule,
  cause      text not null check (cause in ('COURSE_COMPLETED', 'QUIZ_PASSED', 'CERTIFIED')),
  cause_id   uuid not null,
  subject    text not null,
  kind       text not null check (kind in ('POINTS', 'TIER_METRIC', 'REBATE_METRIC', 'MDF_ELIGIBILITY', 'CONTENT_UNLOCK')),
  target     text not null default '',
  amount     int  not null check (amount <> 0),
  at         timestamptz not null,
  until      timestamptz not null default 'infinity',
  reverses   uuid references effect,
  check ((amount < 0) = (reverses is not null))
);
comment on table effect is 'The ledger of what learning has brought: never changed, only reversed by an entry of the opposite amount.';
comment on column effect.cause_id is 'The completion, attempt or certification that brought it.';
comment on column effect.until is 'When it ends by itself, with the certification that brought it.';
create unique index effect_exactly_once on effect (rule_id, cause, cause_id) where reverses is null;
create unique index effect_reversed_once on effect (reverses) where reverses is not null;
create index effect_of_cause on effect (cause_id) where reverses is null;
create index effect_partner on effect (partner_id, at desc, id desc);
create index effect_person on effect (person_id, at desc, id desc);

create table effect_balance (
  partner_id uuid not null references partner,
  kind       text not null,
  target     text not null,
  until      timestamptz not null,
  amount     bigint not null,
  primary key (partner_id, kind, target, until)
);
comment on table effect_balance is 'The sum of the ledger by partner, always equal to it: what a distributor and colleagues may read, who see no names.';

-- +goose StatementBegin
create function effect_count() returns trigger
  language plpgsql
as $$
begin
  insert into effect_balance as b (partner_id, kind, target, until, amount)
  values (new.partner_id, new.kind, new.target, new.until, new.amount)
  on conflict (partner_id, kind, target, until) do update set amount = b.amount + excluded.amount;
  return null;
end $$;
-- +goose StatementEnd
comment on function effect_count is 'Keeps the balance equal to the ledger.';
create trigger count after insert on effect for each row execute function effect_count();

create table asset_unlock (
  partner_id uuid not null references partner,
  asset_id   uuid not null references asset,
  effect_id  uuid not null references effect,
  until      timestamptz not null,
  primary key (partner_id, asset_id, effect_id)
);
comment on table asset_unlock is 'A partner may take an asset whatever its access level, because of what its people learned.';
create index asset_unlock_asset on asset_unlock (asset_id);
create index asset_unlock_effect on asset_unlock (effect_id);

create view effect_standing with (security_invoker = true) as
select b.partner_id, b.kind, b.target, sum(b.amount) as amount
from effect_balance b
where b.until > now()
group by b.partner_id, b.kind, b.target
having sum(b.amount) <> 0;
comment on view effect_standing is 'What a partner has of each effect now.';

-- Counts. A partner's row is locked by whoever changes it, so that what is counted anew is counted after all others.

create table partner_tally (
  partner_id       uuid primary key references partner,
  active           boolean not null default true,
  people           int not null default 0 check (people >= 0),
  learners         int not null default 0 check (learners >= 0),
  assigned         int not null default 0 check (assigned >= 0),
  started          int not null default 0 check (started >= 0),
  overdue          int not null default 0 check (overdue >= 0),
  completed        int not null default 0 check (completed >= 0),
  required         int not null default 0 check (required >= 0),
  certified_until  timestamptz,
  people_until     timestamptz[] not null default '{}'
);
comment on table partner_tally is 'How far a partner is, in counts: what a distributor may read.';
comment on column partner_tally.active is 'Whether the partner works with the vendor now: what is counted in portfolios.';
comment on column partner_tally.people is 'People who may sign in or are invited to.';
comment on column partner_tally.learners is 'People who ever had a course.';
comment on column partner_tally.assigned is 'Courses assigned and not begun; started and overdue alike.';
comment on column partner_tally.completed is 'Completions that were not revoked.';
comment on column partner_tally.required is 'Certifications that the partner''s programs require.';
comment on column partner_tally.certified_until is 'Until when all of them are held, as things stand; infinity when none is required, null when one is missing.';
comment on column partner_tally.people_until is 'For each person with a certification, in order, until when the longest holds: who is certified is counted at any time, and nobody is named.';

create table learner_tally (
  person_id  uuid primary key references person,
  partner_id uuid not null references partner,
  assigned   int not null default 0 check (assigned >= 0),
  started    int not null default 0 check (started >= 0),
  overdue    int not null default 0 check (overdue >= 0),
  completed  int not null default 0 check (completed >= 0)
);
comment on table learner_tally is 'How far a person is, in counts.';
create index learner_tally_partner on learner_tally (partner_id, person_id);

create table course_tally (
  partner_id uuid not null references partner,
  course_id  uuid not null references course,
  assigned   int not null default 0 check (assigned >= 0),
  started    int not null default 0 check (started >= 0),
  overdue    int not null default 0 check (overdue >= 0),
  completed  int not null default 0 check (completed >= 0),
  primary key (partner_id, course_id)
);
comment on table course_tally is 'How far the people of a partner are with a course, in counts.';
create index course_tally_course on course_tally (course_id);

create table course_total (
  course_id uuid primary key references course,
  partners  int not null,
  assigned  int not null,
  started   int not null,
  overdue   int not null,
  completed int not null
);
comment on table course_total is 'course_tally of all partners together, without what waits in course_delta.';

create table course_delta (
  id        bigint generated always as identity primary key,
  course_id uuid not null references course,
  partners  int not null,
  assigned  int not null,
  started   int not null,
  overdue   int not null,
  completed int not null
);
comment on table course_delta is 'What is still to be added to course_total. Added to, so that learners of one course never wait for each other; folded in every hour.';
create index course_delta_course on course_delta (course_id);

-- +goose StatementBegin
create function tally_move(of_partner uuid, of_person uuid, of_course uuid, a int, s int, o int, c int) returns void
  language plpgsql
as $$
declare
  fresh int;
begin
  perform 1 from partner_tally where partner_id = of_partner for update;
  insert into learner_tally (person_id, partner_id) values (of_person, of_partner) on conflict do nothing;
  get diagnostics fresh = row_count;
  insert into course_tally (partner_id, course_id) values (of_partner, of_course) on conflict do nothing;
  update partner_tally
  set learners = learners + fresh, assigned = assigned + a, started = started + s, overdue = overdue + o, completed = completed + c
  where partner_id = of_partner;
  update learner_tally
  set assigned = assigned + a, started = started + s, overdue = overdue + o, completed = completed + c
  where person_id = of_person;
  update course_tally
  set assigned = assigned + a, started = started + s, overdue = overdue + o, completed = completed + c
  where partner_id = of_partner and course_id = of_course;
end $$;
-- +goose StatementEnd
comment on function tally_move is 'Adds to the three counts of a course of a person. The partner''s row is locked first, so that two movers never wait for each other.';

-- +goose StatementBegin
create function tally_course() returns trigger
  language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    insert into course_delta (course_id, partners, assigned, started, overdue, completed)
    values (new.course_id, 1, new.assigned, new.started, new.overdue, new.completed);
  else
    insert into course_delta (course_id, partners, assigned, started, overdue, completed)
    values (new.course_id, 0, new.assigned - old.assigned, new.started - old.started, new.overdue - old.overdue, new.completed - old.completed);
  end if;
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_course is 'Carries a change of one partner to the whole of a course.';
create trigger carry after insert or update on course_tally for each row execute function tally_course();

-- +goose StatementBegin
create function tally_enrollment() returns trigger
  language plpgsql
as $$
declare
  was text := case when tg_op = 'UPDATE' then old.state else '' end;
begin
  if new.course_id is not null and was <> new.state then
    perform tally_move(new.partner_id, new.person_id, new.course_id,
      (new.state = 'ASSIGNED')::int - (was = 'ASSIGNED')::int,
      (new.state = 'STARTED')::int - (was = 'STARTED')::int,
      (new.state = 'OVERDUE')::int - (was = 'OVERDUE')::int, 0);
  end if;
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_enrollment is 'Counts an enrollment of a course where it is now.';
create trigger tally after insert or update of state on enrollment for each row execute function tally_enrollment();

-- +goose StatementBegin
create function tally_completion() returns trigger
  language plpgsql
as $$
declare
  more int := (new.revoked_at is null)::int - case when tg_op = 'UPDATE' then (old.revoked_at is null)::int else 0 end;
begin
  if more <> 0 or tg_op = 'INSERT' then
    perform tally_move(new.partner_id, new.person_id, new.course_id, 0, 0, 0, more);
  end if;
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_completion is 'Counts a completion until it is revoked.';
create trigger tally after insert or update of revoked_at on course_completion for each row execute function tally_completion();

-- +goose StatementBegin
create function tally_person() returns trigger
  language plpgsql
as $$
declare
  more int := (new.status <> 'DISABLED')::int - case when tg_op = 'UPDATE' then (old.status <> 'DISABLED')::int else 0 end;
begin
  if more <> 0 and new.partner_id is not null then
    update partner_tally set people = people + more where partner_id = new.partner_id;
  end if;
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_person is 'Counts people until they are disabled.';
create trigger tally after insert or update of status on person for each row execute function tally_person();

-- What programs require, and when a certification counts.

create table certification_requirement (
  program_id     uuid not null references program,
  tier_id        uuid references tier,
  definition_key text not null references certification_definition,
  holders        int  not null default 1 check (holders between 1 and 1000)
);
comment on table certification_requirement is 'What members of a program, at one tier or (tier_id null) at every tier, are required to hold: the partner itself, or so many of its people.';
create index on certification_requirement (program_id);
create index on certification_requirement (tier_id);
create index on certification_requirement (definition_key);
alter table certification_requirement enable row level security;
alter table certification_requirement force row level security;
grant select on certification_requirement to portico_own, portico_portfolio, portico_all;
grant insert, delete on certification_requirement to portico_all;
create policy own_read on certification_requirement for select to portico_own using (true);
create policy portfolio_read on certification_requirement for select to portico_portfolio using (true);
create policy all_read on certification_requirement for select to portico_all using (true);
create policy all_add on certification_requirement for insert to portico_all with check (true);
create policy all_drop on certification_requirement for delete to portico_all using (true);

create view certification_counted with (security_invoker = true) as
select c.id, c.partner_id, c.person_id, c.definition_key, c.issued_at as counts_from,
  c.expires_at + c.grace_days * interval '24 hours' as counts_until
from certification c
where c.revoked_at is null;
grant select on certification_counted to portico_own, portico_portfolio, portico_all;

-- Standing: what is required of a partner, and until when it is held.

create view partner_requirement with (security_invoker = true) as
select m.partner_id, r.definition_key, max(r.holders) as holders
from membership m
join certification_requirement r on r.program_id = m.program_id and (r.tier_id is null or r.tier_id = m.tier_id)
where m.valid_to is null
group by m.partner_id, r.definition_key;
comment on view partner_requirement is 'What the programs of a partner require it to hold, and by how many people where it does not hold it itself.';

create view partner_holding with (security_invoker = true) as
select c.partner_id, c.definition_key, c.person_id, max(c.counts_until) as until
from certification_counted c
left join person p on p.id = c.person_id
where c.person_id is null or p.status <> 'DISABLED'
group by c.partner_id, c.definition_key, c.person_id;
comment on view partner_holding is 'Until when a partner itself (person_id null), or a person who still works there, holds a certification.';

create view partner_standing with (security_invoker = true) as
select t.partner_id, coalesce(n.required, 0) as required,
  case when n.required is null then 'infinity' when n.held = n.required then n.until end as certified_until,
  array(
    select max(h.until) from partner_holding h
    where h.partner_id = t.partner_id and h.person_id is not null
    group by h.person_id
    order by 1) as people_until
from partner_tally t
left join lateral (
  select count(*)::int as required, count(m.until)::int as held, min(m.until) as until
  from (
    select greatest(
      (select h.until from partner_holding h
       where h.partner_id = q.partner_id and h.definition_key = q.definition_key and h.person_id is null),
      (select h.until from partner_holding h
       where h.partner_id = q.partner_id and h.definition_key = q.definition_key and h.person_id is not null
       order by h.until desc offset q.holders - 1 limit 1)) as until
    from partner_requirement q
    where q.partner_id = t.partner_id) m
  having count(*) > 0) n on true;
comment on view partner_standing is 'The last three columns of partner_tally, counted anew. A requirement is met by the partner itself, or by enough of its people: until the last but enough of them ends.';

-- +goose StatementBegin
create function tally_standing(of_partner uuid) returns void
  language plpgsql
as $$
begin
  perform 1 from partner_tally where partner_id = of_partner for update;
  update partner_tally t
  set required = s.required, certified_until = s.certified_until, people_until = s.people_until
  from partner_standing s
  where t.partner_id = of_partner and s.partner_id = of_partner;
end $$;
-- +goose StatementEnd
comment on function tally_standing is 'Counts a partner''s standing anew. The lock comes before the look: what others have changed meanwhile is seen.';

-- +goose StatementBegin
create function tally_standing_of_row() returns trigger
  language plpgsql
as $$
begin
  perform tally_standing(new.partner_id);
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_standing_of_row is 'Counts the standing of the partner of a row anew.';
create trigger tally after insert or update on certification for each row execute function tally_standing_of_row();
create trigger tally after insert or update on membership for each row execute function tally_standing_of_row();
create trigger tally_standing after update of status on person for each row
  when (new.partner_id is not null and (old.status = 'DISABLED') <> (new.status = 'DISABLED'))
  execute function tally_standing_of_row();

-- +goose StatementBegin
create function tally_requirement() returns trigger
  language plpgsql
as $$
declare
  of_program uuid := case when tg_op = 'DELETE' then old.program_id else new.program_id end;
begin
  perform 1 from partner_tally
  where partner_id in (select m.partner_id from membership m where m.program_id = of_program and m.valid_to is null)
  order by partner_id for update;
  update partner_tally t
  set required = s.required, certified_until = s.certified_until, people_until = s.people_until
  from partner_standing s
  where s.partner_id = t.partner_id
    and t.partner_id in (select m.partner_id from membership m where m.program_id = of_program and m.valid_to is null);
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_requirement is 'Counts the standing of everybody in a program anew when it requires something else.';
create trigger tally after insert or update or delete on certification_requirement for each row execute function tally_requirement();

-- +goose StatementBegin
create function tally_partner() returns trigger
  language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    insert into partner_tally (partner_id, active, certified_until) values (new.id, new.status = 'ACTIVE', 'infinity');
  else
    update partner_tally set active = new.status = 'ACTIVE' where partner_id = new.id;
  end if;
  return null;
end $$;
-- +goose StatementEnd
comment on function tally_partner is 'Opens the counts of a new partner, and takes a partner in and out of those of portfolios.';
create trigger tally after insert or update of status on partner for each row execute function tally_partner();

-- The same counts from the rows they are of: what a recount compares, and what they were filled with.

create view learner_counted with (security_invoker = true) as
select x.person_id, x.partner_id, sum(x.assigned)::int as assigned, sum(x.started)::int as started, sum(x.overdue)::int as overdue, sum(x.completed)::int as completed
from (
  select e.person_id, e.partner_id, (e.state = 'ASSIGNED')::int as assigned, (e.state = 'STARTED')::int as started, (e.state = 'OVERDUE')::int as overdue, 0 as completed
  from enrollment e where e.course_id is not null
  union all
  select c.person_id, c.partner_id, 0, 0, 0, (c.revoked_at is null)::int
  from course_completion c) x
group by x.person_id, x.partner_id;
comment on view learner_counted is 'learner_tally, counted anew.';

create view course_counted with (security_invoker = true) as
select x.partner_id, x.course_id, sum(x.assigned)::int as assigned, sum(x.started)::int as started, sum(x.overdue)::int as overdue, sum(x.completed)::int as completed
from (
  select e.partner_id, e.course_id, (e.state = 'ASSIGNED')::int as assigned, (e.state = 'STARTED')::int as started, (e.state = 'OVERDUE')::int as overdue, 0 as completed
  from enrollment e where e.course_id is not null
  union all
  select c.partner_id, c.course_id, 0, 0, 0, (c.revoked_at is null)::int
  from course_completion c) x
group by x.partner_id, x.course_id;
comment on view course_counted is 'course_tally, counted anew.';

create view partner_counted with (security_invoker = true) as
select s.partner_id, o.status = 'ACTIVE' as active, coalesce(w.people, 0) as people, coalesce(l.learners, 0) as learners,
  coalesce(l.assigned, 0) as assigned, coalesce(l.started, 0) as started, coalesce(l.overdue, 0) as overdue, coalesce(l.completed, 0) as completed,
  s.required, s.certified_until, s.people_until
from partner_standing s
join partner o on o.id = s.partner_id
left join (
  select p.partner_id, count(*)::int as people from person p where p.status <> 'DISABLED' group by p.partner_id) w on w.partner_id = s.partner_id
left join (
  select c.partner_id, count(*)::int as learners, sum(c.assigned)::int as assigned, sum(c.started)::int as started,
    sum(c.overdue)::int as overdue, sum(c.completed)::int as completed
  from learner_counted c group by c.partner_id) l on l.partner_id = s.partner_id;
comment on view partner_counted is 'partner_tally, counted anew.';

-- What is read.

create view partner_progress with (security_invoker = true) as
select t.partner_id, t.active, t.people, t.learners, t.assigned, t.started, t.overdue, t.completed, t.required,
  coalesce(t.certified_until > now(), false) as certified,
  nullif(t.certified_until, 'infinity') as certified_until,
  cardinality(t.people_until) - width_bucket(now(), t.people_until) as certified_people
from partner_tally t;
comment on view partner_progress is 'How far a partner is at this moment. width_bucket counts what has ended, because people_until is in order.';

create view portfolio_progress with (security_invoker = true) as
select l.distributor_id, count(*)::int as resellers, count(*) filter (where g.certified)::int as certified_resellers,
  sum(g.people)::int as people, sum(g.certified_people)::int as certified_people, sum(g.learners)::int as learners,
  sum(g.assigned)::int as assigned, sum(g.started)::int as started, sum(g.overdue)::int as overdue, sum(g.completed)::int as completed,
  count(*) filter (where g.certified) / count(*)::float8 as completion_rate,
  sum(g.certified_people) / nullif(sum(g.people), 0)::float8 as person_rate
from portfolio_link l
join partner_progress g on g.partner_id = l.reseller_id and g.active
where l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())
group by l.distributor_id
having ctx_partner() is null or bool_or(l.distributor_id = ctx_partner());
comment on view portfolio_progress is 'How far the active resellers of a distributor are. A reseller sees none: it would see itself alone.';

create function ctx_everywhere() returns boolean
  language sql stable parallel unsafe
  return ctx_partner() is null;
comment on function ctx_everywhere is 'Whether the whole channel is counted. Parallel unsafe on purpose: to read some totals no worker is to be started.';

create view course_progress with (security_invoker = true) as
select c.course_id, k.key as course_key, c.partners, c.assigned, c.started, c.overdue, c.completed
from (
  select x.course_id, sum(x.partners)::int as partners, sum(x.assigned)::int as assigned, sum(x.started)::int as started,
    sum(x.overdue)::int as overdue, sum(x.completed)::int as completed
  from (
    select t.course_id, 1 as partners, t.assigned, t.started, t.overdue, t.completed from course_tally t where not ctx_everywhere()
    union all
    select t.course_id, t.partners, t.assigned, t.started, t.overdue, t.completed from course_total t where ctx_everywhere()
    union all
    select d.course_id, d.partners, d.assigned, d.started, d.overdue, d.completed from course_delta d where ctx_everywhere()) x
  group by x.course_id) c
join course k on k.id = c.course_id;
comment on view course_progress is 'How far everybody is with a course whom the reader may count.';

create view training_overview with (security_invoker = true) as
select 'overview' as key, count(*)::int as partners, count(*) filter (where t.certified)::int as certified_partners,
  coalesce(sum(t.people), 0)::int as people, coalesce(sum(t.certified_people), 0)::int as certified_people,
  coalesce(sum(t.learners), 0)::int as learners, coalesce(sum(t.assigned), 0)::int as assigned, coalesce(sum(t.started), 0)::int as started,
  coalesce(sum(t.overdue), 0)::int as overdue, coalesce(sum(t.completed), 0)::int as completed
from partner_progress t
where t.active;
comment on view training_overview is 'How far all active partners are whom the reader may count.';

create view learning_next with (security_invoker = true) as
select 'enrollment/' || e.id as key, e.person_id, case e.state when 'OVERDUE' then 1 else 2 end as rank,
  case e.state when 'OVERDUE' then 'OVERDUE' when 'STARTED' then 'CONTINUE' else 'BEGIN' end as kind,
  e.due_at as at, e.course_id, k.key as course_key, null as definition_key
from enrollment e
join course k on k.id = e.course_id
where e.state in ('ASSIGNED', 'STARTED', 'OVERDUE')
union all
select 'certification/' || c.id, c.person_id, 3, 'RENEW', c.counts_until, null, null, c.definition_key
from certification_counted c
where c.counts_until between now() and now() + interval '90 days' and not exists (
  select 1 from certification_counted n
  where n.person_id = c.person_id and n.definition_key = c.definition_key and n.counts_until > c.counts_until)
union all
select 'course/' || k.id || '/' || p.id, p.id, 4, 'EARN', null, k.id, k.key, null
from course k
join course_version v on v.course_id = k.id and v.state = 'PUBLISHED' and v.audience is null
join person p on p.id = ctx_person() and p.partner_id is not null
where exists (
    select 1 from effect_rule r where r.cause = 'COURSE_COMPLETED' and r.subject = k.key and r.ended_at is null)
  and not exists (
    select 1 from enrollment e where e.person_id = p.id and e.course_id = k.id and e.state in ('ASSIGNED', 'STARTED', 'OVERDUE'))
  and not exists (
    select 1 from course_completion c where c.person_id = p.id and c.course_id = k.id and c.revoked_at is null);
comment on view learning_next is 'What a person does best next: what is late, what is due, what lapses within 90 days, what earns something.';

create table portfolio_measure (
  distributor_id   uuid not null references partner,
  measured_on      date not null,
  measured_at      timestamptz not null,
  resellers        int  not null check (resellers > 0),
  certified        int  not null check (certified between 0 and resellers),
  people           int  not null check (people >= 0),
  certified_people int  not null check (certified_people >= 0),
  peers            text not null check (peers in ('SAME_KIND', 'ALL_KINDS')),
  sample           int  not null check (sample >= 0),
  median           float8,
  score            float8,
  lag              text not null check (lag in ('NONE', 'BEHIND', 'TOO_FEW')),
  primary key (distributor_id, measured_on)
);
comment on table portfolio_measure is 'A day''s measure of the certification completion rate of a portfolio, beside the median of other distributors. What a review or a plan reads is this row, so that all read one number.';
comment on column portfolio_measure.peers is 'Whom it is compared with: distributors of the same kind, or, where those are fewer than 8, all.';
comment on column portfolio_measure.sample is 'How many other distributors the median is of.';
comment on column portfolio_measure.score is 'Robust z-score: (rate - median) / (1.4826 x median absolute deviation); null where nothing deviates.';

alter table effect_rule enable row level security;
alter table effect_rule force row level security;
grant select on effect_rule to portico_own, portico_portfolio, portico_all;
grant insert, update (ended_at) on effect_rule to portico_all;
create policy own_read on effect_rule for select to portico_own using (true);
create policy portfolio_read on effect_rule for select to portico_portfolio using (true);
create policy all_read on effect_rule for select to portico_all using (true);
create policy all_add on effect_rule for insert to portico_all with check (true);
create policy all_end on effect_rule for update to portico_all using (true);

alter table effect enable row level security;
alter table effect force row level security;
grant select on effect to portico_own, portico_portfolio, portico_all;
grant insert on effect to portico_all;
create policy own_read on effect for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on effect for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person()) or (select ctx_leads()))
  or partner_id <> (select ctx_partner()) and partner_id in (select n.partner_id from partner_naming_learners n));
create policy all_read on effect for select to portico_all using (true);
create policy all_add on effect for insert to portico_all with check (true);

alter table effect_balance enable row level security;
alter table effect_balance force row level security;
grant select on effect_balance to portico_own, portico_portfolio, portico_all;
grant insert, update (amount) on effect_balance to portico_all;
create policy own_read on effect_balance for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on effect_balance for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on effect_balance for select to portico_all using (true);
create policy all_add on effect_balance for insert to portico_all with check (true);
create policy all_count on effect_balance for update to portico_all using (true);

alter table asset_unlock enable row level security;
alter table asset_unlock force row level security;
grant select on asset_unlock to portico_own, portico_portfolio, portico_all;
grant insert, delete on asset_unlock to portico_all;
create policy own_read on asset_unlock for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on asset_unlock for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on asset_unlock for select to portico_all using (true);
create policy all_add on asset_unlock for insert to portico_all with check (true);
create policy all_lock on asset_unlock for delete to portico_all using (true);

alter table partner_tally enable row level security;
alter table partner_tally force row level security;
grant select on partner_tally to portico_own, portico_portfolio, portico_all;
grant insert on partner_tally to portico_all;
grant update (active, learners, assigned, started, overdue, completed) on partner_tally to portico_all;
grant update (people, required, certified_until, people_until) on partner_tally to portico_own, portico_portfolio, portico_all;
create policy own_read on partner_tally for select to portico_own using (partner_id = (select ctx_partner()));
create policy own_count on partner_tally for update to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on partner_tally for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy portfolio_count on partner_tally for update to portico_portfolio using (partner_id = (select ctx_partner()));
create policy all_read on partner_tally for select to portico_all using (true);
create policy all_add on partner_tally for insert to portico_all with check (true);
create policy all_count on partner_tally for update to portico_all using (true);

alter table learner_tally enable row level security;
alter table learner_tally force row level security;
grant select on learner_tally to portico_own, portico_portfolio, portico_all;
grant insert, update (assigned, started, overdue, completed) on learner_tally to portico_all;
create policy own_read on learner_tally for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on learner_tally for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads()))
  or partner_id <> (select ctx_partner()) and partner_id in (select n.partner_id from partner_naming_learners n));
create policy all_read on learner_tally for select to portico_all using (true);
create policy all_add on learner_tally for insert to portico_all with check (true);
create policy all_count on learner_tally for update to portico_all using (true);

alter table course_tally enable row level security;
alter table course_tally force row level security;
grant select on course_tally to portico_own, portico_portfolio, portico_all;
grant insert, update (assigned, started, overdue, completed) on course_tally to portico_all;
create policy own_read on course_tally for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on course_tally for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on course_tally for select to portico_all using (true);
create policy all_add on course_tally for insert to portico_all with check (true);
create policy all_count on course_tally for update to portico_all using (true);

alter table course_total enable row level security;
alter table course_total force row level security;
grant select on course_total to portico_own, portico_portfolio, portico_all;
grant insert, update (partners, assigned, started, overdue, completed) on course_total to portico_all;
create policy own_read on course_total for select to portico_own using (false);
create policy portfolio_read on course_total for select to portico_portfolio using (false);
create policy all_read on course_total for select to portico_all using (true);
create policy all_add on course_total for insert to portico_all with check (true);
create policy all_count on course_total for update to portico_all using (true);

alter table course_delta enable row level security;
alter table course_delta force row level security;
grant select on course_delta to portico_own, portico_portfolio, portico_all;
grant insert, delete on course_delta to portico_all;
create policy own_read on course_delta for select to portico_own using (false);
create policy portfolio_read on course_delta for select to portico_portfolio using (false);
create policy all_read on course_delta for select to portico_all using (true);
create policy all_add on course_delta for insert to portico_all with check (true);
create policy all_fold on course_delta for delete to portico_all using (true);

alter table portfolio_measure enable row level security;
alter table portfolio_measure force row level security;
grant select on portfolio_measure to portico_own, portico_portfolio, portico_all;
grant insert, update on portfolio_measure to portico_all;
create policy own_read on portfolio_measure for select to portico_own using (distributor_id = (select ctx_partner()));
create policy portfolio_read on portfolio_measure for select to portico_portfolio using (distributor_id = (select ctx_partner()));
create policy all_read on portfolio_measure for select to portico_all using (true);
create policy all_add on portfolio_measure for insert to portico_all with check (true);
create policy all_again on portfolio_measure for update to portico_all using (true);

grant select on effect_standing, partner_requirement, partner_holding, partner_standing, learner_counted, course_counted, partner_counted,
  partner_progress, portfolio_progress, course_progress, training_overview, learning_next to portico_own, portico_portfolio, portico_all;

-- Counts of what there is already.
set local role portico_all;
insert into partner_tally (partner_id) select id from partner;
insert into learner_tally select person_id, partner_id, assigned, started, overdue, completed from learner_counted;
insert into course_tally select partner_id, course_id, assigned, started, overdue, completed from course_counted;
update partner_tally t
set active = c.active, people = c.people, learners = c.learners, assigned = c.assigned, started = c.started, overdue = c.overdue, completed = c.completed,
  required = c.required, certified_until = c.certified_until, people_until = c.people_until
from partner_counted c
where c.partner_id = t.partner_id;
reset role;
