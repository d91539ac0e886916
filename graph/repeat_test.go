package graph_test

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

const register = `mutation($in: RegisterPartnerInput!) { registerPartner(input: $in) { partner { id slug countries createdAt } userErrors { field code message } } }`

// P18: a repeated request gets the first answer, to the byte, by either way of
// naming the key; another request with the key is a coded conflict.
func TestARepeatedMutationIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	boss, other := c.Start().SignedIn(c.Boss), c.SignedIn(c.Mgr)
	before := c.Count("partner", "")
	named := func(key string) testkit.Vars {
		return testkit.Vars{"in": testkit.Vars{"typeKey": "RESELLER", "displayName": "Twice " + key, "countries": []string{"DE", "AT"}, "idempotencyKey": key}}
	}
	one, two := boss.Fine(boss.Do(register, named("k1"))), boss.Do(register, named("k1"))
	if !bytes.Equal(one.Body, two.Body) {
		t.Errorf("in the input: %s, then %s", one.Body, two.Body)
	}
	plain := testkit.Vars{"in": testkit.Vars{"typeKey": "RESELLER", "displayName": "By Header"}}
	byHeader := boss.With("Idempotency-Key", "h1")
	three, four := byHeader.Fine(byHeader.Do(register, plain)), byHeader.Do(register, plain)
	if !bytes.Equal(three.Body, four.Body) {
		t.Errorf("in the header: %s, then %s", three.Body, four.Body)
	}
	again := boss.Do(register, testkit.Vars{"in": testkit.Vars{"typeKey": "RESELLER", "displayName": "Another", "idempotencyKey": "k1"}})
	if !slices.Equal(again.UserCodes("registerPartner"), []string{"IDEMPOTENCY_KEY_REUSED"}) {
		t.Errorf("another request with the key: %s", again.Body)
	}
	theirs := other.Do(register, testkit.Vars{"in": testkit.Vars{"typeKey": "RESELLER", "displayName": "Of another person", "idempotencyKey": "k1"}})
	if len(theirs.UserCodes("registerPartner")) != 0 {
		t.Errorf("the key of another person is in the way: %s", theirs.Body)
	}
	if n := c.Count("partner", "") - before; n != 3 {
		t.Errorf("%d partners for three requests", n)
	}
}

func TestAKeyIsOneMutationsOfARequest(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	boss := c.Start().SignedIn(c.Boss).With("Idempotency-Key", "two-at-once")
	const both = `mutation { a: registerPartner(input: {typeKey: "RESELLER", displayName: "First One"}) { partner { slug } userErrors { code } }
		b: registerPartner(input: {typeKey: "RESELLER", displayName: "Second One"}) { partner { slug } userErrors { code } } }`
	one, two := boss.Fine(boss.Do(both, nil)), boss.Do(both, nil)
	if !bytes.Equal(one.Body, two.Body) || one.Text("data", "a", "partner", "slug") == one.Text("data", "b", "partner", "slug") {
		t.Errorf("%s, then %s", one.Body, two.Body)
	}
}

// Two files of one name and one size are two requests.
func TestAnotherFileUnderTheSameKeyIsAConflict(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Acorn.Admin)
	file := testkit.DemoLogo("zlatavka.svg")
	other := bytes.Replace(file, []byte("#22262E"), []byte("#22262F"), 1)
	send := func(data []byte) *testkit.Answer {
		return me.Upload(uploadLogo, testkit.Vars{"in": testkit.Vars{"file": nil, "idempotencyKey": "logo"}}, testkit.File{At: "in.file", Name: "logo.svg", Data: data})
	}
	one, two := me.Fine(send(file)), send(file)
	if one.Text("data", "uploadLogo", "logo", "id") != two.Text("data", "uploadLogo", "logo", "id") {
		t.Errorf("the same file: %s, then %s", one.Body, two.Body)
	}
	if a := send(other); !slices.Equal(a.UserCodes("uploadLogo"), []string{"IDEMPOTENCY_KEY_REUSED"}) {
		t.Errorf("another file of the same size: %s", a.Body)
	}
}

func TestSixtyFourSendsOfOneMutationHaveOneEffect(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	me := c.Start().SignedIn(c.Boss)
	before := c.Count("partner", "")
	vars := testkit.Vars{"in": testkit.Vars{"typeKey": "RESELLER", "displayName": "Only One", "idempotencyKey": ids.New()}}
	answers := make([]string, 64)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = string(me.Do(register, vars).Body) })
	}
	all.Wait()
	distinct := map[string]int{}
	for _, a := range answers {
		distinct[a]++
	}
	later := 0 // told to try again, in words
	for a, n := range distinct {
		if bytes.Contains([]byte(a), []byte("RETRY_LATER")) {
			later += n
			delete(distinct, a)
		}
	}
	if n := c.Count("partner", "") - before; n != 1 || len(distinct) != 1 {
		t.Errorf("%d partners, %d different answers, %d told to come again: %v", n, len(distinct), later, distinct)
	}
}
