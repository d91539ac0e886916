package cobrand

import (
	"context"
	"io"
	"strings"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Download is a rendition with its bytes at hand: the vendor's file and what
// was made, one after the other. Close both.
type Download struct {
	Rendition *Rendition
	Source    io.ReadSeekCloser // nil for images
	Made      io.ReadSeekCloser
}

// Download opens a copy for the actor. Version, dates and rules are asked
// again: what was allowed when it was made may be forbidden by now.
func (s *Service) Download(ctx context.Context, id RenditionID) (*Download, error) {
	r, err := s.grantDownload(ctx, id)
	if err != nil {
		return nil, err
	}
	d := &Download{Rendition: r}
	if d.Made, _, err = s.files.Open(ctx, blob.Key(r.MadeSHA256)); err != nil {
		return nil, err
	}
	if r.SourceSHA256 == nil {
		return d, nil
	}
	if d.Source, _, err = s.files.Open(ctx, blob.Key(*r.SourceSHA256)); err != nil {
		d.Made.Close()
		return nil, err
	}
	return d, nil
}

func (s *Service) grantDownload(ctx context.Context, id RenditionID) (*Rendition, error) {
	r, err := s.Rendition(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.PartnerID == nil {
		return nil, gate.Absent()
	}
	ask := gate.Ask{Action: access.CobrandRead, Partner: string(*r.PartnerID)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Rendition, error) {
		if err := s.still(ctx, &tx.View, r); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "rendition", ID: string(id), Detail: map[string]string{"act": "download", "sha256": r.SHA256}})
		name := string(id)
		return r, library.Engaged(ctx, tx, library.Event{Kind: library.Downloaded, Template: &r.VersionID, Rendition: &name})
	})
}

// still asks whether the copy may be used now.
func (s *Service) still(ctx context.Context, v *gate.View, r *Rendition) error {
	ver, err := library.VersionByID(ctx, v, r.VersionID)
	if err != nil {
		return err
	}
	if ver.State == library.Withdrawn {
		return fault.Coded(fault.Conflict, "TEMPLATE_WITHDRAWN", "The vendor withdrew this version: %s", *ver.WithdrawWhy)
	}
	if err := r.usable(v.Now()); err != nil {
		return err
	}
	manifests, err := s.library.Manifests(ctx, v, []*library.Version{ver})
	if err != nil {
		return err
	}
	facts, err := s.factsFor(ctx, v, *r.PartnerID, "")
	if err != nil {
		return err
	}
	if d := rule.Decide(manifests[ver.ID].Rules(), *facts); d.Result == rule.Hidden || d.Result == rule.Locked {
		return fault.Coded(fault.Forbidden, "NO_LONGER_ALLOWED", "This copy was allowed when it was made and is not now: %s.%s", strings.TrimSuffix(d.Summary, "."), wanting(&d))
	}
	return nil
}

// wanting names what the open requirements ask; a hidden template says nothing.
func wanting(d *rule.Decision) string {
	var needs []string
	for _, r := range d.Requirements {
		if r.State != rule.Met {
			needs = append(needs, r.Need)
		}
	}
	if len(needs) == 0 {
		return ""
	}
	return " Needed: " + strings.Join(needs, "; ") + "."
}

// Close closes both files.
func (d *Download) Close() {
	if d.Source != nil {
		_ = d.Source.Close()
	}
	_ = d.Made.Close()
}
