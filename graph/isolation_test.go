package graph_test

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/testdb"
	"github.com/portico-prm/portico/internal/testkit"
)

// ask is one query with the ids that it is asked with.
type ask struct {
	name, text string
	vars       func(id string) testkit.Vars // nil: without ids
	kind       string
	trail      bool
}

// asks are all query fields of the schema, each with everything below it.
func asks(t *testing.T, e *estate, s *selector) (out []ask) {
	t.Helper()
	for _, f := range roots(schema.Query) {
		depth := map[string]int{"certificationDefinitions": 3, "partners": 1, "partner": 2, "checkCobrand": 4, "templates": 3, "template": 4}[f.Name]
		if f.Name == "node" {
			for _, p := range schema.GetPossibleTypes(schema.Types["Node"]) {
				depth := max(1, map[string]int{"Template": 3, "QuizQuestion": 3, "QuizAnswer": 3, "Lesson": 3}[p.Name])
				out = append(out, ask{"node " + p.Name, `query($id: ID!) { node(id: $id) { __typename ... on ` + p.Name + " " + s.object(p.Name, depth) + " } }",
					func(id string) testkit.Vars { return testkit.Vars{"id": ids.Global(p.Name, id)} }, p.Name, false})
			}
			continue
		}
		inside := ""
		if !schema.Types[f.Type.Name()].IsLeafType() {
			inside = s.object(f.Type.Name(), max(depth, 2))
		}
		c := newCall(t, f, false, inside, e.given(""))
		if f.Name == "partners" { // all six: what ten could come to is refused
			c.vars["first"] = len(e.Houses())
		}
		a := ask{name: f.Name, text: c.text(), trail: f.Name == "auditTrail"}
		if with := newCall(t, f, false, inside, e.given(ids.New())); len(with.vars) > len(c.vars) || takesPartner(f) {
			a.text, a.kind = with.text(), "Partner"
			a.vars = func(id string) testkit.Vars { return newCall(t, f, false, inside, e.given(id)).vars }
			out = append(out, ask{name: f.Name + " without", text: c.text(), vars: func(string) testkit.Vars { return c.vars }, trail: a.trail})
		} else {
			if a.trail {
				c.vars["first"] = 100
			}
			a.vars = func(string) testkit.Vars { return c.vars }
		}
		out = append(out, a)
	}
	return out
}

func (e *estate) selector() *selector {
	return &selector{visited: map[string]bool{}, given: map[string]string{"templateId": ids.Global("Template", string(e.kit.TemplateID))}}
}

func takesPartner(f *ast.FieldDefinition) bool {
	_, ok := inputs(f)["partnerId"]
	return ok || f.Name == "partner"
}

// given answers what a call needs; an empty id leaves the partner out.
func (e *estate) given(id string) func(string, *ast.Type) (any, bool) {
	return func(name string, typ *ast.Type) (any, bool) {
		switch name {
		case "partnerId", "id":
			return ids.Global("Partner", id), id != ""
		case "templateId":
			return ids.Global("Template", string(e.kit.TemplateID)), true
		case "slug":
			return e.kit.Slug, true
		case "kind":
			return testkit.Addendum, typ.NonNull
		case "courseId":
			return ids.Global("Course", string(e.plan.CourseID)), typ.NonNull
		case "courseVersionId":
			return ids.Global("CourseVersion", string(e.plan.ID)), typ.NonNull
		case "versionId":
			return ids.Global("QuizVersion", string(e.asked.ID)), true
		case "first":
			return 10, true
		}
		return nil, false
	}
}

// P1, P3: each person asks each query with each id. Nobody reads a word of a
// partner that is not theirs to see, and what is not theirs answers like what
// does not exist, to the byte.
func TestNobodySeesAnotherPartnersRows(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	e.Start()
	s := e.selector()
	all := asks(t, e, s)
	var actors []*walker
	for _, h := range e.Houses() {
		actors = append(actors, &walker{e: e, house: h, who: h.Word + " admin", c: e.SignedIn(h.Admin)})
	}
	for _, h := range []*testkit.House{e.North, e.Acorn} {
		actors = append(actors, &walker{e: e, house: h, who: h.Word + " second", c: e.SignedIn(h.Second)})
	}
	actors = append(actors, &walker{e: e, house: &testkit.House{Word: nobodys}, who: "nobody", c: e.Client()})
	sent := 0
	for _, w := range actors {
		w.t = t
		for _, a := range all {
			sent += w.walk(a)
		}
		if w.own == 0 && w.house.Word != nobodys {
			t.Errorf("%s never saw anything of its own: the test proves nothing", w.who)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(readable())) {
		if !s.visited[key] && !unasked[key] {
			t.Errorf("%s was asked by nobody", key)
		}
	}
	for _, h := range e.Houses() { // the log holds ids, never names
		if at := strings.Index(strings.ToLower(e.Logged()), h.Word); at >= 0 {
			t.Errorf("the log names %s: %.200s", h.Word, e.Logged()[max(0, at-100):])
		}
	}
	t.Logf("%d requests, %d rows, %d fields, %d bytes of log", sent, len(e.rows), len(s.visited), len(e.Logged()))
}

// nobodys is the word of a partner that does not exist: the anonymous caller's.
const nobodys = "\x00"

// unasked are fields that say nothing which another field does not say.
var unasked = map[string]bool{
	"PartnerEdge.node": true, "PersonEdge.node": true, "TemplateEdge.node": true, "AssetEdge.node": true, "RenditionEdge.node": true, "AuditEdge.node": true,
	"BulkRenderEdge.node": true, "QuizEdge.node": true, "QuizAttemptEdge.node": true, "QuizQuestionEdge.node": true, "QuizTallyEdge.node": true, "BulkRenderItemEdge.node": true, "ApprovalEdge.node": true,
	"CourseEdge.node": true, "CurriculumEdge.node": true, "EnrollmentEdge.node": true, "CourseCompletionEdge.node": true, "PlaybookEdge.node": true, "EffectEdge.node": true, "CertificationEvidenceEdge.node": true, "LearnerProgressEdge.node": true,
	"CertificationNoticeEdge.node": true, "NoticeEdge.node": true, "LapsingHolderEdge.node": true, "MembershipEdge.node": true,
	"CompletionImportEdge.node": true, "CertificationEdge.node": true, "ImportLineEdge.node": true, "TrainingSessionEdge.node": true, "SessionRegistrationEdge.node": true,
}

// walker is one person on the way through all queries.
type walker struct {
	t     *testing.T
	e     *estate
	house *testkit.House
	who   string
	c     *testkit.Client
	own   int // answers that hold something of the person's own partner
}

func (w *walker) walk(a ask) int {
	if a.kind == "" {
		w.look(a, "", nil)
		return 1
	}
	absent := w.look(a, ids.New(), nil)
	sent := 1
	for _, r := range w.e.rows {
		if r.kind != a.kind {
			continue
		}
		body := w.look(a, r.id, &r)
		sent++
		if !w.e.maySee(w.house, r) && !bytes.Equal(body, absent) {
			w.t.Errorf("%s asks %s for %s of %s: what is foreign differs from what is absent:\n%.400s\n%.400s", w.who, a.name, r.kind, r.owner.Word, body, absent)
		}
	}
	return sent
}

// look sends one request and searches the answer for what is not the viewer's.
func (w *walker) look(a ask, id string, about *row) []byte {
	got := w.c.Do(a.text, a.vars(id))
	if slices.Contains(got.Codes(), "INTERNAL") || slices.Contains(got.Codes(), "QUERY_TOO_LARGE") || got.Status != 200 || got.At("data") == nil && got.At("errors") == nil {
		w.t.Errorf("%s asks %s: %d %.300s", w.who, a.name, got.Status, got.Body)
	}
	for _, leak := range w.e.leaks(w.house, got.Body, a.trail) {
		w.t.Errorf("%s asks %s (about %+v) and reads %s", w.who, a.name, about, leak)
	}
	if strings.Contains(strings.ToLower(string(got.Body)), w.house.Word) {
		w.own++
	}
	return got.Body
}

// The search itself is tried: shown the vendor's answer as if a reseller had
// read it, it finds leaks of every kind.
func TestTheSearchForLeaksFindsThem(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	e.Start()
	boss := e.SignedIn(e.Boss)
	s := e.selector()
	var body []byte
	for _, a := range asks(t, e, s) {
		body = append(body, boss.Do(a.text, a.vars(string(e.South.ID))).Body...)
	}
	found := strings.Join(e.leaks(e.Dune, body, false), "\n")
	for _, kind := range []string{"Partner", "Person", "Logo", "Rendition", "PortfolioLink", "Membership", "Agreement", "ProductAuthorization", "Certification"} {
		if !strings.Contains(found, kind+" ") {
			t.Errorf("a leak of a %s is not found", kind)
		}
	}
	for _, word := range []string{"norvik", "sudarason", "sudara-line"} {
		if !strings.Contains(found, word) {
			t.Errorf("the word %s is not found", word)
		}
	}
}

// And in earnest: with the row policies of one table off, the walk goes red.
func TestWithoutRowSecurityTheWalkFindsLeaks(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	e.Start()
	dune, owner := e.SignedIn(e.Dune.Admin), testdb.New(t)
	rowOf := func(kind string) testkit.Vars {
		i := slices.IndexFunc(e.rows, func(r row) bool { return r.kind == kind && r.owner == e.North })
		return testkit.Vars{"id": ids.Global(kind, e.rows[i].id)}
	}
	const node = `query($id: ID!) { node(id: $id) { id } }`
	for table, q := range map[string]struct {
		text string
		vars testkit.Vars
	}{
		"partner": {`{ partners(first: 50) { nodes { id displayName } } }`, nil}, "rendition": {`{ renditions(first: 50) { nodes { id fileName } } }`, nil},
		"person": {node, rowOf("Person")}, "logo": {node, rowOf("Logo")}, "api_token": {node, rowOf("ApiToken")},
	} {
		for _, off := range []bool{true, false} {
			how := map[bool]string{true: "disable", false: "enable"}[off]
			_, err := owner.ExecContext(t.Context(), "alter table "+table+" "+how+" row level security")
			e.Must(err)
			if found := e.leaks(e.Dune, dune.Do(q.text, q.vars).Body, false); (len(found) > 0) != off {
				t.Errorf("policies of %s %sd: leaks %v", table, how, found)
			}
		}
	}
}

// The same for what changes things: with the id of another partner's row in any
// place, a mutation answers as for an id that does not exist, and no row changes.
func TestNobodyChangesAnotherPartnersRows(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	e.Start()
	before := e.sums()
	sent := 0
	for _, h := range []*testkit.House{e.North, e.Acorn, e.Dune} {
		me := e.SignedIn(h.Admin)
		staged := e.stagedLogo(h)
		before["staged_upload"] = e.sums()["staged_upload"]
		for _, m := range roots(schema.Mutation) {
			for at, typ := range inputs(m) {
				if typ.Name() != "ID" || at == "stagedUploadId" {
					continue
				}
				kind := kindOf(t, m.Name, at)
				send := func(id string) []byte {
					c := newCall(t, m, true, plainly(m), func(name string, _ *ast.Type) (any, bool) {
						switch {
						case name == at:
							return ids.Global(kind, id), true
						case name == "stagedUploadId":
							return staged, m.Name == "uploadLogo"
						case name == "templateId":
							return ids.Global("Template", string(e.kit.TemplateID)), true
						case name == "email":
							return "new@" + h.Word + ".example", true
						case name == "roles":
							return []any{h.Admin.Roles[0]}, true
						case name == "phone":
							return "666", true
						}
						return nil, false
					})
					sent++
					return me.Do(c.text(), c.vars).Body
				}
				absent := send(ids.New())
				for _, r := range e.rows {
					if r.kind == kind && !e.maySee(h, r) {
						if body := send(r.id); !bytes.Equal(body, absent) {
							t.Errorf("%s sends %s with %s of %s as %s:\n%s\nand for one that is absent\n%s", h.Word, m.Name, kind, r.owner.Word, at, body, absent)
						}
					}
				}
			}
		}
	}
	for table, sum := range e.sums() {
		if sum != before[table] {
			t.Errorf("%s changed", table)
		}
	}
	if sent < 100 {
		t.Errorf("only %d requests were sent", sent)
	}
	t.Logf("%d requests", sent)
}

// stagedLogo is a file that a partner's administrator has put.
func (e *estate) stagedLogo(h *testkit.House) string {
	file := testkit.DemoLogo("zlatavka.svg")
	f, err := e.Library.Stage(e.As(h.Admin), library.ForLogo, "logo.svg", int64(len(file)))
	e.Must(err)
	e.Must(e.Files.Receive(context.Background(), f.Put.URL[strings.LastIndex(f.Put.URL, "/")+1:], bytes.NewReader(file)))
	return ids.Global("StagedUpload", string(f.ID))
}

// sums are the contents of the tables of the trade.
func (e *estate) sums() map[string]string {
	out := map[string]string{}
	for _, table := range []string{"partner", "portfolio_link", "person", "program", "membership", "agreement", "product_authorization",
		"certification", "certification_evidence", "certification_ground", "definition_requirement", "quiz", "quiz_version", "question_pool", "question", "quiz_attempt", "quiz_answer", "quiz_review",
		"asset", "template", "template_version", "logo", "rendition", "content_event", "staged_upload",
		"course", "course_version", "lesson", "curriculum", "assignment_rule", "enrollment", "lesson_progress", "course_completion"} {
		out[table] = e.Sum(table)
	}
	return out
}

// A link that ends takes the sight with it, in the session that is open.
func TestTheEndOfALinkIsFeltInAnOpenSession(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	e.Start()
	me := e.SignedIn(e.North.Admin)
	found, err := e.Cobrand.Renditions(e.As(e.North.Admin), e.Cedar.ID, page.Ask{First: 1})
	e.Must(err)
	id := ids.Global("Rendition", string(found.Rows[0].ID))
	url := me.Do(`query($id: ID!) { node(id: $id) { ... on Rendition { downloadUrl } } }`, testkit.Vars{"id": id}).Text("data", "node", "downloadUrl")
	if a := me.Get(url); a.Status != 200 {
		t.Fatalf("while linked: %d %s", a.Status, a.Body)
	}
	e.EndLink(e.NorthCedar)
	if a := me.Get(url); a.Status != 404 {
		t.Errorf("a link to the file that was made before: %d %s", a.Status, a.Body)
	}
	a := me.Do(`query($id: ID!) { partner(id: $id) { displayName } renditions(partnerId: $id) { nodes { partner { displayName } fileName } } }`,
		testkit.Vars{"id": ids.Global("Partner", string(e.Cedar.ID))})
	if a.At("data", "partner") != nil || bytes.Contains(a.Body, []byte("Cedrano")) {
		t.Errorf("the query after: %s", a.Body)
	}
}
