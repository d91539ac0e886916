package db

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// migration is one file as we ship it.
type migration struct {
	version int64
	name    string
	sum     string // SHA-256 of the content with plain line ends
	text    []byte // what goose gets to read
}

// migrationFiles are the migrations by name, as a file system for goose.
type migrationFiles map[string]migration

var (
	migrationName = regexp.MustCompile(`^(\d+)_[a-z0-9_]+\.sql$`)
	gooseLine     = regexp.MustCompile(`(?m)^[ \t]*--[ \t]*\+goose[^\n]*$`)
	gooseDown     = regexp.MustCompile(`(?mi)^[ \t]*--[ \t]*\+goose[ \t]+down\b`)
	gooseNoTx     = regexp.MustCompile(`(?mi)^[ \t]*--[ \t]*\+goose[ \t]+no transaction\b`)
)

func readMigrations(fsys fs.FS) (migrationFiles, error) {
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return nil, err
	}
	files := migrationFiles{}
	byVersion := map[int64]string{}
	for _, name := range names {
		m, err := readMigration(fsys, name)
		if err != nil {
			return nil, err
		}
		if other, ok := byVersion[m.version]; ok {
			return nil, fmt.Errorf("migrations %s and %s have one number", other, name)
		}
		byVersion[m.version] = name
		files[name] = m
	}
	return files, nil
}

func readMigration(fsys fs.FS, name string) (migration, error) {
	parts := migrationName.FindStringSubmatch(name)
	if parts == nil {
		return migration{}, fmt.Errorf("migration %s: the name must be like 0001_partner.sql", name)
	}
	body, err := fs.ReadFile(fsys, name)
	if err != nil {
		return migration{}, err
	}
	body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	if gooseDown.Match(body) {
		return migration{}, fmt.Errorf("migration %s: we only go forward; remove its Down part", name)
	}
	v, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || v < 1 {
		return migration{}, fmt.Errorf("migration %s: its number must be 1 or more", name)
	}
	sum := sha256.Sum256(body)
	return migration{version: v, name: name, sum: hex.EncodeToString(sum[:]), text: wrap(body)}, nil
}

// wrap makes the whole file one command, so that an error tells the line in the
// file and functions need no marks around them. A file without transaction is
// cut by goose at its semicolons, because each command must go alone.
func wrap(body []byte) []byte {
	if gooseNoTx.Match(body) {
		return body
	}
	body = gooseLine.ReplaceAll(body, nil)
	return slices.Concat([]byte("-- +goose Up\n-- +goose StatementBegin\nset local statement_timeout = 0; set local lock_timeout = '"+migrationWait+"'; "),
		body, []byte("\n-- +goose StatementEnd\n"))
}

// check compares an applied migration with the file of the same number.
func (f migrationFiles) check(version int64, name, sum string) error {
	newest := int64(0)
	for _, m := range f {
		newest = max(newest, m.version)
		if m.version != version {
			continue
		}
		if m.sum != sum {
			return fmt.Errorf("migration %s was changed after it was applied to this database (as %s): restore it and put the change into a new file", m.name, name)
		}
		return nil
	}
	if version < newest {
		return fmt.Errorf("migration %s was applied to this database, but its file is gone: restore it", name)
	}
	return nil // of a newer binary
}

// of is the file with a number.
func (f migrationFiles) of(version int64) migration {
	for _, m := range f {
		if m.version == version {
			return m
		}
	}
	return migration{}
}

// Open gives the content of one file, or the folder.
func (f migrationFiles) Open(name string) (fs.File, error) {
	if name == "." {
		return &folder{files: f}, nil
	}
	m, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &file{Reader: bytes.NewReader(m.text), m: m}, nil
}

// ReadDir lists the files; fs.Glob asks for it.
func (f migrationFiles) ReadDir(string) ([]fs.DirEntry, error) {
	var list []fs.DirEntry
	for _, m := range f {
		list = append(list, fs.FileInfoToDirEntry(info{m}))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return bytes.Compare([]byte(a.Name()), []byte(b.Name())) })
	return list, nil
}

type file struct {
	*bytes.Reader
	m migration
}

func (f *file) Stat() (fs.FileInfo, error) { return info{f.m}, nil }
func (f *file) Close() error               { return nil }

type folder struct{ files migrationFiles }

func (d *folder) Stat() (fs.FileInfo, error)         { return info{migration{name: "."}}, nil }
func (d *folder) Read([]byte) (int, error)           { return 0, io.EOF }
func (d *folder) Close() error                       { return nil }
func (d *folder) ReadDir(int) ([]fs.DirEntry, error) { return d.files.ReadDir(".") }

// info is what a file system tells about one of its files.
type info struct{ m migration }

func (i info) Name() string       { return path.Base(i.m.name) }
func (i info) Size() int64        { return int64(len(i.m.text)) }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) Sys() any           { return nil }
func (i info) IsDir() bool        { return i.m.name == "." }
func (i info) Mode() fs.FileMode {
	if i.IsDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
