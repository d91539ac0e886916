package db

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/internal/platform/pglocal"
)

// ErrNoDump says that no pg_dump was found that knows this server.
var ErrNoDump = errors.New("no pg_dump of the server's version found")

// Snapshot writes the schema of a database as text that depends on nothing but
// the schema and the major version of PostgreSQL, which its first line names.
// Owners are left out, grants and policies are not.
func Snapshot(ctx context.Context, d *DB) (string, error) {
	var server int
	if err := d.GetContext(ctx, &server, "select current_setting('server_version_num')::int / 10000"); err != nil {
		return "", err
	}
	bin, err := pglocal.Find("", "")
	if err != nil || bin.Major != server {
		return "", ErrNoDump
	}
	cmd := exec.CommandContext(ctx, bin.Path("pg_dump"), "--schema-only", "--no-owner")
	cmd.Env = append(cmd.Environ(), d.target.environ()...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); errors.Is(err, exec.ErrNotFound) {
		return "", ErrNoDump
	} else if err != nil {
		return "", fmt.Errorf("pg_dump: %w: %s", err, complaint.String())
	}
	return fmt.Sprintf("-- The schema that the migrations add up to, as PostgreSQL %d tells it. Made by 'make generate'.\n%s", server, tidy(out.String())), nil
}

// environ is the target for a program of PostgreSQL's own. The environment
// keeps the password out of the list of processes.
func (t target) environ() []string {
	return []string{
		"PGHOST=" + t.cfg.Host, "PGPORT=" + strconv.Itoa(int(t.cfg.Port)), "PGDATABASE=" + t.cfg.Database,
		"PGUSER=" + t.cfg.User, "PGPASSWORD=" + t.cfg.Password, "PGSSLMODE=" + string(t.cfg.SSLMode),
		"PGSSLROOTCERT=" + t.cfg.SSLRootCert, "PGAPPNAME=portico",
	}
}

var (
	// noise is what differs between runs and minor versions: settings of the
	// dump's own session, random keys, versions.
	noise = regexp.MustCompile(`(?m)^(SET |SELECT pg_catalog\.set_config|\\(un)?restrict|-- Dumped |-- PostgreSQL database dump|--$).*\n?`)
	gaps  = regexp.MustCompile(`\n{3,}`)
)

func tidy(dump string) string {
	return strings.TrimSpace(gaps.ReplaceAllString(noise.ReplaceAllString(dump, ""), "\n\n")) + "\n"
}
