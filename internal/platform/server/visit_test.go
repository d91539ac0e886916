package server

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func TestOneLogLinePerRequest(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := New(Options{
		Routes: []Route{
			{Pattern: "/graphql", Kind: API, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				Note(r.Context(), slog.String("operation", "viewer"))
				_, _ = w.Write([]byte("hello"))
			})},
			{Pattern: "GET /download/{token}", Kind: Download, Handler: answers("x")},
		},
		Log: slog.New(slog.NewJSONHandler(&out, nil)),
	})
	w := do(s, "POST", "/graphql", "{}", "Content-Type", "application/json")
	do(s, "GET", "/download/canary-token?canary=1", "")
	do(s, strings.Repeat("X", 1000), "/canary", "")
	do(s, "GET", "/livez", "")
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 || strings.Contains(out.String(), "canary") || strings.Contains(out.String(), "XXX") {
		t.Fatalf("log:\n%s", &out)
	}
	var line map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &line); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{"route": "/graphql", "status": 200.0, "bytes": 5.0, "operation": "viewer", "ip": "192.0.2.1", "method": "POST", "request": w.Header().Get("X-Request-Id")} {
		if line[name] != want {
			t.Errorf("%s = %v, want %v", name, line[name], want)
		}
	}
}

func TestAPanicIsA500WithTheRequestID(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := New(Options{Log: slog.New(slog.NewTextHandler(&out, nil)), Routes: []Route{
		{Pattern: "/early", Kind: API, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Disposition", "attachment")
			panic("secret cause")
		})},
		{Pattern: "/late", Kind: Download, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("half"))
			panic("late")
		})},
	}})
	w := do(s, "POST", "/early", "{}", "Content-Type", "application/json")
	id := w.Header().Get("X-Request-Id")
	if w.Code != 500 || !strings.Contains(w.Body.String(), id) || strings.Contains(w.Body.String(), "secret") || w.Header().Get("Content-Disposition") != "" {
		t.Errorf("early: %d %s %v", w.Code, w.Body, w.Header())
	}
	if !strings.Contains(out.String(), "secret cause") || !strings.Contains(out.String(), id) {
		t.Errorf("log: %s", &out)
	}
	func() {
		defer func() {
			if p := recover(); p != http.ErrAbortHandler {
				t.Errorf("late: recovered %v, want a broken connection", p)
			}
		}()
		do(s, "GET", "/late", "")
	}()
}

func TestTheRequestIDComesFromTrustedProxiesOnly(t *testing.T) {
	t.Parallel()
	var entered string
	s := New(Options{
		Log: quiet, TrustedProxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")},
		Enter: func(ctx context.Context, v *Visit) context.Context { entered = v.ID; return ctx },
	})
	if w := do(s, "GET", "/livez", "", "X-Request-Id", "proxy-id-1"); w.Header().Get("X-Request-Id") != "proxy-id-1" || entered != "proxy-id-1" {
		t.Errorf("of a proxy: %s, %s", w.Header().Get("X-Request-Id"), entered)
	}
	for _, id := range []string{"short", "line\nbreak-line", strings.Repeat("a", 65), "has space in it"} {
		if w := do(s, "GET", "/livez", "", "X-Request-Id", id); w.Header().Get("X-Request-Id") == id {
			t.Errorf("accepted %q", id)
		}
	}
	if w := do(New(Options{Log: quiet}), "GET", "/livez", "", "X-Request-Id", "client-id-1"); w.Header().Get("X-Request-Id") == "client-id-1" {
		t.Error("accepted the id of a client")
	}
}

func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	cacheable := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=60")
		_, _ = w.Write([]byte("x"))
	})
	s := New(Options{Log: quiet, Secure: true, Routes: []Route{
		{Pattern: "/page", Kind: Page, Handler: cacheable},
		{Pattern: "/own", Kind: Page, Handler: cacheable, Policy: "default-src 'self'"},
		{Pattern: "/asset", Kind: Asset, Handler: cacheable},
		{Pattern: "/graphql", Kind: API, Handler: cacheable},
	}})
	tests := map[string]struct{ method, path, policy, cache string }{
		"page":    {"GET", "/page", PagePolicy, private},
		"own":     {"GET", "/own", "default-src 'self'", private},
		"asset":   {"GET", "/asset", PagePolicy, "public, max-age=60"},
		"api":     {"POST", "/graphql", inertPolicy, private},
		"404":     {"GET", "/x", inertPolicy, private},
		"405":     {"PUT", "/asset", PagePolicy, private},
		"healthz": {"GET", "/healthz", inertPolicy, private},
	}
	for name, tt := range tests {
		h := do(s, tt.method, tt.path, "{}", "Content-Type", "application/json").Header()
		if h.Get("Content-Security-Policy") != tt.policy || h.Get("Cache-Control") != tt.cache {
			t.Errorf("%s: %s, %s", name, h.Get("Content-Security-Policy"), h.Get("Cache-Control"))
		}
		for _, must := range []string{"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Strict-Transport-Security", "X-Request-Id"} {
			if h.Get(must) == "" {
				t.Errorf("%s: no %s", name, must)
			}
		}
		if !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") && name != "own" {
			t.Errorf("%s can be framed", name)
		}
	}
}

func TestClientIP(t *testing.T) {
	t.Parallel()
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	tests := map[string]struct {
		remote string
		xff    []string
		want   string
	}{
		"direct":                          {"203.0.113.9:1", nil, "203.0.113.9"},
		"a spoof by a direct client":      {"203.0.113.9:1", []string{"1.1.1.1"}, "203.0.113.9"},
		"behind a proxy":                  {"10.0.0.1:1", []string{"203.0.113.9"}, "203.0.113.9"},
		"a spoof through a proxy":         {"10.0.0.1:1", []string{"1.1.1.1, 203.0.113.9"}, "203.0.113.9"},
		"a spoof in a header of its own":  {"10.0.0.1:1", []string{"1.1.1.1", "203.0.113.9"}, "203.0.113.9"},
		"two proxies":                     {"10.0.0.1:1", []string{"1.1.1.1, 203.0.113.9, 10.0.0.2"}, "203.0.113.9"},
		"a claim to be a proxy":           {"10.0.0.1:1", []string{"1.1.1.1, 10.9.9.9, 203.0.113.9"}, "203.0.113.9"},
		"nonsense stops the walk":         {"10.0.0.1:1", []string{"203.0.113.9, nonsense"}, "10.0.0.1"},
		"nonsense behind the client":      {"10.0.0.1:1", []string{"nonsense, 203.0.113.9"}, "203.0.113.9"},
		"with a port":                     {"10.0.0.1:1", []string{"203.0.113.9:4711"}, "203.0.113.9"},
		"IPv6 in brackets":                {"[fd00::1]:1", []string{"[2001:db8::1]:99"}, "2001:db8::1"},
		"IPv4 in IPv6":                    {"[::ffff:10.0.0.1]:1", []string{"::ffff:203.0.113.9"}, "203.0.113.9"},
		"proxy without a header":          {"10.0.0.1:1", nil, "10.0.0.1"},
		"a unix socket has no address":    {"@", []string{"1.1.1.1"}, "invalid IP"},
		"a zone does not make one unlike": {"[fe80::1%eth0]:1", nil, "fe80::1"},
	}
	for name, tt := range tests {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr, r.Header["X-Forwarded-For"] = tt.remote, tt.xff
		if got := clientIP(r, trusted).String(); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestIPKeyCountsACustomerOnce(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]string{
		"203.0.113.9": "203.0.113.9", "::ffff:203.0.113.9": "203.0.113.9",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2::1": "2001:db8:1:2::/64", "2001:db8:1:3::1": "2001:db8:1:3::/64",
	} {
		if got := IPKey(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
	if got := IPKey(netip.Addr{}); got != "invalid IP" {
		t.Errorf("no address: %s", got)
	}
}
