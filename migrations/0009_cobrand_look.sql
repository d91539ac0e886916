-- How logos look, to find one that can be taken for another; and the marks of
-- the vendor's own that nobody may pass for.
-- +goose Up

alter table logo add column look bigint;
comment on column logo.look is 'Fingerprint of the coarse shapes, 63 features. Null for logos that were taken in before it was made.';

create table brand_mark (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 120),
  look       bigint not null,
  width      double precision not null check (width > 0),
  height     double precision not null check (height > 0),
  added_by   uuid references person,
  created_at timestamptz not null default now()
);
comment on table brand_mark is 'A mark of the vendor''s, such as its logo or a badge: a partner''s logo that looks like it waits for a brand approver.';
create index brand_mark_adder on brand_mark (added_by);

alter table brand_mark enable row level security;
alter table brand_mark force row level security;
grant select, insert, delete on brand_mark to portico_all;
create policy all_read on brand_mark for select to portico_all using (true);
create policy all_add on brand_mark for insert to portico_all with check (true);
create policy all_drop on brand_mark for delete to portico_all using (true);
