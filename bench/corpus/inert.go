package main

import (
	"maps"
	"slices"
	"strings"
)

// inert looks whether a copy can do anything by itself, in the eyes of qpdf and
// by a list of its own: what the programme would overlook, this should not. What
// nothing refers to any more, as after an update, no viewer finds.
func inert(d *document) []finding {
	look := lookout{d, map[string]bool{}, map[string]bool{}}
	trailer := d.dict(d.objects["trailer"].Value)
	if trailer["/Encrypt"] != nil {
		look.acts["/Encrypt"] = true
	}
	if action := d.dict(d.root()["/OpenAction"]); action != nil && action["/S"] != "/GoTo" {
		look.acts["/OpenAction"] = true
	}
	look.visit(trailer)
	if len(look.acts) > 0 {
		return []finding{{"inert", "ACTS", strings.Join(slices.Sorted(maps.Keys(look.acts)), " ")}}
	}
	return []finding{{"inert", "", ""}}
}

// lookout walks over a document and keeps what acts.
type lookout struct {
	*document
	visited, acts map[string]bool
}

var (
	actingKeys  = []string{"/JS", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent"}
	actions     = []string{"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/RichMediaExecute"}
	playing     = []string{"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
	safeSchemes = []string{"http:", "https:", "mailto:", "tel:"}
)

// visit looks at a value and at all that it leads to.
func (l lookout) visit(v any) {
	if id, ok := v.(string); ok {
		if _, known := l.objects["obj:"+id]; !known || l.visited[id] {
			return
		}
		l.visited[id] = true
		v = l.resolve(id)
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.visit(e)
		}
	case map[string]any:
		l.judge(v)
		for _, e := range v {
			l.visit(e)
		}
	}
}

func (l lookout) judge(d map[string]any) {
	for _, key := range actingKeys {
		if d[key] != nil {
			l.acts[key] = true
		}
	}
	if len(l.dict(d["/AA"])) > 0 {
		l.acts["/AA"] = true
	}
	tag := d["/P"] != nil && d["/K"] != nil // an element of the tag tree has an /S too
	if s, ok := l.resolve(d["/S"]).(string); ok && !tag && slices.Contains(actions, s) {
		l.acts[s] = true
	}
	if s, ok := l.resolve(d["/Subtype"]).(string); ok && d["/Rect"] != nil && slices.Contains(playing, s) {
		l.acts[s] = true
	}
	if uri, ok := l.resolve(d["/URI"]).(string); ok && d["/S"] == "/URI" && !safe(uri) {
		l.acts[uri] = true
	}
}

// safe tells whether a link leads to the web, a mailbox or a telephone. Links
// without a scheme are what authors write and viewers open as pages of the web.
func safe(uri string) bool {
	_, uri, _ = strings.Cut(uri, ":") // qpdf marks how it writes a string
	uri = strings.ToLower(strings.TrimSpace(uri))
	scheme, _, found := strings.Cut(uri, ":")
	return !found || strings.ContainsAny(scheme, "/.?#") || slices.Contains(safeSchemes, scheme+":")
}
