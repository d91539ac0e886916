package main

import (
	"fmt"
	"io"
	"strconv"
)

// kinds of structure that a copy must keep, in the order of the report. Fields
// are those shown on pages, form the roots of the form's tree.
var kinds = []string{"links", "tags", "fields", "form", "bookmarks", "layers", "attachments", "XMP"}

// structure counts what a document has besides its looks, as qpdf reads it.
type structure map[string]int

// kept is structure over all files: how many have it, and how much of it there
// was and is.
type kept struct{ files, before, after, lost int }

// sameStructure looks whether a copy has at least what its source had. Attachments
// that were taken out, and said, are no loss.
func (s *stamper) sameStructure(source string, before, after *document, stripped bool) (found []finding) {
	if before == nil {
		for _, k := range kinds {
			found = append(found, finding{k, unknown, ""})
		}
		return found
	}
	was, is := before.structure(), after.structure()
	for _, k := range kinds {
		if stripped && k == "attachments" {
			continue
		}
		f := finding{k, "", ""}
		if is[k] < was[k] {
			f = finding{k, "LOST", fmt.Sprintf("%d of %d", was[k]-is[k], was[k])}
		}
		found = append(found, f)
		s.count(source, k, was[k], is[k])
	}
	return found
}

// count adds to the sums, and to the table of files.
func (s *stamper) count(source, kind string, before, after int) {
	if before == 0 {
		return
	}
	if s.structures != nil {
		s.structures.add(source, kind, strconv.Itoa(before), strconv.Itoa(after))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.score.structure[kind]
	k.files, k.before, k.after = k.files+1, k.before+before, k.after+after
	if after < before {
		k.lost++
	}
	s.score.structure[kind] = k
}

func (s score) printStructure(to io.Writer) {
	for _, k := range kinds {
		n := s.structure[k]
		fmt.Fprintf(to, "%-11s in %4d files: %7d before, %7d after; files that lost some %d\n", k, n.files, n.before, n.after, n.lost)
	}
}

func (d document) structure() structure {
	out := structure{}
	for _, p := range d.pages {
		for _, a := range d.list(d.dict(p)["/Annots"]) {
			switch d.resolve(d.dict(a)["/Subtype"]) {
			case "/Link":
				out["links"]++
			case "/Widget":
				out["fields"]++
			}
		}
	}
	root := d.root()
	out["tags"] = d.tree(root["/StructTreeRoot"], "/K", "/S", map[string]bool{})
	out["form"] = len(d.list(d.dict(root["/AcroForm"])["/Fields"]))
	out["layers"] = len(d.list(d.dict(root["/OCProperties"])["/OCGs"]))
	out["attachments"] = d.attachments()
	out["bookmarks"] = d.bookmarks(d.dict(root["/Outlines"])["/First"], map[string]bool{})
	if root["/Metadata"] != nil {
		out["XMP"] = 1
	}
	return out
}

// attachments counts the file specifications that carry their file.
func (d document) attachments() (n int) {
	for _, o := range d.objects {
		if spec, ok := o.Value.(map[string]any); ok && spec["/EF"] != nil {
			n++
		}
	}
	return n
}

// tree counts the dictionaries below one that have a key.
func (d document) tree(at any, kids, key string, seen map[string]bool) int {
	if ref, ok := at.(string); ok {
		if seen[ref] {
			return 0
		}
		seen[ref] = true
	}
	n := 0
	if list := d.list(at); list != nil {
		for _, k := range list {
			n += d.tree(k, kids, key, seen)
		}
		return n
	}
	node := d.dict(at)
	if node[key] != nil {
		n++
	}
	if node[kids] != nil {
		n += d.tree(node[kids], kids, key, seen)
	}
	return n
}

func (d document) bookmarks(at any, seen map[string]bool) int {
	n := 0
	for {
		ref, _ := at.(string)
		item := d.dict(at)
		if item == nil || seen[ref] {
			return n
		}
		seen[ref] = true
		n += 1 + d.bookmarks(item["/First"], seen)
		at = item["/Next"]
	}
}
