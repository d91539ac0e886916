package config

import (
	"fmt"
	"os"
)

// MakeDataDir makes the data folder, and sees that it can be written, before
// anything is to lie there. Only the private database is for another account's
// eyes too. A server whose database, files and keys are elsewhere has none.
func (c *Config) MakeDataDir() error {
	mode := os.FileMode(0o700)
	switch {
	case c.DatabaseURL.IsZero():
		mode = 0o755
	case c.S3.Endpoint != "" && !c.SigningKey.IsZero() && !c.BadgeKeys.IsZero():
		return nil
	}
	if err := writable(c.DataDir, mode); err != nil {
		return fmt.Errorf("PORTICO_DATA_DIR: %s cannot be used (%w). Name a folder that this program may make and write", c.DataDir, err)
	}
	return nil
}

func writable(dir string, mode os.FileMode) error {
	if err := os.MkdirAll(dir, mode); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "writable-*")
	if err != nil {
		return err
	}
	_ = f.Close()
	return os.Remove(f.Name())
}
