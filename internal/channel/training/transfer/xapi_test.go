package transfer

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const base = "https://partners.example"

func heard(file string) string {
	r, err := readStatements([]byte(file), base+"/", noon)
	if err != nil {
		return err.Error()
	}
	var out []string
	for _, e := range r.entries {
		score := "-"
		if e.Score != nil {
			score = fmt.Sprint(*e.Score)
		}
		out = append(out, fmt.Sprintf("%d %s %s %s%s %s %s %s", e.Line, e.Kind, e.Email, e.Course, e.Activity, e.At.Format(time.RFC3339), score, e.Target))
	}
	for _, n := range r.notes {
		out = append(out, fmt.Sprintf("%d %s %s [%s]", n.Line, n.Code, n.Column, n.Value))
	}
	return strings.Join(out, "\n")
}

const (
	sound = `{"id": "0190A000-0000-7000-8000-000000000001", "actor": {"mbox": "mailto:Ann@a.example"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
		"object": {"id": "https://partners.example/courses/edge-basics"}, "timestamp": "2026-05-01T12:00:00+02:00", "result": {"score": {"scaled": 0.875}, "success": true}}`
	void = `{"actor": {"mbox": "mailto:lms@a.example"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"},
		"object": {"objectType": "StatementRef", "id": "0190A000-0000-7000-8000-000000000001"}}`
)

func TestStatementsAreRead(t *testing.T) {
	t.Parallel()
	const known = "1 COMPLETED ann@a.example edge-basics 2026-05-01T10:00:00Z 87.5 "
	with := func(from, to string) string {
		if !strings.Contains(sound, from) {
			t.Fatalf("the statement has no %s", from)
		}
		return strings.Replace(sound, from, to, 1)
	}
	tests := map[string]struct{ file, want string }{
		"one":           {sound, known},
		"a list":        {"[" + sound + "]", known},
		"of nothing":    {"[]", ""},
		"passed":        {with("completed", "passed"), known},
		"an account":    {with(`"mbox": "mailto:Ann@a.example"`, `"account": {"homePage": "https://partners.example", "name": "ann@a.example"}`), known},
		"raw score":     {with(`"scaled": 0.875`, `"raw": 35, "max": 40`), known},
		"another id":    {with("https://partners.example/courses/edge-basics", "urn:lms:4711"), "1 COMPLETED ann@a.example urn:lms:4711 2026-05-01T10:00:00Z 87.5 "},
		"without time":  {with(`"timestamp": "2026-05-01T12:00:00+02:00", `, ""), "1 COMPLETED ann@a.example edge-basics 2026-11-28T12:00:00Z 87.5 "},
		"void":          {void, "1 VOIDED   0001-01-01T00:00:00Z - 0190a000-0000-7000-8000-000000000001"},
		"no JSON":       {"hello", "This is no xAPI statement"},
		"a number":      {"[1]", "This is no xAPI statement"},
		"a wrong type":  {with(`"success": true`, `"success": "yes"`), "1 BAD_STATEMENT  []"},
		"a wrong id":    {with("0190A000-0000-7000-8000-000000000001", "=1"), "1 BAD_STATEMENT id ['=1]"},
		"another verb":  {with("verbs/completed", "verbs/experienced"), "1 WRONG_VERB verb.id [http://adlnet.gov/expapi/verbs/experienced]"},
		"a group":       {with(`"actor": {`, `"actor": {"objectType": "Group", `), "1 UNKNOWN_ACTOR actor [mailto:Ann@a.example]"},
		"a hash":        {with(`"mbox": "mailto:Ann@a.example"`, `"mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9"`), "1 UNKNOWN_ACTOR actor []"},
		"other account": {with(`"mbox": "mailto:Ann@a.example"`, `"account": {"homePage": "https://lms.example", "name": "ann@a.example"}`), "1 UNKNOWN_ACTOR actor []"},
		"an agent":      {with(`"object": {`, `"object": {"objectType": "Agent", `), "1 BAD_STATEMENT object.id [https://partners.example/courses/edge-basics]"},
		"failed":        {with(`"success": true`, `"success": false`), "1 NOT_PASSED result.success [false]"},
		"not completed": {with(`"success": true`, `"completion": false`), "1 NOT_PASSED result.completion [false]"},
		"tomorrow":      {with("2026-05-01", "2026-12-01"), "1 IN_THE_FUTURE timestamp [2026-12-01T12:00:00+02:00]"},
		"off the scale": {with("0.875", "1.5"), "1 SCORE result.score []"},
		"voids nothing": {strings.Replace(void, "StatementRef", "Activity", 1), "1 BAD_STATEMENT object [0190A000-0000-7000-8000-000000000001]"},
		"too many":      {"[" + strings.Repeat(sound+",", MaxStatements) + sound + "]", "at most 1000 statements"},
	}
	for name, tt := range tests {
		if got := heard(tt.file); !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s:\n%.300s\nwant %s", name, got, tt.want)
		}
	}
}

func TestTheDigestIsOfWhatAStatementSays(t *testing.T) {
	t.Parallel()
	of := func(file string) string {
		r, err := readStatements([]byte(file), base, noon)
		if err != nil || len(r.entries) != 1 {
			t.Fatalf("%s: %v", file, err)
		}
		return r.entries[0].Digest
	}
	one := of(sound)
	same := map[string]string{
		"other order":        `{"timestamp": "2026-05-01T12:00:00+02:00", ` + strings.Replace(strings.TrimPrefix(sound, "{"), `"timestamp": "2026-05-01T12:00:00+02:00", `, "", 1),
		"stored, authority":  strings.Replace(sound, "{", `{"stored": "2026-06-01T00:00:00Z", "authority": {"mbox": "mailto:x@y.z"}, "version": "1.0.3", `, 1),
		"a number otherwise": strings.Replace(sound, "0.875", "8.75e-1", 1),
	}
	for name, file := range same {
		if of(file) != one {
			t.Errorf("%s: another digest", name)
		}
	}
	if of(strings.Replace(sound, "0.875", "0.874", 1)) == one {
		t.Error("another score has the same digest")
	}
}

func FuzzStatements(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte("[" + void + "]"))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := readStatements(file, base, noon)
		if err != nil {
			return
		}
		for _, e := range r.entries {
			if e.Digest == "" || e.ExternalID == "" || e.Kind == completed && (e.Email == "" || e.At.After(noon)) {
				t.Errorf("%q gave %+v", file, e)
			}
		}
	})
}
