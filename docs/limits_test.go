package docs_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/svg/bitmap"
	"github.com/portico-prm/portico/internal/platform/config"
)

// limit is a row of the table of limits. Its figures are taken from the code:
// {name} of the folder's constants or {SETTING} of the configuration.
type limit struct {
	what, figure, in, beyond string
}

var limits = []limit{
	{"JSON request", "{PORTICO_LIMIT_JSON}", "", "HTTP 413 `BODY_TOO_LARGE`"},
	{"multipart request", "50 MiB and 2 MiB for the rest of the form", "", "HTTP 413 `BODY_TOO_LARGE`"},
	{"time for a request; for an upload; for a download", "{PORTICO_DEADLINE_REQUEST}; {PORTICO_DEADLINE_UPLOAD}; {PORTICO_DEADLINE_DOWNLOAD}", "", "the request is cut off"},
	{"requests at once; uploads; downloads", "{PORTICO_LIMIT_PARALLEL}; {PORTICO_LIMIT_UPLOADS}; 128", "", "HTTP 503 `RETRY_LATER`"},
	{"streams of one person", "{streamsOfPerson}", "graph", "HTTP 429 `RETRY_LATER`, reason `TOO_MANY_STREAMS`"},
	{"streams of all", "{PORTICO_LIMIT_STREAMS}", "", "the same"},
	{"tokens; operations; fragments of a document", "{MaxTokens}; {maxOperations}; {maxFragments}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"levels of nesting; of introspection by signed-in callers", "{maxDepth}; {maxSchemaDepth}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"aliases; of root fields", "{maxAliases}; {maxRootAliases}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"fields; fragment spreads, expanded", "{maxFields}; {maxSpreads}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"directives; the same name in a document; items of a list in it", "{maxDirectives}; {maxRepeats}; {maxItems}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"objects that an answer could come to (a list without pages counts as ten)", "{maxObjects}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"root fields; mutations of a request; sign-ins", "{maxRoot}; {maxMutations}; {maxSignIns}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"values in the variables; their nesting", "{maxValues}; {maxNesting}", "graph/admit", "`QUERY_TOO_LARGE`"},
	{"rows of a page: unasked; at most", "{Default}; {Max}", "internal/base/page", "`PAGE_SIZE`"},
	{"points of a person at once; back each second; a partner's as many times", "{PORTICO_BUDGET_MOST}; {PORTICO_BUDGET_RATE}; {PORTICO_BUDGET_PARTNER}", "", "`THROTTLED`; files HTTP 429"},
	{"points of a network address each second", "{PORTICO_BUDGET_ADDRESS}", "", "`THROTTLED`; files and pages HTTP 429"},
	{"field values of an order", "{maxFieldValues}", "graph", "`TOO_MANY`"},
	{"logo file", "{MaxLogo}", "internal/channel/cobrand", "`FILE_TOO_LARGE`"},
	{"logo bitmap: pixels; longest side", fmt.Sprintf("%d million; %d", bitmap.Default.Pixels/1_000_000, bitmap.Default.Side), "", "`LOGO_TOO_LARGE`"},
	{"template folder as a zip", "{MaxTemplate}", "internal/channel/library", "`FILE_SIZE`"},
	{"asset file", "{MaxAsset}", "internal/channel/library", "`FILE_SIZE`"},
	{"staged upload: to be put within; to be named within", "{putWithin}; {stagedFor}", "internal/channel/library", "`UPLOAD_EXPIRED`; `STAGED_EXPIRED`"},
	{"download link", "{PORTICO_LINK_LIFE}", "", "HTTP 403 `LINK_EXPIRED`"},
	{"session: idle; vendor administrators idle; in any case", "{PORTICO_SESSION_IDLE}; {PORTICO_SESSION_ADMIN_IDLE}; {PORTICO_SESSION_LIFE}", "", "the request counts as nobody's"},
	{"failed sign-ins of an account; of a network", "{accountTries} in {accountWindow}; {networkTries} in {networkWindow}", "internal/channel/member", "`RETRY_LATER`, reason `SIGN_IN_LIMIT`"},
	{"password, in characters", "{minPassword} to {maxPassword}", "internal/channel/member", "`TOO_SHORT`, `TOO_LONG`"},
	{"invitation", "{inviteLife}", "internal/channel/member", "`LINK_REFUSED`"},
	{"API tokens of a person; scopes of a token; its life", "{maxTokens}; {maxScopes}; {tokenMaxLife}", "internal/channel/member", "`TOKEN_LIMIT`, `REQUIRED`, `EXPIRY`"},
	{"one statement; one wait for a lock", "{statementTimeout}; {lockTimeout}", "internal/platform/gate", "`RETRY_LATER`, reason `TIMEOUT` or `BUSY`"},
}

func TestTheLimitsAreThoseOfTheCode(t *testing.T) {
	t.Parallel()
	files := sources(t)
	var b strings.Builder
	b.WriteString("\n| what | limit | beyond it |\n|---|---|---|\n")
	for _, l := range limits {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", l.what, fill(t, files, l), l.beyond)
	}
	b.WriteString("\n")
	generated(t, "docs/portal-developer.md", "limits", b.String())
}

// fill puts figures in the places of names.
func fill(t *testing.T, files []source, l limit) string {
	out := l.figure
	for {
		before, rest, ok := strings.Cut(out, "{")
		if !ok {
			return out
		}
		name, after, _ := strings.Cut(rest, "}")
		value := setting(name)
		if l.in != "" {
			value = constant(files, l.in, name)
		}
		if value == "" {
			t.Fatalf("there is no %s in %q", name, l.in)
		}
		out = before + value + after
	}
}

// setting is the default of a setting, in the words of people.
func setting(name string) string { return human(defaultOf(reflect.TypeFor[config.Config](), name)) }

func defaultOf(t reflect.Type, name string) string {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("env") == name {
			return f.Tag.Get("default")
		}
		if f.IsExported() && f.Type.Kind() == reflect.Struct {
			if got := defaultOf(f.Type, name); got != "" {
				return got
			}
		}
	}
	return ""
}

func human(s string) string {
	for short, long := range map[string]string{"KiB": " KiB", "MiB": " MiB", "s": " s", "m": " min", "h": " h"} {
		if n, ok := strings.CutSuffix(s, short); ok && !strings.ContainsAny(n, "KM") {
			return n + long
		}
	}
	return s
}

// constant works a constant of a folder out.
func constant(files []source, dir, want string) (out string) {
	for _, f := range files {
		if f.dir != dir {
			continue
		}
		ast.Inspect(f.file, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				for i := range min(len(v.Names), len(v.Values)) {
					if v.Names[i].Name == want {
						out = figure(v.Values[i])
					}
				}
			}
			return true
		})
	}
	return out
}

// figure writes a size, a time or a number as people do.
func figure(e ast.Expr) string {
	n, timed := work(e)
	switch d := time.Duration(n); {
	case timed && d >= 48*time.Hour && d%(24*time.Hour) == 0 && d != 72*time.Hour:
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	case timed && d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d h", d/time.Hour)
	case timed && d >= time.Minute && d%time.Minute == 0:
		return fmt.Sprintf("%d min", d/time.Minute)
	case timed:
		return fmt.Sprintf("%g s", d.Seconds())
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return strconv.FormatInt(n, 10)
}

var moments = map[string]time.Duration{"Second": time.Second, "Minute": time.Minute, "Hour": time.Hour}

// work evaluates literals, products and shifts; timed says that a unit of time
// was in it.
func work(e ast.Expr) (n int64, timed bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		n, _ = strconv.ParseInt(e.Value, 0, 64)
		return n, false
	case *ast.SelectorExpr:
		d, ok := moments[e.Sel.Name]
		return int64(d), ok
	case *ast.BinaryExpr:
		x, tx := work(e.X)
		y, ty := work(e.Y)
		if e.Op == token.SHL {
			return x << y, tx
		}
		return x * y, tx || ty
	}
	return 0, false
}
