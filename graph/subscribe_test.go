package graph_test

import (
	"bytes"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	followTemplates  = `subscription($p: ID, $t: ID) { templateChanged(partnerId: $p, templateId: $t) { id template { slug version decision { result unmetCount } } } }`
	followRenditions = `subscription($p: ID, $s: Time) { renditionChanged(partnerId: $p, since: $s) { id withdrawn rendition { id fileName } } }`
)

// live is a channel whose server hears what is committed.
func live(t *testing.T) *testkit.Channel {
	t.Helper()
	c := testkit.NewChannel(t)
	c.Start().Listen()
	return c
}

func result(a *testkit.Answer) string {
	return a.Text("data", "templateChanged", "template", "decision", "result")
}

func TestADecisionIsShownAtOnceAndWhenItChanges(t *testing.T) {
	t.Parallel()
	c := live(t)
	kit := c.Kit(testkit.Pricing)
	all := c.SignedIn(c.Acorn.Second).Subscribe(followTemplates, nil)
	one := c.SignedIn(c.Acorn.Second).Subscribe(followTemplates, testkit.Vars{"t": ids.Global("Template", string(kit.TemplateID))})
	for _, e := range []*testkit.Events{all, one} {
		if a := e.Next(); result(a) != "ALLOWED" {
			t.Fatalf("at first: %s", a.Body)
		}
	}
	c.Enroll(c.Acorn.Partner, "silver")
	for _, e := range []*testkit.Events{all, one} {
		if a := e.Next(); result(a) != "LOCKED" || a.At("data", "templateChanged", "template", "decision", "unmetCount") != 1.0 {
			t.Errorf("after the tier fell: %s", a.Body)
		}
	}
	_, err := c.Library.Withdraw(c.As(c.Boss), kit.ID, "a wrong price")
	c.Must(err)
	if a := all.Next(); a.Text("data", "templateChanged", "id") != ids.Global("Template", string(kit.TemplateID)) || a.At("data", "templateChanged", "template") != nil {
		t.Errorf("after the recall: %s", a.Body)
	}
}

func TestACopyIsShownToThoseWhoMaySeeIt(t *testing.T) {
	t.Parallel()
	c := live(t)
	kit := c.Kit(testkit.Social)
	start := time.Now().Add(-time.Minute)
	made := c.Render(c.Acorn.Admin, kit, c.Acorn.Partner)
	who := map[string]*testkit.Events{
		"acorn": c.SignedIn(c.Acorn.Second).Subscribe(followRenditions, nil),
		"north": c.SignedIn(c.North.Admin).Subscribe(followRenditions, nil),
		"birch": c.SignedIn(c.Birch.Admin).Subscribe(followRenditions, nil),
		"boss":  c.SignedIn(c.Boss).Subscribe(followRenditions, testkit.Vars{"p": ids.Global("Partner", string(c.Acorn.ID))}),
	}
	for _, name := range []string{"acorn", "north", "boss"} {
		if a := who[name].Next(); a.Text("data", "renditionChanged", "id") != ids.Global("Rendition", string(made.ID)) {
			t.Errorf("%s at first: %s", name, a.Body)
		}
	}
	foreign := c.Render(c.Birch.Admin, kit, c.Birch.Partner)
	again := c.Render(c.North.Admin, kit, c.Acorn.Partner)
	want := map[string]string{"acorn": string(again.ID), "north": string(again.ID), "boss": string(again.ID), "birch": string(foreign.ID)}
	for name, id := range want {
		if a := who[name].Next(); a.Text("data", "renditionChanged", "id") != ids.Global("Rendition", id) {
			t.Errorf("%s then: %s", name, a.Body)
		}
	}
	back := c.SignedIn(c.Acorn.Admin).Subscribe(followRenditions, testkit.Vars{"s": start.UTC().Format(time.RFC3339)})
	got := []string{back.Next().Text("data", "renditionChanged", "id"), back.Next().Text("data", "renditionChanged", "id")}
	if !slices.Equal(got, []string{ids.Global("Rendition", string(made.ID)), ids.Global("Rendition", string(again.ID))}) {
		t.Errorf("one that comes back sees %v, not %v %v", got, ids.Global("Rendition", string(made.ID)), ids.Global("Rendition", string(again.ID)))
	}
	_, err := c.Library.Withdraw(c.As(c.Boss), kit.ID, "a wrong picture")
	c.Must(err)
	if a := who["birch"].Next(); a.At("data", "renditionChanged", "withdrawn") != true {
		t.Errorf("after the recall: %s", a.Body)
	}
}

func TestASubscriptionIsRefusedAsAQueryIs(t *testing.T) {
	t.Parallel()
	c := live(t)
	tests := map[string]struct {
		by    *member.Person
		query string
		vars  testkit.Vars
		code  string
	}{
		"a foreign partner":       {c.Acorn.Admin, followRenditions, testkit.Vars{"p": ids.Global("Person", ids.New())}, "ID"},
		"another's templates":     {c.Acorn.Admin, followTemplates, testkit.Vars{"p": ids.Global("Partner", string(c.Birch.ID))}, "NOT_FOUND"},
		"a template of nobody":    {c.Acorn.Admin, followTemplates, testkit.Vars{"t": ids.Global("Template", ids.New())}, "NOT_FOUND"},
		"two things in one":       {c.Acorn.Admin, `subscription { a: renditionChanged { id } b: renditionChanged { id } }`, nil, "GRAPHQL_VALIDATION_FAILED"},
		"the schema, by the back": {c.Acorn.Admin, `subscription { __schema { types { name } } }`, nil, "GRAPHQL_VALIDATION_FAILED"},
	}
	for name, tt := range tests {
		e := c.SignedIn(tt.by).Subscribe(tt.query, tt.vars)
		a := e.Next()
		if codes := a.Codes(); len(codes) == 0 || tt.code != "ID" && codes[0] != tt.code || slices.Contains(codes, "INTERNAL") {
			t.Errorf("%s: %s", name, a.Body)
		}
		if e.Next() != nil {
			t.Errorf("%s: the stream goes on", name)
		}
	}
	if e := c.Client().Subscribe(followRenditions, nil); e.Status != http.StatusUnauthorized {
		t.Errorf("nobody: %d", e.Status)
	}
	body := `{"query":"subscription { renditionChanged { id } }"}`
	a := c.SignedIn(c.Acorn.Admin).Send("POST", "/graphql", strings.NewReader(body), "Content-Type", "application/json", "Accept", "application/json")
	if a.Status != http.StatusNotAcceptable || !slices.Equal(a.Codes(), []string{"STREAM_ONLY"}) {
		t.Errorf("as JSON: %d %s", a.Status, a.Body)
	}
	a = c.SignedIn(c.Acorn.Admin).Send("POST", "/graphql", strings.NewReader(body), "Content-Type", "application/json", "Accept", "text/event-stream", "Origin", "https://evil.example")
	if a.Status != http.StatusForbidden || bytes.Contains(a.Body, []byte("data")) {
		t.Errorf("from another site: %d %s", a.Status, a.Body)
	}
}

// What was read before a right was taken away is not sent after it.
func TestAStreamEndsWithTheRightsItBeganWith(t *testing.T) {
	t.Parallel()
	takeAway := map[string]func(*testkit.Channel, *testkit.Client){
		"signing out": func(c *testkit.Channel, me *testkit.Client) {
			me.Fine(me.Do(`mutation { signOut(input: {}) { signedOut } }`, nil))
		},
		"being disabled": func(c *testkit.Channel, _ *testkit.Client) {
			_, err := c.Members.Disable(c.System(), c.Acorn.Second.ID)
			c.Must(err)
		},
		"losing the role": func(c *testkit.Channel, _ *testkit.Client) {
			_, err := c.Members.ChangeRoles(c.System(), c.Acorn.Second.ID, []actor.Role{actor.ResellerMarketer})
			c.Must(err)
		},
		"an hour of rest": func(c *testkit.Channel, _ *testkit.Client) { c.Clock.Pass(61 * time.Minute) },
	}
	for name, take := range takeAway {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := live(t)
			kit := c.Kit(testkit.Social)
			c.Render(c.Acorn.Admin, kit, c.Acorn.Partner)
			me := c.SignedIn(c.Acorn.Second)
			e := me.Subscribe(followRenditions, nil)
			if a := e.Next(); a.Codes() != nil {
				t.Fatalf("at first: %s", a.Body)
			}
			take(c, me)
			c.Render(c.North.Admin, kit, c.Acorn.Partner)
			if a := e.Next(); !slices.Equal(a.Codes(), []string{"STREAM_OVER"}) || a.At("data") != nil {
				t.Errorf("then: %s", a.Body)
			}
			if e.Next() != nil {
				t.Error("the stream goes on")
			}
		})
	}
}

func TestAPersonHasTenStreams(t *testing.T) {
	t.Parallel()
	c := live(t)
	c.Kit(testkit.Social)
	me := c.SignedIn(c.Acorn.Admin)
	var open []*testkit.Events
	for range 10 {
		e := me.Subscribe(followTemplates, nil)
		e.Next()
		open = append(open, e)
	}
	over := me.Subscribe(followTemplates, nil)
	if over.Status != http.StatusTooManyRequests || over.Header.Get("Retry-After") == "" {
		t.Errorf("the eleventh: %d %v", over.Status, over.Header)
	}
	if e := c.SignedIn(c.Birch.Admin).Subscribe(followTemplates, nil); e.Status != http.StatusOK {
		t.Errorf("somebody else's: %d", e.Status)
	}
	open[0].Close()
	for range 100 { // the server notices in its own time
		if e := me.Subscribe(followTemplates, nil); e.Status == http.StatusOK {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("a closed stream keeps its place")
}

func TestAClosedStreamLeavesNothingBehind(t *testing.T) {
	c := live(t) // not parallel: it counts what runs in this process
	c.Kit(testkit.Social)
	me := c.SignedIn(c.Acorn.Admin)
	for range 5 {
		e := me.Subscribe(followTemplates, nil)
		e.Next()
		e.Close()
	}
	for range 250 {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		if !bytes.Contains(stacks, []byte("graph.(*watch).run")) && !bytes.Contains(stacks, []byte("graph.(*streams).pump")) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("a stream that its client has left still runs")
}
