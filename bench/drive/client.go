package drive

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"time"
)

// The demo's people, and the password that opens all of them.
const (
	Reseller = "dana@bluffharbor.example"
	Designer = "design@veldmark.example"
	Password = "copper-lantern-tidal-orchard"
)

// Client is one signed-in person. It is safe for concurrent use.
type Client struct {
	URL  string
	HTTP *http.Client
}

// Vars are the variables of a GraphQL request.
type Vars map[string]any

// UserError is what a mutation says that a person can repair.
type UserError struct {
	Field   []string
	Code    string
	Message string
}

// Refused is the error of a request as a whole.
type Refused struct {
	Status     int
	Code       string
	Message    string
	RetryAfter time.Duration // 0 when trying again does not help
}

func (r *Refused) Error() string { return fmt.Sprintf("%s: %s (HTTP %d)", r.Code, r.Message, r.Status) }

// NewClient is nobody yet. It keeps as many connections open as it needs.
func NewClient(url string) *Client {
	jar, _ := cookiejar.New(nil) // without options it cannot fail
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 64
	t.DisableCompression = true
	return &Client{URL: url, HTTP: &http.Client{Jar: jar, Transport: t, Timeout: 90 * time.Second}}
}

// SignIn makes a client who is the person with this address.
func SignIn(ctx context.Context, url, email, password string) (*Client, error) {
	c := NewClient(url)
	var a struct {
		SignIn struct{ UserErrors []UserError }
	}
	err := c.Do(ctx, `mutation($in: SignInInput!) { signIn(input: $in) { userErrors { code message } } }`,
		Vars{"in": Vars{"email": email, "password": password}}, &a)
	if err == nil && len(a.SignIn.UserErrors) > 0 {
		err = fmt.Errorf("sign in: %s", a.SignIn.UserErrors[0].Message)
	}
	return c, err
}

// SignIn makes a client who is a person of the demo.
func (s *Server) SignIn(ctx context.Context, email string) (*Client, error) {
	return SignIn(ctx, s.URL, email, Password)
}

// Do sends a request and reads its data into out. The error is a *Refused when
// the server answered with one.
func (c *Client) Do(ctx context.Context, query string, vars Vars, out any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		return err
	}
	return c.post(ctx, "application/json", bytes.NewReader(body), out)
}

// Upload sends a request with one file, whose place is variables.in.file.
func (c *Client) Upload(ctx context.Context, query string, in Vars, name string, file []byte, out any) error {
	in["file"] = nil
	operations, err := json.Marshal(map[string]any{"query": query, "variables": Vars{"in": in}})
	if err != nil {
		return err
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("operations", string(operations)) // a buffer takes everything
	_ = form.WriteField("map", `{"0": ["variables.in.file"]}`)
	part, _ := form.CreateFormFile("0", name)
	_, _ = part.Write(file)
	_ = form.Close()
	return c.post(ctx, form.FormDataContentType(), &body, out)
}

func (c *Client) post(ctx context.Context, kind string, body io.Reader, out any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"/graphql", body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("GraphQL-Require-Preflight", "true") // multipart needs it
	res, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	return read(res.StatusCode, text, out)
}

func read(status int, text []byte, out any) error {
	var a struct {
		Data   json.RawMessage
		Error  *struct{ Code, Message string }
		Errors []struct {
			Message    string
			Extensions struct {
				Code       string
				RetryAfter int
			}
		}
	}
	err := json.Unmarshal(text, &a)
	switch {
	case err != nil:
		return &Refused{Status: status, Code: "NO_JSON", Message: string(text[:min(200, len(text))])}
	case a.Error != nil:
		return &Refused{Status: status, Code: a.Error.Code, Message: a.Error.Message}
	case len(a.Errors) > 0:
		e := a.Errors[0]
		return &Refused{status, e.Extensions.Code, e.Message, time.Duration(e.Extensions.RetryAfter) * time.Second}
	}
	return json.Unmarshal(a.Data, out)
}

// Download reads a file to its end and gives its size.
func (c *Client) Download(ctx context.Context, url string) (int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	res, err := c.HTTP.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("download: HTTP %d", res.StatusCode)
	}
	return io.Copy(io.Discard, res.Body)
}
