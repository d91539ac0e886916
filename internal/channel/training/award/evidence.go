package award

import (
	"bytes"
	"context"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// DocumentID names a document.
type DocumentID string

// DocumentState is where a document stands.
type DocumentState string

// The states of a document.
const (
	Submitted DocumentState = "SUBMITTED"
	Accepted  DocumentState = "ACCEPTED"
	Refused   DocumentState = "REFUSED"
)

// Document is what somebody else attested, as a partner brought it.
type Document struct {
	ID          DocumentID    `db:"id"`
	Key         string        `db:"definition_key"`
	PartnerID   partner.ID    `db:"partner_id"`
	PersonID    *string       `db:"person_id"` // whom it is about; nil: the partner
	Issuer      string        `db:"issuer"`
	Number      string        `db:"number"`
	ValidFrom   time.Time     `db:"valid_from"`
	ValidTo     time.Time     `db:"valid_to"`
	FileName    string        `db:"file_name"`
	MediaType   string        `db:"media_type"`
	Bytes       int64         `db:"bytes"`
	SHA256      string        `db:"sha256"`
	State       DocumentState `db:"state"`
	SubmittedBy *string       `db:"submitted_by"`
	SubmittedAt time.Time     `db:"submitted_at"`
	DecidedBy   *string       `db:"decided_by"`
	DecidedAt   *time.Time    `db:"decided_at"`
	DecidedWhy  *string       `db:"decided_why"`
}

// Submission is a document to be.
type Submission struct {
	Key                string
	Partner            partner.ID // empty: the actor's own
	Person             *string
	Issuer, Number     string
	ValidFrom, ValidTo time.Time
	FileName           string
	File               []byte
}

// Submit brings a document to the vendor's desk. The file is kept as it came,
// under its hash; it is never opened here, only handed back.
func (s *Service) Submit(ctx context.Context, in Submission) (*Document, error) {
	if in.Partner == "" {
		in.Partner = partner.ID(gate.Whose(ctx))
	}
	ask := gate.Ask{Action: access.EvidenceSubmit, Partner: string(in.Partner)}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	if err := in.check(s.gate.Clock()); err != nil {
		return nil, err
	}
	ref, err := s.files.Put(ctx, bytes.NewReader(in.File))
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Document, error) {
		d := in.document(tx, ref)
		if err := s.mayBring(ctx, tx, d); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "certification_evidence", ID: string(d.ID), Partner: string(d.PartnerID), Detail: d})
		return d, tx.Widen(ctx, "a document is brought to the desk", func() error { return insertDocument(ctx, tx, d) })
	})
}

func (in *Submission) document(tx *gate.Tx, ref blob.Ref) *Document {
	d := &Document{ID: DocumentID(ids.New()), Key: in.Key, PartnerID: in.Partner, PersonID: in.Person, Issuer: in.Issuer, Number: in.Number,
		ValidFrom: in.ValidFrom, ValidTo: in.ValidTo, FileName: in.FileName, MediaType: mediaType(in.File), Bytes: ref.Size, SHA256: ref.SHA256,
		State: Submitted, SubmittedAt: tx.Now()}
	if who := tx.Actor().Person; who != "" {
		d.SubmittedBy = &who
	}
	return d
}

// check says everything that is wrong with a document, whoever brings it.
func (in *Submission) check(now time.Time) error {
	return fault.Join(
		need(in.Partner != "", "partnerId", "REQUIRED", "Name the partner whose document this is."),
		need(fits(in.Issuer), "issuer", "REQUIRED", "Say who issued the document, in 1 to 200 characters."),
		need(fits(in.Number), "number", "REQUIRED", "Give the number that the document bears, in 1 to 200 characters."),
		need(in.ValidTo.After(in.ValidFrom), "validTo", "EVIDENCE_DATES", "The document has to end after it begins."),
		need(in.ValidTo.After(now), "validTo", "EVIDENCE_ENDED", "This document has ended. Bring one that holds."),
		need(in.FileName != "" && len(in.FileName) <= 255, "file", "FILE_NAME", "Give the file a name of 1 to 255 bytes."),
		need(len(in.File) > 0 && int64(len(in.File)) <= library.ForEvidence.Most(), "file", "FILE_TOO_LARGE", "The file has 1 byte to 10 MB."),
		need(mediaType(in.File) != "", "file", "EVIDENCE_FORMAT", "Bring the document as PDF, PNG or JPEG."),
	)
}

func fits(text string) bool {
	return strings.TrimSpace(text) != "" && utf8.RuneCountInString(text) <= 200 && utf8.ValidString(text)
}

func need(ok bool, field, code, text string) *fault.Error {
	if ok {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, "%s", text)
}

// mediaType is told by the first bytes; empty for what is not taken.
func mediaType(file []byte) string {
	for start, typ := range map[string]string{"%PDF-": "application/pdf", "\x89PNG\r\n\x1a\n": "image/png", "\xff\xd8\xff": "image/jpeg"} {
		if bytes.HasPrefix(file, []byte(start)) {
			return typ
		}
	}
	return ""
}

// mayBring refuses a document that no certification asks for, and the same one
// twice.
func (s *Service) mayBring(ctx context.Context, tx *gate.Tx, d *Document) error {
	def, err := training.DefinitionByKey(ctx, &tx.View, d.Key)
	if err != nil {
		return fault.Field(fault.Invalid, "definitionKey", "UNKNOWN_CERTIFICATION", "There is no certification %q.", d.Key)
	}
	if err := def.MayHold(ctx, &tx.View, d.PartnerID, d.PersonID); err != nil {
		return err
	}
	asked, err := requirements(ctx, &tx.View, []string{d.Key})
	if err == nil && !byDocument(asked[d.Key]) {
		return fault.Field(fault.Invalid, "definitionKey", "NO_EVIDENCE_ASKED", "%s asks for no document. See its requirements.", def.Name)
	}
	return err
}

// Open reads the file of a document back, for those who may see the document.
func (s *Service) Open(ctx context.Context, id DocumentID) (*Document, io.ReadSeekCloser, error) {
	d, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (*Document, error) {
		return documentByID(ctx, v, id)
	})
	if err != nil {
		return nil, nil, err
	}
	file, _, err := s.files.Open(ctx, blob.Key(d.SHA256))
	return d, file, err
}
