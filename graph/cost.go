package graph

import (
	"bytes"
	"context"
	"math"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/graph/admit"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/budget"
	"github.com/portico-prm/portico/internal/platform/server"
)

// What things cost, in points. A request pays for all that it could come to
// before it runs, and gets back what it did not.
const (
	pointsOfRequest  = 1
	pointsOfMutation = 10
	pointsOfFile     = 10
	pointsOfRefusal  = 10 // reading a document that is refused is work too
	objectsOfPoint   = 10
)

// Budgets are the points that requests use up: of a person whichever session
// or token is in use, of all people of a partner together (the vendor's own
// staff count as one), and of a network address without a name. Nil books set
// no limit.
type Budgets struct {
	People, Partners, Addresses *budget.Book
	Shown                       bool // in extensions.cost of each answer
}

// purse is one bucket that a request draws on.
type purse struct {
	book *budget.Book
	key  string
}

// ByAddress are the budgets that the edge shares, for what is no GraphQL.
func (b *Budgets) ByAddress() *budget.Book {
	if b == nil {
		return nil
	}
	return b.Addresses
}

func (b *Budgets) purses(ctx context.Context) []purse {
	who := actor.From(ctx)
	switch {
	case b == nil:
		return nil
	case who != nil:
		return []purse{{b.People, who.Principal()}, {b.Partners, "partner:" + who.Partner}}
	}
	if v := server.VisitOf(ctx); v != nil {
		return []purse{{b.Addresses, server.IPKey(v.IP)}}
	}
	return nil
}

// file charges a file, at routes that are no GraphQL.
func (b *Budgets) file(ctx context.Context) error {
	state, ok := (&bill{purses: b.purses(ctx)}).pay(pointsOfFile)
	if ok {
		return nil
	}
	return &fault.Error{Kind: fault.Exhausted, Code: "THROTTLED", Retry: state.Wait, Message: "You have asked for many files. Wait a little, then go on."}
}

// bill is what one request has paid so far.
type bill struct {
	purses    []purse
	header    http.Header
	requested int
	paid      int
	mutations int
	state     budget.State // of the emptiest purse
}

type billKey struct{}

func withBill(ctx context.Context, b *Budgets, h http.Header) context.Context {
	if b == nil {
		return ctx
	}
	return context.WithValue(ctx, billKey{}, &bill{purses: b.purses(ctx), header: h})
}

func billOf(ctx context.Context) *bill {
	b, _ := ctx.Value(billKey{}).(*bill)
	return b
}

// pay takes points from every purse, or from none.
func (b *bill) pay(points int) (budget.State, bool) {
	for i, p := range b.purses {
		state, ok := p.book.Take(p.key, float64(points))
		if !ok {
			for _, paid := range b.purses[:i] {
				paid.book.Settle(paid.key, float64(points))
			}
			return state, false
		}
		b.see(i, state)
	}
	b.paid += points
	return b.state, true
}

// settle leaves paid what a request came to.
func (b *bill) settle(points int) {
	for i, p := range b.purses {
		b.see(i, p.book.Settle(p.key, float64(b.paid-points)))
	}
	b.paid = 0 // what a stream still brings is paid when it comes
}

func (b *bill) see(i int, s budget.State) {
	if i == 0 || s.Left < b.state.Left && s.Maximum > 0 {
		b.state = s
	}
}

// open takes the price of a refusal, once, before the document is read.
func (b *bill) open() *gqlerror.Error {
	if b == nil || b.paid > 0 {
		return nil
	}
	b.requested = pointsOfRefusal
	if state, ok := b.pay(pointsOfRefusal); !ok {
		return b.throttled(state)
	}
	return nil
}

// order takes the price of a document that is let in. It pays at least what
// was taken already, until it is answered.
func (b *bill) order(w admit.Weight) *gqlerror.Error {
	if b == nil {
		return nil
	}
	b.mutations = w.Mutations
	b.requested = points(w.Objects, w.Mutations)
	state, ok := b.pay(max(0, b.requested-b.paid))
	if ok {
		return nil
	}
	state.Left += float64(b.paid - pointsOfRequest) // comes back now
	b.settle(pointsOfRequest)
	return b.throttled(state)
}

// objects counts the objects of an answer. Only they have a name behind their
// brace and its quote: in a text a quote is escaped, and behind one that ends in
// a brace stands no name.
func objects(data []byte) (n int) {
	for {
		at := bytes.IndexByte(data, '{')
		if at < 0 || at+2 >= len(data) {
			return n
		}
		if c := data[at+2] | 0x20; data[at+1] == '"' && (c >= 'a' && c <= 'z' || data[at+2] == '_') {
			n++
		}
		data = data[at+1:]
	}
}

func points(objects, mutations int) int {
	return pointsOfRequest + (objects+objectsOfPoint-1)/objectsOfPoint + mutations*pointsOfMutation
}

func (b *bill) throttled(state budget.State) *gqlerror.Error {
	seconds := max(1, int(math.Ceil(state.Wait.Seconds())))
	out := &gqlerror.Error{Message: "The request costs " + strconv.Itoa(b.requested) + " points and " + strconv.Itoa(int(state.Left)) + " are left. Wait as many seconds as retryAfter says, or ask for less.",
		Extensions: map[string]any{"code": "THROTTLED", "retryAfter": seconds}}
	if state.Wait == 0 {
		out.Message = "The request costs " + strconv.Itoa(b.requested) + " points, more than your budget ever holds (" + strconv.Itoa(int(state.Maximum)) + "). Ask for smaller pages, or sign in."
		delete(out.Extensions, "retryAfter")
		return out
	}
	b.header.Set("Retry-After", strconv.Itoa(seconds))
	return out
}

// cost is what an answer says of its price, as other APIs do.
type cost struct {
	Requested int      `json:"requestedQueryCost"`
	Actual    int      `json:"actualQueryCost"`
	Throttle  throttle `json:"throttleStatus"`
}

type throttle struct {
	Maximum  int `json:"maximumAvailable"`
	Left     int `json:"currentlyAvailable"`
	Restores int `json:"restoreRate"`
}

// close settles a bill by the objects of the answer. An operation that did not
// run has paid for being read.
func (b *bill) close(out *graphql.Response, shown bool) {
	actual := min(b.paid, pointsOfRefusal)
	if out.Data != nil {
		actual = points(objects(out.Data), b.mutations)
	}
	b.settle(actual)
	if !shown || len(b.purses) == 0 {
		return
	}
	if out.Extensions == nil {
		out.Extensions = map[string]any{}
	}
	out.Extensions["cost"] = cost{b.requested, actual, throttle{int(b.state.Maximum), int(b.state.Left), int(b.state.PerSecond)}}
}
