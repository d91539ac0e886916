package testkit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// Vars are the variables of a request.
type Vars = map[string]any

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// With is the same browser, sending a header with every request.
func (c *Client) With(name, value string) *Client {
	other := *c
	other.own = maps.Clone(c.own)
	other.own.Set(name, value)
	return &other
}

// For is the same browser in another test: a subtest that reports by itself.
func (c *Client) For(t testing.TB) *Client {
	other := *c
	other.t = t
	return &other
}

// Do sends a GraphQL request.
func (c *Client) Do(query string, vars Vars) *Answer {
	c.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		c.t.Fatal(err)
	}
	return c.Send("POST", "/graphql", bytes.NewReader(body), "Content-Type", "application/json")
}

// File is one file of a multipart request; At is the variable that it fills.
type File struct {
	At, Name string
	Data     []byte
}

// Upload sends a GraphQL request with files, after the GraphQL multipart
// request specification.
func (c *Client) Upload(query string, vars Vars, files ...File) *Answer {
	c.t.Helper()
	body, kind := Form(query, vars, files...)
	return c.Send("POST", "/graphql", bytes.NewReader(body), "Content-Type", kind, "GraphQL-Require-Preflight", "true")
}

// Form is the body of a multipart request and its content type.
func Form(query string, vars Vars, files ...File) ([]byte, string) {
	var out bytes.Buffer
	form := multipart.NewWriter(&out)
	field := func(name string, v any) {
		raw, _ := json.Marshal(v)
		_ = form.WriteField(name, string(raw))
	}
	places := map[string][]string{}
	for i, f := range files {
		places[fmt.Sprint(i)] = []string{"variables." + f.At}
	}
	field("operations", map[string]any{"query": query, "variables": vars})
	field("map", places)
	for i, f := range files {
		part, _ := form.CreateFormFile(fmt.Sprint(i), f.Name)
		_, _ = part.Write(f.Data)
	}
	_ = form.Close()
	return out.Bytes(), form.FormDataContentType()
}

// Get fetches an address, of this server or with it; headers in pairs.
func (c *Client) Get(url string, headers ...string) *Answer {
	c.t.Helper()
	return c.Send("GET", url, nil, headers...)
}

// Send sends any request; headers in pairs.
func (c *Client) Send(method, url string, body io.Reader, headers ...string) *Answer {
	c.t.Helper()
	if strings.HasPrefix(url, "/") {
		url = c.base + url
	}
	r, err := http.NewRequest(method, url, body)
	if err != nil {
		c.t.Fatal(err)
	}
	maps.Copy(r.Header, c.own)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	got, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer got.Body.Close()
	raw, err := io.ReadAll(got.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return &Answer{got.StatusCode, got.Header, raw}
}

// At walks into the JSON of the answer by keys and places; nil when there is
// nothing.
func (a *Answer) At(path ...any) any {
	var v any
	if json.Unmarshal(a.Body, &v) != nil {
		return nil
	}
	for _, step := range path {
		switch in := v.(type) {
		case map[string]any:
			v = in[fmt.Sprint(step)]
		case []any:
			i, ok := step.(int)
			if !ok || i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// Text is At for what is a text; "" for anything else.
func (a *Answer) Text(path ...any) string {
	s, _ := a.At(path...).(string)
	return s
}

// List is At for what is a list.
func (a *Answer) List(path ...any) []any {
	l, _ := a.At(path...).([]any)
	return l
}

// Codes are those of the errors of the answer, in their order.
func (a *Answer) Codes() []string {
	var out []string
	for i := range a.List("errors") {
		out = append(out, a.Text("errors", i, "extensions", "code"))
	}
	return out
}

// UserCodes are those of the user errors of one payload.
func (a *Answer) UserCodes(field string) []string {
	var out []string
	for i := range a.List("data", field, "userErrors") {
		out = append(out, a.Text("data", field, "userErrors", i, "code"))
	}
	return out
}

// Fine ends the test unless the request was answered without errors of either kind.
func (c *Client) Fine(a *Answer) *Answer {
	c.t.Helper()
	if a.Status != http.StatusOK || a.At("errors") != nil {
		c.t.Fatalf("%d %s", a.Status, a.Body)
	}
	data, _ := a.At("data").(map[string]any)
	for field := range data {
		if codes := a.UserCodes(field); len(codes) > 0 {
			c.t.Fatalf("%s: %v %s", field, codes, a.Body)
		}
	}
	return a
}
