package testkit

import (
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Trail reads the trail from its first entry. The chain has been walked.
func (w *World) Trail() []audit.Row {
	w.T.Helper()
	rows, err := gate.Read(w.System(), w.Gate, gate.Ask{Action: access.AuditRead}, func(v *gate.View) ([]audit.Row, error) {
		return gate.Trail(w.System(), v, 0, 100_000)
	})
	w.Must(err)
	var chain audit.Chain
	for _, r := range rows {
		if err := chain.Add(r); err != nil {
			w.T.Errorf("the trail: %v", err)
		}
	}
	return rows
}

// Refused are the refusals in the trail about a kind of object.
func (w *World) Refused(kind string) []audit.Row {
	w.T.Helper()
	var out []audit.Row
	for _, r := range w.Trail() {
		if r.Outcome == string(audit.Refused) && r.Kind == kind {
			out = append(out, r)
		}
	}
	return out
}

// Count is the number of rows of a table, as the vendor sees it; where narrows.
func (w *World) Count(table, where string, args ...any) int {
	w.T.Helper()
	if where == "" {
		where = "true"
	}
	n, err := gate.Read(w.System(), w.Gate, gate.Ask{Action: access.AuditRead}, func(v *gate.View) (int, error) {
		var n int
		return n, v.Get(w.System(), &n, "select count(*) from "+table+" where "+where, args...)
	})
	w.Must(err)
	return n
}

// Stored is the number of files of the content store.
func (w *World) Stored() int {
	w.T.Helper()
	n := 0
	for _, err := range w.Files.List(w.System(), blob.Content) {
		w.Must(err)
		n++
	}
	return n
}

// Sum stands for all that is in a table: it changes when any row does.
func (w *World) Sum(table string) string {
	w.T.Helper()
	sum, err := gate.Read(w.System(), w.Gate, gate.Ask{Action: access.AuditRead}, func(v *gate.View) (string, error) {
		var sum string
		return sum, v.Get(w.System(), &sum, "select coalesce(md5(string_agg(x::text, '|' order by x::text)), '') from "+table+" x")
	})
	w.Must(err)
	return sum
}

// Noted is an entry for a unit of work that a test writes itself.
func Noted(kind, id string) audit.Entry {
	return audit.Entry{Outcome: audit.Done, Kind: kind, ID: id}
}

// Told are the events of a kind that were published and committed.
func (w *World) Told(kind string) [][]byte {
	w.T.Helper()
	var out [][]byte
	w.Must(w.db.SelectContext(w.T.Context(), &out, "select args::text::bytea from river_job where kind = $1 order by id", kind))
	return out
}

// Done is how many events of a kind the queue has told to their listeners.
func (w *World) Done(kind string) int {
	w.T.Helper()
	var n int
	w.Must(w.db.GetContext(w.T.Context(), &n, "select count(*) from river_job where kind = $1 and state = 'completed'", kind))
	return n
}
