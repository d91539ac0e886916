// Command plain is what Portico would be without a read engine: the same data
// through gqlgen's ordinary executor, with one prepared statement for each level
// of the query. It is the fourth server of bench/graphql.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/bench/graphql/figures"
	"github.com/portico-prm/portico/internal/platform/db"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "plain:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	debug.SetGCPercent(400) // as Portico runs
	conns, err := strconv.Atoi(os.Getenv("BENCH_CONNS"))
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, db.Config{URL: os.Getenv("DATABASE_URL"), MaxOpen: conns, Unsafe: true})
	if err != nil {
		return err
	}
	figures.Serve()
	srv := handler.New(NewExecutableSchema(Config{Resolvers: resolver{store{d}}}))
	srv.AddTransport(transport.POST{})
	srv.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	http.Handle("/graphql", srv)
	return http.ListenAndServe("127.0.0.1:"+os.Getenv("BENCH_PORT"), nil)
}
