-- The counts that triggers keep, filled in one go from the views that count anew.
-- The planner is told first what was added.
analyze person, membership, certification, certification_requirement, enrollment, course_completion, partner_tally;

update partner_tally t
set active = c.active, people = c.people, learners = c.learners, assigned = c.assigned, started = c.started, overdue = c.overdue, completed = c.completed,
  required = c.required, certified_until = c.certified_until, people_until = c.people_until
from partner_counted c
where c.partner_id = t.partner_id;

insert into holding (certification_id, partner_id, definition_key, person_id, gone, active, counts_from, counts_until, covered_until)
select certification_id, partner_id, definition_key, person_id, gone, active, counts_from, counts_until, covered_until from holding_counted
on conflict do nothing;
analyze holding;

insert into requirement_tally (partner_id, definition_key, needed, until, active)
select partner_id, definition_key, needed, until, active from requirement_counted
on conflict (partner_id, definition_key) do update set needed = excluded.needed, until = excluded.until;

insert into learner_tally (person_id, partner_id, assigned, started, overdue, completed)
select person_id, partner_id, assigned, started, overdue, completed from learner_counted
on conflict (person_id) do update set assigned = excluded.assigned, started = excluded.started, overdue = excluded.overdue, completed = excluded.completed;

insert into course_tally (partner_id, course_id, assigned, started, overdue, completed)
select partner_id, course_id, assigned, started, overdue, completed from course_counted
on conflict (partner_id, course_id) do update set assigned = excluded.assigned, started = excluded.started, overdue = excluded.overdue, completed = excluded.completed;

insert into course_total (course_id, partners, assigned, started, overdue, completed)
select course_id, count(*), sum(assigned), sum(started), sum(overdue), sum(completed)
from course_counted group by course_id
on conflict (course_id) do update set partners = excluded.partners, assigned = excluded.assigned, started = excluded.started,
  overdue = excluded.overdue, completed = excluded.completed;
delete from course_delta;

alter table person enable trigger all;
alter table membership enable trigger all;
alter table certification enable trigger all;
alter table enrollment enable trigger all;
alter table course_completion enable trigger all;
alter table certification_requirement enable trigger all;
