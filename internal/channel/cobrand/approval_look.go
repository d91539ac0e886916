package cobrand

import (
	"context"
	"io"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Drawn is a piece that nobody has kept: the vendor's file, and what would be
// made. Close it.
type Drawn struct {
	Source                      io.ReadSeekCloser // nil for images
	SourceBytes                 int64
	Made                        []byte
	MediaType, FileName, SHA256 string
}

// Close closes the vendor's file.
func (d *Drawn) Close() {
	if d.Source != nil {
		_ = d.Source.Close()
	}
}

// Look draws the piece of a request for somebody who may see the request. It is
// what would be made, to the byte.
func (s *Service) Look(ctx context.Context, id ApprovalID, who Known) (*Drawn, error) {
	a, err := s.Approval(ctx, id)
	if err != nil {
		return nil, err
	}
	d := new(Drawn)
	out, err := s.again(ctx, a, who, func(ctx context.Context, w *work) (*Outcome, error) {
		made, found, err := s.draw(ctx, w)
		*d = Drawn{SourceBytes: made.Source.Size, Made: made.Bytes, MediaType: made.MediaType, FileName: made.Name, SHA256: made.SHA256}
		if err == nil && made.Source.SHA256 != "" {
			d.Source, _, err = s.files.Open(ctx, blob.Key(made.Source.SHA256))
		}
		return &Outcome{Problems: found}, err
	})
	if err == nil {
		err = problems("", out.Problems)
	}
	return d, err
}

// Desk gives the requests that the actor may see, of one partner or of all when
// id is empty: the open ones and those that were closed within a day or so, the
// oldest first, at most 500.
func (s *Service) Desk(ctx context.Context, id partner.ID) ([]*Approval, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) ([]*Approval, error) { return deskOf(ctx, v, id) })
}
