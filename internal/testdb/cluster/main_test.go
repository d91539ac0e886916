package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/platform/pglocal"
	"github.com/portico-prm/portico/internal/testdb"
)

// TestMain lets the test binary be the command.
func TestMain(m *testing.M) {
	if os.Getenv("CLUSTER_COMMAND") != "" {
		main()
	}
	os.Exit(m.Run())
}

func binary(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, testdb.Env+"=") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "CLUSTER_COMMAND=1")
	return cmd
}

func TestTheCommandFindsItsCluster(t *testing.T) {
	t.Parallel()
	if _, err := pglocal.Find(os.Getenv("PG_BIN"), ""); err != nil {
		t.Skip(err)
	}
	out, err := binary("--", "sh", "-c", "echo $"+testdb.Env+"; exit 7").Output()
	exit, ok := err.(*exec.ExitError)
	if !ok || exit.ExitCode() != 7 {
		t.Errorf("ended with %v, want the command's 7", err)
	}
	if !strings.HasPrefix(string(out), "postgres:///") {
		t.Errorf("the command saw %q", out)
	}
}

func TestAClusterThatIsThereIsUsed(t *testing.T) {
	t.Parallel()
	cmd := binary("sh", "-c", "echo $"+testdb.Env)
	cmd.Env = append(cmd.Env, testdb.Env+"=postgres://elsewhere")
	if out, err := cmd.Output(); err != nil || string(out) != "postgres://elsewhere\n" {
		t.Errorf("the command saw %q, %v", out, err)
	}
}

func TestBothNamesOfTheVariableAreOne(t *testing.T) {
	t.Parallel()
	if env != testdb.Env {
		t.Errorf("%s and %s", env, testdb.Env)
	}
}

func TestWithoutACommandItSaysHow(t *testing.T) {
	t.Parallel()
	out, err := binary("--").CombinedOutput()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 2 || !strings.Contains(string(out), "usage") {
		t.Errorf("%v: %s", err, out)
	}
}
