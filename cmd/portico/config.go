package main

import (
	"os"

	"github.com/portico-prm/portico/internal/platform/config"
)

// configCommand shows what the server would run with.
type configCommand struct{}

// Run prints every setting, secrets as ***, with where its value comes from.
func (configCommand) Run() error {
	cfg, err := config.Read()
	if cfg != nil {
		cfg.Print(os.Stdout)
	}
	return err
}
