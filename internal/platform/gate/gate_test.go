package gate_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testdb"
)

func door(t *testing.T) *gate.Gate {
	t.Helper()
	return gate.New(testdb.New(t), slog.New(slog.DiscardHandler), time.Now)
}

func as(partner string, roles ...actor.Role) context.Context {
	return actor.With(context.Background(), &actor.Actor{Person: ids.New(), Partner: partner, Roles: roles})
}

func system() context.Context { return actor.ForSystem(context.Background(), "test") }

const addPartner = `
insert into partner (id, type_key, slug, legal_name, display_name, status)
values ($1, $2, $3, $3, $3, 'ACTIVE')`

func partner(t *testing.T, g *gate.Gate, kind, slug string) string {
	t.Helper()
	id, err := gate.Write(system(), g, gate.Ask{Action: access.PartnerRegister}, func(tx *gate.Tx) (string, error) {
		id := ids.New()
		tx.Record(audit.Created("partner", id, nil))
		return id, tx.Must(context.Background(), addPartner, id, kind, slug)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func names(ctx context.Context, g *gate.Gate) ([]string, error) {
	return gate.Read(ctx, g, gate.Ask{Action: access.PartnerRead}, func(v *gate.View) ([]string, error) {
		var out []string
		return out, v.Select(ctx, &out, `select slug from partner order by slug`)
	})
}

func TestAForgottenWhereShowsNothing(t *testing.T) {
	t.Parallel()
	g := door(t)
	a, b := partner(t, g, "RESELLER", "a"), partner(t, g, "RESELLER", "b")
	_ = b
	got, err := names(as(a, actor.ResellerSeller), g)
	if err != nil || fmt.Sprint(got) != "[a]" {
		t.Errorf("reseller a sees %v, %v", got, err)
	}
	if got, _ := names(as("", actor.ChannelManager), g); len(got) != 2 {
		t.Errorf("the vendor sees %v", got)
	}
}

func TestNobodyGetsNowhere(t *testing.T) {
	t.Parallel()
	g := door(t)
	if _, err := names(context.Background(), g); fault.KindOf(err) != fault.Unauthenticated {
		t.Errorf("no actor: %v", err)
	}
	_, err := gate.Read(as(ids.New(), actor.ResellerSeller), g, gate.Ask{Action: access.PartnerRegister}, func(*gate.View) (int, error) {
		t.Error("the closure ran")
		return 0, nil
	})
	if fault.KindOf(err) != fault.Forbidden {
		t.Errorf("an action that no role has: %v", err)
	}
}

func TestARefusalIsInTheTrail(t *testing.T) {
	t.Parallel()
	g := door(t)
	ctx := as(ids.New(), actor.ResellerSeller)
	_, _ = gate.Write(ctx, g, gate.Ask{Action: access.PartnerRegister}, func(*gate.Tx) (int, error) { return 0, nil })
	rows := trail(t, g)
	if len(rows) != 1 || rows[0].Outcome != "REFUSED" || rows[0].Action != "partner.register" {
		t.Errorf("trail = %+v", rows)
	}
}

func TestAWriteWithoutTrailDoesNotCommit(t *testing.T) {
	t.Parallel()
	g := door(t)
	_, err := gate.Write(system(), g, gate.Ask{Action: access.PartnerRegister}, func(tx *gate.Tx) (int, error) {
		return 0, tx.Must(context.Background(), addPartner, ids.New(), "RESELLER", "silent")
	})
	if fault.KindOf(err) != fault.Internal {
		t.Errorf("err = %v", err)
	}
	if got, _ := names(system(), g); len(got) != 0 {
		t.Errorf("it committed: %v", got)
	}
}

func TestAnotherPartnersMatterIsAbsent(t *testing.T) {
	t.Parallel()
	g := door(t)
	a, b := partner(t, g, "RESELLER", "a"), partner(t, g, "DISTRIBUTOR_VAD", "b")
	ask := func(who context.Context, whose string) error {
		_, err := gate.Read(who, g, gate.Ask{Action: access.PartnerRead, Partner: whose}, func(*gate.View) (int, error) { return 0, nil })
		return err
	}
	foreign, absent := ask(as(b, actor.DistributorAdmin), a), ask(as(b, actor.DistributorAdmin), ids.New())
	if fault.KindOf(foreign) != fault.NotFound || foreign.Error() != absent.Error() {
		t.Errorf("foreign %v, absent %v: the two differ", foreign, absent)
	}
	if err := ask(as(a, actor.ResellerSeller), b); fault.KindOf(err) != fault.NotFound {
		t.Errorf("reseller asks for another: %v", err)
	}
}

func TestAReadCannotWrite(t *testing.T) {
	t.Parallel()
	g := door(t)
	_, err := gate.Read(system(), g, gate.Ask{Action: access.PartnerRead}, func(v *gate.View) (string, error) {
		var id string
		return id, v.Get(context.Background(), &id, `update partner set slug = 'x' returning id`)
	})
	if err == nil {
		t.Error("a View changed a row")
	}
}

func TestAPanicEndsTheTransaction(t *testing.T) {
	t.Parallel()
	g := door(t)
	for range 20 { // more than there are connections
		_, err := gate.Write(system(), g, gate.Ask{Action: access.PartnerRegister}, func(*gate.Tx) (int, error) { panic("bug") })
		if fault.KindOf(err) != fault.Internal {
			t.Fatalf("err = %v", err)
		}
	}
	if _, err := names(system(), g); err != nil {
		t.Errorf("after the panics: %v", err)
	}
}

func TestSixtyFourEqualRequestsHaveOneEffect(t *testing.T) {
	t.Parallel()
	g := door(t)
	who := &actor.Actor{System: "test", Roles: []actor.Role{actor.System}}
	ctx := gate.WithKey(actor.With(context.Background(), who), "key-1", []byte("register a"))
	var ran atomic.Int32
	answers := make([]string, 64)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() {
			answers[i], _ = gate.Write(ctx, g, gate.Ask{Action: access.PartnerRegister}, func(tx *gate.Tx) (string, error) {
				ran.Add(1)
				id := ids.New()
				tx.Record(audit.Created("partner", id, nil))
				return id, tx.Must(ctx, addPartner, id, "RESELLER", "p-"+id)
			})
		})
	}
	all.Wait()
	distinct := map[string]int{}
	for _, a := range answers {
		distinct[a]++
	}
	delete(distinct, "") // a waiter may be told to try again
	if got, _ := names(ctx, g); len(got) != 1 || len(distinct) != 1 {
		t.Errorf("%d partners, %d answers, closure ran %d times", len(got), len(distinct), ran.Load())
	}
	again := gate.WithKey(actor.With(context.Background(), who), "key-1", []byte("register b"))
	_, err := gate.Write(again, g, gate.Ask{Action: access.PartnerRegister}, func(*gate.Tx) (string, error) { return "", nil })
	if fault.CodeOf(err) != "IDEMPOTENCY_KEY_REUSED" {
		t.Errorf("another request with the key: %v", err)
	}
}

func TestWidenSeesAllAndThenNoMore(t *testing.T) {
	t.Parallel()
	g := door(t)
	a := partner(t, g, "RESELLER", "a")
	partner(t, g, "RESELLER", "b")
	ctx := as(a, actor.ResellerAdmin)
	_, err := gate.Write(ctx, g, gate.Ask{Action: access.PartnerEdit}, func(tx *gate.Tx) (int, error) {
		var wide, narrow int
		err := tx.Widen(ctx, "test", func() error { return tx.Get(ctx, &wide, `select count(*) from partner`) })
		if err == nil {
			err = tx.Get(ctx, &narrow, `select count(*) from partner`)
		}
		if wide != 2 || narrow != 1 {
			t.Errorf("wide %d, narrow %d", wide, narrow)
		}
		tx.Record(audit.Created("test", "1", nil))
		return 0, err
	})
	if err != nil {
		t.Error(err)
	}
}

// What widens inside of what is wide comes back to the wide sight, not to the
// actor's own.
func TestWidenWithinWidenStaysWide(t *testing.T) {
	t.Parallel()
	g := door(t)
	a := partner(t, g, "RESELLER", "a")
	partner(t, g, "RESELLER", "b")
	ctx := as(a, actor.ResellerAdmin)
	_, err := gate.Write(ctx, g, gate.Ask{Action: access.PartnerEdit}, func(tx *gate.Tx) (int, error) {
		var after, narrow int
		tx.Record(audit.Created("test", "1", nil))
		err := tx.Widen(ctx, "outer", func() error {
			if err := tx.Widen(ctx, "inner", func() error { return nil }); err != nil {
				return err
			}
			return tx.Get(ctx, &after, `select count(*) from partner`)
		})
		if err == nil {
			err = tx.Get(ctx, &narrow, `select count(*) from partner`)
		}
		if after != 2 || narrow != 1 {
			t.Errorf("after the inner %d, after the outer %d", after, narrow)
		}
		return 0, err
	})
	if err != nil {
		t.Error(err)
	}
}

func trail(t *testing.T, g *gate.Gate) []audit.Row {
	t.Helper()
	ctx := system()
	rows, err := gate.Read(ctx, g, gate.Ask{Action: access.AuditRead}, func(v *gate.View) ([]audit.Row, error) {
		return gate.Trail(ctx, v, 0, 1000)
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
