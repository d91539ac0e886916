package award

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Accept lets a document count. With the last thing that was missing the
// certification is issued in the same unit of work; it ends with the document.
// note is for the partner, and may be empty.
func (s *Service) Accept(ctx context.Context, id DocumentID, note string) (*Document, error) {
	return s.decide(ctx, id, Accepted, note, func(tx *gate.Tx, d *Document) error {
		h := Holder{Partner: d.PartnerID, Person: d.PersonID}
		if err := training.Lock(ctx, tx, h.Partner); err != nil {
			return err
		}
		if err := s.outlasts(ctx, tx, h, d); err != nil {
			return err
		}
		if err := saveDecision(ctx, tx, d); err != nil {
			return err
		}
		return s.weigh(ctx, tx, h, []string{d.Key})
	})
}

// Refuse sends a document back, and says why.
func (s *Service) Refuse(ctx context.Context, id DocumentID, why string) (*Document, error) {
	return s.decide(ctx, id, Refused, why, func(tx *gate.Tx, d *Document) error { return saveDecision(ctx, tx, d) })
}

func (s *Service) decide(ctx context.Context, id DocumentID, as DocumentState, why string, then func(*gate.Tx, *Document) error) (*Document, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.EvidenceDecide}, func(tx *gate.Tx) (*Document, error) {
		d, err := documentToDecide(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := d.mayBe(as, why, tx.Actor().Person, tx.Now()); err != nil {
			return nil, err
		}
		d.decided(as, why, tx.Actor().Person, tx.Now())
		tx.Record(audit.Entry{Action: "evidence." + strings.ToLower(string(as)), Outcome: audit.Done, Kind: "certification_evidence", ID: string(id),
			Partner: string(d.PartnerID), Detail: map[string]any{"sha256": d.SHA256, "why": why}})
		return d, then(tx, d)
	})
}

// mayBe refuses a decision that is not to be made, or not by this person.
func (d *Document) mayBe(as DocumentState, why, who string, now time.Time) error {
	switch {
	case d.State != Submitted:
		return fault.Coded(fault.Conflict, "EVIDENCE_DECIDED", "This document was decided on %s: %s.", d.DecidedAt.UTC().Format(time.DateOnly), d.State)
	case d.SubmittedBy != nil && *d.SubmittedBy == who:
		return fault.Coded(fault.Conflict, "OWN_EVIDENCE", "You submitted this document yourself. Somebody else has to decide it.")
	case as == Refused && strings.TrimSpace(why) == "" || utf8.RuneCountInString(why) > 1000:
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the partner will read it.")
	case as == Accepted && !d.ValidTo.After(now):
		return fault.Coded(fault.Conflict, "EVIDENCE_ENDED", "This document ended on %s. Refuse it, and ask for one that holds.", d.ValidTo.UTC().Format(time.DateOnly))
	}
	return nil
}

func (d *Document) decided(as DocumentState, why, who string, now time.Time) {
	d.State, d.DecidedAt = as, &now
	if who != "" {
		d.DecidedBy = &who
	}
	if why != "" {
		d.DecidedWhy = &why
	}
}

// outlasts refuses a document that ends no later than what its holder has: it
// would prove nothing.
func (s *Service) outlasts(ctx context.Context, tx *gate.Tx, h Holder, d *Document) error {
	f, err := fileOf(ctx, &tx.View, h, d.Key)
	if err != nil {
		return err
	}
	if last := f.last(); last != nil && !d.ValidTo.After(last.ExpiresAt) {
		return fault.Coded(fault.Conflict, "EVIDENCE_NOT_LONGER", "The holder is certified until %s, and this document ends on %s. Refuse it, and ask for one that holds longer; or revoke the certification first.",
			last.ExpiresAt.UTC().Format(time.DateOnly), d.ValidTo.UTC().Format(time.DateOnly))
	}
	return nil
}

const documentColumns = `
select e.id, e.definition_key, e.partner_id, e.person_id, e.issuer, e.number, e.valid_from, e.valid_to, e.file_name, e.media_type, e.bytes,
  e.sha256, e.state, e.submitted_by, e.submitted_at, e.decided_by, e.decided_at, e.decided_why
from certification_evidence e`

const oneDocument = documentColumns + `
where e.id = $1`

func documentByID(ctx context.Context, v *gate.View, id DocumentID) (*Document, error) {
	var d Document
	err := v.Get(ctx, &d, oneDocument, id)
	return &d, err
}

const holdDocument = `
select true
from certification_evidence
where id = $1 and state = 'SUBMITTED'
for update`

// documentToDecide holds a document that is open, and reads one that was
// decided: the role may change open ones only, so those need no holding.
func documentToDecide(ctx context.Context, tx *gate.Tx, id DocumentID) (*Document, error) {
	var open bool
	if err := tx.Get(ctx, &open, holdDocument, id); err != nil && fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	return documentByID(ctx, &tx.View, id)
}

const addDocument = `
insert into certification_evidence (id, definition_key, partner_id, person_id, issuer, number, valid_from, valid_to, file_name, media_type, bytes,
  sha256, state, submitted_by, submitted_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
on conflict (partner_id, person_id, definition_key, sha256) where state <> 'REFUSED' do nothing`

func insertDocument(ctx context.Context, tx *gate.Tx, d *Document) error {
	n, err := tx.Exec(ctx, addDocument, d.ID, d.Key, d.PartnerID, d.PersonID, d.Issuer, d.Number, d.ValidFrom, d.ValidTo, d.FileName, d.MediaType, d.Bytes,
		d.SHA256, d.State, d.SubmittedBy, d.SubmittedAt)
	if err == nil && n == 0 {
		return fault.Field(fault.Conflict, "file", "EVIDENCE_KNOWN", "This very file was submitted already and was not refused. Wait for the decision, or bring another document.")
	}
	return err
}

const decision = `
update certification_evidence
set state = $2, decided_by = $3, decided_at = $4, decided_why = $5
where id = $1`

func saveDecision(ctx context.Context, tx *gate.Tx, d *Document) error {
	return tx.Must(ctx, decision, d.ID, d.State, d.DecidedBy, d.DecidedAt, d.DecidedWhy)
}
