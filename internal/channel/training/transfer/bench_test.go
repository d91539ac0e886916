package transfer_test

import (
	"context"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// A file of a year: 10,000 lines of 100 people. Budget, on two busy cores: 8 s to
// read, check and stage it, which is how long the caller waits and has to stay
// below the 10 s of a request, and 20 s until the last line is credited. Beside it
// a tenth of that is credited as an import was posted before, line by line, a
// hundred to a unit of work, and then together.
func BenchmarkTenThousandLines(b *testing.B) {
	for range b.N {
		d := newDesk(b)
		var people []*member.Person
		for range 100 {
			people = append(people, d.Person(d.Acorn.Partner, "RESELLER_SELLER"))
		}
		from := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		file := []byte(header + strings.Join(lines(10_000, func(i int) string {
			return row(people[i%100], []string{"edge-basics", "edge-design"}[i%2], from.Add(time.Duration(i)*time.Minute).Format(time.RFC3339))
		}), ""))
		order := transfer.Order{Source: transfer.CSV, File: file}
		b.ResetTimer()
		began := time.Now()
		check := order
		check.Check = true
		d.wants("checked", d.takes(d.Mgr, check), "added 10000, unchanged 0")
		b.ReportMetric(time.Since(began).Seconds(), "s/check")
		began = time.Now()
		r := d.takes(d.Mgr, order)
		b.ReportMetric(time.Since(began).Seconds(), "s/import")
		began, worked := time.Now(), d.cpu()
		for d.state(r.Import) != "POSTED 10000/10000" {
			d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *r.Import}))
		}
		b.ReportMetric(time.Since(began).Seconds(), "s/post")
		b.ReportMetric(d.cpu()-worked, "cpu-s/post")
		began = time.Now()
		d.wants("again", d.takes(d.Mgr, order), "added 0, unchanged 10000")
		b.ReportMetric(time.Since(began).Seconds(), "s/again")
		b.ReportMetric(d.credits(people, from.AddDate(0, 0, 60), 100, d.oneByOne), "cpu-s/1000-by-line")
		b.ReportMetric(d.credits(people, from.AddDate(0, 0, 90), 1000, d.together), "cpu-s/1000-together")
	}
}

// The same file undone, with a rule that gave points and a playbook that counted.
// Budget, on two busy cores: 20 s until the last line is taken back.
func BenchmarkTenThousandLinesUndone(b *testing.B) {
	for range b.N {
		d := newDesk(b)
		_, err := d.Effects.Define(d.System(), effect.Definition{Key: "points", Name: "Points", Cause: effect.CourseCompleted, Kind: effect.Points, Amount: 10})
		d.Must(err)
		var people []*member.Person
		for range 100 {
			people = append(people, d.Person(d.Acorn.Partner, "RESELLER_SELLER"))
		}
		from := d.Clock.Now().UTC().Truncate(time.Second)
		d.Clock.Pass(8 * 24 * time.Hour) // so that the rule was in force at all of them
		r := d.csv(d.Mgr, lines(10_000, func(i int) string {
			return row(people[i%100], []string{"edge-basics", "edge-design"}[i%2], from.Add(time.Duration(i+1)*time.Minute).Format(time.RFC3339))
		})...)
		for d.state(r.Import) != "POSTED 10000/10000" {
			d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *r.Import}))
		}
		b.ResetTimer()
		began, worked := time.Now(), d.cpu()
		_, err = d.undoes(d.Mgr, r.Import, "Wrong file.")
		d.Must(err)
		for d.state(r.Import) != "UNDONE 10000/10000" {
			d.Must(d.Transfers.Post(d.System(), transfer.Staged{Import: *r.Import}))
		}
		b.ReportMetric(time.Since(began).Seconds(), "s/undo")
		b.ReportMetric(d.cpu()-worked, "cpu-s/undo")
		if d.entries() != "20000 entries, 0 points" || d.Count("completion_counted", "") != 0 {
			b.Errorf("%s, %d counted", d.entries(), d.Count("completion_counted", ""))
		}
	}
}

// cpu is what this process and its connections to the database have worked, in
// seconds: on a busy machine it says more than the clock. Zero where there is
// no /proc.
func (d *desk) cpu() (seconds float64) {
	d.T.Helper()
	for _, pid := range append(d.Sees(d.System(), "select pid::text from pg_stat_activity where datname = current_database()"), "self") {
		stat, _ := os.ReadFile("/proc/" + pid + "/stat")
		_, rest, _ := strings.Cut(string(stat), ") ")
		if f := strings.Fields(rest); len(f) > 12 {
			user, _ := strconv.ParseFloat(f[11], 64)
			system, _ := strconv.ParseFloat(f[12], 64)
			seconds += (user + system) / 100 // ticks
		}
	}
	return seconds
}

// credits credits a thousand completions, so many in a unit of work, and tells
// how much work that was.
func (d *desk) credits(people []*member.Person, from time.Time, most int, how func(*gate.Tx, []learning.Credit) error) float64 {
	d.T.Helper()
	worked := d.cpu()
	for first := 0; first < 1000; first += most {
		all := make([]learning.Credit, most)
		for i := range all {
			n, who := first+i, people[(first+i)%len(people)]
			all[i] = learning.Credit{PersonID: who.ID, PartnerID: who.PartnerID, CourseID: d.basics.CourseID, VersionID: &d.basics.ID,
				At: from.Add(time.Duration(n) * time.Minute), Origin: learning.InOtherLMS}
		}
		_, err := gate.Write(d.System(), d.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
			tx.Record(audit.Created("test", "1", nil))
			return struct{}{}, how(tx, all)
		})
		d.Must(err)
	}
	return d.cpu() - worked
}

func (d *desk) oneByOne(tx *gate.Tx, all []learning.Credit) error {
	for _, in := range all {
		if _, _, err := d.Learning.Credit(context.Background(), tx, in); err != nil {
			return err
		}
	}
	return nil
}

func (d *desk) together(tx *gate.Tx, all []learning.Credit) error {
	_, err := d.Learning.CreditAll(context.Background(), tx, all)
	return err
}
