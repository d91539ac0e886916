package member

import (
	"context"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

var auditNote = audit.Entry{Outcome: audit.Done, Kind: "test"}

// A whole life of a person, after which no secret may lie anywhere in the open.
func TestNothingThatOpensADoorIsStored(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	boss := w.person(w.reseller, "boss@acorn.example", actor.ResellerAdmin)
	ctx := gate.WithKey(w.as(boss), "invite-1", []byte("x"))
	l, err := w.Invite(ctx, Invitation{Email: "robin@acorn.example", Name: "Robin Larkspur", Roles: []actor.Role{actor.ResellerSeller}})
	w.must(err)
	p, err := w.AcceptInvitation(context.Background(), l.Secret, goodPassword)
	w.must(err)
	in := w.signIn(p)
	_, err = w.SignIn(context.Background(), p.Email, otherPassword, home)
	w.wants("wrong password", err, "SIGN_IN_REFUSED")
	tok, err := w.CreateToken(gate.WithKey(w.as(p), "token-1", []byte("y")), NewToken{Name: "ci", Scopes: []string{"*"}})
	w.must(err)
	_, err = w.RevokeToken(w.as(p), tok.ID)
	w.must(err)
	_, err = w.ChangeRoles(w.as(boss), p.ID, []actor.Role{actor.ResellerMarketer})
	w.must(err)
	_, err = w.SignOut(withBrowser(w.as(p), &browser{header: http.Header{}, token: in.Token, known: true}))
	w.must(err)
	again := w.signIn(p)
	_, err = w.Disable(w.as(boss), p.ID)
	w.must(err)

	stored := w.dump()
	secrets := []string{goodPassword, otherPassword, l.Secret, in.Token, again.Token, tok.Secret[len(tok.Secret)-secretChars:]}
	for _, s := range secrets {
		raw := hex.EncodeToString([]byte(s))
		for _, form := range []string{s, raw} {
			if strings.Contains(stored, form) {
				t.Errorf("%q lies in the database", s)
			}
		}
	}
	lines := strings.Join(w.trail(), "\n")
	for _, known := range []string{p.Email, p.Name, "$argon2id"} {
		if strings.Contains(lines, known) {
			t.Errorf("%q stands in the trail", known)
		}
	}
	for _, want := range []string{
		"member.invite DONE person:" + string(boss.ID) + " person " + string(p.ID) + " " + string(w.reseller),
		actionPassword + " DONE person:" + string(p.ID) + " person " + string(p.ID) + " " + string(w.reseller),
		actionSignIn + " DONE person:" + string(p.ID) + " person " + string(p.ID) + " " + string(w.reseller),
		actionSignIn + " REFUSED system:door account " + accountOf(p.Email).String() + " - {}",
		"token.manage DONE person:" + string(p.ID) + " api_token " + string(tok.ID),
		actionSignOut + " DONE person:" + string(p.ID),
		actionToken + " DONE person:" + string(boss.ID) + " person " + string(p.ID) + " " + string(w.reseller),
	} {
		if !strings.Contains(lines, want) {
			t.Errorf("the trail lacks %q:\n%s", want, lines)
		}
	}
}

// dump is every row that this module or the door behind it writes, as text.
func (w *world) dump() string {
	w.t.Helper()
	var all []string
	for _, table := range []string{"person", "password", "session", "api_token", "sign_in_attempt", "invitation"} {
		all = append(all, ask[string](w, `select coalesce(string_agg(x::text, '|'), '') from `+table+` x`))
	}
	all = append(all, w.trail()...)
	for _, email := range []string{"boss@acorn.example", "robin@acorn.example"} {
		p := &Person{ID: ID(ask[string](w, `select id from person where email = $1`, email)), PartnerID: w.reseller, Roles: []actor.Role{actor.ResellerAdmin}}
		out, err := gate.Read(w.as(p), w.gate, gate.Ask{Action: access.MemberRead}, func(v *gate.View) (string, error) {
			var text string
			return text, v.Get(w.as(p), &text, `select string_agg(x::text, '|') from idempotency_key x`)
		})
		w.must(err)
		all = append(all, out)
	}
	return strings.Join(all, "\n")
}

func TestForget(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	w.person(w.reseller, "boss@acorn.example", actor.ResellerAdmin)
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	w.signIn(p)
	_, err := w.SignIn(context.Background(), p.Email, otherPassword, home)
	w.wants("wrong", err, "SIGN_IN_REFUSED")
	for _, step := range []struct {
		wait               time.Duration
		sessions, attempts int
	}{
		{0, 1, 2}, {time.Hour - time.Second, 1, 2}, {time.Second, 0, 2}, {23*time.Hour + time.Second, 0, 1}, {29 * 24 * time.Hour, 0, 0},
	} {
		w.pass(step.wait)
		w.must(w.Forget(context.Background()))
		got := fmt.Sprint(ask[int](w, `select count(*) from session`), ask[int](w, `select count(*) from sign_in_attempt`))
		if want := fmt.Sprint(step.sessions, step.attempts); got != want {
			t.Errorf("after %v: sessions and tries %s, want %s", step.wait, got, want)
		}
	}
}

// Every statement constant of the package is one that the schema understands.
func TestStatementsFitTheSchema(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	found := 0
	for name, text := range statements(t) {
		_, err := gate.Door(context.Background(), w.gate, func(tx *gate.Tx) (int64, error) {
			return tx.Exec(context.Background(), "prepare s_"+strconv.Itoa(found)+" as "+text)
		})
		if found++; err != nil {
			t.Errorf("%s: %v %v", name, err, cause(err))
		}
	}
	if found < 30 {
		t.Errorf("only %d statements were found", found)
	}
}

// statements are the string constants that begin with a verb of SQL.
func statements(t *testing.T) map[string]string {
	t.Helper()
	parts := map[string]ast.Expr{}
	pkgs, err := parser.ParseDir(token.NewFileSet(), ".", nil, 0) //nolint:staticcheck // one folder, no build tags
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range pkgs["member"].Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
				parts[v.Names[0].Name] = v.Values[0]
			}
			return true
		})
	}
	out := map[string]string{}
	for name, e := range parts {
		text := strings.TrimSpace(constant(e, parts))
		verb, _, _ := strings.Cut(text, " ")
		if verb, _, _ = strings.Cut(verb, "\n"); strings.Contains(" select insert update delete ", " "+verb+" ") && strings.Contains(text, "$") {
			out[name] = text
		}
	}
	return out
}

func constant(e ast.Expr, parts map[string]ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(e.Value)
		return s
	case *ast.Ident:
		if parts[e.Name] != nil {
			return constant(parts[e.Name], parts)
		}
	case *ast.BinaryExpr:
		return constant(e.X, parts) + constant(e.Y, parts)
	}
	return ""
}
