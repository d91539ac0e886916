package spec

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// Listing is every file of a folder with its size, sorted by path.
type Listing []File

// File is one file of a template folder.
type File struct {
	Path string
	Size int64
}

// Has tells whether the folder holds the file.
func (l Listing) Has(name string) bool {
	return slices.ContainsFunc(l, func(f File) bool { return f.Path == name })
}

// In lists the files below a directory.
func (l Listing) In(dir string) []string {
	var names []string
	for _, f := range l {
		if path.Dir(f.Path) == dir {
			names = append(names, f.Path)
		}
	}
	return names
}

// List walks a template folder within its limits. Names that begin with a dot
// are an editor's or git's own and not part of the template. Links and devices
// are refused: what they lead to is not in the folder.
func List(fsys fs.FS, lim Limits) (Listing, problem.List) {
	w := walker{lim: lim}
	if err := fs.WalkDir(fsys, ".", w.visit); err != nil && w.found == nil {
		w.say(".", "FOLDER_UNREADABLE", "The folder cannot be read.", "Check that it exists and may be read.")
	}
	slices.SortFunc(w.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return w.files, w.found
}

type walker struct {
	lim   Limits
	files Listing
	total int64
	seen  int
	found problem.List
}

func (w *walker) say(where, code, message, fix string) {
	w.found = append(w.found, problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix})
}

func (w *walker) visit(name string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if w.seen++; w.seen > 20*w.lim.Files {
		w.say(".", "FOLDER_TOO_MANY_FILES", fmt.Sprintf("The folder holds more than %d files and folders.", 20*w.lim.Files), "Name the folder itself, and nothing above it.")
		return fs.SkipAll
	}
	if name != "." && strings.HasPrefix(path.Base(name), ".") {
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	if d.IsDir() && (name == sourcesOfArt || name == Golden) {
		return fs.SkipDir
	}
	if d.IsDir() {
		return nil
	}
	return w.file(name, d)
}

// sourcesOfArt is where designers keep what base/ is made from. It is no part of
// the template: the same art gives the same hash wherever its sources lie.
const sourcesOfArt = "art"

// Golden is where pictures and decisions lie that a person has looked at. They
// are no part of the template either.
const Golden = "golden"

func (w *walker) file(name string, d fs.DirEntry) error {
	switch {
	case !d.Type().IsRegular():
		w.say(name, "FOLDER_LINK", "This is a link or a device, not a file.", "Copy the file into the folder.")
		return nil
	case !cleanName(name):
		w.say(name, "FOLDER_NAME", "The file name is too long or has characters that do not travel.", "Use letters, digits, dot, dash and underscore, at most 200 characters.")
		return nil
	case len(w.files) == w.lim.Files:
		w.say(".", "FOLDER_TOO_MANY_FILES", fmt.Sprintf("The folder holds more than %d files.", w.lim.Files), "Remove what is not used.")
		return fs.SkipAll
	}
	info, err := d.Info()
	if err != nil {
		return err
	}
	w.size(name, info.Size())
	w.files = append(w.files, File{name, info.Size()})
	return nil
}

func (w *walker) size(name string, size int64) {
	most := w.lim.of(name)
	if size > most {
		w.say(name, "FILE_TOO_LARGE", fmt.Sprintf("The file has %d bytes; at most %d are allowed.", size, most), "Make it smaller.")
	}
	if w.total += size; w.total > w.lim.Total && !w.found.Has("FOLDER_TOO_LARGE") {
		w.say(".", "FOLDER_TOO_LARGE", fmt.Sprintf("The folder has more than %d bytes.", w.lim.Total), "Split it.")
	}
}

// of is how large a file may be, by what it is.
func (l Limits) of(name string) int64 {
	switch strings.ToLower(path.Ext(name)) {
	case ".yaml", ".yml":
		return l.Manifest
	case ".ttf", ".otf":
		return l.Font
	}
	return l.File
}

func cleanName(name string) bool {
	if len(name) > 200 || !fs.ValidPath(name) {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '\\' || r == ':' || r == 0x7f || r == '\uFFFD' })
}

// ReadFile reads a file within its limit, whatever the file system claims.
func ReadFile(fsys fs.FS, name string, most int64) ([]byte, problem.List) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, problem.List{{Code: "FILE_MISSING", Severity: problem.Error, Where: name, Message: "The file cannot be opened.", Fix: "Check its name, and that it is in the folder."}}
	}
	defer f.Close()
	data, err := readAtMost(f, most)
	if err != nil {
		return nil, problem.List{{Code: "FILE_TOO_LARGE", Severity: problem.Error, Where: name,
			Message: fmt.Sprintf("The file cannot be read, or has more than %d bytes.", most), Fix: "Make it smaller."}}
	}
	return data, nil
}
