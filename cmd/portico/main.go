// Portico is one programme: the server, and the tools of a template designer.
// Every command has a file of its own.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
)

// commands is everything that the programme can do. The ones that read and write
// files need neither a server nor a database.
type commands struct {
	Template templateCommand `cmd:"" help:"Make and check template folders."`
	Logo     logoCommand     `cmd:"" help:"Check logo files."`
	Course   courseCommand   `cmd:"" help:"Check and pack course folders."`
	Render   renderCommand   `cmd:"" help:"Render a template folder for a partner file."`

	Serve   serveCommand   `cmd:"" help:"Run the server."`
	Migrate migrateCommand `cmd:"" help:"Bring the database up to date and stop."`
	Seed    seedCommand    `cmd:"" help:"Fill an empty database with the demo channel and stop."`
	Invite  inviteCommand  `cmd:"" help:"Let the first administrator of the vendor in."`
	Audit   auditCommand   `cmd:"" help:"Look after the audit trail."`
	Badge   badgeCommand   `cmd:"" help:"Look after the keys of badges."`
	Config  configCommand  `cmd:"" help:"Print every setting with its source; secrets as ***."`
	PgNPM   pgNPMCommand   `cmd:"" name:"pg-npm" help:"Fetch PostgreSQL's programs with npm, for a machine that has none."`
	Intake  intakeCommand  `cmd:"" hidden:""`
	Press   pressCommand   `cmd:"" hidden:""`
}

// The exit codes. People script them.
const (
	exitDone    = 0
	exitRefused = 1 // refused or invalid; the reasons have been printed
	exitUsage   = 2 // the command line itself is wrong
)

// errRefused ends a command that has already said why.
var errRefused = errors.New("refused")

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run does one command and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	var all commands
	ended, code := false, exitDone
	parser, err := kong.New(&all, kong.Name("portico"), kong.Description("Two-tier channel back end that renders co-branded documents."),
		kong.Writers(stdout, stderr), kong.UsageOnError(), kong.Exit(func(c int) { ended, code = true, c }),
		kong.Bind(&console{stdout, stderr}))
	if err != nil {
		fmt.Fprintln(stderr, err)
		return exitUsage
	}
	command, err := parser.Parse(args)
	switch {
	case ended: // --help
		return code
	case err != nil:
		fmt.Fprintf(stderr, "portico: %v\nSee portico --help.\n", err)
		return exitUsage
	}
	return exitCode(command.Run(), stderr)
}

func exitCode(err error, stderr io.Writer) int {
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errRefused) {
		fmt.Fprintln(stderr, "portico:", err)
	}
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitRefused
}

// usageError is a command line that kong could parse and that is wrong all the same.
type usageError string

func (e usageError) Error() string { return string(e) }
