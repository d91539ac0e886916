package cobrand_test

import (
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testdb"
	"github.com/portico-prm/portico/internal/testkit"
)

// likeOthers makes resellers in the likeness of those that are there, in turns:
// $1 of them, with what the rules of a template ask for.
var likeOthers = []string{`
create temporary table likeness as
select gen_random_uuid() as id, o.id as of, n
from generate_series(1, $1) n
join (select id, row_number() over (order by id) - 1 as place, count(*) over () as all from partner) o on o.place = n % o.all`, `
insert into partner (id, type_key, slug, legal_name, display_name, status, website, phone, email, countries, languages)
select l.id, p.type_key, 'reseller-' || l.n, p.legal_name, 'Reseller ' || l.n, p.status, p.website, p.phone, p.email, p.countries, p.languages
from likeness l join partner p on p.id = l.of`, `
insert into membership (id, partner_id, program_id, tier_id, state, valid_from)
select gen_random_uuid(), l.id, m.program_id, m.tier_id, m.state, m.valid_from from likeness l join membership m on m.partner_id = l.of`, `
insert into agreement (id, partner_id, kind, version, state, signed_at, valid_from, valid_to)
select gen_random_uuid(), l.id, a.kind, a.version, a.state, a.signed_at, a.valid_from, a.valid_to from likeness l join agreement a on a.partner_id = l.of`, `
insert into logo (id, partner_id, variant, state, kind, file_name, source_sha256, mark_sha256, width, height, report)
select gen_random_uuid(), l.id, g.variant, g.state, g.kind, g.file_name, g.source_sha256, g.mark_sha256, g.width, g.height, g.report
from likeness l join logo g on g.partner_id = l.of and g.state = 'APPROVED'`, `
drop table likeness`}

// load is what the database has done so far; the server tells it within a second.
type load struct {
	Commits int64 `db:"xact_commit"`
	Hits    int64 `db:"blks_hit"`
	Reads   int64 `db:"blks_read"`
}

func loadOf(t *testing.T) (l load) {
	t.Helper()
	err := testdb.New(t).GetContext(t.Context(), &l, "select xact_commit, blks_hit, blks_read from pg_stat_database where datname = current_database()")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// An order of the largest size, and what it takes. PORTICO_TRUST=1 runs it
// with 5,000 partners; otherwise it is short.
func TestAnOrderOfTheLargestSizeKeepsToItsMeasure(t *testing.T) {
	partners := 120
	if os.Getenv("PORTICO_TRUST") != "" {
		partners = cobrand.MaxBulk
	}
	w := testkit.New(t)
	boss := w.Admin(nil)
	for _, name := range []string{"Acornix Systems", "Birkena Networks", "Cedrano Integration", "Dunelo Technologies"} {
		w.Ready(w.Reseller(name))
	}
	_, err := gate.Write(w.System(), w.Gate, gate.Ask{Action: access.PartnerRegister}, func(tx *gate.Tx) (int64, error) {
		tx.Record(audit.Created("partner", "-", nil))
		for i, statement := range likeOthers {
			var args []any
			if i == 0 {
				args = []any{partners - 4}
			}
			if _, err := tx.Exec(t.Context(), statement, args...); err != nil {
				return 0, err
			}
		}
		return 0, nil
	})
	w.Must(err)
	kit := w.Kit(testkit.Social)
	before, began := loadOf(t), time.Now()
	b := ordered(w, boss, kit)
	taken := time.Since(began)
	began = time.Now()
	var peak, base runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&base)
	rounds := 0
	for ; b.State != cobrand.BulkDone && rounds <= partners; rounds++ {
		b = run(w, boss, b)
		var now runtime.MemStats
		if runtime.ReadMemStats(&now); now.HeapInuse > peak.HeapInuse {
			peak = now
		}
	}
	took := time.Since(began)
	after := loadOf(t)
	if b.Made != partners || rounds > partners/100+1 {
		t.Fatalf("%d rounds: %s %v", rounds, b.State, countsOf(b))
	}
	n := float64(partners)
	t.Logf("bulk: %d partners ordered in %v, made in %v: %.1f ms and %.1f commits a copy, %.0f blocks a copy of which %.1f%% from disk; heap %d MiB at first, %d MiB at most",
		partners, taken.Round(time.Millisecond), took.Round(time.Second), took.Seconds()*1000/n, float64(after.Commits-before.Commits)/n,
		float64(after.Hits+after.Reads-before.Hits-before.Reads)/n, 100*float64(after.Reads-before.Reads)/float64(max(1, after.Hits+after.Reads-before.Hits-before.Reads)),
		base.HeapInuse>>20, peak.HeapInuse>>20)
}
