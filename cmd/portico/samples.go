package main

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/templates"
)

//go:embed samples/*.yaml
var samplePartners embed.FS

// samples are the names of the partners that a new template is tried with, the
// usual one first: those whose logos and names are hard on a layout.
func samples() []string {
	names := []string{"usual"}
	files, _ := fs.Glob(samplePartners, "samples/*.yaml")
	for _, f := range files {
		if name := strings.TrimSuffix(path.Base(f), ".yaml"); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// sampleFiles are their files below fixtures/. Their logos are those of the kits.
func sampleFiles() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range samples() {
		data, err := samplePartners.ReadFile("samples/" + name + ".yaml")
		if err != nil {
			return nil, err
		}
		files["fixtures/"+name+".yaml"] = data
		p, found := spec.ParsePartner(name, data)
		if found.Blocking() {
			return nil, found
		}
		for _, l := range p.Logos {
			if files["fixtures/"+l.File], err = fs.ReadFile(templates.FS("edge-gateway-datasheet"), "fixtures/"+l.File); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}
