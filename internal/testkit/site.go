package testkit

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/server"
)

// mostAsset is the largest multipart request, as configured by default.
const mostAsset = 50 << 20

// Start serves the world over HTTP, on the routes of the product: a test holds
// this list against the one in cmd/portico/serve.go.
func (w *World) Start() *World {
	w.T.Helper()
	asked, files := w.Members.Middleware, graph.NewFiles(w.Services)
	shown := graph.Options{Introspection: true, Listing: w.Listing}
	w.site.Config.Handler = server.New(server.Options{
		Routes: []server.Route{
			{Pattern: "/graphql", Kind: server.API, Handler: asked(graph.NewHandler(w.Services, w.Log, shown)), Body: mostAsset + server.Envelope},
			{Pattern: "POST /xapi/statements", Kind: server.API, Handler: graph.BasicAsBearer(asked(graph.Statements(w.Services)))},
			{Pattern: "GET /download/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Rendition)},
			{Pattern: "GET /asset/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Asset)},
			{Pattern: "GET /bulk/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Bulk)},
			{Pattern: "GET /logo/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Logo)},
			{Pattern: "GET /preview/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Preview)},
			{Pattern: "GET /copy/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Copy)},
			{Pattern: "GET /approval/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Approval)},
			{Pattern: "GET /lesson/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.CourseFile)},
			{Pattern: "GET /course/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Course)},
			{Pattern: "GET /certificate/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Certificate)},
			{Pattern: "GET /evidence/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Evidence)},
			{Pattern: "PUT /upload/{token}", Kind: server.Upload, Handler: graph.Receive(w.Files), Body: mostAsset},
			{Pattern: "/sign-in", Kind: server.Page, Handler: asked(graph.SignInPage(w.Services))},
			{Pattern: "/sign-out", Kind: server.Page, Handler: asked(graph.SignOutPage(w.Services))},
			{Pattern: "/invitation/{code}", Kind: server.Page, Handler: graph.InvitationPage(w.Services)},
			{Pattern: "/make/{slug}", Kind: server.Page, Handler: asked(graph.MakePage(w.Services))},
			{Pattern: "/verify", Kind: server.Page, Handler: graph.VerifyForm(w.Services), Policy: graph.VerifyPolicy},
			{Pattern: "/verify/{code}", Kind: server.Page, Handler: graph.VerifyPage(w.Services), Policy: graph.VerifyPolicy},
			{Pattern: "/unsubscribe/{mail}", Kind: server.Page, Handler: graph.UnsubscribePage(w.Services), Policy: graph.VerifyPolicy},
			{Pattern: "/badge-status/{list}", Kind: server.Page, Handler: graph.BadgeStatus(w.Services)},
			{Pattern: "/.well-known/did.json", Kind: server.Asset, Handler: graph.IssuerKeys(w.Services)},
			{Pattern: "/graphiql", Kind: server.Page, Handler: asked(graph.GraphiQLPage(shown))},
			{Pattern: "/graphiql/{file}", Kind: server.Asset, Handler: graph.GraphiQLFile(shown)},
			{Pattern: "/style.css", Kind: server.Asset, Handler: graph.Style()},
			{Pattern: "/favicon.ico", Kind: server.Asset, Handler: graph.Icon()},
			{Pattern: "/{$}", Kind: server.Page, Handler: asked(graph.HomePage(w.Services))},
		},
		Enter: func(ctx context.Context, v *server.Visit) context.Context { return gate.WithRequest(ctx, v.ID) },
		Log:   w.Log,
	})
	w.site.Start()
	w.T.Cleanup(w.site.Close)
	return w
}

// Listen lets the server of this world hear what is committed, as the product
// does from its start.
func (w *World) Listen() {
	w.T.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Feed.Run(ctx, w.db)
	}()
	w.T.Cleanup(func() {
		stop()
		<-done
	})
}

// URL is where a started world is served, for programs beside the test.
func (w *World) URL() string { return w.site.URL }

// Base is the public address of a world, started or not.
func (w *World) Base() string { return "http://" + w.site.Listener.Addr().String() }

// Handler is what the server answers with, for tests that measure it without
// a network in between.
func (w *World) Handler() http.Handler { return w.site.Config.Handler }

// Client speaks to the server of a world, as nobody at first.
type Client struct {
	t    testing.TB
	base string
	http *http.Client
	own  http.Header // on every request
}

// Client makes a browser without cookies.
func (w *World) Client() *Client {
	w.T.Helper()
	jar, err := cookiejar.New(nil)
	w.Must(err)
	return &Client{t: w.T, base: w.site.URL, own: http.Header{},
		http: &http.Client{Transport: w.site.Client().Transport, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// SignedIn makes a browser in which a person has signed in.
func (w *World) SignedIn(p *member.Person) *Client {
	w.T.Helper()
	c := w.Client()
	a := c.Do(`mutation($in: SignInInput!) { signIn(input: $in) { viewer { roles } userErrors { code message } } }`,
		Vars{"in": Vars{"email": p.Email, "password": Password}})
	if a.At("data", "signIn", "viewer") == nil {
		w.T.Fatalf("%s does not get in: %s", p.Email, a.Body)
	}
	return c
}

// Cookie is what the browser of a client would send.
func (c *Client) Cookie() string {
	c.t.Helper()
	u, err := url.Parse(c.base)
	if err != nil {
		c.t.Fatal(err)
	}
	var pairs []string
	for _, k := range c.http.Jar.Cookies(u) {
		pairs = append(pairs, k.Name+"="+k.Value)
	}
	return strings.Join(pairs, "; ")
}
