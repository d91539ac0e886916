package bank

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
)

// qti reads one item, or an archive of items. Names in the archive are only
// shown; nothing is unpacked to a disk.
func (r *reader) qti(file []byte) error {
	if !bytes.HasPrefix(file, []byte("PK\x03\x04")) {
		return r.qtiFile(file)
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return refuse("BANK_BROKEN", "This archive cannot be opened. Pack it again.")
	}
	if len(z.File) > MaxFiles {
		return refuse("ARCHIVE_TOO_LARGE", "An archive has at most %d files; this one has %d.", MaxFiles, len(z.File))
	}
	if err := r.archive(z); err != nil {
		return err
	}
	if r.seen == 0 {
		return refuse("BANK_EMPTY", "There is no QTI 2.1 item in this archive.")
	}
	return nil
}

func (r *reader) archive(z *zip.Reader) error {
	left := int64(MaxUnpacked)
	slices.SortFunc(z.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range z.File {
		if strings.ToLower(path.Ext(f.Name)) != ".xml" {
			continue
		}
		content, err := unpack(f, left)
		if err != nil {
			return err
		}
		left -= int64(len(content))
		r.file = clip(strings.ToValidUTF8(f.Name, "\ufffd"), 200)
		if err := r.member(content); err != nil {
			return err
		}
	}
	return nil
}

// member reads one file. One that is broken is noted, and the others go on.
func (r *reader) member(content []byte) error {
	if !bytes.Contains(content, []byte("assessmentItem")) || bytes.Contains(content, []byte("assessmentItemRef")) {
		return nil // a manifest, a passage, a test that names its items
	}
	if err := r.qtiFile(content); err != nil {
		r.item(1, r.file).skip(1, "FILE_BROKEN", "%s", err.Error())
	}
	return nil
}

// unpack believes no header: it counts the bytes that come.
func unpack(f *zip.File, left int64) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, refuse("BANK_BROKEN", "A file of this archive cannot be opened. Pack it again.")
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, left+1))
	if err != nil {
		return nil, refuse("BANK_BROKEN", "A file of this archive cannot be unpacked. Pack it again.")
	}
	if int64(len(content)) > left {
		return nil, refuse("ARCHIVE_TOO_LARGE", "The files of an archive have at most %d MB together.", MaxUnpacked>>20)
	}
	return content, nil
}
