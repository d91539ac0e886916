package library

import (
	"bytes"
	"context"
	"io"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// PublishAsset makes a file known to the partners it is for, or adds the next
// file of an asset with the same slug.
func (s *Service) PublishAsset(ctx context.Context, in Publication) (*Asset, error) {
	ask := gate.Ask{Action: access.AssetPublish}
	if err := in.validate(); err != nil {
		return nil, err
	}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	ref, err := s.files.Put(ctx, bytes.NewReader(in.File))
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Asset, error) {
		id, err := putAsset(ctx, tx, in.asset())
		if err != nil {
			return nil, err
		}
		f := &AssetVersion{ID: AssetVersionID(ids.New()), AssetID: id, Language: in.Language, SHA256: ref.SHA256,
			Bytes: ref.Size, MediaType: in.MediaType, FileName: in.FileName}
		if err := insertFile(ctx, tx, f); err != nil {
			return nil, err
		}
		tx.Record(audit.Created("asset_version", string(f.ID), map[string]string{"slug": in.Slug, "language": in.Language, "sha256": ref.SHA256}))
		return oneAsset(ctx, &tx.View, id)
	})
}

func (p Publication) asset() *Asset {
	a := &Asset{ID: AssetID(ids.New()), Slug: p.Slug, Kind: p.Kind, Title: p.Title, Product: p.Product, Industries: p.Industries,
		Families: p.Families, AccessLevel: p.AccessLevel, PublishAt: p.PublishAt, ExpiresAt: p.ExpiresAt}
	if len(a.Families) == 0 {
		a.Families = []string{"DISTRIBUTOR", "RESELLER"}
	}
	if a.AccessLevel == "" {
		a.AccessLevel = "VIEW"
	}
	return a
}

// mayDownload holds a partner to its access level, or to what it has earned by
// learning; the vendor's staff has none.
func mayDownload(ctx context.Context, v *gate.View, id AssetID) error {
	if v.Actor().Partner == "" {
		return nil
	}
	a, err := oneAsset(ctx, v, id)
	if err != nil {
		return err
	}
	who, err := member.PersonsByID(ctx, v, []member.ID{member.ID(v.Actor().Person)})
	if err != nil {
		return err
	}
	has, err := program.LevelNow(ctx, v, partner.ID(v.Actor().Partner), levelOf(who[member.ID(v.Actor().Person)]))
	if err != nil {
		return err
	}
	if has.Rank() >= program.Level(a.AccessLevel).Rank() {
		return nil
	}
	if open, err := unlocked(ctx, v, id); open || err != nil {
		return err
	}
	return fault.Coded(fault.Forbidden, "LEVEL_TOO_LOW", "This file needs the access level %s; your company has %s. A higher tier gives it, or ask your channel manager.", a.AccessLevel, has.Word())
}

func levelOf(p *member.Person) *string {
	if p == nil {
		return nil
	}
	return p.AccessLevel
}

// AssetFile is a file of an asset with its bytes at hand. Close it.
type AssetFile struct {
	*AssetVersion
	Content io.ReadSeekCloser
}

// DownloadAsset opens a file and counts the download.
func (s *Service) DownloadAsset(ctx context.Context, id AssetVersionID) (*AssetFile, error) {
	f, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.AssetDownload}, func(tx *gate.Tx) (*AssetVersion, error) {
		f, err := oneFile(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if err := mayDownload(ctx, &tx.View, f.AssetID); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "asset_version", ID: string(id), Detail: map[string]string{"act": "download"}})
		return f, Engaged(ctx, tx, Event{Kind: Downloaded, Asset: &id})
	})
	if err != nil {
		return nil, err
	}
	content, _, err := s.files.Open(ctx, blob.Key(f.SHA256))
	return &AssetFile{AssetVersion: f, Content: content}, err
}
