// Package seed fills a database that holds the demo with a channel of size M:
// set by set, as its superuser, in some seconds. Nothing is approximate: the
// same size gives the same rows.
package seed

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/platform/db"
)

//go:embed partners.sql
var partners string

//go:embed standing.sql
var standing string

//go:embed people.sql
var people string

//go:embed content.sql
var content string

//go:embed peers.sql
var peers string

//go:embed quiet.sql
var quiet string

//go:embed training.sql
var training string

//go:embed tallies.sql
var tallies string

// Size M, and the least share of it whose portfolios still hold 20 resellers.
const (
	resellers = 5000
	assets    = 1500
	Least     = 0.2
)

// Fill adds the channel, a share of size M, in one transaction.
func Fill(ctx context.Context, d *db.DB, share float64) error {
	return fill(ctx, d, share, content, peers)
}

// Train adds the channel and its training: courses, learners, certifications.
func Train(ctx context.Context, d *db.DB, share float64) error {
	return fill(ctx, d, share, training)
}

func fill(ctx context.Context, d *db.DB, share float64, more ...string) error {
	size := fmt.Sprintf("set bench.resellers = '%d'; set bench.assets = '%d';\n", int(share*resellers), int(share*assets))
	steps := strings.Join(slices.Concat([]string{size, quiet, partners, standing, people}, more, []string{tallies}), "\n")
	if _, err := d.ExecContext(ctx, steps); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	_, err := d.ExecContext(ctx, "vacuum analyze")
	return err
}

// Counts says what is there now, for the head of a report.
func Counts(ctx context.Context, d *db.DB) (line string, err error) {
	err = d.GetContext(ctx, &line, `
select format('%s partners, %s links, %s people, %s certifications, %s agreements, %s logos, %s assets, %s',
  (select count(*) from partner), (select count(*) from portfolio_link), (select count(*) from person),
  (select count(*) from certification), (select count(*) from agreement), (select count(*) from logo),
  (select count(*) from asset), pg_size_pretty(pg_database_size(current_database())))`)
	return line, err
}
