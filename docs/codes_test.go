package docs_test

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/errcode"

	"github.com/portico-prm/portico/internal/base/fault"
)

// unwritten are codes that no literal in the code shows: kinds without a code
// of their own, what gqlgen says of a request, and what is put together.
func unwritten() map[string]*code {
	all := map[string]*code{
		errcode.ParseFailed:      {packages: []string{"graph"}, ways: []string{"Request"}},
		errcode.ValidationFailed: {packages: []string{"graph"}, ways: []string{"Request"}},
		"UNKNOWN_PIECE":          {packages: []string{"internal/channel/cobrand"}, ways: []string{"Invalid"}},
		"UNKNOWN_OUTPUT":         {packages: []string{"internal/channel/cobrand"}, ways: []string{"Invalid"}},
	}
	for k := fault.Invalid; k <= fault.Internal; k++ {
		all[k.String()] = &code{packages: []string{"internal/base/fault"}, ways: []string{k.String()}}
	}
	return all
}

// section is a heading of errors.md: server codes belong there by package,
// codes of the renderer by their form.
type section struct {
	title    string
	packages []string
	form     *regexp.Regexp
}

var sections = []section{
	{title: "Any request", packages: []string{"internal/base/", "internal/platform/gate", "internal/platform/db", "internal/platform/blob", "internal/platform/sandbox", "graph"}},
	{title: "At the edge", packages: []string{"internal/platform/server"}},
	{title: "People, sessions and tokens", packages: []string{"internal/channel/member"}},
	{title: "Partners, programs and training", packages: []string{"internal/channel/partner", "internal/channel/program", "internal/channel/training"}},
	{title: "Library and co-branding", packages: []string{"internal/channel/library", "internal/channel/cobrand"}},
	{title: "Logos", form: regexp.MustCompile(`^LOGO_`)},
	{title: "Drawings (SVG)", form: regexp.MustCompile(`^SVG_`)},
	{title: "Filling in and rendering", form: regexp.MustCompile(`^(FIELD|TEXT|GLYPH|QR|IMAGE|OUTPUT|OBLIGATION|PIECE|LEGAL|CHECK|SHEET)_`)},
	{title: "Vendor PDFs", form: regexp.MustCompile(`^PDF_`)},
	{title: "Template folders", form: regexp.MustCompile(``)},
	{title: "Command line only"},
}

func (c *code) section(name string) string {
	if len(c.packages) == 1 && c.packages[0] == "cmd/portico" {
		return sections[len(sections)-1].title
	}
	for _, s := range sections {
		for _, p := range c.packages {
			if slices.ContainsFunc(s.packages, func(room string) bool { return strings.HasPrefix(p, room) }) {
				return s.title
			}
		}
	}
	for _, s := range sections {
		if s.form != nil && s.form.MatchString(name) {
			return s.title
		}
	}
	return ""
}

// as says in which form a code leaves. A code without a kind beside it comes
// from a check of an input, on the server, or is a finding, in the renderer.
func (c *code) as() string {
	var out []string
	for _, w := range c.ways {
		out = add(out, form(w))
	}
	switch {
	case len(out) > 0:
		return strings.Join(out, ", ")
	case c.packages[0] == "graph" || strings.HasPrefix(c.packages[0], "internal/"):
		return "user error"
	}
	return "finding"
}

func form(way string) string {
	switch strings.ToUpper(way) {
	case "INVALID", "CONFLICT", "USERERROR":
		return "user error"
	case "EXHAUSTED", "UNAVAILABLE":
		return "retry"
	}
	for status := 400; status < 600; status++ {
		if way == "Status"+strings.ReplaceAll(http.StatusText(status), " ", "") {
			return "HTTP " + strconv.Itoa(status)
		}
	}
	return "error"
}

// codesDoc is where people look codes up. Meanings are written there by hand;
// everything else about its tables follows the code.
const codesDoc = "docs/errors.md"

var row = regexp.MustCompile("(?m)^\\| `([A-Z0-9_]+)` \\| [^|]* \\| (.*) \\|$")

func TestEveryCodeHasItsLine(t *testing.T) {
	t.Parallel()
	found := scan(t)
	maps.Copy(found, unwritten())
	meanings := map[string]string{}
	for _, m := range row.FindAllStringSubmatch(read(t, codesDoc), -1) {
		meanings[m[1]] = m[2]
	}
	for name := range found {
		if meanings[name] == "" {
			t.Errorf("%s: %s has no meaning. Run go test ./docs -update, then write what it means and how to repair it", codesDoc, name)
		}
	}
	generated(t, codesDoc, "codes", table(found, meanings))
}

func table(found map[string]*code, meanings map[string]string) string {
	var b strings.Builder
	for _, s := range sections {
		fmt.Fprintf(&b, "\n## %s\n\n| code | as | meaning and repair |\n|---|---|---|\n", s.title)
		for _, name := range slices.Sorted(maps.Keys(found)) {
			if c := found[name]; c.section(name) == s.title {
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, c.as(), meanings[name])
			}
		}
	}
	b.WriteString("\n")
	return b.String()
}

// The scan is shown each form in which a code is written, so that it is known
// to see them.
func TestTheScanSeesEveryForm(t *testing.T) {
	t.Parallel()
	found := scan(t)
	for form, name := range map[string]string{
		"an argument of fault.Field":       "PAGE_SIZE",
		"an argument of a helper":          "TOO_SHORT",
		"a field of a struct":              "LOGO_TYPE",
		"a struct without names":           "BODY_TOO_LARGE",
		"a list of structs":                "PDF_JAVASCRIPT",
		"an argument of a closure":         "SCOPE_ALL",
		"a key of a map":                   "QUERY_TOO_LARGE",
		"a variable":                       "COBRAND_LOCKED",
		"a constant":                       "SESSION_OVER",
		"a method of another package":      "FONT_LETTERS",
		"a table of the driver's verdicts": "BUSY",
	} {
		if found[name] == nil {
			t.Errorf("%s: %s is not seen", form, name)
		}
	}
}
