package graph_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

// A request that is wrong is told so by its status where the client can read
// it, and its answer has no data entry.
func TestWhatIsNotExecutedHasNoData(t *testing.T) {
	t.Parallel()
	w := testkit.New(t).Start()
	tests := map[string]struct {
		body          string
		plain, modern int
		code          string
	}{
		"no JSON":               {`{"query"`, 400, 400, "BAD_REQUEST"},
		"two values":            {`{"query":"{viewer{roles}}"} {}`, 400, 400, "BAD_REQUEST"},
		"a batch":               {`[{"query":"{viewer{roles}}"}]`, 400, 400, "BAD_REQUEST"},
		"no query":              {`{"variables":{}}`, 400, 400, "BAD_REQUEST"},
		"a query of two kinds":  {`{"query":1}`, 400, 400, "BAD_REQUEST"},
		"variables as a list":   {`{"query":"{viewer{roles}}","variables":[]}`, 400, 400, "BAD_REQUEST"},
		"a document with holes": {`{"query":"{"}`, 200, 400, "GRAPHQL_PARSE_FAILED"},
		"an unknown field":      {`{"query":"{secret}"}`, 200, 400, "GRAPHQL_VALIDATION_FAILED"},
		"a missing variable":    {`{"query":"query($id: ID!){node(id:$id){id}}"}`, 200, 400, "GRAPHQL_VALIDATION_FAILED"},
		"too deep":              {`{"query":"` + strings.Repeat("{a", 20) + strings.Repeat("}", 20) + `"}`, 200, 400, "QUERY_TOO_LARGE"},
		"the schema":            {`{"query":"{__schema{types{name}}}"}`, 200, 400, "INTROSPECTION_DISABLED"},
	}
	for name, tt := range tests {
		for kind, status := range map[string]int{"application/json": tt.plain, "application/graphql-response+json": tt.modern} {
			a := w.Client().Send("POST", "/graphql", strings.NewReader(tt.body), "Content-Type", "application/json", "Accept", kind)
			if a.Status != status || strings.Join(a.Codes(), " ") != tt.code || bytes.Contains(a.Body, []byte(`"data"`)) ||
				a.Header.Get("Content-Type") != kind+"; charset=utf-8" {
				t.Errorf("%s as %s: %d %s %s", name, kind, a.Status, a.Header.Get("Content-Type"), a.Body)
			}
		}
	}
}

func TestTheMessageNamesWhatIsWrongInTheRequest(t *testing.T) {
	t.Parallel()
	w := testkit.New(t).Start()
	for body, want := range map[string]string{
		`{"query":"query($id: ID!){node(id:$id){id}}"}`: "Variable $id: must be defined",
		`{"query":"mutation($in: SignInInput!){signIn(input:$in){userErrors{code}}}","variables":{"in":{"email":"a@b.example"}}}`:            "Variable $in.password: must be defined",
		`{"query":"mutation($in: SignInInput!){signIn(input:$in){userErrors{code}}}","variables":{"in":{"email":"a","password":"b","x":1}}}`: "Variable $in.x: unknown field",
		`{"query":1}`: "The parameter `query` of the request has the wrong type.",
	} {
		a := w.Client().Send("POST", "/graphql", strings.NewReader(body), "Content-Type", "application/json")
		if a.Text("errors", 0, "message") != want || a.At("errors", 0, "path") != nil {
			t.Errorf("%s: %s", body, a.Body)
		}
	}
}

func TestWhatIsExecutedHasItsData(t *testing.T) {
	t.Parallel()
	w := testkit.New(t).Start()
	for accept, want := range map[string]string{
		"application/json":                  `{"data":{"viewer":null}}`,
		"application/graphql-response+json": `{"data":{"viewer":null}}`,
		"text/event-stream":                 "event: next\ndata: {\"data\":{\"viewer\":null}}\n\nevent: complete\ndata:\n\n",
	} {
		a := w.Client().Send("POST", "/graphql", strings.NewReader(`{"query":"{viewer{roles}}"}`), "Content-Type", "application/json", "Accept", accept)
		if a.Status != http.StatusOK || string(a.Body) != want || !strings.HasPrefix(a.Header.Get("Content-Type"), accept) {
			t.Errorf("%s: %d %s %q", accept, a.Status, a.Header.Get("Content-Type"), a.Body)
		}
	}
	a := w.Client().With("Accept", "application/graphql-response+json").Do(`{ people { nodes { id } } }`, nil)
	if a.Status != http.StatusOK || !strings.HasSuffix(string(a.Body), `"data":null}`) {
		t.Errorf("a field that refuses: %d %s", a.Status, a.Body)
	}
}
