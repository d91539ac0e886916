package graph_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/internal/testkit"
)

// doubling is a drawing that grows to 2^n shapes by references.
func doubling(n int) []byte {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect id="g0" width="9" height="9"/>`)
	for i := range n {
		fmt.Fprintf(&b, `<g id="g%d"><use href="#g%d"/><use href="#g%d"/></g>`, i+1, i, i)
	}
	return []byte(b.String() + "</svg>")
}

func kitWith(name string, data []byte) []byte {
	return testkit.Zip(testkit.Files(testkit.Pricing, map[string][]byte{name: data}))
}

// P12, in short: hostile files through the API. Each is refused with a code and
// a repair, nothing of it is kept, and the next request is answered.
func TestHostileUploadsAreRefusedWithAReason(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	acorn, designer := c.SignedIn(c.Acorn.Admin), c.SignedIn(c.Designer)
	pdf := testkit.Files(testkit.Pricing, nil)["base/pricing.en.pdf"].Data
	entities := `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`
	tests := map[string]struct {
		by          *testkit.Client
		query, name string
		data        []byte
		code        string // a last * stands for anything
	}{
		"a damaged PNG":              {acorn, uploadLogo, "logo.png", logotest.Truncated().Data, "*"},
		"66 bytes of 65,535 squared": {acorn, uploadLogo, "logo.png", logotest.HeaderLie().Data, "LOGO_TOO_LARGE"},
		"an entity bomb":             {acorn, uploadLogo, "logo.svg", []byte(entities), "SVG_*"},
		"a bomb of references":       {acorn, uploadLogo, "logo.svg", doubling(60), "SVG_*"},
		"a picture from outside":     {acorn, uploadLogo, "logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="http://127.0.0.1:1/x.png" width="9" height="9"/></svg>`), "*"},
		"a script":                   {acorn, uploadLogo, "logo.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>`), "*"},
		"a PDF named as a picture":   {acorn, uploadLogo, "logo.png", testkit.PDF(1, "", ""), "PDF_EMPTY"},
		"a page named as a drawing":  {acorn, uploadLogo, "logo.svg", []byte("<html><body>hello</body></html>"), "LOGO_TYPE"},
		"an empty file":              {acorn, uploadLogo, "logo.png", nil, "EMPTY"},
		"one byte":                   {acorn, uploadLogo, "logo.png", []byte{0}, "LOGO_TYPE"},
		"a name of a thousand":       {acorn, uploadLogo, strings.Repeat("n", 1000) + ".svg", testkit.DemoLogo("zlatavka.svg"), "FILE_NAME"},
		"a locked PDF":               {designer, uploadTemplate, "kit.zip", kitWith("base/pricing.en.pdf", testkit.Locked()), "PDF_ENCRYPTED"},
		"a damaged PDF":              {designer, uploadTemplate, "kit.zip", kitWith("base/pricing.en.pdf", pdf[:500]), "PDF_*"},
		"a PDF that runs a program":  {designer, uploadTemplate, "kit.zip", kitWith("base/pricing.en.pdf", testkit.PDF(1, "/OpenAction<</S/Launch/F(calc.exe)>>", "")), "PDF_*"},
		"a manifest of aliases":      {designer, uploadTemplate, "kit.zip", kitWith("template.yaml", yamlBomb()), "*"},
		"no zip":                     {designer, uploadTemplate, "kit.zip", []byte("PK\x03\x04 nothing"), "TEMPLATE_ZIP"},
		"a logo as a template":       {designer, uploadTemplate, "kit.zip", testkit.DemoLogo("zlatavka.svg"), "TEMPLATE_ZIP"},
	}
	files, logos, versions := c.Stored(), c.Count("logo", ""), c.Count("template_version", "")
	for name, tt := range tests {
		a := tt.by.Upload(tt.query, testkit.Vars{"in": testkit.Vars{"file": nil}}, testkit.File{At: "in.file", Name: tt.name, Data: tt.data})
		field := map[string]string{uploadLogo: "uploadLogo", uploadTemplate: "uploadTemplate"}[tt.query]
		codes := a.UserCodes(field)
		start, open := strings.CutSuffix(tt.code, "*")
		if a.Status != http.StatusOK || len(codes) == 0 || !(codes[0] == tt.code || open && strings.HasPrefix(codes[0], start)) {
			t.Errorf("%s: %d %v, want %s: %.300s", name, a.Status, codes, tt.code, a.Body)
		}
		if slices.Contains(codes, "UPLOAD_UNREADABLE") || slices.Contains(codes, "UPLOAD_TOO_COMPLEX") {
			t.Errorf("%s: a worker was stopped or died: %v", name, codes)
		}
		for i := range codes {
			if len(a.Text("data", field, "userErrors", i, "message")) < 20 {
				t.Errorf("%s: %s says nothing: %s", name, codes[i], a.Body)
			}
		}
		if next := acorn.Do(`{ viewer { roles } }`, nil); next.Status != http.StatusOK {
			t.Fatalf("after %s the server answers %d", name, next.Status)
		}
	}
	if c.Stored() != files || c.Count("logo", "") != logos || c.Count("template_version", "") != versions {
		t.Errorf("left behind: %d files, %d logos, %d versions", c.Stored()-files, c.Count("logo", "")-logos, c.Count("template_version", "")-versions)
	}
	acorn.Fine(acorn.Upload(uploadLogo, testkit.Vars{"in": testkit.Vars{"file": nil}}, testkit.File{At: "in.file", Name: "logo.svg", Data: testkit.DemoLogo("zlatavka.svg")}))
}

// yamlBomb is a manifest whose aliases come to 10^9 items.
func yamlBomb() []byte {
	var b bytes.Buffer
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
	}
	return b.Bytes()
}

// What a multipart request may do with its map, and may not.
func TestTheMapOfAMultipartRequestIsHeldToItsWord(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Acorn.Admin)
	file := testkit.DemoLogo("zlatavka.svg")
	in := testkit.Vars{"in": testkit.Vars{"file": nil}}
	for name, files := range map[string][]testkit.File{
		"a place that is not":  {{At: "in.nothing.at.all", Name: "a.svg", Data: file}},
		"a place of a text":    {{At: "in.variant", Name: "a.svg", Data: file}},
		"outside of variables": {{At: "../query", Name: "a.svg", Data: file}},
		"no file":              nil,
	} {
		a := me.Upload(uploadLogo, in, files...)
		if a.At("data", "uploadLogo", "logo") != nil || slices.Contains(a.Codes(), "INTERNAL") || a.Status >= 500 {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	for name, body := range map[string]string{
		"no boundary":   "x",
		"half a part":   "--b\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{",
		"no operations": "--b\r\nContent-Disposition: form-data; name=\"map\"\r\n\r\n{}\r\n--b--\r\n",
		"a broken map":  "--b\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"{viewer{roles}}\"}\r\n--b\r\nContent-Disposition: form-data; name=\"map\"\r\n\r\n{\"0\":[\"variables.a.b.c\"]}\r\n--b\r\nContent-Disposition: form-data; name=\"0\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n",
	} {
		a := me.Send("POST", "/graphql", strings.NewReader(body), "Content-Type", "multipart/form-data; boundary=b", "GraphQL-Require-Preflight", "true")
		if a.Status >= 500 || slices.Contains(a.Codes(), "INTERNAL") || bytes.Contains(a.Body, []byte("goroutine")) {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	for name, body := range map[string]string{"no JSON": "{", "a number": "1", "null": "null", "no query": "{}", "a query of another kind": `{"query":7}`, "variables of another kind": `{"query":"{viewer{roles}}","variables":[1]}`,
		"an operation that is not": `{"query":"query A {viewer{roles}}","operationName":"B"}`, "a lone surrogate": `{"query":"{ partners(filter: {search: \"\ud800\"}) { nodes { id } } }"}`} {
		a := me.Send("POST", "/graphql", strings.NewReader(body), "Content-Type", "application/json")
		if a.Status >= 500 || slices.Contains(a.Codes(), "INTERNAL") {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	me.Fine(me.Upload(uploadLogo, in, testkit.File{At: "in.file", Name: "a.svg", Data: file}))
}
