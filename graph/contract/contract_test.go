package contract

import (
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// site is what the programs in client/ are told.
type site struct {
	URL   string         `json:"url"`
	Token string         `json:"token"`
	Vars  map[string]any `json:"vars,omitempty"`
}

// served starts the server with a channel in it, for a person with a token.
func served(t *testing.T, who func(*testkit.Channel) *member.Person) (*testkit.Channel, site) {
	t.Helper()
	c := testkit.NewChannel(t)
	c.Start()
	return c, site{URL: c.URL(), Token: tokenOf(c, who(c))}
}

func tokenOf(c *testkit.Channel, p *member.Person) string {
	c.T.Helper()
	tok, err := c.Members.CreateToken(c.As(p), member.NewToken{Name: "contract", Scopes: []string{"*"}, ExpiresAt: c.Clock.Now().Add(time.Hour)})
	c.Must(err)
	return tok.Secret
}

func seller(c *testkit.Channel) *member.Person { return c.Acorn.Admin }
