package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/platform/budget"
	"github.com/portico-prm/portico/internal/testkit"
)

// thrifty gives a world small budgets: a hundred points each, ten a second, on
// a clock that stands.
func thrifty(c *testkit.Channel) {
	c.Clock.Fix(c.Clock.Now())
	book := func(n float64) *budget.Book {
		return budget.New(budget.Rate{Maximum: n, PerSecond: n / 10}, c.Clock.Now)
	}
	c.Services.Budgets = &graph.Budgets{People: book(100), Partners: book(250), Addresses: book(400), Shown: true}
}

func costOf(a *testkit.Answer, path ...any) float64 {
	n, _ := a.At(append([]any{"extensions", "cost"}, path...)...).(float64)
	return n
}

const partners = `{ partners(first: 100) { nodes { id } } }`

// What was paid for and did not come is given back: six partners were found,
// and the page was paid for a hundred.
func TestWhatDidNotComeIsGivenBack(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	thrifty(c)
	boss := c.Start().SignedIn(c.Boss)
	a := boss.Fine(boss.Do(partners, nil))
	if requested, actual, left := costOf(a, "requestedQueryCost"), costOf(a, "actualQueryCost"), costOf(a, "throttleStatus", "currentlyAvailable"); requested != 12 || actual != 2 || left != 98 {
		t.Errorf("requested %v, actual %v, left %v: %s", requested, actual, left, a.Body)
	}
	if costOf(a, "throttleStatus", "maximumAvailable") != 100 || costOf(a, "throttleStatus", "restoreRate") != 10 {
		t.Errorf("%s", a.Body)
	}
}

// A person who has used up the budget is told when to come again, and then is
// answered. Others of the house are not held up before the house has used up its own.
func TestWhoHasNoPointsWaitsAsToldAndIsThenAnswered(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	thrifty(c)
	one, two := c.Start().SignedIn(c.North.Admin), c.SignedIn(c.North.Second)
	used := 0
	var a *testkit.Answer
	for ; used < 200; used++ {
		if a = one.Do(partners, nil); slices.Contains(a.Codes(), "THROTTLED") {
			break
		}
	}
	wait, _ := a.At("errors", 0, "extensions", "retryAfter").(float64)
	if left := fmt.Sprint(a.At("extensions", "cost", "throttleStatus", "currentlyAvailable")); !strings.Contains(a.Text("errors", 0, "message"), "and "+left+" are left") {
		t.Errorf("the sentence and the figures differ: %s", a.Body)
	}
	if used < 20 || used > 60 || wait < 1 || a.Header.Get("Retry-After") == "" || a.At("data") != nil {
		t.Fatalf("after %d requests: %d %s", used, a.Status, a.Body)
	}
	if b := two.Do(partners, nil); len(b.Codes()) > 0 {
		t.Errorf("another person of the house: %s", b.Body)
	}
	c.Clock.Pass(time.Duration(wait) * time.Second)
	if b := one.Do(partners, nil); len(b.Codes()) > 0 {
		t.Errorf("after %v seconds: %s", wait, b.Body)
	}
}

func TestARefusedDocumentIsPaidFor(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	thrifty(c)
	boss := c.Start().SignedIn(c.Boss)
	refusedOnce := 0
	for range 15 {
		if a := boss.Do(bomb(40), nil); slices.Contains(a.Codes(), "QUERY_TOO_LARGE") {
			refusedOnce++
		} else if !slices.Contains(a.Codes(), "THROTTLED") {
			t.Fatalf("%s", a.Body)
		}
	}
	if refusedOnce != 10 {
		t.Errorf("%d bombs were looked at for a hundred points", refusedOnce)
	}
}

func TestWhatCostsMoreThanABudgetHoldsSaysSo(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	thrifty(c)
	boss := c.Start().SignedIn(c.Boss)
	a := boss.Do(`{ partners(first: 100) { nodes { portfolio(first: 20) { nodes { id } } } } }`, nil)
	if !slices.Equal(a.Codes(), []string{"THROTTLED"}) || !strings.Contains(a.Text("errors", 0, "message"), "more than your budget ever holds") || a.Header.Get("Retry-After") != "" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

// Other routes say it by status: nine files are ninety points.
func TestManyFilesAreAnsweredWith429(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	thrifty(c)
	c.Render(c.Acorn.Admin, c.Kit("edge-gateway-social"), c.Acorn.Partner)
	me := c.Start().SignedIn(c.Acorn.Admin)
	link := me.Fine(me.Do("{ renditions(first: 1) { nodes { downloadUrl } } }", nil)).Text("data", "renditions", "nodes", 0, "downloadUrl")
	for i := range 10 {
		a := c.Client().Get(link)
		if i < 9 && a.Status != http.StatusOK || i == 9 && (a.Status != http.StatusTooManyRequests || a.Header.Get("Retry-After") != "1" || a.Text("error", "code") != "THROTTLED") {
			t.Errorf("file %d: %d %v %.200s", i+1, a.Status, a.Header, a.Body)
		}
	}
}
