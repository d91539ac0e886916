package cobrand

import (
	"context"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/internal/base/fault"
)

// View is how a logo is to be looked at.
type View struct {
	As     Variant       // a variant that can be made of it; empty: as it is
	Ground logo.Backdrop // empty: the one on which it is seen
	Side   int           // pixels of the long side; 0: 480
}

const usualSide = 480

// Preview is a picture of a logo, or of a variant that can be made of it, as PNG.
func (s *Service) Preview(ctx context.Context, id LogoID, as View) ([]byte, error) {
	l, err := s.Logo(ctx, id)
	if err != nil {
		return nil, err
	}
	m, err := s.mark(ctx, l.MarkSHA256)
	if err != nil {
		return nil, err
	}
	if as.As != "" {
		if m, err = made(m, as.As); err != nil {
			return nil, err
		}
	}
	return s.picture(ctx, m, as)
}

func (s *Service) picture(ctx context.Context, m *logo.Mark, as View) ([]byte, error) {
	switch as.Ground {
	case "":
		as.Ground = m.Best()
	case logo.Light, logo.Dark, logo.Checker:
	default:
		return nil, fault.Field(fault.Invalid, "ground", "UNKNOWN_GROUND", "Choose the ground light, dark or checker.")
	}
	if as.Side == 0 {
		as.Side = usualSide
	}
	free, err := s.slot(ctx)
	if err != nil {
		return nil, err
	}
	defer free()
	return m.Preview(as.Side, as.Ground)
}
