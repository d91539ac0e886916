package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// oldest is the first server version that knows security_invoker views.
const oldest = 150000

const fitness = `
select current_setting('server_version_num')::int as version,
       current_setting('fsync') as fsync,
       current_setting('full_page_writes') as pages,
       current_setting('synchronous_commit') as commits`

// fit refuses a server that is too old, or that may lose acknowledged work.
func fit(ctx context.Context, d *DB, unsafe bool) error {
	var s struct {
		Version               int
		Fsync, Pages, Commits string
	}
	if err := d.GetContext(ctx, &s, fitness); err != nil {
		return explain(err)
	}
	if s.Version < oldest {
		return fmt.Errorf("PostgreSQL %d is too old: Portico needs 15 or newer", s.Version/10000)
	}
	if unsafe {
		return nil
	}
	return durable(map[string]string{"fsync": s.Fsync, "full_page_writes": s.Pages, "synchronous_commit": s.Commits})
}

func durable(settings map[string]string) error {
	var off []string
	for _, name := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		if settings[name] == "off" {
			off = append(off, name)
		}
	}
	if off == nil {
		return nil
	}
	return fmt.Errorf("PostgreSQL runs with %s = off and may lose work that Portico has confirmed. "+
		"Set it to on in postgresql.conf and reload; if your provider's storage makes it safe without, set PORTICO_DATABASE_UNSAFE=true",
		strings.Join(off, ", "))
}

// explain gives the usual reasons why a first connection fails a remedy.
func explain(err error) error {
	switch StateOf(err) {
	case InvalidPassword, InvalidAuthorization:
		return fmt.Errorf("the login was refused; check user and password: %w", err)
	case UnknownDatabase:
		return fmt.Errorf("the database does not exist; create it first: %w", err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer in time; check host, port and firewall: %w", err)
	}
	return err
}
