package graph_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

// From the plan to the completion, as the portals of a distributor, a reseller
// and the vendor do it.
func TestASessionIsPlannedAttendedAndVerified(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	c.Start()
	north, seller, vendor := c.SignedIn(c.North.Admin), c.SignedIn(c.Acorn.Second), c.SignedIn(c.Mgr)
	send := func(who *testkit.Client, root, inside string, in testkit.Vars) *testkit.Answer {
		t.Helper()
		typ := strings.ToUpper(root[:1]) + root[1:] + "Input"
		a := who.Do("mutation($in: "+typ+"!) { "+root+"(input: $in) { "+inside+" userErrors { field code message } } }", testkit.Vars{"in": in})
		if a.Status != 200 || len(a.Codes()) > 0 {
			t.Fatalf("%s: %d %s", root, a.Status, a.Body)
		}
		return a
	}
	at := c.Clock.Now().Add(24 * time.Hour).UTC()
	plan := testkit.Vars{"courseId": ids.Global("Course", string(v.CourseID)), "title": "Edge basics", "place": "Hamburg", "timeZone": "Europe/Berlin", "language": "de",
		"startsAt": at.Format(time.RFC3339), "endsAt": at.Add(time.Hour).Format(time.RFC3339), "seats": 1}
	id := send(north, "planTrainingSession", "session { id }", plan).Text("data", "planTrainingSession", "session", "id")
	send(seller, "registerForSession", "session { registered }", testkit.Vars{"sessionId": id})
	full := send(north, "registerAttendees", "session { id }", testkit.Vars{"sessionId": id, "emails": []string{c.Cedar.Second.Email}})
	if !strings.Contains(string(full.Body), "SESSION_FULL") {
		t.Errorf("a seat was sold twice: %s", full.Body)
	}
	c.Clock.Pass(26 * time.Hour)
	north, seller, vendor = c.SignedIn(c.North.Admin), c.SignedIn(c.Acorn.Second), c.SignedIn(c.Mgr) // a day later
	send(north, "moveTrainingSession", "session { state }", testkit.Vars{"sessionId": id, "to": "HELD"})
	list := north.Do(`query($id: ID!) { trainingSession(id: $id) { registrations { nodes { id name partner { slug } } } } }`, testkit.Vars{"id": id})
	seat := list.Text("data", "trainingSession", "registrations", "nodes", 0, "id")
	send(north, "recordAttendance", "session { id }", testkit.Vars{"sessionId": id, "marks": []any{testkit.Vars{"registrationId": seat, "attendance": "ATTENDED", "score": 91, "passed": true}}})
	waiting := vendor.Do(`{ sessionRegistrations(verification: REPORTED) { nodes { id score session { holder { slug } } } } }`, nil)
	if waiting.Text("data", "sessionRegistrations", "nodes", 0, "id") != seat {
		t.Errorf("what waits for the vendor: %s", waiting.Body)
	}
	done := send(vendor, "decideAttendance", "decided", testkit.Vars{"registrationIds": []string{seat}, "verified": true})
	if done.At("data", "decideAttendance", "decided") != 1.0 {
		t.Errorf("decided: %s", done.Body)
	}
	mine := seller.Do(`query($id: ID!) { trainingSession(id: $id) { holder { slug } myRegistration { verification credited } } courseCompletions { nodes { origin course { key } } } }`, testkit.Vars{"id": id})
	for _, want := range []string{`"verification":"VERIFIED"`, `"credited":true`, `"origin":"VAD_SESSION"`} {
		if !strings.Contains(string(mine.Body), want) {
			t.Errorf("the learner reads %s, without %s", mine.Body, want)
		}
	}
	send(vendor, "trustReports", "partner { reportsTrusted }", testkit.Vars{"partnerId": ids.Global("Partner", string(c.North.ID)), "trusted": true})
}

func TestAnImportAnswersWithItsReport(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Course("edge-basics", outline.Text)
	vendor := c.Start().SignedIn(c.Mgr)
	const report = `{ import { id state posted entries { nodes { number email partner { slug } course { key } state } } } lines added unchanged problems notes { line column value code message } userErrors { field code } }`
	send := func(in testkit.Vars) string {
		a := vendor.Do("mutation($in: ImportCompletionsInput!) { importCompletions(input: $in) "+report+" }", testkit.Vars{"in": in})
		return string(a.Body)
	}
	file := "email;course;completedAt\r\n" + c.Acorn.Second.Email + ";edge-basics;2026-05-01\r\n"
	for _, tt := range []struct {
		in   testkit.Vars
		want []string
	}{
		{testkit.Vars{"text": file, "dryRun": true}, []string{`"import":null`, `"added":1`, `"problems":0`}},
		{testkit.Vars{"text": file + "=x;edge-basics;2026-05-01\r\n"}, []string{`"import":null`, `"problems":1`, `"line":3,"column":"email","value":"'=x","code":"UNKNOWN_EMAIL"`}},
		{testkit.Vars{"text": file, "idempotencyKey": "one"}, []string{`"state":"POSTED"`, `"posted":1`, `"number":2`, c.Acorn.Second.Email}},
		{testkit.Vars{"text": file, "idempotencyKey": "one"}, []string{`"state":"POSTED"`, `"added":1`}},
		{testkit.Vars{"text": file}, []string{`"import":null`, `"added":0`, `"unchanged":1`}},
		{testkit.Vars{}, []string{`"code":"ONE_OF"`}},
		{testkit.Vars{"text": "name\n"}, []string{`"code":"CSV_HEADER"`}},
	} {
		got := send(tt.in)
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%v: %s\nwant %s", tt.in, got, want)
			}
		}
	}
	mapped := vendor.Do(`mutation { mapActivity(input: {activityId: "urn:lms:1", courseKey: "edge-basics"}) { activity { courseKey } userErrors { code } } }`, nil)
	gone := vendor.Do(`mutation { mapActivity(input: {activityId: "urn:lms:1"}) { activity { courseKey } userErrors { code } } }`, nil)
	if mapped.Text("data", "mapActivity", "activity", "courseKey") != "edge-basics" || gone.At("data", "mapActivity", "activity") != nil || len(gone.Codes()) > 0 {
		t.Errorf("mapped %s, gone %s", mapped.Body, gone.Body)
	}
}

func TestStatementsArriveAsAtALearningRecordStore(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Course("edge-basics", outline.Text)
	c.Start()
	token := func(scopes ...string) string {
		tok, err := c.Members.CreateToken(c.As(c.Mgr), member.NewToken{Name: "lms", Scopes: scopes, ExpiresAt: c.Clock.Now().AddDate(0, 1, 0)})
		c.Must(err)
		return tok.Secret
	}
	good, narrow := token("training.import"), token("training.read")
	say := func(id, at string) string {
		return fmt.Sprintf(`{"id": "%s", "actor": {"mbox": "mailto:%s"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}, "object": {"id": "%s/courses/edge-basics"}, "timestamp": "%s"}`, id, c.Acorn.Second.Email, c.URL(), at)
	}
	version, id, other := []string{"X-Experience-API-Version", "1.0.3"}, ids.New(), ids.New()
	bearer := []string{"Authorization", "Bearer " + good}
	basic := []string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte("lms:"+good))}
	tests := []struct {
		name, body string
		headers    []string
		status     int
		want       string
	}{
		{"one", say(id, "2026-05-01T10:00:00Z"), slices.Concat(version, bearer), 200, `["` + id + `"]`},
		{"again, by Basic", say(id, "2026-05-01T10:00:00Z"), slices.Concat(version, basic), 200, `["` + id + `"]`},
		{"the id with another content", say(id, "2026-05-02T10:00:00Z"), slices.Concat(version, bearer), 409, "ID_TAKEN"},
		{"one good and one bad", "[" + say(other, "2026-05-02T10:00:00Z") + "," + say(ids.New(), "2099-05-02T10:00:00Z") + "]", slices.Concat(version, bearer), 400, `"statement":1`},
		{"nothing of it was taken", say(other, "2026-05-03T10:00:00Z"), slices.Concat(version, bearer), 200, other},
		{"no version", say(id, "2026-05-01T10:00:00Z"), bearer, 400, "XAPI_VERSION"},
		{"no token", say(id, "2026-05-01T10:00:00Z"), version, 401, "UNAUTHENTICATED"},
		{"a wrong token", say(id, "2026-05-01T10:00:00Z"), slices.Concat(version, []string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte("lms:x"))}), 401, "UNAUTHENTICATED"},
		{"a token of another scope", say(id, "2026-05-01T10:00:00Z"), slices.Concat(version, []string{"Authorization", "Bearer " + narrow}), 403, "FORBIDDEN"},
		{"no statement", "[1]", slices.Concat(version, bearer), 400, "NOT_STATEMENTS"},
		{"an empty list", "[]", slices.Concat(version, bearer), 200, "[]"},
	}
	for _, tt := range tests {
		a := c.Client().Send("POST", c.URL()+"/xapi/statements", strings.NewReader(tt.body), slices.Concat([]string{"Content-Type", "application/json"}, tt.headers)...)
		if a.Status != tt.status || !strings.Contains(string(a.Body), tt.want) {
			t.Errorf("%s: %d %s, want %d %s", tt.name, a.Status, a.Body, tt.status, tt.want)
		}
	}
	cookie := c.SignedIn(c.Mgr).Send("POST", c.URL()+"/xapi/statements", strings.NewReader(say(id, "2026-05-01T10:00:00Z")), slices.Concat([]string{"Content-Type", "application/json"}, version)...)
	if cookie.Status != 401 {
		t.Errorf("a browser's session got in: %d", cookie.Status)
	}
	if n := c.Count("course_completion", ""); n != 2 {
		t.Errorf("%d completions", n)
	}
}
