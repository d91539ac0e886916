package cobrand

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Upload takes a logo file in: read in the sandbox, analysed, stored in its
// prepared form. A refused file leaves nothing behind but an entry in the
// trail. A file without findings counts at once, unless the installation wants
// each logo seen by a brand approver.
func (s *Service) Upload(ctx context.Context, up Upload) (*Logo, error) {
	up.Partner = own(ctx, up.Partner)
	ask := gate.Ask{Action: access.LogoUpload, Partner: string(up.Partner)}
	if err := up.validate(); err != nil {
		return nil, err
	}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	got, err := s.read(ctx, up)
	if err != nil {
		return nil, err
	}
	if err := got.Problems.Err(); err != nil {
		return nil, s.refuseLogo(ctx, ask, up, got.Problems)
	}
	mark, err := s.files.Put(ctx, bytes.NewReader(got.Mark))
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Logo, error) {
		return s.keep(ctx, tx, up, got, mark.SHA256)
	})
}

// read has a worker look at a file of a size that is taken. That the file took
// the worker down is a finding as well, said in the person's language.
func (s *Service) read(ctx context.Context, up Upload) (*intake.LogoAnswer, error) {
	got := new(intake.LogoAnswer)
	if got.Problems = problem.Sized(int64(len(up.File)), MaxLogo); got.Problems != nil {
		return got, nil
	}
	raw, err := s.sandbox.Do(ctx, intake.KindLogo, intake.LogoRequest(up.FileName, up.File))
	if code := fault.CodeOf(err); code == "UPLOAD_TOO_COMPLEX" || code == "UPLOAD_UNREADABLE" {
		got.Problems = problem.List{problem.Say(code, "", problem.Error, up.FileName, nil)}
		return got, nil
	}
	if err != nil {
		return nil, err
	}
	return intake.ReadLogoAnswer(raw)
}

// keep stores the analysed logo; it takes the place of the variant's last one.
func (s *Service) keep(ctx context.Context, tx *gate.Tx, up Upload, got *intake.LogoAnswer, mark string) (*Logo, error) {
	l := &Logo{ID: LogoID(ids.New()), PartnerID: up.Partner, Variant: up.Variant, State: NeedsReview, Kind: got.Kind,
		FileName: up.FileName, SourceSHA256: got.SourceSHA256, MarkSHA256: mark, Width: got.Width, Height: got.Height,
		Report: json.RawMessage(got.Report), CreatedAt: tx.Now()}
	if p := tx.Actor().Person; p != "" {
		l.UploadedBy = &p
	}
	if look := int64(got.Look); look != 0 {
		l.Look = &look
	}
	alike, err := compare(ctx, tx, l)
	if err != nil {
		return nil, err
	}
	findings := slices.Concat(got.Problems, alike)
	if err := insertLogo(ctx, tx, l); err != nil {
		return nil, err
	}
	tx.Record(audit.Created("logo", string(l.ID), map[string]any{"variant": l.Variant, "sha256": l.SourceSHA256, "findings": findings}))
	if s.review || len(findings) > 0 {
		return l, nil
	}
	return l, tx.Widen(ctx, "a logo without findings counts at once", func() error { return approve(ctx, tx, l, "no findings") })
}

// approve makes a logo the one that counts for its variant.
func approve(ctx context.Context, tx *gate.Tx, l *Logo, why string) error {
	if err := oneByOne(ctx, tx, l.PartnerID); err != nil {
		return err
	}
	if err := replaceLogos(ctx, tx, l, tx.Now()); err != nil {
		return err
	}
	tx.Record(audit.Entry{Action: string(access.LogoDecide), Outcome: audit.Done, Kind: "logo", ID: string(l.ID),
		Partner: string(l.PartnerID), Detail: map[string]any{"from": l.State, "to": Approved, "why": why}})
	l.State, l.DecidedWhy = Approved, &why
	return saveLogo(ctx, tx, l, tx.Now())
}

// refuseLogo puts the refusal into the trail and gives it to the client, every
// finding as one field error.
func (s *Service) refuseLogo(ctx context.Context, ask gate.Ask, up Upload, found problem.List) error {
	language, err := gate.Write(gate.WithoutKey(ctx), s.gate, ask, func(tx *gate.Tx) (string, error) {
		tx.Record(audit.Refusal("logo", up.FileName, found))
		return spoken(ctx, &tx.View)
	})
	if err != nil {
		return err
	}
	return problems("file", found.In(language))
}

// Decide approves or revokes a logo in the name of the brand.
func (s *Service) Decide(ctx context.Context, id LogoID, to LogoState, why string) (*Logo, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.LogoDecide}, func(tx *gate.Tx) (*Logo, error) {
		l, err := logoToMove(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := l.State.Move(to); err != nil {
			return nil, err
		}
		if who := tx.Actor().Person; who != "" {
			l.DecidedBy = &who
		}
		if to == Approved {
			return l, approve(ctx, tx, l, why)
		}
		if why == "" {
			return nil, fault.Field(fault.Invalid, "reason", "REQUIRED", "Tell the partner what to change.")
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "logo", ID: string(id), Partner: string(l.PartnerID),
			Detail: map[string]any{"from": l.State, "to": to, "why": why}})
		l.State, l.DecidedWhy = to, &why
		return l, saveLogo(ctx, tx, l, tx.Now())
	})
}
