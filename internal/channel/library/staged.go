package library

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// StagedID names a file that is put first and named later.
type StagedID string

// Purpose is what a staged file is for.
type Purpose string

// The purposes, each with its action and its limit.
const (
	ForLogo     Purpose = "LOGO"
	ForTemplate Purpose = "TEMPLATE"
	ForAsset    Purpose = "ASSET"
	ForCourse   Purpose = "COURSE"
	ForEvidence Purpose = "EVIDENCE"
	ForImport   Purpose = "IMPORT" // completions from elsewhere
)

var purposes = map[Purpose]struct {
	action access.Action
	most   int64
}{
	ForLogo:     {access.LogoUpload, 10 << 20},
	ForTemplate: {access.TemplateDraft, MaxTemplate},
	ForAsset:    {access.AssetPublish, MaxAsset},
	ForCourse:   {access.TrainingAuthor, 50 << 20},
	ForEvidence: {access.EvidenceSubmit, 10 << 20},
	ForImport:   {access.TrainingImport, 10 << 20},
}

const (
	putWithin = 15 * time.Minute // the bytes have to arrive
	stagedFor = 24 * time.Hour   // the file has to be named
)

// Staged is room for a file, and the request with which to put it.
type Staged struct {
	ID        StagedID    `db:"id"`
	Purpose   Purpose     `db:"purpose"`
	FileName  string      `db:"file_name"`
	Bytes     int64       `db:"bytes"`
	ExpiresAt time.Time   `db:"expires_at"`
	Put       blob.Upload `db:"-"`
}

// Most is the most bytes that a file for the purpose may have.
func (p Purpose) Most() int64 { return purposes[p].most }

func (p Purpose) ask() gate.Ask { return gate.Ask{Action: purposes[p].action} }

func (p Purpose) accepts(name string, bytes int64) error {
	most := purposes[p].most
	return fault.Join(
		check(name != "" && len(name) <= 255, "fileName", "FILE_NAME", "Give the file a name of 1 to 255 bytes."),
		check(bytes > 0 && bytes <= most, "bytes", "FILE_TOO_LARGE", fmt.Sprintf("The file has %d bytes; 1 to %d are taken.", bytes, most)),
	)
}

// Stage makes room for a file of a known size. The bytes go to the file store,
// by a signed request, and not through the API.
func (s *Service) Stage(ctx context.Context, p Purpose, name string, bytes int64) (*Staged, error) {
	f, err := gate.Write(ctx, s.gate, p.ask(), func(tx *gate.Tx) (*Staged, error) {
		if err := p.accepts(name, bytes); err != nil {
			return nil, err
		}
		f := &Staged{ID: StagedID(ids.New()), Purpose: p, FileName: name, Bytes: bytes, ExpiresAt: tx.Now().Add(stagedFor)}
		tx.Record(audit.Created("staged_upload", string(f.ID), map[string]any{"purpose": p, "bytes": bytes}))
		return f, insertStaged(ctx, tx, f)
	})
	if err != nil {
		return nil, err
	}
	f.Put, err = s.files.Sign(ctx, blob.Staged(string(f.ID)), blob.Limit{Size: bytes, For: putWithin})
	return f, err
}

// Take gives a staged file to the mutation that names it. It may be taken again
// until it expires, so that a repeated mutation finds it.
func (s *Service) Take(ctx context.Context, id StagedID, p Purpose) (name string, body []byte, err error) {
	f, err := gate.Read(ctx, s.gate, p.ask(), func(v *gate.View) (*Staged, error) {
		f, err := oneStaged(ctx, v, id)
		if err != nil {
			return nil, err
		}
		return f, f.ready(p, v.Now())
	})
	if err != nil {
		return "", nil, err
	}
	file, _, err := s.files.Open(ctx, blob.Staged(string(id)))
	if fault.KindOf(err) == fault.NotFound {
		return "", nil, fault.Field(fault.Invalid, "stagedUploadId", "STAGED_EMPTY", "Nothing was put yet. PUT the bytes to the address of createStagedUpload first.")
	}
	if err != nil {
		return "", nil, err
	}
	defer file.Close()
	body, err = io.ReadAll(io.LimitReader(file, f.Bytes))
	return f.FileName, body, err
}

func (f *Staged) ready(p Purpose, now time.Time) error {
	switch {
	case f.Purpose != p:
		return fault.Field(fault.Invalid, "stagedUploadId", "STAGED_PURPOSE", "This file was staged for another purpose (%s).", f.Purpose)
	case !now.Before(f.ExpiresAt):
		return fault.Field(fault.Invalid, "stagedUploadId", "STAGED_EXPIRED", "This file waited longer than 24 hours. Put it again.")
	}
	return nil
}

const addStaged = `
insert into staged_upload (id, person_id, partner_id, purpose, file_name, bytes, expires_at)
values ($1, nullif($2, '')::uuid, nullif($3, '')::uuid, $4, $5, $6, $7)`

func insertStaged(ctx context.Context, tx *gate.Tx, f *Staged) error {
	return tx.Must(ctx, addStaged, f.ID, tx.Actor().Person, tx.Actor().Partner, f.Purpose, f.FileName, f.Bytes, f.ExpiresAt)
}

const getStaged = `
select id, purpose, file_name, bytes, expires_at
from staged_upload
where id = $1`

func oneStaged(ctx context.Context, v *gate.View, id StagedID) (*Staged, error) {
	var f Staged
	err := v.Get(ctx, &f, getStaged, id)
	return &f, err
}

const dropStaged = `
delete from staged_upload
where expires_at < now()`

// ForgetStaged drops uploads that nobody named in time, rows and bytes.
func (s *Service) ForgetStaged(ctx context.Context) error {
	now, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.AssetPublish}, func(tx *gate.Tx) (time.Time, error) {
		n, err := tx.Exec(ctx, dropStaged)
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "staged_upload", ID: "-", Detail: map[string]int64{"forgotten": n}})
		return tx.Now(), err
	})
	if err != nil {
		return err
	}
	old := now.Add(-stagedFor - time.Hour)
	for f, err := range s.files.List(ctx, blob.Staging) {
		if err != nil {
			return err
		}
		if f.Stored.Before(old) {
			if err := s.files.Delete(ctx, f.Key, old); err != nil {
				return err
			}
		}
	}
	return nil
}
