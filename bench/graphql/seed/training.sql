-- Training at size M: 60 courses, five enrollments for each of 30,000 people, and 24,000 certifications of people that
-- hold, beside those of partners. One enrollment in two is completed, one in eight late. Programs require two certifications.
-- The planner is told what there is, or each foreign key would be looked for row by row.
analyze partner, person, program, certification_definition;

insert into course (id, key)
select md5('course ' || n)::uuid, 'bench-course-' || n from generate_series(1, 60) n;

insert into course_version (id, course_id, number, state, locale, locales, title, minutes, published_at)
select md5('version ' || n)::uuid, md5('course ' || n)::uuid, 1, 'PUBLISHED', 'en', '{en}', jsonb_build_object('en', 'Course ' || n), 45, timestamptz '2025-01-01'
from generate_series(1, 60) n;

analyze course, course_version;

create temp table pupil as
select p.id, p.partner_id, row_number() over (order by p.id)::int as n
from person p
where p.partner_id in (select id from reseller union all select id from distributor);

insert into enrollment (id, partner_id, person_id, course_id, version_id, state, origin, assigned_at, due_at, started_at, finished_at, lessons, lessons_done)
select md5('enrollment ' || n || ' ' || k)::uuid, partner_id, id, md5('course ' || c)::uuid, case when state <> 'ASSIGNED' then md5('version ' || c)::uuid end,
  state, 'RULE', timestamptz '2026-01-10' + n % 200 * interval '1 day', timestamptz '2026-12-31' + n % 30 * interval '1 day',
  case when state <> 'ASSIGNED' then timestamptz '2026-02-10' + n % 200 * interval '1 day' end,
  case when state = 'COMPLETED' then timestamptz '2026-03-10' + n % 200 * interval '1 day' end, 4, case state when 'COMPLETED' then 4 when 'ASSIGNED' then 0 else 2 end
from (
  select p.*, k, 1 + (n * 7 + k * 11) % 60 as c,
    case (n + k) % 8 when 0 then 'ASSIGNED' when 1 then 'ASSIGNED' when 2 then 'STARTED' when 3 then 'OVERDUE' else 'COMPLETED' end as state
  from pupil p cross join generate_series(0, 4) k) e;

analyze enrollment;

insert into course_completion (id, partner_id, person_id, course_id, version_id, enrollment_id, completed_at, origin)
select md5('completion ' || e.id)::uuid, e.partner_id, e.person_id, e.course_id, e.version_id, e.id, e.finished_at, 'PORTAL'
from enrollment e
where e.state = 'COMPLETED' and e.person_id in (select id from pupil); -- those of the demo have theirs

insert into certification (id, definition_key, partner_id, person_id, issued_at, expires_at)
select md5('held ' || n)::uuid, pg_temp.pick('{edge-sales-201,edge-engineer-301,edge-support-101,edge-security-202,edge-design-401}', n), partner_id, id,
  now() - n % 600 * interval '1 day', now() - n % 600 * interval '1 day' + interval '24 months'
from pupil
where n <= 24000 * current_setting('bench.resellers')::int / 5000;

insert into certification_requirement (program_id, definition_key, holders)
select p.id, d.key, d.holders
from program p cross join (values ('edge-sales-201', 1), ('edge-engineer-301', 1)) d (key, holders)
where p.key = 'veldmark-reseller'
  and not exists (select 1 from certification_requirement r where r.program_id = p.id and r.definition_key = d.key);
