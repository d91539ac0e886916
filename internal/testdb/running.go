package testdb

import (
	"context"
	"errors"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/pglocal"
)

// Env names the variable that says where a cluster runs already.
const Env = "PORTICO_TEST_PG"

// cluster is a running server and a pool on it for making databases.
type cluster struct {
	url  string
	pool *db.DB
}

// start finds or starts the cluster of this test binary, once.
var start = sync.OnceValues(func() (*cluster, error) {
	at := os.Getenv(Env)
	if at == "" {
		// It goes with this process, and its files with it.
		s, err := pglocal.Start(context.Background(), pglocal.Options{Ephemeral: true, Connections: 300, Bin: os.Getenv("PG_BIN")})
		if err != nil {
			return nil, err
		}
		at = s.URL
	}
	pool, err := db.Open(context.Background(), db.Config{URL: at, Unsafe: true, MaxOpen: 4})
	return &cluster{url: at, pool: pool}, err
})

func running(t testing.TB) *cluster {
	t.Helper()
	c, err := start()
	if errors.Is(err, pglocal.ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatalf("a cluster to test on: %v", err)
	}
	return c
}

// urlOf is the address of another database of the cluster.
func (c *cluster) urlOf(database string) string {
	u, err := url.Parse(c.url)
	if err != nil {
		return c.url // db.Open has read it, so it is no URL but a list of pairs
	}
	u.Path = "/" + database
	return u.String()
}
