-- What a cause brought may be given again: a proof that a renewal had replaced counts by itself when the renewal is revoked.
-- +goose Up

alter table effect add column again int not null default 0 check (again >= 0);
comment on column effect.again is 'How often the same cause had this effect before, each time reversed.';
drop index effect_exactly_once;
create unique index effect_exactly_once on effect (rule_id, cause, cause_id, again) where reverses is null;
