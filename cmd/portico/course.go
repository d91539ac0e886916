package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/problem"
)

// courseCommand checks and packs course folders.
type courseCommand struct {
	Lint courseLintCommand `cmd:"" help:"Check a course folder as importing would."`
	Pack coursePackCommand `cmd:"" help:"Check a course folder and pack it for the import."`
}

// courseLintCommand reads a folder and throws the result away.
type courseLintCommand struct {
	Dir  string `arg:"" help:"Course folder." type:"path"`
	JSON bool   `name:"json" help:"Print one JSON object."`
}

// Run prints the findings. Exit code 0: it could be imported.
func (c *courseLintCommand) Run(to *console) error {
	j := to.job(c.JSON)
	return j.end(sound(j.course(c.Dir)))
}

// coursePackCommand writes the zip that importCourse takes.
type coursePackCommand struct {
	Dir  string `arg:"" help:"Course folder." type:"path"`
	Out  string `short:"o" help:"File to write; left out: the key of the course and .zip." type:"path"`
	JSON bool   `name:"json" help:"Print one JSON object."`
}

// Run packs a folder without findings that block, and writes nothing else.
func (c *coursePackCommand) Run(to *console) error {
	j := to.job(c.JSON)
	f := j.course(c.Dir)
	if f == nil {
		return j.end("")
	}
	name := c.Out
	if name == "" {
		name = f.Outline.Key + ".zip"
	}
	packed, err := course.Pack(f)
	if err == nil {
		err = writeFile(name, packed)
	}
	if err != nil {
		j.Problems = append(j.Problems, problemOf(name, err))
	}
	return j.end(fmt.Sprintf("%s has %d bytes: upload it with importCourse", filepath.Base(name), len(packed)))
}

// course reads a folder; nil when something blocks.
func (j *job) course(dir string) *course.Folder {
	type folder struct {
		*course.Folder
		found problem.List
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		j.Problems = unreadable(dir, "folder")
		return nil
	}
	defer root.Close()
	f, err := guarded(func() (folder, error) {
		got, found := course.Read(root.FS())
		return folder{got, found}, nil
	})
	if j.Problems = f.found; err != nil {
		j.Problems = append(j.Problems, problemOf(dir, givenUp(err)))
	}
	return f.Folder
}

func sound(f *course.Folder) string {
	if f == nil {
		return ""
	}
	lessons := 0
	for range f.Outline.Lessons() {
		lessons++
	}
	return fmt.Sprintf("%s is sound: %d lessons, %d minutes, %d languages, %d files", f.Outline.Key, lessons, f.Outline.Minutes(), len(f.Outline.Locales), len(f.Files))
}
