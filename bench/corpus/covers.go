package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/portico-prm/portico/bench/drive"
)

// cover is a sound template folder in which one file is replaced.
type cover struct {
	files   map[string][]byte
	replace string // the name of the file that a hostile one takes the place of
}

// covers are the folders by kind of file. Those of zip go as they are.
type covers map[string]cover

// newCovers has the programme itself draft the folders.
func newCovers(ctx context.Context, binary string) (covers, error) {
	dir, err := drive.Folder()
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewNRGBA(image.Rect(0, 0, 1200, 630))); err != nil {
		return nil, err
	}
	made := covers{"zip": {}}
	for _, d := range []struct {
		kind, replace string
		art           []byte
	}{
		{"pdf", "base/art.pdf", blankA4()},
		{"image", "base/art.png", picture.Bytes()},
		{"font", "fonts/OpenSans-Regular.ttf", picture.Bytes()},
	} {
		files, err := draft(ctx, binary, filepath.Join(dir, d.kind), d.art)
		if err == nil && files[d.replace] == nil {
			err = fmt.Errorf("the draft for %s has no %s", d.kind, d.replace)
		}
		if err != nil {
			return nil, err
		}
		made[d.kind] = cover{files, d.replace}
	}
	return made, nil
}

// draft makes a template folder of some art and reads it; its id is its name.
func draft(ctx context.Context, binary, folder string, art []byte) (map[string][]byte, error) {
	if err := os.WriteFile(folder+".art", art, 0o644); err != nil {
		return nil, err
	}
	got := command(ctx, given, binary, "template", "new", "--from", folder+".art", folder)
	if got.code != 0 {
		return nil, fmt.Errorf("template new: exit code %d: %s", got.code, got.err)
	}
	return folderOf(os.DirFS(folder))
}

// blankA4 is a document of one empty page.
func blankA4() []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.4\n")
	for i, object := range []string{"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>", "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>"} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 4 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

func folderOf(fsys fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	return files, err
}

// fits tells whether files of a kind can be part of a template.
func (c covers) fits(kind string) bool {
	_, ok := c[kind]
	return ok
}

// wrap puts a file into its folder under an id of its own, and zips it.
func (c covers) wrap(kind, name string, file []byte) []byte {
	in := c[kind]
	if in.files == nil {
		return file
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for path, data := range in.files {
		switch path {
		case in.replace:
			data = file
		case "template.yaml":
			id, _, _ := strings.Cut(strings.ToLower(name), ".")
			data = []byte(strings.Replace(string(data), "\nid: "+kind+"\n", "\nid: "+id+"\n", 1))
		}
		w, _ := z.Create(path) // a buffer takes everything
		_, _ = w.Write(data)
	}
	_ = z.Close()
	return b.Bytes()
}
