package course

import (
	_ "embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/markdown"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

//go:embed schema.json
var schemaJSON []byte

var manifest = spec.NewKind("https://portico-prm.github.io/schema/course-v1.json", schemaJSON, "See docs/course-author.md.")

// Names within a folder.
const (
	ManifestName = "course.yaml"
	texts        = "lessons"
	media        = "media"
)

// limits bound a folder. Films that need more belong into the library.
var limits = spec.Limits{Manifest: 256 << 10, Files: 1000, File: 50 << 20, Font: 0, Total: 50 << 20}

// Folder is a course with its files.
type Folder struct {
	Outline *Outline
	Files   []File
}

// File is one of a course's own files.
type File struct {
	Path      string // from the root of the folder, media/rack.png
	MediaType string
	Body      []byte
}

// Read reads the folder of a course and checks all of it. When the list blocks
// there is no folder.
func Read(fsys fs.FS) (*Folder, problem.List) {
	listed, found := spec.List(fsys, limits)
	if found.Blocking() {
		return nil, found
	}
	r := reader{fsys: fsys, listed: listed, folder: &Folder{Outline: &Outline{}}}
	r.all()
	if r.found.Blocking() {
		return nil, r.found
	}
	return r.folder, r.found
}

type reader struct {
	fsys   fs.FS
	listed spec.Listing
	doc    *spec.Document
	folder *Folder
	found  problem.List
}

func (r *reader) all() {
	data, found := spec.ReadFile(r.fsys, ManifestName, limits.Manifest)
	if found == nil {
		r.doc, found = manifest.Read(ManifestName, data, r.folder.Outline)
	}
	if r.found = append(r.found, found...); r.doc == nil {
		return
	}
	r.folder.Outline.settle()
	r.strays()
	r.media()
	r.bodies()
	c := checker{o: r.folder.Outline, has: r.listed.Has, at: r.doc.Problem}
	c.all()
	r.found = append(r.found, c.found...)
}

func (r *reader) say(where, code, message, fix string) {
	r.found = append(r.found, problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix})
}

// strays are files that nothing would read: most often a name with a slip.
func (r *reader) strays() {
	known := map[string]bool{ManifestName: true}
	for l := range r.folder.Outline.Lessons() {
		for _, locale := range r.folder.Outline.Locales {
			known[TextFile(l.Key, locale, r.folder.Outline.Locale)] = true
		}
	}
	for _, f := range r.listed {
		if !known[f.Path] && !strings.HasPrefix(f.Path, media+"/") && !strings.HasPrefix(f.Path, "quizzes/") && !strings.EqualFold(f.Path, "readme.md") {
			r.say(f.Path, "COURSE_STRAY_FILE", "No lesson reads this file.",
				"Name it lessons/KEY.md or lessons/KEY.LANGUAGE.md after a lesson and a language of course.yaml, put it into media/, or remove it.")
		}
	}
}

// TextFile is the file that holds the text of a lesson in a locale.
func TextFile(key, locale, own string) string {
	if locale == own {
		return texts + "/" + key + ".md"
	}
	return texts + "/" + key + "." + locale + ".md"
}

// bodies reads the texts of all lessons, and checks each by its own lines.
func (r *reader) bodies() {
	o := r.folder.Outline
	for l := range o.Lessons() {
		for _, locale := range o.Locales {
			name := TextFile(l.Key, locale, o.Locale)
			if !r.listed.Has(name) {
				continue
			}
			data, found := spec.ReadFile(r.fsys, name, markdown.MaxText)
			if found == nil {
				found = markdown.Check(name, string(data), r.listed.Has)
			}
			r.found = append(r.found, found...)
			if l.Body == nil {
				l.Body = Texts{}
			}
			l.Body[locale] = string(data)
		}
	}
}

// media reads what lessons and texts show. What a file is, its bytes say, and
// its name has to agree.
func (r *reader) media() {
	for _, f := range r.listed {
		if !strings.HasPrefix(f.Path, media+"/") {
			continue
		}
		body, found := spec.ReadFile(r.fsys, f.Path, limits.File)
		if found != nil {
			r.found = append(r.found, found...)
			continue
		}
		typ := sniff(body)
		if known := extensions[strings.ToLower(path.Ext(f.Path))]; typ == "" || typ != known {
			r.say(f.Path, "COURSE_MEDIA", fmt.Sprintf("The file is not what courses show, or not what its name says (%s).", named(typ)),
				"Use PNG, JPEG, GIF, WebP, PDF, MP4 or WebM, with the ending of its kind. Drawings in SVG can hold scripts: save them as PNG.")
			continue
		}
		r.folder.Files = append(r.folder.Files, File{Path: f.Path, MediaType: typ, Body: body})
	}
	slices.SortFunc(r.folder.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}

func named(typ string) string {
	if typ == "" {
		return "unknown"
	}
	return typ
}
