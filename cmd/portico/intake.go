package main

import (
	"github.com/portico-prm/portico/content/intake"
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
