-- What is taught, who is to learn it, and how far everybody is.
-- +goose Up

alter table program add column names_learners boolean not null default false;
comment on column program.names_learners is 'Whether a distributor reads the names of the learners of its resellers here. Else it reads counts.';
grant update (names_learners) on program to portico_all;

alter table staged_upload drop constraint staged_upload_purpose_check;
alter table staged_upload add constraint staged_upload_purpose_check check (purpose in ('LOGO', 'TEMPLATE', 'ASSET', 'COURSE'));

-- +goose StatementBegin
create function ctx_leads() returns boolean
  language sql stable parallel safe
  return exists (
    select 1 from person p
    where p.id = ctx_person() and p.roles && '{RESELLER_ADMIN,DISTRIBUTOR_ADMIN,DISTRIBUTOR_MANAGER}');
-- +goose StatementEnd
comment on function ctx_leads is 'Whether who is asking answers for the people of the own partner, and may read how far they are.';

create view partner_naming_learners with (security_invoker = true) as
select m.partner_id
from membership m
join program g on g.id = m.program_id
where g.names_learners and m.state in ('ACTIVE', 'AT_RISK');
comment on view partner_naming_learners is 'Partners in a program that lets their distributors read the names of their learners.';
grant select on partner_naming_learners to portico_own, portico_portfolio, portico_all;

-- Where a program names learners, a row about a learner can be joined with the name. The people of a partner as such
-- stay the partner's own: to list them is asked under portico_own.
alter policy portfolio_read on person using (
  partner_id = (select ctx_partner()) or id = (select p.channel_manager_id from partner p where p.id = (select ctx_partner()))
  or partner_id in (select n.partner_id from partner_naming_learners n));

-- What is taught.

create table course (
  id         uuid primary key,
  key        text not null unique check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  created_at timestamptz not null default now()
);
comment on table course is 'Something that can be learned. What it says is in its versions.';

create table course_version (
  id                        uuid primary key,
  course_id                 uuid not null references course,
  number                    int  not null check (number > 0),
  state                     text not null check (state in ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'RETIRED')),
  locale                    text not null check (length(locale) between 2 and 35),
  locales                   text[] not null check (locale = any (locales)),
  title                     jsonb not null,
  summary                   jsonb not null default '{}',
  minutes                   int  not null check (minutes > 0),
  audience                  jsonb,
  in_order                  boolean not null default false,
  earlier_completions_count boolean not null default true,
  author_id                 uuid references person,
  reviewed_by               uuid references person,
  returned_why              text,
  published_at              timestamptz,
  retired_at                timestamptz,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now(),
  unique (course_id, number),
  check (reviewed_by is null or reviewed_by <> author_id),
  check ((state in ('PUBLISHED', 'RETIRED')) = (published_at is not null)),
  check ((state = 'RETIRED') = (retired_at is not null))
);
comment on table course_version is 'One edition of a course. Once published it never changes; who started it finishes it, even after it is retired.';
comment on column course_version.locale is 'The course''s own language: what is missing in another is shown in this one.';
comment on column course_version.title is 'By locale, as are summary and the titles and bodies below a version.';
comment on column course_version.audience is 'A rule tree of content/rule; null is for everybody.';
comment on column course_version.in_order is 'Whether a lesson opens only after the required ones before it.';
comment on column course_version.earlier_completions_count is 'Whether who completed an earlier version has completed this one too.';
create unique index course_version_published on course_version (course_id) where state = 'PUBLISHED';
create unique index course_version_open on course_version (course_id) where state in ('DRAFT', 'IN_REVIEW');
create index course_version_author on course_version (author_id);
create index course_version_reviewer on course_version (reviewed_by);

create table course_prerequisite (
  version_id uuid not null references course_version,
  course_id  uuid not null references course,
  primary key (version_id, course_id)
);
comment on table course_prerequisite is 'A course that has to be completed before this version is started.';
create index course_prerequisite_of on course_prerequisite (course_id);

create table module (
  id         uuid primary key,
  version_id uuid not null references course_version,
  key        text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  position   int  not null check (position > 0),
  title      jsonb not null,
  unique (version_id, position),
  unique (version_id, key)
);
comment on table module is 'A part of a course: lessons on one subject.';

create table course_file (
  id         uuid primary key,
  version_id uuid not null references course_version,
  path       text not null check (length(path) between 1 and 255),
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes      bigint not null check (bytes > 0),
  media_type text not null,
  unique (version_id, path)
);
comment on table course_file is 'A picture, film or document of a version, as its texts name it. The bytes are in the blob store.';

create table lesson (
  id         uuid primary key,
  version_id uuid not null references course_version,
  module_id  uuid not null references module,
  key        text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  position   int  not null check (position > 0),
  kind       text not null check (kind in ('TEXT', 'FILE', 'VIDEO', 'QUIZ', 'TASK', 'SESSION')),
  title      jsonb not null,
  body       jsonb not null default '{}',
  minutes    int  not null check (minutes > 0),
  optional   boolean not null default false,
  asset_id   uuid references asset,
  file_path  text,
  quiz_key   text check (quiz_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(quiz_key) <= 64),
  unique (version_id, position),
  unique (version_id, key),
  foreign key (version_id, file_path) references course_file (version_id, path),
  check ((kind in ('FILE', 'VIDEO')) = (num_nonnulls(asset_id, file_path) = 1)),
  check ((kind = 'QUIZ') = (quiz_key is not null))
);
comment on table lesson is 'What is done in one go. position counts through the whole version.';
comment on column lesson.body is 'Markdown by locale: the text of TEXT, what to do of TASK, an introduction of the others.';
comment on column lesson.asset_id is 'The file or film in the library; of one of the course''s own, file_path.';
comment on column lesson.quiz_key is 'The quiz that is to be passed.';
create index lesson_module on lesson (module_id);
create index lesson_asset on lesson (asset_id);
create index lesson_file on lesson (version_id, file_path);
create index lesson_quiz on lesson (quiz_key);

create table curriculum (
  id         uuid primary key,
  key        text not null unique check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  state      text not null check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
  locale     text not null check (length(locale) between 2 and 35),
  title      jsonb not null,
  summary    jsonb not null default '{}',
  audience   jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table curriculum is 'Courses in an order, for a purpose.';

create table curriculum_course (
  curriculum_id uuid not null references curriculum,
  course_id     uuid not null references course,
  position      int  not null check (position > 0),
  optional      boolean not null default false,
  primary key (curriculum_id, course_id),
  unique (curriculum_id, position)
);
comment on table curriculum_course is 'A course of a curriculum; an optional one may be left out.';
create index curriculum_course_of on curriculum_course (course_id);

create table playbook (
  id         uuid primary key,
  key        text not null unique check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  state      text not null check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
  locale     text not null check (length(locale) between 2 and 35),
  title      jsonb not null,
  purpose    jsonb not null default '{}',
  audience   jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table playbook is 'Content, courses and tasks in an order, for a purpose such as a first customer meeting.';

create table playbook_item (
  id          uuid primary key,
  playbook_id uuid not null references playbook,
  key         text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  position    int  not null check (position > 0),
  kind        text not null check (kind in ('ASSET', 'COURSE', 'TASK')),
  title       jsonb not null,
  body        jsonb not null default '{}',
  optional    boolean not null default false,
  asset_id    uuid references asset,
  course_id   uuid references course,
  removed_at  timestamptz,
  unique (playbook_id, key),
  check ((kind = 'ASSET') = (asset_id is not null)),
  check ((kind = 'COURSE') = (course_id is not null))
);
comment on table playbook_item is 'One step of a playbook. Taken out, it is only marked: what people did stays true.';
create index playbook_item_asset on playbook_item (asset_id);
create index playbook_item_course on playbook_item (course_id);

-- Who is to learn it, and how far everybody is.

create table assignment_rule (
  id            uuid primary key,
  curriculum_id uuid references curriculum,
  course_id     uuid references course,
  audience      jsonb,
  due_days      int check (due_days between 1 and 730),
  new_days      int check (new_days between 1 and 730),
  created_by    uuid references person,
  created_at    timestamptz not null default now(),
  applied_at    timestamptz,
  ended_at      timestamptz,
  check (num_nonnulls(curriculum_id, course_id) = 1)
);
comment on table assignment_rule is 'Assigns a course or a curriculum to everybody whom the audience names, those who join later too.';
comment on column assignment_rule.due_days is 'How many days a person has; null sets no date.';
comment on column assignment_rule.new_days is 'Only people of partners who joined at most so many days ago, and after the rule: an onboarding track. Null: of every partner.';
create index assignment_rule_curriculum on assignment_rule (curriculum_id);
create index assignment_rule_course on assignment_rule (course_id);
create index assignment_rule_author on assignment_rule (created_by);

create table enrollment (
  id            uuid primary key,
  partner_id    uuid not null references partner,
  person_id     uuid not null references person,
  course_id     uuid references course,
  curriculum_id uuid references curriculum,
  version_id    uuid references course_version,
  required      uuid[] not null default '{}',
  state         text not null check (state in ('ASSIGNED', 'STARTED', 'COMPLETED', 'OVERDUE', 'CANCELLED')),
  origin        text not null check (origin in ('SELF', 'HAND', 'RULE', 'CURRICULUM', 'IMPORT')),
  rule_id       uuid references assignment_rule,
  assigned_by   uuid references person,
  assigned_at   timestamptz not null,
  due_at        timestamptz,
  started_at    timestamptz,
  finished_at   timestamptz,
  lessons       int not null default 0 check (lessons >= 0),
  lessons_done  int not null default 0 check (lessons_done between 0 and lessons),
  updated_at    timestamptz not null default now(),
  check (course_id is not null or curriculum_id is not null),
  check (course_id is not null or version_id is null),
  check (version_id is null or started_at is not null),
  check ((state in ('COMPLETED', 'CANCELLED')) = (finished_at is not null))
);
comment on table enrollment is 'One person is to take, takes or has taken a course (course_id) or a curriculum (course_id null).';
comment on column enrollment.curriculum_id is 'Of a course: the curriculum that it was assigned with, if any.';
comment on column enrollment.version_id is 'The version that was started; it is the one to finish.';
comment on column enrollment.required is 'Of a curriculum: the courses that it asked for when it was assigned.';
comment on column enrollment.lessons is 'Required lessons of the version, or required courses of the curriculum.';
create unique index enrollment_one_open_course on enrollment (person_id, course_id) where course_id is not null and state in ('ASSIGNED', 'STARTED', 'OVERDUE');
create unique index enrollment_one_open_curriculum on enrollment (person_id, curriculum_id) where course_id is null and state in ('ASSIGNED', 'STARTED', 'OVERDUE');
create index enrollment_person on enrollment (person_id, assigned_at desc, id desc);
create index enrollment_partner on enrollment (partner_id, course_id, state);
create index enrollment_due on enrollment (due_at, id) where state in ('ASSIGNED', 'STARTED');
create index enrollment_course on enrollment (course_id);
create index enrollment_curriculum on enrollment (curriculum_id);
create index enrollment_version on enrollment (version_id);
create index enrollment_rule on enrollment (rule_id);
create index enrollment_assigner on enrollment (assigned_by);

create table enrollment_reminder (
  enrollment_id uuid not null references enrollment,
  kind          text not null check (kind in ('DUE_IN_14_DAYS', 'DUE_IN_3_DAYS', 'OVERDUE')),
  due_at        timestamptz not null,
  partner_id    uuid not null references partner,
  person_id     uuid not null references person,
  at            timestamptz not null,
  primary key (enrollment_id, kind, due_at)
);
comment on table enrollment_reminder is 'A learner was reminded of a date, once. A later date is reminded of anew.';
create index enrollment_reminder_person on enrollment_reminder (person_id, at desc);
create index enrollment_reminder_partner on enrollment_reminder (partner_id);

create table lesson_progress (
  enrollment_id uuid not null references enrollment,
  lesson_id     uuid not null references lesson,
  partner_id    uuid not null references partner,
  person_id     uuid not null references person,
  opened_at     timestamptz not null,
  completed_at  timestamptz,
  primary key (enrollment_id, lesson_id)
);
comment on table lesson_progress is 'A learner opened a lesson, and completed it.';
create index lesson_progress_lesson on lesson_progress (lesson_id);
create index lesson_progress_person on lesson_progress (person_id);
create index lesson_progress_partner on lesson_progress (partner_id);

create table course_completion (
  id            uuid primary key,
  partner_id    uuid not null references partner,
  person_id     uuid not null references person,
  course_id     uuid not null references course,
  version_id    uuid not null references course_version,
  enrollment_id uuid references enrollment,
  completed_at  timestamptz not null,
  origin        text not null check (origin in ('PORTAL', 'VAD_SESSION', 'IMPORT')),
  recorded_at   timestamptz not null default now(),
  revoked_at    timestamptz,
  revoked_by    uuid references person,
  revoked_why   text,
  check ((revoked_at is null) = (revoked_why is null)),
  check (origin <> 'PORTAL' or enrollment_id is not null)
);
comment on table course_completion is 'A person has completed a course. Everything that follows from it hangs on this row, and it is written once.';
create unique index course_completion_of_enrollment on course_completion (enrollment_id);
create unique index course_completion_once on course_completion (person_id, course_id, completed_at);
create index course_completion_partner on course_completion (partner_id, course_id, completed_at) where revoked_at is null;
create index course_completion_course on course_completion (course_id, completed_at);
create index course_completion_version on course_completion (version_id);
create index course_completion_revoker on course_completion (revoked_by);

create view completion_counted with (security_invoker = true) as
select c.id, c.partner_id, c.person_id, c.course_id, c.version_id, c.completed_at
from course_completion c
join course_version v on v.id = c.version_id
where c.revoked_at is null and not exists (
  select 1 from course_version n
  where n.course_id = c.course_id and n.number > v.number and n.published_at is not null and not n.earlier_completions_count);
comment on view completion_counted is 'Completions that count today: not revoked, and no later version asks everybody anew.';
grant select on completion_counted to portico_own, portico_portfolio, portico_all;

create table playbook_progress (
  person_id   uuid not null references person,
  item_id     uuid not null references playbook_item,
  partner_id  uuid not null references partner,
  playbook_id uuid not null references playbook,
  done_at     timestamptz not null,
  primary key (person_id, item_id)
);
comment on table playbook_progress is 'A person has done a step of a playbook. Steps that are courses count by their completion and have no row here.';
create index playbook_progress_item on playbook_progress (item_id);
create index playbook_progress_partner on playbook_progress (partner_id, playbook_id);
create index playbook_progress_playbook on playbook_progress (playbook_id);

create table playbook_tally (
  partner_id  uuid not null references partner,
  playbook_id uuid not null references playbook,
  started     int not null check (started >= 0),
  finished    int not null check (finished between 0 and started),
  updated_at  timestamptz not null,
  primary key (partner_id, playbook_id)
);
comment on table playbook_tally is 'How many people of a partner began a playbook, and how many have done all of it: what a distributor may read.';
create index playbook_tally_playbook on playbook_tally (playbook_id);

-- What the vendor teaches. Partners see no drafts; what was retired is still finished by those who began it.
alter table course enable row level security;
alter table course force row level security;
alter table course_version enable row level security;
alter table course_version force row level security;
alter table course_prerequisite enable row level security;
alter table course_prerequisite force row level security;
alter table module enable row level security;
alter table module force row level security;
alter table lesson enable row level security;
alter table lesson force row level security;
alter table course_file enable row level security;
alter table course_file force row level security;
alter table curriculum enable row level security;
alter table curriculum force row level security;
alter table curriculum_course enable row level security;
alter table curriculum_course force row level security;
alter table playbook enable row level security;
alter table playbook force row level security;
alter table playbook_item enable row level security;
alter table playbook_item force row level security;
alter table assignment_rule enable row level security;
alter table assignment_rule force row level security;

grant select on course, course_version, course_prerequisite, module, lesson, course_file,
  curriculum, curriculum_course, playbook, playbook_item to portico_own, portico_portfolio, portico_all;
grant insert on course, course_version, course_prerequisite, module, lesson, course_file,
  curriculum, curriculum_course, playbook, playbook_item, assignment_rule to portico_all;
grant update (state, locale, locales, title, summary, minutes, audience, in_order, earlier_completions_count,
  author_id, reviewed_by, returned_why, published_at, retired_at, updated_at) on course_version to portico_all;
grant delete on course_prerequisite, module, lesson, course_file, curriculum_course to portico_all;
grant update (state, locale, title, summary, audience, updated_at) on curriculum to portico_all;
grant update (state, locale, title, purpose, audience, updated_at) on playbook to portico_all;
grant update (position, kind, title, body, optional, asset_id, course_id, removed_at) on playbook_item to portico_all;
grant select, update (applied_at, ended_at) on assignment_rule to portico_all;

create policy own_read on course for select to portico_own using (exists (select 1 from course_version v where v.course_id = course.id));
create policy portfolio_read on course for select to portico_portfolio using (exists (select 1 from course_version v where v.course_id = course.id));
create policy all_read on course for select to portico_all using (true);
create policy all_add on course for insert to portico_all with check (true);

create policy own_read on course_version for select to portico_own using (state in ('PUBLISHED', 'RETIRED'));
create policy portfolio_read on course_version for select to portico_portfolio using (state in ('PUBLISHED', 'RETIRED'));
create policy all_read on course_version for select to portico_all using (true);
create policy all_add on course_version for insert to portico_all with check (true);
create policy all_edit on course_version for update to portico_all using (true);

create policy own_read on course_prerequisite for select to portico_own using (exists (select 1 from course_version v where v.id = version_id));
create policy portfolio_read on course_prerequisite for select to portico_portfolio using (exists (select 1 from course_version v where v.id = version_id));
create policy all_read on course_prerequisite for select to portico_all using (true);
create policy all_add on course_prerequisite for insert to portico_all with check (true);
create policy all_rewrite on course_prerequisite for delete to portico_all using (exists (select 1 from course_version v where v.id = version_id and v.state = 'DRAFT'));

create policy own_read on module for select to portico_own using (exists (select 1 from course_version v where v.id = version_id));
create policy portfolio_read on module for select to portico_portfolio using (exists (select 1 from course_version v where v.id = version_id));
create policy all_read on module for select to portico_all using (true);
create policy all_add on module for insert to portico_all with check (true);
create policy all_rewrite on module for delete to portico_all using (exists (select 1 from course_version v where v.id = version_id and v.state = 'DRAFT'));

create policy own_read on lesson for select to portico_own using (exists (select 1 from course_version v where v.id = version_id));
create policy portfolio_read on lesson for select to portico_portfolio using (exists (select 1 from course_version v where v.id = version_id));
create policy all_read on lesson for select to portico_all using (true);
create policy all_add on lesson for insert to portico_all with check (true);
create policy all_rewrite on lesson for delete to portico_all using (exists (select 1 from course_version v where v.id = version_id and v.state = 'DRAFT'));

create policy own_read on course_file for select to portico_own using (exists (select 1 from course_version v where v.id = version_id));
create policy portfolio_read on course_file for select to portico_portfolio using (exists (select 1 from course_version v where v.id = version_id));
create policy all_read on course_file for select to portico_all using (true);
create policy all_add on course_file for insert to portico_all with check (true);
create policy all_rewrite on course_file for delete to portico_all using (exists (select 1 from course_version v where v.id = version_id and v.state = 'DRAFT'));

create policy own_read on curriculum for select to portico_own using (state in ('PUBLISHED', 'RETIRED'));
create policy portfolio_read on curriculum for select to portico_portfolio using (state in ('PUBLISHED', 'RETIRED'));
create policy all_read on curriculum for select to portico_all using (true);
create policy all_add on curriculum for insert to portico_all with check (true);
create policy all_edit on curriculum for update to portico_all using (true);

create policy own_read on curriculum_course for select to portico_own using (exists (select 1 from curriculum c where c.id = curriculum_id));
create policy portfolio_read on curriculum_course for select to portico_portfolio using (exists (select 1 from curriculum c where c.id = curriculum_id));
create policy all_read on curriculum_course for select to portico_all using (true);
create policy all_add on curriculum_course for insert to portico_all with check (true);
create policy all_rewrite on curriculum_course for delete to portico_all using (true);

create policy own_read on playbook for select to portico_own using (state in ('PUBLISHED', 'RETIRED'));
create policy portfolio_read on playbook for select to portico_portfolio using (state in ('PUBLISHED', 'RETIRED'));
create policy all_read on playbook for select to portico_all using (true);
create policy all_add on playbook for insert to portico_all with check (true);
create policy all_edit on playbook for update to portico_all using (true);

create policy own_read on playbook_item for select to portico_own using (exists (select 1 from playbook b where b.id = playbook_id));
create policy portfolio_read on playbook_item for select to portico_portfolio using (exists (select 1 from playbook b where b.id = playbook_id));
create policy all_read on playbook_item for select to portico_all using (true);
create policy all_add on playbook_item for insert to portico_all with check (true);
create policy all_edit on playbook_item for update to portico_all using (true);

create policy all_read on assignment_rule for select to portico_all using (true);
create policy all_add on assignment_rule for insert to portico_all with check (true);
create policy all_edit on assignment_rule for update to portico_all using (true);

-- How far people are (DOMAIN.md 3.3): a learner reads the own rows, who leads a partner those of its people, a
-- distributor those of resellers whose program names learners, the vendor all. What is learned is written by the
-- vendor's role only: a partner asks for it, and the rules credit it.
alter table enrollment enable row level security;
alter table enrollment force row level security;
alter table enrollment_reminder enable row level security;
alter table enrollment_reminder force row level security;
alter table lesson_progress enable row level security;
alter table lesson_progress force row level security;
alter table course_completion enable row level security;
alter table course_completion force row level security;
alter table playbook_progress enable row level security;
alter table playbook_progress force row level security;
alter table playbook_tally enable row level security;
alter table playbook_tally force row level security;

grant select on enrollment, enrollment_reminder, lesson_progress, course_completion, playbook_progress, playbook_tally
  to portico_own, portico_portfolio, portico_all;
grant insert on enrollment, enrollment_reminder, lesson_progress, course_completion, playbook_progress, playbook_tally to portico_all;
grant update (version_id, state, due_at, started_at, finished_at, lessons, lessons_done, updated_at) on enrollment to portico_all;
grant update (completed_at) on lesson_progress to portico_all;
grant update (revoked_at, revoked_by, revoked_why) on course_completion to portico_all;
grant delete on playbook_progress to portico_all;
grant update (started, finished, updated_at) on playbook_tally to portico_all;

create policy own_read on enrollment for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on enrollment for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads()))
  or partner_id <> (select ctx_partner()) and partner_id in (select n.partner_id from partner_naming_learners n));
create policy all_read on enrollment for select to portico_all using (true);
create policy all_add on enrollment for insert to portico_all with check (true);
create policy all_move on enrollment for update to portico_all using (true);

create policy own_read on enrollment_reminder for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on enrollment_reminder for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy all_read on enrollment_reminder for select to portico_all using (true);
create policy all_add on enrollment_reminder for insert to portico_all with check (true);

create policy own_read on lesson_progress for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on lesson_progress for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy all_read on lesson_progress for select to portico_all using (true);
create policy all_add on lesson_progress for insert to portico_all with check (true);
create policy all_credit on lesson_progress for update to portico_all using (true);

create policy own_read on course_completion for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on course_completion for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads()))
  or partner_id <> (select ctx_partner()) and partner_id in (select n.partner_id from partner_naming_learners n));
create policy all_read on course_completion for select to portico_all using (true);
create policy all_add on course_completion for insert to portico_all with check (true);
create policy all_revoke on course_completion for update to portico_all using (true);

create policy own_read on playbook_progress for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on playbook_progress for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads()))
  or partner_id <> (select ctx_partner()) and partner_id in (select n.partner_id from partner_naming_learners n));
create policy all_read on playbook_progress for select to portico_all using (true);
create policy all_add on playbook_progress for insert to portico_all with check (true);
create policy all_undo on playbook_progress for delete to portico_all using (true);

create policy own_read on playbook_tally for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on playbook_tally for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on playbook_tally for select to portico_all using (true);
create policy all_add on playbook_tally for insert to portico_all with check (true);
create policy all_count on playbook_tally for update to portico_all using (true);
