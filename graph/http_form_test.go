package graph_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

const response = "application/graphql-response+json"

// A request with files is answered like any other: the same status, the same
// form, and no data of what did not run.
func TestARequestWithFilesIsAnsweredLikeAnyOther(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Acorn.Admin)
	file := testkit.File{At: "in.file", Name: "logo.svg", Data: testkit.DemoLogo("zlatavka.svg")}
	in := testkit.Vars{"in": testkit.Vars{"file": nil}}
	for name, tt := range map[string]struct {
		query, code     string
		plainly, modern int
	}{
		"no GraphQL":         {`mutation($in: UploadLogoInput!) { uploadLogo(`, "GRAPHQL_PARSE_FAILED", 200, 400},
		"an unknown field":   {`mutation($in: UploadLogoInput!) { uploadLogo(input: $in) { nothing } }`, "GRAPHQL_VALIDATION_FAILED", 200, 400},
		"no query":           {"", "BAD_REQUEST", 400, 400},
		"a good one":         {uploadLogo, "", 200, 200},
		"a form that is not": {"\x00", "BAD_REQUEST", 400, 400},
	} {
		for kind, status := range map[string]int{"application/json": tt.plainly, response: tt.modern} {
			body, form := testkit.Form(tt.query, in, file)
			if tt.query == "\x00" {
				body = body[:60]
			}
			a := me.Send("POST", "/graphql", bytes.NewReader(body), "Content-Type", form, "Accept", kind, "GraphQL-Require-Preflight", "true")
			data := bytes.Contains(a.Body, []byte(`"data"`))
			if a.Status != status || !strings.HasPrefix(a.Header.Get("Content-Type"), kind) || data != (tt.code == "") || tt.code != "" && !slices.Equal(a.Codes(), []string{tt.code}) {
				t.Errorf("%s as %s: %d %s %s", name, kind, a.Status, a.Header.Get("Content-Type"), a.Body)
			}
		}
	}
}

// formOfParts is a form of text parts; those whose name is a figure are files.
func formOfParts(parts ...string) string {
	var b strings.Builder
	for i := 0; i+1 < len(parts); i += 2 {
		b.WriteString("--b\r\nContent-Disposition: form-data; name=\"" + parts[i] + "\"")
		if parts[i] < "A" {
			b.WriteString("; filename=\"logo.svg\"")
		}
		b.WriteString("\r\n\r\n" + parts[i+1] + "\r\n")
	}
	return b.String() + "--b--\r\n"
}

func TestAFormIsHeldToItsMap(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Acorn.Admin)
	const op = `{"query":"{ viewer { roles } }","variables":{"f":[null]}}`
	for name, tt := range map[string]struct {
		body string
		want int
	}{
		"a file that no place is for":   {formOfParts("operations", op, "map", `{}`, "0", "x"), 400},
		"a place whose file is not":     {formOfParts("operations", op, "map", `{"0":["variables.f.0"]}`), 400},
		"a place past the list":         {formOfParts("operations", op, "map", `{"0":["variables.f.1"]}`, "0", "x"), 400},
		"a place without variables":     {formOfParts("operations", `{"query":"{viewer{roles}}"}`, "map", `{"0":["variables.f"]}`, "0", "x"), 400},
		"the map first":                 {formOfParts("map", `{}`, "operations", op), 400},
		"more places than there may be": {formOfParts("operations", op, "map", `{"0":[`+strings.TrimSuffix(strings.Repeat(`"variables.f.0",`, 11), ",")+`]}`, "0", "x"), 400},
		"an operation of megabytes":     {formOfParts("operations", op+strings.Repeat(" ", 300<<10), "map", `{}`), 413},
		"no file at all":                {formOfParts("operations", op, "map", `{}`), 200},
	} {
		a := me.Send("POST", "/graphql", strings.NewReader(tt.body), "Content-Type", "multipart/form-data; boundary=b", "GraphQL-Require-Preflight", "true")
		if a.Status != tt.want || (tt.want != http.StatusOK) != (a.At("data") == nil) {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	if a := c.Client().Upload(uploadLogo, nil); a.Status != http.StatusUnauthorized {
		t.Errorf("nobody: %d", a.Status)
	}
}
