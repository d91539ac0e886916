-- Notices: what a person is told, once, in the inbox and by mail.
-- +goose Up

create table notice_kind (
  kind     text primary key,
  place    int  not null unique,
  delivery text not null check (delivery in ('INSTANT', 'DAILY', 'OFF'))
);
comment on table notice_kind is 'What notices are about, and how each is mailed to who has chosen nothing.';
insert into notice_kind (kind, place, delivery) values
  ('TRAINING_DUE', 1, 'INSTANT'),
  ('CERTIFICATION', 2, 'INSTANT'),
  ('TEAM_CERTIFICATION', 3, 'DAILY'),
  ('MEMBERSHIP', 4, 'INSTANT'),
  ('APPROVAL', 5, 'INSTANT'),
  ('BULK_RENDER', 6, 'INSTANT'),
  ('DIGEST', 7, 'DAILY');

create table notice_preference (
  person_id uuid not null references person,
  kind      text not null references notice_kind,
  delivery  text not null check (delivery in ('INSTANT', 'DAILY', 'OFF')),
  primary key (person_id, kind)
);
comment on table notice_preference is 'How a person wants notices of a kind mailed; without a row, as notice_kind says. The inbox has them all.';
create index notice_preference_kind on notice_preference (kind);

create table notice_mail (
  id         uuid primary key,
  person_id  uuid not null references person,
  state      text not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'REFUSED', 'GIVEN_UP')),
  attempts   int  not null default 0 check (attempts >= 0),
  next_at    timestamptz not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  check ((state = 'QUEUED') = (settled_at is null))
);
comment on table notice_mail is 'A mail with one notice, or with those of a day. It holds no address and no text: both are read when it is sent.';
comment on column notice_mail.id is 'Random; whoever has it may unsubscribe the person from what the mail is about.';
comment on column notice_mail.next_at is 'When it is tried next, should nothing have been heard of it by then.';
create index notice_mail_due on notice_mail (next_at) where state = 'QUEUED';
create index notice_mail_person on notice_mail (person_id, settled_at);

create table notice (
  id           uuid primary key default gen_random_uuid(),
  person_id    uuid not null references person,
  kind         text not null references notice_kind,
  cause        text not null check (length(cause) between 1 and 200),
  subject_type text check (subject_type in ('ENROLLMENT', 'CERTIFICATION', 'MEMBERSHIP', 'APPROVAL', 'BULK_RENDER', 'PARTNER')),
  subject_id   uuid,
  about_id     uuid references person,
  facts        text not null check (octet_length(facts) <= 16384),
  at           timestamptz not null,
  read_at      timestamptz,
  mail_id      uuid references notice_mail,
  constraint notice_once unique (person_id, cause),
  check ((subject_type is null) = (subject_id is null))
);
comment on table notice is 'One event, told to one person. Written in the unit of work of the event.';
comment on column notice.cause is 'The event: a retry tells the same person of it no second time.';
comment on column notice.about_id is 'The colleague whom it is about. The name is read with the rights of the reader, not kept here.';
comment on column notice.facts is 'What its sentence is made of, as JSON, in no language and without names of people.';
create index notice_inbox on notice (person_id, at desc, id desc);
create index notice_unread on notice (person_id, kind) where read_at is null;
create index notice_unmailed on notice (at, person_id) where mail_id is null and read_at is null;
create index notice_of_kind on notice (kind);
create index notice_about on notice (about_id);
create index notice_of_mail on notice (mail_id);

create index certification_notice_newest on certification_notice (noticed_at);

create view notice_setting with (security_invoker = true) as
select k.kind, k.place, ctx_person() as person_id, coalesce(p.delivery, k.delivery) as delivery, k.delivery as standard,
  (select count(*)::int from notice n where n.person_id = ctx_person() and n.kind = k.kind and n.read_at is null) as unread
from notice_kind k
left join notice_preference p on p.kind = k.kind and p.person_id = ctx_person();
comment on view notice_setting is 'How the person who asks gets each kind mailed, and how many wait to be read.';

-- Who may read and write it. A person has an inbox of their own and sees no other, whatever their role; what has no person is the system, which mails.

alter table notice_kind enable row level security;
alter table notice_kind force row level security;
grant select on notice_kind, notice_setting to portico_own, portico_portfolio, portico_all;
create policy own_read on notice_kind for select to portico_own using (true);
create policy portfolio_read on notice_kind for select to portico_portfolio using (true);
create policy all_read on notice_kind for select to portico_all using (true);

alter table notice_preference enable row level security;
alter table notice_preference force row level security;
grant select, insert, update (delivery) on notice_preference to portico_own, portico_portfolio, portico_all;
create policy own_read on notice_preference for select to portico_own using (person_id = (select ctx_person()));
create policy own_choose on notice_preference for insert to portico_own with check (person_id = (select ctx_person()) and kind in (select k.kind from notice_kind k));
create policy own_change on notice_preference for update to portico_own using (person_id = (select ctx_person()));
create policy portfolio_read on notice_preference for select to portico_portfolio using (person_id = (select ctx_person()));
create policy portfolio_choose on notice_preference for insert to portico_portfolio with check (person_id = (select ctx_person()) and kind in (select k.kind from notice_kind k));
create policy portfolio_change on notice_preference for update to portico_portfolio using (person_id = (select ctx_person()));
create policy all_read on notice_preference for select to portico_all using (person_id = (select ctx_person()) or (select ctx_person()) is null);
create policy all_choose on notice_preference for insert to portico_all with check (person_id = (select ctx_person()) or (select ctx_person()) is null);
create policy all_change on notice_preference for update to portico_all using (person_id = (select ctx_person()) or (select ctx_person()) is null);

alter table notice_mail enable row level security;
alter table notice_mail force row level security;
grant select, insert, update (state, attempts, next_at, settled_at) on notice_mail to portico_all;
create policy all_read on notice_mail for select to portico_all using ((select ctx_person()) is null);
create policy all_add on notice_mail for insert to portico_all with check ((select ctx_person()) is null);
create policy all_settle on notice_mail for update to portico_all using ((select ctx_person()) is null);

alter table notice enable row level security;
alter table notice force row level security;
grant select, update (read_at) on notice to portico_own, portico_portfolio, portico_all;
grant insert, update (mail_id) on notice to portico_all;
create policy own_read on notice for select to portico_own using (person_id = (select ctx_person()));
create policy own_mark on notice for update to portico_own using (person_id = (select ctx_person()));
create policy portfolio_read on notice for select to portico_portfolio using (person_id = (select ctx_person()));
create policy portfolio_mark on notice for update to portico_portfolio using (person_id = (select ctx_person()));
create policy all_read on notice for select to portico_all using (person_id = (select ctx_person()) or (select ctx_person()) is null);
create policy all_add on notice for insert to portico_all with check (true);
create policy all_mark on notice for update to portico_all using (person_id = (select ctx_person()) or (select ctx_person()) is null);
