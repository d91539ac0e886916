package member

import (
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
)

func TestATokenHasOneSpelling(t *testing.T) {
	t.Parallel()
	secret, hash := newSecret()
	tok := &Token{ID: TokenID(ids.New()), Kind: ForService}
	text := tok.text(secret)
	id, kind, got, ok := parseToken(text)
	if !ok || id != tok.ID || kind != ForService || string(got) != string(hash) {
		t.Fatalf("parseToken(%s) = %s, %s, %v", text, id, kind, ok)
	}
	for _, bad := range []string{"", text[1:], text[:len(text)-1], text + "A", " " + text, text + "=", strings.ToUpper(text),
		strings.Replace(text, "svc", "xyz", 1), strings.Replace(text, "portico", "Portico", 1), strings.Replace(text, "_"+secret, "-"+secret, 1)} {
		if _, _, _, ok := parseToken(bad); ok {
			t.Errorf("parseToken(%q) accepts", bad)
		}
	}
}

func TestWhatATokenMayBe(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	who := &actor.Actor{Person: ids.New(), Roles: []actor.Role{actor.ResellerSeller}}
	render := []string{string(access.CobrandRender)}
	tests := map[string]struct {
		in   NewToken
		want string
	}{
		"a plain one":          {NewToken{Name: "ci", Scopes: render}, "OK"},
		"366 days":             {NewToken{Name: "ci", Scopes: render, ExpiresAt: now.Add(tokenMaxLife)}, "OK"},
		"a second longer":      {NewToken{Name: "ci", Scopes: render, ExpiresAt: now.Add(tokenMaxLife + time.Second)}, "EXPIRY"},
		"already over":         {NewToken{Name: "ci", Scopes: render, ExpiresAt: now}, "EXPIRY"},
		"no name":              {NewToken{Name: "  ", Scopes: render}, "FORMAT"},
		"80 letters":           {NewToken{Name: strings.Repeat("ä", 80), Scopes: render}, "OK"},
		"81 letters":           {NewToken{Name: strings.Repeat("ä", 81), Scopes: render}, "FORMAT"},
		"a hidden name":        {NewToken{Name: "a\u202eb", Scopes: render}, "FORMAT"},
		"no scope":             {NewToken{Name: "ci"}, "REQUIRED"},
		"everything":           {NewToken{Name: "ci", Scopes: []string{"*"}}, "OK"},
		"everything and more":  {NewToken{Name: "ci", Scopes: append([]string{"*"}, render...)}, "SCOPE_ALL"},
		"a service of all":     {NewToken{Name: "ci", Kind: ForService, Scopes: []string{"*"}}, "SCOPE_ALL"},
		"an unknown action":    {NewToken{Name: "ci", Scopes: []string{"world.rule"}}, "UNKNOWN_SCOPE"},
		"more than the person": {NewToken{Name: "ci", Scopes: []string{string(access.MemberInvite)}}, "SCOPE_BEYOND"},
		"a scope twice":        {NewToken{Name: "ci", Scopes: append(render, render...)}, "SCOPE_TWICE"},
		"an unknown kind":      {NewToken{Name: "ci", Kind: "ROBOT", Scopes: render}, "UNKNOWN_KIND"},
		"41 scopes":            {NewToken{Name: "ci", Scopes: strings.Split(strings.Repeat("a,", 40)+"a", ",")}, "REQUIRED"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tok, err := tt.in.token(who, now)
			if got := fault.CodeOf(err); got != tt.want {
				t.Errorf("%+v = %v, want %s", tt.in, err, tt.want)
			}
			if err == nil && tt.in.ExpiresAt.IsZero() && tok.ExpiresAt != now.Add(90*24*time.Hour) {
				t.Errorf("lives until %v", tok.ExpiresAt)
			}
		})
	}
}

func FuzzParseToken(f *testing.F) {
	secret, _ := newSecret()
	f.Add((&Token{ID: TokenID(ids.New())}).text(secret))
	f.Fuzz(func(t *testing.T, text string) {
		id, k, _, ok := parseToken(text)
		if ok && (&Token{ID: id, Kind: k}).text(text[len(text)-secretChars:]) != text {
			t.Errorf("%q has two spellings", text)
		}
	})
}
