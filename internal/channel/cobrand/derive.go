package cobrand

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// derived are the variants that can be made of another, as the renderer calls
// them. A primary one is the mark without the paper that it came on.
var derived = map[Variant]logo.Offer{Primary: logo.CutOut, Reversed: logo.Reversed, Mono: logo.OneColor}

// Derivable are the variants that can be made of a logo. Nothing is made before
// the partner has seen a preview and asked for it.
func (l *Logo) Derivable() []Variant {
	var r logo.Report
	if json.Unmarshal(l.Report, &r) != nil || r.Mark == nil {
		return nil
	}
	var out []Variant
	for _, v := range variants {
		for _, o := range r.Mark.Offers {
			if derived[v] == o {
				out = append(out, v)
			}
		}
	}
	return out
}

func made(m *logo.Mark, v Variant) (*logo.Mark, error) {
	out, err := m.Make(derived[v])
	if err == nil && out == nil {
		err = fault.Field(fault.Invalid, "variant", "NOT_DERIVABLE", "A %s version cannot be made of this logo. Upload one.", strings.ToLower(string(v)))
	}
	return out, err
}

// Derive makes a variant of a logo, because the partner has seen it and says so. It counts at once if the logo that it is made of counts, and
// the installation does not want each logo seen.
func (s *Service) Derive(ctx context.Context, id LogoID, v Variant) (*Logo, error) {
	l, err := s.Logo(ctx, id)
	if err != nil {
		return nil, err
	}
	ask := gate.Ask{Action: access.LogoUpload, Partner: string(l.PartnerID)}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	up, got, err := s.derive(ctx, l, v)
	if err != nil {
		return nil, err
	}
	stored, err := s.files.Put(ctx, bytes.NewReader(got.Mark))
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Logo, error) {
		return s.keep(ctx, tx, up, got, stored.SHA256)
	})
}

// derive makes the variant in the form in which the worker answers.
func (s *Service) derive(ctx context.Context, l *Logo, v Variant) (Upload, *intake.LogoAnswer, error) {
	up := Upload{Partner: l.PartnerID, Variant: v, FileName: l.FileName}
	if l.State != Approved && l.State != NeedsReview {
		return up, nil, fault.Coded(fault.Conflict, "LOGO_STATE", "Nothing can be made of a logo that is %s.", l.State)
	}
	m, err := s.mark(ctx, l.MarkSHA256)
	if err != nil {
		return up, nil, err
	}
	if m, err = made(m, v); err != nil {
		return up, nil, err
	}
	got, err := intake.MadeLogo(l.FileName, m, l.inherited())
	return up, got, err
}

// inherited are the findings that go for what is made of a logo as well, while
// nobody has decided about it: not that of a ground, which is gone, and not
// whose mark it looks like, which is asked anew.
func (l *Logo) inherited() problem.List {
	var r logo.Report
	if l.State == Approved || json.Unmarshal(l.Report, &r) != nil {
		return nil
	}
	return slices.DeleteFunc(r.Findings, func(p problem.Problem) bool {
		return p.Code == "LOGO_BACKGROUND" || p.Code == "LOGO_RESEMBLES"
	})
}
