package member

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func (w *world) bear(secret string) (*actor.Actor, error) {
	r := httptest.NewRequest(http.MethodPost, "/graphql", nil)
	r.Header.Set("Authorization", "Bearer "+secret)
	return w.Authenticate(context.Background(), r)
}

func TestATokenActsAsItsPersonWithinItsScopes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerAdmin)
	tok, err := w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{string(access.MemberRead)}})
	w.must(err)
	if !strings.HasPrefix(tok.Secret, "portico_pat_") || len(tok.Secret) != 88 {
		t.Errorf("secret = %s", tok.Secret)
	}
	who, err := w.bear(tok.Secret)
	w.must(err)
	if who.Person != string(p.ID) || who.Partner != string(w.reseller) || who.Token != string(tok.ID) {
		t.Errorf("actor = %+v", who)
	}
	ctx := actor.With(context.Background(), who)
	if err := gate.Allow(ctx, w.gate, gate.Ask{Action: access.MemberRead}); err != nil {
		t.Errorf("within the scopes: %v", err)
	}
	_, err = w.ChangeRoles(ctx, p.ID, []actor.Role{actor.ResellerAdmin})
	w.wants("beyond the scopes", err, "FORBIDDEN")
	if me, err := w.Me(ctx); err != nil || me.ID != p.ID {
		t.Errorf("Me = %v, %v", me, err)
	}
}

func TestATokenIsForAPersonToMake(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	boss := w.person(w.reseller, "boss@acorn.example", actor.ResellerAdmin)
	all, err := w.CreateToken(w.as(boss), NewToken{Name: "all", Scopes: []string{"*"}})
	w.must(err)
	who, err := w.bear(all.Secret)
	w.must(err)
	program := actor.With(context.Background(), who)

	_, err = w.CreateToken(program, NewToken{Name: "more", Scopes: []string{"*"}})
	w.wants("a token makes a token", err, "IN_PERSON")
	_, err = w.ResetPassword(program, p.ID)
	w.wants("a token resets a password", err, "IN_PERSON")
	_, err = w.ChangePassword(program, goodPassword, otherPassword, home)
	w.wants("a token changes a password", err, "IN_PERSON")
	_, err = w.CreateToken(w.system(), NewToken{Name: "system", Scopes: []string{"*"}})
	w.wants("the system makes a token", err, "IN_PERSON")
	service := NewToken{Name: "erp", Kind: ForService, Scopes: []string{string(access.LibraryRead)}}
	_, err = w.CreateToken(w.as(p), service)
	w.wants("a seller makes a service token", err, "SERVICE_TOKEN")
	tok, err := w.CreateToken(w.as(boss), service)
	w.must(err)
	if !strings.HasPrefix(tok.Secret, "portico_svc_") {
		t.Errorf("secret = %s", tok.Secret)
	}
}

func TestATokenEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	other := w.person(w.stranger, "lee@birch.example", actor.ResellerAdmin)
	chief := w.person("", "chief@vendor.example", actor.VendorAdmin)
	designer := w.person("", "designer@vendor.example", actor.TemplateDesigner)
	add := func(in NewToken) *Token {
		in.Name, in.Scopes = "ci", []string{"*"}
		tok, err := w.CreateToken(w.as(p), in)
		w.must(err)
		return tok
	}
	short, long, third := add(NewToken{ExpiresAt: w.Now().Add(time.Hour)}), add(NewToken{}), add(NewToken{})
	w.pass(time.Hour - time.Second)
	_, err := w.bear(short.Secret)
	w.must(err)
	w.pass(time.Second)
	_, err = w.bear(short.Secret)
	w.wants("expired", err, "TOKEN_REFUSED")

	for name, who := range map[string]*Person{"another partner": other, "a designer of the vendor": designer} {
		_, err := w.RevokeToken(w.as(who), long.ID)
		w.wants(name+" revokes", err, "NOT_FOUND")
	}
	_, err = w.bear(long.Secret)
	w.must(err)
	_, err = w.RevokeToken(w.as(p), long.ID)
	w.must(err)
	_, err = w.bear(long.Secret)
	w.wants("revoked", err, "TOKEN_REFUSED")
	_, err = w.RevokeToken(w.as(p), long.ID)
	w.wants("revoked again", err, "TOKEN_REVOKED")
	_, err = w.RevokeToken(w.as(chief), third.ID)
	w.must(err)
	_, err = w.RevokeToken(w.as(p), "no-id")
	w.wants("no id", err, "NOT_FOUND")
}

func TestAForgedTokenIsNobodys(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	one, err := w.CreateToken(w.as(p), NewToken{Name: "one", Scopes: []string{"*"}})
	w.must(err)
	two, err := w.CreateToken(w.as(p), NewToken{Name: "two", Scopes: []string{"*"}})
	w.must(err)
	forged := append(variants(one.Secret), strings.Replace(one.Secret, "pat", "svc", 1),
		one.Secret[:len(one.Secret)-secretChars]+two.Secret[len(two.Secret)-secretChars:],
		one.Secret+","+two.Secret, string(one.ID), "null", strings.Repeat(".", 10_000), strings.Repeat("A", 1<<20))
	for _, bad := range forged {
		if who, err := w.bear(bad); who != nil || fault.CodeOf(err) != "TOKEN_REFUSED" {
			t.Errorf("%.100q is %v, %v", bad, who, err)
		}
	}
	_, err = w.bear(one.Secret)
	w.must(err)
}

func TestUseOfATokenIsWrittenOnceAMinute(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	tok, err := w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)
	start := w.Now()
	for _, step := range []struct{ wait, want time.Duration }{{0, 0}, {59 * time.Second, 0}, {time.Second, time.Minute}} {
		w.pass(step.wait)
		_, err := w.bear(tok.Secret)
		w.must(err)
		used, err := gate.Read(w.as(p), w.gate, gate.Ask{Action: access.TokenManage}, func(v *gate.View) (*Token, error) { return tokenByID(w.as(p), v, tok.ID) })
		w.must(err)
		if at := used.LastUsedAt; at == nil || !at.Equal(start.Add(step.want)) {
			t.Errorf("after %v last used at %v", step.wait, at)
		}
	}
}

func TestARepeatGetsTheFirstAnswerWithoutTheSecret(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerAdmin)
	ctx := gate.WithKey(w.as(p), "key-1", []byte("createToken"))
	first, err := w.CreateToken(ctx, NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)
	again, err := w.CreateToken(ctx, NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)
	if again.ID != first.ID || again.Secret != "" || first.Secret == "" {
		t.Errorf("token %s, again %s with %q", first.ID, again.ID, again.Secret)
	}
	in := Invitation{Email: "new@acorn.example", Name: "New", Roles: []actor.Role{actor.ResellerSeller}}
	w.links("invite", p, func(ctx context.Context) (*Link, error) { return w.Invite(ctx, in) })
	who := w.invite(w.reseller, "other@acorn.example", actor.ResellerSeller).Person.ID
	l := w.links("reinvite", p, func(ctx context.Context) (*Link, error) { return w.Reinvite(ctx, who) })
	_, err = w.AcceptInvitation(context.Background(), l.Secret, goodPassword)
	w.must(err)
}

// links asks twice with one key and gives the first answer.
func (w *world) links(key string, as *Person, do func(context.Context) (*Link, error)) *Link {
	w.t.Helper()
	ctx := gate.WithKey(w.as(as), key, []byte(key))
	first, err := do(ctx)
	w.must(err)
	again, err := do(ctx)
	w.must(err)
	if again.Person.ID != first.Person.ID || again.Secret != "" || first.Secret == "" {
		w.t.Errorf("%s: link of %s, again of %s with %q", key, first.Person.ID, again.Person.ID, again.Secret)
	}
	return first
}

func TestFiftyTokensAndNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	var last *Token
	for range maxTokens {
		var err error
		last, err = w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{"*"}})
		w.must(err)
	}
	_, err := w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{"*"}})
	w.wants("token 51", err, "TOKEN_LIMIT")
	_, err = w.RevokeToken(w.as(p), last.ID)
	w.must(err)
	_, err = w.CreateToken(w.as(p), NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)
}
