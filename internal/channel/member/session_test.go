package member

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// with is a request that carries a session.
func (w *world) with(in *Session) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql", nil)
	r.Header.Set("Cookie", w.cookieName()+"="+in.Token) // as it is, whatever it holds
	return r
}

func (w *world) whoIs(in *Session) (*actor.Actor, error) {
	return w.Authenticate(context.Background(), w.with(in))
}

func TestASessionTellsWhoItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller, actor.ResellerMarketer)
	who, err := w.whoIs(w.signIn(p))
	w.must(err)
	want := &actor.Actor{Person: string(p.ID), Partner: string(w.reseller), Roles: []actor.Role{actor.ResellerSeller, actor.ResellerMarketer}}
	if diff := cmp.Diff(want, who); diff != "" {
		t.Errorf("actor (-want +got):\n%s", diff)
	}
	if who, err := w.Authenticate(context.Background(), httptest.NewRequest(http.MethodGet, "/", nil)); who != nil || err != nil {
		t.Errorf("nobody = %v, %v", who, err)
	}
}

func TestASessionEnds(t *testing.T) {
	t.Parallel()
	seller, admin := actor.ResellerSeller, actor.VendorAdmin
	tests := map[string]struct {
		role  actor.Role
		steps []time.Duration // requests after these times; the last one decides
		want  string
	}{
		"not before an hour of rest":         {seller, []time.Duration{time.Hour - time.Second}, "OK"},
		"after an hour of rest":              {seller, []time.Duration{time.Hour}, "SESSION_OVER"},
		"not while it is used":               {seller, []time.Duration{50 * time.Minute, 50 * time.Minute, 50 * time.Minute}, "OK"},
		"after twelve hours of use":          {seller, append(repeat(50*time.Minute, 14), 20*time.Minute), "SESSION_OVER"},
		"not before twelve hours":            {seller, append(repeat(50*time.Minute, 14), 19*time.Minute), "OK"},
		"an administrator's, in 15 minutes":  {admin, []time.Duration{15 * time.Minute}, "SESSION_OVER"},
		"an administrator's, not before":     {admin, []time.Duration{14*time.Minute + 59*time.Second, 14 * time.Minute}, "OK"},
		"use within a minute is not written": {admin, []time.Duration{59 * time.Second, 14*time.Minute + time.Second}, "SESSION_OVER"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, Config{})
			house := w.reseller
			if tt.role == admin {
				house = ""
			}
			in := w.signIn(w.person(house, "robin@acorn.example", tt.role))
			var err error
			for _, d := range tt.steps {
				w.pass(d)
				_, err = w.whoIs(in)
			}
			w.wants("the last request", err, tt.want)
		})
	}
}

func repeat(d time.Duration, n int) []time.Duration {
	out := make([]time.Duration, n)
	for i := range out {
		out[i] = d
	}
	return out
}

func TestSigningInAnewEndsTheOldSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	first, other := w.signIn(p), w.signIn(p)
	from := home
	from.Previous = first.Token
	second, err := w.SignIn(context.Background(), p.Email, goodPassword, from)
	w.must(err)
	if second.Token == first.Token {
		t.Error("the token stayed")
	}
	for in, want := range map[*Session]string{first: "SESSION_OVER", second: "OK", other: "OK"} {
		_, err := w.whoIs(in)
		w.wants("session", err, want)
	}
}

func TestAForgedSessionIsNobodys(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	in := w.signIn(w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller))
	for _, bad := range variants(in.Token) {
		forged := *in
		forged.Token = bad
		if who, _ := w.whoIs(&forged); who != nil {
			t.Errorf("%q is %v", bad, who)
		}
		_, err := w.bySession(context.Background(), bad)
		w.wants(fmt.Sprintf("%q", bad), err, "SESSION_OVER")
	}
	_, err := w.whoIs(in)
	w.must(err)
}

// variants are a secret with each bit turned, cut, lengthened and dressed up.
func variants(secret string) []string {
	out := []string{"", secret[1:], secret[:len(secret)-1], secret + "A", secret + "=", strings.ToUpper(secret), strings.ToLower(secret), " " + secret}
	for i := range len(secret) {
		for bit := range 7 {
			b := []byte(secret)
			b[i] ^= 1 << bit
			out = append(out, string(b))
		}
	}
	return out
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	one, two, three := w.signIn(p), w.signIn(p), w.signIn(p)
	out := func(in *Session, end func(context.Context) (bool, error), want bool) {
		rec := httptest.NewRecorder()
		w.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			ended, err := end(r.Context())
			w.must(err)
			if ended != want {
				t.Errorf("ended = %v", ended)
			}
		})).ServeHTTP(rec, w.with(in))
		if got := rec.Header().Values("Set-Cookie"); len(got) != 1 || !strings.Contains(got[0], "Max-Age=0") {
			t.Errorf("cookies = %v", got)
		}
	}
	out(one, w.SignOut, true)
	out(one, w.SignOut, false) // again is no error
	for in, want := range map[*Session]string{one: "SESSION_OVER", two: "OK"} {
		_, err := w.whoIs(in)
		w.wants("after signing out of one", err, want)
	}
	out(two, w.SignOutEverywhere, true)
	for _, in := range []*Session{two, three} {
		_, err := w.whoIs(in)
		w.wants("after signing out everywhere", err, "SESSION_OVER")
	}
	if n := w.recorded(actionSignOut); n != 2 {
		t.Errorf("%d sign-outs in the trail: %v", n, w.trail())
	}
	_, err := w.SignOutEverywhere(context.Background())
	w.wants("nobody signs out everywhere", err, "UNAUTHENTICATED")
}

func TestDisablingAndEndingWorkAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	w.person(w.reseller, "boss@acorn.example", actor.ResellerAdmin)
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	q := w.person(w.stranger, "lee@birch.example", actor.ResellerSeller)
	disabled, ended := w.signIn(p), w.signIn(q)
	tok, err := w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)

	_, err = w.Disable(w.system(), p.ID)
	w.must(err)
	_, err = w.partners.SetStatus(w.system(), w.stranger, partner.Ended)
	w.must(err)
	for _, in := range []*Session{disabled, ended} {
		_, err := w.whoIs(in)
		w.wants("session", err, "SESSION_OVER")
	}
	_, err = w.bear(tok.Secret)
	w.wants("token", err, "TOKEN_REFUSED")

	back, err := w.Reinvite(w.system(), p.ID)
	w.must(err)
	_, err = w.AcceptInvitation(context.Background(), back.Secret, otherPassword)
	w.must(err)
	_, err = w.whoIs(disabled)
	w.wants("the old session of one who is back", err, "SESSION_OVER")
	_, err = w.bear(tok.Secret)
	w.wants("the old token of one who is back", err, "TOKEN_REFUSED")
}

// P17: the process dies between the two transactions of Disable.
func TestADisablingThatWasCutOffLeavesNoTokenForTheWayBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	w.person(w.reseller, "boss@acorn.example", actor.ResellerAdmin)
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	tok, err := w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)
	_, err = gate.Write(w.system(), w.gate, gate.Ask{Action: access.MemberInvite}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Changed("person", string(p.ID), p.Status, StatusDisabled))
		return struct{}{}, setStatus(w.system(), tx, p.ID, StatusDisabled)
	})
	w.must(err)
	back, err := w.Reinvite(w.system(), p.ID)
	w.must(err)
	_, err = w.AcceptInvitation(context.Background(), back.Secret, otherPassword)
	w.must(err)
	_, err = w.bear(tok.Secret)
	w.wants("the old token of one who is back", err, "TOKEN_REFUSED")
}

func TestRolesHoldAtTheNextRequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	in := w.signIn(p)
	_, err := w.ChangeRoles(w.system(), p.ID, []actor.Role{actor.ResellerMarketer})
	w.must(err)
	who, err := w.whoIs(in)
	w.must(err)
	if !who.Has(actor.ResellerMarketer) || who.Has(actor.ResellerSeller) {
		t.Errorf("roles = %v", who.Roles)
	}
}

func TestCookie(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	in := w.signIn(w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller))
	got := w.Cookie(in).String()
	if want := "__Host-portico=" + in.Token + "; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax"; got != want {
		t.Errorf("cookie = %s", got)
	}
	if got := w.NoCookie().String(); got != "__Host-portico=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax" {
		t.Errorf("no cookie = %s", got)
	}
	plain := NewService(w.gate, Config{Insecure: true})
	if got := plain.Cookie(in).String(); got != "portico="+in.Token+"; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax" {
		t.Errorf("plain cookie = %s", got)
	}
}

// otherToken has the form of token and differs from it.
func otherToken(token string) string {
	if token[0] == 'A' {
		return "B" + token[1:]
	}
	return "A" + token[1:]
}

func TestMiddleware(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	in := w.signIn(p)
	tok, err := w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)
	tests := map[string]struct {
		cookie, bearer string
		status         int
		person         ID
		drops          bool
	}{
		"nobody":                          {"", "", 200, "", false},
		"a session":                       {in.Token, "", 200, p.ID, false},
		"a session that is over":          {otherToken(in.Token), "", 200, "", true},
		"a token":                         {"", "Bearer " + tok.Secret, 200, p.ID, false},
		"a token, scheme in small":        {"", "bearer " + tok.Secret, 200, p.ID, false},
		"a bad token":                     {"", "Bearer x" + tok.Secret, 401, "", false},
		"a bad token beside a session":    {in.Token, "Bearer x", 401, "", false},
		"another scheme":                  {"", "Basic " + tok.Secret, 401, "", false},
		"an empty header":                 {in.Token, " ", 401, "", false},
		"a session's token as the bearer": {"", "Bearer " + in.Token, 401, "", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/graphql", nil)
			if tt.cookie != "" {
				r.AddCookie(&http.Cookie{Name: "__Host-portico", Value: tt.cookie})
			}
			if tt.bearer != "" {
				r.Header.Set("Authorization", tt.bearer)
			}
			var seen ID
			rec := httptest.NewRecorder()
			w.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				if who := actor.From(r.Context()); who != nil {
					seen = ID(who.Person)
				}
			})).ServeHTTP(rec, r)
			if rec.Code != tt.status || seen != tt.person || strings.Contains(rec.Header().Get("Set-Cookie"), "Max-Age=0") != tt.drops {
				t.Errorf("status %d, person %q, %v", rec.Code, seen, rec.Header())
			}
			if tt.status == 401 && (!strings.Contains(rec.Body.String(), `"code":"UNAUTHENTICATED"`) || rec.Header().Get("Cache-Control") != "no-store, private") {
				t.Errorf("refusal = %s %v", rec.Body, rec.Header())
			}
		})
	}
}

func TestAMutationSignsInThroughTheContext(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	old := w.signIn(p)
	w.pass(2 * time.Hour)
	r := w.with(old)
	r.Header.Set("User-Agent", "a browser \u202e"+strings.Repeat("x", 500))
	rec := httptest.NewRecorder()
	var in *Session
	w.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		from := OriginOf(r.Context())
		if from.Previous != old.Token {
			t.Errorf("origin = %+v", from)
		}
		var err error
		in, err = w.SignIn(r.Context(), p.Email, goodPassword, from)
		w.must(err)
		w.Keep(r.Context(), in)
	})).ServeHTTP(rec, r)
	if diff := cmp.Diff([]string{w.Cookie(in).String()}, rec.Header().Values("Set-Cookie")); diff != "" {
		t.Errorf("cookies (-want +got):\n%s", diff)
	}
	if got := ask[string](w, `select user_agent from session`); got != "a browser "+strings.Repeat("x", 390) {
		t.Errorf("one session of %q is wanted", got)
	}
}
