package db

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/lib/pq"
)

// roleTries is how often roles are looked at and mended: others may do the same
// at the same moment, and locks do not reach across databases.
const roleTries = 6

var roleName = regexp.MustCompile(`^[a-z_][a-z0-9_]{0,62}$`)

// roleState is what the server says about one role, seen from the login.
type roleState struct {
	Name     string
	There    bool
	Powerful bool // may pass row security, or sign in
	Settable bool // the login may take the role
	Inherits bool // the login has its rights without taking it
}

// seenRoles is the login's view. Before 16 inheritance belongs to the member,
// from then on to the membership.
const seenRoles = `
select w.name,
       r.oid is not null                                            as there,
       coalesce(r.rolsuper or r.rolbypassrls or r.rolcanlogin, false) as powerful,
       coalesce(pg_has_role(current_user, r.oid, case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end), false) as settable,
       coalesce(pg_has_role(current_user, r.oid, 'USAGE'), false)    as inherits
from unnest($1::text[]) with ordinality as w(name, n)
left join pg_roles r on r.rolname = w.name
order by w.n`

// who is the login and what it may do.
type who struct {
	Name  string
	Super bool
	New   bool // PostgreSQL 16 or later
}

const whoAmI = `
select rolname as name, rolsuper as super,
       current_setting('server_version_num')::int >= 160000 as new
from pg_roles where rolname = current_user`

// EnsureRoles makes the roles that migrations grant to, and lets the current
// login take each of them (set local role) without having their rights
// otherwise. Roles belong to the cluster, so other databases and processes may
// do the same at the same time. A login that is no superuser needs CREATEROLE,
// or the error names the statements that an administrator must run.
func EnsureRoles(ctx context.Context, d *DB, roles []string) error {
	for _, r := range roles {
		if !roleName.MatchString(r) {
			return fmt.Errorf("role %q: use small letters, digits and _", r)
		}
	}
	var last error
	for range roleTries {
		todo, err := missingRoles(ctx, d, roles)
		if err != nil || len(todo) == 0 {
			return err
		}
		last = nil
		for _, statement := range todo {
			if _, err := d.ExecContext(ctx, statement); err != nil && !lostRace(err) {
				last = err
			}
		}
		if StateOf(last) == NotAllowed {
			break
		}
	}
	return stillMissing(ctx, d, roles, last)
}

// missingRoles gives the statements that are still to be run.
func missingRoles(ctx context.Context, d *DB, roles []string) ([]string, error) {
	var me who
	if err := d.GetContext(ctx, &me, whoAmI); err != nil {
		return nil, err
	}
	var seen []roleState
	if err := d.SelectContext(ctx, &seen, seenRoles, pq.Array(roles)); err != nil {
		return nil, err
	}
	var todo []string
	inherits := false
	for _, r := range seen {
		if r.Powerful {
			return nil, fmt.Errorf("role %s may sign in or pass row security; Portico needs it without: alter role %s nologin nosuperuser nobypassrls", r.Name, r.Name)
		}
		todo = append(todo, me.statements(r)...)
		inherits = inherits || r.Inherits
	}
	if inherits && !me.Super && !me.New {
		todo = append(todo, "alter role "+pq.QuoteIdentifier(me.Name)+" noinherit")
	}
	return todo, nil
}

// statements bring one role to what it should be.
func (me who) statements(r roleState) (todo []string) {
	if !r.There {
		todo = append(todo, "create role "+r.Name+" nologin")
	}
	if me.Super { // may take any role, and no grant would take rights from it
		return todo
	}
	grant := "grant " + r.Name + " to " + pq.QuoteIdentifier(me.Name)
	switch {
	case me.New && (!r.Settable || r.Inherits):
		todo = append(todo, grant+" with inherit false, set true")
	case !me.New && !r.Settable:
		todo = append(todo, grant)
	}
	return todo
}

// lostRace tells whether another process did the same a moment earlier.
func lostRace(err error) bool {
	switch StateOf(err) {
	case Duplicate, UniqueViolation:
		return true
	}
	e := serverError(err)
	return e != nil && e.Code == "XX000" && strings.HasPrefix(e.Message, "tuple concurrently")
}

// stillMissing tells an administrator what to run, or that nothing is missing.
func stillMissing(ctx context.Context, d *DB, roles []string, last error) error {
	todo, err := missingRoles(ctx, d, roles)
	if err != nil || len(todo) == 0 {
		return err
	}
	var me who
	if err := d.GetContext(ctx, &me, whoAmI); err != nil {
		return err
	}
	why := ""
	if last != nil {
		why = " (" + cause(last).Error() + ")"
	}
	return fmt.Errorf("the login %q may not make the roles that Portico needs%s. An administrator of this PostgreSQL must run:\n  %s;",
		me.Name, why, strings.Join(todo, ";\n  "))
}
