package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
)

// kinds of structure that a copy must keep, in the order of the report.
var kinds = []string{"links", "tags", "fields", "bookmarks", "XMP"}

// structure counts what a document has besides its looks, as qpdf reads it.
type structure map[string]int

// kept is structure over all files: how many have it, and how much of it there
// was and is.
type kept struct{ files, before, after, lost int }

// sameStructure looks whether a copy has at least what its source had.
func (s *stamper) sameStructure(ctx context.Context, source, copied string) (found []finding) {
	before, errA := structureOf(ctx, source)
	after, errB := structureOf(ctx, copied)
	for _, k := range kinds {
		switch {
		case errA != nil:
			found = append(found, finding{k, unknown, ""})
		case errB != nil:
			found = append(found, finding{k, "UNREADABLE", errB.Error()})
		case after[k] < before[k]:
			found = append(found, finding{k, "LOST", fmt.Sprintf("%d of %d", before[k]-after[k], before[k])})
		default:
			found = append(found, finding{k, "", ""})
		}
		if errA == nil && errB == nil && before[k] > 0 {
			s.count(k, before[k], after[k])
		}
	}
	return found
}

func (s *stamper) count(kind string, before, after int) {
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
		fmt.Fprintf(to, "%-10s in %3d files: %6d before, %6d after; files that lost some %d\n", k, n.files, n.before, n.after, n.lost)
	}
}

// document is qpdf's view of a file.
type document struct {
	objects map[string]struct{ Value, Stream any }
	pages   []any // references
}

func structureOf(ctx context.Context, pdf string) (structure, error) {
	got := command(ctx, toolTime, "qpdf", "--json=2", "--json-stream-data=none", "--json-key=qpdf", "--json-key=pages", pdf)
	var read struct {
		Pages []struct{ Object any }
		Qpdf  []json.RawMessage
	}
	if err := json.Unmarshal(got.out, &read); err != nil || len(read.Qpdf) < 2 {
		return nil, fmt.Errorf("qpdf: exit code %d: %s", got.code, got.err)
	}
	d := document{}
	if err := json.Unmarshal(read.Qpdf[1], &d.objects); err != nil {
		return nil, err
	}
	for _, p := range read.Pages {
		d.pages = append(d.pages, p.Object)
	}
	return d.structure(), nil
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
	root := d.dict(d.dict(d.objects["trailer"].Value)["/Root"])
	out["tags"] = d.tree(root["/StructTreeRoot"], "/K", "/S", map[string]bool{})
	out["bookmarks"] = d.bookmarks(d.dict(root["/Outlines"])["/First"], map[string]bool{})
	if root["/Metadata"] != nil {
		out["XMP"] = 1
	}
	return out
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

func (d document) resolve(v any) any {
	ref, ok := v.(string)
	if !ok {
		return v
	}
	o, known := d.objects["obj:"+ref]
	if !known {
		return v
	}
	if stream, ok := o.Stream.(map[string]any); ok {
		return stream["dict"]
	}
	return o.Value
}

func (d document) dict(v any) map[string]any { m, _ := d.resolve(v).(map[string]any); return m }

func (d document) list(v any) []any { l, _ := d.resolve(v).([]any); return l }
