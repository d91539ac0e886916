package pdf

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/place"
)

// schemes are the kinds of address that a page may lead to.
var schemes = []string{"https:", "http:", "mailto:", "tel:"}

// linkAnnotation is a /Link with a web address, without a visible border. tag is
// its entry for the tag tree; a tagged link says where it leads.
func (s *Slot) linkAnnotation(l place.Link, tag string) ([]byte, error) {
	uri, err := safeURI(l.URI)
	if err != nil {
		return nil, err
	}
	b := []byte("<</Type /Annot\n/Subtype /Link\n/Rect [")
	for i, v := range s.userBox(l.Box) {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendFixed(b, v)
	}
	b = append(b, "]\n/Border [0 0 0]\n/F 4"...)
	if tag != "" {
		b = appendString(append(b, tag+"\n/Contents "...), str(uri))
	}
	b = append(b, "\n/A <</S /URI\n/URI "...)
	return append(appendString(b, str(uri)), ">>>>"...), nil
}

// safeURI allows the schemes above and writes what is not ASCII as %xx.
func safeURI(uri string) (string, error) {
	if !hasScheme(uri) {
		return "", fmt.Errorf("link to %q: only web, mail and telephone addresses are allowed", uri)
	}
	var b strings.Builder
	for i := range len(uri) {
		if c := uri[i]; c <= ' ' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(uri[i])
	}
	return b.String(), nil
}

func hasScheme(uri string) bool {
	for _, s := range schemes {
		if len(uri) > len(s) && strings.EqualFold(uri[:len(s)], s) {
			return true
		}
	}
	return false
}

// linkHazard judges an address in a vendor's file. One without a scheme is
// taken for a web address that was written short, unless it is a share of the
// network: to ask for one tells a stranger's server who one is.
func linkHazard(uri string) string {
	if share := strings.ReplaceAll(uri, `\`, "/"); strings.HasPrefix(strings.TrimSpace(share), "//") {
		return "PDF_UNSAFE_LINK"
	}
	scheme, _, ok := strings.Cut(uri, ":")
	if _, marker := markerName(uri); !ok || marker || hasScheme(uri) || strings.ContainsAny(scheme, "/?#.") {
		return ""
	}
	return "PDF_UNSAFE_LINK"
}

// userBox maps a box of the sheet to user space.
func (s *Slot) userBox(r place.Rect) box {
	x1, y1 := s.user(r.X, r.Y)
	x2, y2 := s.user(r.X+r.W, r.Y+r.H)
	return box{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
}

// user maps a point of the sheet, y down, to user space.
func (s *Slot) user(x, y float64) (float64, float64) {
	m := s.Matrix
	y = s.Height - y
	return float64(m[0]*x) + float64(m[2]*y) + m[4], float64(m[1]*x) + float64(m[3]*y) + m[5]
}
