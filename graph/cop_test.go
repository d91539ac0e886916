package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

// The twelve looks that graphql-cop (github.com/dolevf/graphql-cop) takes at a
// server, as a stranger takes them, and one that it has retired. Each tells
// whether the server has the weakness.
var cop = map[string]func(c *testkit.Client) bool{
	"field suggestions": func(c *testkit.Client) bool {
		return strings.Contains(string(c.Do("query cop { __schema { directive } }", nil).Body), "Did you mean")
	},
	"introspection": func(c *testkit.Client) bool {
		return c.Do("query cop { __schema { types { name fields { name } } } }", nil).At("data", "__schema", "types") != nil
	},
	"an IDE": func(c *testkit.Client) bool {
		for _, path := range []string{"/", "/graphql", "/graphiql", "/playground", "/console"} {
			if a := c.Get(path, "Accept", "text/html"); shows(a, "graphiql.min.css", "GraphQL Playground", "GraphiQL", "graphql-playground") {
				return true
			}
		}
		return false
	},
	"queries by GET": func(c *testkit.Client) bool {
		return c.Get("/graphql?query=query+cop+%7B__typename%7D").At("data") != nil
	},
	"a hundred aliases": func(c *testkit.Client) bool {
		return c.Do("query cop { "+many(101, func(i int) string { return fmt.Sprintf("alias%d: __typename", i) })+" }", nil).At("data", "alias100") != nil
	},
	"batches": func(c *testkit.Client) bool {
		batch := "[" + strings.TrimSuffix(strings.Repeat(`{"query":"query cop { __typename }"},`, 10), ",") + "]"
		list, many := c.Send("POST", "/graphql", strings.NewReader(batch), "Content-Type", "application/json").At().([]any)
		return many && len(list) > 0
	},
	"tracing": func(c *testkit.Client) bool {
		return shows(c.Do("query cop { __typename }", nil), "tracing")
	},
	"a directive ten times": func(c *testkit.Client) bool {
		return len(c.Do("query cop { __typename "+strings.Repeat("@aa", 10)+" }", nil).List("errors")) == 10
	},
	"circles by introspection": func(c *testkit.Client) bool {
		circle := "query cop { __schema { types " + strings.Repeat("{ fields { type ", 4) + "{ name }" + strings.Repeat("} }", 4) + " } }"
		return c.Do(circle, nil).At("data", "__schema") != nil
	},
	"mutations by GET": func(c *testkit.Client) bool {
		return c.Get("/graphql?query=mutation+cop+%7B__typename%7D").At("data") != nil
	},
	"forms": func(c *testkit.Client) bool {
		return c.Send("POST", "/graphql", strings.NewReader("query=query+cop+%7B__typename%7D"), "Content-Type", "application/x-www-form-urlencoded").At("data") != nil
	},
	"exceptions that show": func(c *testkit.Client) bool {
		return shows(c.Do("qwerty cop { abc }", nil), "exception", ".go:", "goroutine")
	},
	"one field five hundred times": func(c *testkit.Client) bool {
		return c.Do("query cop { "+strings.Repeat("__typename \n", 500)+" }", nil).At("data", "__typename") != nil
	},
}

func shows(a *testkit.Answer, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(string(a.Body), w) })
}

func TestGraphQLCopFindsNothing(t *testing.T) {
	t.Parallel()
	nobody := testkit.New(t).Start().Client()
	for name, weak := range cop {
		if weak(nobody) {
			t.Errorf("graphql-cop would find: %s", name)
		}
	}
	if a := nobody.Do("query cop { __typename }", nil); a.Status != http.StatusOK || a.Text("data", "__typename") != "Query" {
		t.Errorf("the server does not answer at all: %d %s", a.Status, a.Body) // then nothing above would mean anything
	}
}
