package graph_test

import (
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

// A portal shows who has come in without asking again.
func TestASignInTellsWhoCameIn(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	a := c.Client().Do(`mutation($in: SignInInput!) { signIn(input: $in) { viewer { person { name email } partner { displayName } roles } userErrors { code } } }`,
		testkit.Vars{"in": testkit.Vars{"email": c.Acorn.Admin.Email, "password": testkit.Password}})
	if got := a.Text("data", "signIn", "viewer", "person", "name"); got != c.Acorn.Admin.Name {
		t.Errorf("%q came in: %s", got, a.Body)
	}
	if a.Text("data", "signIn", "viewer", "partner", "displayName") == "" {
		t.Errorf("of no partner: %s", a.Body)
	}
}
