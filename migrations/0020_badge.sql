-- What a holder shows of a certification, and how strangers check it and the
-- co-branded copies that they are handed.
-- +goose Up

-- +goose StatementBegin
create function new_verify_code() returns text
  language sql volatile
  as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(r.bytes, b.i) & 31), 1), '' order by r.n, b.i)
    from (values (1, uuid_send(gen_random_uuid())), (2, uuid_send(gen_random_uuid()))) r (n, bytes),
         unnest(array[0, 1, 2, 3, 4, 5, 7, 9, 10, 11]) b (i)
  $$;
-- +goose StatementEnd
comment on function new_verify_code is 'Twenty letters and digits of five random bits each, without I, L, O and U. Bytes 6 and 8 of a random UUID are fixed in part and left out.';

alter table certification
  add column verify_code    text not null default new_verify_code() check (verify_code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  add column status_index   bigint generated always as identity (minvalue 0 start 0),
  add column name_published boolean not null default false;
create unique index certification_verify_code on certification (verify_code);
create unique index certification_status_index on certification (status_index);
create index certification_revoked on certification (status_index) where revoked_at is not null;
comment on column certification.verify_code is 'Who has it may look whether the proof holds: it stands on the certificate and in the address of the badge.';
comment on column certification.status_index is 'The place of its bit in the public lists of what is revoked.';
comment on column certification.name_published is 'Whether the holder wants the name to be read by whoever has the code.';
grant update (name_published) on certification to portico_own;
-- In the place of own_recount: what the holder turns is the name, what follows from people is short_from.
drop policy own_recount on certification;
create policy own_mark on certification for update to portico_own
  using (partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person())))
  with check (partner_id = (select ctx_partner()) and (person_id is null or person_id = (select ctx_person())));

alter table rendition
  add column verify_code text not null default new_verify_code() check (verify_code ~ '^[0-9A-HJKMNP-TV-Z]{20}$');
create unique index rendition_verify_code on rendition (verify_code);
create index rendition_sha256 on rendition (sha256);
comment on column rendition.verify_code is 'Who has it may look whether the copy is current. The hash of the file is as good.';
