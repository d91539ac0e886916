package spec

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/problem"
)

// ManifestName is the file that makes a folder a template.
const ManifestName = "template.yaml"

// Load reads a template folder: the manifest, its texts, clauses and sample
// partners. It checks the shape of all of them; Lint checks the sense. When the
// list blocks, the manifest is nil or partly filled and only good for Where.
func Load(fsys fs.FS, lim Limits) (*Manifest, problem.List) {
	files, found := List(fsys, lim)
	if found.Blocking() {
		return nil, found
	}
	if !files.Has(ManifestName) {
		return nil, problem.List{{Code: "MANIFEST_MISSING", Severity: problem.Error, Where: ManifestName,
			Message: "The folder has no template.yaml.", Fix: "Name the folder of a template, or make one with: portico template new"}}
	}
	l := loader{fsys: fsys, lim: lim, m: &Manifest{Files: files}}
	l.manifest()
	l.layouts()
	l.texts()
	l.fixtures()
	return l.m, l.found
}

type loader struct {
	fsys  fs.FS
	lim   Limits
	m     *Manifest
	found problem.List
}

func (l *loader) manifest() {
	l.m.doc = l.read(ManifestName, schemaManifest, l.m)
}

// read parses one YAML file, checks it against its part of the schema, and
// decodes it. It returns nil when the file does not fit.
func (l *loader) read(name, part string, into any) *node {
	data, found := ReadFile(l.fsys, name, l.lim.Manifest)
	if found != nil {
		l.found = append(l.found, found...)
		return nil
	}
	root, found := decodeYAML(name, data, part, into)
	l.found = append(l.found, found...)
	return root
}

func decodeYAML(name string, data []byte, part string, into any) (*node, problem.List) {
	root, found := parseYAML(name, data)
	if found.Blocking() {
		return nil, found
	}
	if found = checkSchema(part, name, root); found.Blocking() {
		return nil, found
	}
	if err := decode(root, into); err != nil {
		return nil, problem.List{root.problem(name, nil, "SPEC_WRONG_VALUE", "The file does not fit: "+err.Error()+".", "See docs/template-designer.md.")}
	}
	return root, nil
}

// decode goes by way of JSON, so that the manifest has one form and one decoder.
func decode(root *node, into any) error {
	var b strings.Builder
	root.json(&b)
	d := json.NewDecoder(strings.NewReader(b.String()))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

func (l *loader) layouts() {
	l.m.Layouts, l.m.layoutDocs = map[string]*Layout{}, map[string]*node{}
	for _, name := range l.m.Files.In("layouts") {
		into := &Layout{}
		if _, ok := yamlName(name); !ok {
			continue
		}
		if doc := l.read(name, schemaLayout, into); doc != nil {
			l.m.Layouts[name], l.m.layoutDocs[name] = into, doc
		}
	}
	l.m.layOut()
}

func (l *loader) texts() {
	l.m.Strings, l.m.Legal = map[string]Texts{}, map[string]Clauses{}
	for _, name := range l.m.Files.In("strings") {
		var t Texts
		if lang, ok := yamlName(name); ok && l.read(name, schemaStrings, &t) != nil {
			l.m.Strings[lang] = t
		}
	}
	for _, name := range l.m.Files.In("legal") {
		var c Clauses
		if lang, ok := yamlName(name); ok && l.read(name, schemaLegal, &c) != nil {
			l.m.Legal[lang] = c
		}
	}
}

func (l *loader) fixtures() {
	l.m.Fixtures = map[string]*Partner{}
	for _, name := range l.m.Files.In("fixtures") {
		if _, ok := yamlName(name); !ok {
			continue
		}
		data, found := ReadFile(l.fsys, name, l.lim.Manifest)
		if found == nil {
			var p *Partner
			if p, found = ParsePartner(name, data); p != nil {
				l.m.Fixtures[strings.TrimSuffix(name, path.Ext(name))] = p
			}
		}
		l.found = append(l.found, found...)
	}
}

func yamlName(file string) (string, bool) {
	ext := path.Ext(file)
	return strings.TrimSuffix(path.Base(file), ext), ext == ".yaml" || ext == ".yml"
}

var errTooLarge = errors.New("too large")

func readAtMost(r io.Reader, most int64) ([]byte, error) {
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, most+1))
	if err == nil && n > most {
		err = errTooLarge
	}
	return b.Bytes(), err
}

// ParsePartner reads a partner file. file names the problems.
func ParsePartner(file string, data []byte) (*Partner, problem.List) {
	p := &Partner{}
	root, found := decodeYAML(file, data, schemaPartner, p)
	if root == nil {
		return nil, found
	}
	if found = p.dates(file, root); found.Blocking() {
		return nil, found
	}
	return p, nil
}

func (p *Partner) dates(file string, root *node) (found problem.List) {
	check := func(t Text, where string) {
		if _, ok := t.Date(); t != "" && !ok {
			found = append(found, root.problem(file, pathOf(where), "PARTNER_DATE", "This is not a date.", "Write it as 2027-03-31."))
		}
	}
	for i, c := range p.Certifications {
		check(c.Expires, index("certifications", i)+".expires")
	}
	for i, a := range p.Agreements {
		check(a.Expires, index("agreements", i)+".expires")
		check(a.Signed, index("agreements", i)+".signed")
	}
	return found
}

// Date reads a day, or a moment in UTC.
func (t Text) Date() (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if d, err := time.Parse(layout, string(t)); err == nil {
			return d, true
		}
	}
	return time.Time{}, false
}
