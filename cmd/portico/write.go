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

// placeFile is writeFile without waiting for the disk: for files that can be
// made again.
func placeFile(name string, parts ...[]byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".portico-*")
	if err != nil {
		return err
	}
	if err = pour(f, parts); err == nil {
		err = f.Close()
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		f.Close()
		os.Remove(f.Name())
	}
	return err
}

func fill(f *os.File, parts [][]byte) error {
	defer f.Close()
	if err := pour(f, parts); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

func pour(f *os.File, parts [][]byte) error {
	for _, p := range parts {
		if _, err := f.Write(p); err != nil {
			return err
		}
	}
	return f.Chmod(0o644)
}
