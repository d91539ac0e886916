// Command worker is the sandboxed worker of tests, as a program of its own: see
// PORTICO_TEST_WORKER in package testkit.
package main

import (
	"os"

	"github.com/portico-prm/portico/internal/testkit"
)

func main() {
	testkit.Work()
	_, _ = os.Stderr.WriteString("worker: only tests start this program, with the name of a worker\n")
	os.Exit(2)
}
