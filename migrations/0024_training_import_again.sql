-- What an import that is undone has left because others say it may come again, and all of its lines as soon as the undoing is ordered.
-- +goose Up

alter table import_line
  drop constraint import_line_state_check,
  add constraint import_line_state_check check (state in ('STAGED', 'POSTED', 'VOID', 'REJECTED', 'UNDOING', 'UNDONE', 'LEFT'));
update import_line l
set state = case when l.completion_id is null then 'LEFT' else 'UNDOING' end,
  left_why = case when l.kind = 'VOIDED' then 'VOIDS_ANOTHER' when l.completion_id is null then 'BROUGHT_NOTHING' end
from completion_import m
where m.id = l.import_id and m.state = 'UNDOING' and l.state = 'POSTED';

drop index import_line_external;
create unique index import_line_external on import_line (holder_id, source, external_id) nulls not distinct
  where external_id is not null and state not in ('REJECTED', 'UNDOING', 'UNDONE') and coalesce(left_why, '') not in ('SAID_ELSEWHERE', 'BROUGHT_NOTHING');
drop index import_line_once;
create unique index import_line_once on import_line (holder_id, person_id, course_id, completed_at) nulls not distinct
  where source = 'CSV' and (state in ('STAGED', 'POSTED') or left_why = 'REVOKED_BEFORE');
drop index import_line_posted;
create index import_line_undoing on import_line (import_id, number) where state = 'UNDOING';
