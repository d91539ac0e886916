-- What lapses: notices of certifications, memberships at risk, and what will end within 90 days.
-- +goose Up

-- Notices.

create table certification_notice (
  certification_id uuid not null references certification,
  stage            text not null check (stage in ('EXPIRING', 'GRACE', 'EXPIRED')),
  partner_id       uuid not null references partner,
  person_id        uuid references person,
  definition_key   text not null references certification_definition,
  began_at         timestamptz not null,
  counts_until     timestamptz not null,
  noticed_at       timestamptz not null,
  primary key (certification_id, stage)
);
comment on table certification_notice is 'That a proof entered a stage of its end. Written once for each stage, whatever the clock does, and never taken back.';
comment on column certification_notice.began_at is 'When the stage began, by the dates of the proof.';
comment on column certification_notice.noticed_at is 'When the round saw it. What lies far behind began_at is no news any more.';
create index certification_notice_partner on certification_notice (partner_id, noticed_at desc, certification_id desc);
create index certification_notice_person on certification_notice (person_id, noticed_at desc, certification_id desc);
create index certification_notice_definition on certification_notice (definition_key);

create table certification_notice_tally (
  partner_id     uuid not null references partner,
  definition_key text not null references certification_definition,
  stage          text not null check (stage in ('EXPIRING', 'GRACE', 'EXPIRED')),
  notices        int  not null check (notices > 0),
  last_at        timestamptz not null,
  primary key (partner_id, definition_key, stage)
);
comment on table certification_notice_tally is 'Notices in counts: what colleagues and distributors may read, who see no names.';
create index certification_notice_tally_definition on certification_notice_tally (definition_key);

-- +goose StatementBegin
create function certification_notice_count() returns trigger
  language plpgsql
as $$
begin
  insert into certification_notice_tally as t (partner_id, definition_key, stage, notices, last_at)
  select n.partner_id, n.definition_key, n.stage, count(*), max(n.noticed_at)
  from added n
  group by n.partner_id, n.definition_key, n.stage
  order by n.partner_id, n.definition_key, n.stage
  on conflict (partner_id, definition_key, stage) do update
    set notices = t.notices + excluded.notices, last_at = greatest(t.last_at, excluded.last_at);
  return null;
end $$;
-- +goose StatementEnd
comment on function certification_notice_count is 'Counts notices as they are written. In order, so that two rounds never wait for each other in a circle.';
create trigger count after insert on certification_notice referencing new table as added
  for each statement execute function certification_notice_count();

-- Memberships at risk.

alter table program add column lapse_grace_days int not null default 30 check (lapse_grace_days between 0 and 365);
comment on column program.lapse_grace_days is 'How many days a membership is at risk, because a requirement is not met any more, before it is suspended.';
grant update (lapse_grace_days) on program to portico_all;

alter table membership
  add column by_hand text check (by_hand in ('AT_RISK', 'SUSPENDED')),
  add column lapsed_since timestamptz;
comment on column membership.by_hand is 'What a person set it to. The state is the worse of this and of what lapsed requirements come to: nothing that is met again lifts it.';
comment on column membership.lapsed_since is 'Since when a requirement that was met is not met any more; null when all are.';
grant update (by_hand, lapsed_since) on membership to portico_all;
create index membership_lapsed on membership (lapsed_since, id) where lapsed_since is not null;

create table membership_lapse (
  membership_id  uuid not null references membership,
  definition_key text not null references certification_definition,
  partner_id     uuid not null references partner,
  needed         int  not null check (needed > 0),
  held           int  not null check (held >= 0 and held < needed),
  renewable      int  not null check (renewable >= 0),
  since          timestamptz not null,
  primary key (membership_id, definition_key)
);
comment on table membership_lapse is 'Why a membership is at risk: a certification that so many people have to hold and do not hold any more.';
comment on column membership_lapse.held is 'People who hold it, as the last look found; a look follows every change, and the end of every proof within a round.';
comment on column membership_lapse.renewable is 'People of the partner who held it until it ended, and may renew.';
create index membership_lapse_definition on membership_lapse (definition_key);
create index membership_lapse_partner on membership_lapse (partner_id);

-- What a partner has to hold follows from these columns alone; the state moves often.
drop trigger tally on membership;
create trigger tally after insert or update of program_id, tier_id, valid_to on membership for each row execute function tally_standing_of_row();

create view membership_risk with (security_invoker = true) as
select m.id as membership_id, m.partner_id, m.lapsed_since as since, m.lapsed_since + p.lapse_grace_days * interval '24 hours' as until
from membership m
join program p on p.id = m.program_id
where m.lapsed_since is not null;
comment on view membership_risk is 'Memberships of which a requirement is not met any more, and until when it has to be met again.';

-- Who holds what, and until when: what a forecast counts.

create table holding (
  certification_id uuid primary key references certification,
  partner_id       uuid not null references partner,
  definition_key   text not null references certification_definition,
  person_id        uuid references person,
  gone             boolean not null,
  active           boolean not null,
  counts_from      timestamptz not null,
  counts_until     timestamptz not null,
  covered_until    timestamptz,
  check (counts_until > counts_from and (covered_until is null or covered_until < counts_until))
);
comment on table holding is 'A time without a gap in which a partner (person_id null) or a person holds a certification, made of the proofs that were not revoked. Named after the last of them.';
comment on column holding.gone is 'Whether the person does not work there any more: a distributor, who sees no people, has to know.';
comment on column holding.active is 'Whether the partner works with the vendor now: what is counted in portfolios.';
comment on column holding.covered_until is 'The end of the proof that the last one takes over from: who renews already.';
create index holding_partner on holding (partner_id, definition_key, counts_until desc);
create index holding_definition on holding (definition_key);
create index holding_person on holding (person_id);
create index holding_until on holding (counts_until) include (definition_key, counts_from) where active and not gone;
create index holding_covered on holding (covered_until) where covered_until is not null;

create view holding_counted with (security_invoker = true) as
select (array_agg(i.id order by i.counts_until desc, i.id desc))[1] as certification_id, i.partner_id, i.definition_key, i.person_id,
  coalesce(bool_or(p.status = 'DISABLED'), false) as gone, bool_and(o.status = 'ACTIVE') as active,
  min(i.counts_from) as counts_from, max(i.counts_until) as counts_until,
  (array_agg(distinct i.counts_until order by i.counts_until desc))[2] as covered_until
from (
  select c.*, sum(c.first) over (partition by c.partner_id, c.definition_key, c.person_id order by c.counts_from, c.id) as island
  from (
    select c.*, case when c.counts_from <= max(c.counts_until) over (partition by c.partner_id, c.definition_key, c.person_id
      order by c.counts_from, c.id rows between unbounded preceding and 1 preceding) then 0 else 1 end as first
    from certification_counted c) c) i
join partner o on o.id = i.partner_id
left join person p on p.id = i.person_id
group by i.partner_id, i.definition_key, i.person_id, i.island;
comment on view holding_counted is 'holding, counted anew.';

create table requirement_tally (
  partner_id     uuid not null references partner,
  definition_key text not null references certification_definition,
  needed         int  not null check (needed > 0),
  until          timestamptz,
  active         boolean not null,
  primary key (partner_id, definition_key)
);
comment on table requirement_tally is 'A certification that the programs of a partner require.';
comment on column requirement_tally.needed is 'By how many people, where the partner does not hold it itself.';
comment on column requirement_tally.until is 'Until when enough of them hold it, as things stand; null where too few ever did.';
create index requirement_tally_definition on requirement_tally (definition_key) include (until) where active;

create view requirement_counted with (security_invoker = true) as
select r.partner_id, r.definition_key, r.holders as needed, greatest(
  (select max(h.counts_until) from holding h
   where h.partner_id = r.partner_id and h.definition_key = r.definition_key and h.person_id is null),
  (select x.until from (
     select max(h.counts_until) as until from holding h
     where h.partner_id = r.partner_id and h.definition_key = r.definition_key and h.person_id is not null and not h.gone
     group by h.person_id) x
   order by x.until desc offset r.holders - 1 limit 1)) as until, o.status = 'ACTIVE' as active
from partner_requirement r
join partner o on o.id = r.partner_id;
comment on view requirement_counted is 'requirement_tally, counted anew.';

-- +goose StatementBegin
create function requirement_meet(of_partner uuid) returns void
  language sql
as $$
  update requirement_tally t set until = c.until
  from requirement_counted c
  where t.partner_id = of_partner and c.partner_id = of_partner and c.definition_key = t.definition_key and c.until is distinct from t.until
$$;
-- +goose StatementEnd
comment on function requirement_meet is 'Counts anew until when a partner meets what is required of it.';

-- +goose StatementBegin
create function requirement_ask(of_partners uuid[]) returns void
  language sql
as $$
  delete from requirement_tally t
  where t.partner_id = any(of_partners) and not exists (
    select 1 from partner_requirement r where r.partner_id = t.partner_id and r.definition_key = t.definition_key);
  insert into requirement_tally (partner_id, definition_key, needed, until, active)
  select c.partner_id, c.definition_key, c.needed, c.until, c.active
  from requirement_counted c
  where c.partner_id = any(of_partners)
  order by c.partner_id, c.definition_key
  on conflict (partner_id, definition_key) do update set needed = excluded.needed, until = excluded.until
    where requirement_tally.needed <> excluded.needed or requirement_tally.until is distinct from excluded.until
$$;
-- +goose StatementEnd
comment on function requirement_ask is 'Makes anew what is required of partners.';

-- +goose StatementBegin
create function holding_keep() returns trigger
  language plpgsql
as $$
begin
  delete from holding h
  where h.partner_id = new.partner_id and h.definition_key = new.definition_key and h.person_id is not distinct from new.person_id;
  insert into holding (certification_id, partner_id, definition_key, person_id, gone, active, counts_from, counts_until, covered_until)
  select c.certification_id, c.partner_id, c.definition_key, c.person_id, c.gone, c.active, c.counts_from, c.counts_until, c.covered_until
  from holding_counted c
  where c.partner_id = new.partner_id and c.definition_key = new.definition_key and c.person_id is not distinct from new.person_id;
  perform requirement_meet(new.partner_id);
  return null;
end $$;
-- +goose StatementEnd
comment on function holding_keep is 'Makes the holdings of the holder of a proof anew. The trigger "tally" comes first and has locked the partner, as it has for those below.';
create trigger tally_holding after insert or update of issued_at, expires_at, grace_days, revoked_at, short_from on certification
  for each row execute function holding_keep();

-- +goose StatementBegin
create function holding_leave() returns trigger
  language plpgsql
as $$
begin
  update holding set gone = new.status = 'DISABLED' where person_id = new.id;
  perform requirement_meet(new.partner_id);
  return null;
end $$;
-- +goose StatementEnd
comment on function holding_leave is 'Notes that a holder has left, or is back.';
create trigger tally_holding after update of status on person for each row
  when (new.partner_id is not null and (old.status = 'DISABLED') <> (new.status = 'DISABLED'))
  execute function holding_leave();

-- +goose StatementBegin
create function holding_pause() returns trigger
  language plpgsql
as $$
begin
  update holding set active = new.status = 'ACTIVE' where partner_id = new.id;
  update requirement_tally set active = new.status = 'ACTIVE' where partner_id = new.id;
  return null;
end $$;
-- +goose StatementEnd
comment on function holding_pause is 'Takes a partner in and out of what is counted in portfolios.';
create trigger tally_holding after update of status on partner for each row
  when ((old.status = 'ACTIVE') <> (new.status = 'ACTIVE'))
  execute function holding_pause();

-- +goose StatementBegin
create function requirement_of_member() returns trigger
  language plpgsql
as $$
begin
  perform requirement_ask(array[new.partner_id]);
  return null;
end $$;
-- +goose StatementEnd
comment on function requirement_of_member is 'Makes anew what is required of a partner that joins, leaves or stands on another tier.';
create trigger tally_requirement after insert or update of tier_id, valid_to on membership for each row execute function requirement_of_member();

-- +goose StatementBegin
create function requirement_of_program() returns trigger
  language plpgsql
as $$
declare
  of_program uuid := case when tg_op = 'DELETE' then old.program_id else new.program_id end;
begin
  perform requirement_ask(array(select distinct m.partner_id from membership m where m.program_id = of_program and m.valid_to is null));
  return null;
end $$;
-- +goose StatementEnd
comment on function requirement_of_program is 'Makes anew what is required of everybody in a program.';
create trigger tally_requirement after insert or update or delete on certification_requirement for each row execute function requirement_of_program();

-- What ends within 30, 60 and 90 days.

create view partner_outlook with (security_invoker = true) as
select h.partner_id, h.definition_key, h.active, 1 as holders,
  (h.counts_until <= now() + interval '720 hours')::int as lapsing_30,
  (h.counts_until <= now() + interval '1440 hours')::int as lapsing_60,
  (h.counts_until <= now() + interval '2160 hours')::int as lapsing_90,
  (h.covered_until is not null and h.covered_until > now() and h.covered_until <= now() + interval '720 hours')::int as renewed_30,
  (h.covered_until is not null and h.covered_until > now() and h.covered_until <= now() + interval '1440 hours')::int as renewed_60,
  (h.covered_until is not null and h.covered_until > now() and h.covered_until <= now() + interval '2160 hours')::int as renewed_90,
  0 as required, 0 as met, 0 as below_30, 0 as below_60, 0 as below_90
from holding h
where not h.gone and h.counts_from <= now() and h.counts_until > now()
union all
select r.partner_id, r.definition_key, r.active, 0, 0, 0, 0, 0, 0, 0, 1,
  (r.until is not null and r.until > now())::int,
  (r.until is not null and r.until > now() and r.until <= now() + interval '720 hours')::int,
  (r.until is not null and r.until > now() and r.until <= now() + interval '1440 hours')::int,
  (r.until is not null and r.until > now() and r.until <= now() + interval '2160 hours')::int
from requirement_tally r;
comment on view partner_outlook is 'Holders now, and certifications that partners have to hold, a row each.';

create view partner_forecast with (security_invoker = true) as
select x.partner_id, x.definition_key, sum(x.holders)::int as holders,
  sum(x.lapsing_30)::int as lapsing_30, sum(x.lapsing_60)::int as lapsing_60, sum(x.lapsing_90)::int as lapsing_90,
  sum(x.renewed_30)::int as renewed_30, sum(x.renewed_60)::int as renewed_60, sum(x.renewed_90)::int as renewed_90,
  sum(x.required)::int as required, sum(x.met)::int as met,
  sum(x.below_30)::int as below_30, sum(x.below_60)::int as below_60, sum(x.below_90)::int as below_90
from partner_outlook x
group by x.partner_id, x.definition_key;
comment on view partner_forecast is 'What ends at one partner, by certification.';

create view portfolio_forecast with (security_invoker = true) as
select l.distributor_id, x.definition_key, sum(x.holders)::int as holders,
  sum(x.lapsing_30)::int as lapsing_30, sum(x.lapsing_60)::int as lapsing_60, sum(x.lapsing_90)::int as lapsing_90,
  sum(x.renewed_30)::int as renewed_30, sum(x.renewed_60)::int as renewed_60, sum(x.renewed_90)::int as renewed_90,
  sum(x.required)::int as required, sum(x.met)::int as met,
  sum(x.below_30)::int as below_30, sum(x.below_60)::int as below_60, sum(x.below_90)::int as below_90
from portfolio_link l
cross join lateral (select * from partner_outlook x where x.partner_id = l.reseller_id and x.active offset 0) x
where l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())
group by l.distributor_id, x.definition_key
having ctx_partner() is null or bool_or(l.distributor_id = ctx_partner());
comment on view portfolio_forecast is 'What ends at the active resellers of a distributor, by certification. A reseller sees none: it would see itself alone. The offset keeps the planner to going from partner to partner, where it would read all holdings.';

create view channel_outlook with (security_invoker = true) as
select h.definition_key, count(*) as holders, 0 as lapsing_30, 0 as lapsing_60, 0 as lapsing_90, 0 as renewed_30, 0 as renewed_60, 0 as renewed_90,
  0 as required, 0 as met, 0 as below_30, 0 as below_60, 0 as below_90
from holding h
where h.active and not h.gone and h.counts_until > now() and h.counts_from <= now()
group by h.definition_key
union all
select h.definition_key, 0, count(*) filter (where h.counts_until <= now() + interval '720 hours'),
  count(*) filter (where h.counts_until <= now() + interval '1440 hours'), count(*), 0, 0, 0, 0, 0, 0, 0, 0
from holding h
where h.active and not h.gone and h.counts_until > now() and h.counts_until <= now() + interval '2160 hours' and h.counts_from <= now()
group by h.definition_key
union all
select h.definition_key, 0, 0, 0, 0, count(*) filter (where h.covered_until <= now() + interval '720 hours'),
  count(*) filter (where h.covered_until <= now() + interval '1440 hours'), count(*), 0, 0, 0, 0, 0
from holding h
where h.active and not h.gone and h.covered_until > now() and h.covered_until <= now() + interval '2160 hours' and h.counts_from <= now()
group by h.definition_key
union all
select r.definition_key, 0, 0, 0, 0, 0, 0, 0, count(*), count(*) filter (where r.until > now()),
  count(*) filter (where r.until > now() and r.until <= now() + interval '720 hours'),
  count(*) filter (where r.until > now() and r.until <= now() + interval '1440 hours'),
  count(*) filter (where r.until > now() and r.until <= now() + interval '2160 hours')
from requirement_tally r
where r.active
group by r.definition_key;
comment on view channel_outlook is 'What ends at all active partners, as the indexes count it: of holders who do not lapse soon, only how many there are is asked.';

create view certification_forecast with (security_invoker = true) as
select x.definition_key, sum(x.holders)::int as holders,
  sum(x.lapsing_30)::int as lapsing_30, sum(x.lapsing_60)::int as lapsing_60, sum(x.lapsing_90)::int as lapsing_90,
  sum(x.renewed_30)::int as renewed_30, sum(x.renewed_60)::int as renewed_60, sum(x.renewed_90)::int as renewed_90,
  sum(x.required)::int as required, sum(x.met)::int as met,
  sum(x.below_30)::int as below_30, sum(x.below_60)::int as below_60, sum(x.below_90)::int as below_90
from (
  select definition_key, holders, lapsing_30, lapsing_60, lapsing_90, renewed_30, renewed_60, renewed_90, required, met, below_30, below_60, below_90
  from channel_outlook
  where ctx_everywhere()
  union all
  select x.definition_key, x.holders, x.lapsing_30, x.lapsing_60, x.lapsing_90, x.renewed_30, x.renewed_60, x.renewed_90, x.required, x.met,
    x.below_30, x.below_60, x.below_90
  from partner_tally t
  cross join lateral (select * from partner_outlook x where x.partner_id = t.partner_id offset 0) x
  where t.active and not ctx_everywhere()) x
group by x.definition_key;
comment on view certification_forecast is 'What ends at all active partners whom the reader may count, by certification.';

create view lapsing_holder with (security_invoker = true) as
select h.certification_id, h.partner_id, h.definition_key, h.person_id, p.name, h.counts_until
from holding h
left join person p on p.id = h.person_id
where not h.gone and h.counts_from <= now() and h.counts_until > now() and h.counts_until <= now() + interval '2160 hours'
  and (h.person_id is null or p.id is not null
    and (h.partner_id is distinct from (select ctx_partner()) or h.person_id = (select ctx_person()) or (select ctx_leads())));
comment on view lapsing_holder is 'Holders whose certification ends within 90 days, as far as the reader may know names: a distributor where the program names learners, colleagues not.';

-- Who may read and write it.

alter table certification_notice enable row level security;
alter table certification_notice force row level security;
grant select on certification_notice to portico_own, portico_portfolio, portico_all;
grant insert on certification_notice to portico_all;
create policy own_read on certification_notice for select to portico_own using (
  partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person()) or (select ctx_leads())));
create policy portfolio_read on certification_notice for select to portico_portfolio using (
  partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person()) or (select ctx_leads()))
  or partner_id <> (select ctx_partner()) and person_id is null and partner_id in (select p.id from partner p)
  or partner_id <> (select ctx_partner()) and partner_id in (select n.partner_id from partner_naming_learners n));
create policy all_read on certification_notice for select to portico_all using (true);
create policy all_add on certification_notice for insert to portico_all with check (true);

alter table certification_notice_tally enable row level security;
alter table certification_notice_tally force row level security;
grant select on certification_notice_tally to portico_own, portico_portfolio, portico_all;
grant insert, update (notices, last_at) on certification_notice_tally to portico_all;
create policy own_read on certification_notice_tally for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on certification_notice_tally for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on certification_notice_tally for select to portico_all using (true);
create policy all_add on certification_notice_tally for insert to portico_all with check (true);
create policy all_count on certification_notice_tally for update to portico_all using (true);

alter table membership_lapse enable row level security;
alter table membership_lapse force row level security;
grant select on membership_lapse to portico_own, portico_portfolio, portico_all;
grant insert, update (needed, held, renewable), delete on membership_lapse to portico_all;
create policy own_read on membership_lapse for select to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on membership_lapse for select to portico_portfolio using (partner_id in (select p.id from partner p));
create policy all_read on membership_lapse for select to portico_all using (true);
create policy all_add on membership_lapse for insert to portico_all with check (true);
create policy all_count on membership_lapse for update to portico_all using (true);
create policy all_lift on membership_lapse for delete to portico_all using (true);

alter table holding enable row level security;
alter table holding force row level security;
grant select, update (gone) on holding to portico_own, portico_portfolio, portico_all;
grant update (active) on holding to portico_all;
grant insert, delete on holding to portico_own, portico_portfolio, portico_all;
create policy own_read on holding for select to portico_own using (partner_id = (select ctx_partner()));
create policy own_leave on holding for update to portico_own using (partner_id = (select ctx_partner()));
-- A partner's own proof counts for as long as it has its holders: the partner's administrator moves that end.
create policy own_add on holding for insert to portico_own with check (partner_id = (select ctx_partner()) and person_id is null
  and (certification_id, definition_key) in (select c.id, c.definition_key from certification c where c.partner_id = (select ctx_partner())));
create policy own_drop on holding for delete to portico_own using (partner_id = (select ctx_partner()) and person_id is null);
create policy portfolio_add on holding for insert to portico_portfolio with check (partner_id = (select ctx_partner()) and person_id is null
  and (certification_id, definition_key) in (select c.id, c.definition_key from certification c where c.partner_id = (select ctx_partner())));
create policy portfolio_drop on holding for delete to portico_portfolio using (partner_id = (select ctx_partner()) and person_id is null);
-- As on partner, word for word: by way of partner every forecast would read all partners, twice.
create policy portfolio_read on holding for select to portico_portfolio using (
  partner_id = (select ctx_partner())
  or partner_id in (select l.reseller_id from portfolio_link l where l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())));
create policy portfolio_leave on holding for update to portico_portfolio using (partner_id = (select ctx_partner()));
create policy all_read on holding for select to portico_all using (true);
create policy all_add on holding for insert to portico_all with check (true);
create policy all_leave on holding for update to portico_all using (true);
create policy all_drop on holding for delete to portico_all using (true);

alter table requirement_tally enable row level security;
alter table requirement_tally force row level security;
grant select, update (until) on requirement_tally to portico_own, portico_portfolio, portico_all;
grant insert, update (needed, active), delete on requirement_tally to portico_all;
create policy own_read on requirement_tally for select to portico_own using (partner_id = (select ctx_partner()));
create policy own_count on requirement_tally for update to portico_own using (partner_id = (select ctx_partner()));
create policy portfolio_read on requirement_tally for select to portico_portfolio using (
  partner_id = (select ctx_partner())
  or partner_id in (select l.reseller_id from portfolio_link l where l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())));
create policy portfolio_count on requirement_tally for update to portico_portfolio using (partner_id = (select ctx_partner()));
create policy all_read on requirement_tally for select to portico_all using (true);
create policy all_add on requirement_tally for insert to portico_all with check (true);
create policy all_count on requirement_tally for update to portico_all using (true);
create policy all_drop on requirement_tally for delete to portico_all using (true);

grant select on membership_risk, holding_counted, requirement_counted, partner_outlook, partner_forecast, portfolio_forecast,
  channel_outlook, certification_forecast, lapsing_holder to portico_own, portico_portfolio, portico_all;

-- What there is already. Only a person has set a membership at risk or suspended it until now.
set local role portico_all;
update membership set by_hand = state where state in ('AT_RISK', 'SUSPENDED');
insert into holding (certification_id, partner_id, definition_key, person_id, gone, active, counts_from, counts_until, covered_until)
select certification_id, partner_id, definition_key, person_id, gone, active, counts_from, counts_until, covered_until from holding_counted;
insert into requirement_tally (partner_id, definition_key, needed, until, active)
select partner_id, definition_key, needed, until, active from requirement_counted;
reset role;
