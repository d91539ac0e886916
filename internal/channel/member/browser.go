package member

import (
	"context"
	"net/http"
	"slices"
	"strings"
)

// browser is the other end of a request, for use cases that are called by a
// mutation and have no request in their hands. Middleware puts it into the
// context.
type browser struct {
	header http.Header // of the answer
	agent  string
	token  string // the session cookie as it came, valid or not
	known  bool   // whether the actor was found by that cookie
}

type browserKey struct{}

func withBrowser(ctx context.Context, b *browser) context.Context {
	return context.WithValue(ctx, browserKey{}, b)
}

func browserOf(ctx context.Context) *browser {
	if b, ok := ctx.Value(browserKey{}).(*browser); ok {
		return b
	}
	return &browser{header: http.Header{}}
}

// OriginOf is where the request of the context comes from, as far as its
// headers tell. The caller adds the network, which only the server knows.
func OriginOf(ctx context.Context) Origin {
	b := browserOf(ctx)
	return Origin{UserAgent: b.agent, Previous: b.token}
}

// Keep gives the session's cookie to the browser of the context, with the
// answer to this request. Call it before anything of the answer is written.
func (s *Service) Keep(ctx context.Context, in *Session) { browserOf(ctx).set(s.Cookie(in)) }

// set replaces a cookie of the same name that was set earlier for this answer.
func (b *browser) set(c *http.Cookie) {
	earlier := slices.DeleteFunc(b.header.Values("Set-Cookie"), func(line string) bool { return strings.HasPrefix(line, c.Name+"=") })
	b.header["Set-Cookie"] = append(earlier, c.String())
}
