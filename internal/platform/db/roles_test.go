package db_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jmoiron/sqlx"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

var counter atomic.Int32

// names gives role names that no other test uses. Roles belong to the cluster,
// so they go with the test.
func names(t *testing.T, d *db.DB, n int) (list []string) {
	t.Helper()
	for range n {
		list = append(list, fmt.Sprintf("portico_t%d_%d", counter.Add(1), len(list)))
	}
	t.Cleanup(func() {
		for _, r := range list {
			_, _ = d.ExecContext(t.Context(), "drop role if exists "+r)
		}
	})
	return list
}

// as opens the database under a new login.
func as(t *testing.T, d *db.DB, options string) (*db.DB, string) {
	t.Helper()
	login := fmt.Sprintf("portico_login%d", counter.Add(1))
	if _, err := d.Exec("create role " + login + " login " + options); err != nil {
		t.Fatal(err)
	}
	u := strings.Replace(db.URLOf(d), "user=portico", "user="+login, 1)
	mine, err := db.Open(t.Context(), db.Config{URL: u, Unsafe: true, MaxOpen: 3})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = mine.Close()
		_, _ = d.Exec("drop owned by " + login + "; drop role " + login)
	})
	return mine, login
}

// takes tells whether the login can take a role, and has its rights only then.
func takes(t *testing.T, d *db.DB, role string) {
	t.Helper()
	var inherits bool
	if err := d.Get(&inherits, "select pg_has_role(current_user, $1::name, 'USAGE')", role); err != nil || inherits {
		t.Errorf("the login inherits %s: %v, %v", role, inherits, err)
	}
	tx, err := d.Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	var now string
	if _, err = tx.Exec("set local role " + role); err == nil {
		err = sqlx.Get(tx, &now, "select current_user")
	}
	if err != nil || now != role {
		t.Errorf("took %s, is %s: %v", role, now, err)
	}
}

func TestALoginThatMayMakeRolesMakesThem(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	mine, _ := as(t, d, "createrole")
	roles := names(t, mine, 3)
	for range 2 { // the second time there is nothing to do
		if err := db.EnsureRoles(t.Context(), mine, roles); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range roles {
		takes(t, mine, r)
	}
}

func TestRolesAreMadeOnceByMany(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	other := testdb.Empty(t)
	roles := names(t, d, 4)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			if err := db.EnsureRoles(t.Context(), []*db.DB{d, other}[i%2], roles); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, r := range roles {
		takes(t, d, r)
	}
}

func TestALoginWithoutTheRightSaysWhatToRun(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	mine, login := as(t, d, "")
	roles := names(t, d, 2)
	err := db.EnsureRoles(t.Context(), mine, roles)
	if err == nil {
		t.Fatal("it made roles without the right")
	}
	for _, want := range []string{"create role " + roles[0] + " nologin;", "grant " + roles[1] + ` to "` + login + `"`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
	// What it says is enough.
	_, todo, _ := strings.Cut(err.Error(), "must run:\n")
	if _, err := d.Exec(todo); err != nil {
		t.Fatalf("run as told:\n%s\n%v", todo, err)
	}
	// The login inherits by default, which the administrator learns next on 15.
	if err := db.EnsureRoles(t.Context(), mine, roles); err != nil {
		_, todo, _ := strings.Cut(err.Error(), "must run:\n")
		if _, err := d.Exec(todo); err != nil {
			t.Fatalf("run as told:\n%s\n%v", todo, err)
		}
	}
	if err := db.EnsureRoles(t.Context(), mine, roles); err != nil {
		t.Fatal(err)
	}
	takes(t, mine, roles[0])
}

func TestRolesWithPowerAreRefused(t *testing.T) {
	t.Parallel()
	d := testdb.Empty(t)
	roles := names(t, d, 1)
	if _, err := d.Exec("create role " + roles[0] + " login"); err != nil {
		t.Fatal(err)
	}
	if err := db.EnsureRoles(t.Context(), d, roles); err == nil || !strings.Contains(err.Error(), "nologin") {
		t.Errorf("EnsureRoles = %v", err)
	}
	if err := db.EnsureRoles(t.Context(), d, []string{`x"; drop`}); err == nil {
		t.Error("a name with a quote is taken")
	}
}
