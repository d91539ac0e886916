package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// prepareTemplate and intakeLogo are the two places where the command line
// meets files that others made.

// prepareTemplate compiles a template folder as publishing would.
func prepareTemplate(dir string) (*content.Package, problem.List, error) {
	return compileTemplate(dir, content.DefaultLimits())
}

// compileTemplate compiles a template folder. What lies outside of the folder
// cannot be reached, not even by links.
func compileTemplate(dir string, lim content.Limits) (*content.Package, problem.List, error) {
	type compiled struct {
		pkg   *content.Package
		found problem.List
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, unreadable(dir, "folder"), nil
	}
	defer root.Close()
	ctx, cancel := context.WithTimeout(context.Background(), guardTime)
	defer cancel()
	c, err := guarded(func() (compiled, error) {
		pkg, found, err := content.Compile(ctx, root.FS(), lim)
		return compiled{pkg, found}, err
	})
	return c.pkg, c.found, givenUp(err)
}

// intakeLogo reads one logo file.
func intakeLogo(file string) (*logo.Mark, problem.List, error) {
	type taken struct {
		mark  *logo.Mark
		found problem.List
	}
	data, found := readFile(file, int64(logo.Default.Bytes)+1) // one more, so that the intake sees that it is too large
	if found != nil {
		return nil, found, nil
	}
	t, err := guarded(func() (taken, error) {
		m, found, err := logo.Intake(filepath.Base(file), data, logo.Limits{})
		return taken{m, found}, err
	})
	return t.mark, t.found, givenUp(err)
}

// givenUp makes an overrun the same whether the guard or the work noticed it.
func givenUp(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errTime
	}
	return err
}

// problemOf is the coded form of a failure at a foreign file.
func problemOf(where string, err error) problem.Problem {
	code := "FILE_UNREADABLE"
	switch {
	case errors.Is(err, errTime):
		code = "TIME_LIMIT"
	case errors.Is(err, errMemory):
		code = "MEMORY_LIMIT"
	}
	return problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: fmt.Sprintf("The file cannot be used: %v.", err), Fix: "Export it again from its source, simpler if possible."}
}

// readFile reads at most that many bytes of a plain file: a pipe or a device
// would keep us waiting.
func readFile(name string, most int64) ([]byte, problem.List) {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil, unreadable(name, "file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, "file")
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return nil, unreadable(name, "file")
	}
	return data, nil
}

func unreadable(name, what string) problem.List {
	return problem.List{{Code: "FILE_MISSING", Severity: problem.Error, Where: name,
		Message: "There is no such " + what + ", or it may not be read.", Fix: "Check the path."}}
}

// readPartner reads a partner file.
func readPartner(name string) (*spec.Partner, problem.List) {
	most := spec.DefaultLimits().Manifest
	data, found := readFile(name, most+1)
	if found != nil {
		return nil, found
	}
	if int64(len(data)) > most {
		return nil, problem.List{{Code: "FILE_TOO_LARGE", Severity: problem.Error, Where: name, Message: fmt.Sprintf("The partner file has more than %d bytes.", most), Fix: "Make it smaller."}}
	}
	type parsed struct {
		partner *spec.Partner
		found   problem.List
	}
	p, err := guarded(func() (parsed, error) {
		partner, found := spec.ParsePartner(filepath.Base(name), data)
		return parsed{partner, found}, nil
	})
	if err != nil {
		return nil, problem.List{problemOf(name, err)}
	}
	return p.partner, p.found
}
