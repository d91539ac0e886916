package spec

import (
	"path"
	"regexp"
	"strconv"
	"strings"
)

// BaseRef is one page of art: a file of the folder and, for PDF, a page from 1.
type BaseRef struct {
	File string
	Page int
}

// ParseBase reads base/datasheet.en.pdf#2. Without a number it is page 1.
func ParseBase(ref string) (BaseRef, bool) {
	file, number, has := strings.Cut(ref, "#")
	b := BaseRef{File: file, Page: 1}
	if has {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 {
			return b, false
		}
		b.Page = n
	}
	return b, file != "" && path.Clean(file) == file && !strings.HasPrefix(file, "../") && !strings.HasPrefix(file, "/")
}

// StringKey is the key of a text that is given as strings.key.
func StringKey(text string) (string, bool) { return strings.CutPrefix(text, "strings.") }

// LegalKey is the key of a clause that is given as legal.key.
func LegalKey(text string) (string, bool) { return strings.CutPrefix(text, "legal.") }

// cutPlaceholder finds the first {name} of a text: what is before it, the name,
// and what is after it. A name holds no braces.
func cutPlaceholder(text string) (before, name, after string, found bool) {
	for end := 0; ; {
		stop := strings.IndexByte(text[end:], '}')
		if stop < 0 {
			return text, "", "", false
		}
		end += stop + 1
		if start := strings.LastIndexAny(text[:end-1], "{}"); start >= 0 && text[start] == '{' {
			return text[:start], text[start+1 : end-1], text[end:], true
		}
	}
}

// Placeholders lists the names between braces in a text.
func Placeholders(text string) []string {
	var names []string
	for {
		_, name, after, found := cutPlaceholder(text)
		if !found {
			return names
		}
		names, text = append(names, name), after
	}
}

// Expand replaces each {name} by its value. A name without a value leaves
// nothing behind, and is reported.
func Expand(text string, value func(name string) (string, bool)) (out string, missing []string) {
	for {
		before, name, after, found := cutPlaceholder(text)
		if out += before; !found {
			return out, missing
		}
		v, ok := value(name)
		if !ok || v == "" {
			missing = append(missing, name)
		}
		out, text = out+v, after
	}
}

// known names of values that are not fields.
var valueName = regexp.MustCompile(`^(partner|parent|user|output|render|program)\.[a-zA-Z][a-zA-Z0-9_]*$`)

// Language finds the language to render in: the wish, what the manifest says
// about it, its first part, and last the default.
func (m *Manifest) Language(wish string) string {
	has := func(lang string) bool {
		for _, a := range m.Languages.Available {
			if strings.EqualFold(a, lang) {
				return true
			}
		}
		return false
	}
	first, _, _ := strings.Cut(wish, "-")
	for _, lang := range []string{wish, m.Languages.Fallback[wish], first} {
		if has(lang) {
			return m.canonical(lang)
		}
	}
	return m.Languages.Default
}

func (m *Manifest) canonical(lang string) string {
	for _, a := range m.Languages.Available {
		if strings.EqualFold(a, lang) {
			return a
		}
	}
	return lang
}
