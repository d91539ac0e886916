package read

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testdb"
)

// countsSchema reads numbers that the database makes up.
const countsSchema = `type Query { all: [Count!]! some: [Count!]! }
type Count { id: ID! n: Int! next: Count many: [Count!]! }`

func counts(t *testing.T) *Engine {
	t.Helper()
	const below = "(select i::text as id, i as n, (i + 1)::text as next_id, (i % 3)::text as third from generate_series(1, "
	types := []Type{
		{Name: "Query", Fields: Fields{"all": List{From: below + "50001) s(i)) t", Order: "t.n"}, "some": List{Order: "t.n", Most: 4}}},
		{Name: "Count", Table: below + "9) s(i)) t", Text: true, Ask: access.PartnerRead, Plain: "id n",
			Fields: Fields{"next": One{Key: "t.next_id"}, "many": List{Key: "t.id", By: "t.third", Order: "t.n desc", Most: 2}}},
	}
	g := gate.New(testdb.New(t), slog.New(slog.DiscardHandler), time.Now)
	e, err := New(g, load(t, countsSchema), append(Introspection(), types...)...)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func vendor() context.Context {
	return actor.With(context.Background(), &actor.Actor{System: "test", Roles: []actor.Role{actor.System}})
}

// One statement reads the children of all parents, and each gets its own.
func TestChildrenComeToTheirParents(t *testing.T) {
	t.Parallel()
	data, wrong := askAs(t, vendor(), counts(t), `{ some { n next { n } many { n } } }`, nil)
	const want = `{"some":[{"n":1,"next":{"n":2},"many":[{"n":7},{"n":4}]},{"n":2,"next":{"n":3},"many":[{"n":8},{"n":5}]},` +
		`{"n":3,"next":{"n":4},"many":[]},{"n":4,"next":{"n":5},"many":[]}]}`
	if data != want || wrong != "" {
		t.Errorf("%s %s", data, wrong)
	}
}

func TestMoreRowsThanAnAnswerMayHaveAreRefused(t *testing.T) {
	t.Parallel()
	if data, wrong := askAs(t, vendor(), counts(t), `{ all { n } }`, nil); data != "null" || wrong != "all: QUERY_TOO_LARGE" {
		t.Errorf("%.100s %s", data, wrong)
	}
}

func TestNobodyReadsNothing(t *testing.T) {
	t.Parallel()
	if data, wrong := ask(t, counts(t), `{ some { n } }`, nil); data != "null" || wrong != "some: UNAUTHENTICATED" {
		t.Errorf("%.100s %s", data, wrong)
	}
}
