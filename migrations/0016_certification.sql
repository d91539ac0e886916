-- The life of a certification: notice, grace, renewal, and why one was taken back.
-- +goose Up

alter table certification_definition
  add column notice_days int not null default 30 check (notice_days between 0 and 365),
  add column grace_days  int not null default 0 check (grace_days between 0 and 365);
comment on column certification_definition.notice_days is 'How long before its end a proof is said to be expiring.';
comment on column certification_definition.grace_days is 'How long a proof still counts after its end, while its holder renews it.';

alter table certification
  add column notice_days int not null default 30 check (notice_days between 0 and 365),
  add column grace_days  int not null default 0 check (grace_days between 0 and 365),
  add column renews      uuid references certification check (renews <> id),
  add column revoked_why text check (length(revoked_why) between 1 and 1000),
  add check (revoked_why is null or revoked_at is not null);
create index certification_renews on certification (renews);
comment on column certification.notice_days is 'As the definition said when the proof was given, as is grace_days: a later change touches no proof.';
comment on column certification.renews is 'The proof that this one takes over from.';
comment on column certification.revoked_why is 'What the holder reads.';
grant update (revoked_why) on certification to portico_all;
