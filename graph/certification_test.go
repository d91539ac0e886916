package graph_test

import (
	"net/http"
	"strings"
	"testing"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	defineProof  = `mutation($in: DefineCertificationInput!) { defineCertification(input: $in) { definition { key kind holder maxAgeMonths requirements { kind subject label holders keys role course { key } quiz { key } } renewalRequirements { kind } } userErrors { field code message } } }`
	submitPaper  = `mutation($in: SubmitEvidenceInput!) { submitEvidence(input: $in) { evidence { id state sha256 bytes downloadUrl definition { key } } userErrors { field code message } } }`
	acceptPaper  = `mutation($in: AcceptEvidenceInput!) { acceptEvidence(input: $in) { evidence { state decidedWhy certifications { id state origin evidence { sha256 } restsOn { kind subject } } } userErrors { field code message } } }`
	refusePaper  = `mutation($in: RefuseEvidenceInput!) { refuseEvidence(input: $in) { evidence { state } userErrors { field code message } } }`
	towardsProof = `query($key: String! $who: ID $language: String) { certificationDefinition(key: $key) { progress(personId: $who, language: $language) { path done needed opensAt holds { state origin path holderName }
		steps { met metAt have need requirement { kind subject } next { action label who minutes } } } } }`
	desk = `{ certificationEvidence(state: SUBMITTED) { nodes { id issuer partner { displayName } downloadUrl } } }`
)

// From the definition to the certificate, as a learner's portal sees it.
func TestALearnerSeesWhatIsMissingAndGetsTheCertification(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	taught := c.Course("edge-basics", outline.Text)
	c.Quiz("edge-quiz", nil, testkit.Claims(1)...)
	boss, admin, learner := c.SignedIn(c.Boss), c.SignedIn(c.Acorn.Admin), c.SignedIn(c.Acorn.Second)
	define := func(in testkit.Vars) *testkit.Answer { return boss.Fine(boss.Do(defineProof, testkit.Vars{"in": in})) }
	got := define(testkit.Vars{"key": "edge-101", "name": "Edge 101", "minutes": 20, "validMonths": 12, "holder": "PERSON",
		"requirements": []any{testkit.Vars{"kind": "COURSE", "subject": "edge-basics"}, testkit.Vars{"kind": "QUIZ", "subject": "edge-quiz"}, testkit.Vars{"kind": "SESSION", "subject": "hands-on", "label": "Hands-on day"}}})
	if got.Text("data", "defineCertification", "definition", "requirements", 0, "course", "key") != "edge-basics" ||
		got.Text("data", "defineCertification", "definition", "requirements", 1, "quiz", "key") != "edge-quiz" {
		t.Errorf("defined: %s", got.Body)
	}
	c.Completes(c.Acorn.Second, taught)
	asked := learner.Fine(learner.Do(towardsProof, testkit.Vars{"key": "edge-101", "language": "de-AT"}))
	at := func(a *testkit.Answer, path ...any) any {
		return a.At(append([]any{"data", "certificationDefinition", "progress"}, path...)...)
	}
	if at(asked, "done") != 1.0 || at(asked, "needed") != 3.0 || at(asked, "steps", 0, "next") != nil || at(asked, "steps", 0, "metAt") == nil ||
		at(asked, "steps", 1, "next", "label") != "Quiz edge-quiz bestehen" || at(asked, "steps", 2, "next", "label") != "Hands-on day besuchen" {
		t.Errorf("1 of 3: %s", asked.Body)
	}
	define(testkit.Vars{"key": "edge-101", "name": "Edge 101", "minutes": 20, "validMonths": 12, "requirements": []any{testkit.Vars{"kind": "COURSE", "subject": "edge-basics"}}})
	c.Must(c.Awards.CatchUp(c.System(), award.Defined{Key: "edge-101"}))
	asked = admin.Fine(admin.Do(towardsProof, testkit.Vars{"key": "edge-101", "who": ids.Global("Person", string(c.Acorn.Second.ID))}))
	if at(asked, "done") != 1.0 || at(asked, "needed") != 1.0 || at(asked, "holds", "state") != "VALID" || at(asked, "holds", "origin") != "PORTAL" || at(asked, "opensAt") == nil {
		t.Errorf("the administrator sees: %s", asked.Body)
	}
	for name, who := range map[string]*testkit.Client{"a colleague": learner, "its distributor": c.SignedIn(c.North.Admin), "another reseller": c.SignedIn(c.Birch.Admin)} {
		asked = who.Fine(who.Do(towardsProof, testkit.Vars{"key": "edge-101", "who": ids.Global("Person", string(c.Acorn.Admin.ID))}))
		if asked.At("data", "certificationDefinition", "progress") != nil {
			t.Errorf("%s reads %s", name, asked.Body)
		}
	}
	refused := boss.Do(defineProof, testkit.Vars{"in": testkit.Vars{"key": "x", "name": "X", "minutes": 1, "validMonths": 1, "holder": "PARTNER",
		"requirements": []any{testkit.Vars{"kind": "COURSE", "subject": "edge-basics"}, testkit.Vars{"kind": "HOLDERS", "keys": []any{"edge-101"}}}}})
	if text := string(refused.Body); !strings.Contains(text, "NOT_OF_A_PARTNER") || !strings.Contains(text, "HOLDERS") {
		t.Errorf("both faults: %s", text)
	}
}

// A document goes to the desk and comes back as a certification; its file is
// read by its own side and the vendor only.
func TestAPartnerProvesByADocument(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	boss, admin, north := c.SignedIn(c.Boss), c.SignedIn(c.Acorn.Admin), c.SignedIn(c.North.Admin)
	boss.Fine(boss.Do(defineProof, testkit.Vars{"in": testkit.Vars{"key": "hipaa", "name": "HIPAA", "minutes": 1, "validMonths": 12, "kind": "REGULATORY", "holder": "PARTNER",
		"requirements": []any{testkit.Vars{"kind": "EVIDENCE", "label": "Attestation of an auditor"}}}}))
	asked := admin.Fine(admin.Do(towardsProof, testkit.Vars{"key": "hipaa"}))
	if asked.Text("data", "certificationDefinition", "progress", "steps", 0, "next", "action") != "UPLOAD" {
		t.Errorf("asked for: %s", asked.Body)
	}
	in := testkit.Vars{"definitionKey": "hipaa", "issuer": "Aurora Audit", "number": "A-77", "validFrom": "2026-01-01T00:00:00Z",
		"validTo": c.Clock.Now().AddDate(0, 8, 0).Format("2006-01-02") + "T00:00:00Z", "file": nil}
	file := testkit.File{At: "in.file", Name: "attestation.pdf", Data: []byte("%PDF-1.7 of acorn")}
	got := admin.Fine(admin.Upload(submitPaper, testkit.Vars{"in": in}, file))
	id := got.Text("data", "submitEvidence", "evidence", "id")
	if got.At("data", "submitEvidence", "evidence", "bytes") != 17.0 || len(got.Text("data", "submitEvidence", "evidence", "sha256")) != 64 {
		t.Errorf("submitted: %s", got.Body)
	}
	asked = admin.Fine(admin.Do(towardsProof, testkit.Vars{"key": "hipaa"}))
	if asked.Text("data", "certificationDefinition", "progress", "steps", 0, "next", "action") != "WAIT" {
		t.Errorf("while it waits: %s", asked.Body)
	}
	if again := admin.Upload(submitPaper, testkit.Vars{"in": in}, file); again.Text("data", "submitEvidence", "userErrors", 0, "code") != "EVIDENCE_KNOWN" {
		t.Errorf("again: %s", again.Body)
	}
	lies := boss.Fine(boss.Do(desk, nil))
	if lies.Text("data", "certificationEvidence", "nodes", 0, "id") != id {
		t.Fatalf("the desk: %s", lies.Body)
	}
	if seen := north.Fine(north.Do(desk, nil)); seen.At("data", "certificationEvidence", "nodes", 0) != nil {
		t.Errorf("a distributor sees the document: %s", seen.Body)
	}
	link := lies.Text("data", "certificationEvidence", "nodes", 0, "downloadUrl")
	res, err := http.Get(link)
	c.Must(err)
	defer res.Body.Close()
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the file: %d %v", res.StatusCode, res.Header)
	}
	if no := admin.Do(acceptPaper, testkit.Vars{"in": testkit.Vars{"evidenceId": id}}); len(no.Codes()) != 1 || no.Codes()[0] != "FORBIDDEN" {
		t.Errorf("the partner accepts: %s", no.Body)
	}
	if no := boss.Do(refusePaper, testkit.Vars{"in": testkit.Vars{"evidenceId": id, "reason": ""}}); no.Text("data", "refuseEvidence", "userErrors", 0, "code") != "REQUIRED" {
		t.Errorf("refused without a reason: %s", no.Body)
	}
	got = boss.Fine(boss.Do(acceptPaper, testkit.Vars{"in": testkit.Vars{"evidenceId": id, "note": "Thank you."}}))
	proof := func(path ...any) string {
		return got.Text(append([]any{"data", "acceptEvidence", "evidence", "certifications", 0}, path...)...)
	}
	if proof("state") != "VALID" || proof("origin") != "EVIDENCE" || proof("restsOn", 0, "kind") != "EVIDENCE" || len(proof("evidence", "sha256")) != 64 {
		t.Errorf("accepted: %s", got.Body)
	}
	seen := north.Fine(north.Do(`query($id: ID!) { partner(id: $id) { certifications { definitionKey state evidence { sha256 } restsOn { kind } } } }`,
		testkit.Vars{"id": ids.Global("Partner", string(c.Acorn.ID))}))
	if text := string(seen.Body); !strings.Contains(text, `"hipaa"`) || strings.Contains(text, `"sha256"`) || strings.Contains(text, `"EVIDENCE"`) {
		t.Errorf("the distributor reads %s", text)
	}
}
