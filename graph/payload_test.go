package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

// What a mutation answers of its object is what a query right after it reads,
// with the same selection, for any selection.
func TestPayloadsSayWhatAQuerySays(t *testing.T) {
	t.Parallel()
	e := newVariety(t)
	e.Start()
	e.Clock.Fix(e.Clock.Now())
	seen := e.treasures()
	north := ids.Global("Partner", string(e.North.ID))
	acorn := ids.Global("Partner", string(e.Acorn.ID))
	second := ids.Global("Person", string(e.North.Second.ID))
	waiting := e.Sees(e.System(), "select id::text from logo where state = 'NEEDS_REVIEW' order by created_at, id")
	boss, admin := e.SignedIn(e.Boss), e.SignedIn(e.North.Admin)
	for _, m := range []struct {
		c                       *testkit.Client
		name, input, field, typ string
		in                      testkit.Vars
	}{
		{e.SignedIn(e.Cedar.Admin), "renderCobrand", "RenderCobrandInput", "rendition", "Rendition", testkit.Vars{"templateId": ids.Global("Template", string(e.kit.TemplateID))}},
		{admin, "editPartner", "EditPartnerInput", "partner", "Partner", testkit.Vars{"phone": "+49 1"}},
		{boss, "editPartner", "EditPartnerInput", "partner", "Partner", testkit.Vars{"id": acorn, "website": "https://a.example"}},
		{boss, "registerPartner", "RegisterPartnerInput", "partner", "Partner", testkit.Vars{"typeKey": "RESELLER", "displayName": "New"}},
		{boss, "setPartnerStatus", "SetPartnerStatusInput", "partner", "Partner", testkit.Vars{"id": acorn}},
		{boss, "grantAccessLevel", "GrantAccessLevelInput", "partner", "Partner", testkit.Vars{"partnerId": north, "level": "COBRAND_EXTENDED"}},
		{boss, "grantAccessLevel", "GrantAccessLevelInput", "person", "Person", testkit.Vars{"personId": second, "level": "COBRAND"}},
		{admin, "changeRoles", "ChangeRolesInput", "person", "Person", testkit.Vars{"personId": second, "roles": []string{"DISTRIBUTOR_MANAGER"}}},
		{admin, "createApiToken", "CreateApiTokenInput", "apiToken", "ApiToken", testkit.Vars{"name": "new", "scopes": []string{"*"}}},
		{boss, "approveLogo", "DecideLogoInput", "logo", "Logo", testkit.Vars{"reason": "fine"}},
	} {
		compared := 0
		for seed := range uint64(12) {
			g := newGenerator(rand.New(rand.NewPCG(seed, 11)), seen)
			switch m.name { // what cannot be done twice
			case "registerPartner":
				m.in["displayName"] = fmt.Sprint("New ", seed)
			case "approveLogo":
				m.in["id"] = ids.Global("Logo", waiting[0])
				e.as("update logo set state = 'NEEDS_REVIEW' where id = $1", waiting[0])
			case "setPartnerStatus":
				m.in["status"] = "SUSPENDED"
				e.as("update partner set status = 'ACTIVE' where id = $1", e.Acorn.ID)
			}
			compared += same(t, m.c, g, m.name, m.input, m.field, m.typ, m.in)
		}
		if compared < 6 {
			t.Errorf("%s: only %d of 12 selections were compared", m.name, compared)
		}
	}
}

// same sends a mutation and then asks for the object by its id; 0 when the
// selection itself is one that fails.
func same(t *testing.T, c *testkit.Client, g *generator, name, input, field, typ string, in testkit.Vars) int {
	t.Helper()
	g.begin()
	g.nodeType = typ
	inside := g.set(typ, 5, 8)
	g.defs = append(g.defs, "$in: "+input+"!")
	g.vars["in"] = in
	write := g.end("mutation", fmt.Sprintf("{ m: %s(input: $in) { o: %s { zz: id ...All } userErrors { code } } }\nfragment All on %s %s", name, field, typ, inside))
	said := c.Do(write.text, write.vars)
	id := said.Text("data", "m", "o", "zz")
	if said.At("errors") != nil || len(said.UserCodes("m")) > 0 {
		if codes := said.UserCodes("m"); len(codes) > 0 {
			t.Errorf("%s: %s", write.text, said.Body)
		}
		return 0
	}
	g.defs[len(g.defs)-1] = "$in: ID!"
	g.vars["in"] = id
	read := g.end("query", fmt.Sprintf("{ o: node(id: $in) { ... on %s { zz: id ...All } } }\nfragment All on %s %s", typ, typ, inside))
	found := c.Do(read.text, read.vars)
	if mine, theirs := raw(said.Body, "m", "o"), raw(found.Body, "o"); len(mine) < 10 || !bytes.Equal(mine, theirs) {
		t.Errorf("%s\nsays    %s\na query %s\n%s", write.text, mine, found.Body, read.text)
	}
	return 1
}

// raw is a part of an answer to the byte.
func raw(body []byte, path ...string) []byte {
	for _, name := range append([]string{"data"}, path...) {
		var in map[string]json.RawMessage
		if json.Unmarshal(body, &in) != nil {
			return nil
		}
		body = in[name]
	}
	return body
}
