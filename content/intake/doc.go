// Package intake is the talk between the server and the sandboxed worker: what
// is asked about an upload, and what comes back. The worker parses; the server
// only unpacks plain frames, and checks their bounds, because a worker that
// read a hostile file may be hostile itself.
package intake

import (
	"context"

	"github.com/portico-prm/portico/content/problem"
)

// The kinds of jobs.
const (
	KindLogo     = "logo"
	KindTemplate = "template"
	KindCourse   = "course"
)

// Handlers are the worker's side, by kind.
func Handlers() map[string]func(context.Context, []byte) ([]byte, error) {
	return map[string]func(context.Context, []byte) ([]byte, error){
		KindLogo:     readLogo,
		KindTemplate: readTemplate,
		KindCourse:   readCourse,
	}
}

// head is what every answer begins with.
type head struct {
	Problems problem.List `json:"problems,omitempty"`
}
