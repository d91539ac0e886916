package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"slices"

	"github.com/portico-prm/portico/content"
)

// TemplateAnswer is what came of a template folder. Package is empty when a
// problem blocks.
type TemplateAnswer struct {
	head
	Slug          string          `json:"slug"`
	Version       string          `json:"version"`
	Title         json.RawMessage `json:"title"`
	Tags          []string        `json:"tags"`
	ContentSHA256 string          `json:"contentSHA256"`
	Manifest      json.RawMessage `json:"manifest"`
	Package       []byte          `json:"-"`
	Sources       [][]byte        `json:"-"` // PDFs that tails are appended to
}

func readTemplate(ctx context.Context, payload []byte) ([]byte, error) {
	a := TemplateAnswer{}
	folder, found := unzip(payload, templateZip)
	if found == nil {
		pkg, list, err := content.Compile(ctx, folder, content.DefaultLimits())
		if err != nil {
			return nil, err
		}
		if found = list; pkg != nil {
			if err := a.take(pkg); err != nil {
				return nil, err
			}
		}
	}
	a.Problems = found
	raw, err := json.Marshal(a)
	return join(append([][]byte{raw, a.Package}, a.Sources...)...), err
}

func (a *TemplateAnswer) take(p *content.Package) (err error) {
	m := p.Manifest()
	a.Slug, a.Version, a.Tags, a.ContentSHA256 = m.ID, m.Version, m.Tags, p.Hash()
	if a.Title, err = json.Marshal(m.Title); err != nil {
		return err
	}
	if a.Manifest, err = json.Marshal(m); err != nil {
		return err
	}
	sources := p.Sources()
	for _, name := range sortedKeys(sources) {
		a.Sources = append(a.Sources, sources[name])
	}
	a.Package, err = p.MarshalBinary()
	return err
}

// ReadTemplateAnswer unpacks an answer.
func ReadTemplateAnswer(raw []byte) (*TemplateAnswer, error) {
	parts, err := split(raw, 2)
	if err != nil {
		return nil, err
	}
	a := &TemplateAnswer{Package: parts[1], Sources: parts[2:]}
	return a, json.Unmarshal(parts[0], a)
}

// Zip packs a folder, in the order of its names and without dates: the form in
// which a folder is uploaded.
func Zip(folder fs.FS) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(body)
		}
		return err
	})
	if err == nil {
		err = w.Close()
	}
	return out.Bytes(), err
}

func sortedKeys(m map[string][]byte) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
