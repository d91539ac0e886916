-- Quizzes: what is asked, who was asked, and what came of it.
--
-- The key (question, quiz_review) is where a learner's role cannot read it: question is the vendor's alone, and a row of
-- quiz_review shows itself to its learner when, and only when, the quiz's review policy allows it. What a learner is shown
-- is a copy without the key (quiz_answer.shown), and the seed of its order is no column of theirs.
-- +goose Up

create table quiz (
  id         uuid primary key,
  key        text not null unique check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 64),
  created_at timestamptz not null default now()
);
comment on table quiz is 'Something that is asked. What it asks is in its versions; lesson.quiz_key names it by key.';

create table quiz_version (
  id                 uuid primary key,
  quiz_id            uuid not null references quiz,
  number             int  not null check (number > 0),
  state              text not null check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
  locale             text not null check (length(locale) between 2 and 35),
  locales            text[] not null check (locale = any (locales)),
  title              jsonb not null,
  intro              jsonb not null default '{}',
  pass_percent       float8 not null check (pass_percent > 0 and pass_percent <= 100),
  max_attempts       int check (max_attempts between 1 and 100),
  cool_down_minutes  int not null default 0 check (cool_down_minutes between 0 and 525600),
  time_limit_seconds int check (time_limit_seconds between 10 and 86400),
  grace_seconds      int not null default 15 check (grace_seconds between 0 and 600),
  closes_at          timestamptz,
  review             text not null check (review in ('NEVER', 'AFTER_SUBMIT', 'AFTER_PASS', 'AFTER_CLOSE')),
  mixed              boolean not null default true,
  standalone         boolean not null default false,
  asks               int not null default 0 check (asks >= 0),
  author_id          uuid references person,
  published_by       uuid references person,
  published_at       timestamptz,
  retired_at         timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  unique (quiz_id, number),
  check (review <> 'AFTER_CLOSE' or closes_at is not null),
  check ((state in ('PUBLISHED', 'RETIRED')) = (published_at is not null)),
  check ((state = 'RETIRED') = (retired_at is not null))
);
comment on table quiz_version is 'One edition of a quiz. Once published it never changes, and an attempt is finished in the version that it was begun in.';
comment on column quiz_version.title is 'By locale, as is the introduction; what is missing is shown in the quiz''s own locale.';
comment on column quiz_version.max_attempts is 'How often one person may try, counted for each time that the course is taken; null sets no limit.';
comment on column quiz_version.cool_down_minutes is 'How long after a failed attempt the next may begin.';
comment on column quiz_version.grace_seconds is 'How long after its time an answer on its way still counts.';
comment on column quiz_version.review is 'When a learner may see the right answers.';
comment on column quiz_version.mixed is 'Whether the questions come in another order each time.';
comment on column quiz_version.standalone is 'Whether it may be taken outside of a course.';
comment on column quiz_version.asks is 'How many questions one attempt has; known when it is published.';
create unique index quiz_version_published on quiz_version (quiz_id) where state = 'PUBLISHED';
create unique index quiz_version_draft on quiz_version (quiz_id) where state = 'DRAFT';
create index quiz_version_author on quiz_version (author_id);
create index quiz_version_publisher on quiz_version (published_by);

create table question_pool (
  id         uuid primary key,
  version_id uuid not null references quiz_version,
  position   int  not null check (position > 0),
  name       text not null check (length(name) between 1 and 200),
  draw       int check (draw between 1 and 1000),
  created_at timestamptz not null default now(),
  unique (version_id, name)
);
comment on table question_pool is 'Questions of which each attempt draws some; draw is null for all of them.';

create table question (
  id         uuid primary key,
  version_id uuid not null references quiz_version,
  pool_id    uuid not null references question_pool,
  position   int  not null check (position > 0),
  name       text not null check (length(name) between 1 and 200),
  kind       text not null check (kind in ('SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'MATCHING', 'ORDERING', 'NUMERIC', 'SHORT')),
  weight     float8 not null check (weight > 0 and weight <= 100),
  body       jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table question is 'A question with its key. Only the vendor''s side reads it.';
comment on column question.body is 'training/question.Question as JSON; kind and weight repeat what it says.';
create index question_pool_of on question (pool_id, position, id);
create index question_version on question (version_id);

create table quiz_attempt (
  id            uuid primary key,
  quiz_id       uuid not null references quiz,
  version_id    uuid not null references quiz_version,
  partner_id    uuid not null references partner,
  person_id     uuid not null references person,
  enrollment_id uuid references enrollment,
  lesson_id     uuid references lesson,
  number        int  not null check (number > 0),
  locale        text not null,
  seed          bytea not null check (octet_length(seed) = 32),
  state         text not null check (state in ('OPEN', 'PASSED', 'FAILED')),
  expired       boolean not null default false,
  started_at    timestamptz not null,
  due_at        timestamptz,
  closes_at     timestamptz,
  ended_at      timestamptz,
  asked         int not null check (asked > 0),
  answered      int not null default 0 check (answered between 0 and asked),
  points        float8 check (points >= 0),
  possible      float8 not null check (possible > 0),
  percent       float8 check (percent between 0 and 100),
  unique (person_id, quiz_id, number),
  check ((state = 'OPEN') = (ended_at is null)),
  check ((state = 'OPEN') = (percent is null and points is null)),
  check ((due_at is null) = (closes_at is null) and due_at <= closes_at)
);
comment on table quiz_attempt is 'One person''s try at a quiz. It leaves OPEN once, with its score.';
comment on column quiz_attempt.seed is 'Draws and shuffles. Who knows it knows the order that is right, so no partner''s role reads it.';
comment on column quiz_attempt.enrollment_id is 'The time that the course is taken; null for a quiz by itself.';
comment on column quiz_attempt.expired is 'Whether time ended it; what had been answered was scored.';
comment on column quiz_attempt.due_at is 'The end as the learner is told it; null without a time limit.';
comment on column quiz_attempt.closes_at is 'due_at and the grace: after it nothing is taken.';
create unique index quiz_attempt_one_open on quiz_attempt (person_id, quiz_id) where state = 'OPEN';
create index quiz_attempt_running_out on quiz_attempt (closes_at) where state = 'OPEN' and closes_at is not null;
create index quiz_attempt_person on quiz_attempt (person_id, started_at desc, id desc);
create index quiz_attempt_quiz on quiz_attempt (quiz_id);
create index quiz_attempt_version on quiz_attempt (version_id, person_id, number);
create index quiz_attempt_partner on quiz_attempt (partner_id, quiz_id);
create index quiz_attempt_enrollment on quiz_attempt (enrollment_id);
create index quiz_attempt_lesson on quiz_attempt (lesson_id);

create table quiz_answer (
  id          uuid primary key default gen_random_uuid(),
  attempt_id  uuid not null references quiz_attempt,
  person_id   uuid not null references person,
  question_id uuid not null references question,
  place       int  not null check (place > 0),
  shown       jsonb not null,
  given       jsonb,
  answered_at timestamptz,
  unique (attempt_id, place),
  check ((given is null) = (answered_at is null))
);
comment on table quiz_answer is 'One question of an attempt: what the learner is shown of it, and what the learner gave.';
comment on column quiz_answer.shown is 'training/question.Shown as JSON: texts in their order, nothing of the key.';
create index quiz_answer_person on quiz_answer (person_id);
create index quiz_answer_question on quiz_answer (question_id);

create table quiz_review (
  answer_id  uuid primary key references quiz_answer,
  attempt_id uuid not null references quiz_attempt,
  person_id  uuid not null references person,
  points     float8 not null check (points >= 0),
  weight     float8 not null check (weight > 0),
  correct    jsonb not null,
  chosen     int[] not null default '{}'
);
comment on table quiz_review is 'What one answer was worth and what would have been right. Written when the attempt ends.';
comment on column quiz_review.correct is 'training/question.Key as JSON, in the order of what was shown.';
comment on column quiz_review.chosen is 'The chosen options by their authored place, for the statistics of the question.';
create index quiz_review_attempt on quiz_review (attempt_id);
create index quiz_review_person on quiz_review (person_id);

create table quiz_tally (
  partner_id uuid not null references partner,
  quiz_id    uuid not null references quiz,
  attempts   int not null check (attempts > 0),
  learners   int not null check (learners between 1 and attempts),
  passed     int not null check (passed between 0 and learners),
  updated_at timestamptz not null,
  primary key (partner_id, quiz_id)
);
comment on table quiz_tally is 'How many people of a partner have finished a quiz, how often, and how many have passed it: what a distributor may read.';
create index quiz_tally_quiz on quiz_tally (quiz_id);

alter table quiz enable row level security;
alter table quiz force row level security;
alter table quiz_version enable row level security;
alter table quiz_version force row level security;
alter table question_pool enable row level security;
alter table question_pool force row level security;
alter table question enable row level security;
alter table question force row level security;
alter table quiz_attempt enable row level security;
alter table quiz_attempt force row level security;
alter table quiz_answer enable row level security;
alter table quiz_answer force row level security;
alter table quiz_review enable row level security;
alter table quiz_review force row level security;
alter table quiz_tally enable row level security;
alter table quiz_tally force row level security;

-- What is asked. Partners see no drafts and no questions; a published version is frozen by its policies.
grant select on quiz, quiz_version to portico_own, portico_portfolio, portico_all;
grant insert on quiz, quiz_version to portico_all;
grant update (state, locale, locales, title, intro, pass_percent, max_attempts, cool_down_minutes, time_limit_seconds, grace_seconds, closes_at,
  review, mixed, standalone, asks, author_id, published_by, published_at, retired_at, updated_at) on quiz_version to portico_all;
grant select, insert, delete, update (position, name, draw) on question_pool to portico_all;
grant select, insert, delete, update (pool_id, position, name, kind, weight, body, updated_at) on question to portico_all;

create policy own_read on quiz for select to portico_own using (exists (select 1 from quiz_version v where v.quiz_id = quiz.id));
create policy portfolio_read on quiz for select to portico_portfolio using (exists (select 1 from quiz_version v where v.quiz_id = quiz.id));
create policy all_read on quiz for select to portico_all using (true);
create policy all_add on quiz for insert to portico_all with check (true);

create policy own_read on quiz_version for select to portico_own using (state in ('PUBLISHED', 'RETIRED'));
create policy portfolio_read on quiz_version for select to portico_portfolio using (state in ('PUBLISHED', 'RETIRED'));
create policy all_read on quiz_version for select to portico_all using (true);
create policy all_add on quiz_version for insert to portico_all with check (state = 'DRAFT');
create policy all_edit on quiz_version for update to portico_all using (state in ('DRAFT', 'PUBLISHED')) with check (true);

-- +goose StatementBegin
create function quiz_version_stays() returns trigger
  language plpgsql
as $$
begin
  if old.state <> 'DRAFT' and (to_jsonb(new) - '{state,retired_at,updated_at}'::text[]) <> (to_jsonb(old) - '{state,retired_at,updated_at}'::text[]) then
    raise exception 'a published quiz never changes' using errcode = 'check_violation';
  end if;
  return new;
end $$;
-- +goose StatementEnd
comment on function quiz_version_stays is 'Lets a published version be retired, and nothing else be done to it.';
create trigger stays before update on quiz_version for each row execute function quiz_version_stays();

create policy all_read on question_pool for select to portico_all using (true);
create policy all_add on question_pool for insert to portico_all with check (exists (select 1 from quiz_version v where v.id = version_id and v.state = 'DRAFT'));
create policy all_edit on question_pool for update to portico_all using (exists (select 1 from quiz_version v where v.id = version_id and v.state = 'DRAFT'));
create policy all_remove on question_pool for delete to portico_all using (exists (select 1 from quiz_version v where v.id = version_id and v.state = 'DRAFT'));

create policy all_read on question for select to portico_all using (true);
create policy all_add on question for insert to portico_all with check (exists (select 1 from quiz_version v where v.id = version_id and v.state = 'DRAFT'));
create policy all_edit on question for update to portico_all using (exists (select 1 from quiz_version v where v.id = version_id and v.state = 'DRAFT'));
create policy all_remove on question for delete to portico_all using (exists (select 1 from quiz_version v where v.id = version_id and v.state = 'DRAFT'));

-- What came of it. All of it is written by the vendor's role only: a learner asks, the rules here answer.
grant select (id, quiz_id, version_id, partner_id, person_id, enrollment_id, lesson_id, number, locale, state, expired, started_at, due_at, closes_at,
  ended_at, asked, answered, points, possible, percent) on quiz_attempt to portico_own, portico_portfolio;
grant select, insert, update (state, expired, ended_at, answered, points, percent) on quiz_attempt to portico_all;
grant select (id, attempt_id, person_id, place, shown, given, answered_at) on quiz_answer to portico_own, portico_portfolio;
grant select, insert, update (given, answered_at) on quiz_answer to portico_all;
grant select (answer_id, attempt_id, person_id, points, weight, correct) on quiz_review to portico_own, portico_portfolio;
grant select, insert on quiz_review to portico_all;
grant select on quiz_tally to portico_own, portico_portfolio, portico_all;
grant insert, update (attempts, learners, passed, updated_at) on quiz_tally to portico_all;

create policy own_read on quiz_attempt for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on quiz_attempt for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id = (select ctx_person()) or (select ctx_leads())));
create policy all_read on quiz_attempt for select to portico_all using (true);
create policy all_add on quiz_attempt for insert to portico_all with check (true);
create policy all_end on quiz_attempt for update to portico_all using (state = 'OPEN') with check (true);

create policy own_read on quiz_answer for select to portico_own using (person_id = (select ctx_person()));
create policy portfolio_read on quiz_answer for select to portico_portfolio using (person_id = (select ctx_person()));
create policy all_read on quiz_answer for select to portico_all using (true);
create policy all_add on quiz_answer for insert to portico_all with check (true);
create policy all_give on quiz_answer for update to portico_all using (
  exists (select 1 from quiz_attempt a where a.id = attempt_id and a.state = 'OPEN'));

-- While a person has the quiz open, no earlier attempt tells its key, whatever the policy.
create policy own_read on quiz_review for select to portico_own using (
  person_id = (select ctx_person()) and exists (
    select 1 from quiz_attempt a join quiz_version v on v.id = a.version_id
    where a.id = attempt_id and a.state <> 'OPEN'
      and (v.review = 'AFTER_SUBMIT' or v.review = 'AFTER_PASS' and a.state = 'PASSED' or v.review = 'AFTER_CLOSE' and v.closes_at <= now())
      and not exists (select 1 from quiz_attempt o where o.person_id = a.person_id and o.quiz_id = a.quiz_id and o.state = 'OPEN')));
create policy portfolio_read on quiz_review for select to portico_portfolio using (
  person_id = (select ctx_person()) and exists (
    select 1 from quiz_attempt a join quiz_version v on v.id = a.version_id
    where a.id = attempt_id and a.state <> 'OPEN'
      and (v.review = 'AFTER_SUBMIT' or v.review = 'AFTER_PASS' and a.state = 'PASSED' or v.review = 'AFTER_CLOSE' and v.closes_at <= now())
      and not exists (select 1 from quiz_attempt o where o.person_id = a.person_id and o.quiz_id = a.quiz_id and o.state = 'OPEN')));
create policy all_read on quiz_review for select to portico_all using (true);
create policy all_add on quiz_review for insert to portico_all with check (true);

create policy own_read on quiz_tally for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on quiz_tally for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on quiz_tally for select to portico_all using (true);
create policy all_add on quiz_tally for insert to portico_all with check (true);
create policy all_count on quiz_tally for update to portico_all using (true);
