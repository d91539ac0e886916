package graph_test

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/testkit"
)

var update = flag.Bool("update", false, "write schema.golden.graphql anew")

// The golden file is for people: a change of what clients may rely on shows in review.
func TestThePublicSchemaIsTheOneThatWasReviewed(t *testing.T) {
	t.Parallel()
	const file = "schema.golden.graphql"
	var got bytes.Buffer
	formatter.NewFormatter(&got, formatter.WithIndent("  ")).FormatSchema(schema)
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("the schema changed; read the difference, then run go test ./graph -update\n%s", diff)
	}
}

func TestEverythingHasADescription(t *testing.T) {
	t.Parallel()
	seen := 0
	check := func(what, description string) {
		if seen++; strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", what)
		}
	}
	for name, def := range schema.Types {
		if def.BuiltIn || strings.HasPrefix(name, "__") {
			continue
		}
		check(name, def.Description)
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			check(name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				if a.Name != "input" { // the input type says what it is
					check(name+"."+f.Name+"("+a.Name+")", a.Description)
				}
			}
		}
		for _, v := range def.EnumValues {
			check(name+"."+v.Name, v.Description)
		}
	}
	if seen < 400 {
		t.Errorf("only %d descriptions were looked at", seen)
	}
}

// The manner of the schema: one input, one payload with userErrors, a key for
// repeats; lists that may be long are connections.
func TestMutationsHaveOneForm(t *testing.T) {
	t.Parallel()
	keyless := []string{"signIn", "signOut", "acceptInvitation", "createStagedUpload"} // each is harmless to repeat, or repeats itself
	for _, m := range roots(schema.Mutation) {
		payload := schema.Types[m.Type.Name()]
		if len(m.Arguments) != 1 || m.Arguments[0].Name != "input" || !m.Arguments[0].Type.NonNull {
			t.Errorf("%s does not take one input", m.Name)
			continue
		}
		if f := payload.Fields.ForName("userErrors"); f == nil || f.Type.String() != "[UserError!]!" {
			t.Errorf("%s does not answer with userErrors", m.Name)
		}
		if key := schema.Types[m.Arguments[0].Type.Name()].Fields.ForName("idempotencyKey"); (key == nil) != slices.Contains(keyless, m.Name) {
			t.Errorf("%s: takes an idempotency key: %v", m.Name, key != nil)
		}
		if !m.Type.NonNull || !strings.HasSuffix(payload.Name, "Payload") {
			t.Errorf("%s answers %s", m.Name, m.Type)
		}
	}
}

// anonymous are the root fields that answer somebody without a name.
var anonymous = map[string]string{
	"viewer":           "says that nobody is asking",
	"signIn":           "is how one gets a name",
	"signOut":          "has no session to end",
	"acceptInvitation": "is how one gets a password",
}

func TestEveryRootFieldRefusesTheAnonymous(t *testing.T) {
	t.Parallel()
	w := testkit.New(t).Start()
	nobody := w.Client()
	given := func(name string, _ *ast.Type) (any, bool) { // what would be missed before anything else
		kind := map[string]string{"stagedUploadId": "StagedUpload", "partnerId": "Partner"}[name]
		return ids.Global(kind, ids.New()), kind != ""
	}
	ask := func(f *ast.FieldDefinition, mutation bool) {
		c := newCall(t, f, mutation, plainly(f), given)
		a := nobody.Do(c.text(), c.vars)
		refused := slices.Equal(a.Codes(), []string{"UNAUTHENTICATED"})
		if _, open := anonymous[f.Name]; refused == open {
			t.Errorf("%s: refused %v: %d %s", f.Name, refused, a.Status, a.Body)
		}
	}
	for _, f := range roots(schema.Query) {
		ask(f, false)
	}
	for _, f := range roots(schema.Mutation) {
		ask(f, true)
	}
	for _, f := range []string{"checkCobrand", "renderCobrand"} { // without a partner, there is nobody to make it for
		root := schema.Query.Fields.ForName(f)
		if root == nil {
			root = schema.Mutation.Fields.ForName(f)
		}
		c := newCall(t, root, f == "renderCobrand", plainly(root), nil)
		if a := nobody.Do(c.text(), c.vars); !slices.Equal(a.Codes(), []string{"UNAUTHENTICATED"}) {
			t.Errorf("%s for nobody: %s", f, a.Body)
		}
	}
	if n := w.Count("audit_entry", "actor <> 'system:door'"); n != 0 {
		t.Errorf("%d entries in the trail of what nobody did", n)
	}
}

// way leads to an object of a type that has lists below it.
var way = map[string]func(c *testkit.Channel, inside string) string{
	"Query": func(_ *testkit.Channel, inside string) string { return "{ " + inside + " }" },
	"Partner": func(c *testkit.Channel, inside string) string {
		return `{ partner(id: "` + ids.Global("Partner", string(c.North.ID)) + `") { ` + inside + ` } }`
	},
	"BulkRender": throughAnOrder,
	"CompletionImport": func(c *testkit.Channel, inside string) string {
		e := &estate{Channel: c}
		if c.Count("completion_import", "") == 0 {
			c.Course("plan", outline.Text)
			e.imports(c.Mgr, transfer.CSV, "email,course,completedAt\n"+c.Acorn.Second.Email+",plan,2026-05-01\n")
		}
		return "{ completionImports { nodes { " + inside + " } } }"
	},
	"TrainingSession": func(c *testkit.Channel, inside string) string {
		v := c.Course("course-"+ids.New()[24:], outline.Text)
		return `{ trainingSession(id: "` + ids.Global("TrainingSession", string(c.Session(c.Mgr, v.CourseID).ID)) + `") { ` + inside + ` } }`
	},
	"Quiz": func(c *testkit.Channel, inside string) string {
		return throughAQuiz(c, inside)
	},
	"QuestionPool": func(c *testkit.Channel, inside string) string {
		return throughAQuiz(c, "published { pools { "+inside+" } }")
	},
}

func TestEveryListRefusesMoreThanAHundred(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	boss := c.Start().SignedIn(c.Boss)
	seen := 0
	for name, def := range schema.Types {
		for _, f := range def.Fields {
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			seen++
			if f.Arguments.ForName("first") == nil || f.Arguments.ForName("after") == nil || way[name] == nil {
				t.Errorf("%s.%s is a connection without first and after, or there is no way to it", name, f.Name)
				continue
			}
			for first, want := range map[string]string{"101": "PAGE_SIZE", "0": "PAGE_SIZE", "-1": "PAGE_SIZE", "2147483648": "PAGE_SIZE", "100": "", "1": ""} {
				a := boss.Do(way[name](c, f.Name+"(first: "+first+") { nodes { __typename } }"), nil)
				if got := strings.Join(a.Codes(), " "); got != want {
					t.Errorf("%s.%s(first: %s): %q, want %q: %s", name, f.Name, first, got, want, a.Body)
				}
			}
			for _, after := range hostileCursors {
				a := boss.Do(way[name](c, f.Name+`(after: "`+after+`") { nodes { __typename } }`), nil)
				if slices.Contains(a.Codes(), "INTERNAL") {
					t.Errorf("%s.%s(after: %q): %s", name, f.Name, after, a.Body)
				}
			}
		}
	}
	if seen < 6 {
		t.Errorf("only %d connections were found", seen)
	}
}

// hostileCursors are made by somebody who has read how ours are made.
var hostileCursors = []string{
	"x", "eyJzIjoiIiwiaSI6IiJ9", // an empty key
	"eyJzIjoiYSIsImkiOiJub3QgYSB1dWlkIn0",                                                // {"s":"a","i":"not a uuid"}
	"eyJzIjoibm90IGEgdGltZSIsImkiOiIwMTkwYTAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDEifQ", // a sort key that is no time
	"eyJzIjoiXHUwMDAwIiwiaSI6IjAxOTBhMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMSJ9",       // NUL
	"eyJzIjoiIiwiaSI6Ii05MjIzMzcyMDM2ODU0Nzc1ODA4In0",                                    // the least number
	"bnVsbA", "W10", "eyJzIjp7fX0",
}

func TestTheSchemaIsShownToSignedInCallersOnly(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	const ask = `{ __schema { types { name } } }`
	if a := c.Client().Do(ask, nil); a.List("data", "__schema", "types") != nil || len(a.List("errors")) == 0 {
		t.Errorf("anonymous: %.300s", a.Body)
	}
	if a := c.Client().Do(`{ __type(name: "Partner") { fields { name } } }`, nil); a.At("data", "__type") != nil {
		t.Errorf("anonymous, one type: %.300s", a.Body)
	}
	if a := c.SignedIn(c.Acorn.Second).Do(ask, nil); len(a.List("data", "__schema", "types")) < 50 {
		t.Errorf("signed in: %.300s", a.Body)
	}
	if a := c.Client().Do(`{ vieweer { roles } }`, nil); strings.Contains(string(a.Body), "Did you mean") {
		t.Errorf("a suggestion: %s", a.Body)
	}
}
