package svg

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/portico-prm/portico/content/problem"
)

// mustParse parses what must be accepted.
func mustParse(t testing.TB, file string) *Tree {
	t.Helper()
	tree, found, err := Parse([]byte(file), Limits{})
	if err != nil || tree == nil {
		t.Fatalf("refused: %v, %v\n%.300s", err, found, file)
	}
	return tree
}

// doc is a drawing of 100 x 100 units.
func doc(inside string) string { return head + inside + "</svg>" }

const square = `<rect x="10" y="10" width="80" height="80"/>`

func TestFindingsNameWhatIsWrong(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file     string
		code     string
		severity problem.Severity
	}{
		"text":                       {doc(square + "<text>Acme</text>"), "SVG_TEXT", problem.Error},
		"text in pieces":             {doc(square + "<text><tspan>Ac</tspan><tspan>me</tspan></text>"), "SVG_TEXT", problem.Error},
		"a filter":                   {doc(`<g filter="url(#f)">` + square + `</g>`), "SVG_FILTER", problem.Error},
		"a pattern whose tiles meet": {doc(`<pattern id="p" patternUnits="userSpaceOnUse" width="3" height="3"><rect width="3" height="1"/></pattern><rect width="9" height="9" fill="url(#p)"/>`), "SVG_PATTERN", problem.Error},
		"a pattern of dust":          {doc(`<pattern id="p" patternUnits="userSpaceOnUse" width=".1" height=".1"><rect width=".05" height=".05"/></pattern><rect width="9" height="9" fill="url(#p)"/>`), "SVG_PATTERN", problem.Error},
		"a stroke with a pattern":    {doc(`<pattern id="p" width="1" height="1"><rect width="1" height="1"/></pattern><path d="M0 0h9" stroke="url(#p)"/>`), "SVG_PATTERN", problem.Error},
		"markers":                    {doc(`<path d="M0 0h9" stroke="red" marker-end="url(#m)"/>`), "SVG_MARKER", problem.Error},
		"a web page inside":          {doc(square + `<foreignObject width="9" height="9"><p>x</p></foreignObject>`), "SVG_FOREIGN_OBJECT", problem.Error},
		"a name for a name":          {`<!DOCTYPE svg [<!ENTITY a "http://a"><!ENTITY b "&a;&a;">]>` + doc(square), "SVG_ENTITY", problem.Error},
		"a name for a file":          {`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + doc(square), "SVG_ENTITY", problem.Error},
		"a name for a declaration":   {`<!DOCTYPE svg [<!ENTITY % a "http://a"> %a;]>` + doc(square), "SVG_ENTITY", problem.Error},
		"a name used too often":      {`<!DOCTYPE svg [<!ENTITY a "http://a">]>` + doc(square+"<title>"+strings.Repeat("&a;", 201)+"</title>"), "SVG_ENTITY", problem.Error},
		"a document type":            {`<!DOCTYPE svg [<!ELEMENT svg ANY>]>` + doc(square), "SVG_ENTITY", problem.Error},
		"an entity that is unknown":  {doc(square + "<title>&brand;</title>"), "SVG_DAMAGED", problem.Error},
		"an image elsewhere":         {doc(square + `<image href="http://example.com/a.png" width="9" height="9"/>`), "SVG_EXTERNAL", problem.Error},
		"a use of another file":      {doc(square + `<use href="other.svg#a"/>`), "SVG_EXTERNAL", problem.Error},
		"a fill from elsewhere":      {doc(`<rect width="9" height="9" fill="url(http://example.com/#g)"/>`), "SVG_EXTERNAL", problem.Error},
		"a style sheet elsewhere":    {doc(`<style>@import url(http://example.com/a.css);</style>` + square), "SVG_STYLE", problem.Warning},
		"a bitmap that is broken":    {doc(square + `<image href="data:image/png;base64,AAAA" width="9" height="9"/>`), "SVG_BITMAP", problem.Error},
		"a circle as clip":           {doc(`<rect width="9" height="9" clip-path="circle(50%)"/>`), "SVG_CLIP", problem.Error},
		"a script":                   {doc(square + `<script>alert(1)</script>`), "SVG_SCRIPT", problem.Warning},
		"an event attribute":         {doc(`<rect width="9" height="9" onclick="alert(1)"/>`), "SVG_SCRIPT", problem.Warning},
		"a link that runs":           {doc(`<a href=" java&#10;script:alert(1)">` + square + `</a>`), "SVG_SCRIPT", problem.Warning},
		"an animation":               {doc(`<rect width="9" height="9"><animate attributeName="x"/></rect>`), "SVG_ANIMATION", problem.Warning},
		"a reference to nothing":     {doc(square + `<use href="#nothing"/>`), "SVG_REFERENCE", problem.Warning},
		"a path that ends early":     {doc(`<path d="M0 0H9V9H0 what"/>`), "SVG_PATH", problem.Warning},
		"nothing to see":             {doc(`<rect width="9" height="9" fill="none"/>`), "SVG_EMPTY", problem.Error},
		"all of it outside":          {doc(`<rect x="200" width="9" height="9"/>`), "SVG_EMPTY", problem.Error},
		"not SVG":                    {`<html><body/></html>`, "SVG_NOT_SVG", problem.Error},
		"cut off":                    {head + square, "SVG_DAMAGED", problem.Error},
		"no element":                 {`<?xml version="1.0"?>`, "SVG_DAMAGED", problem.Error},
		"UTF-16":                     {"\xff\xfe<\x00s\x00", "SVG_DAMAGED", problem.Error},
		"a strange encoding":         {`<?xml version="1.0" encoding="EBCDIC"?>` + doc(square), "SVG_ENCODING", problem.Error},
		"a huge view box":            {strings.Replace(doc(square), "100 100", "100001 1", 1), "SVG_VIEWBOX", problem.Error},
		"a far away view box":        {strings.Replace(doc(square), "0 0 100", "-100001 0 100", 1), "SVG_VIEWBOX", problem.Error},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree, found, err := Parse([]byte(tt.file), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if (tree == nil) != found.Blocking() {
				t.Errorf("tree %v although the findings are %v", tree != nil, found)
			}
			for _, p := range found {
				if p.Code == tt.code {
					if p.Severity != tt.severity || p.Fix == "" || p.Message == "" {
						t.Errorf("%+v, want severity %s and a repair", p, tt.severity)
					}
					if de, fr := p.In("de"), p.In("fr"); de.Message == p.Message || strings.Contains(de.String()+fr.String()+p.String(), "<nil>") {
						t.Errorf("%s\n%s\n%s", p, de, fr)
					}
					return
				}
			}
			t.Errorf("found %v, want %s", found, tt.code)
		})
	}
}

func TestHarmlessThingsAreNotFindings(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"empty text":                     doc(square + "<text> </text>"),
		"text that is not displayed":     doc(square + `<g display="none"><text>Acme</text></g>`),
		"data of an editor":              doc(`<metadata><x xmlns="urn:x">1</x></metadata><sodipodi:namedview xmlns:sodipodi="urn:s"><sodipodi:guide/></sodipodi:namedview>` + square),
		"a switch of Illustrator":        doc(`<switch><foreignObject requiredExtensions="urn:ai"><p>x</p></foreignObject><g>` + square + `</g></switch>`),
		"a prefix for the SVG namespace": `<svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><svg:rect width="9" height="8"/></svg:svg>`,
		"a file without namespace":       `<svg viewBox="0 0 9 9"><rect width="9" height="8"/></svg>`,
		"Latin-1":                        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + doc("<title>caf\xe9</title>"+square),
		"a byte order mark":              "\xef\xbb\xbf" + doc(square),
		"a style for print":              doc(`<style>@media print{rect{fill:red}} a:hover{x:y} @font-face{font-family:x}</style>` + square),
		"a filter that is none":          doc(`<g filter="none">` + square + `</g>`),
		"no size at all":                 `<svg xmlns="http://www.w3.org/2000/svg">` + square + `</svg>`,
	}
	for name, file := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree, found, _ := Parse([]byte(file), Limits{})
			if tree == nil || len(found) > 0 {
				t.Errorf("tree %v, found %v", tree != nil, found)
			}
		})
	}
}

func TestEveryReasonIsListed(t *testing.T) {
	t.Parallel()
	_, found, _ := Parse([]byte(doc(`<text>a</text><text>b</text><g filter="url(#f)">`+square+`</g><script/>`)), Limits{})
	for _, code := range []string{"SVG_TEXT", "SVG_FILTER", "SVG_SCRIPT"} {
		if !found.Has(code) {
			t.Errorf("%s is missing in %v", code, found)
		}
	}
	if found[1].Code != "SVG_TEXT" || found[1].Data["count"] != 2 {
		t.Errorf("second finding %+v, want two texts in one", found[1])
	}
}

func TestLimitsHoldAtTheLimitAndNotBeyond(t *testing.T) {
	t.Parallel()
	file := doc(strings.Repeat("<g>", 7) + `<g id="a">` + square + `</g><use href="#a"/><use href="#a"/>` + strings.Repeat("</g>", 7))
	tests := map[string]struct {
		at, below Limits
		code      string
	}{
		"bytes":      {Limits{Bytes: len(file)}, Limits{Bytes: len(file) - 1}, "SVG_TOO_LARGE"},
		"elements":   {Limits{Elements: 12}, Limits{Elements: 11}, "SVG_TOO_COMPLEX"},
		"nesting":    {Limits{Depth: 10}, Limits{Depth: 9}, "SVG_TOO_COMPLEX"},
		"references": {Limits{References: 2}, Limits{References: 1}, "SVG_TOO_COMPLEX"},
		"segments":   {Limits{Segments: 15}, Limits{Segments: 14}, "SVG_TOO_COMPLEX"},
		"view box":   {Limits{Size: 100}, Limits{Size: 99.99}, "SVG_VIEWBOX"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tree, found, _ := Parse([]byte(file), tt.at); tree == nil {
				t.Errorf("at the limit: %v", found)
			}
			if tree, found, _ := Parse([]byte(file), tt.below); tree != nil || !found.Has(tt.code) {
				t.Errorf("beyond the limit: %v", found)
			}
		})
	}
}

func TestDefaultLimits(t *testing.T) {
	t.Parallel()
	elements := func(n int) string { return doc(square + strings.Repeat("<g/>", n-2)) }
	nested := func(n int) string { return doc(strings.Repeat("<g>", n-2) + square + strings.Repeat("</g>", n-2)) }
	uses := func(n int) string {
		return doc(square + `<path id="a" d="M0 0h.1v.1z"/>` + strings.Repeat(`<use href="#a"/>`, n))
	}
	size := func(n int) string {
		return strings.Replace(doc(square), "0 0 100 100", "0 0 100 "+strings.Repeat("9", n), 1)
	}
	tests := map[string]struct{ at, beyond string }{
		"50,000 elements":   {elements(50_000), elements(50_001)},
		"nesting of 100":    {nested(100), nested(101)},
		"10,000 references": {uses(10_000), uses(10_001)},
		"view box of 10^5":  {size(5), size(6)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tree, found, _ := Parse([]byte(tt.at), Limits{}); tree == nil {
				t.Errorf("at the limit: %v", found)
			}
			if tree, _, _ := Parse([]byte(tt.beyond), Limits{}); tree != nil {
				t.Error("beyond the limit it was accepted")
			}
		})
	}
}

// Illustrator, Inkscape and Affinity write this line; it declares nothing.
func TestTheStandardDocumentTypeIsHarmless(t *testing.T) {
	t.Parallel()
	in := `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + doc(square)
	if _, found, err := Parse([]byte(in), Limits{}); err != nil || found.Blocking() {
		t.Errorf("found %v, %v", found, err)
	}
}

// As Illustrator writes them: short names for name spaces, and UTF-16 on demand.
func TestFilesOfIllustratorAreRead(t *testing.T) {
	t.Parallel()
	plain := `<?xml version="1.0" encoding="utf-16"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>
]>
<svg xmlns="&ns_svg;" xmlns:x="&ns_extend;" viewBox="0 0 100 100">
<switch><foreignObject requiredExtensions="&ns_extend;"><x:pgfRef/></foreignObject><g>` + square + `</g></switch></svg>`
	units := utf16.Encode([]rune(plain))
	little, big := []byte{0xff, 0xfe}, []byte{0xfe, 0xff}
	for _, u := range units {
		little, big = binary.LittleEndian.AppendUint16(little, u), binary.BigEndian.AppendUint16(big, u)
	}
	files := map[string][]byte{
		"UTF-8": []byte(strings.Replace(plain, "utf-16", "utf-8", 1)), "little end first": little, "big end first": big,
		"little end first, unmarked": little[2:], "big end first, unmarked": big[2:],
	}
	for name, file := range files {
		tree, found, err := Parse(file, Limits{})
		if err != nil || tree == nil || len(found) > 0 || len(tree.Nodes) != 1 {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
}
