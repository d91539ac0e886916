package transfer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
)

// The verbs that say something here.
const (
	verbCompleted = "http://adlnet.gov/expapi/verbs/completed"
	verbPassed    = "http://adlnet.gov/expapi/verbs/passed"
	verbVoided    = "http://adlnet.gov/expapi/verbs/voided"
)

// statement is what is read of an xAPI statement.
type statement struct {
	ID    string `json:"id"`
	Actor struct {
		ObjectType string `json:"objectType"`
		Mbox       string `json:"mbox"`
		Account    *struct {
			HomePage string `json:"homePage"`
			Name     string `json:"name"`
		} `json:"account"`
	} `json:"actor"`
	Verb struct {
		ID string `json:"id"`
	} `json:"verb"`
	Object struct {
		ObjectType string `json:"objectType"`
		ID         string `json:"id"`
	} `json:"object"`
	Result *struct {
		Score *struct {
			Scaled *float64 `json:"scaled"`
			Raw    *float64 `json:"raw"`
			Max    *float64 `json:"max"`
		} `json:"score"`
		Success    *bool `json:"success"`
		Completion *bool `json:"completion"`
	} `json:"result"`
	Timestamp string `json:"timestamp"`
}

// readStatements reads one statement, or a list of them. base is the public
// address of this system: activities below it name courses by key, and accounts
// at it name people by e-mail address.
func readStatements(file []byte, base string, now time.Time) (*reader, error) {
	if len(file) > MaxBytes {
		return nil, refuse("IMPORT_TOO_LARGE", "A batch has at most %d MB; this one has %.1f. Split it.", MaxBytes>>20, float64(len(file))/(1<<20))
	}
	file = bytes.TrimSpace(bytes.TrimPrefix(file, []byte("\ufeff")))
	list := []json.RawMessage{file}
	if bytes.HasPrefix(file, []byte("[")) {
		list = nil
		if err := json.Unmarshal(file, &list); err != nil {
			return nil, notStatements()
		}
	}
	if len(list) > MaxStatements {
		return nil, refuse("TOO_MANY_LINES", "A batch has at most %d statements; this one has %d. Split it.", MaxStatements, len(list))
	}
	r := &reader{now: now}
	for i, raw := range list {
		var s statement
		var whole map[string]any
		if json.Unmarshal(raw, &whole) != nil || whole == nil {
			return nil, notStatements()
		}
		if err := json.Unmarshal(raw, &s); err != nil {
			r.note(i+1, "", "", "BAD_STATEMENT", "A property of this statement has another type than xAPI 1.0.3 says. Send it as the specification describes it.")
			continue
		}
		r.statement(i+1, &s, whole, strings.TrimSuffix(base, "/"))
	}
	return r, nil
}

func notStatements() error {
	return refuse("NOT_STATEMENTS", "This is no xAPI statement and no list of them. Send one JSON object, or an array of objects.")
}

func (r *reader) statement(line int, s *statement, whole map[string]any, base string) {
	before := len(r.notes)
	e := entry{Line: line, Kind: completed, ExternalID: strings.ToLower(s.ID), Digest: digest(whole)}
	switch {
	case s.ID == "":
		e.ExternalID = ids.New()
	case !ids.Valid(s.ID):
		r.note(line, "id", s.ID, "BAD_STATEMENT", "The id of a statement is a UUID. Send another one, or none.")
	}
	switch s.Verb.ID {
	case verbCompleted, verbPassed:
		r.completion(line, &e, s, base)
	case verbVoided:
		e.Kind, e.Target = voided, strings.ToLower(s.Object.ID)
		if s.Object.ObjectType != "StatementRef" || !ids.Valid(s.Object.ID) {
			r.note(line, "object", s.Object.ID, "BAD_STATEMENT", "What is voided has to be a StatementRef with the id of a statement.")
		}
	default:
		r.note(line, "verb.id", s.Verb.ID, "WRONG_VERB", "Only completed, passed and voided (http://adlnet.gov/expapi/verbs/...) are taken. Leave other statements out.")
	}
	if len(r.notes) == before {
		r.entries = append(r.entries, e)
	}
}

func (r *reader) completion(line int, e *entry, s *statement, base string) {
	e.Email = addressOf(s, base)
	if e.Email == "" {
		r.note(line, "actor", s.Actor.Mbox, "UNKNOWN_ACTOR", "The actor is not one whom we can know. Name a person by mbox (mailto:...), or by an account with the homePage %s and the e-mail address as name.", base)
	}
	key, ours := strings.CutPrefix(s.Object.ID, base+"/courses/")
	switch {
	case s.Object.ID == "" || len(s.Object.ID) > 500 || s.Object.ObjectType != "" && s.Object.ObjectType != "Activity":
		r.note(line, "object.id", s.Object.ID, "BAD_STATEMENT", "The object has to be an activity with an id of 1 to 500 bytes.")
	case ours:
		e.Course = strings.ToLower(key) // keys have no capitals
	default:
		e.Activity = s.Object.ID
	}
	e.At = r.now.UTC().Truncate(time.Microsecond)
	if s.Timestamp != "" {
		e.At = r.completedAt(line, "timestamp", s.Timestamp)
	}
	r.result(line, e, s)
}

func (r *reader) result(line int, e *entry, s *statement) {
	if s.Result == nil {
		return
	}
	if no := s.Result.Success; no != nil && !*no {
		r.note(line, "result.success", "false", "NOT_PASSED", "This statement says that the person did not succeed. Send only what is completed or passed.")
	}
	if no := s.Result.Completion; no != nil && !*no {
		r.note(line, "result.completion", "false", "NOT_PASSED", "This statement says that the course is not completed. Send only what is completed or passed.")
	}
	if s.Result.Score == nil {
		return
	}
	score, percent := s.Result.Score, 0.0
	switch {
	case score.Scaled != nil:
		percent = *score.Scaled * 100
	case score.Raw != nil && score.Max != nil && *score.Max > 0:
		percent = *score.Raw / *score.Max * 100
	default:
		return
	}
	if percent < -100 || percent > 100 {
		r.note(line, "result.score", "", "SCORE", "A scaled score lies between -1 and 1, a raw one below its max.")
		return
	}
	e.Score = &percent
}

// addressOf is the e-mail address by which an actor is known; empty for none.
func addressOf(s *statement, base string) string {
	address := ""
	if a := s.Actor.Account; a != nil && strings.TrimSuffix(a.HomePage, "/") == base {
		address = a.Name
	}
	if scheme, rest, ok := strings.Cut(s.Actor.Mbox, ":"); ok && strings.EqualFold(scheme, "mailto") {
		address = rest
	}
	if s.Actor.ObjectType != "" && s.Actor.ObjectType != "Agent" || !strings.Contains(address, "@") {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(address))
}

// aside are properties that two statements may differ in and still be the same
// (xAPI 1.0.3, part 2, 2.1.3 and 2.4.1).
var aside = []string{"id", "stored", "authority", "version", "attachments"}

// digest stands for what a statement says. Objects are written with their keys
// in order, so that it does not depend on how they came.
func digest(whole map[string]any) string {
	for _, k := range aside {
		delete(whole, k)
	}
	text, err := json.Marshal(whole)
	if err != nil { // it was read from JSON a moment ago
		panic(err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
