package migrations_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

// open tables have no row security, each for its reason.
var open = map[string]string{
	"schema_migration": "the history of this very folder; no role of ours is granted anything",
	"river_*":          "the queue: holds ids, and only portico_queue may insert",
}

// shared unique keys span partners, each for its reason. Every other unique
// key begins with whose row it is, so that a conflict tells no stranger that a
// row exists.
var shared = map[string]string{
	"partner_slug":                                            "partner rows are added by the vendor only, and a slug never changes",
	"partner_id_and_name":                                     "begins with the id, which is unique already; the name of a link refers to it",
	"person_email":                                            "begins with partner_id",
	"portfolio_link_one_open":                                 "links are added by the vendor only",
	"membership_one_open":                                     "begins with partner_id",
	"agreement_once":                                          "begins with partner_id; added by the vendor only",
	"program_key_key":                                         "programs are the vendor's, and known to all",
	"tier_program_id_rank_key":                                "tiers are the vendor's, and known to all",
	"tier_program_id_key_key":                                 "tiers are the vendor's, and known to all",
	"tier_program_id_id_key":                                  "tiers are the vendor's, and known to all",
	"asset_slug_key":                                          "assets are the vendor's",
	"asset_version_asset_id_language_number_key":              "assets are the vendor's",
	"template_slug_key":                                       "templates are the vendor's",
	"template_version_template_id_version_key":                "templates are the vendor's",
	"template_version_published":                              "templates are the vendor's",
	"logo_one_approved":                                       "begins with partner_id",
	"rendition_once":                                          "begins with partner_id",
	"notice_once":                                             "begins with the person; written by the vendor's role only",
	"notice_kind_place_key":                                   "kinds are the vendor's, and known to all",
	"quiz_key_key":                                            "quizzes are the vendor's, and known to all",
	"quiz_version_quiz_id_number_key":                         "quizzes are the vendor's",
	"quiz_version_published":                                  "quizzes are the vendor's",
	"quiz_version_draft":                                      "quizzes are the vendor's",
	"question_pool_version_id_name_key":                       "questions are the vendor's alone",
	"quiz_attempt_person_id_quiz_id_number_key":               "begins with the person; added under the vendor's role only",
	"quiz_attempt_one_open":                                   "begins with the person; added under the vendor's role only",
	"quiz_answer_attempt_id_place_key":                        "added under the vendor's role only",
	"bulk_render_item_once":                                   "begins with the bulk, which its requester's side alone may name",
	"course_key_key":                                          "courses are the vendor's, and added by it only",
	"course_version_course_id_number_key":                     "courses are the vendor's",
	"course_version_published":                                "courses are the vendor's",
	"course_version_open":                                     "courses are the vendor's",
	"module_version_id_position_key":                          "courses are the vendor's",
	"module_version_id_key_key":                               "courses are the vendor's",
	"lesson_version_id_position_key":                          "courses are the vendor's",
	"lesson_version_id_key_key":                               "courses are the vendor's",
	"course_file_version_id_path_key":                         "courses are the vendor's",
	"curriculum_key_key":                                      "curricula are the vendor's",
	"curriculum_course_curriculum_id_position_key":            "curricula are the vendor's",
	"playbook_key_key":                                        "playbooks are the vendor's",
	"playbook_item_playbook_id_key_key":                       "playbooks are the vendor's",
	"enrollment_one_open_course":                              "begins with the person; written by the vendor's role only",
	"enrollment_one_open_curriculum":                          "begins with the person; written by the vendor's role only",
	"course_completion_of_enrollment":                         "written by the vendor's role only",
	"course_completion_once":                                  "begins with the person; written by the vendor's role only",
	"approval_open":                                           "begins with partner_id",
	"effect_rule_key_version_key":                             "rules are the vendor's, and known to all",
	"effect_rule_open":                                        "rules are the vendor's, and known to all",
	"effect_exactly_once":                                     "written by the vendor's role only",
	"certification_verify_code":                               "100 random bits, made by the database; nobody chooses one",
	"certification_status_index":                              "counted by the database; nobody chooses one",
	"rendition_verify_code":                                   "100 random bits, made by the database; nobody chooses one",
	"effect_reversed_once":                                    "written by the vendor's role only",
	"attended_session_once":                                   "begins with the person; written by the vendor's role only",
	"certification_evidence_once":                             "begins with partner_id; written by the vendor's role only",
	"certification_issued_once":                               "begins with partner_id; written by the vendor's role only",
	"certification_renewed_once":                              "written by the vendor's role only",
	"definition_requirement_definition_key_path_position_key": "definitions are the vendor's, and known to all",
	"session_registration_once":                               "written by the vendor's role only",
	"import_line_number":                                      "written by the vendor's role only",
	"import_line_external":                                    "begins with who reports; written by the vendor's role only",
	"import_line_once":                                        "begins with who reports; written by the vendor's role only",
}

func TestTheCatalogueHoldsItsPromises(t *testing.T) {
	t.Parallel()
	for _, finding := range findings(t, testdb.New(t)) {
		t.Error(finding)
	}
}

// The lint is shown each kind of mistake, so that it is known to see them.
func TestTheCatalogueLintSeesEveryMistake(t *testing.T) {
	t.Parallel()
	mistakes := map[string]string{
		"a bare table":           `create table bare (id uuid primary key)`,
		"security not forced":    `create table soft (id uuid primary key); alter table soft enable row level security`,
		"a grant without policy": `create table dark (id uuid primary key); alter table dark enable row level security; alter table dark force row level security; grant select on dark to portico_own`,
		"a policy for all":       `create table wide (id uuid primary key); alter table wide enable row level security; alter table wide force row level security; grant select on wide to portico_own; create policy p on wide to portico_own using (true)`,
		"two policies for one":   `create policy second on logo for select to portico_own using (true)`,
		"a policy for everybody": `create policy everybody on logo for select using (true)`,
		"a loose definer":        `create function loose() returns int language sql security definer as 'select 1'`,
		"a view of its owner":    `create view peek as select * from partner`,
		"a materialised view":    `create materialized view stale as select * from partner; grant select on stale to portico_own`,
		"an oracle":              `create unique index oracle on logo (source_sha256)`,
		"a key without index":    `alter table logo add column friend uuid references partner`,
		"a foreign row by name": `create table gossip (id uuid primary key, partner_id uuid references partner, friend uuid references partner); create index on gossip (partner_id); create index on gossip (friend);
			comment on table gossip is 'x'; alter table gossip enable row level security; alter table gossip force row level security; grant insert on gossip to portico_own;
			create policy p on gossip for insert to portico_own with check (partner_id = (select ctx_partner()))`,
		"a login": `grant select on logo to public`,
	}
	for name, sql := range mistakes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := testdb.New(t)
			if _, err := d.ExecContext(context.Background(), sql); err != nil {
				t.Fatal(err)
			}
			if len(findings(t, d)) == 0 {
				t.Error("not seen")
			}
		})
	}
}

// A check is a query that returns one line for each place that is wrong.
var checks = map[string]string{
	"row security is not enabled and forced": `
select c.relname from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,

	"a role has a right on it and no policy for the command": `
select distinct c.relname || ' ' || lower(g.privilege_type) || ' ' || g.grantee
from pg_class c
join (select table_name, grantee, privilege_type from information_schema.role_table_grants where table_schema = 'public'
      union select table_name, grantee, privilege_type from information_schema.column_privileges where table_schema = 'public') g on g.table_name = c.relname
where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and g.grantee like 'portico\_%'
  and g.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
  and not exists (select 1 from pg_policies p where p.tablename = c.relname and p.cmd = g.privilege_type and g.grantee = any (p.roles))`,

	"a policy is for all commands": `
select tablename || '.' || policyname from pg_policies where schemaname = 'public' and cmd = 'ALL'`,

	"a policy is for everybody or for several roles": `
select tablename || '.' || policyname from pg_policies where schemaname = 'public' and (cardinality(roles) <> 1 or 'public' = any (roles))`,

	"two policies of one role and command are or-ed": `
select tablename || ' ' || cmd || ' ' || roles[1] from pg_policies where schemaname = 'public' group by tablename, cmd, roles having count(*) > 1`,

	"everybody has a right on it": `
select distinct table_name || ' ' || privilege_type from information_schema.role_table_grants where table_schema = 'public' and grantee = 'PUBLIC'`,

	"a role may truncate, reference or trigger": `
select distinct table_name || ' ' || privilege_type || ' ' || grantee from information_schema.role_table_grants
where table_schema = 'public' and grantee like 'portico\_%' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,

	"a definer function has no fixed search_path": `
select p.proname from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prosecdef
  and not exists (select 1 from unnest(p.proconfig) s where s like 'search_path=%pg_temp')`,

	"a definer function is not audit_append": `
select p.proname from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname <> 'audit_append'`,

	"a view does not run as its caller": `
select c.relname from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)`,

	"a materialised view keeps what policies hide": `
select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'm'`,

	"a unique key spans partners": `
select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
where c.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisprimary`,

	"a foreign key has no index": `
select k.conrelid::regclass || '.' || k.conname from pg_constraint k
where k.contype = 'f' and k.connamespace = 'public'::regnamespace
  and not exists (select 1 from pg_index i where i.indrelid = k.conrelid and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,

	"a partner may name a row that it cannot see": `
select distinct c.relname || '.' || a.attname || ' ' || g.grantee
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
cross join (values ('portico_own', 'INSERT'), ('portico_own', 'UPDATE'), ('portico_portfolio', 'INSERT'), ('portico_portfolio', 'UPDATE')) g (grantee, privilege_type)
join pg_class f on f.oid = k.confrelid and f.relrowsecurity
where has_column_privilege(g.grantee, c.oid, a.attnum, g.privilege_type) and k.contype = 'f' and k.connamespace = 'public'::regnamespace
  and not exists (select 1 from pg_policies p where p.tablename = c.relname and p.cmd = g.privilege_type and g.grantee = any (p.roles)
    and p.with_check ~ ('\m' || a.attname || '\M'))`,

	"a role may sign in or pass row security": `
select rolname from pg_roles
where rolname in ('portico_own', 'portico_portfolio', 'portico_all', 'portico_door', 'portico_audit', 'portico_queue')
  and (rolcanlogin or rolsuper or rolbypassrls)`,

	"a table has no comment": `
select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and obj_description(c.oid) is null`,
}

func findings(t *testing.T, d *db.DB) []string {
	t.Helper()
	var out []string
	for name, query := range checks {
		var places []string
		if err := d.SelectContext(context.Background(), &places, query); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, place := range places {
			if !excused(place) {
				out = append(out, fmt.Sprintf("%s: %s", place, name))
			}
		}
	}
	slices.Sort(out)
	return out
}

func excused(place string) bool {
	table, _, _ := strings.Cut(place, " ")
	table, _, _ = strings.Cut(table, ".")
	if _, ok := shared[table]; ok {
		return true
	}
	_, ok := open[table]
	return ok || strings.HasPrefix(table, "river_")
}
