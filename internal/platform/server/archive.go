package server

import (
	"archive/zip"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
	"time"
)

// Archive answers with many files as one zip, which is written while it is
// sent: no part of it is kept. PDF, JPEG and PNG do not get smaller, so files
// are stored and not deflated.
type Archive struct {
	zip   *zip.Writer
	taken map[string]int // name without case -> how often
}

// NewArchive begins the answer.
func NewArchive(w http.ResponseWriter, name string) *Archive {
	h := w.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", disposition(name))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", private)
	return &Archive{zip.NewWriter(w), map[string]int{}}
}

// Add writes a document into a folder, which may be empty. Of two with one name
// the second is numbered.
func (a *Archive) Add(folder, name string, at time.Time, parts []Part) error {
	f, err := a.zip.CreateHeader(&zip.FileHeader{Name: a.place(folder, name), Method: zip.Store, Modified: at})
	if err == nil {
		_, err = io.Copy(f, joined(parts))
	}
	return err
}

// Note writes a text for people.
func (a *Archive) Note(name, text string) error {
	return a.Add("", name, time.Time{}, []Part{{strings.NewReader(text), int64(len(text))}})
}

// Close ends the archive: without it no program opens what has arrived.
func (a *Archive) Close() error { return a.zip.Close() }

// place is a path that leads nowhere else on any system, and that no other file
// has: many systems know no case.
func (a *Archive) place(folder, name string) string {
	name = tidy(name)
	if folder != "" {
		name = tidy(folder) + "/" + name
	}
	key := strings.ToLower(name)
	a.taken[key]++
	if n := a.taken[key]; n > 1 {
		end := path.Ext(name)
		name = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, end), n, end)
		a.taken[strings.ToLower(name)]++
	}
	return name
}
