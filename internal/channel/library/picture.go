package library

import (
	"context"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
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

// Pictured opens a version with pictures of its pages. For one that came without,
// as those from before there was a press, they are made now, once in the life of
// the process: that takes seconds, so nobody should wait for it.
func (s *Service) Pictured(ctx context.Context, v *Version) (*content.Template, error) {
	if s.press == nil {
		return s.Open(ctx, v)
	}
	_, err := s.later.Try(v.PackageSHA256, func() (bool, int, error) {
		return true, 1, s.pictureAgain(ctx, v.PackageSHA256)
	})
	if err != nil {
		return nil, err
	}
	return s.Open(ctx, v)
}

const latePictures = 10_000 // versions that are not tried again

func (s *Service) pictureAgain(ctx context.Context, sha string) error {
	raw, err := s.stored(ctx, sha)
	if err != nil {
		return err
	}
	pkg := new(content.Package)
	if err := pkg.UnmarshalBinary(raw); err != nil || len(pkg.Sources()) == 0 {
		return err
	}
	packed, _, err := s.pictured(ctx, pkg, raw)
	if busy := fault.KindOf(err); busy == fault.Exhausted || busy == fault.Unavailable || fault.CodeOf(err) == "UPLOAD_TOO_COMPLEX" {
		return err // the press, or the machine, is busy or stops: another time
	}
	if err != nil || packed == nil {
		return nil // it cannot be drawn, today or tomorrow
	}
	t, err := content.Open(packed)
	if err == nil {
		s.opened.replace(sha, t, int64(len(packed)))
	}
	return err
}

// Photograph is page n of a finished PDF, from 0, as a PNG of so many pixels on its
// longer side. It is drawn in the press, and takes what that takes.
func (s *Service) Photograph(ctx context.Context, pdf []byte, n, side int) ([]byte, error) {
	if s.press == nil {
		return nil, errNoPress
	}
	return s.press().Do(ctx, intake.KindPage, intake.AskPage(intake.PageOrder{Page: n, Side: side}, pdf))
}

var errNoPress = fault.Coded(fault.Conflict, "PREVIEW_MISSING", "This installation makes no pictures of pages. Download the file to see it.")
