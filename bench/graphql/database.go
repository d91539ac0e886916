package main

import (
	"context"
	"net/url"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/pglocal"
)

// database is a private server, and its superuser's way in.
type database struct {
	*db.DB
	own    *pglocal.Server
	master int // process of the server
}

// tuning tells the planner that pages are in memory, as for any database that
// is served fast. It holds for every server here: it comes before they connect.
const tuning = "alter database portico set random_page_cost = 1.1"

func startDatabase(ctx context.Context) (*database, error) {
	own, err := pglocal.Start(ctx, pglocal.Options{Ephemeral: true, Connections: 120})
	if err != nil {
		return nil, err
	}
	d := &database{own: own}
	if d.DB, err = db.Open(ctx, db.Config{URL: d.as(""), Unsafe: true, MaxOpen: 2}); err != nil {
		own.Stop()
		return nil, err
	}
	var backend int
	if err = d.GetContext(ctx, &backend, "select pg_backend_pid()"); err == nil {
		d.master = parentOf(backend)
		_, err = d.ExecContext(ctx, tuning)
	}
	if err != nil {
		d.stop()
		return nil, err
	}
	return d, nil
}

func (d *database) stop() {
	_ = d.Close()
	d.own.Stop()
}

// as is the address of Portico's database for a login; empty is the superuser.
func (d *database) as(login string) string {
	u, _ := url.Parse(d.own.AdminURL) // pglocal made it
	u.Path = "/portico"
	if login != "" {
		q := u.Query()
		q.Set("user", login)
		u.RawQuery = q.Encode()
	}
	return u.String()
}

// environment is the same address for programs that read libpq's variables.
func (d *database) environment(login string) []string {
	u, _ := url.Parse(d.own.AdminURL)
	return []string{"PGHOST=" + u.Query().Get("host"), "PGPORT=" + u.Query().Get("port"), "PGUSER=" + login, "PGDATABASE=portico"}
}
