package main

import (
	"context"
	"fmt"
)

// migrateCommand brings the database up to date and stops.
type migrateCommand struct{}

// Run migrates.
func (migrateCommand) Run() error {
	h, err := build(context.Background(), false)
	if err != nil {
		return err
	}
	defer h.close()
	fmt.Println("The database is up to date.")
	return nil
}
