package gate_test

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/testdb"
)

func TestTheChainVerifiesAndEveryTamperingShows(t *testing.T) {
	t.Parallel()
	g := door(t)
	for i := range 12 {
		partner(t, g, "RESELLER", "p"+strconv.Itoa(i))
	}
	if err := verify(trail(t, g)); err != nil {
		t.Fatalf("untouched: %v", err)
	}
	found, cases := 0, 0
	for at := range 12 {
		for _, bend := range bends {
			rows := bend(trail(t, g), at)
			if rows == nil {
				continue
			}
			cases++
			if verify(rows) != nil {
				found++
			}
		}
	}
	if found != cases || cases < 50 {
		t.Errorf("found %d of %d tamperings", found, cases)
	}
}

// bends are ways to falsify a trail at one place; nil: not possible there.
var bends = []func([]audit.Row, int) []audit.Row{
	func(r []audit.Row, i int) []audit.Row { r[i].Actor = "person:other"; return r },
	func(r []audit.Row, i int) []audit.Row { r[i].Detail += " "; return r },
	func(r []audit.Row, i int) []audit.Row { r[i].Outcome = "REFUSED"; return r },
	func(r []audit.Row, i int) []audit.Row { r[i].At = r[i].At.Add(1000); return r },
	func(r []audit.Row, i int) []audit.Row { // change and hash again, as far as one row goes
		r[i].Action = "x"
		r[i].Hash = audit.Sum(r[i])
		if i == len(r)-1 {
			return nil // only the head, kept elsewhere, tells of that
		}
		return r
	},
	func(r []audit.Row, i int) []audit.Row {
		if i == len(r)-1 {
			return nil
		}
		return append(r[:i:i], r[i+1:]...)
	},
	func(r []audit.Row, i int) []audit.Row {
		if i == 0 {
			return nil
		}
		r[i-1], r[i] = r[i], r[i-1]
		return r
	},
	func(r []audit.Row, i int) []audit.Row { return append(r[:i+1:i+1], r[i:]...) },
}

func verify(rows []audit.Row) error {
	var c audit.Chain
	for _, r := range rows {
		if err := c.Add(r); err != nil {
			return err
		}
	}
	return nil
}

func TestNoRoleCanChangeTheTrail(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	for _, role := range []string{"portico_own", "portico_portfolio", "portico_all", "portico_door", "portico_queue", "portico_audit"} {
		for _, attack := range []string{`update audit_entry set detail = 'x'`, `delete from audit_entry`, `truncate audit_entry`} {
			tx, err := d.BeginTx(context.Background(), &sql.TxOptions{})
			if err != nil {
				t.Fatal(err)
			}
			_, err = tx.Exec("set local role " + role)
			if err == nil {
				_, err = tx.Exec(attack)
			}
			if err == nil || !strings.Contains(err.Error(), "permission denied") {
				t.Errorf("%s: %s: %v", role, attack, err)
			}
			_ = tx.Rollback()
		}
	}
}
