package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/course"
)

const small = `apiVersion: course/v1
key: edge-basics
locale: en
title: Edge basics
modules:
  - key: why
    title: Why
    lessons: [{key: problem, kind: TEXT, title: The problem, minutes: 8}]
`

func TestACourseFolderIsCheckedAndPacked(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "course.yaml", []byte(small))
	a := portico(t, "course", "lint", dir)
	if a.code != exitRefused || !strings.Contains(a.stderr, "Write lessons/problem.md.") || !strings.Contains(a.stderr, "course.yaml:8") {
		t.Errorf("without its text: %d %s%s", a.code, a.stdout, a.stderr)
	}
	out := filepath.Join(t.TempDir(), "c.zip")
	if a := portico(t, "course", "pack", dir, "-o", out); a.code != exitRefused {
		t.Errorf("packed without its text: %d", a.code)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a folder that was refused left a zip behind")
	}
	if err := os.Mkdir(filepath.Join(dir, "lessons"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "lessons/problem.md", []byte("# The problem\n"))
	if a := portico(t, "course", "lint", dir); a.code != exitDone || !strings.Contains(a.stdout, "edge-basics is sound: 1 lessons, 8 minutes, 1 languages, 0 files") {
		t.Errorf("sound: %d %s%s", a.code, a.stdout, a.stderr)
	}
	if a := portico(t, "course", "pack", dir, "-o", out); a.code != exitDone {
		t.Errorf("packed: %d %s", a.code, a.stderr)
	}
	r, err := zip.OpenReader(out)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, found := course.Read(r); found != nil {
		t.Errorf("what was packed: %v", found)
	}
	if a := portico(t, "course", "lint", filepath.Join(dir, "none")); a.code != exitRefused {
		t.Errorf("no folder: %d", a.code)
	}
}
