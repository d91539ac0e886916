package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// templateDiffCommand compares two folders of a template.
type templateDiffCommand struct {
	Old  string `arg:"" help:"Template folder as it was published." type:"path"`
	New  string `arg:"" help:"Template folder as it is now." type:"path"`
	JSON bool   `name:"json" help:"Print one JSON object."`
}

// difference is what template diff found.
type difference struct {
	Level   spec.Level   `json:"level"`
	Version string       `json:"version"` // the least that the new folder may carry
	Changes spec.Changes `json:"changes"`
}

func differenceOf(s spec.Step) *difference { return &difference{s.Level, s.Least, s.Changes} }

// Run lists the changes. Exit code 1: the version number is smaller than they ask for.
func (c *templateDiffCommand) Run(to *console) error {
	j := to.job(c.JSON)
	old, before := j.folder(c.Old)
	now, after := j.folder(c.New)
	if j.refused() {
		return j.end("")
	}
	step := spec.StepOf(old, now, append(spec.Diff(old, now), spec.DiffFiles(before, after)...))
	d := differenceOf(step)
	if j.Difference = d; step.TooSmall() {
		j.refuse(c.New, "VERSION_TOO_SMALL", step.Why(), step.Fix())
	}
	if !c.JSON {
		for _, one := range d.Changes {
			fmt.Fprintf(to.out, "%-5s  %s %s\n", one.Level, one.Where, one.What)
		}
	}
	return j.end(fmt.Sprintf("%s %s to %s: %d changes, %s; at least %s", now.ID, old.Version, now.Version, len(d.Changes), d.Level, d.Version))
}

// folder reads a manifest and the sums of the files that are drawn with.
func (j *job) folder(dir string) (*spec.Manifest, map[string]string) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		j.Problems = append(j.Problems, unreadable(dir, "folder")...)
		return nil, nil
	}
	defer root.Close()
	type read struct {
		m     *spec.Manifest
		found problem.List
		sums  map[string]string
	}
	r, err := guarded(func() (read, error) {
		m, found := spec.Load(root.FS(), spec.DefaultLimits())
		if found.Blocking() || m == nil {
			return read{found: found}, nil
		}
		sums, err := sumsOf(root.FS())
		return read{m, found, sums}, err
	})
	if err != nil {
		j.Problems = append(j.Problems, problemOf(dir, err))
	}
	if r.found.Blocking() {
		j.Problems = append(j.Problems, r.found...)
	}
	return r.m, r.sums
}

// sumsOf are the files of art and fonts; texts are compared by what they say.
func sumsOf(folder fs.FS) (map[string]string, error) {
	sums := map[string]string{}
	err := fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !spec.Drawn(name) {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		sum := sha256.Sum256(data)
		sums[name] = hex.EncodeToString(sum[:])
		return err
	})
	return sums, err
}
