package course

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"
)

// Pack writes a course as the zip of its folder: names in order and no dates,
// so that the same course gives the same bytes. Reading it again gives the
// same course.
func Pack(f *Folder) ([]byte, error) {
	files, err := f.files()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		to, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(files[name]); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}

func (f *Folder) files() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, m := range f.Files {
		out[m.Path] = m.Body
	}
	for l := range f.Outline.Lessons() {
		for locale, body := range l.Body {
			out[TextFile(l.Key, locale, f.Outline.Locale)] = []byte(body)
		}
	}
	head, err := f.Outline.yaml()
	out[ManifestName] = head
	return out, err
}

// yaml writes the outline without the texts that have files of their own.
func (o *Outline) yaml() ([]byte, error) {
	bare := *o
	bare.APIVersion, bare.Modules = Version, slices.Clone(o.Modules)
	for m := range bare.Modules {
		bare.Modules[m].Lessons = slices.Clone(bare.Modules[m].Lessons)
		for l := range bare.Modules[m].Lessons {
			bare.Modules[m].Lessons[l].Body = nil
		}
	}
	return yaml.MarshalWithOptions(bare, yaml.IndentSequence(true))
}
