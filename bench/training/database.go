package main

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/portico-prm/portico/bench/drive"
	"github.com/portico-prm/portico/bench/graphql/seed"
	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/pglocal"
)

// database is a private server, and its superuser's way in.
type database struct {
	*db.DB
	own    *pglocal.Server
	counts string
}

func startDatabase(ctx context.Context) (*database, error) {
	own, err := pglocal.Start(ctx, pglocal.Options{Ephemeral: true, Connections: 40})
	if err != nil {
		return nil, err
	}
	u, _ := url.Parse(own.AdminURL) // pglocal made it
	u.Path = "/portico"
	d := &database{own: own}
	if d.DB, err = db.Open(ctx, db.Config{URL: u.String(), Unsafe: true, MaxOpen: 2}); err != nil {
		own.Stop()
		return nil, err
	}
	// Pages are in memory, as for any database that is served fast.
	if _, err = d.ExecContext(ctx, "alter database portico set random_page_cost = 1.1"); err != nil {
		d.stop()
		return nil, err
	}
	return d, nil
}

func (d *database) stop() {
	_ = d.Close()
	d.own.Stop()
}

// serve starts the programme on the database.
func (d *database) serve(ctx context.Context) (*drive.Server, error) {
	// The kits of the demo are read on a machine that may have much to do.
	return drive.Start(ctx, drive.Options{Env: []string{drive.NoBudgets, "PORTICO_INTAKE_WALL=2m", "DATABASE_URL=" + d.own.URL, "PORTICO_DATABASE_UNSAFE=true", "PORTICO_LOG_LEVEL=error"}})
}

// fill lets the programme put its demo in, and adds the channel beside it.
func (d *database) fill(ctx context.Context, size float64) error {
	s, err := d.serve(ctx)
	if err != nil {
		return err
	}
	s.Stop()
	if err := seed.Train(ctx, d.DB, size); err != nil {
		return err
	}
	return d.GetContext(ctx, &d.counts, `
select format('%s partners, %s links, %s people, %s courses, %s enrollments, %s completions, %s valid certifications, %s of them of people',
  (select count(*) from partner), (select count(*) from portfolio_link), (select count(*) from person), (select count(*) from course),
  (select count(*) from enrollment), (select count(*) from course_completion),
  (select count(*) from certification where revoked_at is null and expires_at > now()),
  (select count(*) from certification where revoked_at is null and expires_at > now() and person_id is not null))`)
}

// settled waits until the programme has done what it does when it starts: every
// portfolio is measured, what lapses is noticed, and listeners have heard of it.
// Templates of the demo are no part of it: their files stayed with the first start.
func (d *database) settled(ctx context.Context) error {
	for range 6000 {
		var done bool
		if err := d.GetContext(ctx, &done, `
select (select count(*) from portfolio_measure) > 20 and exists (select 1 from river_job where kind = 'lapse.rounds' and state = 'completed')
  and not exists (select 1 from river_job where state in ('available', 'running', 'retryable') and kind <> 'library.version_published')`); err != nil || done {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.New("the programme has not settled in ten minutes")
}
