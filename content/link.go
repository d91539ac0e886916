package content

import (
	"net/url"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/spec"
)

// link makes the address of a line, if its values make a safe one: mailto, tel
// or https. Anything else is shown as words and cannot be clicked.
func (p *pen) link(pattern string) (string, bool) {
	if pattern == "" {
		return "", false
	}
	scheme, rest, has := strings.Cut(pattern, ":")
	if strings.HasPrefix(pattern, "{") {
		scheme, rest, has = "https", pattern, true
	}
	value, missing := spec.Expand(rest, p.value)
	if !has || len(missing) > 0 {
		return "", false
	}
	switch scheme {
	case "mailto":
		_, ok := emailHost(value)
		return "mailto:" + value, ok
	case "tel":
		return telephone(value)
	case "https":
		return p.web(rest, value)
	}
	return "", false
}

// addresses tells whether a field holds a web address.
func addresses(f spec.Field) bool {
	return f.Type == spec.FieldURL || f.Type == spec.FieldTracking
}

// printedValue is a value for readers. Links and codes take value, which has the
// whole address.
func (w *work) printedValue(name string) (string, bool) {
	v, ok := w.value(name)
	if f, field := w.t.m.Fields.Get(name); field && addresses(f) || !field && slices.Contains(spec.Addresses, name) {
		v = printed(v)
	}
	return v, ok
}

// printed is a web address as people print it: without https:// and without a
// slash at its end.
func printed(address string) string {
	scheme, rest, has := strings.Cut(address, "://")
	if has && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http")) {
		address = rest
	}
	if strings.ContainsAny(address, "?#") {
		return address
	}
	return strings.TrimRight(address, "/")
}

func telephone(value string) (string, bool) {
	if !phone.MatchString(value) {
		return "", false
	}
	number := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.ReplaceAll(value, "(0)", ""))
	return "tel:" + number, true
}

// web: a lone {field} may be an address as people write it; a pattern that
// begins with https: has its values escaped, so that they stay in their place.
func (p *pen) web(pattern, value string) (string, bool) {
	if strings.HasPrefix(pattern, "//") {
		escaped, _ := spec.Expand(pattern, func(name string) (string, bool) {
			v, ok := p.value(name)
			return url.PathEscape(v), ok
		})
		value = "https:" + escaped
	}
	u, ok := webAddress(value)
	if !ok || u.Scheme != "https" {
		return "", false
	}
	return u.String(), true
}
