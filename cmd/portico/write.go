package main

import (
	"os"
	"path/filepath"
)

// writeFile writes the parts as one file, or nothing: the name appears when all
// bytes are on disk.
func writeFile(name string, parts ...[]byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".portico-*")
	if err != nil {
		return err
	}
	if err := fill(f, parts); err != nil {
		os.Remove(f.Name())
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		os.Remove(f.Name())
		return err
	}
	return nil
}

func fill(f *os.File, parts [][]byte) error {
	defer f.Close()
	for _, p := range parts {
		if _, err := f.Write(p); err != nil {
			return err
		}
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}
