package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// zipped is how refusals name what a zip should hold.
type zipped struct {
	broken, tooMany problem.Problem
	noun            string
}

var (
	templateZip = zipped{problem.Problem{Code: "TEMPLATE_ZIP"}, problem.Problem{Code: "TEMPLATE_ZIP_ENTRIES"}, "template"}
	courseZip   = zipped{problem.Problem{Code: "COURSE_ZIP"}, problem.Problem{Code: "COURSE_ZIP_ENTRIES"}, "course"}
)

// unzip opens a zip as a folder. One folder around everything is taken off, as
// most programs put it there. Sizes are checked by the compiler, which reads
// through limits. A name that leaves the folder would be read as another name,
// so it is refused.
func unzip(data []byte, what zipped) (fs.FS, problem.List) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse(what.broken, "This is not a zip file that can be read.", "Pack the "+what.noun+" folder with any zip program and upload that.")
	}
	if len(r.File) > maxEntries {
		return nil, refuse(what.tooMany, "The zip has more than 10,000 entries.", "Pack only the "+what.noun+" folder.")
	}
	for _, f := range r.File {
		if !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) || strings.Contains(f.Name, `\`) {
			return nil, refuse(what.broken, fmt.Sprintf("The zip has an entry with the path %.100q, which leads out of its folder.", f.Name),
				"Pack the "+what.noun+" folder again, with forward slashes and without absolute paths or \"..\".")
		}
	}
	var folder fs.FS = r
	if top := onlyFolder(r.File); top != "" {
		if sub, err := fs.Sub(r, top); err == nil {
			folder = sub
		}
	}
	return folder, nil
}

const maxEntries = 10_000

// onlyFolder is the folder that holds every entry, or empty.
func onlyFolder(files []*zip.File) string {
	top := ""
	for _, f := range files {
		first, _, deep := strings.Cut(path.Clean(f.Name), "/")
		if !deep && !f.FileInfo().IsDir() || top != "" && first != top {
			return ""
		}
		top = first
	}
	return top
}

func refuse(p problem.Problem, message, fix string) problem.List {
	p.Severity, p.Message, p.Fix = problem.Error, message, fix
	return problem.List{p}
}
