package cobrand

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Outcome is the answer to an order. Rendition is nil when the decision or the
// problems do not allow one.
type Outcome struct {
	Decision  rule.Decision
	Problems  problem.List
	Rendition *Rendition
}

// Check says what would happen: the decision, and what is wrong with the
// inputs. Nothing is made and nothing is kept.
func (s *Service) Check(ctx context.Context, o Order) (*Outcome, error) {
	w, err := s.ready(ctx, o)
	if err != nil {
		return nil, err
	}
	return &Outcome{Decision: w.decision, Problems: w.template.Check(w.job).In(tongue("", w.standing))}, nil
}

// Render makes one piece for a partner, or gives the one that was made of the
// same inputs before.
func (s *Service) Render(ctx context.Context, o Order) (*Outcome, error) {
	w, err := s.ready(ctx, o)
	if err != nil {
		return nil, err
	}
	if !w.decision.Usable() {
		return s.refuse(ctx, w, nil)
	}
	return s.finish(ctx, w)
}

// finish makes what the decision, or a person, allows.
func (s *Service) finish(ctx context.Context, w *work) (*Outcome, error) {
	raw, key, err := w.inputs()
	if err != nil {
		return nil, err
	}
	made, err := s.made(ctx, w, key)
	if err != nil {
		return nil, err
	}
	if made == nil {
		out, found, err := s.draw(ctx, w)
		if err != nil {
			return nil, err
		}
		if found.Blocking() {
			return s.refuse(ctx, w, found)
		}
		if made, err = s.store(ctx, w, out, raw, key); err != nil {
			return nil, err
		}
	}
	kept, err := s.record(ctx, w, made)
	return &Outcome{Decision: w.decision, Rendition: kept}, err
}

// ready takes an order up, and lets a person's yes to the very same inputs count
// where the template says so.
func (s *Service) ready(ctx context.Context, o Order) (*work, error) {
	w, err := s.take(ctx, o)
	if err != nil || w.decision.Usable() || w.manifest.Rules().Approval == nil {
		return w, err
	}
	if w.judge(true); w.decision.Usable() {
		yes, err := s.granted(ctx, w)
		if yes || err != nil {
			return w, err
		}
	}
	w.judge(false)
	return w, nil
}

func (s *Service) granted(ctx context.Context, w *work) (bool, error) {
	_, key, err := w.inputs()
	if err != nil {
		return false, err
	}
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) (bool, error) {
		return wasGranted(ctx, v, w.order.Partner, w.via, key)
	})
}

// take reads, decides and loads; no transaction is open when it returns.
func (s *Service) take(ctx context.Context, o Order) (*work, error) {
	o.Partner = own(ctx, o.Partner)
	if o.Partner == "" {
		if err := gate.Allow(ctx, s.gate, gate.Ask{Action: access.CobrandRender}); err != nil {
			return nil, err
		}
		return nil, fault.Field(fault.Invalid, "partnerId", "REQUIRED", "Say for which partner the piece is.")
	}
	ask := gate.Ask{Action: access.CobrandRender, Partner: string(o.Partner)}
	w, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) (*work, error) { return s.look(ctx, v, o) })
	if err != nil {
		return nil, err
	}
	return w, s.equip(ctx, w)
}

func (s *Service) made(ctx context.Context, w *work, key string) (*Rendition, error) {
	ask := gate.Ask{Action: access.CobrandRead}
	r, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) (*Rendition, error) {
		return renditionOf(ctx, v, w.order.Partner, w.via, key)
	})
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return r, err
}

// slotWait is how long a render may wait for a processor.
const slotWait = 3 * time.Second

// slot waits for a place among those who draw; the place is given back with
// the function.
func (s *Service) slot(ctx context.Context) (free func(), err error) {
	wait, cancel := context.WithTimeout(ctx, slotWait)
	defer cancel()
	if err := s.slots.Acquire(wait, 1); err != nil {
		return nil, fault.RetryAfter(fault.Exhausted, 2*time.Second, "All render slots are busy. Try again in two seconds.")
	}
	return func() { s.slots.Release(1) }, nil
}

func (s *Service) draw(ctx context.Context, w *work) (content.Output, problem.List, error) {
	free, err := s.slot(ctx)
	if err != nil {
		return content.Output{}, nil, err
	}
	defer free()
	return w.template.Render(ctx, w.job)
}

// store puts what was made into the file store, before any row names it.
func (s *Service) store(ctx context.Context, w *work, out content.Output, raw json.RawMessage, key string) (*Rendition, error) {
	ref, err := s.files.Put(ctx, bytes.NewReader(out.Bytes))
	if err != nil {
		return nil, err
	}
	decision, err := json.Marshal(w.decision)
	if err != nil {
		return nil, err
	}
	r := &Rendition{ID: RenditionID(ids.New()), PartnerID: &w.order.Partner, VersionID: w.version.ID, Piece: w.job.Piece,
		Output: w.job.Output, Language: w.job.Language, State: "READY", InputSHA256: key, Inputs: raw, Decision: decision,
		MediaType: out.MediaType, FileName: out.Name, MadeSHA256: ref.SHA256, MadeBytes: ref.Size,
		SHA256: out.SHA256, Bytes: out.Size, Pages: out.Pages}
	if out.Source.SHA256 != "" {
		r.SourceSHA256, r.SourceBytes = &out.Source.SHA256, out.Source.Size
	}
	if w.via != "" {
		via := partner.ID(w.via)
		r.ViaID = &via
	}
	if until := w.decision.ValidUntil; !until.IsZero() {
		r.ValidUntil = &until
	}
	return r, nil
}

// record writes rendition, trail and engagement in one transaction. When an
// equal request was faster, its rendition is the answer.
func (s *Service) record(ctx context.Context, w *work, made *Rendition) (*Rendition, error) {
	ask := gate.Ask{Action: access.CobrandRender, Partner: string(w.order.Partner)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Rendition, error) {
		r := *made
		if r.CreatedAt.IsZero() {
			if who := tx.Actor().Person; who != "" {
				r.CreatedBy = &who
			}
			fresh, err := insertRendition(ctx, tx, &r)
			if err != nil {
				return nil, err
			}
			if !fresh {
				first, err := renditionOf(ctx, &tx.View, w.order.Partner, w.via, r.InputSHA256)
				if err != nil {
					return nil, err
				}
				r = *first
			}
		}
		tx.Record(audit.Created("rendition", string(r.ID), map[string]any{"version": r.VersionID, "piece": r.Piece,
			"output": r.Output, "language": r.Language, "sha256": r.SHA256, "inputs": r.InputSHA256, "via": r.ViaID}))
		id := string(r.ID)
		return &r, library.Engaged(ctx, tx, library.Event{Kind: library.Cobranded, Template: &w.version.ID, Rendition: &id})
	})
}

// refuse puts every reason into the trail and gives them to the client.
func (s *Service) refuse(ctx context.Context, w *work, found problem.List) (*Outcome, error) {
	ask := gate.Ask{Action: access.CobrandRender, Partner: string(w.order.Partner)}
	_, err := gate.Write(gate.WithoutKey(ctx), s.gate, ask, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Refusal("template_version", string(w.version.ID), map[string]any{
			"result": w.decision.Result, "open": w.decision.Open(), "problems": found, "piece": w.order.Piece, "output": w.order.Output}))
		return struct{}{}, nil
	})
	return &Outcome{Decision: w.decision, Problems: found.In(tongue("", w.standing))}, err
}
