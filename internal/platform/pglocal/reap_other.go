//go:build !linux

package pglocal

import "syscall"

// orphaned has no equal here; the next run stops what a killed one left.
func orphaned(*syscall.SysProcAttr) {}
