package contract

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

// unsent are examples that need more than variables: a browser's cookie, a file, something that was asked for.
var unsent = map[string]bool{"sign-in": true, "upload-logo": true, "follow-templates": true, "follow-bulk-render": true, "bulk-render": true,
	"follow-approvals": true, "request-approval": true, "decide-approval": true,
	// A course and a quiz that somebody wrote and published.
	"assign-training": true, "start-course": true, "read-course": true, "complete-lesson": true, "import-course": true,
	"start-quiz": true, "answer-quiz": true, "submit-quiz": true, "import-questions": true, "quiz-statistics": true,
	"preview-course": true, "preview-quiz": true, "mark-quiz-trial": true, "tick-playbook-step": true,
	// Somebody at the vendor, a document, a session that was held, a file of completions.
	"define-certification": true, "submit-evidence": true, "session-attendance": true, "import-completions": true,
	"certification-register": true, "revoke-quiz-pass": true, "undo-import": true,
	// A template that a designer uploads, publishes and asks about; notices that somebody got.
	"submit-template": true, "publish-template": true, "template-variants": true, "mark-notices-read": true, "set-notice-preferences": true}

type operation struct {
	Name      string         `json:"name"`
	Text      string         `json:"text"`
	Variables map[string]any `json:"variables"`
}

// ran is what a client program tells.
type ran struct {
	Results  map[string]result
	Followed result
	Kept     []string
}

func TestURQLRunsEveryExample(t *testing.T) { t.Parallel(); runs(t, "urql.mjs") }

func TestApolloClientRunsEveryExample(t *testing.T) {
	t.Parallel()
	got, id := runs(t, "apollo.mjs")
	if !slices.Contains(got.Kept, "Template:"+id) {
		t.Errorf("the cache keeps %v and not the template by its id", got.Kept)
	}
}

// runs lets a client run the examples and follow the templates.
func runs(t *testing.T, program string) (ran, string) {
	t.Helper()
	dir := folder(t)
	c, at := served(t, func(c *testkit.Channel) *member.Person { return c.North.Admin })
	c.Listen()
	kit := c.Kit(testkit.Social)
	id := ids.Global("Template", string(kit.TemplateID))
	input := map[string]any{"templateId": id, "partnerId": ids.Global("Partner", string(c.Acorn.ID))}
	c.Kit(testkit.Paper)
	held, err := c.Training.Of(c.System(), c.North.ID)
	c.Must(err)
	proof := ids.Global("Certification", string(held[0].ID))
	variables := map[string]map[string]any{"make-certificate": {"certificationId": proof}, "publish-badge-name": {"certificationId": proof, "published": true}, "check-cobrand": {"input": input}, "render-cobrand": {"input": input}, "render-for-partners": {"input": map[string]any{"templateId": id}}, "render-kit": {"input": input}, "node": {"id": id},
		"training-portfolio":   {"distributor": ids.Global("Partner", string(c.North.ID))},
		"portfolio-forecast":   {"distributor": ids.Global("Partner", string(c.North.ID))},
		"create-staged-upload": {"input": map[string]any{"purpose": "LOGO", "fileName": "logo.png", "bytes": 1000}}}
	var all []operation
	docs := documents(t)
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		if !unsent[name] {
			all = append(all, operation{name, docs[name], variables[name]})
		}
	}
	at.Vars = map[string]any{"operations": all, "subscription": docs["follow-templates"],
		"possibleTypes": map[string][]string{"Node": {"Template", "Partner"}}}
	got := node[ran](t, dir, at, program)
	for _, op := range all {
		if r := got.Results[op.Name]; len(r.Errors) > 0 || len(r.Data) == 0 {
			t.Errorf("%s: %v", op.Name, r)
		}
	}
	if inside(got.Results["node"], "node", "__typename") != "Template" || inside(got.Results["render-cobrand"], "renderCobrand", "rendition", "fileName") == nil {
		t.Errorf("results: %v", got.Results)
	}
	if inside(got.Results["make-certificate"], "makeCertificate", "downloadUrl") == nil {
		t.Errorf("no certificate: %v", got.Results["make-certificate"])
	}
	if inside(got.Followed, "templateChanged", "id") != id {
		t.Errorf("the subscription gave %v", got.Followed)
	}
	if n := strings.Count(c.Logged(), "error"); len(all) < 7 || n > 0 {
		t.Errorf("%d operations, %d errors in the log", len(all), n)
	}
	return got, id
}
