package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	askFor     = `mutation($in: RequestApprovalInput!) { requestApproval(input: $in) { approval { id state because desks dueAt fields { key value } } decision { result } problems { code } userErrors { code message } } }`
	answerIt   = `mutation($in: DecideApprovalInput!) { decideApproval(input: $in) { approval { id state } userErrors { field code } } }`
	takeBack   = `mutation($in: WithdrawApprovalInput!) { withdrawApproval(input: $in) { approval { state } userErrors { code } } }`
	deskOf     = `query($s: ApprovalState) { approvals(state: $s) { nodes { id state note partner { displayName } previewUrl rendition { sha256 } decidedWhy } } }`
	followDesk = `subscription { approvalChanged { id approval { state rendition { sha256 } } } }`
)

// The way of one piece: asked for, seen on the desk, looked at, approved, made.
func TestAPieceGoesOverTheDesk(t *testing.T) {
	t.Parallel()
	c := live(t)
	v := c.Published(testkit.Campaign())
	seller, brand := c.SignedIn(c.Acorn.Second), c.SignedIn(c.Brand)
	order := testkit.Vars{"templateId": ids.Global("Template", string(v.TemplateID)), "piece": "banner",
		"fields": []any{testkit.Vars{"key": "cta", "value": "Book a demo"}}}
	stream := brand.Subscribe(followDesk, nil)
	a := seller.Fine(seller.Do(askFor, testkit.Vars{"in": testkit.Vars{"order": order, "note": "For our booth.", "idempotencyKey": "k"}}))
	id := a.Text("data", "requestApproval", "approval", "id")
	if a.Text("data", "requestApproval", "approval", "fields", 0, "value") != "Book a demo" || a.Text("data", "requestApproval", "approval", "because", 0) != "editedCopy" ||
		a.Text("data", "requestApproval", "decision", "result") != "NEEDS_APPROVAL" {
		t.Errorf("asked: %s", a.Body)
	}
	if e := stream.Next(); e.Text("data", "approvalChanged", "id") != id || e.Text("data", "approvalChanged", "approval", "state") != "REQUESTED" {
		t.Errorf("the desk hears %s", e.Body)
	}
	desk := brand.Do(deskOf, testkit.Vars{"s": "REQUESTED"})
	looked := brand.Get(desk.Text("data", "approvals", "nodes", 0, "previewUrl"))
	sum := sha256.Sum256(looked.Body)
	if looked.Status != 200 || looked.Header.Get("Content-Type") != "image/jpeg" || desk.Text("data", "approvals", "nodes", 0, "note") != "For our booth." {
		t.Fatalf("looked at: %d %.200s of %s", looked.Status, looked.Body, desk.Body)
	}
	brand.Fine(brand.Do(answerIt, testkit.Vars{"in": testkit.Vars{"id": id, "answer": "APPROVE"}}))
	c.Jobs()
	for e := stream.Next(); e.Text("data", "approvalChanged", "approval", "state") != "MADE"; e = stream.Next() {
	}
	made := seller.Do(deskOf, testkit.Vars{"s": "MADE"})
	if made.Text("data", "approvals", "nodes", 0, "rendition", "sha256") != hex.EncodeToString(sum[:]) {
		t.Errorf("made is not what was looked at: %s", made.Body)
	}
	in := testkit.Vars{"order": order}
	if again := seller.Do(askFor, testkit.Vars{"in": in}); again.UserCodes("requestApproval")[0] != "APPROVAL_NOT_NEEDED" {
		t.Errorf("asked again: %s", again.Body)
	}
}

func TestARefusedPieceSaysWhyOnBothSidesOfTheDesk(t *testing.T) {
	t.Parallel()
	c := live(t)
	v := c.Published(testkit.Campaign())
	seller, boss := c.SignedIn(c.Acorn.Second), c.SignedIn(c.Boss)
	order := testkit.Vars{"templateId": ids.Global("Template", string(v.TemplateID)), "piece": "banner"}
	id := seller.Do(askFor, testkit.Vars{"in": testkit.Vars{"order": order}}).Text("data", "requestApproval", "approval", "id")
	if a := boss.Do(answerIt, testkit.Vars{"in": testkit.Vars{"id": id, "answer": "DECLINE"}}); a.UserCodes("decideApproval")[0] != "REQUIRED" || a.Text("data", "decideApproval", "userErrors", 0, "field", 0) != "reason" {
		t.Errorf("without a reason: %s", a.Body)
	}
	boss.Fine(boss.Do(answerIt, testkit.Vars{"in": testkit.Vars{"id": id, "answer": "DECLINE", "reason": "Use the new claim."}}))
	if a := seller.Do(deskOf, testkit.Vars{"s": "DECLINED"}); a.Text("data", "approvals", "nodes", 0, "decidedWhy") != "Use the new claim." {
		t.Errorf("the seller reads %s", a.Body)
	}
	if a := seller.Do(takeBack, testkit.Vars{"in": testkit.Vars{"id": id}}); a.UserCodes("withdrawApproval")[0] != "APPROVAL_STATE" {
		t.Errorf("taken back after the answer: %s", a.Body)
	}
	order["fields"] = []any{testkit.Vars{"key": "cta", "value": "We guarantee it"}}
	if a := seller.Do(askFor, testkit.Vars{"in": testkit.Vars{"order": order}}); a.At("data", "requestApproval", "approval") != nil || a.Text("data", "requestApproval", "problems", 0, "code") == "" {
		t.Errorf("a forbidden word: %s", a.Body)
	}
	for _, h := range []*testkit.House{c.South, c.Birch} {
		if a := c.SignedIn(h.Admin).Do(deskOf, nil); len(a.List("data", "approvals", "nodes")) != 0 {
			t.Errorf("%s reads %s", h.Word, a.Body)
		}
	}
}
