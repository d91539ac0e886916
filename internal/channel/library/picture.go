package library

import (
	"context"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/content/problem"
)

// picture puts pictures of its pages into a package. Without them a template has
// no previews, and everything else: what goes wrong here is a warning.
func (s *Service) picture(ctx context.Context, pkg *content.Package, got *intake.TemplateAnswer) error {
	if s.press == nil || len(pkg.Sources()) == 0 {
		return nil
	}
	packed, found, err := s.pictured(ctx, pkg, got.Package)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		found = problem.List{{Code: "PREVIEW_MISSING", Severity: problem.Warning,
			Message: "The pages were not pictured, so there are no previews: " + err.Error(), Fix: "Upload the next version a little later; what is printed does not depend on it."}}
	}
	if got.Problems = append(got.Problems, found...); packed != nil {
		got.Package = packed
	}
	return nil
}

func (s *Service) pictured(ctx context.Context, pkg *content.Package, packed []byte) ([]byte, problem.List, error) {
	raw, err := s.press().Do(ctx, intake.KindPages, packed)
	if err != nil {
		return nil, nil, err
	}
	answer, err := intake.ReadPagesAnswer(raw)
	if err != nil {
		return nil, nil, err
	}
	if pkg, err = pkg.With(answer.Pictures); err != nil {
		return nil, nil, err
	}
	packed, err = pkg.MarshalBinary()
	return packed, answer.Problems, err
}
