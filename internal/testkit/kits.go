package testkit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/templates"
)

// The kits that ship. Datasheet and Social ask for silver, Pricing for gold and
// the certificate; Paper is what a certificate is printed on.
const (
	Datasheet = "edge-gateway-datasheet"
	Social    = "edge-gateway-social"
	Pricing   = "edge-gateway-pricing"
	Paper     = "certificate"
)

// Folder is a kit as an upload: a zip. Each pair of words replaces, in
// template.yaml, the first by the second; a first word that is not there is a
// mistake in the test.
func Folder(slug string, replace ...string) []byte {
	key := strings.Join(append([]string{slug}, replace...), "\x00")
	packed, _ := folders.LoadOrStore(key, sync.OnceValue(func() []byte { return pack(slug, replace) }))
	return slices.Clone(packed.(func() []byte)())
}

var folders sync.Map // what was asked -> func() []byte

func pack(slug string, replace []string) []byte {
	folder := copyOf(templates.FS(slug))
	text := string(folder["template.yaml"].Data)
	for i := 0; i+1 < len(replace); i += 2 {
		if !strings.Contains(text, replace[i]) {
			panic("testkit: template.yaml of " + slug + " has no " + replace[i])
		}
		text = strings.ReplaceAll(text, replace[i], replace[i+1])
	}
	folder["template.yaml"] = &fstest.MapFile{Data: []byte(text)}
	return Zip(folder)
}

// Files is a kit as a folder in memory, with other files put over its own; nil
// takes a file away.
func Files(slug string, other map[string][]byte) fstest.MapFS {
	folder := copyOf(templates.FS(slug))
	for name, data := range other {
		folder[name] = &fstest.MapFile{Data: data}
		if data == nil {
			delete(folder, name)
		}
	}
	return folder
}

// Zip packs a folder.
func Zip(folder fs.FS) []byte {
	raw, err := intake.Zip(folder)
	if err != nil {
		panic("testkit: " + err.Error()) // it is all in memory
	}
	return raw
}

func copyOf(from fs.FS) fstest.MapFS {
	out := fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic("testkit: " + err.Error()) // it is embedded
	}
	return maps.Clone(out)
}

// compiled keeps what the workers made of a folder, for all tests of a binary.
var compiled sync.Map // sha256 of the zip -> func() (*intake.TemplateAnswer, error)

func compile(folder []byte) (*intake.TemplateAnswer, error) {
	once, _ := compiled.LoadOrStore(sha256.Sum256(folder), sync.OnceValues(func() (*intake.TemplateAnswer, error) {
		raw, err := Pool().Do(context.Background(), intake.KindTemplate, folder)
		if err != nil {
			return nil, err
		}
		got, err := intake.ReadTemplateAnswer(raw)
		if err == nil && got.Problems.Blocking() {
			err = got.Problems
		}
		return got, err
	}))
	return once.(func() (*intake.TemplateAnswer, error))()
}

// Kit publishes a kit that ships. It is compiled once per test binary.
func (w *World) Kit(slug string) *library.Version {
	w.T.Helper()
	return w.Published(Folder(slug))
}

// Published takes a folder the whole way to the partners.
func (w *World) Published(folder []byte) *library.Version {
	w.T.Helper()
	return w.Publish(w.Draft(folder))
}

// Publish takes a draft the rest of the way.
func (w *World) Publish(v *library.Version) *library.Version {
	w.T.Helper()
	for _, step := range []func(context.Context, library.VersionID) (*library.Version, error){w.Library.Submit, w.Library.Approve, w.Library.Publish} {
		var err error
		v, err = step(w.System(), v.ID)
		w.Must(err)
	}
	return v
}

// Draft stores a folder as the service would after the workers read it. What
// they made is taken from the first time that a test of this binary asked.
func (w *World) Draft(folder []byte) *library.Version {
	w.T.Helper()
	got, err := compile(folder)
	w.Must(err)
	return w.DraftAs(got, got.Version)
}

// NextDraft is the same folder under another version.
func (w *World) NextDraft(folder []byte, version string) *library.Version {
	w.T.Helper()
	got, err := compile(folder)
	w.Must(err)
	return w.DraftAs(got, version)
}

const addTemplate = `
insert into template (id, slug, title, tags)
values ($1, $2, $3, $4)
on conflict (slug) do update set updated_at = now()
returning id`

const addVersion = `
insert into template_version (id, template_id, version, state, content_sha256, package_sha256, package_bytes, manifest)
values ($1, $2, $3, 'DRAFT', $4, $5, $6, $7)`

// DraftAs writes the rows of a compiled folder.
func (w *World) DraftAs(got *intake.TemplateAnswer, version string) *library.Version {
	w.T.Helper()
	ctx := w.System()
	for _, source := range got.Sources {
		_, err := w.Files.Put(ctx, bytes.NewReader(source))
		w.Must(err)
	}
	ref, err := w.Files.Put(ctx, bytes.NewReader(got.Package))
	w.Must(err)
	v, err := gate.Write(ctx, w.Gate, gate.Ask{Action: access.TemplateDraft}, func(tx *gate.Tx) (*library.Version, error) {
		var template, id string
		id = ids.New()
		if err := tx.Get(ctx, &template, addTemplate, ids.New(), got.Slug, string(got.Title), gate.Texts(got.Tags)); err != nil {
			return nil, err
		}
		tx.Record(audit.Created("template_version", id, nil))
		err := tx.Must(ctx, addVersion, id, template, version, got.ContentSHA256, ref.SHA256, ref.Size, string(got.Manifest))
		if err != nil {
			return nil, err
		}
		return library.VersionByID(ctx, &tx.View, library.VersionID(id))
	})
	w.Must(err)
	return v
}

// Campaign is the social kit with a second piece: a banner that a person has to
// approve.
func Campaign() []byte {
	return Folder(Social, "    altText: strings.social_alt\n", "    altText: strings.social_alt\n"+banner,
		"requiredIf: {id: editedCopy, attr: input.edited, anyOf: [cta]}",
		"requiredIf: {any: [{id: editedCopy, attr: input.edited, anyOf: [cta]}, {id: banner, attr: output.piece, in: [banner]}]}",
		"id: "+Social, "id: edge-gateway-campaign")
}

const banner = `  banner:
    title: {en: "Banner", de: "Banner"}
    kind: raster
    channel: social
    unit: px
    page: {width: 1200, height: 630, safe: 24}
    pages:
      - base: {en: base/social.en.png, de: base/social.de.png}
        keepOut:
          - {id: vendor-logo, box: [64, 56, 253, 40]}
        zones:
          - {id: logo, type: logo, field: partner_logo, box: [784, 24, 364, 104], align: [right, middle], background: sample, minWidth: 60, minHeight: 20, alt: strings.logo_alt}
          - {id: cta, type: text, field: cta, box: [86, 482, 560, 60], font: strong, size: [27, 20], color: paper, overflow: shrink-then-reject}
    outputs:
      wide: {format: jpeg, width: 1200, height: 630, quality: 88, maxBytes: 600000}
`

// Pictured uploads a kit with pictures of its pages, as the server does, and
// publishes it.
func (w *World) Pictured(folder []byte) *library.Version {
	w.T.Helper()
	w.Library.WithPress(Press)
	v, err := w.Library.Upload(w.System(), folder)
	w.Must(err)
	return w.Publish(v)
}
