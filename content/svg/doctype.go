package svg

import (
	"bytes"
	"regexp"
	"strings"
)

// directive lets the line pass that drawing programs write: it names a standard
// and does nothing. Illustrator also gives short names to the addresses of its
// name spaces there; whatever else can declare something is refused.
func (r *reader) directive(text string) error {
	head, inner, declares := strings.Cut(text, "[")
	plain := firstWord(head) == "DOCTYPE" && !strings.Contains(head, "<")
	if !plain || declares && !r.namespaces(inner) {
		return r.refuse(foundEntity, firstWord(text))
	}
	return nil
}

// address is the declaration of a short name for an address, which holds no
// other short name and is no file to be read.
var address = regexp.MustCompile(`^<!ENTITY\s+([A-Za-z_][\w.-]{0,40})\s+(?:"(https?://[\w./#:~-]{0,100})"|'(https?://[\w./#:~-]{0,100})')\s*>\s*`)

// maxShort bounds how often short names are used; each makes up to 108 bytes of
// at least three. Illustrator writes about twenty.
const maxShort = 200

// namespaces reads declarations that are nothing but addresses.
func (r *reader) namespaces(inner string) bool {
	short := map[string]string{}
	rest := strings.TrimLeft(inner, " \t\r\n")
	for len(short) < maxShort {
		m := address.FindStringSubmatch(rest)
		if m == nil {
			break
		}
		short[m[1]] = m[2] + m[3]
		rest = rest[len(m[0]):]
	}
	if strings.TrimSpace(rest) != "]" || bytes.Count(r.data, []byte("&")) > maxShort {
		return false
	}
	r.xml.Entity = short
	return true
}
