-- The schema that the migrations add up to, as PostgreSQL 15 tells it. Made by 'make generate'.
-- Name: river_job_state; Type: TYPE; Schema: public; Owner: -

CREATE TYPE public.river_job_state AS ENUM (
    'available',
    'cancelled',
    'completed',
    'discarded',
    'pending',
    'retryable',
    'running',
    'scheduled'
);

-- Name: audit_append(text, uuid, text, text, text, text, text, text); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  last  record;
  n     bigint;
  moment timestamptz := clock_timestamp();
  prev  bytea;
  body  text;
  part  text;
begin
  perform pg_advisory_xact_lock(7021001);
  select e.seq, e.at, e.hash into last from public.audit_entry e order by e.seq desc limit 1;
  n := coalesce(last.seq, 0) + 1;
  moment := date_trunc('microseconds', greatest(moment, coalesce(last.at, moment)));
  prev := coalesce(last.hash, '\x'::bytea);
  body := '';
  foreach part in array array[n::text, to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      actor, coalesce(partner::text, ''), action, outcome, object_kind, object_id, detail, request_id] loop
    body := body || octet_length(convert_to(part, 'UTF8'))::text || ':' || part || ',';
  end loop;
  insert into public.audit_entry values (n, moment, actor, partner, action, outcome, object_kind, object_id,
    detail, request_id, prev, sha256(prev || convert_to(body, 'UTF8')));
  return n;
end $$;

-- Name: FUNCTION audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text) IS 'Appends one entry and chains it to the last. The only way into the trail; holds a lock until commit, so call it last.';

-- Name: certification_counts_holders(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.certification_counts_holders() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.person_id is null then
    new.short_from := certification_short_from(new.definition_key, new.partner_id);
  end if;
  return new;
end $$;

-- Name: FUNCTION certification_counts_holders(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.certification_counts_holders() IS 'Gives a partner''s proof its holders from the start.';

-- Name: certification_notice_count(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.certification_notice_count() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

-- Name: FUNCTION certification_notice_count(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.certification_notice_count() IS 'Counts notices as they are written. In order, so that two rounds never wait for each other in a circle.';

-- Name: new_verify_code(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.new_verify_code() RETURNS text
    LANGUAGE sql
    AS $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(r.bytes, b.i) & 31), 1), '' order by r.n, b.i)
    from (values (1, uuid_send(gen_random_uuid())), (2, uuid_send(gen_random_uuid()))) r (n, bytes),
         unnest(array[0, 1, 2, 3, 4, 5, 7, 9, 10, 11]) b (i)
  $$;

-- Name: FUNCTION new_verify_code(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.new_verify_code() IS 'Twenty letters and digits of five random bits each, without I, L, O and U. Bytes 6 and 8 of a random UUID are fixed in part and left out.';

-- Name: certification; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.certification (
    id uuid NOT NULL,
    definition_key text NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    notice_days integer DEFAULT 30 NOT NULL,
    grace_days integer DEFAULT 0 NOT NULL,
    renews uuid,
    revoked_why text,
    origin text DEFAULT 'RECORDED'::text NOT NULL,
    ordinal integer,
    path text,
    evidence_id uuid,
    short_from timestamp with time zone,
    revoked_how text,
    verify_code text DEFAULT public.new_verify_code() NOT NULL,
    status_index bigint NOT NULL,
    name_published boolean DEFAULT false NOT NULL,
    begun boolean DEFAULT true NOT NULL,
    CONSTRAINT certification_check CHECK ((expires_at > issued_at)),
    CONSTRAINT certification_check1 CHECK ((renews <> id)),
    CONSTRAINT certification_check2 CHECK (((revoked_why IS NULL) OR (revoked_at IS NOT NULL))),
    CONSTRAINT certification_check3 CHECK (((ordinal IS NULL) = (path IS NULL))),
    CONSTRAINT certification_check4 CHECK (((origin = 'EVIDENCE'::text) = (evidence_id IS NOT NULL))),
    CONSTRAINT certification_check5 CHECK (((path IS DISTINCT FROM 'RENEWAL'::text) OR (renews IS NOT NULL))),
    CONSTRAINT certification_check6 CHECK (((short_from IS NULL) OR (person_id IS NULL))),
    CONSTRAINT certification_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 365))),
    CONSTRAINT certification_notice_days_check CHECK (((notice_days >= 0) AND (notice_days <= 365))),
    CONSTRAINT certification_ordinal_check CHECK ((ordinal > 0)),
    CONSTRAINT certification_origin_check CHECK ((origin = ANY (ARRAY['PORTAL'::text, 'VAD_SESSION'::text, 'IMPORT'::text, 'EVIDENCE'::text, 'RECORDED'::text]))),
    CONSTRAINT certification_path_check CHECK ((path = ANY (ARRAY['FULL'::text, 'RENEWAL'::text]))),
    CONSTRAINT certification_revoked_how_check CHECK ((revoked_how = ANY (ARRAY['BY_HAND'::text, 'REQUIREMENT_LOST'::text]))),
    CONSTRAINT certification_revoked_why_check CHECK (((length(revoked_why) >= 1) AND (length(revoked_why) <= 1000))),
    CONSTRAINT certification_verify_code_check CHECK ((verify_code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'::text))
);

ALTER TABLE ONLY public.certification FORCE ROW LEVEL SECURITY;

-- Name: TABLE certification; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.certification IS 'A proof of skill, held by a person of a partner or by the partner itself.';

-- Name: COLUMN certification.notice_days; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.notice_days IS 'As the definition said when the proof was given, as is grace_days: a later change touches no proof.';

-- Name: COLUMN certification.renews; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.renews IS 'The proof that this one takes over from.';

-- Name: COLUMN certification.revoked_why; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.revoked_why IS 'What the holder reads.';

-- Name: COLUMN certification.origin; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.origin IS 'Where what it rests on was done; RECORDED: somebody entered it.';

-- Name: COLUMN certification.ordinal; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.ordinal IS 'The how-manieth of this definition its holder was given without a person deciding, from 1; null for one that was entered. Unique, so that nothing is issued twice.';

-- Name: COLUMN certification.path; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.path IS 'By which requirements it was given: all, or those of a renewal.';

-- Name: COLUMN certification.evidence_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.evidence_id IS 'The document that it rests on.';

-- Name: COLUMN certification.short_from; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.short_from IS 'Of a partner''s proof that asks for holders: from then on too few hold theirs, as things stand. -infinity: too few now. Null: asks for none.';

-- Name: COLUMN certification.revoked_how; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.revoked_how IS 'BY_HAND: what was done before counts no more. REQUIREMENT_LOST: what still stands counts again.';

-- Name: COLUMN certification.verify_code; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.verify_code IS 'Who has it may look whether the proof holds: it stands on the certificate and in the address of the badge.';

-- Name: COLUMN certification.status_index; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.status_index IS 'The place of its bit in the public lists of what is revoked.';

-- Name: COLUMN certification.name_published; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.name_published IS 'Whether the holder wants the name to be read by whoever has the code.';

-- Name: COLUMN certification.begun; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification.begun IS 'Whether it has had its effects. One whose first day is to come has none before; a round brings them on the day.';

-- Name: certification_counted; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.certification_counted WITH (security_invoker='true') AS
 SELECT c.id,
    c.partner_id,
    c.person_id,
    c.definition_key,
    c.issued_at AS counts_from,
    LEAST((c.expires_at + ((c.grace_days)::double precision * '24:00:00'::interval)), c.short_from) AS counts_until
   FROM public.certification c
  WHERE ((c.revoked_at IS NULL) AND ((c.short_from IS NULL) OR (c.short_from > c.issued_at)) AND (c.begun OR (EXISTS ( SELECT 1
           FROM public.certification b
          WHERE ((b.partner_id = c.partner_id) AND (b.definition_key = c.definition_key) AND (NOT (b.person_id IS DISTINCT FROM c.person_id)) AND b.begun AND (b.revoked_at IS NULL) AND (b.issued_at <= c.issued_at) AND ((b.expires_at + ((b.grace_days)::double precision * '24:00:00'::interval)) >= c.issued_at))))));

-- Name: VIEW certification_counted; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.certification_counted IS 'Proofs that count from their first day on. One whose first day is to come is there only where it follows one that has begun without a gap.';

-- Name: definition_requirement; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.definition_requirement (
    id uuid NOT NULL,
    definition_key text NOT NULL,
    path text NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    subject text,
    label text DEFAULT ''::text NOT NULL,
    holders integer,
    keys text[] DEFAULT '{}'::text[] NOT NULL,
    role text,
    CONSTRAINT definition_requirement_check CHECK (((kind = ANY (ARRAY['COURSE'::text, 'QUIZ'::text, 'SESSION'::text])) = (subject IS NOT NULL))),
    CONSTRAINT definition_requirement_check1 CHECK (((kind = 'HOLDERS'::text) = (holders IS NOT NULL))),
    CONSTRAINT definition_requirement_check2 CHECK (((kind = 'HOLDERS'::text) = (cardinality(keys) > 0))),
    CONSTRAINT definition_requirement_check3 CHECK (((kind = 'HOLDERS'::text) OR (role IS NULL))),
    CONSTRAINT definition_requirement_holders_check CHECK (((holders >= 1) AND (holders <= 1000))),
    CONSTRAINT definition_requirement_kind_check CHECK ((kind = ANY (ARRAY['COURSE'::text, 'QUIZ'::text, 'SESSION'::text, 'EVIDENCE'::text, 'HOLDERS'::text]))),
    CONSTRAINT definition_requirement_label_check CHECK ((length(label) <= 200)),
    CONSTRAINT definition_requirement_path_check CHECK ((path = ANY (ARRAY['FULL'::text, 'RENEWAL'::text]))),
    CONSTRAINT definition_requirement_position_check CHECK ((("position" >= 1) AND ("position" <= 20))),
    CONSTRAINT definition_requirement_subject_check CHECK (((subject ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(subject) <= 64)))
);

ALTER TABLE ONLY public.definition_requirement FORCE ROW LEVEL SECURITY;

-- Name: TABLE definition_requirement; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.definition_requirement IS 'What a certification asks for: all of path FULL, or, while an older proof is about to end, all of path RENEWAL.';

-- Name: COLUMN definition_requirement.subject; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.definition_requirement.subject IS 'Key of the course, the quiz or the session.';

-- Name: COLUMN definition_requirement.keys; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.definition_requirement.keys IS 'Of HOLDERS: a person counts who holds every one of these now.';

-- Name: person; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.person (
    id uuid NOT NULL,
    partner_id uuid,
    email text NOT NULL,
    name text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    status text NOT NULL,
    roles text[] NOT NULL,
    access_level text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT person_access_level_check CHECK ((access_level = ANY (ARRAY['VIEW'::text, 'DOWNLOAD'::text, 'COBRAND'::text, 'COBRAND_EXTENDED'::text]))),
    CONSTRAINT person_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT person_roles_check CHECK (((cardinality(roles) >= 1) AND (cardinality(roles) <= 9))),
    CONSTRAINT person_status_check CHECK ((status = ANY (ARRAY['INVITED'::text, 'ACTIVE'::text, 'DISABLED'::text])))
);

ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;

-- Name: TABLE person; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.person IS 'Somebody who signs in: of a partner, or of the vendor when partner_id is null.';

-- Name: COLUMN person.access_level; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.person.access_level IS 'A level granted to this person by the vendor, beyond the partner''s; null leaves it there.';

-- Name: partner_holding; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_holding WITH (security_invoker='true') AS
 SELECT c.partner_id,
    c.definition_key,
    c.person_id,
    max(c.counts_until) AS until
   FROM (public.certification_counted c
     LEFT JOIN public.person p ON ((p.id = c.person_id)))
  WHERE ((c.person_id IS NULL) OR (p.status <> 'DISABLED'::text))
  GROUP BY c.partner_id, c.definition_key, c.person_id;

-- Name: VIEW partner_holding; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_holding IS 'Until when a partner itself (person_id null), or a person who still works there, holds a certification.';

-- Name: certification_holder_until; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.certification_holder_until WITH (security_invoker='true') AS
 SELECT r.id AS requirement_id,
    h.partner_id,
    h.person_id,
    min(h.until) AS until
   FROM ((public.definition_requirement r
     JOIN public.partner_holding h ON (((h.definition_key = ANY (r.keys)) AND (h.person_id IS NOT NULL))))
     JOIN public.person p ON (((p.id = h.person_id) AND ((r.role IS NULL) OR (r.role = ANY (p.roles))))))
  WHERE (r.kind = 'HOLDERS'::text)
  GROUP BY r.id, r.keys, h.partner_id, h.person_id
 HAVING (count(*) = cardinality(r.keys));

-- Name: VIEW certification_holder_until; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.certification_holder_until IS 'Until when a person counts for a requirement of holders: holds every key, in the role.';

-- Name: certification_short_from(text, uuid); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.certification_short_from(of_definition text, of_partner uuid) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    RETURN (SELECT min(COALESCE(h.until, '-infinity'::timestamp with time zone)) AS min FROM (public.definition_requirement r LEFT JOIN LATERAL (SELECT u.until FROM public.certification_holder_until u WHERE ((u.requirement_id = r.id) AND (u.partner_id = certification_short_from.of_partner)) ORDER BY u.until DESC OFFSET (r.holders - 1) LIMIT 1) h ON (true)) WHERE ((r.definition_key = certification_short_from.of_definition) AND (r.path = 'FULL'::text) AND (r.kind = 'HOLDERS'::text)));

-- Name: FUNCTION certification_short_from(of_definition text, of_partner uuid); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.certification_short_from(of_definition text, of_partner uuid) IS 'Until when a partner has the holders that a definition asks for; null when it asks for none.';

-- Name: ctx_partner(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ctx_partner() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('portico.partner'::text, true), ''::text))::uuid;

-- Name: FUNCTION ctx_partner(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.ctx_partner() IS 'The partner who is asking; null for the vendor''s staff and for nobody.';

-- Name: ctx_everywhere(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ctx_everywhere() RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (public.ctx_partner() IS NULL);

-- Name: FUNCTION ctx_everywhere(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.ctx_everywhere() IS 'Whether the whole channel is counted. Parallel unsafe on purpose: to read some totals no worker is to be started.';

-- Name: ctx_person(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ctx_person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('portico.person'::text, true), ''::text))::uuid;

-- Name: FUNCTION ctx_person(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.ctx_person() IS 'The person who is asking; null for a system actor and for nobody.';

-- Name: ctx_leads(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ctx_leads() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (EXISTS (SELECT 1 FROM public.person p WHERE ((p.id = public.ctx_person()) AND (p.roles && '{RESELLER_ADMIN,DISTRIBUTOR_ADMIN,DISTRIBUTOR_MANAGER}'::text[]))));

-- Name: FUNCTION ctx_leads(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.ctx_leads() IS 'Whether who is asking answers for the people of the own partner, and may read how far they are.';

-- Name: effect_count(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.effect_count() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into effect_balance as b (partner_id, kind, target, until, amount)
  values (new.partner_id, new.kind, new.target, new.until, new.amount)
  on conflict (partner_id, kind, target, until) do update set amount = b.amount + excluded.amount;
  return null;
end $$;

-- Name: FUNCTION effect_count(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.effect_count() IS 'Keeps the balance equal to the ledger.';

-- Name: feed_tell(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.feed_tell() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  r jsonb := to_jsonb(coalesce(new, old));
begin
  perform pg_notify('portico_feed', concat_ws('|', tg_argv[0], coalesce(r ->> tg_argv[1], ''), r ->> tg_argv[2]));
  return null;
end $$;

-- Name: FUNCTION feed_tell(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.feed_tell() IS 'Tells the feed of a row: arguments are kind, column of the partner, column of the id.';

-- Name: holding_keep(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.holding_keep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

-- Name: FUNCTION holding_keep(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.holding_keep() IS 'Makes the holdings of the holder of a proof anew. The trigger "tally" comes first and has locked the partner, as it has for those below.';

-- Name: holding_leave(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.holding_leave() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update holding set gone = new.status = 'DISABLED' where person_id = new.id;
  perform requirement_meet(new.partner_id);
  return null;
end $$;

-- Name: FUNCTION holding_leave(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.holding_leave() IS 'Notes that a holder has left, or is back.';

-- Name: holding_pause(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.holding_pause() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update holding set active = new.status = 'ACTIVE' where partner_id = new.id;
  update requirement_tally set active = new.status = 'ACTIVE' where partner_id = new.id;
  return null;
end $$;

-- Name: FUNCTION holding_pause(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.holding_pause() IS 'Takes a partner in and out of what is counted in portfolios.';

-- Name: quiz_attempt_stays(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.quiz_attempt_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if (to_jsonb(new) - '{revoked_at,revoked_by,revoked_for,revoked_why,given_back}'::text[])
      <> (to_jsonb(old) - '{revoked_at,revoked_by,revoked_for,revoked_why,given_back}'::text[]) then
    raise exception 'an attempt that has ended never changes' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Name: FUNCTION quiz_attempt_stays(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.quiz_attempt_stays() IS 'Lets a pass be revoked, and nothing else be done to an attempt that has ended.';

-- Name: quiz_version_stays(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.quiz_version_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.state <> 'DRAFT' and (to_jsonb(new) - '{state,retired_at,updated_at}'::text[]) <> (to_jsonb(old) - '{state,retired_at,updated_at}'::text[]) then
    raise exception 'a published quiz never changes' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Name: FUNCTION quiz_version_stays(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.quiz_version_stays() IS 'Lets a published version be retired, and nothing else be done to it.';

-- Name: recount_holders(uuid); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.recount_holders(of_partner uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform 1 from partner_tally where partner_id = of_partner for update;
  update certification c
  set short_from = certification_short_from(c.definition_key, c.partner_id)
  where c.partner_id = of_partner and c.person_id is null and c.revoked_at is null
    and c.short_from is distinct from certification_short_from(c.definition_key, c.partner_id);
end $$;

-- Name: FUNCTION recount_holders(of_partner uuid); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.recount_holders(of_partner uuid) IS 'Counts anew for how long a partner''s own proofs have their holders. The partner''s row is locked first, as everywhere.';

-- Name: recount_holders_of_row(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.recount_holders_of_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform recount_holders(new.partner_id);
  return null;
end $$;

-- Name: FUNCTION recount_holders_of_row(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.recount_holders_of_row() IS 'Counts the holders of the partner of a row anew.';

-- Name: requirement_ask(uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.requirement_ask(of_partners uuid[]) RETURNS void
    LANGUAGE sql
    AS $$
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

-- Name: FUNCTION requirement_ask(of_partners uuid[]); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.requirement_ask(of_partners uuid[]) IS 'Makes anew what is required of partners.';

-- Name: requirement_meet(uuid); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.requirement_meet(of_partner uuid) RETURNS void
    LANGUAGE sql
    AS $$
  update requirement_tally t set until = c.until
  from requirement_counted c
  where t.partner_id = of_partner and c.partner_id = of_partner and c.definition_key = t.definition_key and c.until is distinct from t.until
$$;

-- Name: FUNCTION requirement_meet(of_partner uuid); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.requirement_meet(of_partner uuid) IS 'Counts anew until when a partner meets what is required of it.';

-- Name: requirement_of_member(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.requirement_of_member() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform requirement_ask(array[new.partner_id]);
  return null;
end $$;

-- Name: FUNCTION requirement_of_member(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.requirement_of_member() IS 'Makes anew what is required of a partner that joins, leaves or stands on another tier.';

-- Name: requirement_of_program(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.requirement_of_program() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  of_program uuid := case when tg_op = 'DELETE' then old.program_id else new.program_id end;
begin
  perform requirement_ask(array(select distinct m.partner_id from membership m where m.program_id = of_program and m.valid_to is null));
  return null;
end $$;

-- Name: FUNCTION requirement_of_program(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.requirement_of_program() IS 'Makes anew what is required of everybody in a program.';

-- Name: river_job_state_in_bitmask(bit, public.river_job_state); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.river_job_state_in_bitmask(bitmask bit, state public.river_job_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE state
        WHEN 'available' THEN get_bit(bitmask, 7)
        WHEN 'cancelled' THEN get_bit(bitmask, 6)
        WHEN 'completed' THEN get_bit(bitmask, 5)
        WHEN 'discarded' THEN get_bit(bitmask, 4)
        WHEN 'pending'   THEN get_bit(bitmask, 3)
        WHEN 'retryable' THEN get_bit(bitmask, 2)
        WHEN 'running'   THEN get_bit(bitmask, 1)
        WHEN 'scheduled' THEN get_bit(bitmask, 0)
        ELSE 0
    END = 1;
$$;

-- Name: tally_completion(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_completion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  more int := (new.revoked_at is null)::int - case when tg_op = 'UPDATE' then (old.revoked_at is null)::int else 0 end;
begin
  if more <> 0 or tg_op = 'INSERT' then
    perform tally_move(new.partner_id, new.person_id, new.course_id, 0, 0, 0, more);
  end if;
  return null;
end $$;

-- Name: FUNCTION tally_completion(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_completion() IS 'Counts a completion until it is revoked.';

-- Name: tally_completions(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_completions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  g record;
begin
  for g in
    select a.partner_id, a.person_id, a.course_id, count(*) filter (where a.revoked_at is null)::int as n
    from added a
    group by a.partner_id, a.person_id, a.course_id
    order by a.partner_id, a.person_id, a.course_id
  loop
    perform tally_move(g.partner_id, g.person_id, g.course_id, 0, 0, 0, g.n);
  end loop;
  return null;
end $$;

-- Name: FUNCTION tally_completions(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_completions() IS 'Counts completions that are added by one statement.';

-- Name: tally_course(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_course() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into course_delta (course_id, partners, assigned, started, overdue, completed)
    values (new.course_id, 1, new.assigned, new.started, new.overdue, new.completed);
  else
    insert into course_delta (course_id, partners, assigned, started, overdue, completed)
    values (new.course_id, 0, new.assigned - old.assigned, new.started - old.started, new.overdue - old.overdue, new.completed - old.completed);
  end if;
  return null;
end $$;

-- Name: FUNCTION tally_course(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_course() IS 'Carries a change of one partner to the whole of a course.';

-- Name: tally_enrollment(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_enrollment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  was text := case when tg_op = 'UPDATE' then old.state else '' end;
begin
  if new.course_id is not null and was <> new.state then
    perform tally_move(new.partner_id, new.person_id, new.course_id,
      (new.state = 'ASSIGNED')::int - (was = 'ASSIGNED')::int,
      (new.state = 'STARTED')::int - (was = 'STARTED')::int,
      (new.state = 'OVERDUE')::int - (was = 'OVERDUE')::int, 0);
  end if;
  return null;
end $$;

-- Name: FUNCTION tally_enrollment(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_enrollment() IS 'Counts an enrollment of a course where it is now.';

-- Name: tally_move(uuid, uuid, uuid, integer, integer, integer, integer); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_move(of_partner uuid, of_person uuid, of_course uuid, a integer, s integer, o integer, c integer) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  fresh int;
begin
  perform 1 from partner_tally where partner_id = of_partner for update;
  insert into learner_tally (person_id, partner_id) values (of_person, of_partner) on conflict do nothing;
  get diagnostics fresh = row_count;
  insert into course_tally (partner_id, course_id) values (of_partner, of_course) on conflict do nothing;
  update partner_tally
  set learners = learners + fresh, assigned = assigned + a, started = started + s, overdue = overdue + o, completed = completed + c
  where partner_id = of_partner;
  update learner_tally
  set assigned = assigned + a, started = started + s, overdue = overdue + o, completed = completed + c
  where person_id = of_person;
  update course_tally
  set assigned = assigned + a, started = started + s, overdue = overdue + o, completed = completed + c
  where partner_id = of_partner and course_id = of_course;
end $$;

-- Name: FUNCTION tally_move(of_partner uuid, of_person uuid, of_course uuid, a integer, s integer, o integer, c integer); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_move(of_partner uuid, of_person uuid, of_course uuid, a integer, s integer, o integer, c integer) IS 'Adds to the three counts of a course of a person. The partner''s row is locked first, so that two movers never wait for each other.';

-- Name: tally_partner(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_partner() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into partner_tally (partner_id, active, certified_until) values (new.id, new.status = 'ACTIVE', 'infinity');
  else
    update partner_tally set active = new.status = 'ACTIVE' where partner_id = new.id;
  end if;
  return null;
end $$;

-- Name: FUNCTION tally_partner(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_partner() IS 'Opens the counts of a new partner, and takes a partner in and out of those of portfolios.';

-- Name: tally_person(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_person() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  more int := (new.status <> 'DISABLED')::int - case when tg_op = 'UPDATE' then (old.status <> 'DISABLED')::int else 0 end;
begin
  if more <> 0 and new.partner_id is not null then
    update partner_tally set people = people + more where partner_id = new.partner_id;
  end if;
  return null;
end $$;

-- Name: FUNCTION tally_person(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_person() IS 'Counts people until they are disabled.';

-- Name: tally_requirement(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_requirement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  of_program uuid := case when tg_op = 'DELETE' then old.program_id else new.program_id end;
begin
  perform 1 from partner_tally
  where partner_id in (select m.partner_id from membership m where m.program_id = of_program and m.valid_to is null)
  order by partner_id for update;
  update partner_tally t
  set required = s.required, certified_until = s.certified_until, people_until = s.people_until
  from partner_standing s
  where s.partner_id = t.partner_id
    and t.partner_id in (select m.partner_id from membership m where m.program_id = of_program and m.valid_to is null);
  return null;
end $$;

-- Name: FUNCTION tally_requirement(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_requirement() IS 'Counts the standing of everybody in a program anew when it requires something else.';

-- Name: tally_standing(uuid); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_standing(of_partner uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform 1 from partner_tally where partner_id = of_partner for update;
  update partner_tally t
  set required = s.required, certified_until = s.certified_until, people_until = s.people_until
  from partner_standing s
  where t.partner_id = of_partner and s.partner_id = of_partner;
end $$;

-- Name: FUNCTION tally_standing(of_partner uuid); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_standing(of_partner uuid) IS 'Counts a partner''s standing anew. The lock comes before the look: what others have changed meanwhile is seen.';

-- Name: tally_standing_of_row(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.tally_standing_of_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform tally_standing(new.partner_id);
  return null;
end $$;

-- Name: FUNCTION tally_standing_of_row(); Type: COMMENT; Schema: public; Owner: -

COMMENT ON FUNCTION public.tally_standing_of_row() IS 'Counts the standing of the partner of a row anew.';

-- Name: agreement; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.agreement (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    kind text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    signed_at timestamp with time zone,
    signed_by uuid,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT agreement_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
    CONSTRAINT agreement_check1 CHECK (((state = 'SENT'::text) = (signed_at IS NULL))),
    CONSTRAINT agreement_state_check CHECK ((state = ANY (ARRAY['SENT'::text, 'SIGNED'::text, 'TERMINATED'::text])))
);

ALTER TABLE ONLY public.agreement FORCE ROW LEVEL SECURITY;

-- Name: TABLE agreement; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.agreement IS 'One version of an agreement with one partner. In force when signed and the date is between valid_from and valid_to.';

-- Name: agreement_text; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.agreement_text (
    kind text NOT NULL,
    version integer NOT NULL,
    family text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    body_sha256 text NOT NULL,
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT agreement_text_body_sha256_check CHECK ((body_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT agreement_text_family_check CHECK ((family = ANY (ARRAY['DISTRIBUTOR'::text, 'RESELLER'::text, 'ANY'::text]))),
    CONSTRAINT agreement_text_kind_check CHECK ((kind ~ '^[a-z0-9-]+$'::text)),
    CONSTRAINT agreement_text_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.agreement_text FORCE ROW LEVEL SECURITY;

-- Name: TABLE agreement_text; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.agreement_text IS 'The words of an agreement. A distributor agreement is another object than a reseller agreement; ANY is for addenda that both sign.';

-- Name: api_token; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.api_token (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    partner_id uuid,
    kind text NOT NULL,
    name text NOT NULL,
    secret_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_token_kind_check CHECK ((kind = ANY (ARRAY['PERSONAL'::text, 'SERVICE'::text]))),
    CONSTRAINT api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

ALTER TABLE ONLY public.api_token FORCE ROW LEVEL SECURITY;

-- Name: TABLE api_token; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.api_token IS 'A key for programs. The secret is shown once and kept only as sha256.';

-- Name: COLUMN api_token.scopes; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.api_token.scopes IS 'Actions that the token may ask, never more than its person; {*} is all of them.';

-- Name: approval; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.approval (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    via_distributor_id uuid,
    template_version_id uuid NOT NULL,
    piece text NOT NULL,
    output text NOT NULL,
    language text NOT NULL,
    fields jsonb NOT NULL,
    logo_variant text,
    input_sha256 text NOT NULL,
    because text[] NOT NULL,
    desks text[] NOT NULL,
    note text NOT NULL,
    state text DEFAULT 'REQUESTED'::text NOT NULL,
    requested_by uuid NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decided_why text,
    lapsed_why text,
    rendition_id uuid,
    due_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT approval_check CHECK ((decided_by <> requested_by)),
    CONSTRAINT approval_check1 CHECK ((((decided_by IS NOT NULL) AND (decided_at IS NOT NULL)) = (state = ANY (ARRAY['APPROVED'::text, 'MADE'::text, 'LAPSED'::text, 'DECLINED'::text])))),
    CONSTRAINT approval_check2 CHECK (((rendition_id IS NOT NULL) = (state = 'MADE'::text))),
    CONSTRAINT approval_check3 CHECK (((lapsed_why IS NOT NULL) = (state = 'LAPSED'::text))),
    CONSTRAINT approval_check4 CHECK (((state <> 'DECLINED'::text) OR (decided_why <> ''::text))),
    CONSTRAINT approval_decided_why_check CHECK ((length(decided_why) <= 1000)),
    CONSTRAINT approval_input_sha256_check CHECK ((input_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT approval_logo_variant_check CHECK ((logo_variant = ANY (ARRAY['PRIMARY'::text, 'REVERSED'::text, 'SQUARE'::text, 'MONO'::text]))),
    CONSTRAINT approval_note_check CHECK ((length(note) <= 1000)),
    CONSTRAINT approval_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text, 'MADE'::text, 'LAPSED'::text, 'DECLINED'::text, 'WITHDRAWN'::text])))
);

ALTER TABLE ONLY public.approval FORCE ROW LEVEL SECURITY;

-- Name: TABLE approval; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.approval IS 'A piece that a person looks at before it is made. It is for these inputs only: when one of them changes, it lapses.';

-- Name: COLUMN approval.input_sha256; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.approval.input_sha256 IS 'What the piece would be made of, as in rendition.';

-- Name: COLUMN approval.because; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.approval.because IS 'The rules that call for an approval, by their names.';

-- Name: COLUMN approval.desks; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.approval.desks IS 'Whose desk it lies on, as the template says: role/brand-approver.';

-- Name: COLUMN approval.due_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.approval.due_at IS 'When an answer is promised; null without a promise.';

-- Name: asset; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.asset (
    id uuid NOT NULL,
    slug text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    product text DEFAULT ''::text NOT NULL,
    industries text[] DEFAULT '{}'::text[] NOT NULL,
    families text[] DEFAULT '{DISTRIBUTOR,RESELLER}'::text[] NOT NULL,
    access_level text DEFAULT 'VIEW'::text NOT NULL,
    state text NOT NULL,
    publish_at timestamp with time zone,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT asset_access_level_check CHECK ((access_level = ANY (ARRAY['VIEW'::text, 'DOWNLOAD'::text, 'COBRAND'::text, 'COBRAND_EXTENDED'::text]))),
    CONSTRAINT asset_kind_check CHECK ((kind = ANY (ARRAY['DATASHEET'::text, 'DECK'::text, 'CASE_STUDY'::text, 'VIDEO'::text, 'SOCIAL'::text, 'PRICE_LIST'::text, 'FORM'::text, 'OTHER'::text]))),
    CONSTRAINT asset_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT asset_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT asset_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

ALTER TABLE ONLY public.asset FORCE ROW LEVEL SECURITY;

-- Name: TABLE asset; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.asset IS 'A finished piece of sales content. families: which partners it is for.';

-- Name: asset_unlock; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.asset_unlock (
    partner_id uuid NOT NULL,
    asset_id uuid NOT NULL,
    effect_id uuid NOT NULL,
    until timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.asset_unlock FORCE ROW LEVEL SECURITY;

-- Name: TABLE asset_unlock; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.asset_unlock IS 'A partner may take an asset whatever its access level, because of what its people learned.';

-- Name: asset_version; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.asset_version (
    id uuid NOT NULL,
    asset_id uuid NOT NULL,
    language text NOT NULL,
    number integer NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    media_type text NOT NULL,
    file_name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT asset_version_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT asset_version_number_check CHECK ((number > 0)),
    CONSTRAINT asset_version_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.asset_version FORCE ROW LEVEL SECURITY;

-- Name: TABLE asset_version; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.asset_version IS 'The file of an asset in one language. Never changed; a correction is the next number.';

-- Name: assignment_rule; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.assignment_rule (
    id uuid NOT NULL,
    curriculum_id uuid,
    course_id uuid,
    audience jsonb,
    due_days integer,
    new_days integer,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT assignment_rule_check CHECK ((num_nonnulls(curriculum_id, course_id) = 1)),
    CONSTRAINT assignment_rule_due_days_check CHECK (((due_days >= 1) AND (due_days <= 730))),
    CONSTRAINT assignment_rule_new_days_check CHECK (((new_days >= 1) AND (new_days <= 730)))
);

ALTER TABLE ONLY public.assignment_rule FORCE ROW LEVEL SECURITY;

-- Name: TABLE assignment_rule; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.assignment_rule IS 'Assigns a course or a curriculum to everybody whom the audience names, those who join later too.';

-- Name: COLUMN assignment_rule.due_days; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.assignment_rule.due_days IS 'How many days a person has; null sets no date.';

-- Name: COLUMN assignment_rule.new_days; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.assignment_rule.new_days IS 'Only people of partners who joined at most so many days ago, and after the rule: an onboarding track. Null: of every partner.';

-- Name: attended_session; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.attended_session (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    session_key text NOT NULL,
    attended_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    revoked_why text,
    CONSTRAINT attended_session_check CHECK (((revoked_at IS NULL) = (revoked_why IS NULL))),
    CONSTRAINT attended_session_revoked_why_check CHECK (((length(revoked_why) >= 1) AND (length(revoked_why) <= 1000))),
    CONSTRAINT attended_session_session_key_check CHECK (((session_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(session_key) <= 64)))
);

ALTER TABLE ONLY public.attended_session FORCE ROW LEVEL SECURITY;

-- Name: TABLE attended_session; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.attended_session IS 'A person attended a session that certifications may ask for.';

-- Name: audit_entry; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.audit_entry (
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    partner_id uuid,
    action text NOT NULL,
    outcome text NOT NULL,
    object_kind text NOT NULL,
    object_id text NOT NULL,
    detail text NOT NULL,
    request_id text NOT NULL,
    prev_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_entry_detail_check CHECK ((octet_length(detail) <= 65536)),
    CONSTRAINT audit_entry_outcome_check CHECK ((outcome = ANY (ARRAY['DONE'::text, 'REFUSED'::text])))
);

ALTER TABLE ONLY public.audit_entry FORCE ROW LEVEL SECURITY;

-- Name: TABLE audit_entry; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.audit_entry IS 'The append-only trail. hash = sha256 over prev_hash and the fields as netstrings; internal/platform/audit verifies it.';

-- Name: COLUMN audit_entry.partner_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.audit_entry.partner_id IS 'Whose matter it is; null for the vendor''s own.';

-- Name: COLUMN audit_entry.detail; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.audit_entry.detail IS 'What changed, as JSON text: kept as it was hashed.';

-- Name: brand_mark; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.brand_mark (
    id uuid NOT NULL,
    name text NOT NULL,
    look bigint NOT NULL,
    width double precision NOT NULL,
    height double precision NOT NULL,
    added_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT brand_mark_height_check CHECK ((height > (0)::double precision)),
    CONSTRAINT brand_mark_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT brand_mark_width_check CHECK ((width > (0)::double precision))
);

ALTER TABLE ONLY public.brand_mark FORCE ROW LEVEL SECURITY;

-- Name: TABLE brand_mark; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.brand_mark IS 'A mark of the vendor''s, such as its logo or a badge: a partner''s logo that looks like it waits for a brand approver.';

-- Name: bulk_render; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.bulk_render (
    id uuid NOT NULL,
    template_id uuid NOT NULL,
    piece text NOT NULL,
    output text NOT NULL,
    language text NOT NULL,
    requested_by uuid NOT NULL,
    partner_id uuid,
    state text DEFAULT 'QUEUED'::text NOT NULL,
    total integer DEFAULT 0 NOT NULL,
    made integer DEFAULT 0 NOT NULL,
    unchanged integer DEFAULT 0 NOT NULL,
    waiting integer DEFAULT 0 NOT NULL,
    refused integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    moved_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    logo_variant text,
    CONSTRAINT bulk_render_check CHECK (((finished_at IS NOT NULL) = (state = ANY (ARRAY['DONE'::text, 'CANCELLED'::text])))),
    CONSTRAINT bulk_render_check1 CHECK ((((((made + unchanged) + waiting) + refused) + failed) <= total)),
    CONSTRAINT bulk_render_logo_variant_check CHECK ((logo_variant = ANY (ARRAY['PRIMARY'::text, 'REVERSED'::text, 'SQUARE'::text, 'MONO'::text]))),
    CONSTRAINT bulk_render_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'DONE'::text, 'CANCELLED'::text]))),
    CONSTRAINT bulk_render_total_check CHECK (((total >= 0) AND (total <= 5000)))
);

ALTER TABLE ONLY public.bulk_render FORCE ROW LEVEL SECURITY;

-- Name: TABLE bulk_render; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.bulk_render IS 'Many copies of one form: one piece for many partners, or many pieces for one. Each is made of the version that is published when its turn comes.';

-- Name: COLUMN bulk_render.piece; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.bulk_render.piece IS 'The piece for all partners; empty: each item''s own. So is output.';

-- Name: COLUMN bulk_render.language; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.bulk_render.language IS 'Empty: each partner''s own.';

-- Name: COLUMN bulk_render.partner_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.bulk_render.partner_id IS 'The partner that the requester works for; null for the vendor.';

-- Name: COLUMN bulk_render.moved_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.bulk_render.moved_at IS 'When a partner was settled last: an order that stands still is taken up again.';

-- Name: COLUMN bulk_render.fields; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.bulk_render.fields IS 'What was filled in, the same for every item.';

-- Name: bulk_render_item; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.bulk_render_item (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    bulk_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    state text DEFAULT 'QUEUED'::text NOT NULL,
    code text,
    message text,
    rendition_id uuid,
    piece text NOT NULL,
    output text NOT NULL,
    CONSTRAINT bulk_render_item_check CHECK (((rendition_id IS NOT NULL) = (state = ANY (ARRAY['MADE'::text, 'UNCHANGED'::text])))),
    CONSTRAINT bulk_render_item_check1 CHECK ((((code IS NOT NULL) AND (message IS NOT NULL)) = (state = ANY (ARRAY['WAITING_FOR_LOGO'::text, 'REFUSED'::text, 'FAILED'::text])))),
    CONSTRAINT bulk_render_item_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'MADE'::text, 'UNCHANGED'::text, 'WAITING_FOR_LOGO'::text, 'REFUSED'::text, 'FAILED'::text])))
);

ALTER TABLE ONLY public.bulk_render_item FORCE ROW LEVEL SECURITY;

-- Name: TABLE bulk_render_item; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.bulk_render_item IS 'What has become of one copy of an order, and why. It leaves QUEUED once.';

-- Name: certification_definition; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.certification_definition (
    key text NOT NULL,
    name text NOT NULL,
    minutes integer NOT NULL,
    valid_months integer NOT NULL,
    notice_days integer DEFAULT 30 NOT NULL,
    grace_days integer DEFAULT 0 NOT NULL,
    kind text DEFAULT 'VENDOR'::text NOT NULL,
    holder text DEFAULT 'EITHER'::text NOT NULL,
    max_age_months integer,
    CONSTRAINT certification_definition_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 365))),
    CONSTRAINT certification_definition_holder_check CHECK ((holder = ANY (ARRAY['PERSON'::text, 'PARTNER'::text, 'EITHER'::text]))),
    CONSTRAINT certification_definition_key_check CHECK ((key ~ '^[a-z0-9-]+$'::text)),
    CONSTRAINT certification_definition_kind_check CHECK ((kind = ANY (ARRAY['VENDOR'::text, 'REGULATORY'::text]))),
    CONSTRAINT certification_definition_max_age_months_check CHECK (((max_age_months >= 1) AND (max_age_months <= 120))),
    CONSTRAINT certification_definition_minutes_check CHECK ((minutes > 0)),
    CONSTRAINT certification_definition_notice_days_check CHECK (((notice_days >= 0) AND (notice_days <= 365))),
    CONSTRAINT certification_definition_valid_months_check CHECK (((valid_months >= 1) AND (valid_months <= 120)))
);

ALTER TABLE ONLY public.certification_definition FORCE ROW LEVEL SECURITY;

-- Name: TABLE certification_definition; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.certification_definition IS 'A skill that can be proved; how long the course takes and how long the proof holds.';

-- Name: COLUMN certification_definition.notice_days; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_definition.notice_days IS 'How long before its end a proof is said to be expiring.';

-- Name: COLUMN certification_definition.grace_days; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_definition.grace_days IS 'How long a proof still counts after its end, while its holder renews it.';

-- Name: COLUMN certification_definition.kind; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_definition.kind IS 'VENDOR: of the vendor''s own making. REGULATORY: of a law or a standard, proved by a document.';

-- Name: COLUMN certification_definition.holder; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_definition.holder IS 'Who may hold it. EITHER has no requirements: it is recorded by hand.';

-- Name: COLUMN certification_definition.max_age_months; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_definition.max_age_months IS 'What was done longer ago does not count for a renewal; null: whatever was done before the older proof does not.';

-- Name: certification_evidence; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.certification_evidence (
    id uuid NOT NULL,
    definition_key text NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid,
    issuer text NOT NULL,
    number text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    state text NOT NULL,
    submitted_by uuid,
    submitted_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decided_why text,
    CONSTRAINT certification_evidence_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT certification_evidence_check CHECK ((valid_to > valid_from)),
    CONSTRAINT certification_evidence_check1 CHECK (((state = 'SUBMITTED'::text) = (decided_at IS NULL))),
    CONSTRAINT certification_evidence_check2 CHECK (((decided_at IS NOT NULL) OR (decided_by IS NULL))),
    CONSTRAINT certification_evidence_check3 CHECK ((decided_by <> submitted_by)),
    CONSTRAINT certification_evidence_check4 CHECK (((state <> 'REFUSED'::text) OR (decided_why IS NOT NULL))),
    CONSTRAINT certification_evidence_decided_why_check CHECK (((length(decided_why) >= 1) AND (length(decided_why) <= 1000))),
    CONSTRAINT certification_evidence_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
    CONSTRAINT certification_evidence_issuer_check CHECK (((length(issuer) >= 1) AND (length(issuer) <= 200))),
    CONSTRAINT certification_evidence_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text]))),
    CONSTRAINT certification_evidence_number_check CHECK (((length(number) >= 1) AND (length(number) <= 200))),
    CONSTRAINT certification_evidence_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT certification_evidence_state_check CHECK ((state = ANY (ARRAY['SUBMITTED'::text, 'ACCEPTED'::text, 'REFUSED'::text])))
);

ALTER TABLE ONLY public.certification_evidence FORCE ROW LEVEL SECURITY;

-- Name: TABLE certification_evidence; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.certification_evidence IS 'A document by which a partner, or a person of it, proves what others have attested. The bytes are in the blob store under sha256.';

-- Name: COLUMN certification_evidence.person_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_evidence.person_id IS 'Whom the document is about; null: the partner.';

-- Name: holding; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.holding (
    certification_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    definition_key text NOT NULL,
    person_id uuid,
    gone boolean NOT NULL,
    active boolean NOT NULL,
    counts_from timestamp with time zone NOT NULL,
    counts_until timestamp with time zone NOT NULL,
    covered_until timestamp with time zone,
    CONSTRAINT holding_check CHECK (((counts_until > counts_from) AND ((covered_until IS NULL) OR (covered_until < counts_until))))
);

ALTER TABLE ONLY public.holding FORCE ROW LEVEL SECURITY;

-- Name: TABLE holding; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.holding IS 'A time without a gap in which a partner (person_id null) or a person holds a certification, made of the proofs that were not revoked. Named after the last of them.';

-- Name: COLUMN holding.gone; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.holding.gone IS 'Whether the person does not work there any more: a distributor, who sees no people, has to know.';

-- Name: COLUMN holding.active; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.holding.active IS 'Whether the partner works with the vendor now: what is counted in portfolios.';

-- Name: COLUMN holding.covered_until; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.holding.covered_until IS 'The end of the proof that the last one takes over from: who renews already.';

-- Name: requirement_tally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.requirement_tally (
    partner_id uuid NOT NULL,
    definition_key text NOT NULL,
    needed integer NOT NULL,
    until timestamp with time zone,
    active boolean NOT NULL,
    CONSTRAINT requirement_tally_needed_check CHECK ((needed > 0))
);

ALTER TABLE ONLY public.requirement_tally FORCE ROW LEVEL SECURITY;

-- Name: TABLE requirement_tally; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.requirement_tally IS 'A certification that the programs of a partner require.';

-- Name: COLUMN requirement_tally.needed; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.requirement_tally.needed IS 'By how many people, where the partner does not hold it itself.';

-- Name: COLUMN requirement_tally.until; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.requirement_tally.until IS 'Until when enough of them hold it, as things stand; null where too few ever did.';

-- Name: channel_outlook; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.channel_outlook WITH (security_invoker='true') AS
 SELECT h.definition_key,
    count(*) AS holders,
    0 AS lapsing_30,
    0 AS lapsing_60,
    0 AS lapsing_90,
    0 AS renewed_30,
    0 AS renewed_60,
    0 AS renewed_90,
    0 AS required,
    0 AS met,
    0 AS below_30,
    0 AS below_60,
    0 AS below_90
   FROM public.holding h
  WHERE (h.active AND (NOT h.gone) AND (h.counts_until > now()) AND (h.counts_from <= now()))
  GROUP BY h.definition_key
UNION ALL
 SELECT h.definition_key,
    0 AS holders,
    count(*) FILTER (WHERE (h.counts_until <= (now() + '720:00:00'::interval))) AS lapsing_30,
    count(*) FILTER (WHERE (h.counts_until <= (now() + '1440:00:00'::interval))) AS lapsing_60,
    count(*) AS lapsing_90,
    0 AS renewed_30,
    0 AS renewed_60,
    0 AS renewed_90,
    0 AS required,
    0 AS met,
    0 AS below_30,
    0 AS below_60,
    0 AS below_90
   FROM public.holding h
  WHERE (h.active AND (NOT h.gone) AND (h.counts_until > now()) AND (h.counts_until <= (now() + '2160:00:00'::interval)) AND (h.counts_from <= now()))
  GROUP BY h.definition_key
UNION ALL
 SELECT h.definition_key,
    0 AS holders,
    0 AS lapsing_30,
    0 AS lapsing_60,
    0 AS lapsing_90,
    count(*) FILTER (WHERE (h.covered_until <= (now() + '720:00:00'::interval))) AS renewed_30,
    count(*) FILTER (WHERE (h.covered_until <= (now() + '1440:00:00'::interval))) AS renewed_60,
    count(*) AS renewed_90,
    0 AS required,
    0 AS met,
    0 AS below_30,
    0 AS below_60,
    0 AS below_90
   FROM public.holding h
  WHERE (h.active AND (NOT h.gone) AND (h.covered_until > now()) AND (h.covered_until <= (now() + '2160:00:00'::interval)) AND (h.counts_from <= now()))
  GROUP BY h.definition_key
UNION ALL
 SELECT r.definition_key,
    0 AS holders,
    0 AS lapsing_30,
    0 AS lapsing_60,
    0 AS lapsing_90,
    0 AS renewed_30,
    0 AS renewed_60,
    0 AS renewed_90,
    count(*) AS required,
    count(*) FILTER (WHERE (r.until > now())) AS met,
    count(*) FILTER (WHERE ((r.until > now()) AND (r.until <= (now() + '720:00:00'::interval)))) AS below_30,
    count(*) FILTER (WHERE ((r.until > now()) AND (r.until <= (now() + '1440:00:00'::interval)))) AS below_60,
    count(*) FILTER (WHERE ((r.until > now()) AND (r.until <= (now() + '2160:00:00'::interval)))) AS below_90
   FROM public.requirement_tally r
  WHERE r.active
  GROUP BY r.definition_key;

-- Name: VIEW channel_outlook; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.channel_outlook IS 'What ends at all active partners, as the indexes count it: of holders who do not lapse soon, only how many there are is asked.';

-- Name: partner_outlook; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_outlook WITH (security_invoker='true') AS
 SELECT h.partner_id,
    h.definition_key,
    h.active,
    1 AS holders,
    ((h.counts_until <= (now() + '720:00:00'::interval)))::integer AS lapsing_30,
    ((h.counts_until <= (now() + '1440:00:00'::interval)))::integer AS lapsing_60,
    ((h.counts_until <= (now() + '2160:00:00'::interval)))::integer AS lapsing_90,
    (((h.covered_until IS NOT NULL) AND (h.covered_until > now()) AND (h.covered_until <= (now() + '720:00:00'::interval))))::integer AS renewed_30,
    (((h.covered_until IS NOT NULL) AND (h.covered_until > now()) AND (h.covered_until <= (now() + '1440:00:00'::interval))))::integer AS renewed_60,
    (((h.covered_until IS NOT NULL) AND (h.covered_until > now()) AND (h.covered_until <= (now() + '2160:00:00'::interval))))::integer AS renewed_90,
    0 AS required,
    0 AS met,
    0 AS below_30,
    0 AS below_60,
    0 AS below_90
   FROM public.holding h
  WHERE ((NOT h.gone) AND (h.counts_from <= now()) AND (h.counts_until > now()))
UNION ALL
 SELECT r.partner_id,
    r.definition_key,
    r.active,
    0 AS holders,
    0 AS lapsing_30,
    0 AS lapsing_60,
    0 AS lapsing_90,
    0 AS renewed_30,
    0 AS renewed_60,
    0 AS renewed_90,
    1 AS required,
    (((r.until IS NOT NULL) AND (r.until > now())))::integer AS met,
    (((r.until IS NOT NULL) AND (r.until > now()) AND (r.until <= (now() + '720:00:00'::interval))))::integer AS below_30,
    (((r.until IS NOT NULL) AND (r.until > now()) AND (r.until <= (now() + '1440:00:00'::interval))))::integer AS below_60,
    (((r.until IS NOT NULL) AND (r.until > now()) AND (r.until <= (now() + '2160:00:00'::interval))))::integer AS below_90
   FROM public.requirement_tally r;

-- Name: VIEW partner_outlook; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_outlook IS 'Holders now, and certifications that partners have to hold, a row each.';

-- Name: partner_tally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.partner_tally (
    partner_id uuid NOT NULL,
    active boolean DEFAULT true NOT NULL,
    people integer DEFAULT 0 NOT NULL,
    learners integer DEFAULT 0 NOT NULL,
    assigned integer DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    overdue integer DEFAULT 0 NOT NULL,
    completed integer DEFAULT 0 NOT NULL,
    required integer DEFAULT 0 NOT NULL,
    certified_until timestamp with time zone,
    people_until timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[] NOT NULL,
    CONSTRAINT partner_tally_assigned_check CHECK ((assigned >= 0)),
    CONSTRAINT partner_tally_completed_check CHECK ((completed >= 0)),
    CONSTRAINT partner_tally_learners_check CHECK ((learners >= 0)),
    CONSTRAINT partner_tally_overdue_check CHECK ((overdue >= 0)),
    CONSTRAINT partner_tally_people_check CHECK ((people >= 0)),
    CONSTRAINT partner_tally_required_check CHECK ((required >= 0)),
    CONSTRAINT partner_tally_started_check CHECK ((started >= 0))
);

ALTER TABLE ONLY public.partner_tally FORCE ROW LEVEL SECURITY;

-- Name: TABLE partner_tally; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.partner_tally IS 'How far a partner is, in counts: what a distributor may read.';

-- Name: COLUMN partner_tally.active; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.active IS 'Whether the partner works with the vendor now: what is counted in portfolios.';

-- Name: COLUMN partner_tally.people; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.people IS 'People who may sign in or are invited to.';

-- Name: COLUMN partner_tally.learners; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.learners IS 'People who ever had a course.';

-- Name: COLUMN partner_tally.assigned; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.assigned IS 'Courses assigned and not begun; started and overdue alike.';

-- Name: COLUMN partner_tally.completed; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.completed IS 'Completions that were not revoked.';

-- Name: COLUMN partner_tally.required; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.required IS 'Certifications that the partner''s programs require.';

-- Name: COLUMN partner_tally.certified_until; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.certified_until IS 'Until when all of them are held, as things stand; infinity when none is required, null when one is missing.';

-- Name: COLUMN partner_tally.people_until; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_tally.people_until IS 'For each person with a certification, in order, until when the longest holds: who is certified is counted at any time, and nobody is named.';

-- Name: certification_forecast; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.certification_forecast WITH (security_invoker='true') AS
 SELECT x.definition_key,
    (sum(x.holders))::integer AS holders,
    (sum(x.lapsing_30))::integer AS lapsing_30,
    (sum(x.lapsing_60))::integer AS lapsing_60,
    (sum(x.lapsing_90))::integer AS lapsing_90,
    (sum(x.renewed_30))::integer AS renewed_30,
    (sum(x.renewed_60))::integer AS renewed_60,
    (sum(x.renewed_90))::integer AS renewed_90,
    (sum(x.required))::integer AS required,
    (sum(x.met))::integer AS met,
    (sum(x.below_30))::integer AS below_30,
    (sum(x.below_60))::integer AS below_60,
    (sum(x.below_90))::integer AS below_90
   FROM ( SELECT channel_outlook.definition_key,
            channel_outlook.holders,
            channel_outlook.lapsing_30,
            channel_outlook.lapsing_60,
            channel_outlook.lapsing_90,
            channel_outlook.renewed_30,
            channel_outlook.renewed_60,
            channel_outlook.renewed_90,
            channel_outlook.required,
            channel_outlook.met,
            channel_outlook.below_30,
            channel_outlook.below_60,
            channel_outlook.below_90
           FROM public.channel_outlook
          WHERE public.ctx_everywhere()
        UNION ALL
         SELECT x_1.definition_key,
            x_1.holders,
            x_1.lapsing_30,
            x_1.lapsing_60,
            x_1.lapsing_90,
            x_1.renewed_30,
            x_1.renewed_60,
            x_1.renewed_90,
            x_1.required,
            x_1.met,
            x_1.below_30,
            x_1.below_60,
            x_1.below_90
           FROM (public.partner_tally t
             CROSS JOIN LATERAL ( SELECT x_2.partner_id,
                    x_2.definition_key,
                    x_2.active,
                    x_2.holders,
                    x_2.lapsing_30,
                    x_2.lapsing_60,
                    x_2.lapsing_90,
                    x_2.renewed_30,
                    x_2.renewed_60,
                    x_2.renewed_90,
                    x_2.required,
                    x_2.met,
                    x_2.below_30,
                    x_2.below_60,
                    x_2.below_90
                   FROM public.partner_outlook x_2
                  WHERE (x_2.partner_id = t.partner_id)
                 OFFSET 0) x_1)
          WHERE (t.active AND (NOT public.ctx_everywhere()))) x
  GROUP BY x.definition_key;

-- Name: VIEW certification_forecast; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.certification_forecast IS 'What ends at all active partners whom the reader may count, by certification.';

-- Name: certification_ground; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.certification_ground (
    certification_id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    fact_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid,
    CONSTRAINT certification_ground_kind_check CHECK ((kind = ANY (ARRAY['COURSE'::text, 'QUIZ'::text, 'SESSION'::text, 'EVIDENCE'::text])))
);

ALTER TABLE ONLY public.certification_ground FORCE ROW LEVEL SECURITY;

-- Name: TABLE certification_ground; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.certification_ground IS 'What a certification rests on: when one of these is taken back, so is the certification.';

-- Name: COLUMN certification_ground.fact_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_ground.fact_id IS 'The completion, attempt, attendance or document.';

-- Name: certification_notice; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.certification_notice (
    certification_id uuid NOT NULL,
    stage text NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid,
    definition_key text NOT NULL,
    began_at timestamp with time zone NOT NULL,
    counts_until timestamp with time zone NOT NULL,
    noticed_at timestamp with time zone NOT NULL,
    CONSTRAINT certification_notice_stage_check CHECK ((stage = ANY (ARRAY['EXPIRING'::text, 'GRACE'::text, 'EXPIRED'::text])))
);

ALTER TABLE ONLY public.certification_notice FORCE ROW LEVEL SECURITY;

-- Name: TABLE certification_notice; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.certification_notice IS 'That a proof entered a stage of its end. Written once for each stage, whatever the clock does, and never taken back.';

-- Name: COLUMN certification_notice.began_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_notice.began_at IS 'When the stage began, by the dates of the proof.';

-- Name: COLUMN certification_notice.noticed_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.certification_notice.noticed_at IS 'When the round saw it. What lies far behind began_at is no news any more.';

-- Name: certification_notice_tally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.certification_notice_tally (
    partner_id uuid NOT NULL,
    definition_key text NOT NULL,
    stage text NOT NULL,
    notices integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT certification_notice_tally_notices_check CHECK ((notices > 0)),
    CONSTRAINT certification_notice_tally_stage_check CHECK ((stage = ANY (ARRAY['EXPIRING'::text, 'GRACE'::text, 'EXPIRED'::text])))
);

ALTER TABLE ONLY public.certification_notice_tally FORCE ROW LEVEL SECURITY;

-- Name: TABLE certification_notice_tally; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.certification_notice_tally IS 'Notices in counts: what colleagues and distributors may read, who see no names.';

-- Name: certification_requirement; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.certification_requirement (
    program_id uuid NOT NULL,
    tier_id uuid,
    definition_key text NOT NULL,
    holders integer DEFAULT 1 NOT NULL,
    CONSTRAINT certification_requirement_holders_check CHECK (((holders >= 1) AND (holders <= 1000)))
);

ALTER TABLE ONLY public.certification_requirement FORCE ROW LEVEL SECURITY;

-- Name: TABLE certification_requirement; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.certification_requirement IS 'What members of a program, at one tier or (tier_id null) at every tier, are required to hold: the partner itself, or so many of its people.';

-- Name: certification_status_index_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.certification ALTER COLUMN status_index ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.certification_status_index_seq
    START WITH 0
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1
);

-- Name: course_completion; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course_completion (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    course_id uuid NOT NULL,
    version_id uuid NOT NULL,
    enrollment_id uuid,
    completed_at timestamp with time zone NOT NULL,
    origin text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    revoked_why text,
    CONSTRAINT course_completion_check CHECK (((revoked_at IS NULL) = (revoked_why IS NULL))),
    CONSTRAINT course_completion_check1 CHECK (((origin <> 'PORTAL'::text) OR (enrollment_id IS NOT NULL))),
    CONSTRAINT course_completion_origin_check CHECK ((origin = ANY (ARRAY['PORTAL'::text, 'VAD_SESSION'::text, 'IMPORT'::text])))
);

ALTER TABLE ONLY public.course_completion FORCE ROW LEVEL SECURITY;

-- Name: TABLE course_completion; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course_completion IS 'A person has completed a course. Everything that follows from it hangs on this row, and it is written once.';

-- Name: course_version; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course_version (
    id uuid NOT NULL,
    course_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    locale text NOT NULL,
    locales text[] NOT NULL,
    title jsonb NOT NULL,
    summary jsonb DEFAULT '{}'::jsonb NOT NULL,
    minutes integer NOT NULL,
    audience jsonb,
    in_order boolean DEFAULT false NOT NULL,
    earlier_completions_count boolean DEFAULT true NOT NULL,
    author_id uuid,
    reviewed_by uuid,
    returned_why text,
    published_at timestamp with time zone,
    retired_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT course_version_check CHECK ((locale = ANY (locales))),
    CONSTRAINT course_version_check1 CHECK (((reviewed_by IS NULL) OR (reviewed_by <> author_id))),
    CONSTRAINT course_version_check2 CHECK (((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])) = (published_at IS NOT NULL))),
    CONSTRAINT course_version_check3 CHECK (((state = 'RETIRED'::text) = (retired_at IS NOT NULL))),
    CONSTRAINT course_version_locale_check CHECK (((length(locale) >= 2) AND (length(locale) <= 35))),
    CONSTRAINT course_version_minutes_check CHECK ((minutes > 0)),
    CONSTRAINT course_version_number_check CHECK ((number > 0)),
    CONSTRAINT course_version_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_REVIEW'::text, 'PUBLISHED'::text, 'RETIRED'::text])))
);

ALTER TABLE ONLY public.course_version FORCE ROW LEVEL SECURITY;

-- Name: TABLE course_version; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course_version IS 'One edition of a course. Once published it never changes; who started it finishes it, even after it is retired.';

-- Name: COLUMN course_version.locale; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.course_version.locale IS 'The course''s own language: what is missing in another is shown in this one.';

-- Name: COLUMN course_version.title; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.course_version.title IS 'By locale, as are summary and the titles and bodies below a version.';

-- Name: COLUMN course_version.audience; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.course_version.audience IS 'A rule tree of content/rule; null is for everybody.';

-- Name: COLUMN course_version.in_order; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.course_version.in_order IS 'Whether a lesson opens only after the required ones before it.';

-- Name: COLUMN course_version.earlier_completions_count; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.course_version.earlier_completions_count IS 'Whether who completed an earlier version has completed this one too.';

-- Name: completion_counted; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.completion_counted WITH (security_invoker='true') AS
 SELECT c.id,
    c.partner_id,
    c.person_id,
    c.course_id,
    c.version_id,
    c.completed_at
   FROM (public.course_completion c
     JOIN public.course_version v ON ((v.id = c.version_id)))
  WHERE ((c.revoked_at IS NULL) AND (NOT (EXISTS ( SELECT 1
           FROM public.course_version n
          WHERE ((n.course_id = c.course_id) AND (n.number > v.number) AND (n.published_at IS NOT NULL) AND (NOT n.earlier_completions_count))))));

-- Name: VIEW completion_counted; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.completion_counted IS 'Completions that count today: not revoked, and no later version asks everybody anew.';

-- Name: completion_import; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.completion_import (
    id uuid NOT NULL,
    source text NOT NULL,
    holder_id uuid,
    requested_by uuid,
    file_name text NOT NULL,
    lines integer NOT NULL,
    added integer NOT NULL,
    unchanged integer NOT NULL,
    posted integer DEFAULT 0 NOT NULL,
    state text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decided_why text,
    created_at timestamp with time zone NOT NULL,
    posted_at timestamp with time zone,
    undone_by uuid,
    undoing_at timestamp with time zone,
    undone_at timestamp with time zone,
    undone_why text,
    CONSTRAINT completion_import_added_check CHECK ((added >= 0)),
    CONSTRAINT completion_import_check CHECK (((posted >= 0) AND (posted <= added))),
    CONSTRAINT completion_import_check1 CHECK ((lines = (added + unchanged))),
    CONSTRAINT completion_import_check3 CHECK (((state <> 'POSTED'::text) OR (posted = added))),
    CONSTRAINT completion_import_check4 CHECK (((state <> 'REJECTED'::text) OR ((decided_why IS NOT NULL) AND (posted = 0)))),
    CONSTRAINT completion_import_check5 CHECK (((decided_by IS DISTINCT FROM requested_by) OR (decided_by IS NULL))),
    CONSTRAINT completion_import_file_name_check CHECK ((length(file_name) <= 255)),
    CONSTRAINT completion_import_lines_check CHECK ((lines >= 0)),
    CONSTRAINT completion_import_posted_at_check CHECK (((state = ANY (ARRAY['POSTED'::text, 'UNDOING'::text, 'UNDONE'::text])) = (posted_at IS NOT NULL))),
    CONSTRAINT completion_import_source_check CHECK ((source = ANY (ARRAY['CSV'::text, 'XAPI'::text]))),
    CONSTRAINT completion_import_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'POSTING'::text, 'POSTED'::text, 'REJECTED'::text, 'UNDOING'::text, 'UNDONE'::text]))),
    CONSTRAINT completion_import_unchanged_check CHECK ((unchanged >= 0)),
    CONSTRAINT completion_import_undoing_check CHECK ((((state = ANY (ARRAY['UNDOING'::text, 'UNDONE'::text])) = (undoing_at IS NOT NULL)) AND ((undoing_at IS NULL) = (undone_why IS NULL)))),
    CONSTRAINT completion_import_undone_check CHECK (((state = 'UNDONE'::text) = (undone_at IS NOT NULL))),
    CONSTRAINT completion_import_undone_why_check CHECK (((length(undone_why) >= 1) AND (length(undone_why) <= 1000)))
);

ALTER TABLE ONLY public.completion_import FORCE ROW LEVEL SECURITY;

-- Name: TABLE completion_import; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.completion_import IS 'Completions out of another learning system that came together: all of them are taken, or none.';

-- Name: COLUMN completion_import.holder_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.completion_import.holder_id IS 'The distributor that reports them; null for the vendor.';

-- Name: COLUMN completion_import.unchanged; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.completion_import.unchanged IS 'Lines that were known already.';

-- Name: COLUMN completion_import.undoing_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.completion_import.undoing_at IS 'When somebody ordered that it be undone; undone_at: when the last line was.';

-- Name: content_event; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.content_event (
    id uuid NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid,
    partner_id uuid,
    via_distributor_id uuid,
    asset_version_id uuid,
    template_version_id uuid,
    rendition_id uuid,
    CONSTRAINT content_event_check CHECK ((num_nonnulls(asset_version_id, template_version_id) = 1)),
    CONSTRAINT content_event_kind_check CHECK ((kind = ANY (ARRAY['VIEW'::text, 'PREVIEW'::text, 'DOWNLOAD'::text, 'SHARE'::text, 'COBRAND'::text])))
);

ALTER TABLE ONLY public.content_event FORCE ROW LEVEL SECURITY;

-- Name: TABLE content_event; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.content_event IS 'What a person did with a piece of content: the raw figures of engagement.';

-- Name: course; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course (
    id uuid NOT NULL,
    key text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT course_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64)))
);

ALTER TABLE ONLY public.course FORCE ROW LEVEL SECURITY;

-- Name: TABLE course; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course IS 'Something that can be learned. What it says is in its versions.';

-- Name: enrollment; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.enrollment (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    course_id uuid,
    curriculum_id uuid,
    version_id uuid,
    required uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    state text NOT NULL,
    origin text NOT NULL,
    rule_id uuid,
    assigned_by uuid,
    assigned_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    lessons integer DEFAULT 0 NOT NULL,
    lessons_done integer DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT enrollment_check CHECK (((lessons_done >= 0) AND (lessons_done <= lessons))),
    CONSTRAINT enrollment_check1 CHECK (((course_id IS NOT NULL) OR (curriculum_id IS NOT NULL))),
    CONSTRAINT enrollment_check2 CHECK (((course_id IS NOT NULL) OR (version_id IS NULL))),
    CONSTRAINT enrollment_check3 CHECK (((version_id IS NULL) OR (started_at IS NOT NULL))),
    CONSTRAINT enrollment_check4 CHECK (((state = ANY (ARRAY['COMPLETED'::text, 'CANCELLED'::text])) = (finished_at IS NOT NULL))),
    CONSTRAINT enrollment_lessons_check CHECK ((lessons >= 0)),
    CONSTRAINT enrollment_origin_check CHECK ((origin = ANY (ARRAY['SELF'::text, 'HAND'::text, 'RULE'::text, 'CURRICULUM'::text, 'IMPORT'::text]))),
    CONSTRAINT enrollment_state_check CHECK ((state = ANY (ARRAY['ASSIGNED'::text, 'STARTED'::text, 'COMPLETED'::text, 'OVERDUE'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY public.enrollment FORCE ROW LEVEL SECURITY;

-- Name: TABLE enrollment; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.enrollment IS 'One person is to take, takes or has taken a course (course_id) or a curriculum (course_id null).';

-- Name: COLUMN enrollment.curriculum_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.enrollment.curriculum_id IS 'Of a course: the curriculum that it was assigned with, if any.';

-- Name: COLUMN enrollment.version_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.enrollment.version_id IS 'The version that was started; it is the one to finish.';

-- Name: COLUMN enrollment.required; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.enrollment.required IS 'Of a curriculum: the courses that it asked for when it was assigned.';

-- Name: COLUMN enrollment.lessons; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.enrollment.lessons IS 'Required lessons of the version, or required courses of the curriculum.';

-- Name: course_counted; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.course_counted WITH (security_invoker='true') AS
 SELECT x.partner_id,
    x.course_id,
    (sum(x.assigned))::integer AS assigned,
    (sum(x.started))::integer AS started,
    (sum(x.overdue))::integer AS overdue,
    (sum(x.completed))::integer AS completed
   FROM ( SELECT e.partner_id,
            e.course_id,
            ((e.state = 'ASSIGNED'::text))::integer AS assigned,
            ((e.state = 'STARTED'::text))::integer AS started,
            ((e.state = 'OVERDUE'::text))::integer AS overdue,
            0 AS completed
           FROM public.enrollment e
          WHERE (e.course_id IS NOT NULL)
        UNION ALL
         SELECT c.partner_id,
            c.course_id,
            0,
            0,
            0,
            ((c.revoked_at IS NULL))::integer AS int4
           FROM public.course_completion c) x
  GROUP BY x.partner_id, x.course_id;

-- Name: VIEW course_counted; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.course_counted IS 'course_tally, counted anew.';

-- Name: course_delta; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course_delta (
    id bigint NOT NULL,
    course_id uuid NOT NULL,
    partners integer NOT NULL,
    assigned integer NOT NULL,
    started integer NOT NULL,
    overdue integer NOT NULL,
    completed integer NOT NULL
);

ALTER TABLE ONLY public.course_delta FORCE ROW LEVEL SECURITY;

-- Name: TABLE course_delta; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course_delta IS 'What is still to be added to course_total. Added to, so that learners of one course never wait for each other; folded in every hour.';

-- Name: course_delta_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.course_delta ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.course_delta_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: course_file; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course_file (
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    path text NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    media_type text NOT NULL,
    CONSTRAINT course_file_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT course_file_path_check CHECK (((length(path) >= 1) AND (length(path) <= 255))),
    CONSTRAINT course_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.course_file FORCE ROW LEVEL SECURITY;

-- Name: TABLE course_file; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course_file IS 'A picture, film or document of a version, as its texts name it. The bytes are in the blob store.';

-- Name: course_prerequisite; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course_prerequisite (
    version_id uuid NOT NULL,
    course_id uuid NOT NULL
);

ALTER TABLE ONLY public.course_prerequisite FORCE ROW LEVEL SECURITY;

-- Name: TABLE course_prerequisite; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course_prerequisite IS 'A course that has to be completed before this version is started.';

-- Name: course_tally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course_tally (
    partner_id uuid NOT NULL,
    course_id uuid NOT NULL,
    assigned integer DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    overdue integer DEFAULT 0 NOT NULL,
    completed integer DEFAULT 0 NOT NULL,
    CONSTRAINT course_tally_assigned_check CHECK ((assigned >= 0)),
    CONSTRAINT course_tally_completed_check CHECK ((completed >= 0)),
    CONSTRAINT course_tally_overdue_check CHECK ((overdue >= 0)),
    CONSTRAINT course_tally_started_check CHECK ((started >= 0))
);

ALTER TABLE ONLY public.course_tally FORCE ROW LEVEL SECURITY;

-- Name: TABLE course_tally; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course_tally IS 'How far the people of a partner are with a course, in counts.';

-- Name: course_total; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.course_total (
    course_id uuid NOT NULL,
    partners integer NOT NULL,
    assigned integer NOT NULL,
    started integer NOT NULL,
    overdue integer NOT NULL,
    completed integer NOT NULL
);

ALTER TABLE ONLY public.course_total FORCE ROW LEVEL SECURITY;

-- Name: TABLE course_total; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.course_total IS 'course_tally of all partners together, without what waits in course_delta.';

-- Name: course_progress; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.course_progress WITH (security_invoker='true') AS
 SELECT c.course_id,
    k.key AS course_key,
    c.partners,
    c.assigned,
    c.started,
    c.overdue,
    c.completed
   FROM (( SELECT x.course_id,
            (sum(x.partners))::integer AS partners,
            (sum(x.assigned))::integer AS assigned,
            (sum(x.started))::integer AS started,
            (sum(x.overdue))::integer AS overdue,
            (sum(x.completed))::integer AS completed
           FROM ( SELECT t.course_id,
                    1 AS partners,
                    t.assigned,
                    t.started,
                    t.overdue,
                    t.completed
                   FROM public.course_tally t
                  WHERE (NOT public.ctx_everywhere())
                UNION ALL
                 SELECT t.course_id,
                    t.partners,
                    t.assigned,
                    t.started,
                    t.overdue,
                    t.completed
                   FROM public.course_total t
                  WHERE public.ctx_everywhere()
                UNION ALL
                 SELECT d.course_id,
                    d.partners,
                    d.assigned,
                    d.started,
                    d.overdue,
                    d.completed
                   FROM public.course_delta d
                  WHERE public.ctx_everywhere()) x
          GROUP BY x.course_id) c
     JOIN public.course k ON ((k.id = c.course_id)));

-- Name: VIEW course_progress; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.course_progress IS 'How far everybody is with a course whom the reader may count.';

-- Name: curriculum; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.curriculum (
    id uuid NOT NULL,
    key text NOT NULL,
    state text NOT NULL,
    locale text NOT NULL,
    title jsonb NOT NULL,
    summary jsonb DEFAULT '{}'::jsonb NOT NULL,
    audience jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT curriculum_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64))),
    CONSTRAINT curriculum_locale_check CHECK (((length(locale) >= 2) AND (length(locale) <= 35))),
    CONSTRAINT curriculum_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'RETIRED'::text])))
);

ALTER TABLE ONLY public.curriculum FORCE ROW LEVEL SECURITY;

-- Name: TABLE curriculum; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.curriculum IS 'Courses in an order, for a purpose.';

-- Name: curriculum_course; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.curriculum_course (
    curriculum_id uuid NOT NULL,
    course_id uuid NOT NULL,
    "position" integer NOT NULL,
    optional boolean DEFAULT false NOT NULL,
    CONSTRAINT curriculum_course_position_check CHECK (("position" > 0))
);

ALTER TABLE ONLY public.curriculum_course FORCE ROW LEVEL SECURITY;

-- Name: TABLE curriculum_course; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.curriculum_course IS 'A course of a curriculum; an optional one may be left out.';

-- Name: quiz; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.quiz (
    id uuid NOT NULL,
    key text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT quiz_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64)))
);

ALTER TABLE ONLY public.quiz FORCE ROW LEVEL SECURITY;

-- Name: TABLE quiz; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.quiz IS 'Something that is asked. What it asks is in its versions; lesson.quiz_key names it by key.';

-- Name: quiz_attempt; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.quiz_attempt (
    id uuid NOT NULL,
    quiz_id uuid NOT NULL,
    version_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    enrollment_id uuid,
    lesson_id uuid,
    number integer NOT NULL,
    locale text NOT NULL,
    seed bytea NOT NULL,
    state text NOT NULL,
    expired boolean DEFAULT false NOT NULL,
    started_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    closes_at timestamp with time zone,
    ended_at timestamp with time zone,
    asked integer NOT NULL,
    answered integer DEFAULT 0 NOT NULL,
    points double precision,
    possible double precision NOT NULL,
    percent double precision,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    revoked_for text,
    revoked_why text,
    given_back boolean DEFAULT false NOT NULL,
    CONSTRAINT quiz_attempt_asked_check CHECK ((asked > 0)),
    CONSTRAINT quiz_attempt_check CHECK (((answered >= 0) AND (answered <= asked))),
    CONSTRAINT quiz_attempt_check1 CHECK (((state = 'OPEN'::text) = (ended_at IS NULL))),
    CONSTRAINT quiz_attempt_check2 CHECK (((state = 'OPEN'::text) = ((percent IS NULL) AND (points IS NULL)))),
    CONSTRAINT quiz_attempt_check3 CHECK ((((due_at IS NULL) = (closes_at IS NULL)) AND (due_at <= closes_at))),
    CONSTRAINT quiz_attempt_check4 CHECK ((((revoked_at IS NULL) = (revoked_why IS NULL)) AND ((revoked_at IS NULL) = (revoked_for IS NULL)))),
    CONSTRAINT quiz_attempt_check5 CHECK (((revoked_at IS NULL) OR (state = 'PASSED'::text))),
    CONSTRAINT quiz_attempt_check6 CHECK (((revoked_at IS NOT NULL) OR ((revoked_by IS NULL) AND (NOT given_back)))),
    CONSTRAINT quiz_attempt_number_check CHECK ((number > 0)),
    CONSTRAINT quiz_attempt_percent_check CHECK (((percent >= (0)::double precision) AND (percent <= (100)::double precision))),
    CONSTRAINT quiz_attempt_points_check CHECK ((points >= (0)::double precision)),
    CONSTRAINT quiz_attempt_possible_check CHECK ((possible > (0)::double precision)),
    CONSTRAINT quiz_attempt_revoked_for_check CHECK ((revoked_for = ANY (ARRAY['FRAUD'::text, 'WRONG_KEY'::text, 'OTHER'::text]))),
    CONSTRAINT quiz_attempt_revoked_why_check CHECK (((length(revoked_why) >= 1) AND (length(revoked_why) <= 1000))),
    CONSTRAINT quiz_attempt_seed_check CHECK ((octet_length(seed) = 32)),
    CONSTRAINT quiz_attempt_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'PASSED'::text, 'FAILED'::text])))
);

ALTER TABLE ONLY public.quiz_attempt FORCE ROW LEVEL SECURITY;

-- Name: TABLE quiz_attempt; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.quiz_attempt IS 'One person''s try at a quiz. It leaves OPEN once, with its score.';

-- Name: COLUMN quiz_attempt.enrollment_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.enrollment_id IS 'The time that the course is taken; null for a quiz by itself.';

-- Name: COLUMN quiz_attempt.seed; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.seed IS 'Draws and shuffles. Who knows it knows the order that is right, so no partner''s role reads it.';

-- Name: COLUMN quiz_attempt.expired; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.expired IS 'Whether time ended it; what had been answered was scored.';

-- Name: COLUMN quiz_attempt.due_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.due_at IS 'The end as the learner is told it; null without a time limit.';

-- Name: COLUMN quiz_attempt.closes_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.closes_at IS 'due_at and the grace: after it nothing is taken.';

-- Name: COLUMN quiz_attempt.revoked_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.revoked_at IS 'Since when the pass does not count. Null for one that does, and for an attempt that was no pass.';

-- Name: COLUMN quiz_attempt.revoked_for; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.revoked_for IS 'FRAUD: not the learner''s own work. WRONG_KEY: the quiz was at fault.';

-- Name: COLUMN quiz_attempt.given_back; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_attempt.given_back IS 'Whether the learner has this attempt again: it is not counted among those that were used.';

-- Name: definition_fact; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.definition_fact WITH (security_invoker='true') AS
 SELECT 'COURSE'::text AS kind,
    k.key AS subject,
    c.id AS fact_id,
    c.partner_id,
    c.person_id,
    c.completed_at AS at,
    NULL::timestamp with time zone AS until,
    c.origin
   FROM ((public.completion_counted n
     JOIN public.course_completion c ON ((c.id = n.id)))
     JOIN public.course k ON ((k.id = c.course_id)))
UNION ALL
 SELECT 'QUIZ'::text AS kind,
    z.key AS subject,
    a.id AS fact_id,
    a.partner_id,
    a.person_id,
    a.ended_at AS at,
    NULL::timestamp with time zone AS until,
    'PORTAL'::text AS origin
   FROM (public.quiz_attempt a
     JOIN public.quiz z ON ((z.id = a.quiz_id)))
  WHERE ((a.state = 'PASSED'::text) AND (a.revoked_at IS NULL))
UNION ALL
 SELECT 'SESSION'::text AS kind,
    s.session_key AS subject,
    s.id AS fact_id,
    s.partner_id,
    s.person_id,
    s.attended_at AS at,
    NULL::timestamp with time zone AS until,
    'VAD_SESSION'::text AS origin
   FROM public.attended_session s
  WHERE (s.revoked_at IS NULL)
UNION ALL
 SELECT 'EVIDENCE'::text AS kind,
    e.definition_key AS subject,
    e.id AS fact_id,
    e.partner_id,
    e.person_id,
    e.valid_from AS at,
    e.valid_to AS until,
    'EVIDENCE'::text AS origin
   FROM public.certification_evidence e
  WHERE (e.state = 'ACCEPTED'::text);

-- Name: VIEW definition_fact; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.definition_fact IS 'What stands of all that was done and that a certification may ask for.';

-- Name: effect; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.effect (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid,
    rule_id uuid NOT NULL,
    cause text NOT NULL,
    cause_id uuid NOT NULL,
    subject text NOT NULL,
    kind text NOT NULL,
    target text DEFAULT ''::text NOT NULL,
    amount integer NOT NULL,
    at timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    reverses uuid,
    again integer DEFAULT 0 NOT NULL,
    CONSTRAINT effect_again_check CHECK ((again >= 0)),
    CONSTRAINT effect_amount_check CHECK ((amount <> 0)),
    CONSTRAINT effect_cause_check CHECK ((cause = ANY (ARRAY['COURSE_COMPLETED'::text, 'QUIZ_PASSED'::text, 'CERTIFIED'::text]))),
    CONSTRAINT effect_check CHECK (((amount < 0) = (reverses IS NOT NULL))),
    CONSTRAINT effect_kind_check CHECK ((kind = ANY (ARRAY['POINTS'::text, 'TIER_METRIC'::text, 'REBATE_METRIC'::text, 'MDF_ELIGIBILITY'::text, 'CONTENT_UNLOCK'::text])))
);

ALTER TABLE ONLY public.effect FORCE ROW LEVEL SECURITY;

-- Name: TABLE effect; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.effect IS 'The ledger of what learning has brought: never changed, only reversed by an entry of the opposite amount.';

-- Name: COLUMN effect.cause_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.effect.cause_id IS 'The completion, attempt or certification that brought it.';

-- Name: COLUMN effect.until; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.effect.until IS 'When it ends by itself, with the certification that brought it.';

-- Name: COLUMN effect.again; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.effect.again IS 'How often the same cause had this effect before, each time reversed.';

-- Name: effect_balance; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.effect_balance (
    partner_id uuid NOT NULL,
    kind text NOT NULL,
    target text NOT NULL,
    until timestamp with time zone NOT NULL,
    amount bigint NOT NULL
);

ALTER TABLE ONLY public.effect_balance FORCE ROW LEVEL SECURITY;

-- Name: TABLE effect_balance; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.effect_balance IS 'The sum of the ledger by partner, always equal to it: what a distributor and colleagues may read, who see no names.';

-- Name: effect_rule; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.effect_rule (
    id uuid NOT NULL,
    key text NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    cause text NOT NULL,
    subject text,
    kind text NOT NULL,
    target text DEFAULT ''::text NOT NULL,
    asset_id uuid,
    amount integer NOT NULL,
    once boolean NOT NULL,
    active_from timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    author_id uuid,
    CONSTRAINT effect_rule_amount_check CHECK (((amount >= 1) AND (amount <= 1000000))),
    CONSTRAINT effect_rule_cause_check CHECK ((cause = ANY (ARRAY['COURSE_COMPLETED'::text, 'QUIZ_PASSED'::text, 'CERTIFIED'::text]))),
    CONSTRAINT effect_rule_check CHECK (((kind = 'CONTENT_UNLOCK'::text) = (asset_id IS NOT NULL))),
    CONSTRAINT effect_rule_check1 CHECK (((kind = ANY (ARRAY['POINTS'::text, 'CONTENT_UNLOCK'::text])) OR (target <> ''::text))),
    CONSTRAINT effect_rule_check2 CHECK (((ended_at IS NULL) OR (ended_at >= active_from))),
    CONSTRAINT effect_rule_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64))),
    CONSTRAINT effect_rule_kind_check CHECK ((kind = ANY (ARRAY['POINTS'::text, 'TIER_METRIC'::text, 'REBATE_METRIC'::text, 'MDF_ELIGIBILITY'::text, 'CONTENT_UNLOCK'::text]))),
    CONSTRAINT effect_rule_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT effect_rule_subject_check CHECK (((subject ~ '^[a-z0-9-]+$'::text) AND (length(subject) <= 64))),
    CONSTRAINT effect_rule_target_check CHECK ((length(target) <= 200)),
    CONSTRAINT effect_rule_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.effect_rule FORCE ROW LEVEL SECURITY;

-- Name: TABLE effect_rule; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.effect_rule IS 'What a completion, a pass or a certification brings. A version never changes; the next one ends it.';

-- Name: COLUMN effect_rule.subject; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.effect_rule.subject IS 'Key of the course, quiz or certification; null for every one.';

-- Name: COLUMN effect_rule.target; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.effect_rule.target IS 'The metric or the flag that is raised.';

-- Name: COLUMN effect_rule.once; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.effect_rule.once IS 'Whether a person, or a partner, has the effect of one subject once only, however often it is repeated.';

-- Name: effect_standing; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.effect_standing WITH (security_invoker='true') AS
 SELECT b.partner_id,
    b.kind,
    b.target,
    sum(b.amount) AS amount
   FROM public.effect_balance b
  WHERE (b.until > now())
  GROUP BY b.partner_id, b.kind, b.target
 HAVING (sum(b.amount) <> (0)::numeric);

-- Name: VIEW effect_standing; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.effect_standing IS 'What a partner has of each effect now.';

-- Name: enrollment_reminder; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.enrollment_reminder (
    enrollment_id uuid NOT NULL,
    kind text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT enrollment_reminder_kind_check CHECK ((kind = ANY (ARRAY['DUE_IN_14_DAYS'::text, 'DUE_IN_3_DAYS'::text, 'OVERDUE'::text])))
);

ALTER TABLE ONLY public.enrollment_reminder FORCE ROW LEVEL SECURITY;

-- Name: TABLE enrollment_reminder; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.enrollment_reminder IS 'A learner was reminded of a date, once. A later date is reminded of anew.';

-- Name: partner; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.partner (
    id uuid NOT NULL,
    type_key text NOT NULL,
    slug text NOT NULL,
    legal_name text NOT NULL,
    display_name text NOT NULL,
    status text NOT NULL,
    website text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    countries text[] DEFAULT '{}'::text[] NOT NULL,
    industries text[] DEFAULT '{}'::text[] NOT NULL,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    specialisations text[] DEFAULT '{}'::text[] NOT NULL,
    currency text DEFAULT 'EUR'::text NOT NULL,
    access_level text,
    channel_manager_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT partner_access_level_check CHECK ((access_level = ANY (ARRAY['VIEW'::text, 'DOWNLOAD'::text, 'COBRAND'::text, 'COBRAND_EXTENDED'::text]))),
    CONSTRAINT partner_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT partner_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 120))),
    CONSTRAINT partner_legal_name_check CHECK (((length(legal_name) >= 1) AND (length(legal_name) <= 200))),
    CONSTRAINT partner_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 64))),
    CONSTRAINT partner_status_check CHECK ((status = ANY (ARRAY['PROSPECT'::text, 'APPLICANT'::text, 'ACTIVE'::text, 'SUSPENDED'::text, 'ENDED'::text])))
);

ALTER TABLE ONLY public.partner FORCE ROW LEVEL SECURITY;

-- Name: TABLE partner; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.partner IS 'An organisation in the channel. Neutral: what it is follows from its type, memberships and links.';

-- Name: COLUMN partner.access_level; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner.access_level IS 'A level granted to this organisation by hand; null leaves it to the tier.';

-- Name: holding_counted; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.holding_counted WITH (security_invoker='true') AS
 SELECT (array_agg(i.id ORDER BY i.counts_until DESC, i.id DESC))[1] AS certification_id,
    i.partner_id,
    i.definition_key,
    i.person_id,
    COALESCE(bool_or((p.status = 'DISABLED'::text)), false) AS gone,
    bool_and((o.status = 'ACTIVE'::text)) AS active,
    min(i.counts_from) AS counts_from,
    max(i.counts_until) AS counts_until,
    (array_agg(DISTINCT i.counts_until ORDER BY i.counts_until DESC))[2] AS covered_until
   FROM ((( SELECT c.id,
            c.partner_id,
            c.person_id,
            c.definition_key,
            c.counts_from,
            c.counts_until,
            c.first,
            sum(c.first) OVER (PARTITION BY c.partner_id, c.definition_key, c.person_id ORDER BY c.counts_from, c.id) AS island
           FROM ( SELECT c_1.id,
                    c_1.partner_id,
                    c_1.person_id,
                    c_1.definition_key,
                    c_1.counts_from,
                    c_1.counts_until,
                        CASE
                            WHEN (c_1.counts_from <= max(c_1.counts_until) OVER (PARTITION BY c_1.partner_id, c_1.definition_key, c_1.person_id ORDER BY c_1.counts_from, c_1.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) THEN 0
                            ELSE 1
                        END AS first
                   FROM public.certification_counted c_1) c) i
     JOIN public.partner o ON ((o.id = i.partner_id)))
     LEFT JOIN public.person p ON ((p.id = i.person_id)))
  GROUP BY i.partner_id, i.definition_key, i.person_id, i.island;

-- Name: VIEW holding_counted; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.holding_counted IS 'holding, counted anew.';

-- Name: idempotency_key; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.idempotency_key (
    principal text NOT NULL,
    key text NOT NULL,
    action text NOT NULL,
    request_hash bytea NOT NULL,
    answer text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_key_key_check CHECK (((octet_length(key) >= 1) AND (octet_length(key) <= 255)))
);

ALTER TABLE ONLY public.idempotency_key FORCE ROW LEVEL SECURITY;

-- Name: TABLE idempotency_key; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.idempotency_key IS 'What a request with this key was answered, so that a repeat gets the same answer. Kept seven days.';

-- Name: import_line; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.import_line (
    id uuid NOT NULL,
    import_id uuid NOT NULL,
    number integer NOT NULL,
    holder_id uuid,
    source text NOT NULL,
    kind text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    partner_id uuid,
    person_id uuid,
    course_id uuid,
    version_id uuid,
    completed_at timestamp with time zone,
    score double precision,
    external_id text,
    digest text,
    target_id uuid,
    state text NOT NULL,
    completion_id uuid,
    left_why text,
    CONSTRAINT import_line_check CHECK (((kind = 'COMPLETED'::text) = (num_nonnulls(partner_id, person_id, course_id, version_id, completed_at) = 5))),
    CONSTRAINT import_line_check1 CHECK (((kind = 'VOIDED'::text) = (target_id IS NOT NULL))),
    CONSTRAINT import_line_check2 CHECK (((source = 'CSV'::text) OR ((digest IS NOT NULL) AND (external_id IS NOT NULL)))),
    CONSTRAINT import_line_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT import_line_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
    CONSTRAINT import_line_kind_check CHECK ((kind = ANY (ARRAY['COMPLETED'::text, 'VOIDED'::text]))),
    CONSTRAINT import_line_left_check CHECK (((state = 'LEFT'::text) = (left_why IS NOT NULL))),
    CONSTRAINT import_line_left_why_check CHECK ((left_why = ANY (ARRAY['REVOKED_BEFORE'::text, 'SAID_ELSEWHERE'::text, 'BROUGHT_NOTHING'::text, 'VOIDS_ANOTHER'::text]))),
    CONSTRAINT import_line_number_check CHECK ((number > 0)),
    CONSTRAINT import_line_score_check CHECK (((score >= ('-100'::integer)::double precision) AND (score <= (100)::double precision))),
    CONSTRAINT import_line_source_check CHECK ((source = ANY (ARRAY['CSV'::text, 'XAPI'::text]))),
    CONSTRAINT import_line_state_check CHECK ((state = ANY (ARRAY['STAGED'::text, 'POSTED'::text, 'VOID'::text, 'REJECTED'::text, 'UNDOING'::text, 'UNDONE'::text, 'LEFT'::text])))
);

ALTER TABLE ONLY public.import_line FORCE ROW LEVEL SECURITY;

-- Name: TABLE import_line; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.import_line IS 'One completion of an import, or the statement that voids one. It is staged with its import and then posted, once.';

-- Name: COLUMN import_line.number; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.import_line.number IS 'Line of the file, or place in the list of statements, from 1.';

-- Name: COLUMN import_line.version_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.import_line.version_id IS 'The version that was published when the line came: it is credited whatever is published later.';

-- Name: COLUMN import_line.external_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.import_line.external_id IS 'What the other system calls it. Of xAPI: the id of the statement.';

-- Name: COLUMN import_line.digest; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.import_line.digest IS 'SHA-256 of what a statement says: the same id with another content is a conflict.';

-- Name: COLUMN import_line.state; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.import_line.state IS 'VOID: taken back by a statement. REJECTED: its import was; the other system may send it again.';

-- Name: COLUMN import_line.left_why; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.import_line.left_why IS 'Why undoing the import has left this line as it is.';

-- Name: invitation; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.invitation (
    token_hash bytea NOT NULL,
    person_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE ONLY public.invitation FORCE ROW LEVEL SECURITY;

-- Name: TABLE invitation; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.invitation IS 'A one-time right to set the first password, or a forgotten one anew.';

-- Name: lapsing_holder; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.lapsing_holder WITH (security_invoker='true') AS
 SELECT h.certification_id,
    h.partner_id,
    h.definition_key,
    h.person_id,
    p.name,
    h.counts_until
   FROM (public.holding h
     LEFT JOIN public.person p ON ((p.id = h.person_id)))
  WHERE ((NOT h.gone) AND (h.counts_from <= now()) AND (h.counts_until > now()) AND (h.counts_until <= (now() + '2160:00:00'::interval)) AND ((h.person_id IS NULL) OR ((p.id IS NOT NULL) AND ((h.partner_id IS DISTINCT FROM ( SELECT public.ctx_partner() AS ctx_partner)) OR (h.person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads)))));

-- Name: VIEW lapsing_holder; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.lapsing_holder IS 'Holders whose certification ends within 90 days, as far as the reader may know names: a distributor where the program names learners, colleagues not.';

-- Name: learner_counted; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.learner_counted WITH (security_invoker='true') AS
 SELECT x.person_id,
    x.partner_id,
    (sum(x.assigned))::integer AS assigned,
    (sum(x.started))::integer AS started,
    (sum(x.overdue))::integer AS overdue,
    (sum(x.completed))::integer AS completed
   FROM ( SELECT e.person_id,
            e.partner_id,
            ((e.state = 'ASSIGNED'::text))::integer AS assigned,
            ((e.state = 'STARTED'::text))::integer AS started,
            ((e.state = 'OVERDUE'::text))::integer AS overdue,
            0 AS completed
           FROM public.enrollment e
          WHERE (e.course_id IS NOT NULL)
        UNION ALL
         SELECT c.person_id,
            c.partner_id,
            0,
            0,
            0,
            ((c.revoked_at IS NULL))::integer AS int4
           FROM public.course_completion c) x
  GROUP BY x.person_id, x.partner_id;

-- Name: VIEW learner_counted; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.learner_counted IS 'learner_tally, counted anew.';

-- Name: learner_tally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.learner_tally (
    person_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    assigned integer DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    overdue integer DEFAULT 0 NOT NULL,
    completed integer DEFAULT 0 NOT NULL,
    CONSTRAINT learner_tally_assigned_check CHECK ((assigned >= 0)),
    CONSTRAINT learner_tally_completed_check CHECK ((completed >= 0)),
    CONSTRAINT learner_tally_overdue_check CHECK ((overdue >= 0)),
    CONSTRAINT learner_tally_started_check CHECK ((started >= 0))
);

ALTER TABLE ONLY public.learner_tally FORCE ROW LEVEL SECURITY;

-- Name: TABLE learner_tally; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.learner_tally IS 'How far a person is, in counts.';

-- Name: learning_next; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.learning_next WITH (security_invoker='true') AS
 SELECT ('enrollment/'::text || e.id) AS key,
    e.person_id,
        CASE e.state
            WHEN 'OVERDUE'::text THEN 1
            ELSE 2
        END AS rank,
        CASE e.state
            WHEN 'OVERDUE'::text THEN 'OVERDUE'::text
            WHEN 'STARTED'::text THEN 'CONTINUE'::text
            ELSE 'BEGIN'::text
        END AS kind,
    e.due_at AS at,
    e.course_id,
    k.key AS course_key,
    NULL::text AS definition_key
   FROM (public.enrollment e
     JOIN public.course k ON ((k.id = e.course_id)))
  WHERE (e.state = ANY (ARRAY['ASSIGNED'::text, 'STARTED'::text, 'OVERDUE'::text]))
UNION ALL
 SELECT ('certification/'::text || c.id) AS key,
    c.person_id,
    3 AS rank,
    'RENEW'::text AS kind,
    c.counts_until AS at,
    NULL::uuid AS course_id,
    NULL::text AS course_key,
    c.definition_key
   FROM public.certification_counted c
  WHERE (((c.counts_until >= now()) AND (c.counts_until <= (now() + '90 days'::interval))) AND (NOT (EXISTS ( SELECT 1
           FROM public.certification_counted n
          WHERE ((n.person_id = c.person_id) AND (n.definition_key = c.definition_key) AND (n.counts_until > c.counts_until))))))
UNION ALL
 SELECT ((('course/'::text || k.id) || '/'::text) || p.id) AS key,
    p.id AS person_id,
    4 AS rank,
    'EARN'::text AS kind,
    NULL::timestamp with time zone AS at,
    k.id AS course_id,
    k.key AS course_key,
    NULL::text AS definition_key
   FROM ((public.course k
     JOIN public.course_version v ON (((v.course_id = k.id) AND (v.state = 'PUBLISHED'::text) AND (v.audience IS NULL))))
     JOIN public.person p ON (((p.id = public.ctx_person()) AND (p.partner_id IS NOT NULL))))
  WHERE ((EXISTS ( SELECT 1
           FROM public.effect_rule r
          WHERE ((r.cause = 'COURSE_COMPLETED'::text) AND (r.subject = k.key) AND (r.ended_at IS NULL)))) AND (NOT (EXISTS ( SELECT 1
           FROM public.enrollment e
          WHERE ((e.person_id = p.id) AND (e.course_id = k.id) AND (e.state = ANY (ARRAY['ASSIGNED'::text, 'STARTED'::text, 'OVERDUE'::text])))))) AND (NOT (EXISTS ( SELECT 1
           FROM public.course_completion c
          WHERE ((c.person_id = p.id) AND (c.course_id = k.id) AND (c.revoked_at IS NULL))))));

-- Name: VIEW learning_next; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.learning_next IS 'What a person does best next: what is late, what is due, what lapses within 90 days, what earns something.';

-- Name: lesson; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.lesson (
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    module_id uuid NOT NULL,
    key text NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    title jsonb NOT NULL,
    body jsonb DEFAULT '{}'::jsonb NOT NULL,
    minutes integer NOT NULL,
    optional boolean DEFAULT false NOT NULL,
    asset_id uuid,
    file_path text,
    quiz_key text,
    CONSTRAINT lesson_check CHECK (((kind = ANY (ARRAY['FILE'::text, 'VIDEO'::text])) = (num_nonnulls(asset_id, file_path) = 1))),
    CONSTRAINT lesson_check1 CHECK (((kind = 'QUIZ'::text) = (quiz_key IS NOT NULL))),
    CONSTRAINT lesson_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64))),
    CONSTRAINT lesson_kind_check CHECK ((kind = ANY (ARRAY['TEXT'::text, 'FILE'::text, 'VIDEO'::text, 'QUIZ'::text, 'TASK'::text, 'SESSION'::text]))),
    CONSTRAINT lesson_minutes_check CHECK ((minutes > 0)),
    CONSTRAINT lesson_position_check CHECK (("position" > 0)),
    CONSTRAINT lesson_quiz_key_check CHECK (((quiz_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(quiz_key) <= 64)))
);

ALTER TABLE ONLY public.lesson FORCE ROW LEVEL SECURITY;

-- Name: TABLE lesson; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.lesson IS 'What is done in one go. position counts through the whole version.';

-- Name: COLUMN lesson.body; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.lesson.body IS 'Markdown by locale: the text of TEXT, what to do of TASK, an introduction of the others.';

-- Name: COLUMN lesson.asset_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.lesson.asset_id IS 'The file or film in the library; of one of the course''s own, file_path.';

-- Name: COLUMN lesson.quiz_key; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.lesson.quiz_key IS 'The quiz that is to be passed.';

-- Name: lesson_progress; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.lesson_progress (
    enrollment_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    completed_at timestamp with time zone
);

ALTER TABLE ONLY public.lesson_progress FORCE ROW LEVEL SECURITY;

-- Name: TABLE lesson_progress; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.lesson_progress IS 'A learner opened a lesson, and completed it.';

-- Name: logo; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.logo (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    variant text NOT NULL,
    state text NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    source_sha256 text NOT NULL,
    mark_sha256 text NOT NULL,
    width double precision NOT NULL,
    height double precision NOT NULL,
    report jsonb NOT NULL,
    uploaded_by uuid,
    decided_by uuid,
    decided_why text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    look bigint,
    CONSTRAINT logo_file_name_check CHECK ((length(file_name) <= 255)),
    CONSTRAINT logo_height_check CHECK ((height > (0)::double precision)),
    CONSTRAINT logo_kind_check CHECK ((kind = ANY (ARRAY['VECTOR'::text, 'RASTER'::text]))),
    CONSTRAINT logo_mark_sha256_check CHECK ((mark_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT logo_source_sha256_check CHECK ((source_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT logo_state_check CHECK ((state = ANY (ARRAY['NEEDS_FIX'::text, 'NEEDS_REVIEW'::text, 'APPROVED'::text, 'REPLACED'::text, 'REVOKED'::text]))),
    CONSTRAINT logo_variant_check CHECK ((variant = ANY (ARRAY['PRIMARY'::text, 'REVERSED'::text, 'SQUARE'::text, 'MONO'::text]))),
    CONSTRAINT logo_width_check CHECK ((width > (0)::double precision))
);

ALTER TABLE ONLY public.logo FORCE ROW LEVEL SECURITY;

-- Name: TABLE logo; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.logo IS 'One variant of a partner''s mark, analysed. mark_sha256: the prepared form in the blob store, which alone is rendered.';

-- Name: COLUMN logo.look; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.logo.look IS 'Fingerprint of the coarse shapes, 63 features. Null for logos that were taken in before it was made.';

-- Name: membership; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.membership (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    program_id uuid NOT NULL,
    tier_id uuid NOT NULL,
    state text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    by_hand text,
    lapsed_since timestamp with time zone,
    CONSTRAINT membership_by_hand_check CHECK ((by_hand = ANY (ARRAY['AT_RISK'::text, 'SUSPENDED'::text]))),
    CONSTRAINT membership_check CHECK (((state = 'ENDED'::text) = (valid_to IS NOT NULL))),
    CONSTRAINT membership_state_check CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'AT_RISK'::text, 'SUSPENDED'::text, 'ENDED'::text])))
);

ALTER TABLE ONLY public.membership FORCE ROW LEVEL SECURITY;

-- Name: TABLE membership; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.membership IS 'A partner''s place in a program. The tier belongs to the same program: the database says so.';

-- Name: COLUMN membership.by_hand; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.membership.by_hand IS 'What a person set it to. The state is the worse of this and of what lapsed requirements come to: nothing that is met again lifts it.';

-- Name: COLUMN membership.lapsed_since; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.membership.lapsed_since IS 'Since when a requirement that was met is not met any more; null when all are.';

-- Name: membership_lapse; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.membership_lapse (
    membership_id uuid NOT NULL,
    definition_key text NOT NULL,
    partner_id uuid NOT NULL,
    needed integer NOT NULL,
    held integer NOT NULL,
    renewable integer NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT membership_lapse_check CHECK (((held >= 0) AND (held < needed))),
    CONSTRAINT membership_lapse_needed_check CHECK ((needed > 0)),
    CONSTRAINT membership_lapse_renewable_check CHECK ((renewable >= 0))
);

ALTER TABLE ONLY public.membership_lapse FORCE ROW LEVEL SECURITY;

-- Name: TABLE membership_lapse; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.membership_lapse IS 'Why a membership is at risk: a certification that so many people have to hold and do not hold any more.';

-- Name: COLUMN membership_lapse.held; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.membership_lapse.held IS 'People who hold it, as the last look found; a look follows every change, and the end of every proof within a round.';

-- Name: COLUMN membership_lapse.renewable; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.membership_lapse.renewable IS 'People of the partner who held it until it ended, and may renew.';

-- Name: program; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.program (
    id uuid NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    family text NOT NULL,
    route_mode text NOT NULL,
    status text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    names_learners boolean DEFAULT false NOT NULL,
    lapse_grace_days integer DEFAULT 30 NOT NULL,
    CONSTRAINT program_family_check CHECK ((family = ANY (ARRAY['DISTRIBUTOR'::text, 'RESELLER'::text]))),
    CONSTRAINT program_key_check CHECK ((key ~ '^[a-z0-9-]+$'::text)),
    CONSTRAINT program_lapse_grace_days_check CHECK (((lapse_grace_days >= 0) AND (lapse_grace_days <= 365))),
    CONSTRAINT program_route_mode_check CHECK ((route_mode = ANY (ARRAY['ONE_TIER'::text, 'TWO_TIER'::text, 'HYBRID'::text]))),
    CONSTRAINT program_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'ACTIVE'::text, 'CLOSED'::text])))
);

ALTER TABLE ONLY public.program FORCE ROW LEVEL SECURITY;

-- Name: TABLE program; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.program IS 'A set of tiers, rules and benefits for one family of partners.';

-- Name: COLUMN program.names_learners; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.program.names_learners IS 'Whether a distributor reads the names of the learners of its resellers here. Else it reads counts.';

-- Name: COLUMN program.lapse_grace_days; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.program.lapse_grace_days IS 'How many days a membership is at risk, because a requirement is not met any more, before it is suspended.';

-- Name: membership_risk; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.membership_risk WITH (security_invoker='true') AS
 SELECT m.id AS membership_id,
    m.partner_id,
    m.lapsed_since AS since,
    (m.lapsed_since + ((p.lapse_grace_days)::double precision * '24:00:00'::interval)) AS until
   FROM (public.membership m
     JOIN public.program p ON ((p.id = m.program_id)))
  WHERE (m.lapsed_since IS NOT NULL);

-- Name: VIEW membership_risk; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.membership_risk IS 'Memberships of which a requirement is not met any more, and until when it has to be met again.';

-- Name: module; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.module (
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    key text NOT NULL,
    "position" integer NOT NULL,
    title jsonb NOT NULL,
    CONSTRAINT module_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64))),
    CONSTRAINT module_position_check CHECK (("position" > 0))
);

ALTER TABLE ONLY public.module FORCE ROW LEVEL SECURITY;

-- Name: TABLE module; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.module IS 'A part of a course: lessons on one subject.';

-- Name: notice; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.notice (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    cause text NOT NULL,
    subject_type text,
    subject_id uuid,
    about_id uuid,
    facts text NOT NULL,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    mail_id uuid,
    CONSTRAINT notice_cause_check CHECK (((length(cause) >= 1) AND (length(cause) <= 200))),
    CONSTRAINT notice_check CHECK (((subject_type IS NULL) = (subject_id IS NULL))),
    CONSTRAINT notice_facts_check CHECK ((octet_length(facts) <= 16384)),
    CONSTRAINT notice_subject_type_check CHECK ((subject_type = ANY (ARRAY['ENROLLMENT'::text, 'CERTIFICATION'::text, 'MEMBERSHIP'::text, 'APPROVAL'::text, 'BULK_RENDER'::text, 'PARTNER'::text])))
);

ALTER TABLE ONLY public.notice FORCE ROW LEVEL SECURITY;

-- Name: TABLE notice; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.notice IS 'One event, told to one person. Written in the unit of work of the event.';

-- Name: COLUMN notice.cause; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.notice.cause IS 'The event: a retry tells the same person of it no second time.';

-- Name: COLUMN notice.about_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.notice.about_id IS 'The colleague whom it is about. The name is read with the rights of the reader, not kept here.';

-- Name: COLUMN notice.facts; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.notice.facts IS 'What its sentence is made of, as JSON, in no language and without names of people.';

-- Name: notice_kind; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.notice_kind (
    kind text NOT NULL,
    place integer NOT NULL,
    delivery text NOT NULL,
    CONSTRAINT notice_kind_delivery_check CHECK ((delivery = ANY (ARRAY['INSTANT'::text, 'DAILY'::text, 'OFF'::text])))
);

ALTER TABLE ONLY public.notice_kind FORCE ROW LEVEL SECURITY;

-- Name: TABLE notice_kind; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.notice_kind IS 'What notices are about, and how each is mailed to who has chosen nothing.';

-- Name: notice_mail; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.notice_mail (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    state text DEFAULT 'QUEUED'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT notice_mail_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notice_mail_check CHECK (((state = 'QUEUED'::text) = (settled_at IS NULL))),
    CONSTRAINT notice_mail_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'SENT'::text, 'REFUSED'::text, 'GIVEN_UP'::text])))
);

ALTER TABLE ONLY public.notice_mail FORCE ROW LEVEL SECURITY;

-- Name: TABLE notice_mail; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.notice_mail IS 'A mail with one notice, or with those of a day. It holds no address and no text: both are read when it is sent.';

-- Name: COLUMN notice_mail.id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.notice_mail.id IS 'Random; whoever has it may unsubscribe the person from what the mail is about.';

-- Name: COLUMN notice_mail.next_at; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.notice_mail.next_at IS 'When it is tried next, should nothing have been heard of it by then.';

-- Name: notice_preference; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.notice_preference (
    person_id uuid NOT NULL,
    kind text NOT NULL,
    delivery text NOT NULL,
    CONSTRAINT notice_preference_delivery_check CHECK ((delivery = ANY (ARRAY['INSTANT'::text, 'DAILY'::text, 'OFF'::text])))
);

ALTER TABLE ONLY public.notice_preference FORCE ROW LEVEL SECURITY;

-- Name: TABLE notice_preference; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.notice_preference IS 'How a person wants notices of a kind mailed; without a row, as notice_kind says. The inbox has them all.';

-- Name: notice_setting; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.notice_setting WITH (security_invoker='true') AS
 SELECT k.kind,
    k.place,
    public.ctx_person() AS person_id,
    COALESCE(p.delivery, k.delivery) AS delivery,
    k.delivery AS standard,
    ( SELECT (count(*))::integer AS count
           FROM public.notice n
          WHERE ((n.person_id = public.ctx_person()) AND (n.kind = k.kind) AND (n.read_at IS NULL))) AS unread
   FROM (public.notice_kind k
     LEFT JOIN public.notice_preference p ON (((p.kind = k.kind) AND (p.person_id = public.ctx_person()))));

-- Name: VIEW notice_setting; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.notice_setting IS 'How the person who asks gets each kind mailed, and how many wait to be read.';

-- Name: partner_requirement; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_requirement WITH (security_invoker='true') AS
 SELECT m.partner_id,
    r.definition_key,
    max(r.holders) AS holders
   FROM (public.membership m
     JOIN public.certification_requirement r ON (((r.program_id = m.program_id) AND ((r.tier_id IS NULL) OR (r.tier_id = m.tier_id)))))
  WHERE (m.valid_to IS NULL)
  GROUP BY m.partner_id, r.definition_key;

-- Name: VIEW partner_requirement; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_requirement IS 'What the programs of a partner require it to hold, and by how many people where it does not hold it itself.';

-- Name: partner_standing; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_standing WITH (security_invoker='true') AS
 SELECT t.partner_id,
    COALESCE(n.required, 0) AS required,
        CASE
            WHEN (n.required IS NULL) THEN 'infinity'::timestamp with time zone
            WHEN (n.held = n.required) THEN n.until
            ELSE NULL::timestamp with time zone
        END AS certified_until,
    ARRAY( SELECT max(h.until) AS max
           FROM public.partner_holding h
          WHERE ((h.partner_id = t.partner_id) AND (h.person_id IS NOT NULL))
          GROUP BY h.person_id
          ORDER BY (max(h.until))) AS people_until
   FROM (public.partner_tally t
     LEFT JOIN LATERAL ( SELECT (count(*))::integer AS required,
            (count(m.until))::integer AS held,
            min(m.until) AS until
           FROM ( SELECT GREATEST(( SELECT h.until
                           FROM public.partner_holding h
                          WHERE ((h.partner_id = q.partner_id) AND (h.definition_key = q.definition_key) AND (h.person_id IS NULL))), ( SELECT h.until
                           FROM public.partner_holding h
                          WHERE ((h.partner_id = q.partner_id) AND (h.definition_key = q.definition_key) AND (h.person_id IS NOT NULL))
                          ORDER BY h.until DESC
                         OFFSET (q.holders - 1)
                         LIMIT 1)) AS until
                   FROM public.partner_requirement q
                  WHERE (q.partner_id = t.partner_id)) m
         HAVING (count(*) > 0)) n ON (true));

-- Name: VIEW partner_standing; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_standing IS 'The last three columns of partner_tally, counted anew. A requirement is met by the partner itself, or by enough of its people: until the last but enough of them ends.';

-- Name: partner_counted; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_counted WITH (security_invoker='true') AS
 SELECT s.partner_id,
    (o.status = 'ACTIVE'::text) AS active,
    COALESCE(w.people, 0) AS people,
    COALESCE(l.learners, 0) AS learners,
    COALESCE(l.assigned, 0) AS assigned,
    COALESCE(l.started, 0) AS started,
    COALESCE(l.overdue, 0) AS overdue,
    COALESCE(l.completed, 0) AS completed,
    s.required,
    s.certified_until,
    s.people_until
   FROM (((public.partner_standing s
     JOIN public.partner o ON ((o.id = s.partner_id)))
     LEFT JOIN ( SELECT p.partner_id,
            (count(*))::integer AS people
           FROM public.person p
          WHERE (p.status <> 'DISABLED'::text)
          GROUP BY p.partner_id) w ON ((w.partner_id = s.partner_id)))
     LEFT JOIN ( SELECT c.partner_id,
            (count(*))::integer AS learners,
            (sum(c.assigned))::integer AS assigned,
            (sum(c.started))::integer AS started,
            (sum(c.overdue))::integer AS overdue,
            (sum(c.completed))::integer AS completed
           FROM public.learner_counted c
          GROUP BY c.partner_id) l ON ((l.partner_id = s.partner_id)));

-- Name: VIEW partner_counted; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_counted IS 'partner_tally, counted anew.';

-- Name: partner_forecast; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_forecast WITH (security_invoker='true') AS
 SELECT x.partner_id,
    x.definition_key,
    (sum(x.holders))::integer AS holders,
    (sum(x.lapsing_30))::integer AS lapsing_30,
    (sum(x.lapsing_60))::integer AS lapsing_60,
    (sum(x.lapsing_90))::integer AS lapsing_90,
    (sum(x.renewed_30))::integer AS renewed_30,
    (sum(x.renewed_60))::integer AS renewed_60,
    (sum(x.renewed_90))::integer AS renewed_90,
    (sum(x.required))::integer AS required,
    (sum(x.met))::integer AS met,
    (sum(x.below_30))::integer AS below_30,
    (sum(x.below_60))::integer AS below_60,
    (sum(x.below_90))::integer AS below_90
   FROM public.partner_outlook x
  GROUP BY x.partner_id, x.definition_key;

-- Name: VIEW partner_forecast; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_forecast IS 'What ends at one partner, by certification.';

-- Name: partner_naming_learners; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_naming_learners WITH (security_invoker='true') AS
 SELECT m.partner_id
   FROM (public.membership m
     JOIN public.program g ON ((g.id = m.program_id)))
  WHERE (g.names_learners AND (m.state = ANY (ARRAY['ACTIVE'::text, 'AT_RISK'::text])));

-- Name: VIEW partner_naming_learners; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_naming_learners IS 'Partners in a program that lets their distributors read the names of their learners.';

-- Name: partner_progress; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.partner_progress WITH (security_invoker='true') AS
 SELECT t.partner_id,
    t.active,
    t.people,
    t.learners,
    t.assigned,
    t.started,
    t.overdue,
    t.completed,
    t.required,
    COALESCE((t.certified_until > now()), false) AS certified,
    NULLIF(t.certified_until, 'infinity'::timestamp with time zone) AS certified_until,
    (cardinality(t.people_until) - width_bucket(now(), t.people_until)) AS certified_people
   FROM public.partner_tally t;

-- Name: VIEW partner_progress; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.partner_progress IS 'How far a partner is at this moment. width_bucket counts what has ended, because people_until is in order.';

-- Name: partner_type; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.partner_type (
    key text NOT NULL,
    family text NOT NULL,
    name text NOT NULL,
    functions text[] NOT NULL,
    metrics text[] NOT NULL,
    forms text[] NOT NULL,
    owns_end_customers boolean NOT NULL,
    CONSTRAINT partner_type_check CHECK (((family <> 'DISTRIBUTOR'::text) OR (NOT owns_end_customers))),
    CONSTRAINT partner_type_family_check CHECK ((family = ANY (ARRAY['DISTRIBUTOR'::text, 'RESELLER'::text])))
);

ALTER TABLE ONLY public.partner_type FORCE ROW LEVEL SECURITY;

-- Name: TABLE partner_type; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.partner_type IS 'Kinds of partners as data: the profile says which functions, metrics and forms apply.';

-- Name: COLUMN partner_type.owns_end_customers; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.partner_type.owns_end_customers IS 'Whether such a partner may own an end-customer opportunity. Never true for a distributor: its counterparties are partners.';

-- Name: password; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.password (
    person_id uuid NOT NULL,
    hash text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.password FORCE ROW LEVEL SECURITY;

-- Name: TABLE password; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.password IS 'argon2id in PHC form. Only the door reads it.';

-- Name: playbook; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.playbook (
    id uuid NOT NULL,
    key text NOT NULL,
    state text NOT NULL,
    locale text NOT NULL,
    title jsonb NOT NULL,
    purpose jsonb DEFAULT '{}'::jsonb NOT NULL,
    audience jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT playbook_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64))),
    CONSTRAINT playbook_locale_check CHECK (((length(locale) >= 2) AND (length(locale) <= 35))),
    CONSTRAINT playbook_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'RETIRED'::text])))
);

ALTER TABLE ONLY public.playbook FORCE ROW LEVEL SECURITY;

-- Name: TABLE playbook; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.playbook IS 'Content, courses and tasks in an order, for a purpose such as a first customer meeting.';

-- Name: playbook_item; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.playbook_item (
    id uuid NOT NULL,
    playbook_id uuid NOT NULL,
    key text NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    title jsonb NOT NULL,
    body jsonb DEFAULT '{}'::jsonb NOT NULL,
    optional boolean DEFAULT false NOT NULL,
    asset_id uuid,
    course_id uuid,
    removed_at timestamp with time zone,
    CONSTRAINT playbook_item_check CHECK (((kind = 'ASSET'::text) = (asset_id IS NOT NULL))),
    CONSTRAINT playbook_item_check1 CHECK (((kind = 'COURSE'::text) = (course_id IS NOT NULL))),
    CONSTRAINT playbook_item_key_check CHECK (((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(key) <= 64))),
    CONSTRAINT playbook_item_kind_check CHECK ((kind = ANY (ARRAY['ASSET'::text, 'COURSE'::text, 'TASK'::text]))),
    CONSTRAINT playbook_item_position_check CHECK (("position" > 0))
);

ALTER TABLE ONLY public.playbook_item FORCE ROW LEVEL SECURITY;

-- Name: TABLE playbook_item; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.playbook_item IS 'One step of a playbook. Taken out, it is only marked: what people did stays true.';

-- Name: playbook_progress; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.playbook_progress (
    person_id uuid NOT NULL,
    item_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    playbook_id uuid NOT NULL,
    done_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.playbook_progress FORCE ROW LEVEL SECURITY;

-- Name: TABLE playbook_progress; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.playbook_progress IS 'A person has done a step of a playbook. Steps that are courses count by their completion and have no row here.';

-- Name: playbook_tally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.playbook_tally (
    partner_id uuid NOT NULL,
    playbook_id uuid NOT NULL,
    started integer NOT NULL,
    finished integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT playbook_tally_check CHECK (((finished >= 0) AND (finished <= started))),
    CONSTRAINT playbook_tally_started_check CHECK ((started >= 0))
);

ALTER TABLE ONLY public.playbook_tally FORCE ROW LEVEL SECURITY;

-- Name: TABLE playbook_tally; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.playbook_tally IS 'How many people of a partner began a playbook, and how many have done all of it: what a distributor may read.';

-- Name: portfolio_link; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.portfolio_link (
    id uuid NOT NULL,
    distributor_id uuid NOT NULL,
    reseller_id uuid NOT NULL,
    state text NOT NULL,
    origin text NOT NULL,
    is_primary boolean DEFAULT false NOT NULL,
    access_level_cap text,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    reseller_name text NOT NULL,
    CONSTRAINT portfolio_link_access_level_cap_check CHECK ((access_level_cap = ANY (ARRAY['VIEW'::text, 'DOWNLOAD'::text, 'COBRAND'::text, 'COBRAND_EXTENDED'::text]))),
    CONSTRAINT portfolio_link_check CHECK ((distributor_id <> reseller_id)),
    CONSTRAINT portfolio_link_check1 CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT portfolio_link_check2 CHECK (((state = 'ENDED'::text) = (valid_to IS NOT NULL))),
    CONSTRAINT portfolio_link_origin_check CHECK ((origin = ANY (ARRAY['VENDOR'::text, 'DISTRIBUTOR'::text]))),
    CONSTRAINT portfolio_link_state_check CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'ENDED'::text])))
);

ALTER TABLE ONLY public.portfolio_link FORCE ROW LEVEL SECURITY;

-- Name: TABLE portfolio_link; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.portfolio_link IS 'One distributor serves one reseller for a time. Never edited into another pair: re-parenting ends one and begins another.';

-- Name: COLUMN portfolio_link.access_level_cap; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.portfolio_link.access_level_cap IS 'The most that a reseller may do through this link; null sets no cap.';

-- Name: COLUMN portfolio_link.reseller_name; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.portfolio_link.reseller_name IS 'The display name of the reseller, always equal to it: the order in which portfolios are read.';

-- Name: portfolio_forecast; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.portfolio_forecast WITH (security_invoker='true') AS
 SELECT l.distributor_id,
    x.definition_key,
    (sum(x.holders))::integer AS holders,
    (sum(x.lapsing_30))::integer AS lapsing_30,
    (sum(x.lapsing_60))::integer AS lapsing_60,
    (sum(x.lapsing_90))::integer AS lapsing_90,
    (sum(x.renewed_30))::integer AS renewed_30,
    (sum(x.renewed_60))::integer AS renewed_60,
    (sum(x.renewed_90))::integer AS renewed_90,
    (sum(x.required))::integer AS required,
    (sum(x.met))::integer AS met,
    (sum(x.below_30))::integer AS below_30,
    (sum(x.below_60))::integer AS below_60,
    (sum(x.below_90))::integer AS below_90
   FROM (public.portfolio_link l
     CROSS JOIN LATERAL ( SELECT x_1.partner_id,
            x_1.definition_key,
            x_1.active,
            x_1.holders,
            x_1.lapsing_30,
            x_1.lapsing_60,
            x_1.lapsing_90,
            x_1.renewed_30,
            x_1.renewed_60,
            x_1.renewed_90,
            x_1.required,
            x_1.met,
            x_1.below_30,
            x_1.below_60,
            x_1.below_90
           FROM public.partner_outlook x_1
          WHERE ((x_1.partner_id = l.reseller_id) AND x_1.active)
         OFFSET 0) x)
  WHERE ((l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now())))
  GROUP BY l.distributor_id, x.definition_key
 HAVING ((public.ctx_partner() IS NULL) OR bool_or((l.distributor_id = public.ctx_partner())));

-- Name: VIEW portfolio_forecast; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.portfolio_forecast IS 'What ends at the active resellers of a distributor, by certification. A reseller sees none: it would see itself alone. The offset keeps the planner to going from partner to partner, where it would read all holdings.';

-- Name: portfolio_measure; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.portfolio_measure (
    distributor_id uuid NOT NULL,
    measured_on date NOT NULL,
    measured_at timestamp with time zone NOT NULL,
    resellers integer NOT NULL,
    certified integer NOT NULL,
    people integer NOT NULL,
    certified_people integer NOT NULL,
    peers text NOT NULL,
    sample integer NOT NULL,
    median double precision,
    score double precision,
    lag text NOT NULL,
    CONSTRAINT portfolio_measure_certified_people_check CHECK ((certified_people >= 0)),
    CONSTRAINT portfolio_measure_check CHECK (((certified >= 0) AND (certified <= resellers))),
    CONSTRAINT portfolio_measure_lag_check CHECK ((lag = ANY (ARRAY['NONE'::text, 'BEHIND'::text, 'TOO_FEW'::text]))),
    CONSTRAINT portfolio_measure_peers_check CHECK ((peers = ANY (ARRAY['SAME_KIND'::text, 'ALL_KINDS'::text]))),
    CONSTRAINT portfolio_measure_people_check CHECK ((people >= 0)),
    CONSTRAINT portfolio_measure_resellers_check CHECK ((resellers > 0)),
    CONSTRAINT portfolio_measure_sample_check CHECK ((sample >= 0))
);

ALTER TABLE ONLY public.portfolio_measure FORCE ROW LEVEL SECURITY;

-- Name: TABLE portfolio_measure; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.portfolio_measure IS 'A day''s measure of the certification completion rate of a portfolio, beside the median of other distributors. What a review or a plan reads is this row, so that all read one number.';

-- Name: COLUMN portfolio_measure.peers; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.portfolio_measure.peers IS 'Whom it is compared with: distributors of the same kind, or, where those are fewer than 8, all.';

-- Name: COLUMN portfolio_measure.sample; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.portfolio_measure.sample IS 'How many other distributors the median is of.';

-- Name: COLUMN portfolio_measure.score; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.portfolio_measure.score IS 'Robust z-score: (rate - median) / (1.4826 x median absolute deviation); null where nothing deviates.';

-- Name: portfolio_progress; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.portfolio_progress WITH (security_invoker='true') AS
 SELECT l.distributor_id,
    (count(*))::integer AS resellers,
    (count(*) FILTER (WHERE g.certified))::integer AS certified_resellers,
    (sum(g.people))::integer AS people,
    (sum(g.certified_people))::integer AS certified_people,
    (sum(g.learners))::integer AS learners,
    (sum(g.assigned))::integer AS assigned,
    (sum(g.started))::integer AS started,
    (sum(g.overdue))::integer AS overdue,
    (sum(g.completed))::integer AS completed,
    ((count(*) FILTER (WHERE g.certified))::double precision / (count(*))::double precision) AS completion_rate,
    ((sum(g.certified_people))::double precision / (NULLIF(sum(g.people), 0))::double precision) AS person_rate
   FROM (public.portfolio_link l
     JOIN public.partner_progress g ON (((g.partner_id = l.reseller_id) AND g.active)))
  WHERE ((l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now())))
  GROUP BY l.distributor_id
 HAVING ((public.ctx_partner() IS NULL) OR bool_or((l.distributor_id = public.ctx_partner())));

-- Name: VIEW portfolio_progress; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.portfolio_progress IS 'How far the active resellers of a distributor are. A reseller sees none: it would see itself alone.';

-- Name: product_authorization; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.product_authorization (
    id uuid NOT NULL,
    partner_id uuid NOT NULL,
    product_line text NOT NULL,
    country text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT product_authorization_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT product_authorization_product_line_check CHECK (((length(product_line) >= 1) AND (length(product_line) <= 80)))
);

ALTER TABLE ONLY public.product_authorization FORCE ROW LEVEL SECURITY;

-- Name: TABLE product_authorization; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.product_authorization IS 'The right to sell a product line in a country, for a time.';

-- Name: question; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.question (
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    weight double precision NOT NULL,
    body jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT question_kind_check CHECK ((kind = ANY (ARRAY['SINGLE'::text, 'MULTIPLE'::text, 'TRUE_FALSE'::text, 'MATCHING'::text, 'ORDERING'::text, 'NUMERIC'::text, 'SHORT'::text]))),
    CONSTRAINT question_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT question_position_check CHECK (("position" > 0)),
    CONSTRAINT question_weight_check CHECK (((weight > (0)::double precision) AND (weight <= (100)::double precision)))
);

ALTER TABLE ONLY public.question FORCE ROW LEVEL SECURITY;

-- Name: TABLE question; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.question IS 'A question with its key. Only the vendor''s side reads it.';

-- Name: COLUMN question.body; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.question.body IS 'training/question.Question as JSON; kind and weight repeat what it says.';

-- Name: question_pool; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.question_pool (
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    draw integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT question_pool_draw_check CHECK (((draw >= 1) AND (draw <= 1000))),
    CONSTRAINT question_pool_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT question_pool_position_check CHECK (("position" > 0))
);

ALTER TABLE ONLY public.question_pool FORCE ROW LEVEL SECURITY;

-- Name: TABLE question_pool; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.question_pool IS 'Questions of which each attempt draws some; draw is null for all of them.';

-- Name: quiz_answer; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.quiz_answer (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    attempt_id uuid NOT NULL,
    person_id uuid NOT NULL,
    question_id uuid NOT NULL,
    place integer NOT NULL,
    shown jsonb NOT NULL,
    given jsonb,
    answered_at timestamp with time zone,
    CONSTRAINT quiz_answer_check CHECK (((given IS NULL) = (answered_at IS NULL))),
    CONSTRAINT quiz_answer_place_check CHECK ((place > 0))
);

ALTER TABLE ONLY public.quiz_answer FORCE ROW LEVEL SECURITY;

-- Name: TABLE quiz_answer; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.quiz_answer IS 'One question of an attempt: what the learner is shown of it, and what the learner gave.';

-- Name: COLUMN quiz_answer.shown; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_answer.shown IS 'training/question.Shown as JSON: texts in their order, nothing of the key.';

-- Name: quiz_review; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.quiz_review (
    answer_id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    person_id uuid NOT NULL,
    points double precision NOT NULL,
    weight double precision NOT NULL,
    correct jsonb NOT NULL,
    chosen integer[] DEFAULT '{}'::integer[] NOT NULL,
    CONSTRAINT quiz_review_points_check CHECK ((points >= (0)::double precision)),
    CONSTRAINT quiz_review_weight_check CHECK ((weight > (0)::double precision))
);

ALTER TABLE ONLY public.quiz_review FORCE ROW LEVEL SECURITY;

-- Name: TABLE quiz_review; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.quiz_review IS 'What one answer was worth and what would have been right. Written when the attempt ends.';

-- Name: COLUMN quiz_review.correct; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_review.correct IS 'training/question.Key as JSON, in the order of what was shown.';

-- Name: COLUMN quiz_review.chosen; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_review.chosen IS 'The chosen options by their authored place, for the statistics of the question.';

-- Name: quiz_tally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.quiz_tally (
    partner_id uuid NOT NULL,
    quiz_id uuid NOT NULL,
    attempts integer NOT NULL,
    learners integer NOT NULL,
    passed integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT quiz_tally_attempts_check CHECK ((attempts > 0)),
    CONSTRAINT quiz_tally_check CHECK (((learners >= 1) AND (learners <= attempts))),
    CONSTRAINT quiz_tally_check1 CHECK (((passed >= 0) AND (passed <= learners)))
);

ALTER TABLE ONLY public.quiz_tally FORCE ROW LEVEL SECURITY;

-- Name: TABLE quiz_tally; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.quiz_tally IS 'How many people of a partner have finished a quiz, how often, and how many have passed it: what a distributor may read.';

-- Name: quiz_version; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.quiz_version (
    id uuid NOT NULL,
    quiz_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    locale text NOT NULL,
    locales text[] NOT NULL,
    title jsonb NOT NULL,
    intro jsonb DEFAULT '{}'::jsonb NOT NULL,
    pass_percent double precision NOT NULL,
    max_attempts integer,
    cool_down_minutes integer DEFAULT 0 NOT NULL,
    time_limit_seconds integer,
    grace_seconds integer DEFAULT 15 NOT NULL,
    closes_at timestamp with time zone,
    review text NOT NULL,
    mixed boolean DEFAULT true NOT NULL,
    standalone boolean DEFAULT false NOT NULL,
    asks integer DEFAULT 0 NOT NULL,
    author_id uuid,
    published_by uuid,
    published_at timestamp with time zone,
    retired_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT quiz_version_asks_check CHECK ((asks >= 0)),
    CONSTRAINT quiz_version_check CHECK ((locale = ANY (locales))),
    CONSTRAINT quiz_version_check1 CHECK (((review <> 'AFTER_CLOSE'::text) OR (closes_at IS NOT NULL))),
    CONSTRAINT quiz_version_check2 CHECK (((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])) = (published_at IS NOT NULL))),
    CONSTRAINT quiz_version_check3 CHECK (((state = 'RETIRED'::text) = (retired_at IS NOT NULL))),
    CONSTRAINT quiz_version_cool_down_minutes_check CHECK (((cool_down_minutes >= 0) AND (cool_down_minutes <= 525600))),
    CONSTRAINT quiz_version_grace_seconds_check CHECK (((grace_seconds >= 0) AND (grace_seconds <= 600))),
    CONSTRAINT quiz_version_locale_check CHECK (((length(locale) >= 2) AND (length(locale) <= 35))),
    CONSTRAINT quiz_version_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 100))),
    CONSTRAINT quiz_version_number_check CHECK ((number > 0)),
    CONSTRAINT quiz_version_pass_percent_check CHECK (((pass_percent > (0)::double precision) AND (pass_percent <= (100)::double precision))),
    CONSTRAINT quiz_version_review_check CHECK ((review = ANY (ARRAY['NEVER'::text, 'AFTER_SUBMIT'::text, 'AFTER_PASS'::text, 'AFTER_CLOSE'::text]))),
    CONSTRAINT quiz_version_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'RETIRED'::text]))),
    CONSTRAINT quiz_version_time_limit_seconds_check CHECK (((time_limit_seconds >= 10) AND (time_limit_seconds <= 86400)))
);

ALTER TABLE ONLY public.quiz_version FORCE ROW LEVEL SECURITY;

-- Name: TABLE quiz_version; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.quiz_version IS 'One edition of a quiz. Once published it never changes, and an attempt is finished in the version that it was begun in.';

-- Name: COLUMN quiz_version.title; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.title IS 'By locale, as is the introduction; what is missing is shown in the quiz''s own locale.';

-- Name: COLUMN quiz_version.max_attempts; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.max_attempts IS 'How often one person may try, counted for each time that the course is taken; null sets no limit.';

-- Name: COLUMN quiz_version.cool_down_minutes; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.cool_down_minutes IS 'How long after a failed attempt the next may begin.';

-- Name: COLUMN quiz_version.grace_seconds; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.grace_seconds IS 'How long after its time an answer on its way still counts.';

-- Name: COLUMN quiz_version.review; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.review IS 'When a learner may see the right answers.';

-- Name: COLUMN quiz_version.mixed; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.mixed IS 'Whether the questions come in another order each time.';

-- Name: COLUMN quiz_version.standalone; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.standalone IS 'Whether it may be taken outside of a course.';

-- Name: COLUMN quiz_version.asks; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.quiz_version.asks IS 'How many questions one attempt has; known when it is published.';

-- Name: rendition; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.rendition (
    id uuid NOT NULL,
    partner_id uuid,
    via_distributor_id uuid,
    template_version_id uuid NOT NULL,
    piece text NOT NULL,
    output text NOT NULL,
    language text NOT NULL,
    state text NOT NULL,
    input_sha256 text NOT NULL,
    inputs jsonb NOT NULL,
    decision jsonb NOT NULL,
    media_type text NOT NULL,
    file_name text NOT NULL,
    source_sha256 text,
    source_bytes bigint DEFAULT 0 NOT NULL,
    made_sha256 text NOT NULL,
    made_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    pages integer NOT NULL,
    valid_until timestamp with time zone,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    verify_code text DEFAULT public.new_verify_code() NOT NULL,
    CONSTRAINT rendition_input_sha256_check CHECK ((input_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT rendition_made_sha256_check CHECK ((made_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT rendition_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT rendition_source_sha256_check CHECK ((source_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT rendition_state_check CHECK ((state = ANY (ARRAY['READY'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT rendition_verify_code_check CHECK ((verify_code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'::text))
);

ALTER TABLE ONLY public.rendition FORCE ROW LEVEL SECURITY;

-- Name: TABLE rendition; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.rendition IS 'A co-branded copy: which version, which inputs, which decision, which bytes.';

-- Name: COLUMN rendition.source_sha256; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.rendition.source_sha256 IS 'The vendor''s base file that the made bytes follow (PDF); null for images.';

-- Name: COLUMN rendition.made_sha256; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.rendition.made_sha256 IS 'What was made for this partner and stored: the appended tail of a PDF, or the whole image.';

-- Name: COLUMN rendition.verify_code; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.rendition.verify_code IS 'Who has it may look whether the copy is current. The hash of the file is as good.';

-- Name: requirement_counted; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.requirement_counted WITH (security_invoker='true') AS
 SELECT r.partner_id,
    r.definition_key,
    r.holders AS needed,
    GREATEST(( SELECT max(h.counts_until) AS max
           FROM public.holding h
          WHERE ((h.partner_id = r.partner_id) AND (h.definition_key = r.definition_key) AND (h.person_id IS NULL))), ( SELECT x.until
           FROM ( SELECT max(h.counts_until) AS until
                   FROM public.holding h
                  WHERE ((h.partner_id = r.partner_id) AND (h.definition_key = r.definition_key) AND (h.person_id IS NOT NULL) AND (NOT h.gone))
                  GROUP BY h.person_id) x
          ORDER BY x.until DESC
         OFFSET (r.holders - 1)
         LIMIT 1)) AS until,
    (o.status = 'ACTIVE'::text) AS active
   FROM (public.partner_requirement r
     JOIN public.partner o ON ((o.id = r.partner_id)));

-- Name: VIEW requirement_counted; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.requirement_counted IS 'requirement_tally, counted anew.';

-- Name: river_client; Type: TABLE; Schema: public; Owner: -

CREATE UNLOGGED TABLE public.river_client (
    id text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    paused_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT name_length CHECK (((char_length(id) > 0) AND (char_length(id) < 128)))
);

-- Name: river_client_queue; Type: TABLE; Schema: public; Owner: -

CREATE UNLOGGED TABLE public.river_client_queue (
    river_client_id text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    max_workers bigint DEFAULT 0 NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    num_jobs_completed bigint DEFAULT 0 NOT NULL,
    num_jobs_running bigint DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT name_length CHECK (((char_length(name) > 0) AND (char_length(name) < 128))),
    CONSTRAINT num_jobs_completed_zero_or_positive CHECK ((num_jobs_completed >= 0)),
    CONSTRAINT num_jobs_running_zero_or_positive CHECK ((num_jobs_running >= 0))
);

-- Name: river_job; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.river_job (
    id bigint NOT NULL,
    state public.river_job_state DEFAULT 'available'::public.river_job_state NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    max_attempts smallint NOT NULL,
    attempted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finalized_at timestamp with time zone,
    scheduled_at timestamp with time zone DEFAULT now() NOT NULL,
    priority smallint DEFAULT 1 NOT NULL,
    args jsonb NOT NULL,
    attempted_by text[],
    errors jsonb[],
    kind text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    queue text DEFAULT 'default'::text NOT NULL,
    tags character varying(255)[] DEFAULT '{}'::character varying[] NOT NULL,
    unique_key bytea,
    unique_states bit(8),
    CONSTRAINT finalized_or_finalized_at_null CHECK ((((finalized_at IS NULL) AND (state <> ALL (ARRAY['cancelled'::public.river_job_state, 'completed'::public.river_job_state, 'discarded'::public.river_job_state]))) OR ((finalized_at IS NOT NULL) AND (state = ANY (ARRAY['cancelled'::public.river_job_state, 'completed'::public.river_job_state, 'discarded'::public.river_job_state]))))),
    CONSTRAINT kind_length CHECK (((char_length(kind) > 0) AND (char_length(kind) < 128))),
    CONSTRAINT max_attempts_is_positive CHECK ((max_attempts > 0)),
    CONSTRAINT priority_in_range CHECK (((priority >= 1) AND (priority <= 4))),
    CONSTRAINT queue_length CHECK (((char_length(queue) > 0) AND (char_length(queue) < 128)))
);

-- Name: river_job_id_seq; Type: SEQUENCE; Schema: public; Owner: -

CREATE SEQUENCE public.river_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

-- Name: river_job_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -

ALTER SEQUENCE public.river_job_id_seq OWNED BY public.river_job.id;

-- Name: river_leader; Type: TABLE; Schema: public; Owner: -

CREATE UNLOGGED TABLE public.river_leader (
    elected_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    leader_id text NOT NULL,
    name text DEFAULT 'default'::text NOT NULL,
    CONSTRAINT leader_id_length CHECK (((char_length(leader_id) > 0) AND (char_length(leader_id) < 128))),
    CONSTRAINT name_length CHECK ((name = 'default'::text))
);

-- Name: river_migration; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.river_migration (
    line text NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT line_length CHECK (((char_length(line) > 0) AND (char_length(line) < 128))),
    CONSTRAINT version_gte_1 CHECK ((version >= 1))
);

-- Name: river_queue; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.river_queue (
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    paused_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL
);

-- Name: schema_migration; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.schema_migration (
    version bigint NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

-- Name: TABLE schema_migration; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.schema_migration IS 'The migrations that made this schema, with the checksum of each file.';

-- Name: session; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.session (
    token_hash bytea NOT NULL,
    person_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    user_agent text DEFAULT ''::text NOT NULL,
    CONSTRAINT session_user_agent_check CHECK ((length(user_agent) <= 400))
);

ALTER TABLE ONLY public.session FORCE ROW LEVEL SECURITY;

-- Name: TABLE session; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.session IS 'A signed-in browser. The token itself is never stored, only its sha256.';

-- Name: session_registration; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.session_registration (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    holder_id uuid,
    partner_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    attendance text,
    score double precision,
    passed boolean,
    verification text,
    reported_by uuid,
    reported_at timestamp with time zone,
    decided_by uuid,
    decided_at timestamp with time zone,
    decided_why text,
    completion_id uuid,
    credited_enrollment uuid,
    credited_lesson uuid,
    registered_by uuid,
    registered_at timestamp with time zone NOT NULL,
    CONSTRAINT session_registration_attendance_check CHECK ((attendance = ANY (ARRAY['ATTENDED'::text, 'ABSENT'::text]))),
    CONSTRAINT session_registration_check CHECK (((attendance IS NULL) OR (state = 'REGISTERED'::text))),
    CONSTRAINT session_registration_check1 CHECK (((attendance IS NULL) = (reported_at IS NULL))),
    CONSTRAINT session_registration_check2 CHECK (((NOT (attendance IS DISTINCT FROM 'ATTENDED'::text)) = (verification IS NOT NULL))),
    CONSTRAINT session_registration_check3 CHECK (((NOT (attendance IS DISTINCT FROM 'ATTENDED'::text)) OR ((score IS NULL) AND (passed IS NULL)))),
    CONSTRAINT session_registration_check4 CHECK (((verification IS DISTINCT FROM 'REJECTED'::text) OR (decided_why IS NOT NULL))),
    CONSTRAINT session_registration_check5 CHECK (((decided_by IS NULL) OR (verification <> 'VERIFIED'::text) OR (decided_by IS DISTINCT FROM reported_by))),
    CONSTRAINT session_registration_check6 CHECK (((NOT (verification IS DISTINCT FROM 'VERIFIED'::text)) OR ((completion_id IS NULL) AND (credited_lesson IS NULL)))),
    CONSTRAINT session_registration_check7 CHECK (((credited_enrollment IS NULL) = (credited_lesson IS NULL))),
    CONSTRAINT session_registration_score_check CHECK (((score >= (0)::double precision) AND (score <= (100)::double precision))),
    CONSTRAINT session_registration_state_check CHECK ((state = ANY (ARRAY['REGISTERED'::text, 'CANCELLED'::text]))),
    CONSTRAINT session_registration_verification_check CHECK ((verification = ANY (ARRAY['REPORTED'::text, 'VERIFIED'::text, 'REJECTED'::text])))
);

ALTER TABLE ONLY public.session_registration FORCE ROW LEVEL SECURITY;

-- Name: TABLE session_registration; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.session_registration IS 'A person has a seat in a session, was there or not, and with which result.';

-- Name: COLUMN session_registration.holder_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.session_registration.holder_id IS 'That of the session: who holds it reads its list.';

-- Name: COLUMN session_registration.name; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.session_registration.name IS 'As the list of attendees shows it.';

-- Name: COLUMN session_registration.decided_by; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.session_registration.decided_by IS 'Who verified or rejected the report; null where it is verified by itself.';

-- Name: COLUMN session_registration.completion_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.session_registration.completion_id IS 'The completion that this attendance brought; null while it brought none.';

-- Name: COLUMN session_registration.credited_lesson; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.session_registration.credited_lesson IS 'The lesson that this attendance completed.';

-- Name: sign_in_attempt; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.sign_in_attempt (
    id uuid NOT NULL,
    account bytea NOT NULL,
    network text NOT NULL,
    at timestamp with time zone NOT NULL,
    succeeded boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY public.sign_in_attempt FORCE ROW LEVEL SECURITY;

-- Name: TABLE sign_in_attempt; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.sign_in_attempt IS 'Guesses, counted per account and per network whether or not the account exists. account = sha256 of the lower-case e-mail.';

-- Name: staged_upload; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.staged_upload (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    partner_id uuid,
    purpose text NOT NULL,
    file_name text NOT NULL,
    bytes bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT staged_upload_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT staged_upload_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
    CONSTRAINT staged_upload_purpose_check CHECK ((purpose = ANY (ARRAY['LOGO'::text, 'TEMPLATE'::text, 'ASSET'::text, 'COURSE'::text, 'EVIDENCE'::text, 'IMPORT'::text])))
);

ALTER TABLE ONLY public.staged_upload FORCE ROW LEVEL SECURITY;

-- Name: TABLE staged_upload; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.staged_upload IS 'A file that is put first (into the file store, by a signed request) and named later. It waits 24 hours.';

-- Name: template; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.template (
    id uuid NOT NULL,
    slug text NOT NULL,
    title jsonb NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT template_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 64)))
);

ALTER TABLE ONLY public.template FORCE ROW LEVEL SECURITY;

-- Name: TABLE template; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.template IS 'A document that partners fill. title: by language.';

-- Name: template_version; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.template_version (
    id uuid NOT NULL,
    template_id uuid NOT NULL,
    version text NOT NULL,
    state text NOT NULL,
    content_sha256 text NOT NULL,
    package_sha256 text NOT NULL,
    package_bytes bigint NOT NULL,
    manifest json NOT NULL,
    problems jsonb DEFAULT '[]'::jsonb NOT NULL,
    author_id uuid,
    approved_by uuid,
    published_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    withdraw_why text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT template_version_check CHECK (((approved_by IS NULL) OR (approved_by <> author_id))),
    CONSTRAINT template_version_check1 CHECK (((state = ANY (ARRAY['PUBLISHED'::text, 'SUPERSEDED'::text, 'WITHDRAWN'::text])) = (published_at IS NOT NULL))),
    CONSTRAINT template_version_check2 CHECK (((state = 'WITHDRAWN'::text) = (withdrawn_at IS NOT NULL))),
    CONSTRAINT template_version_content_sha256_check CHECK ((content_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT template_version_package_sha256_check CHECK ((package_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT template_version_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_REVIEW'::text, 'APPROVED'::text, 'PUBLISHED'::text, 'SUPERSEDED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT template_version_version_check CHECK ((version ~ '^\d+\.\d+\.\d+$'::text))
);

ALTER TABLE ONLY public.template_version FORCE ROW LEVEL SECURITY;

-- Name: TABLE template_version; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.template_version IS 'One version of a template, compiled. A published version never changes; the author never approves.';

-- Name: COLUMN template_version.package_sha256; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.template_version.package_sha256 IS 'The compiled package in the blob store: art, plans and fonts, ready to render.';

-- Name: COLUMN template_version.manifest; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.template_version.manifest IS 'As it was frozen. json, not jsonb: the order of pieces, outputs and fields is its author''s.';

-- Name: tier; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.tier (
    id uuid NOT NULL,
    program_id uuid NOT NULL,
    rank integer NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    access_level text NOT NULL,
    CONSTRAINT tier_access_level_check CHECK ((access_level = ANY (ARRAY['VIEW'::text, 'DOWNLOAD'::text, 'COBRAND'::text, 'COBRAND_EXTENDED'::text]))),
    CONSTRAINT tier_key_check CHECK ((key ~ '^[a-z0-9-]+$'::text)),
    CONSTRAINT tier_rank_check CHECK ((rank > 0))
);

ALTER TABLE ONLY public.tier FORCE ROW LEVEL SECURITY;

-- Name: TABLE tier; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.tier IS 'A rung of one program''s ladder. Each program has its own: a distributor never stands on a reseller''s.';

-- Name: training_overview; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.training_overview WITH (security_invoker='true') AS
 SELECT 'overview'::text AS key,
    (count(*))::integer AS partners,
    (count(*) FILTER (WHERE t.certified))::integer AS certified_partners,
    (COALESCE(sum(t.people), (0)::bigint))::integer AS people,
    (COALESCE(sum(t.certified_people), (0)::bigint))::integer AS certified_people,
    (COALESCE(sum(t.learners), (0)::bigint))::integer AS learners,
    (COALESCE(sum(t.assigned), (0)::bigint))::integer AS assigned,
    (COALESCE(sum(t.started), (0)::bigint))::integer AS started,
    (COALESCE(sum(t.overdue), (0)::bigint))::integer AS overdue,
    (COALESCE(sum(t.completed), (0)::bigint))::integer AS completed
   FROM public.partner_progress t
  WHERE t.active;

-- Name: VIEW training_overview; Type: COMMENT; Schema: public; Owner: -

COMMENT ON VIEW public.training_overview IS 'How far all active partners are whom the reader may count.';

-- Name: training_session; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.training_session (
    id uuid NOT NULL,
    holder_id uuid,
    course_id uuid NOT NULL,
    lesson_key text,
    title text NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    url text DEFAULT ''::text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    time_zone text NOT NULL,
    seats integer,
    registered integer DEFAULT 0 NOT NULL,
    language text NOT NULL,
    state text NOT NULL,
    reason text,
    planned_by uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT training_session_check CHECK ((ends_at > starts_at)),
    CONSTRAINT training_session_check1 CHECK (((place <> ''::text) OR (url <> ''::text))),
    CONSTRAINT training_session_check2 CHECK (((seats IS NULL) OR (registered <= seats))),
    CONSTRAINT training_session_check3 CHECK (((state = 'CANCELLED'::text) = (reason IS NOT NULL))),
    CONSTRAINT training_session_language_check CHECK (((length(language) >= 2) AND (length(language) <= 35))),
    CONSTRAINT training_session_lesson_key_check CHECK (((lesson_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(lesson_key) <= 64))),
    CONSTRAINT training_session_place_check CHECK ((length(place) <= 300)),
    CONSTRAINT training_session_registered_check CHECK ((registered >= 0)),
    CONSTRAINT training_session_seats_check CHECK (((seats >= 1) AND (seats <= 5000))),
    CONSTRAINT training_session_state_check CHECK ((state = ANY (ARRAY['PLANNED'::text, 'HELD'::text, 'CLOSED'::text, 'CANCELLED'::text]))),
    CONSTRAINT training_session_time_zone_check CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 64))),
    CONSTRAINT training_session_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
    CONSTRAINT training_session_url_check CHECK ((length(url) <= 1000))
);

ALTER TABLE ONLY public.training_session FORCE ROW LEVEL SECURITY;

-- Name: TABLE training_session; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.training_session IS 'A class at a time and a place, which teaches a course or one lesson of it.';

-- Name: COLUMN training_session.holder_id; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.training_session.holder_id IS 'The distributor that holds it; null for the vendor.';

-- Name: COLUMN training_session.lesson_key; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.training_session.lesson_key IS 'The lesson that it is, by key, because versions of a course have lessons of their own; null for the whole course.';

-- Name: COLUMN training_session.time_zone; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.training_session.time_zone IS 'IANA name: in which zone people at the place read its times.';

-- Name: COLUMN training_session.registered; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.training_session.registered IS 'How many seats are taken; who may not read the list may read this.';

-- Name: trusted_reporter; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.trusted_reporter (
    partner_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    granted_by uuid
);

ALTER TABLE ONLY public.trusted_reporter FORCE ROW LEVEL SECURITY;

-- Name: TABLE trusted_reporter; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.trusted_reporter IS 'Distributors whose reports of attendance and completions are verified by themselves.';

-- Name: xapi_activity; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.xapi_activity (
    activity_id text NOT NULL,
    course_id uuid NOT NULL,
    mapped_by uuid,
    mapped_at timestamp with time zone NOT NULL,
    CONSTRAINT xapi_activity_activity_id_check CHECK (((length(activity_id) >= 1) AND (length(activity_id) <= 500)))
);

ALTER TABLE ONLY public.xapi_activity FORCE ROW LEVEL SECURITY;

-- Name: TABLE xapi_activity; Type: COMMENT; Schema: public; Owner: -

COMMENT ON TABLE public.xapi_activity IS 'Which course an activity of another learning system is.';

-- Name: river_job id; Type: DEFAULT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_job ALTER COLUMN id SET DEFAULT nextval('public.river_job_id_seq'::regclass);

-- Name: agreement agreement_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_pkey PRIMARY KEY (id);

-- Name: agreement_text agreement_text_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.agreement_text
    ADD CONSTRAINT agreement_text_pkey PRIMARY KEY (kind, version);

-- Name: api_token api_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);

-- Name: approval approval_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.approval
    ADD CONSTRAINT approval_pkey PRIMARY KEY (id);

-- Name: asset asset_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset
    ADD CONSTRAINT asset_pkey PRIMARY KEY (id);

-- Name: asset asset_slug_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset
    ADD CONSTRAINT asset_slug_key UNIQUE (slug);

-- Name: asset_unlock asset_unlock_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset_unlock
    ADD CONSTRAINT asset_unlock_pkey PRIMARY KEY (partner_id, asset_id, effect_id);

-- Name: asset_version asset_version_asset_id_language_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset_version
    ADD CONSTRAINT asset_version_asset_id_language_number_key UNIQUE (asset_id, language, number);

-- Name: asset_version asset_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset_version
    ADD CONSTRAINT asset_version_pkey PRIMARY KEY (id);

-- Name: assignment_rule assignment_rule_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.assignment_rule
    ADD CONSTRAINT assignment_rule_pkey PRIMARY KEY (id);

-- Name: attended_session attended_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.attended_session
    ADD CONSTRAINT attended_session_pkey PRIMARY KEY (id);

-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (seq);

-- Name: brand_mark brand_mark_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.brand_mark
    ADD CONSTRAINT brand_mark_pkey PRIMARY KEY (id);

-- Name: bulk_render_item bulk_render_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render_item
    ADD CONSTRAINT bulk_render_item_pkey PRIMARY KEY (id);

-- Name: bulk_render bulk_render_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render
    ADD CONSTRAINT bulk_render_pkey PRIMARY KEY (id);

-- Name: certification_definition certification_definition_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_definition
    ADD CONSTRAINT certification_definition_pkey PRIMARY KEY (key);

-- Name: certification_evidence certification_evidence_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_evidence
    ADD CONSTRAINT certification_evidence_pkey PRIMARY KEY (id);

-- Name: certification_ground certification_ground_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_ground
    ADD CONSTRAINT certification_ground_pkey PRIMARY KEY (certification_id, kind, subject);

-- Name: certification_notice certification_notice_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice
    ADD CONSTRAINT certification_notice_pkey PRIMARY KEY (certification_id, stage);

-- Name: certification_notice_tally certification_notice_tally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice_tally
    ADD CONSTRAINT certification_notice_tally_pkey PRIMARY KEY (partner_id, definition_key, stage);

-- Name: certification certification_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_pkey PRIMARY KEY (id);

-- Name: completion_import completion_import_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.completion_import
    ADD CONSTRAINT completion_import_pkey PRIMARY KEY (id);

-- Name: content_event content_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.content_event
    ADD CONSTRAINT content_event_pkey PRIMARY KEY (id);

-- Name: course_completion course_completion_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_completion
    ADD CONSTRAINT course_completion_pkey PRIMARY KEY (id);

-- Name: course_delta course_delta_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_delta
    ADD CONSTRAINT course_delta_pkey PRIMARY KEY (id);

-- Name: course_file course_file_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_file
    ADD CONSTRAINT course_file_pkey PRIMARY KEY (id);

-- Name: course_file course_file_version_id_path_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_file
    ADD CONSTRAINT course_file_version_id_path_key UNIQUE (version_id, path);

-- Name: course course_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course
    ADD CONSTRAINT course_key_key UNIQUE (key);

-- Name: course course_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course
    ADD CONSTRAINT course_pkey PRIMARY KEY (id);

-- Name: course_prerequisite course_prerequisite_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_prerequisite
    ADD CONSTRAINT course_prerequisite_pkey PRIMARY KEY (version_id, course_id);

-- Name: course_tally course_tally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_tally
    ADD CONSTRAINT course_tally_pkey PRIMARY KEY (partner_id, course_id);

-- Name: course_total course_total_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_total
    ADD CONSTRAINT course_total_pkey PRIMARY KEY (course_id);

-- Name: course_version course_version_course_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_version
    ADD CONSTRAINT course_version_course_id_number_key UNIQUE (course_id, number);

-- Name: course_version course_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_version
    ADD CONSTRAINT course_version_pkey PRIMARY KEY (id);

-- Name: curriculum_course curriculum_course_curriculum_id_position_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.curriculum_course
    ADD CONSTRAINT curriculum_course_curriculum_id_position_key UNIQUE (curriculum_id, "position");

-- Name: curriculum_course curriculum_course_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.curriculum_course
    ADD CONSTRAINT curriculum_course_pkey PRIMARY KEY (curriculum_id, course_id);

-- Name: curriculum curriculum_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.curriculum
    ADD CONSTRAINT curriculum_key_key UNIQUE (key);

-- Name: curriculum curriculum_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.curriculum
    ADD CONSTRAINT curriculum_pkey PRIMARY KEY (id);

-- Name: definition_requirement definition_requirement_definition_key_path_position_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.definition_requirement
    ADD CONSTRAINT definition_requirement_definition_key_path_position_key UNIQUE (definition_key, path, "position");

-- Name: definition_requirement definition_requirement_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.definition_requirement
    ADD CONSTRAINT definition_requirement_pkey PRIMARY KEY (id);

-- Name: effect_balance effect_balance_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect_balance
    ADD CONSTRAINT effect_balance_pkey PRIMARY KEY (partner_id, kind, target, until);

-- Name: effect effect_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect
    ADD CONSTRAINT effect_pkey PRIMARY KEY (id);

-- Name: effect_rule effect_rule_key_version_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect_rule
    ADD CONSTRAINT effect_rule_key_version_key UNIQUE (key, version);

-- Name: effect_rule effect_rule_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect_rule
    ADD CONSTRAINT effect_rule_pkey PRIMARY KEY (id);

-- Name: enrollment enrollment_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_pkey PRIMARY KEY (id);

-- Name: enrollment_reminder enrollment_reminder_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment_reminder
    ADD CONSTRAINT enrollment_reminder_pkey PRIMARY KEY (enrollment_id, kind, due_at);

-- Name: holding holding_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_pkey PRIMARY KEY (certification_id);

-- Name: idempotency_key idempotency_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (principal, key, action);

-- Name: import_line import_line_number; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_number UNIQUE (import_id, number);

-- Name: import_line import_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_pkey PRIMARY KEY (id);

-- Name: invitation invitation_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (token_hash);

-- Name: learner_tally learner_tally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.learner_tally
    ADD CONSTRAINT learner_tally_pkey PRIMARY KEY (person_id);

-- Name: lesson lesson_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_pkey PRIMARY KEY (id);

-- Name: lesson_progress lesson_progress_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson_progress
    ADD CONSTRAINT lesson_progress_pkey PRIMARY KEY (enrollment_id, lesson_id);

-- Name: lesson lesson_version_id_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_version_id_key_key UNIQUE (version_id, key);

-- Name: lesson lesson_version_id_position_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_version_id_position_key UNIQUE (version_id, "position");

-- Name: logo logo_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.logo
    ADD CONSTRAINT logo_pkey PRIMARY KEY (id);

-- Name: membership_lapse membership_lapse_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership_lapse
    ADD CONSTRAINT membership_lapse_pkey PRIMARY KEY (membership_id, definition_key);

-- Name: membership membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (id);

-- Name: module module_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.module
    ADD CONSTRAINT module_pkey PRIMARY KEY (id);

-- Name: module module_version_id_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.module
    ADD CONSTRAINT module_version_id_key_key UNIQUE (version_id, key);

-- Name: module module_version_id_position_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.module
    ADD CONSTRAINT module_version_id_position_key UNIQUE (version_id, "position");

-- Name: notice_kind notice_kind_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice_kind
    ADD CONSTRAINT notice_kind_pkey PRIMARY KEY (kind);

-- Name: notice_kind notice_kind_place_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice_kind
    ADD CONSTRAINT notice_kind_place_key UNIQUE (place);

-- Name: notice_mail notice_mail_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice_mail
    ADD CONSTRAINT notice_mail_pkey PRIMARY KEY (id);

-- Name: notice notice_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_once UNIQUE (person_id, cause);

-- Name: notice notice_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

-- Name: notice_preference notice_preference_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice_preference
    ADD CONSTRAINT notice_preference_pkey PRIMARY KEY (person_id, kind);

-- Name: partner partner_id_and_name; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.partner
    ADD CONSTRAINT partner_id_and_name UNIQUE (id, display_name);

-- Name: partner partner_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.partner
    ADD CONSTRAINT partner_pkey PRIMARY KEY (id);

-- Name: partner_tally partner_tally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.partner_tally
    ADD CONSTRAINT partner_tally_pkey PRIMARY KEY (partner_id);

-- Name: partner_type partner_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.partner_type
    ADD CONSTRAINT partner_type_pkey PRIMARY KEY (key);

-- Name: password password_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.password
    ADD CONSTRAINT password_pkey PRIMARY KEY (person_id);

-- Name: person person_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

-- Name: playbook_item playbook_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_item
    ADD CONSTRAINT playbook_item_pkey PRIMARY KEY (id);

-- Name: playbook_item playbook_item_playbook_id_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_item
    ADD CONSTRAINT playbook_item_playbook_id_key_key UNIQUE (playbook_id, key);

-- Name: playbook playbook_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook
    ADD CONSTRAINT playbook_key_key UNIQUE (key);

-- Name: playbook playbook_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook
    ADD CONSTRAINT playbook_pkey PRIMARY KEY (id);

-- Name: playbook_progress playbook_progress_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_progress
    ADD CONSTRAINT playbook_progress_pkey PRIMARY KEY (person_id, item_id);

-- Name: playbook_tally playbook_tally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_tally
    ADD CONSTRAINT playbook_tally_pkey PRIMARY KEY (partner_id, playbook_id);

-- Name: portfolio_link portfolio_link_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.portfolio_link
    ADD CONSTRAINT portfolio_link_pkey PRIMARY KEY (id);

-- Name: portfolio_measure portfolio_measure_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.portfolio_measure
    ADD CONSTRAINT portfolio_measure_pkey PRIMARY KEY (distributor_id, measured_on);

-- Name: product_authorization product_authorization_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.product_authorization
    ADD CONSTRAINT product_authorization_pkey PRIMARY KEY (id);

-- Name: program program_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.program
    ADD CONSTRAINT program_key_key UNIQUE (key);

-- Name: program program_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.program
    ADD CONSTRAINT program_pkey PRIMARY KEY (id);

-- Name: question question_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_pkey PRIMARY KEY (id);

-- Name: question_pool question_pool_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.question_pool
    ADD CONSTRAINT question_pool_pkey PRIMARY KEY (id);

-- Name: question_pool question_pool_version_id_name_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.question_pool
    ADD CONSTRAINT question_pool_version_id_name_key UNIQUE (version_id, name);

-- Name: quiz_answer quiz_answer_attempt_id_place_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_answer
    ADD CONSTRAINT quiz_answer_attempt_id_place_key UNIQUE (attempt_id, place);

-- Name: quiz_answer quiz_answer_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_answer
    ADD CONSTRAINT quiz_answer_pkey PRIMARY KEY (id);

-- Name: quiz_attempt quiz_attempt_person_id_quiz_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_person_id_quiz_id_number_key UNIQUE (person_id, quiz_id, number);

-- Name: quiz_attempt quiz_attempt_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_pkey PRIMARY KEY (id);

-- Name: quiz quiz_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz
    ADD CONSTRAINT quiz_key_key UNIQUE (key);

-- Name: quiz quiz_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz
    ADD CONSTRAINT quiz_pkey PRIMARY KEY (id);

-- Name: quiz_review quiz_review_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_review
    ADD CONSTRAINT quiz_review_pkey PRIMARY KEY (answer_id);

-- Name: quiz_tally quiz_tally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_tally
    ADD CONSTRAINT quiz_tally_pkey PRIMARY KEY (partner_id, quiz_id);

-- Name: quiz_version quiz_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_version
    ADD CONSTRAINT quiz_version_pkey PRIMARY KEY (id);

-- Name: quiz_version quiz_version_quiz_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_version
    ADD CONSTRAINT quiz_version_quiz_id_number_key UNIQUE (quiz_id, number);

-- Name: rendition rendition_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.rendition
    ADD CONSTRAINT rendition_pkey PRIMARY KEY (id);

-- Name: requirement_tally requirement_tally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.requirement_tally
    ADD CONSTRAINT requirement_tally_pkey PRIMARY KEY (partner_id, definition_key);

-- Name: river_client river_client_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_client
    ADD CONSTRAINT river_client_pkey PRIMARY KEY (id);

-- Name: river_client_queue river_client_queue_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_client_queue
    ADD CONSTRAINT river_client_queue_pkey PRIMARY KEY (river_client_id, name);

-- Name: river_job river_job_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_job
    ADD CONSTRAINT river_job_pkey PRIMARY KEY (id);

-- Name: river_leader river_leader_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_leader
    ADD CONSTRAINT river_leader_pkey PRIMARY KEY (name);

-- Name: river_migration river_migration_pkey1; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_migration
    ADD CONSTRAINT river_migration_pkey1 PRIMARY KEY (line, version);

-- Name: river_queue river_queue_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_queue
    ADD CONSTRAINT river_queue_pkey PRIMARY KEY (name);

-- Name: schema_migration schema_migration_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);

-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);

-- Name: session_registration session_registration_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_once UNIQUE (session_id, person_id);

-- Name: session_registration session_registration_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_pkey PRIMARY KEY (id);

-- Name: sign_in_attempt sign_in_attempt_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (id);

-- Name: staged_upload staged_upload_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.staged_upload
    ADD CONSTRAINT staged_upload_pkey PRIMARY KEY (id);

-- Name: template template_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.template
    ADD CONSTRAINT template_pkey PRIMARY KEY (id);

-- Name: template template_slug_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.template
    ADD CONSTRAINT template_slug_key UNIQUE (slug);

-- Name: template_version template_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.template_version
    ADD CONSTRAINT template_version_pkey PRIMARY KEY (id);

-- Name: template_version template_version_template_id_version_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.template_version
    ADD CONSTRAINT template_version_template_id_version_key UNIQUE (template_id, version);

-- Name: tier tier_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.tier
    ADD CONSTRAINT tier_pkey PRIMARY KEY (id);

-- Name: tier tier_program_id_id_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.tier
    ADD CONSTRAINT tier_program_id_id_key UNIQUE (program_id, id);

-- Name: tier tier_program_id_key_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.tier
    ADD CONSTRAINT tier_program_id_key_key UNIQUE (program_id, key);

-- Name: tier tier_program_id_rank_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.tier
    ADD CONSTRAINT tier_program_id_rank_key UNIQUE (program_id, rank);

-- Name: training_session training_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_pkey PRIMARY KEY (id);

-- Name: trusted_reporter trusted_reporter_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.trusted_reporter
    ADD CONSTRAINT trusted_reporter_pkey PRIMARY KEY (partner_id);

-- Name: xapi_activity xapi_activity_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.xapi_activity
    ADD CONSTRAINT xapi_activity_pkey PRIMARY KEY (activity_id);

-- Name: agreement_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX agreement_once ON public.agreement USING btree (partner_id, kind, version);

-- Name: agreement_signer; Type: INDEX; Schema: public; Owner: -

CREATE INDEX agreement_signer ON public.agreement USING btree (signed_by);

-- Name: agreement_text_of; Type: INDEX; Schema: public; Owner: -

CREATE INDEX agreement_text_of ON public.agreement USING btree (kind, version);

-- Name: api_token_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX api_token_partner ON public.api_token USING btree (partner_id);

-- Name: api_token_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX api_token_person ON public.api_token USING btree (person_id);

-- Name: approval_decider; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_decider ON public.approval USING btree (decided_by);

-- Name: approval_granted; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_granted ON public.approval USING btree (partner_id, input_sha256) WHERE (state = ANY (ARRAY['APPROVED'::text, 'MADE'::text]));

-- Name: approval_newest; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_newest ON public.approval USING btree (created_at DESC, id DESC);

-- Name: approval_open; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX approval_open ON public.approval USING btree (partner_id, via_distributor_id, input_sha256) NULLS NOT DISTINCT WHERE (state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text]));

-- Name: approval_queue; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_queue ON public.approval USING btree (created_at, id) WHERE (state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text]));

-- Name: approval_rendition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_rendition ON public.approval USING btree (rendition_id);

-- Name: approval_requester; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_requester ON public.approval USING btree (requested_by);

-- Name: approval_version; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_version ON public.approval USING btree (template_version_id);

-- Name: approval_via; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_via ON public.approval USING btree (via_distributor_id);

-- Name: asset_list; Type: INDEX; Schema: public; Owner: -

CREATE INDEX asset_list ON public.asset USING btree (title, id) WHERE (state = 'PUBLISHED'::text);

-- Name: asset_unlock_asset; Type: INDEX; Schema: public; Owner: -

CREATE INDEX asset_unlock_asset ON public.asset_unlock USING btree (asset_id);

-- Name: asset_unlock_effect; Type: INDEX; Schema: public; Owner: -

CREATE INDEX asset_unlock_effect ON public.asset_unlock USING btree (effect_id);

-- Name: assignment_rule_author; Type: INDEX; Schema: public; Owner: -

CREATE INDEX assignment_rule_author ON public.assignment_rule USING btree (created_by);

-- Name: assignment_rule_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX assignment_rule_course ON public.assignment_rule USING btree (course_id);

-- Name: assignment_rule_curriculum; Type: INDEX; Schema: public; Owner: -

CREATE INDEX assignment_rule_curriculum ON public.assignment_rule USING btree (curriculum_id);

-- Name: attended_session_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX attended_session_once ON public.attended_session USING btree (person_id, session_key, attended_at);

-- Name: attended_session_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX attended_session_partner ON public.attended_session USING btree (partner_id);

-- Name: audit_entry_object; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_object ON public.audit_entry USING btree (object_kind, object_id, seq);

-- Name: audit_entry_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_partner ON public.audit_entry USING btree (partner_id, seq);

-- Name: brand_mark_adder; Type: INDEX; Schema: public; Owner: -

CREATE INDEX brand_mark_adder ON public.brand_mark USING btree (added_by);

-- Name: bulk_render_item_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX bulk_render_item_once ON public.bulk_render_item USING btree (bulk_id, partner_id, piece, output);

-- Name: bulk_render_item_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_item_partner ON public.bulk_render_item USING btree (partner_id);

-- Name: bulk_render_item_queued; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_item_queued ON public.bulk_render_item USING btree (bulk_id, partner_id, piece, output) WHERE (state = 'QUEUED'::text);

-- Name: bulk_render_item_rendition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_item_rendition ON public.bulk_render_item USING btree (rendition_id);

-- Name: bulk_render_newest; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_newest ON public.bulk_render USING btree (created_at DESC, id DESC);

-- Name: bulk_render_open; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_open ON public.bulk_render USING btree (moved_at) WHERE (state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text]));

-- Name: bulk_render_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_partner ON public.bulk_render USING btree (partner_id);

-- Name: bulk_render_requester; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_requester ON public.bulk_render USING btree (requested_by, created_at DESC, id DESC);

-- Name: bulk_render_template; Type: INDEX; Schema: public; Owner: -

CREATE INDEX bulk_render_template ON public.bulk_render USING btree (template_id);

-- Name: certification_definition_expiry; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_definition_expiry ON public.certification USING btree (definition_key, expires_at, id);

-- Name: certification_evidence_decider; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_evidence_decider ON public.certification_evidence USING btree (decided_by);

-- Name: certification_evidence_definition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_evidence_definition ON public.certification_evidence USING btree (definition_key);

-- Name: certification_evidence_desk; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_evidence_desk ON public.certification_evidence USING btree (submitted_at, id) WHERE (state = 'SUBMITTED'::text);

-- Name: certification_evidence_of; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_evidence_of ON public.certification USING btree (evidence_id);

-- Name: certification_evidence_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX certification_evidence_once ON public.certification_evidence USING btree (partner_id, person_id, definition_key, sha256) NULLS NOT DISTINCT WHERE (state <> 'REFUSED'::text);

-- Name: certification_evidence_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_evidence_partner ON public.certification_evidence USING btree (partner_id, submitted_at DESC, id DESC);

-- Name: certification_evidence_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_evidence_person ON public.certification_evidence USING btree (person_id);

-- Name: certification_evidence_submitter; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_evidence_submitter ON public.certification_evidence USING btree (submitted_by);

-- Name: certification_expiry; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_expiry ON public.certification USING btree (expires_at, id);

-- Name: certification_ground_fact; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_ground_fact ON public.certification_ground USING btree (fact_id);

-- Name: certification_ground_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_ground_partner ON public.certification_ground USING btree (partner_id);

-- Name: certification_ground_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_ground_person ON public.certification_ground USING btree (person_id);

-- Name: certification_holder; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_holder ON public.certification USING btree (partner_id, expires_at DESC, id) INCLUDE (definition_key, issued_at, revoked_at);

-- Name: certification_issued_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX certification_issued_once ON public.certification USING btree (partner_id, definition_key, person_id, ordinal) NULLS NOT DISTINCT WHERE (ordinal IS NOT NULL);

-- Name: certification_notice_definition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_notice_definition ON public.certification_notice USING btree (definition_key);

-- Name: certification_notice_newest; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_notice_newest ON public.certification_notice USING btree (noticed_at);

-- Name: certification_notice_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_notice_partner ON public.certification_notice USING btree (partner_id, noticed_at DESC, certification_id DESC);

-- Name: certification_notice_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_notice_person ON public.certification_notice USING btree (person_id, noticed_at DESC, certification_id DESC);

-- Name: certification_notice_tally_definition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_notice_tally_definition ON public.certification_notice_tally USING btree (definition_key);

-- Name: certification_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_person ON public.certification USING btree (person_id);

-- Name: certification_renewed_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX certification_renewed_once ON public.certification USING btree (renews) WHERE ((renews IS NOT NULL) AND (revoked_at IS NULL));

-- Name: certification_renews; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_renews ON public.certification USING btree (renews);

-- Name: certification_requirement_definition_key_idx; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_requirement_definition_key_idx ON public.certification_requirement USING btree (definition_key);

-- Name: certification_requirement_program_id_idx; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_requirement_program_id_idx ON public.certification_requirement USING btree (program_id);

-- Name: certification_requirement_tier_id_idx; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_requirement_tier_id_idx ON public.certification_requirement USING btree (tier_id);

-- Name: certification_revoked; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_revoked ON public.certification USING btree (status_index) WHERE (revoked_at IS NOT NULL);

-- Name: certification_status_index; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX certification_status_index ON public.certification USING btree (status_index);

-- Name: certification_to_begin; Type: INDEX; Schema: public; Owner: -

CREATE INDEX certification_to_begin ON public.certification USING btree (issued_at) WHERE ((NOT begun) AND (revoked_at IS NULL));

-- Name: certification_verify_code; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX certification_verify_code ON public.certification USING btree (verify_code);

-- Name: completion_import_created; Type: INDEX; Schema: public; Owner: -

CREATE INDEX completion_import_created ON public.completion_import USING btree (created_at, id);

-- Name: completion_import_decider; Type: INDEX; Schema: public; Owner: -

CREATE INDEX completion_import_decider ON public.completion_import USING btree (decided_by);

-- Name: completion_import_holder; Type: INDEX; Schema: public; Owner: -

CREATE INDEX completion_import_holder ON public.completion_import USING btree (holder_id, created_at);

-- Name: completion_import_open; Type: INDEX; Schema: public; Owner: -

CREATE INDEX completion_import_open ON public.completion_import USING btree (created_at) WHERE (state = ANY (ARRAY['POSTING'::text, 'UNDOING'::text]));

-- Name: completion_import_requester; Type: INDEX; Schema: public; Owner: -

CREATE INDEX completion_import_requester ON public.completion_import USING btree (requested_by);

-- Name: completion_import_undoer; Type: INDEX; Schema: public; Owner: -

CREATE INDEX completion_import_undoer ON public.completion_import USING btree (undone_by);

-- Name: content_event_asset; Type: INDEX; Schema: public; Owner: -

CREATE INDEX content_event_asset ON public.content_event USING btree (asset_version_id, at);

-- Name: content_event_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX content_event_partner ON public.content_event USING btree (partner_id, at);

-- Name: content_event_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX content_event_person ON public.content_event USING btree (person_id, at);

-- Name: content_event_rendition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX content_event_rendition ON public.content_event USING btree (rendition_id);

-- Name: content_event_template; Type: INDEX; Schema: public; Owner: -

CREATE INDEX content_event_template ON public.content_event USING btree (template_version_id, at);

-- Name: content_event_via; Type: INDEX; Schema: public; Owner: -

CREATE INDEX content_event_via ON public.content_event USING btree (via_distributor_id, at);

-- Name: course_completion_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_completion_course ON public.course_completion USING btree (course_id, completed_at);

-- Name: course_completion_enrollment; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_completion_enrollment ON public.course_completion USING btree (enrollment_id);

-- Name: course_completion_of_enrollment; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX course_completion_of_enrollment ON public.course_completion USING btree (enrollment_id) WHERE (revoked_at IS NULL);

-- Name: course_completion_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX course_completion_once ON public.course_completion USING btree (person_id, course_id, completed_at) WHERE (revoked_at IS NULL);

-- Name: course_completion_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_completion_partner ON public.course_completion USING btree (partner_id, course_id, completed_at) WHERE (revoked_at IS NULL);

-- Name: course_completion_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_completion_person ON public.course_completion USING btree (person_id, course_id);

-- Name: course_completion_revoker; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_completion_revoker ON public.course_completion USING btree (revoked_by);

-- Name: course_completion_version; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_completion_version ON public.course_completion USING btree (version_id);

-- Name: course_delta_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_delta_course ON public.course_delta USING btree (course_id);

-- Name: course_prerequisite_of; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_prerequisite_of ON public.course_prerequisite USING btree (course_id);

-- Name: course_tally_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_tally_course ON public.course_tally USING btree (course_id);

-- Name: course_version_author; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_version_author ON public.course_version USING btree (author_id);

-- Name: course_version_open; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX course_version_open ON public.course_version USING btree (course_id) WHERE (state = ANY (ARRAY['DRAFT'::text, 'IN_REVIEW'::text]));

-- Name: course_version_published; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX course_version_published ON public.course_version USING btree (course_id) WHERE (state = 'PUBLISHED'::text);

-- Name: course_version_reviewer; Type: INDEX; Schema: public; Owner: -

CREATE INDEX course_version_reviewer ON public.course_version USING btree (reviewed_by);

-- Name: curriculum_course_of; Type: INDEX; Schema: public; Owner: -

CREATE INDEX curriculum_course_of ON public.curriculum_course USING btree (course_id);

-- Name: definition_requirement_keys; Type: INDEX; Schema: public; Owner: -

CREATE INDEX definition_requirement_keys ON public.definition_requirement USING gin (keys);

-- Name: definition_requirement_subject; Type: INDEX; Schema: public; Owner: -

CREATE INDEX definition_requirement_subject ON public.definition_requirement USING btree (kind, subject);

-- Name: effect_exactly_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX effect_exactly_once ON public.effect USING btree (rule_id, cause, cause_id, again) WHERE (reverses IS NULL);

-- Name: effect_of_cause; Type: INDEX; Schema: public; Owner: -

CREATE INDEX effect_of_cause ON public.effect USING btree (cause_id) WHERE (reverses IS NULL);

-- Name: effect_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX effect_partner ON public.effect USING btree (partner_id, at DESC, id DESC);

-- Name: effect_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX effect_person ON public.effect USING btree (person_id, at DESC, id DESC);

-- Name: effect_reversed_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX effect_reversed_once ON public.effect USING btree (reverses) WHERE (reverses IS NOT NULL);

-- Name: effect_rule_asset; Type: INDEX; Schema: public; Owner: -

CREATE INDEX effect_rule_asset ON public.effect_rule USING btree (asset_id);

-- Name: effect_rule_author; Type: INDEX; Schema: public; Owner: -

CREATE INDEX effect_rule_author ON public.effect_rule USING btree (author_id);

-- Name: effect_rule_cause; Type: INDEX; Schema: public; Owner: -

CREATE INDEX effect_rule_cause ON public.effect_rule USING btree (cause, subject) WHERE (ended_at IS NULL);

-- Name: effect_rule_open; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX effect_rule_open ON public.effect_rule USING btree (key) WHERE (ended_at IS NULL);

-- Name: enrollment_assigner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_assigner ON public.enrollment USING btree (assigned_by);

-- Name: enrollment_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_course ON public.enrollment USING btree (course_id);

-- Name: enrollment_curriculum; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_curriculum ON public.enrollment USING btree (curriculum_id);

-- Name: enrollment_due; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_due ON public.enrollment USING btree (due_at, id) WHERE (state = ANY (ARRAY['ASSIGNED'::text, 'STARTED'::text]));

-- Name: enrollment_one_open_course; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX enrollment_one_open_course ON public.enrollment USING btree (person_id, course_id) WHERE ((course_id IS NOT NULL) AND (state = ANY (ARRAY['ASSIGNED'::text, 'STARTED'::text, 'OVERDUE'::text])));

-- Name: enrollment_one_open_curriculum; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX enrollment_one_open_curriculum ON public.enrollment USING btree (person_id, curriculum_id) WHERE ((course_id IS NULL) AND (state = ANY (ARRAY['ASSIGNED'::text, 'STARTED'::text, 'OVERDUE'::text])));

-- Name: enrollment_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_partner ON public.enrollment USING btree (partner_id, course_id, state);

-- Name: enrollment_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_person ON public.enrollment USING btree (person_id, assigned_at DESC, id DESC);

-- Name: enrollment_reminder_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_reminder_partner ON public.enrollment_reminder USING btree (partner_id);

-- Name: enrollment_reminder_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_reminder_person ON public.enrollment_reminder USING btree (person_id, at DESC);

-- Name: enrollment_rule; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_rule ON public.enrollment USING btree (rule_id);

-- Name: enrollment_version; Type: INDEX; Schema: public; Owner: -

CREATE INDEX enrollment_version ON public.enrollment USING btree (version_id);

-- Name: holding_covered; Type: INDEX; Schema: public; Owner: -

CREATE INDEX holding_covered ON public.holding USING btree (covered_until) WHERE (covered_until IS NOT NULL);

-- Name: holding_definition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX holding_definition ON public.holding USING btree (definition_key);

-- Name: holding_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX holding_partner ON public.holding USING btree (partner_id, definition_key, counts_until DESC);

-- Name: holding_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX holding_person ON public.holding USING btree (person_id);

-- Name: holding_until; Type: INDEX; Schema: public; Owner: -

CREATE INDEX holding_until ON public.holding USING btree (counts_until) INCLUDE (definition_key, counts_from) WHERE (active AND (NOT gone));

-- Name: idempotency_key_age; Type: INDEX; Schema: public; Owner: -

CREATE INDEX idempotency_key_age ON public.idempotency_key USING btree (created_at);

-- Name: import_line_completion; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_completion ON public.import_line USING btree (completion_id);

-- Name: import_line_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_course ON public.import_line USING btree (course_id);

-- Name: import_line_external; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX import_line_external ON public.import_line USING btree (holder_id, source, external_id) NULLS NOT DISTINCT WHERE ((external_id IS NOT NULL) AND (state <> ALL (ARRAY['REJECTED'::text, 'UNDOING'::text, 'UNDONE'::text])) AND (COALESCE(left_why, ''::text) <> ALL (ARRAY['SAID_ELSEWHERE'::text, 'BROUGHT_NOTHING'::text])));

-- Name: import_line_holder; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_holder ON public.import_line USING btree (holder_id);

-- Name: import_line_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX import_line_once ON public.import_line USING btree (holder_id, person_id, course_id, completed_at) NULLS NOT DISTINCT WHERE ((source = 'CSV'::text) AND ((state = ANY (ARRAY['STAGED'::text, 'POSTED'::text])) OR (left_why = 'REVOKED_BEFORE'::text)));

-- Name: import_line_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_partner ON public.import_line USING btree (partner_id);

-- Name: import_line_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_person ON public.import_line USING btree (person_id, course_id, completed_at);

-- Name: import_line_staged; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_staged ON public.import_line USING btree (import_id, number) WHERE (state = 'STAGED'::text);

-- Name: import_line_target; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_target ON public.import_line USING btree (target_id);

-- Name: import_line_undoing; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_undoing ON public.import_line USING btree (import_id, number) WHERE (state = 'UNDOING'::text);

-- Name: import_line_version; Type: INDEX; Schema: public; Owner: -

CREATE INDEX import_line_version ON public.import_line USING btree (version_id);

-- Name: invitation_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX invitation_person ON public.invitation USING btree (person_id);

-- Name: learner_tally_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX learner_tally_partner ON public.learner_tally USING btree (partner_id, person_id);

-- Name: lesson_asset; Type: INDEX; Schema: public; Owner: -

CREATE INDEX lesson_asset ON public.lesson USING btree (asset_id);

-- Name: lesson_file; Type: INDEX; Schema: public; Owner: -

CREATE INDEX lesson_file ON public.lesson USING btree (version_id, file_path);

-- Name: lesson_module; Type: INDEX; Schema: public; Owner: -

CREATE INDEX lesson_module ON public.lesson USING btree (module_id);

-- Name: lesson_progress_lesson; Type: INDEX; Schema: public; Owner: -

CREATE INDEX lesson_progress_lesson ON public.lesson_progress USING btree (lesson_id);

-- Name: lesson_progress_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX lesson_progress_partner ON public.lesson_progress USING btree (partner_id);

-- Name: lesson_progress_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX lesson_progress_person ON public.lesson_progress USING btree (person_id);

-- Name: lesson_quiz; Type: INDEX; Schema: public; Owner: -

CREATE INDEX lesson_quiz ON public.lesson USING btree (quiz_key);

-- Name: logo_decider; Type: INDEX; Schema: public; Owner: -

CREATE INDEX logo_decider ON public.logo USING btree (decided_by);

-- Name: logo_one_approved; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX logo_one_approved ON public.logo USING btree (partner_id, variant) WHERE (state = 'APPROVED'::text);

-- Name: logo_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX logo_partner ON public.logo USING btree (partner_id, created_at);

-- Name: logo_uploader; Type: INDEX; Schema: public; Owner: -

CREATE INDEX logo_uploader ON public.logo USING btree (uploaded_by);

-- Name: membership_lapse_definition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX membership_lapse_definition ON public.membership_lapse USING btree (definition_key);

-- Name: membership_lapse_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX membership_lapse_partner ON public.membership_lapse USING btree (partner_id);

-- Name: membership_lapsed; Type: INDEX; Schema: public; Owner: -

CREATE INDEX membership_lapsed ON public.membership USING btree (lapsed_since, id) WHERE (lapsed_since IS NOT NULL);

-- Name: membership_one_open; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX membership_one_open ON public.membership USING btree (partner_id, program_id) WHERE (valid_to IS NULL);

-- Name: membership_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX membership_partner ON public.membership USING btree (partner_id);

-- Name: membership_tier; Type: INDEX; Schema: public; Owner: -

CREATE INDEX membership_tier ON public.membership USING btree (program_id, tier_id);

-- Name: notice_about; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_about ON public.notice USING btree (about_id);

-- Name: notice_inbox; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_inbox ON public.notice USING btree (person_id, at DESC, id DESC);

-- Name: notice_mail_due; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_mail_due ON public.notice_mail USING btree (next_at) WHERE (state = 'QUEUED'::text);

-- Name: notice_mail_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_mail_person ON public.notice_mail USING btree (person_id, settled_at);

-- Name: notice_of_kind; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_of_kind ON public.notice USING btree (kind);

-- Name: notice_of_mail; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_of_mail ON public.notice USING btree (mail_id);

-- Name: notice_preference_kind; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_preference_kind ON public.notice_preference USING btree (kind);

-- Name: notice_unmailed; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_unmailed ON public.notice USING btree (at, person_id) WHERE ((mail_id IS NULL) AND (read_at IS NULL));

-- Name: notice_unread; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_unread ON public.notice USING btree (person_id, kind) WHERE (read_at IS NULL);

-- Name: partner_channel_manager; Type: INDEX; Schema: public; Owner: -

CREATE INDEX partner_channel_manager ON public.partner USING btree (channel_manager_id);

-- Name: partner_name; Type: INDEX; Schema: public; Owner: -

CREATE INDEX partner_name ON public.partner USING btree (display_name, id);

-- Name: partner_slug; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX partner_slug ON public.partner USING btree (slug);

-- Name: partner_type_key; Type: INDEX; Schema: public; Owner: -

CREATE INDEX partner_type_key ON public.partner USING btree (type_key);

-- Name: person_email; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX person_email ON public.person USING btree (partner_id, lower(email)) NULLS NOT DISTINCT;

-- Name: person_login; Type: INDEX; Schema: public; Owner: -

CREATE INDEX person_login ON public.person USING btree (lower(email));

-- Name: playbook_item_asset; Type: INDEX; Schema: public; Owner: -

CREATE INDEX playbook_item_asset ON public.playbook_item USING btree (asset_id);

-- Name: playbook_item_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX playbook_item_course ON public.playbook_item USING btree (course_id);

-- Name: playbook_progress_item; Type: INDEX; Schema: public; Owner: -

CREATE INDEX playbook_progress_item ON public.playbook_progress USING btree (item_id);

-- Name: playbook_progress_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX playbook_progress_partner ON public.playbook_progress USING btree (partner_id, playbook_id);

-- Name: playbook_progress_playbook; Type: INDEX; Schema: public; Owner: -

CREATE INDEX playbook_progress_playbook ON public.playbook_progress USING btree (playbook_id);

-- Name: playbook_tally_playbook; Type: INDEX; Schema: public; Owner: -

CREATE INDEX playbook_tally_playbook ON public.playbook_tally USING btree (playbook_id);

-- Name: portfolio_link_by_name; Type: INDEX; Schema: public; Owner: -

CREATE INDEX portfolio_link_by_name ON public.portfolio_link USING btree (distributor_id, reseller_name, reseller_id) INCLUDE (valid_from, valid_to);

-- Name: portfolio_link_name; Type: INDEX; Schema: public; Owner: -

CREATE INDEX portfolio_link_name ON public.portfolio_link USING btree (reseller_id, reseller_name);

-- Name: portfolio_link_of_distributor; Type: INDEX; Schema: public; Owner: -

CREATE INDEX portfolio_link_of_distributor ON public.portfolio_link USING btree (distributor_id, reseller_id, valid_from, valid_to);

-- Name: portfolio_link_of_reseller; Type: INDEX; Schema: public; Owner: -

CREATE INDEX portfolio_link_of_reseller ON public.portfolio_link USING btree (reseller_id, distributor_id, valid_from, valid_to);

-- Name: portfolio_link_one_open; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX portfolio_link_one_open ON public.portfolio_link USING btree (distributor_id, reseller_id) WHERE (valid_to IS NULL);

-- Name: product_authorization_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX product_authorization_partner ON public.product_authorization USING btree (partner_id, product_line, country);

-- Name: question_pool_of; Type: INDEX; Schema: public; Owner: -

CREATE INDEX question_pool_of ON public.question USING btree (pool_id, "position", id);

-- Name: question_version; Type: INDEX; Schema: public; Owner: -

CREATE INDEX question_version ON public.question USING btree (version_id);

-- Name: quiz_answer_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_answer_person ON public.quiz_answer USING btree (person_id);

-- Name: quiz_answer_question; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_answer_question ON public.quiz_answer USING btree (question_id);

-- Name: quiz_attempt_enrollment; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_enrollment ON public.quiz_attempt USING btree (enrollment_id);

-- Name: quiz_attempt_lesson; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_lesson ON public.quiz_attempt USING btree (lesson_id);

-- Name: quiz_attempt_one_open; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX quiz_attempt_one_open ON public.quiz_attempt USING btree (person_id, quiz_id) WHERE (state = 'OPEN'::text);

-- Name: quiz_attempt_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_partner ON public.quiz_attempt USING btree (partner_id, quiz_id);

-- Name: quiz_attempt_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_person ON public.quiz_attempt USING btree (person_id, started_at DESC, id DESC);

-- Name: quiz_attempt_quiz; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_quiz ON public.quiz_attempt USING btree (quiz_id);

-- Name: quiz_attempt_revoker; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_revoker ON public.quiz_attempt USING btree (revoked_by);

-- Name: quiz_attempt_running_out; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_running_out ON public.quiz_attempt USING btree (closes_at) WHERE ((state = 'OPEN'::text) AND (closes_at IS NOT NULL));

-- Name: quiz_attempt_version; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_attempt_version ON public.quiz_attempt USING btree (version_id, person_id, number);

-- Name: quiz_review_attempt; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_review_attempt ON public.quiz_review USING btree (attempt_id);

-- Name: quiz_review_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_review_person ON public.quiz_review USING btree (person_id);

-- Name: quiz_tally_quiz; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_tally_quiz ON public.quiz_tally USING btree (quiz_id);

-- Name: quiz_version_author; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_version_author ON public.quiz_version USING btree (author_id);

-- Name: quiz_version_draft; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX quiz_version_draft ON public.quiz_version USING btree (quiz_id) WHERE (state = 'DRAFT'::text);

-- Name: quiz_version_published; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX quiz_version_published ON public.quiz_version USING btree (quiz_id) WHERE (state = 'PUBLISHED'::text);

-- Name: quiz_version_publisher; Type: INDEX; Schema: public; Owner: -

CREATE INDEX quiz_version_publisher ON public.quiz_version USING btree (published_by);

-- Name: rendition_list; Type: INDEX; Schema: public; Owner: -

CREATE INDEX rendition_list ON public.rendition USING btree (partner_id, created_at DESC, id DESC);

-- Name: rendition_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX rendition_once ON public.rendition USING btree (partner_id, via_distributor_id, input_sha256) NULLS NOT DISTINCT;

-- Name: rendition_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX rendition_person ON public.rendition USING btree (created_by);

-- Name: rendition_sha256; Type: INDEX; Schema: public; Owner: -

CREATE INDEX rendition_sha256 ON public.rendition USING btree (sha256);

-- Name: rendition_template; Type: INDEX; Schema: public; Owner: -

CREATE INDEX rendition_template ON public.rendition USING btree (template_version_id);

-- Name: rendition_verify_code; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX rendition_verify_code ON public.rendition USING btree (verify_code);

-- Name: rendition_via; Type: INDEX; Schema: public; Owner: -

CREATE INDEX rendition_via ON public.rendition USING btree (via_distributor_id, created_at DESC, id DESC);

-- Name: requirement_tally_definition; Type: INDEX; Schema: public; Owner: -

CREATE INDEX requirement_tally_definition ON public.requirement_tally USING btree (definition_key) INCLUDE (until) WHERE active;

-- Name: river_job_args_index; Type: INDEX; Schema: public; Owner: -

CREATE INDEX river_job_args_index ON public.river_job USING gin (args);

-- Name: river_job_kind; Type: INDEX; Schema: public; Owner: -

CREATE INDEX river_job_kind ON public.river_job USING btree (kind);

-- Name: river_job_metadata_index; Type: INDEX; Schema: public; Owner: -

CREATE INDEX river_job_metadata_index ON public.river_job USING gin (metadata);

-- Name: river_job_prioritized_fetching_index; Type: INDEX; Schema: public; Owner: -

CREATE INDEX river_job_prioritized_fetching_index ON public.river_job USING btree (state, queue, priority, scheduled_at, id);

-- Name: river_job_state_and_finalized_at_index; Type: INDEX; Schema: public; Owner: -

CREATE INDEX river_job_state_and_finalized_at_index ON public.river_job USING btree (state, finalized_at) WHERE (finalized_at IS NOT NULL);

-- Name: river_job_unique_idx; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX river_job_unique_idx ON public.river_job USING btree (unique_key) WHERE ((unique_key IS NOT NULL) AND (unique_states IS NOT NULL) AND public.river_job_state_in_bitmask(unique_states, state));

-- Name: session_expiry; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_expiry ON public.session USING btree (expires_at);

-- Name: session_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_person ON public.session USING btree (person_id);

-- Name: session_registration_completion; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_completion ON public.session_registration USING btree (completion_id);

-- Name: session_registration_decider; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_decider ON public.session_registration USING btree (decided_by);

-- Name: session_registration_enrollment; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_enrollment ON public.session_registration USING btree (credited_enrollment);

-- Name: session_registration_holder; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_holder ON public.session_registration USING btree (holder_id, verification);

-- Name: session_registration_lesson; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_lesson ON public.session_registration USING btree (credited_lesson);

-- Name: session_registration_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_partner ON public.session_registration USING btree (partner_id, session_id);

-- Name: session_registration_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_person ON public.session_registration USING btree (person_id);

-- Name: session_registration_registrar; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_registrar ON public.session_registration USING btree (registered_by);

-- Name: session_registration_reporter; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_reporter ON public.session_registration USING btree (reported_by);

-- Name: session_registration_waiting; Type: INDEX; Schema: public; Owner: -

CREATE INDEX session_registration_waiting ON public.session_registration USING btree (reported_at, id) WHERE (verification = 'REPORTED'::text);

-- Name: sign_in_attempt_account; Type: INDEX; Schema: public; Owner: -

CREATE INDEX sign_in_attempt_account ON public.sign_in_attempt USING btree (account, at);

-- Name: sign_in_attempt_network; Type: INDEX; Schema: public; Owner: -

CREATE INDEX sign_in_attempt_network ON public.sign_in_attempt USING btree (network, at);

-- Name: staged_upload_expiry; Type: INDEX; Schema: public; Owner: -

CREATE INDEX staged_upload_expiry ON public.staged_upload USING btree (expires_at);

-- Name: staged_upload_partner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX staged_upload_partner ON public.staged_upload USING btree (partner_id);

-- Name: staged_upload_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX staged_upload_person ON public.staged_upload USING btree (person_id);

-- Name: template_version_approver; Type: INDEX; Schema: public; Owner: -

CREATE INDEX template_version_approver ON public.template_version USING btree (approved_by);

-- Name: template_version_author; Type: INDEX; Schema: public; Owner: -

CREATE INDEX template_version_author ON public.template_version USING btree (author_id);

-- Name: template_version_published; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX template_version_published ON public.template_version USING btree (template_id) WHERE (state = 'PUBLISHED'::text);

-- Name: training_session_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX training_session_course ON public.training_session USING btree (course_id);

-- Name: training_session_holder; Type: INDEX; Schema: public; Owner: -

CREATE INDEX training_session_holder ON public.training_session USING btree (holder_id, starts_at);

-- Name: training_session_planner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX training_session_planner ON public.training_session USING btree (planned_by);

-- Name: training_session_start; Type: INDEX; Schema: public; Owner: -

CREATE INDEX training_session_start ON public.training_session USING btree (starts_at, id);

-- Name: trusted_reporter_granter; Type: INDEX; Schema: public; Owner: -

CREATE INDEX trusted_reporter_granter ON public.trusted_reporter USING btree (granted_by);

-- Name: xapi_activity_course; Type: INDEX; Schema: public; Owner: -

CREATE INDEX xapi_activity_course ON public.xapi_activity USING btree (course_id);

-- Name: xapi_activity_mapper; Type: INDEX; Schema: public; Owner: -

CREATE INDEX xapi_activity_mapper ON public.xapi_activity USING btree (mapped_by);

-- Name: course_tally carry; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER carry AFTER INSERT OR UPDATE ON public.course_tally FOR EACH ROW EXECUTE FUNCTION public.tally_course();

-- Name: certification_notice count; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER count AFTER INSERT ON public.certification_notice REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.certification_notice_count();

-- Name: effect count; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER count AFTER INSERT ON public.effect FOR EACH ROW EXECUTE FUNCTION public.effect_count();

-- Name: agreement feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR DELETE OR UPDATE ON public.agreement FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'partner_id', 'id');

-- Name: agreement_text feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.agreement_text FOR EACH ROW EXECUTE FUNCTION public.feed_tell('library', '', 'kind');

-- Name: approval feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.approval FOR EACH ROW EXECUTE FUNCTION public.feed_tell('approval', 'partner_id', 'id');

-- Name: bulk_render feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.bulk_render FOR EACH ROW EXECUTE FUNCTION public.feed_tell('bulk', 'partner_id', 'id');

-- Name: certification feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR DELETE OR UPDATE ON public.certification FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'partner_id', 'id');

-- Name: certification_definition feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.certification_definition FOR EACH ROW EXECUTE FUNCTION public.feed_tell('library', '', 'key');

-- Name: logo feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.logo FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'partner_id', 'id');

-- Name: membership feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR DELETE OR UPDATE ON public.membership FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'partner_id', 'id');

-- Name: partner feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.partner FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'id', 'id');

-- Name: person feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER UPDATE OF access_level, locale ON public.person FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'partner_id', 'id');

-- Name: portfolio_link feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.portfolio_link FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'reseller_id', 'id');

-- Name: product_authorization feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR DELETE OR UPDATE ON public.product_authorization FOR EACH ROW EXECUTE FUNCTION public.feed_tell('standing', 'partner_id', 'id');

-- Name: rendition feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.rendition FOR EACH ROW EXECUTE FUNCTION public.feed_tell('rendition', 'partner_id', 'id');

-- Name: template_version feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.template_version FOR EACH ROW EXECUTE FUNCTION public.feed_tell('library', '', 'template_id');

-- Name: tier feed; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER feed AFTER INSERT OR UPDATE ON public.tier FOR EACH ROW EXECUTE FUNCTION public.feed_tell('library', '', 'id');

-- Name: certification holders; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER holders BEFORE INSERT ON public.certification FOR EACH ROW EXECUTE FUNCTION public.certification_counts_holders();

-- Name: person holders; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER holders AFTER UPDATE OF status, roles ON public.person FOR EACH ROW WHEN (((new.partner_id IS NOT NULL) AND (((old.status = 'DISABLED'::text) <> (new.status = 'DISABLED'::text)) OR (old.roles <> new.roles)))) EXECUTE FUNCTION public.recount_holders_of_row();

-- Name: certification holders_after; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER holders_after AFTER INSERT OR UPDATE OF revoked_at, begun ON public.certification FOR EACH ROW WHEN ((new.person_id IS NOT NULL)) EXECUTE FUNCTION public.recount_holders_of_row();

-- Name: quiz_attempt stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER stays BEFORE UPDATE ON public.quiz_attempt FOR EACH ROW WHEN ((old.state <> 'OPEN'::text)) EXECUTE FUNCTION public.quiz_attempt_stays();

-- Name: quiz_version stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER stays BEFORE UPDATE ON public.quiz_version FOR EACH ROW EXECUTE FUNCTION public.quiz_version_stays();

-- Name: certification tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally AFTER INSERT OR UPDATE ON public.certification FOR EACH ROW EXECUTE FUNCTION public.tally_standing_of_row();

-- Name: certification_requirement tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally AFTER INSERT OR DELETE OR UPDATE ON public.certification_requirement FOR EACH ROW EXECUTE FUNCTION public.tally_requirement();

-- Name: course_completion tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally AFTER INSERT ON public.course_completion REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.tally_completions();

-- Name: enrollment tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally AFTER INSERT OR UPDATE OF state ON public.enrollment FOR EACH ROW EXECUTE FUNCTION public.tally_enrollment();

-- Name: membership tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally AFTER INSERT OR UPDATE OF program_id, tier_id, valid_to ON public.membership FOR EACH ROW EXECUTE FUNCTION public.tally_standing_of_row();

-- Name: partner tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally AFTER INSERT OR UPDATE OF status ON public.partner FOR EACH ROW EXECUTE FUNCTION public.tally_partner();

-- Name: person tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally AFTER INSERT OR UPDATE OF status ON public.person FOR EACH ROW EXECUTE FUNCTION public.tally_person();

-- Name: certification tally_holding; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally_holding AFTER INSERT OR UPDATE OF issued_at, expires_at, grace_days, revoked_at, short_from, begun ON public.certification FOR EACH ROW EXECUTE FUNCTION public.holding_keep();

-- Name: partner tally_holding; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally_holding AFTER UPDATE OF status ON public.partner FOR EACH ROW WHEN (((old.status = 'ACTIVE'::text) <> (new.status = 'ACTIVE'::text))) EXECUTE FUNCTION public.holding_pause();

-- Name: person tally_holding; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally_holding AFTER UPDATE OF status ON public.person FOR EACH ROW WHEN (((new.partner_id IS NOT NULL) AND ((old.status = 'DISABLED'::text) <> (new.status = 'DISABLED'::text)))) EXECUTE FUNCTION public.holding_leave();

-- Name: certification_requirement tally_requirement; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally_requirement AFTER INSERT OR DELETE OR UPDATE ON public.certification_requirement FOR EACH ROW EXECUTE FUNCTION public.requirement_of_program();

-- Name: membership tally_requirement; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally_requirement AFTER INSERT OR UPDATE OF tier_id, valid_to ON public.membership FOR EACH ROW EXECUTE FUNCTION public.requirement_of_member();

-- Name: course_completion tally_revoked; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally_revoked AFTER UPDATE OF revoked_at ON public.course_completion FOR EACH ROW EXECUTE FUNCTION public.tally_completion();

-- Name: person tally_standing; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER tally_standing AFTER UPDATE OF status ON public.person FOR EACH ROW WHEN (((new.partner_id IS NOT NULL) AND ((old.status = 'DISABLED'::text) <> (new.status = 'DISABLED'::text)))) EXECUTE FUNCTION public.tally_standing_of_row();

-- Name: agreement agreement_kind_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_kind_version_fkey FOREIGN KEY (kind, version) REFERENCES public.agreement_text(kind, version);

-- Name: agreement agreement_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: agreement agreement_signed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES public.person(id);

-- Name: api_token api_token_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: api_token api_token_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: approval approval_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.approval
    ADD CONSTRAINT approval_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);

-- Name: approval approval_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.approval
    ADD CONSTRAINT approval_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: approval approval_rendition_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.approval
    ADD CONSTRAINT approval_rendition_id_fkey FOREIGN KEY (rendition_id) REFERENCES public.rendition(id);

-- Name: approval approval_requested_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.approval
    ADD CONSTRAINT approval_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES public.person(id);

-- Name: approval approval_template_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.approval
    ADD CONSTRAINT approval_template_version_id_fkey FOREIGN KEY (template_version_id) REFERENCES public.template_version(id);

-- Name: approval approval_via_distributor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.approval
    ADD CONSTRAINT approval_via_distributor_id_fkey FOREIGN KEY (via_distributor_id) REFERENCES public.partner(id);

-- Name: asset_unlock asset_unlock_asset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset_unlock
    ADD CONSTRAINT asset_unlock_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES public.asset(id);

-- Name: asset_unlock asset_unlock_effect_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset_unlock
    ADD CONSTRAINT asset_unlock_effect_id_fkey FOREIGN KEY (effect_id) REFERENCES public.effect(id);

-- Name: asset_unlock asset_unlock_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset_unlock
    ADD CONSTRAINT asset_unlock_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: asset_version asset_version_asset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.asset_version
    ADD CONSTRAINT asset_version_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES public.asset(id);

-- Name: assignment_rule assignment_rule_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.assignment_rule
    ADD CONSTRAINT assignment_rule_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: assignment_rule assignment_rule_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.assignment_rule
    ADD CONSTRAINT assignment_rule_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.person(id);

-- Name: assignment_rule assignment_rule_curriculum_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.assignment_rule
    ADD CONSTRAINT assignment_rule_curriculum_id_fkey FOREIGN KEY (curriculum_id) REFERENCES public.curriculum(id);

-- Name: attended_session attended_session_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.attended_session
    ADD CONSTRAINT attended_session_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: attended_session attended_session_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.attended_session
    ADD CONSTRAINT attended_session_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: brand_mark brand_mark_added_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.brand_mark
    ADD CONSTRAINT brand_mark_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.person(id);

-- Name: bulk_render_item bulk_render_item_bulk_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render_item
    ADD CONSTRAINT bulk_render_item_bulk_id_fkey FOREIGN KEY (bulk_id) REFERENCES public.bulk_render(id);

-- Name: bulk_render_item bulk_render_item_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render_item
    ADD CONSTRAINT bulk_render_item_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: bulk_render_item bulk_render_item_rendition_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render_item
    ADD CONSTRAINT bulk_render_item_rendition_id_fkey FOREIGN KEY (rendition_id) REFERENCES public.rendition(id);

-- Name: bulk_render bulk_render_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render
    ADD CONSTRAINT bulk_render_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: bulk_render bulk_render_requested_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render
    ADD CONSTRAINT bulk_render_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES public.person(id);

-- Name: bulk_render bulk_render_template_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.bulk_render
    ADD CONSTRAINT bulk_render_template_id_fkey FOREIGN KEY (template_id) REFERENCES public.template(id);

-- Name: certification certification_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: certification_evidence certification_evidence_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_evidence
    ADD CONSTRAINT certification_evidence_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);

-- Name: certification_evidence certification_evidence_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_evidence
    ADD CONSTRAINT certification_evidence_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: certification certification_evidence_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES public.certification_evidence(id);

-- Name: certification_evidence certification_evidence_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_evidence
    ADD CONSTRAINT certification_evidence_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: certification_evidence certification_evidence_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_evidence
    ADD CONSTRAINT certification_evidence_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: certification_evidence certification_evidence_submitted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_evidence
    ADD CONSTRAINT certification_evidence_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.person(id);

-- Name: certification_ground certification_ground_certification_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_ground
    ADD CONSTRAINT certification_ground_certification_id_fkey FOREIGN KEY (certification_id) REFERENCES public.certification(id);

-- Name: certification_ground certification_ground_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_ground
    ADD CONSTRAINT certification_ground_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: certification_ground certification_ground_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_ground
    ADD CONSTRAINT certification_ground_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: certification_notice certification_notice_certification_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice
    ADD CONSTRAINT certification_notice_certification_id_fkey FOREIGN KEY (certification_id) REFERENCES public.certification(id);

-- Name: certification_notice certification_notice_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice
    ADD CONSTRAINT certification_notice_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: certification_notice certification_notice_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice
    ADD CONSTRAINT certification_notice_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: certification_notice certification_notice_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice
    ADD CONSTRAINT certification_notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: certification_notice_tally certification_notice_tally_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice_tally
    ADD CONSTRAINT certification_notice_tally_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: certification_notice_tally certification_notice_tally_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_notice_tally
    ADD CONSTRAINT certification_notice_tally_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: certification certification_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: certification certification_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: certification certification_renews_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification
    ADD CONSTRAINT certification_renews_fkey FOREIGN KEY (renews) REFERENCES public.certification(id);

-- Name: certification_requirement certification_requirement_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_requirement
    ADD CONSTRAINT certification_requirement_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: certification_requirement certification_requirement_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_requirement
    ADD CONSTRAINT certification_requirement_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(id);

-- Name: certification_requirement certification_requirement_tier_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.certification_requirement
    ADD CONSTRAINT certification_requirement_tier_id_fkey FOREIGN KEY (tier_id) REFERENCES public.tier(id);

-- Name: completion_import completion_import_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.completion_import
    ADD CONSTRAINT completion_import_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);

-- Name: completion_import completion_import_holder_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.completion_import
    ADD CONSTRAINT completion_import_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES public.partner(id);

-- Name: completion_import completion_import_requested_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.completion_import
    ADD CONSTRAINT completion_import_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES public.person(id);

-- Name: completion_import completion_import_undone_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.completion_import
    ADD CONSTRAINT completion_import_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.person(id);

-- Name: content_event content_event_asset_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.content_event
    ADD CONSTRAINT content_event_asset_version_id_fkey FOREIGN KEY (asset_version_id) REFERENCES public.asset_version(id);

-- Name: content_event content_event_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.content_event
    ADD CONSTRAINT content_event_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: content_event content_event_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.content_event
    ADD CONSTRAINT content_event_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: content_event content_event_rendition_fk; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.content_event
    ADD CONSTRAINT content_event_rendition_fk FOREIGN KEY (rendition_id) REFERENCES public.rendition(id);

-- Name: content_event content_event_template_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.content_event
    ADD CONSTRAINT content_event_template_version_id_fkey FOREIGN KEY (template_version_id) REFERENCES public.template_version(id);

-- Name: content_event content_event_via_distributor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.content_event
    ADD CONSTRAINT content_event_via_distributor_id_fkey FOREIGN KEY (via_distributor_id) REFERENCES public.partner(id);

-- Name: course_completion course_completion_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_completion
    ADD CONSTRAINT course_completion_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: course_completion course_completion_enrollment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_completion
    ADD CONSTRAINT course_completion_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollment(id);

-- Name: course_completion course_completion_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_completion
    ADD CONSTRAINT course_completion_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: course_completion course_completion_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_completion
    ADD CONSTRAINT course_completion_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: course_completion course_completion_revoked_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_completion
    ADD CONSTRAINT course_completion_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES public.person(id);

-- Name: course_completion course_completion_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_completion
    ADD CONSTRAINT course_completion_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.course_version(id);

-- Name: course_delta course_delta_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_delta
    ADD CONSTRAINT course_delta_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: course_file course_file_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_file
    ADD CONSTRAINT course_file_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.course_version(id);

-- Name: course_prerequisite course_prerequisite_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_prerequisite
    ADD CONSTRAINT course_prerequisite_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: course_prerequisite course_prerequisite_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_prerequisite
    ADD CONSTRAINT course_prerequisite_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.course_version(id);

-- Name: course_tally course_tally_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_tally
    ADD CONSTRAINT course_tally_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: course_tally course_tally_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_tally
    ADD CONSTRAINT course_tally_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: course_total course_total_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_total
    ADD CONSTRAINT course_total_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: course_version course_version_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_version
    ADD CONSTRAINT course_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

-- Name: course_version course_version_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_version
    ADD CONSTRAINT course_version_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: course_version course_version_reviewed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.course_version
    ADD CONSTRAINT course_version_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES public.person(id);

-- Name: curriculum_course curriculum_course_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.curriculum_course
    ADD CONSTRAINT curriculum_course_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: curriculum_course curriculum_course_curriculum_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.curriculum_course
    ADD CONSTRAINT curriculum_course_curriculum_id_fkey FOREIGN KEY (curriculum_id) REFERENCES public.curriculum(id);

-- Name: definition_requirement definition_requirement_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.definition_requirement
    ADD CONSTRAINT definition_requirement_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: effect_balance effect_balance_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect_balance
    ADD CONSTRAINT effect_balance_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: effect effect_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect
    ADD CONSTRAINT effect_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: effect effect_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect
    ADD CONSTRAINT effect_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: effect effect_reverses_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect
    ADD CONSTRAINT effect_reverses_fkey FOREIGN KEY (reverses) REFERENCES public.effect(id);

-- Name: effect_rule effect_rule_asset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect_rule
    ADD CONSTRAINT effect_rule_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES public.asset(id);

-- Name: effect_rule effect_rule_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect_rule
    ADD CONSTRAINT effect_rule_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

-- Name: effect effect_rule_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.effect
    ADD CONSTRAINT effect_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES public.effect_rule(id);

-- Name: enrollment enrollment_assigned_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES public.person(id);

-- Name: enrollment enrollment_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: enrollment enrollment_curriculum_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_curriculum_id_fkey FOREIGN KEY (curriculum_id) REFERENCES public.curriculum(id);

-- Name: enrollment enrollment_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: enrollment enrollment_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: enrollment_reminder enrollment_reminder_enrollment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment_reminder
    ADD CONSTRAINT enrollment_reminder_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollment(id);

-- Name: enrollment_reminder enrollment_reminder_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment_reminder
    ADD CONSTRAINT enrollment_reminder_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: enrollment_reminder enrollment_reminder_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment_reminder
    ADD CONSTRAINT enrollment_reminder_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: enrollment enrollment_rule_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES public.assignment_rule(id);

-- Name: enrollment enrollment_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.course_version(id);

-- Name: holding holding_certification_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_certification_id_fkey FOREIGN KEY (certification_id) REFERENCES public.certification(id);

-- Name: holding holding_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: holding holding_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: holding holding_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: import_line import_line_completion_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_completion_id_fkey FOREIGN KEY (completion_id) REFERENCES public.course_completion(id);

-- Name: import_line import_line_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: import_line import_line_holder_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES public.partner(id);

-- Name: import_line import_line_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.completion_import(id);

-- Name: import_line import_line_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: import_line import_line_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: import_line import_line_target_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_target_id_fkey FOREIGN KEY (target_id) REFERENCES public.import_line(id);

-- Name: import_line import_line_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.import_line
    ADD CONSTRAINT import_line_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.course_version(id);

-- Name: invitation invitation_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: learner_tally learner_tally_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.learner_tally
    ADD CONSTRAINT learner_tally_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: learner_tally learner_tally_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.learner_tally
    ADD CONSTRAINT learner_tally_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: lesson lesson_asset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES public.asset(id);

-- Name: lesson lesson_module_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_module_id_fkey FOREIGN KEY (module_id) REFERENCES public.module(id);

-- Name: lesson_progress lesson_progress_enrollment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson_progress
    ADD CONSTRAINT lesson_progress_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollment(id);

-- Name: lesson_progress lesson_progress_lesson_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson_progress
    ADD CONSTRAINT lesson_progress_lesson_id_fkey FOREIGN KEY (lesson_id) REFERENCES public.lesson(id);

-- Name: lesson_progress lesson_progress_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson_progress
    ADD CONSTRAINT lesson_progress_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: lesson_progress lesson_progress_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson_progress
    ADD CONSTRAINT lesson_progress_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: lesson lesson_version_id_file_path_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_version_id_file_path_fkey FOREIGN KEY (version_id, file_path) REFERENCES public.course_file(version_id, path);

-- Name: lesson lesson_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.course_version(id);

-- Name: logo logo_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.logo
    ADD CONSTRAINT logo_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);

-- Name: logo logo_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.logo
    ADD CONSTRAINT logo_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: logo logo_uploaded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.logo
    ADD CONSTRAINT logo_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES public.person(id);

-- Name: membership_lapse membership_lapse_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership_lapse
    ADD CONSTRAINT membership_lapse_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: membership_lapse membership_lapse_membership_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership_lapse
    ADD CONSTRAINT membership_lapse_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES public.membership(id);

-- Name: membership_lapse membership_lapse_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership_lapse
    ADD CONSTRAINT membership_lapse_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: membership membership_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: membership membership_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(id);

-- Name: membership membership_program_id_tier_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_program_id_tier_id_fkey FOREIGN KEY (program_id, tier_id) REFERENCES public.tier(program_id, id);

-- Name: module module_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.module
    ADD CONSTRAINT module_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.course_version(id);

-- Name: notice notice_about_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_about_id_fkey FOREIGN KEY (about_id) REFERENCES public.person(id);

-- Name: notice notice_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_kind_fkey FOREIGN KEY (kind) REFERENCES public.notice_kind(kind);

-- Name: notice notice_mail_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES public.notice_mail(id);

-- Name: notice_mail notice_mail_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice_mail
    ADD CONSTRAINT notice_mail_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: notice notice_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: notice_preference notice_preference_kind_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice_preference
    ADD CONSTRAINT notice_preference_kind_fkey FOREIGN KEY (kind) REFERENCES public.notice_kind(kind);

-- Name: notice_preference notice_preference_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.notice_preference
    ADD CONSTRAINT notice_preference_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: partner partner_channel_manager_fk; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.partner
    ADD CONSTRAINT partner_channel_manager_fk FOREIGN KEY (channel_manager_id) REFERENCES public.person(id);

-- Name: partner_tally partner_tally_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.partner_tally
    ADD CONSTRAINT partner_tally_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: partner partner_type_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.partner
    ADD CONSTRAINT partner_type_key_fkey FOREIGN KEY (type_key) REFERENCES public.partner_type(key);

-- Name: password password_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.password
    ADD CONSTRAINT password_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: person person_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: playbook_item playbook_item_asset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_item
    ADD CONSTRAINT playbook_item_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES public.asset(id);

-- Name: playbook_item playbook_item_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_item
    ADD CONSTRAINT playbook_item_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: playbook_item playbook_item_playbook_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_item
    ADD CONSTRAINT playbook_item_playbook_id_fkey FOREIGN KEY (playbook_id) REFERENCES public.playbook(id);

-- Name: playbook_progress playbook_progress_item_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_progress
    ADD CONSTRAINT playbook_progress_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.playbook_item(id);

-- Name: playbook_progress playbook_progress_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_progress
    ADD CONSTRAINT playbook_progress_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: playbook_progress playbook_progress_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_progress
    ADD CONSTRAINT playbook_progress_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: playbook_progress playbook_progress_playbook_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_progress
    ADD CONSTRAINT playbook_progress_playbook_id_fkey FOREIGN KEY (playbook_id) REFERENCES public.playbook(id);

-- Name: playbook_tally playbook_tally_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_tally
    ADD CONSTRAINT playbook_tally_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: playbook_tally playbook_tally_playbook_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.playbook_tally
    ADD CONSTRAINT playbook_tally_playbook_id_fkey FOREIGN KEY (playbook_id) REFERENCES public.playbook(id);

-- Name: portfolio_link portfolio_link_distributor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.portfolio_link
    ADD CONSTRAINT portfolio_link_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.partner(id);

-- Name: portfolio_link portfolio_link_reseller_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.portfolio_link
    ADD CONSTRAINT portfolio_link_reseller_id_fkey FOREIGN KEY (reseller_id) REFERENCES public.partner(id);

-- Name: portfolio_link portfolio_link_reseller_name; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.portfolio_link
    ADD CONSTRAINT portfolio_link_reseller_name FOREIGN KEY (reseller_id, reseller_name) REFERENCES public.partner(id, display_name) ON UPDATE CASCADE;

-- Name: portfolio_measure portfolio_measure_distributor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.portfolio_measure
    ADD CONSTRAINT portfolio_measure_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.partner(id);

-- Name: product_authorization product_authorization_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.product_authorization
    ADD CONSTRAINT product_authorization_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: question question_pool_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES public.question_pool(id);

-- Name: question_pool question_pool_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.question_pool
    ADD CONSTRAINT question_pool_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.quiz_version(id);

-- Name: question question_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.quiz_version(id);

-- Name: quiz_answer quiz_answer_attempt_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_answer
    ADD CONSTRAINT quiz_answer_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES public.quiz_attempt(id);

-- Name: quiz_answer quiz_answer_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_answer
    ADD CONSTRAINT quiz_answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: quiz_answer quiz_answer_question_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_answer
    ADD CONSTRAINT quiz_answer_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.question(id);

-- Name: quiz_attempt quiz_attempt_enrollment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollment(id);

-- Name: quiz_attempt quiz_attempt_lesson_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_lesson_id_fkey FOREIGN KEY (lesson_id) REFERENCES public.lesson(id);

-- Name: quiz_attempt quiz_attempt_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: quiz_attempt quiz_attempt_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: quiz_attempt quiz_attempt_quiz_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_quiz_id_fkey FOREIGN KEY (quiz_id) REFERENCES public.quiz(id);

-- Name: quiz_attempt quiz_attempt_revoked_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES public.person(id);

-- Name: quiz_attempt quiz_attempt_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_attempt
    ADD CONSTRAINT quiz_attempt_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.quiz_version(id);

-- Name: quiz_review quiz_review_answer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_review
    ADD CONSTRAINT quiz_review_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES public.quiz_answer(id);

-- Name: quiz_review quiz_review_attempt_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_review
    ADD CONSTRAINT quiz_review_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES public.quiz_attempt(id);

-- Name: quiz_review quiz_review_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_review
    ADD CONSTRAINT quiz_review_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: quiz_tally quiz_tally_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_tally
    ADD CONSTRAINT quiz_tally_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: quiz_tally quiz_tally_quiz_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_tally
    ADD CONSTRAINT quiz_tally_quiz_id_fkey FOREIGN KEY (quiz_id) REFERENCES public.quiz(id);

-- Name: quiz_version quiz_version_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_version
    ADD CONSTRAINT quiz_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

-- Name: quiz_version quiz_version_published_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_version
    ADD CONSTRAINT quiz_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.person(id);

-- Name: quiz_version quiz_version_quiz_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.quiz_version
    ADD CONSTRAINT quiz_version_quiz_id_fkey FOREIGN KEY (quiz_id) REFERENCES public.quiz(id);

-- Name: rendition rendition_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.rendition
    ADD CONSTRAINT rendition_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.person(id);

-- Name: rendition rendition_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.rendition
    ADD CONSTRAINT rendition_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: rendition rendition_template_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.rendition
    ADD CONSTRAINT rendition_template_version_id_fkey FOREIGN KEY (template_version_id) REFERENCES public.template_version(id);

-- Name: rendition rendition_via_distributor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.rendition
    ADD CONSTRAINT rendition_via_distributor_id_fkey FOREIGN KEY (via_distributor_id) REFERENCES public.partner(id);

-- Name: requirement_tally requirement_tally_definition_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.requirement_tally
    ADD CONSTRAINT requirement_tally_definition_key_fkey FOREIGN KEY (definition_key) REFERENCES public.certification_definition(key);

-- Name: requirement_tally requirement_tally_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.requirement_tally
    ADD CONSTRAINT requirement_tally_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: river_client_queue river_client_queue_river_client_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.river_client_queue
    ADD CONSTRAINT river_client_queue_river_client_id_fkey FOREIGN KEY (river_client_id) REFERENCES public.river_client(id) ON DELETE CASCADE;

-- Name: session session_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: session_registration session_registration_completion_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_completion_id_fkey FOREIGN KEY (completion_id) REFERENCES public.course_completion(id);

-- Name: session_registration session_registration_credited_enrollment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_credited_enrollment_fkey FOREIGN KEY (credited_enrollment) REFERENCES public.enrollment(id);

-- Name: session_registration session_registration_credited_lesson_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_credited_lesson_fkey FOREIGN KEY (credited_lesson) REFERENCES public.lesson(id);

-- Name: session_registration session_registration_decided_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);

-- Name: session_registration session_registration_holder_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES public.partner(id);

-- Name: session_registration session_registration_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: session_registration session_registration_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: session_registration session_registration_registered_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES public.person(id);

-- Name: session_registration session_registration_reported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES public.person(id);

-- Name: session_registration session_registration_session_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.session_registration
    ADD CONSTRAINT session_registration_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.training_session(id);

-- Name: staged_upload staged_upload_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.staged_upload
    ADD CONSTRAINT staged_upload_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: staged_upload staged_upload_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.staged_upload
    ADD CONSTRAINT staged_upload_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

-- Name: template_version template_version_approved_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.template_version
    ADD CONSTRAINT template_version_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES public.person(id);

-- Name: template_version template_version_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.template_version
    ADD CONSTRAINT template_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

-- Name: template_version template_version_template_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.template_version
    ADD CONSTRAINT template_version_template_id_fkey FOREIGN KEY (template_id) REFERENCES public.template(id);

-- Name: tier tier_program_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.tier
    ADD CONSTRAINT tier_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(id);

-- Name: training_session training_session_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: training_session training_session_holder_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES public.partner(id);

-- Name: training_session training_session_planned_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES public.person(id);

-- Name: trusted_reporter trusted_reporter_granted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.trusted_reporter
    ADD CONSTRAINT trusted_reporter_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES public.person(id);

-- Name: trusted_reporter trusted_reporter_partner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.trusted_reporter
    ADD CONSTRAINT trusted_reporter_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(id);

-- Name: xapi_activity xapi_activity_course_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.xapi_activity
    ADD CONSTRAINT xapi_activity_course_id_fkey FOREIGN KEY (course_id) REFERENCES public.course(id);

-- Name: xapi_activity xapi_activity_mapped_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.xapi_activity
    ADD CONSTRAINT xapi_activity_mapped_by_fkey FOREIGN KEY (mapped_by) REFERENCES public.person(id);

-- Name: agreement; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.agreement ENABLE ROW LEVEL SECURITY;

-- Name: agreement_text; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.agreement_text ENABLE ROW LEVEL SECURITY;

-- Name: agreement all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.agreement FOR INSERT TO portico_all WITH CHECK (true);

-- Name: agreement_text all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.agreement_text FOR INSERT TO portico_all WITH CHECK (true);

-- Name: api_token all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.api_token FOR INSERT TO portico_all WITH CHECK ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: approval all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.approval FOR INSERT TO portico_all WITH CHECK (true);

-- Name: asset all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.asset FOR INSERT TO portico_all WITH CHECK (true);

-- Name: asset_unlock all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.asset_unlock FOR INSERT TO portico_all WITH CHECK (true);

-- Name: asset_version all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.asset_version FOR INSERT TO portico_all WITH CHECK (true);

-- Name: assignment_rule all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.assignment_rule FOR INSERT TO portico_all WITH CHECK (true);

-- Name: attended_session all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.attended_session FOR INSERT TO portico_all WITH CHECK (true);

-- Name: brand_mark all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.brand_mark FOR INSERT TO portico_all WITH CHECK (true);

-- Name: bulk_render all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.bulk_render FOR INSERT TO portico_all WITH CHECK (true);

-- Name: bulk_render_item all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.bulk_render_item FOR INSERT TO portico_all WITH CHECK (true);

-- Name: certification all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.certification FOR INSERT TO portico_all WITH CHECK (true);

-- Name: certification_definition all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.certification_definition FOR INSERT TO portico_all WITH CHECK (true);

-- Name: certification_evidence all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.certification_evidence FOR INSERT TO portico_all WITH CHECK ((state = 'SUBMITTED'::text));

-- Name: certification_ground all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.certification_ground FOR INSERT TO portico_all WITH CHECK (true);

-- Name: certification_notice all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.certification_notice FOR INSERT TO portico_all WITH CHECK (true);

-- Name: certification_notice_tally all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.certification_notice_tally FOR INSERT TO portico_all WITH CHECK (true);

-- Name: certification_requirement all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.certification_requirement FOR INSERT TO portico_all WITH CHECK (true);

-- Name: completion_import all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.completion_import FOR INSERT TO portico_all WITH CHECK (true);

-- Name: content_event all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.content_event FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course_completion all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course_completion FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course_delta all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course_delta FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course_file all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course_file FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course_prerequisite all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course_prerequisite FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course_tally all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course_tally FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course_total all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course_total FOR INSERT TO portico_all WITH CHECK (true);

-- Name: course_version all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.course_version FOR INSERT TO portico_all WITH CHECK (true);

-- Name: curriculum all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.curriculum FOR INSERT TO portico_all WITH CHECK (true);

-- Name: curriculum_course all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.curriculum_course FOR INSERT TO portico_all WITH CHECK (true);

-- Name: definition_requirement all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.definition_requirement FOR INSERT TO portico_all WITH CHECK (true);

-- Name: effect all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.effect FOR INSERT TO portico_all WITH CHECK (true);

-- Name: effect_balance all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.effect_balance FOR INSERT TO portico_all WITH CHECK (true);

-- Name: effect_rule all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.effect_rule FOR INSERT TO portico_all WITH CHECK (true);

-- Name: enrollment all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.enrollment FOR INSERT TO portico_all WITH CHECK (true);

-- Name: enrollment_reminder all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.enrollment_reminder FOR INSERT TO portico_all WITH CHECK (true);

-- Name: holding all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.holding FOR INSERT TO portico_all WITH CHECK (true);

-- Name: idempotency_key all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.idempotency_key FOR INSERT TO portico_all WITH CHECK ((principal = current_setting('portico.principal'::text, true)));

-- Name: import_line all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.import_line FOR INSERT TO portico_all WITH CHECK (true);

-- Name: invitation all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.invitation FOR INSERT TO portico_all WITH CHECK (true);

-- Name: learner_tally all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.learner_tally FOR INSERT TO portico_all WITH CHECK (true);

-- Name: lesson all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.lesson FOR INSERT TO portico_all WITH CHECK (true);

-- Name: lesson_progress all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.lesson_progress FOR INSERT TO portico_all WITH CHECK (true);

-- Name: logo all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.logo FOR INSERT TO portico_all WITH CHECK (true);

-- Name: membership all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.membership FOR INSERT TO portico_all WITH CHECK (true);

-- Name: membership_lapse all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.membership_lapse FOR INSERT TO portico_all WITH CHECK (true);

-- Name: module all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.module FOR INSERT TO portico_all WITH CHECK (true);

-- Name: notice all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.notice FOR INSERT TO portico_all WITH CHECK (true);

-- Name: notice_mail all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.notice_mail FOR INSERT TO portico_all WITH CHECK ((( SELECT public.ctx_person() AS ctx_person) IS NULL));

-- Name: partner all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.partner FOR INSERT TO portico_all WITH CHECK (true);

-- Name: partner_tally all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.partner_tally FOR INSERT TO portico_all WITH CHECK (true);

-- Name: partner_type all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.partner_type FOR INSERT TO portico_all WITH CHECK (true);

-- Name: person all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.person FOR INSERT TO portico_all WITH CHECK (true);

-- Name: playbook all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.playbook FOR INSERT TO portico_all WITH CHECK (true);

-- Name: playbook_item all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.playbook_item FOR INSERT TO portico_all WITH CHECK (true);

-- Name: playbook_progress all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.playbook_progress FOR INSERT TO portico_all WITH CHECK (true);

-- Name: playbook_tally all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.playbook_tally FOR INSERT TO portico_all WITH CHECK (true);

-- Name: portfolio_link all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.portfolio_link FOR INSERT TO portico_all WITH CHECK (true);

-- Name: portfolio_measure all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.portfolio_measure FOR INSERT TO portico_all WITH CHECK (true);

-- Name: product_authorization all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.product_authorization FOR INSERT TO portico_all WITH CHECK (true);

-- Name: program all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.program FOR INSERT TO portico_all WITH CHECK (true);

-- Name: question all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.question FOR INSERT TO portico_all WITH CHECK ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE ((v.id = question.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: question_pool all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.question_pool FOR INSERT TO portico_all WITH CHECK ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE ((v.id = question_pool.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: quiz all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.quiz FOR INSERT TO portico_all WITH CHECK (true);

-- Name: quiz_answer all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.quiz_answer FOR INSERT TO portico_all WITH CHECK (true);

-- Name: quiz_attempt all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.quiz_attempt FOR INSERT TO portico_all WITH CHECK (true);

-- Name: quiz_review all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.quiz_review FOR INSERT TO portico_all WITH CHECK (true);

-- Name: quiz_tally all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.quiz_tally FOR INSERT TO portico_all WITH CHECK (true);

-- Name: quiz_version all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.quiz_version FOR INSERT TO portico_all WITH CHECK ((state = 'DRAFT'::text));

-- Name: rendition all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.rendition FOR INSERT TO portico_all WITH CHECK (true);

-- Name: requirement_tally all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.requirement_tally FOR INSERT TO portico_all WITH CHECK (true);

-- Name: session_registration all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.session_registration FOR INSERT TO portico_all WITH CHECK (true);

-- Name: staged_upload all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.staged_upload FOR INSERT TO portico_all WITH CHECK ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: template all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.template FOR INSERT TO portico_all WITH CHECK (true);

-- Name: template_version all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.template_version FOR INSERT TO portico_all WITH CHECK ((state = 'DRAFT'::text));

-- Name: tier all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.tier FOR INSERT TO portico_all WITH CHECK (true);

-- Name: training_session all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.training_session FOR INSERT TO portico_all WITH CHECK (true);

-- Name: trusted_reporter all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.trusted_reporter FOR INSERT TO portico_all WITH CHECK (true);

-- Name: xapi_activity all_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_add ON public.xapi_activity FOR INSERT TO portico_all WITH CHECK (true);

-- Name: portfolio_measure all_again; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_again ON public.portfolio_measure FOR UPDATE TO portico_all USING (true);

-- Name: idempotency_key all_answer; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_answer ON public.idempotency_key FOR UPDATE TO portico_all USING ((principal = current_setting('portico.principal'::text, true)));

-- Name: notice_preference all_change; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_change ON public.notice_preference FOR UPDATE TO portico_all USING (((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR (( SELECT public.ctx_person() AS ctx_person) IS NULL)));

-- Name: notice_preference all_choose; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_choose ON public.notice_preference FOR INSERT TO portico_all WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR (( SELECT public.ctx_person() AS ctx_person) IS NULL)));

-- Name: certification_notice_tally all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.certification_notice_tally FOR UPDATE TO portico_all USING (true);

-- Name: course_tally all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.course_tally FOR UPDATE TO portico_all USING (true);

-- Name: course_total all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.course_total FOR UPDATE TO portico_all USING (true);

-- Name: effect_balance all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.effect_balance FOR UPDATE TO portico_all USING (true);

-- Name: learner_tally all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.learner_tally FOR UPDATE TO portico_all USING (true);

-- Name: membership_lapse all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.membership_lapse FOR UPDATE TO portico_all USING (true);

-- Name: partner_tally all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.partner_tally FOR UPDATE TO portico_all USING (true);

-- Name: playbook_tally all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.playbook_tally FOR UPDATE TO portico_all USING (true);

-- Name: quiz_tally all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.quiz_tally FOR UPDATE TO portico_all USING (true);

-- Name: requirement_tally all_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_count ON public.requirement_tally FOR UPDATE TO portico_all USING (true);

-- Name: lesson_progress all_credit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_credit ON public.lesson_progress FOR UPDATE TO portico_all USING (true);

-- Name: certification_evidence all_decide; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_decide ON public.certification_evidence FOR UPDATE TO portico_all USING ((state = 'SUBMITTED'::text)) WITH CHECK (true);

-- Name: brand_mark all_drop; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_drop ON public.brand_mark FOR DELETE TO portico_all USING (true);

-- Name: certification_requirement all_drop; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_drop ON public.certification_requirement FOR DELETE TO portico_all USING (true);

-- Name: definition_requirement all_drop; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_drop ON public.definition_requirement FOR DELETE TO portico_all USING (true);

-- Name: holding all_drop; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_drop ON public.holding FOR DELETE TO portico_all USING (true);

-- Name: requirement_tally all_drop; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_drop ON public.requirement_tally FOR DELETE TO portico_all USING (true);

-- Name: agreement all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.agreement FOR UPDATE TO portico_all USING (true);

-- Name: asset all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.asset FOR UPDATE TO portico_all USING (true);

-- Name: assignment_rule all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.assignment_rule FOR UPDATE TO portico_all USING (true);

-- Name: certification_definition all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.certification_definition FOR UPDATE TO portico_all USING (true);

-- Name: completion_import all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.completion_import FOR UPDATE TO portico_all USING (true);

-- Name: course_version all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.course_version FOR UPDATE TO portico_all USING (true);

-- Name: curriculum all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.curriculum FOR UPDATE TO portico_all USING (true);

-- Name: import_line all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.import_line FOR UPDATE TO portico_all USING (true);

-- Name: logo all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.logo FOR UPDATE TO portico_all USING (true);

-- Name: membership all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.membership FOR UPDATE TO portico_all USING (true);

-- Name: partner all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.partner FOR UPDATE TO portico_all USING (true);

-- Name: partner_type all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.partner_type FOR UPDATE TO portico_all USING (true);

-- Name: person all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.person FOR UPDATE TO portico_all USING (true);

-- Name: playbook all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.playbook FOR UPDATE TO portico_all USING (true);

-- Name: playbook_item all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.playbook_item FOR UPDATE TO portico_all USING (true);

-- Name: portfolio_link all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.portfolio_link FOR UPDATE TO portico_all USING (true);

-- Name: product_authorization all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.product_authorization FOR UPDATE TO portico_all USING (true);

-- Name: program all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.program FOR UPDATE TO portico_all USING (true);

-- Name: question all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.question FOR UPDATE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE ((v.id = question.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: question_pool all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.question_pool FOR UPDATE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE ((v.id = question_pool.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: quiz_version all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.quiz_version FOR UPDATE TO portico_all USING ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text]))) WITH CHECK (true);

-- Name: session_registration all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.session_registration FOR UPDATE TO portico_all USING (true);

-- Name: template all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.template FOR UPDATE TO portico_all USING (true);

-- Name: tier all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.tier FOR UPDATE TO portico_all USING (true);

-- Name: training_session all_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_edit ON public.training_session FOR UPDATE TO portico_all USING (true);

-- Name: effect_rule all_end; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_end ON public.effect_rule FOR UPDATE TO portico_all USING (true);

-- Name: quiz_attempt all_end; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_end ON public.quiz_attempt FOR UPDATE TO portico_all USING (((state = 'OPEN'::text) OR ((state = 'PASSED'::text) AND (revoked_at IS NULL)))) WITH CHECK (true);

-- Name: trusted_reporter all_end; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_end ON public.trusted_reporter FOR DELETE TO portico_all USING (true);

-- Name: xapi_activity all_end; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_end ON public.xapi_activity FOR DELETE TO portico_all USING (true);

-- Name: course_delta all_fold; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_fold ON public.course_delta FOR DELETE TO portico_all USING (true);

-- Name: idempotency_key all_forget; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_forget ON public.idempotency_key FOR DELETE TO portico_all USING ((created_at < (now() - '7 days'::interval)));

-- Name: staged_upload all_forget; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_forget ON public.staged_upload FOR DELETE TO portico_all USING ((expires_at < now()));

-- Name: quiz_answer all_give; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_give ON public.quiz_answer FOR UPDATE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.quiz_attempt a
  WHERE ((a.id = quiz_answer.attempt_id) AND (a.state = 'OPEN'::text)))));

-- Name: holding all_leave; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_leave ON public.holding FOR UPDATE TO portico_all USING (true);

-- Name: membership_lapse all_lift; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_lift ON public.membership_lapse FOR DELETE TO portico_all USING (true);

-- Name: asset_unlock all_lock; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_lock ON public.asset_unlock FOR DELETE TO portico_all USING (true);

-- Name: notice all_mark; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_mark ON public.notice FOR UPDATE TO portico_all USING (((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR (( SELECT public.ctx_person() AS ctx_person) IS NULL)));

-- Name: approval all_move; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_move ON public.approval FOR UPDATE TO portico_all USING (true);

-- Name: bulk_render all_move; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_move ON public.bulk_render FOR UPDATE TO portico_all USING (true);

-- Name: enrollment all_move; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_move ON public.enrollment FOR UPDATE TO portico_all USING (true);

-- Name: template_version all_move; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_move ON public.template_version FOR UPDATE TO portico_all USING (true);

-- Name: agreement all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.agreement FOR SELECT TO portico_all USING (true);

-- Name: agreement_text all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.agreement_text FOR SELECT TO portico_all USING (true);

-- Name: api_token all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.api_token FOR SELECT TO portico_all USING (true);

-- Name: approval all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.approval FOR SELECT TO portico_all USING (true);

-- Name: asset all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.asset FOR SELECT TO portico_all USING (true);

-- Name: asset_unlock all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.asset_unlock FOR SELECT TO portico_all USING (true);

-- Name: asset_version all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.asset_version FOR SELECT TO portico_all USING (true);

-- Name: assignment_rule all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.assignment_rule FOR SELECT TO portico_all USING (true);

-- Name: attended_session all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.attended_session FOR SELECT TO portico_all USING (true);

-- Name: audit_entry all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.audit_entry FOR SELECT TO portico_all USING (true);

-- Name: brand_mark all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.brand_mark FOR SELECT TO portico_all USING (true);

-- Name: bulk_render all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.bulk_render FOR SELECT TO portico_all USING (true);

-- Name: bulk_render_item all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.bulk_render_item FOR SELECT TO portico_all USING (true);

-- Name: certification all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.certification FOR SELECT TO portico_all USING (true);

-- Name: certification_definition all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.certification_definition FOR SELECT TO portico_all USING (true);

-- Name: certification_evidence all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.certification_evidence FOR SELECT TO portico_all USING (true);

-- Name: certification_ground all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.certification_ground FOR SELECT TO portico_all USING (true);

-- Name: certification_notice all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.certification_notice FOR SELECT TO portico_all USING (true);

-- Name: certification_notice_tally all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.certification_notice_tally FOR SELECT TO portico_all USING (true);

-- Name: certification_requirement all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.certification_requirement FOR SELECT TO portico_all USING (true);

-- Name: completion_import all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.completion_import FOR SELECT TO portico_all USING (true);

-- Name: content_event all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.content_event FOR SELECT TO portico_all USING (true);

-- Name: course all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course FOR SELECT TO portico_all USING (true);

-- Name: course_completion all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course_completion FOR SELECT TO portico_all USING (true);

-- Name: course_delta all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course_delta FOR SELECT TO portico_all USING (true);

-- Name: course_file all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course_file FOR SELECT TO portico_all USING (true);

-- Name: course_prerequisite all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course_prerequisite FOR SELECT TO portico_all USING (true);

-- Name: course_tally all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course_tally FOR SELECT TO portico_all USING (true);

-- Name: course_total all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course_total FOR SELECT TO portico_all USING (true);

-- Name: course_version all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.course_version FOR SELECT TO portico_all USING (true);

-- Name: curriculum all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.curriculum FOR SELECT TO portico_all USING (true);

-- Name: curriculum_course all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.curriculum_course FOR SELECT TO portico_all USING (true);

-- Name: definition_requirement all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.definition_requirement FOR SELECT TO portico_all USING (true);

-- Name: effect all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.effect FOR SELECT TO portico_all USING (true);

-- Name: effect_balance all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.effect_balance FOR SELECT TO portico_all USING (true);

-- Name: effect_rule all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.effect_rule FOR SELECT TO portico_all USING (true);

-- Name: enrollment all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.enrollment FOR SELECT TO portico_all USING (true);

-- Name: enrollment_reminder all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.enrollment_reminder FOR SELECT TO portico_all USING (true);

-- Name: holding all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.holding FOR SELECT TO portico_all USING (true);

-- Name: idempotency_key all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.idempotency_key FOR SELECT TO portico_all USING ((principal = current_setting('portico.principal'::text, true)));

-- Name: import_line all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.import_line FOR SELECT TO portico_all USING (true);

-- Name: learner_tally all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.learner_tally FOR SELECT TO portico_all USING (true);

-- Name: lesson all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.lesson FOR SELECT TO portico_all USING (true);

-- Name: lesson_progress all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.lesson_progress FOR SELECT TO portico_all USING (true);

-- Name: logo all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.logo FOR SELECT TO portico_all USING (true);

-- Name: membership all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.membership FOR SELECT TO portico_all USING (true);

-- Name: membership_lapse all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.membership_lapse FOR SELECT TO portico_all USING (true);

-- Name: module all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.module FOR SELECT TO portico_all USING (true);

-- Name: notice all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.notice FOR SELECT TO portico_all USING (((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR (( SELECT public.ctx_person() AS ctx_person) IS NULL)));

-- Name: notice_kind all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.notice_kind FOR SELECT TO portico_all USING (true);

-- Name: notice_mail all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.notice_mail FOR SELECT TO portico_all USING ((( SELECT public.ctx_person() AS ctx_person) IS NULL));

-- Name: notice_preference all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.notice_preference FOR SELECT TO portico_all USING (((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR (( SELECT public.ctx_person() AS ctx_person) IS NULL)));

-- Name: partner all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.partner FOR SELECT TO portico_all USING (true);

-- Name: partner_tally all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.partner_tally FOR SELECT TO portico_all USING (true);

-- Name: partner_type all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.partner_type FOR SELECT TO portico_all USING (true);

-- Name: person all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.person FOR SELECT TO portico_all USING (true);

-- Name: playbook all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.playbook FOR SELECT TO portico_all USING (true);

-- Name: playbook_item all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.playbook_item FOR SELECT TO portico_all USING (true);

-- Name: playbook_progress all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.playbook_progress FOR SELECT TO portico_all USING (true);

-- Name: playbook_tally all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.playbook_tally FOR SELECT TO portico_all USING (true);

-- Name: portfolio_link all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.portfolio_link FOR SELECT TO portico_all USING (true);

-- Name: portfolio_measure all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.portfolio_measure FOR SELECT TO portico_all USING (true);

-- Name: product_authorization all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.product_authorization FOR SELECT TO portico_all USING (true);

-- Name: program all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.program FOR SELECT TO portico_all USING (true);

-- Name: question all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.question FOR SELECT TO portico_all USING (true);

-- Name: question_pool all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.question_pool FOR SELECT TO portico_all USING (true);

-- Name: quiz all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.quiz FOR SELECT TO portico_all USING (true);

-- Name: quiz_answer all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.quiz_answer FOR SELECT TO portico_all USING (true);

-- Name: quiz_attempt all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.quiz_attempt FOR SELECT TO portico_all USING (true);

-- Name: quiz_review all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.quiz_review FOR SELECT TO portico_all USING (true);

-- Name: quiz_tally all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.quiz_tally FOR SELECT TO portico_all USING (true);

-- Name: quiz_version all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.quiz_version FOR SELECT TO portico_all USING (true);

-- Name: rendition all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.rendition FOR SELECT TO portico_all USING (true);

-- Name: requirement_tally all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.requirement_tally FOR SELECT TO portico_all USING (true);

-- Name: session_registration all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.session_registration FOR SELECT TO portico_all USING (true);

-- Name: staged_upload all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.staged_upload FOR SELECT TO portico_all USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: template all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.template FOR SELECT TO portico_all USING (true);

-- Name: template_version all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.template_version FOR SELECT TO portico_all USING (true);

-- Name: tier all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.tier FOR SELECT TO portico_all USING (true);

-- Name: training_session all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.training_session FOR SELECT TO portico_all USING (true);

-- Name: trusted_reporter all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.trusted_reporter FOR SELECT TO portico_all USING (true);

-- Name: xapi_activity all_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_read ON public.xapi_activity FOR SELECT TO portico_all USING (true);

-- Name: question all_remove; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_remove ON public.question FOR DELETE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE ((v.id = question.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: question_pool all_remove; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_remove ON public.question_pool FOR DELETE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE ((v.id = question_pool.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: api_token all_revoke; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_revoke ON public.api_token FOR UPDATE TO portico_all USING (true);

-- Name: attended_session all_revoke; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_revoke ON public.attended_session FOR UPDATE TO portico_all USING (true);

-- Name: certification all_revoke; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_revoke ON public.certification FOR UPDATE TO portico_all USING (true);

-- Name: course_completion all_revoke; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_revoke ON public.course_completion FOR UPDATE TO portico_all USING (true);

-- Name: course_file all_rewrite; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_rewrite ON public.course_file FOR DELETE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE ((v.id = course_file.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: course_prerequisite all_rewrite; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_rewrite ON public.course_prerequisite FOR DELETE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE ((v.id = course_prerequisite.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: curriculum_course all_rewrite; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_rewrite ON public.curriculum_course FOR DELETE TO portico_all USING (true);

-- Name: lesson all_rewrite; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_rewrite ON public.lesson FOR DELETE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE ((v.id = lesson.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: module all_rewrite; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_rewrite ON public.module FOR DELETE TO portico_all USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE ((v.id = module.version_id) AND (v.state = 'DRAFT'::text)))));

-- Name: bulk_render_item all_settle; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_settle ON public.bulk_render_item FOR UPDATE TO portico_all USING (true);

-- Name: notice_mail all_settle; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_settle ON public.notice_mail FOR UPDATE TO portico_all USING ((( SELECT public.ctx_person() AS ctx_person) IS NULL));

-- Name: playbook_progress all_undo; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_undo ON public.playbook_progress FOR DELETE TO portico_all USING (true);

-- Name: rendition all_withdraw; Type: POLICY; Schema: public; Owner: -

CREATE POLICY all_withdraw ON public.rendition FOR UPDATE TO portico_all USING (true);

-- Name: api_token; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.api_token ENABLE ROW LEVEL SECURITY;

-- Name: approval; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.approval ENABLE ROW LEVEL SECURITY;

-- Name: asset; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.asset ENABLE ROW LEVEL SECURITY;

-- Name: asset_unlock; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.asset_unlock ENABLE ROW LEVEL SECURITY;

-- Name: asset_version; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.asset_version ENABLE ROW LEVEL SECURITY;

-- Name: assignment_rule; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.assignment_rule ENABLE ROW LEVEL SECURITY;

-- Name: attended_session; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.attended_session ENABLE ROW LEVEL SECURITY;

-- Name: audit_entry audit_append; Type: POLICY; Schema: public; Owner: -

CREATE POLICY audit_append ON public.audit_entry FOR INSERT TO portico_audit WITH CHECK (true);

-- Name: audit_entry; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.audit_entry ENABLE ROW LEVEL SECURITY;

-- Name: audit_entry audit_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY audit_read ON public.audit_entry FOR SELECT TO portico_audit USING (true);

-- Name: brand_mark; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.brand_mark ENABLE ROW LEVEL SECURITY;

-- Name: bulk_render; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.bulk_render ENABLE ROW LEVEL SECURITY;

-- Name: bulk_render_item; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.bulk_render_item ENABLE ROW LEVEL SECURITY;

-- Name: certification; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.certification ENABLE ROW LEVEL SECURITY;

-- Name: certification_definition; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.certification_definition ENABLE ROW LEVEL SECURITY;

-- Name: certification_evidence; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.certification_evidence ENABLE ROW LEVEL SECURITY;

-- Name: certification_ground; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.certification_ground ENABLE ROW LEVEL SECURITY;

-- Name: certification_notice; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.certification_notice ENABLE ROW LEVEL SECURITY;

-- Name: certification_notice_tally; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.certification_notice_tally ENABLE ROW LEVEL SECURITY;

-- Name: certification_requirement; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.certification_requirement ENABLE ROW LEVEL SECURITY;

-- Name: completion_import; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.completion_import ENABLE ROW LEVEL SECURITY;

-- Name: content_event; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.content_event ENABLE ROW LEVEL SECURITY;

-- Name: course; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course ENABLE ROW LEVEL SECURITY;

-- Name: course_completion; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course_completion ENABLE ROW LEVEL SECURITY;

-- Name: course_delta; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course_delta ENABLE ROW LEVEL SECURITY;

-- Name: course_file; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course_file ENABLE ROW LEVEL SECURITY;

-- Name: course_prerequisite; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course_prerequisite ENABLE ROW LEVEL SECURITY;

-- Name: course_tally; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course_tally ENABLE ROW LEVEL SECURITY;

-- Name: course_total; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course_total ENABLE ROW LEVEL SECURITY;

-- Name: course_version; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.course_version ENABLE ROW LEVEL SECURITY;

-- Name: curriculum; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.curriculum ENABLE ROW LEVEL SECURITY;

-- Name: curriculum_course; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.curriculum_course ENABLE ROW LEVEL SECURITY;

-- Name: definition_requirement; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.definition_requirement ENABLE ROW LEVEL SECURITY;

-- Name: person door_activate; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_activate ON public.person FOR UPDATE TO portico_door USING (true);

-- Name: password door_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_add ON public.password FOR INSERT TO portico_door WITH CHECK (true);

-- Name: session door_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_add ON public.session FOR INSERT TO portico_door WITH CHECK (true);

-- Name: sign_in_attempt door_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_add ON public.sign_in_attempt FOR INSERT TO portico_door WITH CHECK (true);

-- Name: password door_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_edit ON public.password FOR UPDATE TO portico_door USING (true);

-- Name: session door_end; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_end ON public.session FOR DELETE TO portico_door USING (true);

-- Name: sign_in_attempt door_forget; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_forget ON public.sign_in_attempt FOR DELETE TO portico_door USING (true);

-- Name: sign_in_attempt door_mark; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_mark ON public.sign_in_attempt FOR UPDATE TO portico_door USING (true);

-- Name: api_token door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.api_token FOR SELECT TO portico_door USING (true);

-- Name: invitation door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.invitation FOR SELECT TO portico_door USING (true);

-- Name: partner door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.partner FOR SELECT TO portico_door USING (true);

-- Name: partner_type door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.partner_type FOR SELECT TO portico_door USING (true);

-- Name: password door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.password FOR SELECT TO portico_door USING (true);

-- Name: person door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.person FOR SELECT TO portico_door USING (true);

-- Name: session door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.session FOR SELECT TO portico_door USING (true);

-- Name: sign_in_attempt door_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_read ON public.sign_in_attempt FOR SELECT TO portico_door USING (true);

-- Name: session door_touch; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_touch ON public.session FOR UPDATE TO portico_door USING (true);

-- Name: api_token door_use; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_use ON public.api_token FOR UPDATE TO portico_door USING (true);

-- Name: invitation door_use; Type: POLICY; Schema: public; Owner: -

CREATE POLICY door_use ON public.invitation FOR UPDATE TO portico_door USING (true);

-- Name: effect; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.effect ENABLE ROW LEVEL SECURITY;

-- Name: effect_balance; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.effect_balance ENABLE ROW LEVEL SECURITY;

-- Name: effect_rule; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.effect_rule ENABLE ROW LEVEL SECURITY;

-- Name: enrollment; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.enrollment ENABLE ROW LEVEL SECURITY;

-- Name: enrollment_reminder; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.enrollment_reminder ENABLE ROW LEVEL SECURITY;

-- Name: holding; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.holding ENABLE ROW LEVEL SECURITY;

-- Name: idempotency_key; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.idempotency_key ENABLE ROW LEVEL SECURITY;

-- Name: import_line; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.import_line ENABLE ROW LEVEL SECURITY;

-- Name: invitation; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.invitation ENABLE ROW LEVEL SECURITY;

-- Name: learner_tally; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.learner_tally ENABLE ROW LEVEL SECURITY;

-- Name: lesson; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.lesson ENABLE ROW LEVEL SECURITY;

-- Name: lesson_progress; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.lesson_progress ENABLE ROW LEVEL SECURITY;

-- Name: logo; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.logo ENABLE ROW LEVEL SECURITY;

-- Name: membership; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.membership ENABLE ROW LEVEL SECURITY;

-- Name: membership_lapse; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.membership_lapse ENABLE ROW LEVEL SECURITY;

-- Name: module; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.module ENABLE ROW LEVEL SECURITY;

-- Name: notice; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.notice ENABLE ROW LEVEL SECURITY;

-- Name: notice_kind; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.notice_kind ENABLE ROW LEVEL SECURITY;

-- Name: notice_mail; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.notice_mail ENABLE ROW LEVEL SECURITY;

-- Name: notice_preference; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.notice_preference ENABLE ROW LEVEL SECURITY;

-- Name: api_token own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.api_token FOR INSERT TO portico_own WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (partner_id = ( SELECT public.ctx_partner() AS ctx_partner))));

-- Name: approval own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.approval FOR INSERT TO portico_own WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (via_distributor_id IS NULL) AND (requested_by = ( SELECT public.ctx_person() AS ctx_person)) AND (state = 'REQUESTED'::text) AND (decided_by IS NULL) AND (rendition_id IS NULL) AND (template_version_id IN ( SELECT v.id
   FROM public.template_version v))));

-- Name: bulk_render own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.bulk_render FOR INSERT TO portico_own WITH CHECK (((requested_by = ( SELECT public.ctx_person() AS ctx_person)) AND (partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (template_id IN ( SELECT t.id
   FROM public.template t))));

-- Name: bulk_render_item own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.bulk_render_item FOR INSERT TO portico_own WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (bulk_id IN ( SELECT b.id
   FROM public.bulk_render b)) AND (rendition_id IS NULL)));

-- Name: content_event own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.content_event FOR INSERT TO portico_own WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (via_distributor_id IS NULL) AND ((asset_version_id IS NULL) OR (asset_version_id IN ( SELECT f.id
   FROM public.asset_version f))) AND ((template_version_id IS NULL) OR (template_version_id IN ( SELECT v.id
   FROM public.template_version v))) AND ((rendition_id IS NULL) OR (rendition_id IN ( SELECT r.id
   FROM public.rendition r)))));

-- Name: holding own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.holding FOR INSERT TO portico_own WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (person_id IS NULL) AND ((certification_id, definition_key) IN ( SELECT c.id,
    c.definition_key
   FROM public.certification c
  WHERE (c.partner_id = ( SELECT public.ctx_partner() AS ctx_partner))))));

-- Name: idempotency_key own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.idempotency_key FOR INSERT TO portico_own WITH CHECK ((principal = current_setting('portico.principal'::text, true)));

-- Name: invitation own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.invitation FOR INSERT TO portico_own WITH CHECK ((EXISTS ( SELECT 1
   FROM public.person p
  WHERE ((p.id = invitation.person_id) AND (p.partner_id = ( SELECT public.ctx_partner() AS ctx_partner))))));

-- Name: logo own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.logo FOR INSERT TO portico_own WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (state = ANY (ARRAY['NEEDS_FIX'::text, 'NEEDS_REVIEW'::text])) AND (NOT (uploaded_by IS DISTINCT FROM ( SELECT public.ctx_person() AS ctx_person))) AND (decided_by IS NULL)));

-- Name: person own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.person FOR INSERT TO portico_own WITH CHECK ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: rendition own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.rendition FOR INSERT TO portico_own WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (via_distributor_id IS NULL) AND (created_by = ( SELECT public.ctx_person() AS ctx_person)) AND (template_version_id IN ( SELECT v.id
   FROM public.template_version v))));

-- Name: staged_upload own_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_add ON public.staged_upload FOR INSERT TO portico_own WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (partner_id = ( SELECT public.ctx_partner() AS ctx_partner))));

-- Name: idempotency_key own_answer; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_answer ON public.idempotency_key FOR UPDATE TO portico_own USING ((principal = current_setting('portico.principal'::text, true)));

-- Name: bulk_render own_cancel; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_cancel ON public.bulk_render FOR UPDATE TO portico_own USING ((requested_by = ( SELECT public.ctx_person() AS ctx_person))) WITH CHECK ((state = 'CANCELLED'::text));

-- Name: notice_preference own_change; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_change ON public.notice_preference FOR UPDATE TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: notice_preference own_choose; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_choose ON public.notice_preference FOR INSERT TO portico_own WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (kind IN ( SELECT k.kind
   FROM public.notice_kind k))));

-- Name: partner_tally own_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_count ON public.partner_tally FOR UPDATE TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: requirement_tally own_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_count ON public.requirement_tally FOR UPDATE TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: holding own_drop; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_drop ON public.holding FOR DELETE TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (person_id IS NULL)));

-- Name: partner own_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_edit ON public.partner FOR UPDATE TO portico_own USING ((id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: person own_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_edit ON public.person FOR UPDATE TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: holding own_leave; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_leave ON public.holding FOR UPDATE TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: certification own_mark; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_mark ON public.certification FOR UPDATE TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person))))) WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person)))));

-- Name: notice own_mark; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_mark ON public.notice FOR UPDATE TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: agreement own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.agreement FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: agreement_text own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.agreement_text FOR SELECT TO portico_own USING (true);

-- Name: api_token own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.api_token FOR SELECT TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: approval own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.approval FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: asset own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.asset FOR SELECT TO portico_own USING (((state = 'PUBLISHED'::text) AND ((publish_at IS NULL) OR (publish_at <= now())) AND ((expires_at IS NULL) OR (expires_at > now())) AND (( SELECT t.family
   FROM (public.partner p
     JOIN public.partner_type t ON ((t.key = p.type_key)))
  WHERE (p.id = ( SELECT public.ctx_partner() AS ctx_partner))) = ANY (families))));

-- Name: asset_unlock own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.asset_unlock FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: asset_version own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.asset_version FOR SELECT TO portico_own USING ((asset_id IN ( SELECT a.id
   FROM public.asset a)));

-- Name: attended_session own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.attended_session FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: audit_entry own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.audit_entry FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: bulk_render own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.bulk_render FOR SELECT TO portico_own USING ((requested_by = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: bulk_render_item own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.bulk_render_item FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (bulk_id IN ( SELECT b.id
   FROM public.bulk_render b))));

-- Name: certification own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.certification FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: certification_definition own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.certification_definition FOR SELECT TO portico_own USING (true);

-- Name: certification_evidence own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.certification_evidence FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: certification_ground own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.certification_ground FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: certification_notice own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.certification_notice FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: certification_notice_tally own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.certification_notice_tally FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: certification_requirement own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.certification_requirement FOR SELECT TO portico_own USING (true);

-- Name: completion_import own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.completion_import FOR SELECT TO portico_own USING (false);

-- Name: content_event own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.content_event FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: course own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.course_id = course.id))));

-- Name: course_completion own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course_completion FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: course_delta own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course_delta FOR SELECT TO portico_own USING (false);

-- Name: course_file own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course_file FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = course_file.version_id))));

-- Name: course_prerequisite own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course_prerequisite FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = course_prerequisite.version_id))));

-- Name: course_tally own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course_tally FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: course_total own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course_total FOR SELECT TO portico_own USING (false);

-- Name: course_version own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.course_version FOR SELECT TO portico_own USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: curriculum own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.curriculum FOR SELECT TO portico_own USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: curriculum_course own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.curriculum_course FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.curriculum c
  WHERE (c.id = curriculum_course.curriculum_id))));

-- Name: definition_requirement own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.definition_requirement FOR SELECT TO portico_own USING (true);

-- Name: effect own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.effect FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: effect_balance own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.effect_balance FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: effect_rule own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.effect_rule FOR SELECT TO portico_own USING (true);

-- Name: enrollment own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.enrollment FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: enrollment_reminder own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.enrollment_reminder FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: holding own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.holding FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: idempotency_key own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.idempotency_key FOR SELECT TO portico_own USING ((principal = current_setting('portico.principal'::text, true)));

-- Name: import_line own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.import_line FOR SELECT TO portico_own USING (false);

-- Name: learner_tally own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.learner_tally FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: lesson own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.lesson FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = lesson.version_id))));

-- Name: lesson_progress own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.lesson_progress FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: logo own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.logo FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR ((state = 'APPROVED'::text) AND (partner_id IN ( SELECT l.distributor_id
   FROM public.portfolio_link l
  WHERE ((l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now()))))))));

-- Name: membership own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.membership FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: membership_lapse own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.membership_lapse FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: module own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.module FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = module.version_id))));

-- Name: notice own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.notice FOR SELECT TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: notice_kind own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.notice_kind FOR SELECT TO portico_own USING (true);

-- Name: notice_preference own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.notice_preference FOR SELECT TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: partner own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.partner FOR SELECT TO portico_own USING (((id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (id IN ( SELECT l.distributor_id
   FROM public.portfolio_link l
  WHERE ((l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now())))))));

-- Name: partner_tally own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.partner_tally FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: partner_type own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.partner_type FOR SELECT TO portico_own USING (true);

-- Name: person own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.person FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (id = ( SELECT p.channel_manager_id
   FROM public.partner p
  WHERE (p.id = ( SELECT public.ctx_partner() AS ctx_partner))))));

-- Name: playbook own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.playbook FOR SELECT TO portico_own USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: playbook_item own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.playbook_item FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.playbook b
  WHERE (b.id = playbook_item.playbook_id))));

-- Name: playbook_progress own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.playbook_progress FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: playbook_tally own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.playbook_tally FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: portfolio_link own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.portfolio_link FOR SELECT TO portico_own USING ((reseller_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: portfolio_measure own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.portfolio_measure FOR SELECT TO portico_own USING ((distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: product_authorization own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.product_authorization FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: program own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.program FOR SELECT TO portico_own USING (true);

-- Name: quiz own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.quiz FOR SELECT TO portico_own USING ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE (v.quiz_id = quiz.id))));

-- Name: quiz_answer own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.quiz_answer FOR SELECT TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: quiz_attempt own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.quiz_attempt FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: quiz_review own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.quiz_review FOR SELECT TO portico_own USING (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (EXISTS ( SELECT 1
   FROM (public.quiz_attempt a
     JOIN public.quiz_version v ON ((v.id = a.version_id)))
  WHERE ((a.id = quiz_review.attempt_id) AND (a.state <> 'OPEN'::text) AND ((v.review = 'AFTER_SUBMIT'::text) OR ((v.review = 'AFTER_PASS'::text) AND (a.state = 'PASSED'::text)) OR ((v.review = 'AFTER_CLOSE'::text) AND (v.closes_at <= now()))) AND (NOT (EXISTS ( SELECT 1
           FROM public.quiz_attempt o
          WHERE ((o.person_id = a.person_id) AND (o.quiz_id = a.quiz_id) AND (o.state = 'OPEN'::text))))))))));

-- Name: quiz_tally own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.quiz_tally FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: quiz_version own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.quiz_version FOR SELECT TO portico_own USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: rendition own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.rendition FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: requirement_tally own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.requirement_tally FOR SELECT TO portico_own USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: session_registration own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.session_registration FOR SELECT TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: staged_upload own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.staged_upload FOR SELECT TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: template own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.template FOR SELECT TO portico_own USING ((id IN ( SELECT v.template_id
   FROM public.template_version v)));

-- Name: template_version own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.template_version FOR SELECT TO portico_own USING ((state = ANY (ARRAY['PUBLISHED'::text, 'SUPERSEDED'::text, 'WITHDRAWN'::text])));

-- Name: tier own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.tier FOR SELECT TO portico_own USING (true);

-- Name: training_session own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.training_session FOR SELECT TO portico_own USING (((holder_id IS NULL) OR (holder_id IN ( SELECT p.id
   FROM public.partner p)) OR (id IN ( SELECT r.session_id
   FROM public.session_registration r
  WHERE (r.partner_id = ( SELECT public.ctx_partner() AS ctx_partner))))));

-- Name: trusted_reporter own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.trusted_reporter FOR SELECT TO portico_own USING (false);

-- Name: xapi_activity own_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_read ON public.xapi_activity FOR SELECT TO portico_own USING (false);

-- Name: api_token own_revoke; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_revoke ON public.api_token FOR UPDATE TO portico_own USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: agreement own_sign; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_sign ON public.agreement FOR UPDATE TO portico_own USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (state = 'SENT'::text))) WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (state = 'SIGNED'::text) AND (signed_by = ( SELECT public.ctx_person() AS ctx_person))));

-- Name: approval own_withdraw; Type: POLICY; Schema: public; Owner: -

CREATE POLICY own_withdraw ON public.approval FOR UPDATE TO portico_own USING ((requested_by = ( SELECT public.ctx_person() AS ctx_person))) WITH CHECK ((state = 'WITHDRAWN'::text));

-- Name: partner; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.partner ENABLE ROW LEVEL SECURITY;

-- Name: partner_tally; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.partner_tally ENABLE ROW LEVEL SECURITY;

-- Name: partner_type; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.partner_type ENABLE ROW LEVEL SECURITY;

-- Name: password; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.password ENABLE ROW LEVEL SECURITY;

-- Name: person; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

-- Name: playbook; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.playbook ENABLE ROW LEVEL SECURITY;

-- Name: playbook_item; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.playbook_item ENABLE ROW LEVEL SECURITY;

-- Name: playbook_progress; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.playbook_progress ENABLE ROW LEVEL SECURITY;

-- Name: playbook_tally; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.playbook_tally ENABLE ROW LEVEL SECURITY;

-- Name: api_token portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.api_token FOR INSERT TO portico_portfolio WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (partner_id = ( SELECT public.ctx_partner() AS ctx_partner))));

-- Name: approval portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.approval FOR INSERT TO portico_portfolio WITH CHECK (((requested_by = ( SELECT public.ctx_person() AS ctx_person)) AND (state = 'REQUESTED'::text) AND (decided_by IS NULL) AND (rendition_id IS NULL) AND (template_version_id IN ( SELECT v.id
   FROM public.template_version v)) AND (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (via_distributor_id IS NULL)) OR ((via_distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT p.id
   FROM public.partner p))))));

-- Name: bulk_render portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.bulk_render FOR INSERT TO portico_portfolio WITH CHECK (((requested_by = ( SELECT public.ctx_person() AS ctx_person)) AND (partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (template_id IN ( SELECT t.id
   FROM public.template t))));

-- Name: bulk_render_item portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.bulk_render_item FOR INSERT TO portico_portfolio WITH CHECK (((bulk_id IN ( SELECT b.id
   FROM public.bulk_render b)) AND (partner_id IN ( SELECT p.id
   FROM public.partner p)) AND (rendition_id IS NULL)));

-- Name: content_event portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.content_event FOR INSERT TO portico_portfolio WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (via_distributor_id IS NULL)) OR ((via_distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT p.id
   FROM public.partner p)))) AND ((asset_version_id IS NULL) OR (asset_version_id IN ( SELECT f.id
   FROM public.asset_version f))) AND ((template_version_id IS NULL) OR (template_version_id IN ( SELECT v.id
   FROM public.template_version v))) AND ((rendition_id IS NULL) OR (rendition_id IN ( SELECT r.id
   FROM public.rendition r)))));

-- Name: holding portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.holding FOR INSERT TO portico_portfolio WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (person_id IS NULL) AND ((certification_id, definition_key) IN ( SELECT c.id,
    c.definition_key
   FROM public.certification c
  WHERE (c.partner_id = ( SELECT public.ctx_partner() AS ctx_partner))))));

-- Name: idempotency_key portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.idempotency_key FOR INSERT TO portico_portfolio WITH CHECK ((principal = current_setting('portico.principal'::text, true)));

-- Name: invitation portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.invitation FOR INSERT TO portico_portfolio WITH CHECK ((EXISTS ( SELECT 1
   FROM public.person p
  WHERE ((p.id = invitation.person_id) AND (p.partner_id = ( SELECT public.ctx_partner() AS ctx_partner))))));

-- Name: logo portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.logo FOR INSERT TO portico_portfolio WITH CHECK (((partner_id IN ( SELECT p.id
   FROM public.partner p)) AND (state = ANY (ARRAY['NEEDS_FIX'::text, 'NEEDS_REVIEW'::text])) AND (NOT (uploaded_by IS DISTINCT FROM ( SELECT public.ctx_person() AS ctx_person))) AND (decided_by IS NULL)));

-- Name: person portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.person FOR INSERT TO portico_portfolio WITH CHECK ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: rendition portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.rendition FOR INSERT TO portico_portfolio WITH CHECK (((created_by = ( SELECT public.ctx_person() AS ctx_person)) AND (template_version_id IN ( SELECT v.id
   FROM public.template_version v)) AND (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (via_distributor_id IS NULL)) OR ((via_distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT p.id
   FROM public.partner p))))));

-- Name: staged_upload portfolio_add; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_add ON public.staged_upload FOR INSERT TO portico_portfolio WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (partner_id IN ( SELECT p.id
   FROM public.partner p))));

-- Name: idempotency_key portfolio_answer; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_answer ON public.idempotency_key FOR UPDATE TO portico_portfolio USING ((principal = current_setting('portico.principal'::text, true)));

-- Name: bulk_render portfolio_cancel; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_cancel ON public.bulk_render FOR UPDATE TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner))) WITH CHECK ((state = 'CANCELLED'::text));

-- Name: notice_preference portfolio_change; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_change ON public.notice_preference FOR UPDATE TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: notice_preference portfolio_choose; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_choose ON public.notice_preference FOR INSERT TO portico_portfolio WITH CHECK (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (kind IN ( SELECT k.kind
   FROM public.notice_kind k))));

-- Name: partner_tally portfolio_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_count ON public.partner_tally FOR UPDATE TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: requirement_tally portfolio_count; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_count ON public.requirement_tally FOR UPDATE TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: approval portfolio_decide; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_decide ON public.approval FOR UPDATE TO portico_portfolio USING (((requested_by = ( SELECT public.ctx_person() AS ctx_person)) OR (('role/distributor-admin'::text = ANY (desks)) AND (via_distributor_id IS NULL) AND (partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT p.id
   FROM public.partner p))))) WITH CHECK ((((requested_by = ( SELECT public.ctx_person() AS ctx_person)) AND (state = 'WITHDRAWN'::text)) OR ((decided_by = ( SELECT public.ctx_person() AS ctx_person)) AND (state = ANY (ARRAY['APPROVED'::text, 'DECLINED'::text])))));

-- Name: holding portfolio_drop; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_drop ON public.holding FOR DELETE TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (person_id IS NULL)));

-- Name: partner portfolio_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_edit ON public.partner FOR UPDATE TO portico_portfolio USING ((id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: person portfolio_edit; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_edit ON public.person FOR UPDATE TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: holding portfolio_leave; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_leave ON public.holding FOR UPDATE TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: portfolio_link; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.portfolio_link ENABLE ROW LEVEL SECURITY;

-- Name: notice portfolio_mark; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_mark ON public.notice FOR UPDATE TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: portfolio_measure; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.portfolio_measure ENABLE ROW LEVEL SECURITY;

-- Name: agreement portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.agreement FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: agreement_text portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.agreement_text FOR SELECT TO portico_portfolio USING (true);

-- Name: api_token portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.api_token FOR SELECT TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: approval portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.approval FOR SELECT TO portico_portfolio USING (((partner_id IN ( SELECT p.id
   FROM public.partner p)) AND ((via_distributor_id IS NULL) OR (via_distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)))));

-- Name: asset portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.asset FOR SELECT TO portico_portfolio USING (((state = 'PUBLISHED'::text) AND ((publish_at IS NULL) OR (publish_at <= now())) AND ((expires_at IS NULL) OR (expires_at > now()))));

-- Name: asset_unlock portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.asset_unlock FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: asset_version portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.asset_version FOR SELECT TO portico_portfolio USING ((asset_id IN ( SELECT a.id
   FROM public.asset a)));

-- Name: attended_session portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.attended_session FOR SELECT TO portico_portfolio USING ((((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n)))));

-- Name: audit_entry portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.audit_entry FOR SELECT TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: bulk_render portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.bulk_render FOR SELECT TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: bulk_render_item portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.bulk_render_item FOR SELECT TO portico_portfolio USING (((bulk_id IN ( SELECT b.id
   FROM public.bulk_render b)) AND (partner_id IN ( SELECT p.id
   FROM public.partner p))));

-- Name: certification portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.certification FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: certification_definition portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.certification_definition FOR SELECT TO portico_portfolio USING (true);

-- Name: certification_evidence portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.certification_evidence FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: certification_ground portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.certification_ground FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: certification_notice portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.certification_notice FOR SELECT TO portico_portfolio USING ((((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (person_id IS NULL) AND (partner_id IN ( SELECT p.id
   FROM public.partner p))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n)))));

-- Name: certification_notice_tally portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.certification_notice_tally FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: certification_requirement portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.certification_requirement FOR SELECT TO portico_portfolio USING (true);

-- Name: completion_import portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.completion_import FOR SELECT TO portico_portfolio USING ((holder_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: content_event portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.content_event FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (via_distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR ((via_distributor_id IS NULL) AND (EXISTS ( SELECT 1
   FROM public.portfolio_link l
  WHERE ((l.reseller_id = content_event.partner_id) AND (l.valid_from <= content_event.at) AND (l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now()))))))));

-- Name: course portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.course_id = course.id))));

-- Name: course_completion portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course_completion FOR SELECT TO portico_portfolio USING ((((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n)))));

-- Name: course_delta portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course_delta FOR SELECT TO portico_portfolio USING (false);

-- Name: course_file portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course_file FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = course_file.version_id))));

-- Name: course_prerequisite portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course_prerequisite FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = course_prerequisite.version_id))));

-- Name: course_tally portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course_tally FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: course_total portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course_total FOR SELECT TO portico_portfolio USING (false);

-- Name: course_version portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.course_version FOR SELECT TO portico_portfolio USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: curriculum portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.curriculum FOR SELECT TO portico_portfolio USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: curriculum_course portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.curriculum_course FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.curriculum c
  WHERE (c.id = curriculum_course.curriculum_id))));

-- Name: definition_requirement portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.definition_requirement FOR SELECT TO portico_portfolio USING (true);

-- Name: effect portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.effect FOR SELECT TO portico_portfolio USING ((((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id IS NULL) OR (person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n)))));

-- Name: effect_balance portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.effect_balance FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: effect_rule portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.effect_rule FOR SELECT TO portico_portfolio USING (true);

-- Name: enrollment portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.enrollment FOR SELECT TO portico_portfolio USING ((((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n)))));

-- Name: enrollment_reminder portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.enrollment_reminder FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: holding portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.holding FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (partner_id IN ( SELECT l.reseller_id
   FROM public.portfolio_link l
  WHERE ((l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now())))))));

-- Name: idempotency_key portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.idempotency_key FOR SELECT TO portico_portfolio USING ((principal = current_setting('portico.principal'::text, true)));

-- Name: import_line portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.import_line FOR SELECT TO portico_portfolio USING ((holder_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: learner_tally portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.learner_tally FOR SELECT TO portico_portfolio USING ((((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n)))));

-- Name: lesson portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.lesson FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = lesson.version_id))));

-- Name: lesson_progress portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.lesson_progress FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: logo portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.logo FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: membership portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.membership FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: membership_lapse portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.membership_lapse FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: module portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.module FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.course_version v
  WHERE (v.id = module.version_id))));

-- Name: notice portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.notice FOR SELECT TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: notice_kind portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.notice_kind FOR SELECT TO portico_portfolio USING (true);

-- Name: notice_preference portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.notice_preference FOR SELECT TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: partner portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.partner FOR SELECT TO portico_portfolio USING (((id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (id IN ( SELECT l.reseller_id
   FROM public.portfolio_link l
  WHERE ((l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now())))))));

-- Name: partner_tally portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.partner_tally FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: partner_type portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.partner_type FOR SELECT TO portico_portfolio USING (true);

-- Name: person portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.person FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (id = ( SELECT p.channel_manager_id
   FROM public.partner p
  WHERE (p.id = ( SELECT public.ctx_partner() AS ctx_partner)))) OR (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n))));

-- Name: playbook portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.playbook FOR SELECT TO portico_portfolio USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: playbook_item portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.playbook_item FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.playbook b
  WHERE (b.id = playbook_item.playbook_id))));

-- Name: playbook_progress portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.playbook_progress FOR SELECT TO portico_portfolio USING ((((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))) OR ((partner_id <> ( SELECT public.ctx_partner() AS ctx_partner)) AND (partner_id IN ( SELECT n.partner_id
   FROM public.partner_naming_learners n)))));

-- Name: playbook_tally portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.playbook_tally FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: portfolio_link portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.portfolio_link FOR SELECT TO portico_portfolio USING ((distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: portfolio_measure portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.portfolio_measure FOR SELECT TO portico_portfolio USING ((distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: product_authorization portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.product_authorization FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: program portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.program FOR SELECT TO portico_portfolio USING (true);

-- Name: quiz portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.quiz FOR SELECT TO portico_portfolio USING ((EXISTS ( SELECT 1
   FROM public.quiz_version v
  WHERE (v.quiz_id = quiz.id))));

-- Name: quiz_answer portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.quiz_answer FOR SELECT TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: quiz_attempt portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.quiz_attempt FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads))));

-- Name: quiz_review portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.quiz_review FOR SELECT TO portico_portfolio USING (((person_id = ( SELECT public.ctx_person() AS ctx_person)) AND (EXISTS ( SELECT 1
   FROM (public.quiz_attempt a
     JOIN public.quiz_version v ON ((v.id = a.version_id)))
  WHERE ((a.id = quiz_review.attempt_id) AND (a.state <> 'OPEN'::text) AND ((v.review = 'AFTER_SUBMIT'::text) OR ((v.review = 'AFTER_PASS'::text) AND (a.state = 'PASSED'::text)) OR ((v.review = 'AFTER_CLOSE'::text) AND (v.closes_at <= now()))) AND (NOT (EXISTS ( SELECT 1
           FROM public.quiz_attempt o
          WHERE ((o.person_id = a.person_id) AND (o.quiz_id = a.quiz_id) AND (o.state = 'OPEN'::text))))))))));

-- Name: quiz_tally portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.quiz_tally FOR SELECT TO portico_portfolio USING ((partner_id IN ( SELECT p.id
   FROM public.partner p)));

-- Name: quiz_version portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.quiz_version FOR SELECT TO portico_portfolio USING ((state = ANY (ARRAY['PUBLISHED'::text, 'RETIRED'::text])));

-- Name: rendition portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.rendition FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (via_distributor_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR ((via_distributor_id IS NULL) AND (EXISTS ( SELECT 1
   FROM public.portfolio_link l
  WHERE ((l.reseller_id = rendition.partner_id) AND (l.valid_from <= rendition.created_at) AND (l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now()))))))));

-- Name: requirement_tally portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.requirement_tally FOR SELECT TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR (partner_id IN ( SELECT l.reseller_id
   FROM public.portfolio_link l
  WHERE ((l.valid_from <= now()) AND ((l.valid_to IS NULL) OR (l.valid_to > now())))))));

-- Name: session_registration portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.session_registration FOR SELECT TO portico_portfolio USING (((holder_id = ( SELECT public.ctx_partner() AS ctx_partner)) OR ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND ((person_id = ( SELECT public.ctx_person() AS ctx_person)) OR ( SELECT public.ctx_leads() AS ctx_leads)))));

-- Name: staged_upload portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.staged_upload FOR SELECT TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: template portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.template FOR SELECT TO portico_portfolio USING ((id IN ( SELECT v.template_id
   FROM public.template_version v)));

-- Name: template_version portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.template_version FOR SELECT TO portico_portfolio USING ((state = ANY (ARRAY['PUBLISHED'::text, 'SUPERSEDED'::text, 'WITHDRAWN'::text])));

-- Name: tier portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.tier FOR SELECT TO portico_portfolio USING (true);

-- Name: training_session portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.training_session FOR SELECT TO portico_portfolio USING (((holder_id IS NULL) OR (holder_id = ( SELECT public.ctx_partner() AS ctx_partner))));

-- Name: trusted_reporter portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.trusted_reporter FOR SELECT TO portico_portfolio USING ((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)));

-- Name: xapi_activity portfolio_read; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_read ON public.xapi_activity FOR SELECT TO portico_portfolio USING ((course_id IN ( SELECT c.id
   FROM public.course c)));

-- Name: certification portfolio_recount; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_recount ON public.certification FOR UPDATE TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (person_id IS NULL)));

-- Name: api_token portfolio_revoke; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_revoke ON public.api_token FOR UPDATE TO portico_portfolio USING ((person_id = ( SELECT public.ctx_person() AS ctx_person)));

-- Name: agreement portfolio_sign; Type: POLICY; Schema: public; Owner: -

CREATE POLICY portfolio_sign ON public.agreement FOR UPDATE TO portico_portfolio USING (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (state = 'SENT'::text))) WITH CHECK (((partner_id = ( SELECT public.ctx_partner() AS ctx_partner)) AND (state = 'SIGNED'::text) AND (signed_by = ( SELECT public.ctx_person() AS ctx_person))));

-- Name: product_authorization; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.product_authorization ENABLE ROW LEVEL SECURITY;

-- Name: program; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.program ENABLE ROW LEVEL SECURITY;

-- Name: question; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.question ENABLE ROW LEVEL SECURITY;

-- Name: question_pool; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.question_pool ENABLE ROW LEVEL SECURITY;

-- Name: quiz; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.quiz ENABLE ROW LEVEL SECURITY;

-- Name: quiz_answer; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.quiz_answer ENABLE ROW LEVEL SECURITY;

-- Name: quiz_attempt; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.quiz_attempt ENABLE ROW LEVEL SECURITY;

-- Name: quiz_review; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.quiz_review ENABLE ROW LEVEL SECURITY;

-- Name: quiz_tally; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.quiz_tally ENABLE ROW LEVEL SECURITY;

-- Name: quiz_version; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.quiz_version ENABLE ROW LEVEL SECURITY;

-- Name: rendition; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.rendition ENABLE ROW LEVEL SECURITY;

-- Name: requirement_tally; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.requirement_tally ENABLE ROW LEVEL SECURITY;

-- Name: session; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.session ENABLE ROW LEVEL SECURITY;

-- Name: session_registration; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.session_registration ENABLE ROW LEVEL SECURITY;

-- Name: sign_in_attempt; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.sign_in_attempt ENABLE ROW LEVEL SECURITY;

-- Name: staged_upload; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.staged_upload ENABLE ROW LEVEL SECURITY;

-- Name: template; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.template ENABLE ROW LEVEL SECURITY;

-- Name: template_version; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.template_version ENABLE ROW LEVEL SECURITY;

-- Name: tier; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.tier ENABLE ROW LEVEL SECURITY;

-- Name: training_session; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.training_session ENABLE ROW LEVEL SECURITY;

-- Name: trusted_reporter; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.trusted_reporter ENABLE ROW LEVEL SECURITY;

-- Name: xapi_activity; Type: ROW SECURITY; Schema: public; Owner: -

ALTER TABLE public.xapi_activity ENABLE ROW LEVEL SECURITY;

-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -

GRANT ALL ON SCHEMA public TO portico;
GRANT USAGE ON SCHEMA public TO portico_own;
GRANT USAGE ON SCHEMA public TO portico_portfolio;
GRANT USAGE ON SCHEMA public TO portico_all;
GRANT USAGE ON SCHEMA public TO portico_door;
GRANT USAGE ON SCHEMA public TO portico_audit;
GRANT USAGE ON SCHEMA public TO portico_queue;

-- Name: FUNCTION audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text) TO portico_own;
GRANT ALL ON FUNCTION public.audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text) TO portico_portfolio;
GRANT ALL ON FUNCTION public.audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text) TO portico_all;
GRANT ALL ON FUNCTION public.audit_append(actor text, partner uuid, action text, outcome text, object_kind text, object_id text, detail text, request_id text) TO portico_door;

-- Name: TABLE certification; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification TO portico_own;
GRANT SELECT ON TABLE public.certification TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.certification TO portico_all;

-- Name: COLUMN certification.revoked_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_at) ON TABLE public.certification TO portico_all;

-- Name: COLUMN certification.revoked_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_why) ON TABLE public.certification TO portico_all;

-- Name: COLUMN certification.short_from; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(short_from) ON TABLE public.certification TO portico_own;
GRANT UPDATE(short_from) ON TABLE public.certification TO portico_portfolio;
GRANT UPDATE(short_from) ON TABLE public.certification TO portico_all;

-- Name: COLUMN certification.revoked_how; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_how) ON TABLE public.certification TO portico_all;

-- Name: COLUMN certification.name_published; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(name_published) ON TABLE public.certification TO portico_own;

-- Name: COLUMN certification.begun; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(begun) ON TABLE public.certification TO portico_all;

-- Name: TABLE certification_counted; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_counted TO portico_own;
GRANT SELECT ON TABLE public.certification_counted TO portico_portfolio;
GRANT SELECT ON TABLE public.certification_counted TO portico_all;

-- Name: TABLE definition_requirement; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.definition_requirement TO portico_own;
GRANT SELECT ON TABLE public.definition_requirement TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.definition_requirement TO portico_all;

-- Name: TABLE person; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.person TO portico_own;
GRANT SELECT ON TABLE public.person TO portico_portfolio;
GRANT SELECT ON TABLE public.person TO portico_all;
GRANT SELECT ON TABLE public.person TO portico_door;

-- Name: COLUMN person.id; Type: ACL; Schema: public; Owner: -

GRANT INSERT(id) ON TABLE public.person TO portico_own;
GRANT INSERT(id) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(id) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.partner_id; Type: ACL; Schema: public; Owner: -

GRANT INSERT(partner_id) ON TABLE public.person TO portico_own;
GRANT INSERT(partner_id) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(partner_id) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.email; Type: ACL; Schema: public; Owner: -

GRANT INSERT(email) ON TABLE public.person TO portico_own;
GRANT INSERT(email) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(email) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.name; Type: ACL; Schema: public; Owner: -

GRANT INSERT(name),UPDATE(name) ON TABLE public.person TO portico_own;
GRANT INSERT(name),UPDATE(name) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(name),UPDATE(name) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.phone; Type: ACL; Schema: public; Owner: -

GRANT INSERT(phone),UPDATE(phone) ON TABLE public.person TO portico_own;
GRANT INSERT(phone),UPDATE(phone) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(phone),UPDATE(phone) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.locale; Type: ACL; Schema: public; Owner: -

GRANT INSERT(locale),UPDATE(locale) ON TABLE public.person TO portico_own;
GRANT INSERT(locale),UPDATE(locale) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(locale),UPDATE(locale) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.status; Type: ACL; Schema: public; Owner: -

GRANT INSERT(status),UPDATE(status) ON TABLE public.person TO portico_own;
GRANT INSERT(status),UPDATE(status) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(status),UPDATE(status) ON TABLE public.person TO portico_all;
GRANT UPDATE(status) ON TABLE public.person TO portico_door;

-- Name: COLUMN person.roles; Type: ACL; Schema: public; Owner: -

GRANT INSERT(roles),UPDATE(roles) ON TABLE public.person TO portico_own;
GRANT INSERT(roles),UPDATE(roles) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(roles),UPDATE(roles) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.access_level; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(access_level) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.created_at; Type: ACL; Schema: public; Owner: -

GRANT INSERT(created_at) ON TABLE public.person TO portico_own;
GRANT INSERT(created_at) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(created_at) ON TABLE public.person TO portico_all;

-- Name: COLUMN person.updated_at; Type: ACL; Schema: public; Owner: -

GRANT INSERT(updated_at),UPDATE(updated_at) ON TABLE public.person TO portico_own;
GRANT INSERT(updated_at),UPDATE(updated_at) ON TABLE public.person TO portico_portfolio;
GRANT INSERT(updated_at),UPDATE(updated_at) ON TABLE public.person TO portico_all;
GRANT UPDATE(updated_at) ON TABLE public.person TO portico_door;

-- Name: TABLE partner_holding; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_holding TO portico_own;
GRANT SELECT ON TABLE public.partner_holding TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_holding TO portico_all;

-- Name: TABLE certification_holder_until; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_holder_until TO portico_own;
GRANT SELECT ON TABLE public.certification_holder_until TO portico_portfolio;
GRANT SELECT ON TABLE public.certification_holder_until TO portico_all;

-- Name: TABLE agreement; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.agreement TO portico_own;
GRANT SELECT ON TABLE public.agreement TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.agreement TO portico_all;

-- Name: COLUMN agreement.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.agreement TO portico_all;
GRANT UPDATE(state) ON TABLE public.agreement TO portico_own;
GRANT UPDATE(state) ON TABLE public.agreement TO portico_portfolio;

-- Name: COLUMN agreement.signed_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(signed_at) ON TABLE public.agreement TO portico_all;
GRANT UPDATE(signed_at) ON TABLE public.agreement TO portico_own;
GRANT UPDATE(signed_at) ON TABLE public.agreement TO portico_portfolio;

-- Name: COLUMN agreement.signed_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(signed_by) ON TABLE public.agreement TO portico_all;
GRANT UPDATE(signed_by) ON TABLE public.agreement TO portico_own;
GRANT UPDATE(signed_by) ON TABLE public.agreement TO portico_portfolio;

-- Name: COLUMN agreement.valid_to; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(valid_to) ON TABLE public.agreement TO portico_all;

-- Name: TABLE agreement_text; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.agreement_text TO portico_own;
GRANT SELECT ON TABLE public.agreement_text TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.agreement_text TO portico_all;

-- Name: TABLE api_token; Type: ACL; Schema: public; Owner: -

GRANT INSERT ON TABLE public.api_token TO portico_own;
GRANT INSERT ON TABLE public.api_token TO portico_portfolio;
GRANT INSERT ON TABLE public.api_token TO portico_all;
GRANT SELECT ON TABLE public.api_token TO portico_door;

-- Name: COLUMN api_token.id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(id) ON TABLE public.api_token TO portico_own;
GRANT SELECT(id) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(id) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.person_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(person_id) ON TABLE public.api_token TO portico_own;
GRANT SELECT(person_id) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(person_id) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.partner_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(partner_id) ON TABLE public.api_token TO portico_own;
GRANT SELECT(partner_id) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(partner_id) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.kind; Type: ACL; Schema: public; Owner: -

GRANT SELECT(kind) ON TABLE public.api_token TO portico_own;
GRANT SELECT(kind) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(kind) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.name; Type: ACL; Schema: public; Owner: -

GRANT SELECT(name) ON TABLE public.api_token TO portico_own;
GRANT SELECT(name) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(name) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.scopes; Type: ACL; Schema: public; Owner: -

GRANT SELECT(scopes) ON TABLE public.api_token TO portico_own;
GRANT SELECT(scopes) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(scopes) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.created_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(created_at) ON TABLE public.api_token TO portico_own;
GRANT SELECT(created_at) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(created_at) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.expires_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(expires_at) ON TABLE public.api_token TO portico_own;
GRANT SELECT(expires_at) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(expires_at) ON TABLE public.api_token TO portico_all;

-- Name: COLUMN api_token.last_used_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(last_used_at) ON TABLE public.api_token TO portico_own;
GRANT SELECT(last_used_at) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(last_used_at) ON TABLE public.api_token TO portico_all;
GRANT UPDATE(last_used_at) ON TABLE public.api_token TO portico_door;

-- Name: COLUMN api_token.revoked_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.api_token TO portico_own;
GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.api_token TO portico_portfolio;
GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.api_token TO portico_all;
GRANT UPDATE(revoked_at) ON TABLE public.api_token TO portico_door;

-- Name: TABLE approval; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.approval TO portico_own;
GRANT SELECT,INSERT ON TABLE public.approval TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.approval TO portico_all;

-- Name: COLUMN approval.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.approval TO portico_own;
GRANT UPDATE(state) ON TABLE public.approval TO portico_portfolio;
GRANT UPDATE(state) ON TABLE public.approval TO portico_all;

-- Name: COLUMN approval.decided_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_by) ON TABLE public.approval TO portico_portfolio;
GRANT UPDATE(decided_by) ON TABLE public.approval TO portico_all;

-- Name: COLUMN approval.decided_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_at) ON TABLE public.approval TO portico_portfolio;
GRANT UPDATE(decided_at) ON TABLE public.approval TO portico_all;

-- Name: COLUMN approval.decided_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_why) ON TABLE public.approval TO portico_portfolio;
GRANT UPDATE(decided_why) ON TABLE public.approval TO portico_all;

-- Name: COLUMN approval.lapsed_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(lapsed_why) ON TABLE public.approval TO portico_all;

-- Name: COLUMN approval.rendition_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(rendition_id) ON TABLE public.approval TO portico_all;

-- Name: TABLE asset; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.asset TO portico_own;
GRANT SELECT ON TABLE public.asset TO portico_portfolio;
GRANT SELECT,INSERT,UPDATE ON TABLE public.asset TO portico_all;

-- Name: TABLE asset_unlock; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.asset_unlock TO portico_own;
GRANT SELECT ON TABLE public.asset_unlock TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.asset_unlock TO portico_all;

-- Name: TABLE asset_version; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.asset_version TO portico_own;
GRANT SELECT ON TABLE public.asset_version TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.asset_version TO portico_all;

-- Name: TABLE assignment_rule; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.assignment_rule TO portico_all;

-- Name: COLUMN assignment_rule.applied_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(applied_at) ON TABLE public.assignment_rule TO portico_all;

-- Name: COLUMN assignment_rule.ended_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(ended_at) ON TABLE public.assignment_rule TO portico_all;

-- Name: TABLE attended_session; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.attended_session TO portico_own;
GRANT SELECT ON TABLE public.attended_session TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.attended_session TO portico_all;

-- Name: COLUMN attended_session.revoked_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_at) ON TABLE public.attended_session TO portico_all;

-- Name: COLUMN attended_session.revoked_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_why) ON TABLE public.attended_session TO portico_all;

-- Name: TABLE audit_entry; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.audit_entry TO portico_own;
GRANT SELECT ON TABLE public.audit_entry TO portico_portfolio;
GRANT SELECT ON TABLE public.audit_entry TO portico_all;
GRANT SELECT,INSERT ON TABLE public.audit_entry TO portico_audit;

-- Name: TABLE brand_mark; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,DELETE ON TABLE public.brand_mark TO portico_all;

-- Name: TABLE bulk_render; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.bulk_render TO portico_own;
GRANT SELECT,INSERT ON TABLE public.bulk_render TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.bulk_render TO portico_own;
GRANT UPDATE(state) ON TABLE public.bulk_render TO portico_portfolio;
GRANT UPDATE(state) ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.made; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(made) ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.unchanged; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(unchanged) ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.waiting; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(waiting) ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.refused; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(refused) ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.failed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(failed) ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.moved_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(moved_at) ON TABLE public.bulk_render TO portico_all;

-- Name: COLUMN bulk_render.finished_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(finished_at) ON TABLE public.bulk_render TO portico_own;
GRANT UPDATE(finished_at) ON TABLE public.bulk_render TO portico_portfolio;
GRANT UPDATE(finished_at) ON TABLE public.bulk_render TO portico_all;

-- Name: TABLE bulk_render_item; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.bulk_render_item TO portico_own;
GRANT SELECT,INSERT ON TABLE public.bulk_render_item TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.bulk_render_item TO portico_all;

-- Name: COLUMN bulk_render_item.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.bulk_render_item TO portico_all;

-- Name: COLUMN bulk_render_item.code; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(code) ON TABLE public.bulk_render_item TO portico_all;

-- Name: COLUMN bulk_render_item.message; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(message) ON TABLE public.bulk_render_item TO portico_all;

-- Name: COLUMN bulk_render_item.rendition_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(rendition_id) ON TABLE public.bulk_render_item TO portico_all;

-- Name: TABLE certification_definition; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_definition TO portico_own;
GRANT SELECT ON TABLE public.certification_definition TO portico_portfolio;
GRANT SELECT,INSERT,UPDATE ON TABLE public.certification_definition TO portico_all;

-- Name: TABLE certification_evidence; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_evidence TO portico_own;
GRANT SELECT ON TABLE public.certification_evidence TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.certification_evidence TO portico_all;

-- Name: COLUMN certification_evidence.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.certification_evidence TO portico_all;

-- Name: COLUMN certification_evidence.decided_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_by) ON TABLE public.certification_evidence TO portico_all;

-- Name: COLUMN certification_evidence.decided_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_at) ON TABLE public.certification_evidence TO portico_all;

-- Name: COLUMN certification_evidence.decided_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_why) ON TABLE public.certification_evidence TO portico_all;

-- Name: TABLE holding; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,DELETE ON TABLE public.holding TO portico_own;
GRANT SELECT,INSERT,DELETE ON TABLE public.holding TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.holding TO portico_all;

-- Name: COLUMN holding.gone; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(gone) ON TABLE public.holding TO portico_own;
GRANT UPDATE(gone) ON TABLE public.holding TO portico_portfolio;
GRANT UPDATE(gone) ON TABLE public.holding TO portico_all;

-- Name: COLUMN holding.active; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(active) ON TABLE public.holding TO portico_all;

-- Name: TABLE requirement_tally; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.requirement_tally TO portico_own;
GRANT SELECT ON TABLE public.requirement_tally TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.requirement_tally TO portico_all;

-- Name: COLUMN requirement_tally.needed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(needed) ON TABLE public.requirement_tally TO portico_all;

-- Name: COLUMN requirement_tally.until; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(until) ON TABLE public.requirement_tally TO portico_own;
GRANT UPDATE(until) ON TABLE public.requirement_tally TO portico_portfolio;
GRANT UPDATE(until) ON TABLE public.requirement_tally TO portico_all;

-- Name: COLUMN requirement_tally.active; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(active) ON TABLE public.requirement_tally TO portico_all;

-- Name: TABLE channel_outlook; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.channel_outlook TO portico_own;
GRANT SELECT ON TABLE public.channel_outlook TO portico_portfolio;
GRANT SELECT ON TABLE public.channel_outlook TO portico_all;

-- Name: TABLE partner_outlook; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_outlook TO portico_own;
GRANT SELECT ON TABLE public.partner_outlook TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_outlook TO portico_all;

-- Name: TABLE partner_tally; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_tally TO portico_own;
GRANT SELECT ON TABLE public.partner_tally TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.active; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(active) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.people; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(people) ON TABLE public.partner_tally TO portico_own;
GRANT UPDATE(people) ON TABLE public.partner_tally TO portico_portfolio;
GRANT UPDATE(people) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.learners; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(learners) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.assigned; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(assigned) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.started; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(started) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.overdue; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(overdue) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.completed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(completed) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.required; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(required) ON TABLE public.partner_tally TO portico_own;
GRANT UPDATE(required) ON TABLE public.partner_tally TO portico_portfolio;
GRANT UPDATE(required) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.certified_until; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(certified_until) ON TABLE public.partner_tally TO portico_own;
GRANT UPDATE(certified_until) ON TABLE public.partner_tally TO portico_portfolio;
GRANT UPDATE(certified_until) ON TABLE public.partner_tally TO portico_all;

-- Name: COLUMN partner_tally.people_until; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(people_until) ON TABLE public.partner_tally TO portico_own;
GRANT UPDATE(people_until) ON TABLE public.partner_tally TO portico_portfolio;
GRANT UPDATE(people_until) ON TABLE public.partner_tally TO portico_all;

-- Name: TABLE certification_forecast; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_forecast TO portico_own;
GRANT SELECT ON TABLE public.certification_forecast TO portico_portfolio;
GRANT SELECT ON TABLE public.certification_forecast TO portico_all;

-- Name: TABLE certification_ground; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_ground TO portico_own;
GRANT SELECT ON TABLE public.certification_ground TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.certification_ground TO portico_all;

-- Name: TABLE certification_notice; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_notice TO portico_own;
GRANT SELECT ON TABLE public.certification_notice TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.certification_notice TO portico_all;

-- Name: TABLE certification_notice_tally; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_notice_tally TO portico_own;
GRANT SELECT ON TABLE public.certification_notice_tally TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.certification_notice_tally TO portico_all;

-- Name: COLUMN certification_notice_tally.notices; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(notices) ON TABLE public.certification_notice_tally TO portico_all;

-- Name: COLUMN certification_notice_tally.last_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(last_at) ON TABLE public.certification_notice_tally TO portico_all;

-- Name: TABLE certification_requirement; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.certification_requirement TO portico_own;
GRANT SELECT ON TABLE public.certification_requirement TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.certification_requirement TO portico_all;

-- Name: TABLE course_completion; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_completion TO portico_own;
GRANT SELECT ON TABLE public.course_completion TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.course_completion TO portico_all;

-- Name: COLUMN course_completion.revoked_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_at) ON TABLE public.course_completion TO portico_all;

-- Name: COLUMN course_completion.revoked_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_by) ON TABLE public.course_completion TO portico_all;

-- Name: COLUMN course_completion.revoked_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_why) ON TABLE public.course_completion TO portico_all;

-- Name: TABLE course_version; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_version TO portico_own;
GRANT SELECT ON TABLE public.course_version TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.locale; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(locale) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.locales; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(locales) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.title; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(title) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.summary; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(summary) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.minutes; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(minutes) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.audience; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(audience) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.in_order; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(in_order) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.earlier_completions_count; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(earlier_completions_count) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.author_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(author_id) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.reviewed_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(reviewed_by) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.returned_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(returned_why) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.published_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(published_at) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.retired_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(retired_at) ON TABLE public.course_version TO portico_all;

-- Name: COLUMN course_version.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.course_version TO portico_all;

-- Name: TABLE completion_counted; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.completion_counted TO portico_own;
GRANT SELECT ON TABLE public.completion_counted TO portico_portfolio;
GRANT SELECT ON TABLE public.completion_counted TO portico_all;

-- Name: TABLE completion_import; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.completion_import TO portico_own;
GRANT SELECT ON TABLE public.completion_import TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.posted; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(posted) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.decided_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_by) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.decided_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_at) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.decided_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_why) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.posted_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(posted_at) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.undone_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(undone_by) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.undoing_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(undoing_at) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.undone_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(undone_at) ON TABLE public.completion_import TO portico_all;

-- Name: COLUMN completion_import.undone_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(undone_why) ON TABLE public.completion_import TO portico_all;

-- Name: TABLE content_event; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.content_event TO portico_own;
GRANT SELECT,INSERT ON TABLE public.content_event TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.content_event TO portico_all;

-- Name: TABLE course; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course TO portico_own;
GRANT SELECT ON TABLE public.course TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.course TO portico_all;

-- Name: TABLE enrollment; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.enrollment TO portico_own;
GRANT SELECT ON TABLE public.enrollment TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.version_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(version_id) ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.due_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(due_at) ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.started_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(started_at) ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.finished_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(finished_at) ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.lessons; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(lessons) ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.lessons_done; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(lessons_done) ON TABLE public.enrollment TO portico_all;

-- Name: COLUMN enrollment.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.enrollment TO portico_all;

-- Name: TABLE course_counted; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_counted TO portico_own;
GRANT SELECT ON TABLE public.course_counted TO portico_portfolio;
GRANT SELECT ON TABLE public.course_counted TO portico_all;

-- Name: TABLE course_delta; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_delta TO portico_own;
GRANT SELECT ON TABLE public.course_delta TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.course_delta TO portico_all;

-- Name: TABLE course_file; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_file TO portico_own;
GRANT SELECT ON TABLE public.course_file TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.course_file TO portico_all;

-- Name: TABLE course_prerequisite; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_prerequisite TO portico_own;
GRANT SELECT ON TABLE public.course_prerequisite TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.course_prerequisite TO portico_all;

-- Name: TABLE course_tally; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_tally TO portico_own;
GRANT SELECT ON TABLE public.course_tally TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.course_tally TO portico_all;

-- Name: COLUMN course_tally.assigned; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(assigned) ON TABLE public.course_tally TO portico_all;

-- Name: COLUMN course_tally.started; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(started) ON TABLE public.course_tally TO portico_all;

-- Name: COLUMN course_tally.overdue; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(overdue) ON TABLE public.course_tally TO portico_all;

-- Name: COLUMN course_tally.completed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(completed) ON TABLE public.course_tally TO portico_all;

-- Name: TABLE course_total; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_total TO portico_own;
GRANT SELECT ON TABLE public.course_total TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.course_total TO portico_all;

-- Name: COLUMN course_total.partners; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(partners) ON TABLE public.course_total TO portico_all;

-- Name: COLUMN course_total.assigned; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(assigned) ON TABLE public.course_total TO portico_all;

-- Name: COLUMN course_total.started; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(started) ON TABLE public.course_total TO portico_all;

-- Name: COLUMN course_total.overdue; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(overdue) ON TABLE public.course_total TO portico_all;

-- Name: COLUMN course_total.completed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(completed) ON TABLE public.course_total TO portico_all;

-- Name: TABLE course_progress; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.course_progress TO portico_own;
GRANT SELECT ON TABLE public.course_progress TO portico_portfolio;
GRANT SELECT ON TABLE public.course_progress TO portico_all;

-- Name: TABLE curriculum; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.curriculum TO portico_own;
GRANT SELECT ON TABLE public.curriculum TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.curriculum TO portico_all;

-- Name: COLUMN curriculum.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.curriculum TO portico_all;

-- Name: COLUMN curriculum.locale; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(locale) ON TABLE public.curriculum TO portico_all;

-- Name: COLUMN curriculum.title; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(title) ON TABLE public.curriculum TO portico_all;

-- Name: COLUMN curriculum.summary; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(summary) ON TABLE public.curriculum TO portico_all;

-- Name: COLUMN curriculum.audience; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(audience) ON TABLE public.curriculum TO portico_all;

-- Name: COLUMN curriculum.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.curriculum TO portico_all;

-- Name: TABLE curriculum_course; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.curriculum_course TO portico_own;
GRANT SELECT ON TABLE public.curriculum_course TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.curriculum_course TO portico_all;

-- Name: TABLE quiz; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.quiz TO portico_own;
GRANT SELECT ON TABLE public.quiz TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.quiz TO portico_all;

-- Name: TABLE quiz_attempt; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(id) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(id) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.quiz_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(quiz_id) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(quiz_id) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.version_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(version_id) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(version_id) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.partner_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(partner_id) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(partner_id) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.person_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(person_id) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(person_id) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.enrollment_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(enrollment_id) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(enrollment_id) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.lesson_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(lesson_id) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(lesson_id) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.number; Type: ACL; Schema: public; Owner: -

GRANT SELECT(number) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(number) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.locale; Type: ACL; Schema: public; Owner: -

GRANT SELECT(locale) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(locale) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.state; Type: ACL; Schema: public; Owner: -

GRANT SELECT(state) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(state) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(state) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.expired; Type: ACL; Schema: public; Owner: -

GRANT SELECT(expired) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(expired) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(expired) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.started_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(started_at) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(started_at) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.due_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(due_at) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(due_at) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.closes_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(closes_at) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(closes_at) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.ended_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(ended_at) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(ended_at) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(ended_at) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.asked; Type: ACL; Schema: public; Owner: -

GRANT SELECT(asked) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(asked) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.answered; Type: ACL; Schema: public; Owner: -

GRANT SELECT(answered) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(answered) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(answered) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.points; Type: ACL; Schema: public; Owner: -

GRANT SELECT(points) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(points) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(points) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.possible; Type: ACL; Schema: public; Owner: -

GRANT SELECT(possible) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(possible) ON TABLE public.quiz_attempt TO portico_portfolio;

-- Name: COLUMN quiz_attempt.percent; Type: ACL; Schema: public; Owner: -

GRANT SELECT(percent) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(percent) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(percent) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.revoked_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(revoked_at) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(revoked_at) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(revoked_at) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.revoked_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(revoked_by) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.revoked_for; Type: ACL; Schema: public; Owner: -

GRANT SELECT(revoked_for) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(revoked_for) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(revoked_for) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.revoked_why; Type: ACL; Schema: public; Owner: -

GRANT SELECT(revoked_why) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(revoked_why) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(revoked_why) ON TABLE public.quiz_attempt TO portico_all;

-- Name: COLUMN quiz_attempt.given_back; Type: ACL; Schema: public; Owner: -

GRANT SELECT(given_back) ON TABLE public.quiz_attempt TO portico_own;
GRANT SELECT(given_back) ON TABLE public.quiz_attempt TO portico_portfolio;
GRANT UPDATE(given_back) ON TABLE public.quiz_attempt TO portico_all;

-- Name: TABLE definition_fact; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.definition_fact TO portico_own;
GRANT SELECT ON TABLE public.definition_fact TO portico_portfolio;
GRANT SELECT ON TABLE public.definition_fact TO portico_all;

-- Name: TABLE effect; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.effect TO portico_own;
GRANT SELECT ON TABLE public.effect TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.effect TO portico_all;

-- Name: TABLE effect_balance; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.effect_balance TO portico_own;
GRANT SELECT ON TABLE public.effect_balance TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.effect_balance TO portico_all;

-- Name: COLUMN effect_balance.amount; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(amount) ON TABLE public.effect_balance TO portico_all;

-- Name: TABLE effect_rule; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.effect_rule TO portico_own;
GRANT SELECT ON TABLE public.effect_rule TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.effect_rule TO portico_all;

-- Name: COLUMN effect_rule.ended_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(ended_at) ON TABLE public.effect_rule TO portico_all;

-- Name: TABLE effect_standing; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.effect_standing TO portico_own;
GRANT SELECT ON TABLE public.effect_standing TO portico_portfolio;
GRANT SELECT ON TABLE public.effect_standing TO portico_all;

-- Name: TABLE enrollment_reminder; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.enrollment_reminder TO portico_own;
GRANT SELECT ON TABLE public.enrollment_reminder TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.enrollment_reminder TO portico_all;

-- Name: TABLE partner; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner TO portico_own;
GRANT SELECT ON TABLE public.partner TO portico_portfolio;
GRANT SELECT,INSERT,UPDATE ON TABLE public.partner TO portico_all;

-- Name: COLUMN partner.id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(id) ON TABLE public.partner TO portico_door;

-- Name: COLUMN partner.type_key; Type: ACL; Schema: public; Owner: -

GRANT SELECT(type_key) ON TABLE public.partner TO portico_door;

-- Name: COLUMN partner.display_name; Type: ACL; Schema: public; Owner: -

GRANT SELECT(display_name) ON TABLE public.partner TO portico_door;
GRANT UPDATE(display_name) ON TABLE public.partner TO portico_own;
GRANT UPDATE(display_name) ON TABLE public.partner TO portico_portfolio;

-- Name: COLUMN partner.status; Type: ACL; Schema: public; Owner: -

GRANT SELECT(status) ON TABLE public.partner TO portico_door;

-- Name: COLUMN partner.website; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(website) ON TABLE public.partner TO portico_own;
GRANT UPDATE(website) ON TABLE public.partner TO portico_portfolio;

-- Name: COLUMN partner.phone; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(phone) ON TABLE public.partner TO portico_own;
GRANT UPDATE(phone) ON TABLE public.partner TO portico_portfolio;

-- Name: COLUMN partner.email; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(email) ON TABLE public.partner TO portico_own;
GRANT UPDATE(email) ON TABLE public.partner TO portico_portfolio;

-- Name: COLUMN partner.industries; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(industries) ON TABLE public.partner TO portico_own;
GRANT UPDATE(industries) ON TABLE public.partner TO portico_portfolio;

-- Name: COLUMN partner.languages; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(languages) ON TABLE public.partner TO portico_own;
GRANT UPDATE(languages) ON TABLE public.partner TO portico_portfolio;

-- Name: COLUMN partner.specialisations; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(specialisations) ON TABLE public.partner TO portico_own;
GRANT UPDATE(specialisations) ON TABLE public.partner TO portico_portfolio;

-- Name: COLUMN partner.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.partner TO portico_own;
GRANT UPDATE(updated_at) ON TABLE public.partner TO portico_portfolio;

-- Name: TABLE holding_counted; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.holding_counted TO portico_own;
GRANT SELECT ON TABLE public.holding_counted TO portico_portfolio;
GRANT SELECT ON TABLE public.holding_counted TO portico_all;

-- Name: TABLE idempotency_key; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.idempotency_key TO portico_own;
GRANT SELECT,INSERT ON TABLE public.idempotency_key TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.idempotency_key TO portico_all;

-- Name: COLUMN idempotency_key.answer; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(answer) ON TABLE public.idempotency_key TO portico_own;
GRANT UPDATE(answer) ON TABLE public.idempotency_key TO portico_portfolio;
GRANT UPDATE(answer) ON TABLE public.idempotency_key TO portico_all;

-- Name: TABLE import_line; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.import_line TO portico_own;
GRANT SELECT ON TABLE public.import_line TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.import_line TO portico_all;

-- Name: COLUMN import_line.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.import_line TO portico_all;

-- Name: COLUMN import_line.completion_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(completion_id) ON TABLE public.import_line TO portico_all;

-- Name: COLUMN import_line.left_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(left_why) ON TABLE public.import_line TO portico_all;

-- Name: TABLE invitation; Type: ACL; Schema: public; Owner: -

GRANT INSERT ON TABLE public.invitation TO portico_own;
GRANT INSERT ON TABLE public.invitation TO portico_portfolio;
GRANT INSERT ON TABLE public.invitation TO portico_all;
GRANT SELECT ON TABLE public.invitation TO portico_door;

-- Name: COLUMN invitation.used_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(used_at) ON TABLE public.invitation TO portico_door;

-- Name: TABLE lapsing_holder; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.lapsing_holder TO portico_own;
GRANT SELECT ON TABLE public.lapsing_holder TO portico_portfolio;
GRANT SELECT ON TABLE public.lapsing_holder TO portico_all;

-- Name: TABLE learner_counted; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.learner_counted TO portico_own;
GRANT SELECT ON TABLE public.learner_counted TO portico_portfolio;
GRANT SELECT ON TABLE public.learner_counted TO portico_all;

-- Name: TABLE learner_tally; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.learner_tally TO portico_own;
GRANT SELECT ON TABLE public.learner_tally TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.learner_tally TO portico_all;

-- Name: COLUMN learner_tally.assigned; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(assigned) ON TABLE public.learner_tally TO portico_all;

-- Name: COLUMN learner_tally.started; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(started) ON TABLE public.learner_tally TO portico_all;

-- Name: COLUMN learner_tally.overdue; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(overdue) ON TABLE public.learner_tally TO portico_all;

-- Name: COLUMN learner_tally.completed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(completed) ON TABLE public.learner_tally TO portico_all;

-- Name: TABLE learning_next; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.learning_next TO portico_own;
GRANT SELECT ON TABLE public.learning_next TO portico_portfolio;
GRANT SELECT ON TABLE public.learning_next TO portico_all;

-- Name: TABLE lesson; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.lesson TO portico_own;
GRANT SELECT ON TABLE public.lesson TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.lesson TO portico_all;

-- Name: TABLE lesson_progress; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.lesson_progress TO portico_own;
GRANT SELECT ON TABLE public.lesson_progress TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.lesson_progress TO portico_all;

-- Name: COLUMN lesson_progress.completed_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(completed_at) ON TABLE public.lesson_progress TO portico_all;

-- Name: TABLE logo; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.logo TO portico_own;
GRANT SELECT,INSERT ON TABLE public.logo TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.logo TO portico_all;

-- Name: COLUMN logo.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.logo TO portico_all;

-- Name: COLUMN logo.decided_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_by) ON TABLE public.logo TO portico_all;

-- Name: COLUMN logo.decided_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_why) ON TABLE public.logo TO portico_all;

-- Name: COLUMN logo.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.logo TO portico_all;

-- Name: TABLE membership; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.membership TO portico_own;
GRANT SELECT ON TABLE public.membership TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.membership TO portico_all;

-- Name: COLUMN membership.tier_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(tier_id) ON TABLE public.membership TO portico_all;

-- Name: COLUMN membership.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.membership TO portico_all;

-- Name: COLUMN membership.valid_to; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(valid_to) ON TABLE public.membership TO portico_all;

-- Name: COLUMN membership.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.membership TO portico_all;

-- Name: COLUMN membership.by_hand; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(by_hand) ON TABLE public.membership TO portico_all;

-- Name: COLUMN membership.lapsed_since; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(lapsed_since) ON TABLE public.membership TO portico_all;

-- Name: TABLE membership_lapse; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.membership_lapse TO portico_own;
GRANT SELECT ON TABLE public.membership_lapse TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.membership_lapse TO portico_all;

-- Name: COLUMN membership_lapse.needed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(needed) ON TABLE public.membership_lapse TO portico_all;

-- Name: COLUMN membership_lapse.held; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(held) ON TABLE public.membership_lapse TO portico_all;

-- Name: COLUMN membership_lapse.renewable; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(renewable) ON TABLE public.membership_lapse TO portico_all;

-- Name: TABLE program; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.program TO portico_own;
GRANT SELECT ON TABLE public.program TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.program TO portico_all;

-- Name: COLUMN program.name; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(name) ON TABLE public.program TO portico_all;

-- Name: COLUMN program.status; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(status) ON TABLE public.program TO portico_all;

-- Name: COLUMN program.names_learners; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(names_learners) ON TABLE public.program TO portico_all;

-- Name: COLUMN program.lapse_grace_days; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(lapse_grace_days) ON TABLE public.program TO portico_all;

-- Name: TABLE membership_risk; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.membership_risk TO portico_own;
GRANT SELECT ON TABLE public.membership_risk TO portico_portfolio;
GRANT SELECT ON TABLE public.membership_risk TO portico_all;

-- Name: TABLE module; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.module TO portico_own;
GRANT SELECT ON TABLE public.module TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.module TO portico_all;

-- Name: TABLE notice; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.notice TO portico_own;
GRANT SELECT ON TABLE public.notice TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.notice TO portico_all;

-- Name: COLUMN notice.read_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(read_at) ON TABLE public.notice TO portico_own;
GRANT UPDATE(read_at) ON TABLE public.notice TO portico_portfolio;
GRANT UPDATE(read_at) ON TABLE public.notice TO portico_all;

-- Name: COLUMN notice.mail_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(mail_id) ON TABLE public.notice TO portico_all;

-- Name: TABLE notice_kind; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.notice_kind TO portico_own;
GRANT SELECT ON TABLE public.notice_kind TO portico_portfolio;
GRANT SELECT ON TABLE public.notice_kind TO portico_all;

-- Name: TABLE notice_mail; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.notice_mail TO portico_all;

-- Name: COLUMN notice_mail.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.notice_mail TO portico_all;

-- Name: COLUMN notice_mail.attempts; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(attempts) ON TABLE public.notice_mail TO portico_all;

-- Name: COLUMN notice_mail.next_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(next_at) ON TABLE public.notice_mail TO portico_all;

-- Name: COLUMN notice_mail.settled_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(settled_at) ON TABLE public.notice_mail TO portico_all;

-- Name: TABLE notice_preference; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.notice_preference TO portico_own;
GRANT SELECT,INSERT ON TABLE public.notice_preference TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.notice_preference TO portico_all;

-- Name: COLUMN notice_preference.delivery; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(delivery) ON TABLE public.notice_preference TO portico_own;
GRANT UPDATE(delivery) ON TABLE public.notice_preference TO portico_portfolio;
GRANT UPDATE(delivery) ON TABLE public.notice_preference TO portico_all;

-- Name: TABLE notice_setting; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.notice_setting TO portico_own;
GRANT SELECT ON TABLE public.notice_setting TO portico_portfolio;
GRANT SELECT ON TABLE public.notice_setting TO portico_all;

-- Name: TABLE partner_requirement; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_requirement TO portico_own;
GRANT SELECT ON TABLE public.partner_requirement TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_requirement TO portico_all;

-- Name: TABLE partner_standing; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_standing TO portico_own;
GRANT SELECT ON TABLE public.partner_standing TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_standing TO portico_all;

-- Name: TABLE partner_counted; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_counted TO portico_own;
GRANT SELECT ON TABLE public.partner_counted TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_counted TO portico_all;

-- Name: TABLE partner_forecast; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_forecast TO portico_own;
GRANT SELECT ON TABLE public.partner_forecast TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_forecast TO portico_all;

-- Name: TABLE partner_naming_learners; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_naming_learners TO portico_own;
GRANT SELECT ON TABLE public.partner_naming_learners TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_naming_learners TO portico_all;

-- Name: TABLE partner_progress; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_progress TO portico_own;
GRANT SELECT ON TABLE public.partner_progress TO portico_portfolio;
GRANT SELECT ON TABLE public.partner_progress TO portico_all;

-- Name: TABLE partner_type; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.partner_type TO portico_own;
GRANT SELECT ON TABLE public.partner_type TO portico_portfolio;
GRANT SELECT,INSERT,UPDATE ON TABLE public.partner_type TO portico_all;
GRANT SELECT ON TABLE public.partner_type TO portico_door;

-- Name: TABLE password; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.password TO portico_door;

-- Name: TABLE playbook; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.playbook TO portico_own;
GRANT SELECT ON TABLE public.playbook TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.playbook TO portico_all;

-- Name: COLUMN playbook.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.playbook TO portico_all;

-- Name: COLUMN playbook.locale; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(locale) ON TABLE public.playbook TO portico_all;

-- Name: COLUMN playbook.title; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(title) ON TABLE public.playbook TO portico_all;

-- Name: COLUMN playbook.purpose; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(purpose) ON TABLE public.playbook TO portico_all;

-- Name: COLUMN playbook.audience; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(audience) ON TABLE public.playbook TO portico_all;

-- Name: COLUMN playbook.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.playbook TO portico_all;

-- Name: TABLE playbook_item; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.playbook_item TO portico_own;
GRANT SELECT ON TABLE public.playbook_item TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item."position"; Type: ACL; Schema: public; Owner: -

GRANT UPDATE("position") ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item.kind; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(kind) ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item.title; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(title) ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item.body; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(body) ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item.optional; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(optional) ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item.asset_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(asset_id) ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item.course_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(course_id) ON TABLE public.playbook_item TO portico_all;

-- Name: COLUMN playbook_item.removed_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(removed_at) ON TABLE public.playbook_item TO portico_all;

-- Name: TABLE playbook_progress; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.playbook_progress TO portico_own;
GRANT SELECT ON TABLE public.playbook_progress TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.playbook_progress TO portico_all;

-- Name: TABLE playbook_tally; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.playbook_tally TO portico_own;
GRANT SELECT ON TABLE public.playbook_tally TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.playbook_tally TO portico_all;

-- Name: COLUMN playbook_tally.started; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(started) ON TABLE public.playbook_tally TO portico_all;

-- Name: COLUMN playbook_tally.finished; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(finished) ON TABLE public.playbook_tally TO portico_all;

-- Name: COLUMN playbook_tally.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.playbook_tally TO portico_all;

-- Name: TABLE portfolio_link; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.portfolio_link TO portico_own;
GRANT SELECT ON TABLE public.portfolio_link TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.portfolio_link TO portico_all;

-- Name: COLUMN portfolio_link.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.portfolio_link TO portico_all;

-- Name: COLUMN portfolio_link.is_primary; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(is_primary) ON TABLE public.portfolio_link TO portico_all;

-- Name: COLUMN portfolio_link.access_level_cap; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(access_level_cap) ON TABLE public.portfolio_link TO portico_all;

-- Name: COLUMN portfolio_link.valid_to; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(valid_to) ON TABLE public.portfolio_link TO portico_all;

-- Name: TABLE portfolio_forecast; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.portfolio_forecast TO portico_own;
GRANT SELECT ON TABLE public.portfolio_forecast TO portico_portfolio;
GRANT SELECT ON TABLE public.portfolio_forecast TO portico_all;

-- Name: TABLE portfolio_measure; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.portfolio_measure TO portico_own;
GRANT SELECT ON TABLE public.portfolio_measure TO portico_portfolio;
GRANT SELECT,INSERT,UPDATE ON TABLE public.portfolio_measure TO portico_all;

-- Name: TABLE portfolio_progress; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.portfolio_progress TO portico_own;
GRANT SELECT ON TABLE public.portfolio_progress TO portico_portfolio;
GRANT SELECT ON TABLE public.portfolio_progress TO portico_all;

-- Name: TABLE product_authorization; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.product_authorization TO portico_own;
GRANT SELECT ON TABLE public.product_authorization TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.product_authorization TO portico_all;

-- Name: COLUMN product_authorization.valid_to; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(valid_to) ON TABLE public.product_authorization TO portico_all;

-- Name: TABLE question; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,DELETE ON TABLE public.question TO portico_all;

-- Name: COLUMN question.pool_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(pool_id) ON TABLE public.question TO portico_all;

-- Name: COLUMN question."position"; Type: ACL; Schema: public; Owner: -

GRANT UPDATE("position") ON TABLE public.question TO portico_all;

-- Name: COLUMN question.name; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(name) ON TABLE public.question TO portico_all;

-- Name: COLUMN question.kind; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(kind) ON TABLE public.question TO portico_all;

-- Name: COLUMN question.weight; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(weight) ON TABLE public.question TO portico_all;

-- Name: COLUMN question.body; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(body) ON TABLE public.question TO portico_all;

-- Name: COLUMN question.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.question TO portico_all;

-- Name: TABLE question_pool; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,DELETE ON TABLE public.question_pool TO portico_all;

-- Name: COLUMN question_pool."position"; Type: ACL; Schema: public; Owner: -

GRANT UPDATE("position") ON TABLE public.question_pool TO portico_all;

-- Name: COLUMN question_pool.name; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(name) ON TABLE public.question_pool TO portico_all;

-- Name: COLUMN question_pool.draw; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(draw) ON TABLE public.question_pool TO portico_all;

-- Name: TABLE quiz_answer; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.quiz_answer TO portico_all;

-- Name: COLUMN quiz_answer.id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(id) ON TABLE public.quiz_answer TO portico_own;
GRANT SELECT(id) ON TABLE public.quiz_answer TO portico_portfolio;

-- Name: COLUMN quiz_answer.attempt_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(attempt_id) ON TABLE public.quiz_answer TO portico_own;
GRANT SELECT(attempt_id) ON TABLE public.quiz_answer TO portico_portfolio;

-- Name: COLUMN quiz_answer.person_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(person_id) ON TABLE public.quiz_answer TO portico_own;
GRANT SELECT(person_id) ON TABLE public.quiz_answer TO portico_portfolio;

-- Name: COLUMN quiz_answer.place; Type: ACL; Schema: public; Owner: -

GRANT SELECT(place) ON TABLE public.quiz_answer TO portico_own;
GRANT SELECT(place) ON TABLE public.quiz_answer TO portico_portfolio;

-- Name: COLUMN quiz_answer.shown; Type: ACL; Schema: public; Owner: -

GRANT SELECT(shown) ON TABLE public.quiz_answer TO portico_own;
GRANT SELECT(shown) ON TABLE public.quiz_answer TO portico_portfolio;

-- Name: COLUMN quiz_answer.given; Type: ACL; Schema: public; Owner: -

GRANT SELECT(given) ON TABLE public.quiz_answer TO portico_own;
GRANT SELECT(given) ON TABLE public.quiz_answer TO portico_portfolio;
GRANT UPDATE(given) ON TABLE public.quiz_answer TO portico_all;

-- Name: COLUMN quiz_answer.answered_at; Type: ACL; Schema: public; Owner: -

GRANT SELECT(answered_at) ON TABLE public.quiz_answer TO portico_own;
GRANT SELECT(answered_at) ON TABLE public.quiz_answer TO portico_portfolio;
GRANT UPDATE(answered_at) ON TABLE public.quiz_answer TO portico_all;

-- Name: TABLE quiz_review; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.quiz_review TO portico_all;

-- Name: COLUMN quiz_review.answer_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(answer_id) ON TABLE public.quiz_review TO portico_own;
GRANT SELECT(answer_id) ON TABLE public.quiz_review TO portico_portfolio;

-- Name: COLUMN quiz_review.attempt_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(attempt_id) ON TABLE public.quiz_review TO portico_own;
GRANT SELECT(attempt_id) ON TABLE public.quiz_review TO portico_portfolio;

-- Name: COLUMN quiz_review.person_id; Type: ACL; Schema: public; Owner: -

GRANT SELECT(person_id) ON TABLE public.quiz_review TO portico_own;
GRANT SELECT(person_id) ON TABLE public.quiz_review TO portico_portfolio;

-- Name: COLUMN quiz_review.points; Type: ACL; Schema: public; Owner: -

GRANT SELECT(points) ON TABLE public.quiz_review TO portico_own;
GRANT SELECT(points) ON TABLE public.quiz_review TO portico_portfolio;

-- Name: COLUMN quiz_review.weight; Type: ACL; Schema: public; Owner: -

GRANT SELECT(weight) ON TABLE public.quiz_review TO portico_own;
GRANT SELECT(weight) ON TABLE public.quiz_review TO portico_portfolio;

-- Name: COLUMN quiz_review.correct; Type: ACL; Schema: public; Owner: -

GRANT SELECT(correct) ON TABLE public.quiz_review TO portico_own;
GRANT SELECT(correct) ON TABLE public.quiz_review TO portico_portfolio;

-- Name: TABLE quiz_tally; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.quiz_tally TO portico_own;
GRANT SELECT ON TABLE public.quiz_tally TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.quiz_tally TO portico_all;

-- Name: COLUMN quiz_tally.attempts; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(attempts) ON TABLE public.quiz_tally TO portico_all;

-- Name: COLUMN quiz_tally.learners; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(learners) ON TABLE public.quiz_tally TO portico_all;

-- Name: COLUMN quiz_tally.passed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(passed) ON TABLE public.quiz_tally TO portico_all;

-- Name: COLUMN quiz_tally.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.quiz_tally TO portico_all;

-- Name: TABLE quiz_version; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.quiz_version TO portico_own;
GRANT SELECT ON TABLE public.quiz_version TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.locale; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(locale) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.locales; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(locales) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.title; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(title) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.intro; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(intro) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.pass_percent; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(pass_percent) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.max_attempts; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(max_attempts) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.cool_down_minutes; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(cool_down_minutes) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.time_limit_seconds; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(time_limit_seconds) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.grace_seconds; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(grace_seconds) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.closes_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(closes_at) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.review; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(review) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.mixed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(mixed) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.standalone; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(standalone) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.asks; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(asks) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.author_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(author_id) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.published_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(published_by) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.published_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(published_at) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.retired_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(retired_at) ON TABLE public.quiz_version TO portico_all;

-- Name: COLUMN quiz_version.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.quiz_version TO portico_all;

-- Name: TABLE rendition; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.rendition TO portico_own;
GRANT SELECT,INSERT ON TABLE public.rendition TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.rendition TO portico_all;

-- Name: COLUMN rendition.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.rendition TO portico_all;

-- Name: TABLE requirement_counted; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.requirement_counted TO portico_own;
GRANT SELECT ON TABLE public.requirement_counted TO portico_portfolio;
GRANT SELECT ON TABLE public.requirement_counted TO portico_all;

-- Name: TABLE river_job; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.river_job TO portico_queue;

-- Name: COLUMN river_job.kind; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(kind) ON TABLE public.river_job TO portico_queue;

-- Name: SEQUENCE river_job_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.river_job_id_seq TO portico_queue;

-- Name: TABLE session; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,DELETE ON TABLE public.session TO portico_door;

-- Name: COLUMN session.last_seen_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(last_seen_at) ON TABLE public.session TO portico_door;

-- Name: TABLE session_registration; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.session_registration TO portico_own;
GRANT SELECT ON TABLE public.session_registration TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.name; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(name) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.attendance; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(attendance) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.score; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(score) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.passed; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(passed) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.verification; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(verification) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.reported_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(reported_by) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.reported_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(reported_at) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.decided_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_by) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.decided_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_at) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.decided_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(decided_why) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.completion_id; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(completion_id) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.credited_enrollment; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(credited_enrollment) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.credited_lesson; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(credited_lesson) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.registered_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(registered_by) ON TABLE public.session_registration TO portico_all;

-- Name: COLUMN session_registration.registered_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(registered_at) ON TABLE public.session_registration TO portico_all;

-- Name: TABLE sign_in_attempt; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,DELETE ON TABLE public.sign_in_attempt TO portico_door;

-- Name: COLUMN sign_in_attempt.succeeded; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(succeeded) ON TABLE public.sign_in_attempt TO portico_door;

-- Name: TABLE staged_upload; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT ON TABLE public.staged_upload TO portico_own;
GRANT SELECT,INSERT ON TABLE public.staged_upload TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.staged_upload TO portico_all;

-- Name: TABLE template; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.template TO portico_own;
GRANT SELECT ON TABLE public.template TO portico_portfolio;
GRANT SELECT,INSERT,UPDATE ON TABLE public.template TO portico_all;

-- Name: TABLE template_version; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.template_version TO portico_own;
GRANT SELECT ON TABLE public.template_version TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.template_version TO portico_all;

-- Name: COLUMN template_version.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.template_version TO portico_all;

-- Name: COLUMN template_version.approved_by; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(approved_by) ON TABLE public.template_version TO portico_all;

-- Name: COLUMN template_version.published_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(published_at) ON TABLE public.template_version TO portico_all;

-- Name: COLUMN template_version.withdrawn_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(withdrawn_at) ON TABLE public.template_version TO portico_all;

-- Name: COLUMN template_version.withdraw_why; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(withdraw_why) ON TABLE public.template_version TO portico_all;

-- Name: COLUMN template_version.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.template_version TO portico_all;

-- Name: TABLE tier; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.tier TO portico_own;
GRANT SELECT ON TABLE public.tier TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.tier TO portico_all;

-- Name: COLUMN tier.name; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(name) ON TABLE public.tier TO portico_all;

-- Name: COLUMN tier.access_level; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(access_level) ON TABLE public.tier TO portico_all;

-- Name: TABLE training_overview; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.training_overview TO portico_own;
GRANT SELECT ON TABLE public.training_overview TO portico_portfolio;
GRANT SELECT ON TABLE public.training_overview TO portico_all;

-- Name: TABLE training_session; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.training_session TO portico_own;
GRANT SELECT ON TABLE public.training_session TO portico_portfolio;
GRANT SELECT,INSERT ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.title; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(title) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.place; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(place) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.url; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(url) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.starts_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(starts_at) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.ends_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(ends_at) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.time_zone; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(time_zone) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.seats; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(seats) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.registered; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(registered) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.language; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(language) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.state; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(state) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.reason; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(reason) ON TABLE public.training_session TO portico_all;

-- Name: COLUMN training_session.updated_at; Type: ACL; Schema: public; Owner: -

GRANT UPDATE(updated_at) ON TABLE public.training_session TO portico_all;

-- Name: TABLE trusted_reporter; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.trusted_reporter TO portico_own;
GRANT SELECT ON TABLE public.trusted_reporter TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.trusted_reporter TO portico_all;

-- Name: TABLE xapi_activity; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.xapi_activity TO portico_own;
GRANT SELECT ON TABLE public.xapi_activity TO portico_portfolio;
GRANT SELECT,INSERT,DELETE ON TABLE public.xapi_activity TO portico_all;
