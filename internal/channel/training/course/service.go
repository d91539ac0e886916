package course

import (
	"context"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// Service is what one can do with courses and curricula.
type Service struct {
	gate    *gate.Gate
	files   blob.Store
	sandbox *sandbox.Pool
	quizzes Quizzes
}

// Quizzes tells which of some keys name no quiz that can be taken.
type Quizzes func(ctx context.Context, v *gate.View, keys []string) (missing []string, err error)

// NewService makes the service. Folders are read in the sandbox only.
func NewService(g *gate.Gate, files blob.Store, pool *sandbox.Pool) *Service {
	return &Service{gate: g, files: files, sandbox: pool}
}

// AskOfQuizzes says who knows the quizzes: a course that names one which does
// not exist is not published. It belongs to putting the house together.
func (s *Service) AskOfQuizzes(q Quizzes) { s.quizzes = q }

// refusal is what blocks, as the person at the form reads it. field is the
// input that all of it came in; empty where a finding names its own place.
func refusal(field string, found problem.List) error {
	var all []*fault.Error
	for _, p := range found {
		if p.Severity == problem.Error && len(all) < mostFindings {
			at := field
			if at == "" {
				at = p.Where
			}
			all = append(all, fault.Field(fault.Invalid, at, p.Code, "%s", p.Sentence()))
		}
	}
	return fault.Join(all...)
}

// mostFindings are told at once: an author repairs the first, and asks again.
const mostFindings = 100
