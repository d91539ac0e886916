package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/internal/testkit"
)

// deep walks between two types that name each other, so that the document is valid.
func deep(levels int) string {
	open, closing := "{ viewer { partner ", " } }"
	for range (levels - 3) / 2 { // each round is two levels
		open, closing = open+"{ links { distributor ", " } }"+closing
	}
	last := "{ id }"
	if levels%2 == 0 {
		last = "{ type { key } }"
	}
	return open + last + closing
}

func many(n int, each func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(each(i) + " ")
	}
	return b.String()
}

// Every limit of TRUST.md 4 that a document can meet, at the limit and one more.
func TestDocumentsHoldAtTheirLimits(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	boss := c.Start().SignedIn(c.Boss)
	alias := func(i int) string { return fmt.Sprintf("a%d: roles", i) }
	sign := `signIn(input: {email: "a@b.example", password: "x"}) { userErrors { code } }`
	token := func(i int) string {
		return fmt.Sprintf(`m%d: revokeApiToken(input: {id: "x"}) { userErrors { code } }`, i)
	}
	tests := map[string]struct {
		at, over string
	}{
		"depth":        {deep(12), deep(13)},
		"aliases":      {"{ viewer { " + many(30, alias) + "} }", "{ viewer { " + many(31, alias) + "} }"},
		"root fields":  {"{ " + strings.Repeat("viewer { roles } ", 20) + "}", "{ " + strings.Repeat("viewer { roles } ", 21) + "}"},
		"mutations":    {"mutation { " + many(4, token) + "}", "mutation { " + many(5, token) + "}"},
		"sign-ins":     {"mutation { a: " + sign + " }", "mutation { a: " + sign + " b: " + sign + " }"},
		"in fragments": {"mutation { ...F a: " + sign + " } fragment F on Mutation { __typename }", "mutation { ...F a: " + sign + " } fragment F on Mutation { b: " + sign + " }"},
		"spreads":      {spreads(500), spreads(501)},
		"repeats":      {"{ viewer { " + strings.Repeat("roles ", 100) + "} }", "{ viewer { " + strings.Repeat("roles ", 101) + "} }"},
	}
	for name, tt := range tests {
		if a := boss.Do(tt.at, nil); slices.Contains(a.Codes(), "QUERY_TOO_LARGE") || a.Status != http.StatusOK {
			t.Errorf("%s, at the limit: %d %.300s", name, a.Status, a.Body)
		}
		if a := boss.Do(tt.over, nil); !slices.Equal(a.Codes(), []string{"QUERY_TOO_LARGE"}) || a.At("data") != nil {
			t.Errorf("%s, one more: %d %.300s", name, a.Status, a.Body)
		}
	}
	if a := boss.Do("{ viewer { "+strings.Repeat("roles ", 2000)+"} }", nil); len(a.List("errors")) == 0 || a.At("data") != nil {
		t.Errorf("2,005 tokens: %d %.200s", a.Status, a.Body)
	}
	if a := boss.Send("POST", "/graphql", strings.NewReader(`[{"query":"{ viewer { roles } }"}]`), "Content-Type", "application/json"); a.At(0, "data") != nil {
		t.Errorf("a batch: %d %.200s", a.Status, a.Body)
	}
	if a := boss.Send("POST", "/graphql", strings.NewReader(`{"query":"{ viewer { roles } }`+strings.Repeat(" ", 256<<10)+`"}`), "Content-Type", "application/json"); a.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of more than 256 KiB: %d %.200s", a.Status, a.Body)
	}
}

// P15: pages inside of pages multiply. What could come to a million objects is
// refused before the first is read; what a portal shows is not.
func TestPagesInsideOfPagesAreBounded(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	boss := c.Start().SignedIn(c.Boss)
	pages := func(first ...int) string {
		open, closing := "{ ", " }"
		for i, n := range first {
			field := "portfolio"
			if i == 0 {
				field = "partners"
			}
			open, closing = open+fmt.Sprintf("%s(first: %d) { nodes { id ", field, n), " } }"+closing
		}
		return open + closing
	}
	for _, tt := range []struct {
		first []int
		ok    bool
	}{{[]int{100}, true}, {[]int{20, 20}, true}, {[]int{100, 20}, true}, {[]int{100, 100, 2}, true}, {[]int{100, 100, 3}, false}, {[]int{100, 100, 100}, false}, {[]int{100, 100, 100, 100}, false}} {
		a := boss.Do(pages(tt.first...), nil)
		if refused := slices.Equal(a.Codes(), []string{"QUERY_TOO_LARGE"}); refused == tt.ok {
			t.Errorf("pages of %v: refused %v, %.200s", tt.first, refused, a.Body)
		}
	}
	vars := `query($n: Int!) { partners(first: $n) { nodes { portfolio(first: $n) { nodes { portfolio(first: $n) { nodes { id } } } } } } }`
	if a := boss.Do(vars, testkit.Vars{"n": 100}); !slices.Equal(a.Codes(), []string{"QUERY_TOO_LARGE"}) {
		t.Errorf("the same by a variable: %.200s", a.Body)
	}
	fragment := `{ partners(first: 100) { nodes { ...P } } } fragment P on Partner { portfolio(first: 100) { nodes { ...Q } } } fragment Q on Partner { portfolio(first: 100) { nodes { id } } }`
	if a := boss.Do(fragment, nil); !slices.Equal(a.Codes(), []string{"QUERY_TOO_LARGE"}) {
		t.Errorf("the same in fragments: %.200s", a.Body)
	}
}

// spreads spreads one fragment so many times.
func spreads(n int) string {
	return "{ viewer { " + strings.Repeat("...F ", n) + "} } fragment F on Viewer { roles }"
}

// bomb is fragments that each spread the next twice: 2^n fields in a document
// that grows by a line.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("{ viewer { ...F0 } }")
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Viewer { ...F%d ...F%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment F%d on Viewer { roles }", n)
	return b.String()
}

// M1, P15: the cost of a refusal grows with the document, not with what the
// document would come to. Ten times the fragments are 2^135 times the fields.
func TestFragmentsThatDoubleAreRefusedAtOnce(t *testing.T) {
	w := testkit.New(t).Start()
	nobody := w.Client()
	cost := func(n int) time.Duration {
		return logotest.CPU(t, func() {
			for range 20 {
				if a := nobody.Do(bomb(n), nil); !slices.Equal(a.Codes(), []string{"QUERY_TOO_LARGE"}) {
					t.Fatalf("%d fragments: %d %.200s", n, a.Status, a.Body)
				}
			}
		})
	}
	cost(15) // warm
	small, large := cost(15), cost(150)
	t.Logf("15 fragments %v, 150 fragments %v", small/20, large/20)
	if large > 40*small {
		t.Errorf("a document of ten times the size costs %v instead of %v", large/20, small/20)
	}
	if a := nobody.Do("{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }", nil); len(a.List("errors")) == 0 {
		t.Errorf("a circle of fragments: %s", a.Body)
	}
}

// M2: the same field again and again must not cost its square.
func TestRepeatedFieldsDoNotCostTheirSquare(t *testing.T) {
	w := testkit.New(t).Start()
	nobody := w.Client()
	cost := func(n int) time.Duration {
		query := "{ viewer { " + strings.Repeat("roles ", n) + "} }"
		return logotest.CPU(t, func() {
			for i := range 5 {
				nobody.Do(query+strings.Repeat(" ", i+n), nil) // another text, so that no cache answers
			}
		})
	}
	cost(400)
	small, large := cost(450), cost(1800)
	t.Logf("450 times %v, 1800 times %v", small/5, large/5)
	if large > 9*small && large/5 > 100*time.Millisecond { // four times as many; its square would be sixteen
		t.Errorf("four times the fields cost %v instead of %v", large/5, small/5)
	}
}

func TestOperationsComeByPostOnly(t *testing.T) {
	t.Parallel()
	w := testkit.New(t).Start()
	nobody := w.Client()
	for _, url := range []string{"/graphql?query={viewer{roles}}", "/graphql?query=mutation{signOut(input:{}){signedOut}}"} {
		if a := nobody.Get(url); a.Status != http.StatusMethodNotAllowed {
			t.Errorf("GET %s: %d %s", url, a.Status, a.Body)
		}
	}
	for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "", "application/graphql"} {
		if a := nobody.Send("POST", "/graphql", strings.NewReader(`{"query":"{ viewer { roles } }"}`), "Content-Type", kind); a.Status != http.StatusUnsupportedMediaType {
			t.Errorf("%q: %d %s", kind, a.Status, a.Body)
		}
	}
}
