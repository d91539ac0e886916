package main

import (
	"runtime/debug"

	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/content/rip"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// intakeCommand is the worker that the server starts for itself: it reads what
// strangers upload, behind the walls that package sandbox describes. It is
// hidden, because there is nothing to do with it by hand.
type intakeCommand struct{}

// Run works off jobs until the server closes the pipe.
func (intakeCommand) Run() error { return sandbox.Serve(intakeHandlers()) }

// intakeHandlers says which kinds of upload a worker can read. The talk itself
// is package intake's and quiz's, so that the server reads answers as they were written.
func intakeHandlers() map[string]sandbox.Handler {
	handlers := quiz.Handlers()
	for kind, handle := range intake.Handlers() {
		handlers[kind] = handle
	}
	return handlers
}

// pressCommand is the other worker: it makes pictures of the pages of templates.
// What it draws with is compiled first, because behind the walls no data becomes
// code.
type pressCommand struct{}

// Run compiles the press and works off jobs until the server closes the pipe.
func (pressCommand) Run() error {
	press, err := rip.Open("") // a worker has no folder to keep anything in
	if err != nil {
		return err
	}
	debug.FreeOSMemory() // compiling took six times what drawing needs
	handlers := map[string]sandbox.Handler{}
	for kind, handle := range intake.PressHandlers(press) {
		handlers[kind] = handle
	}
	return sandbox.Serve(handlers)
}
