package server

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// refusal is an answer of the edge itself.
type refusal struct {
	status  int
	code    string
	message string
	retry   time.Duration
}

// refuse answers in the form of a GraphQL error, which clients read anyway.
func refuse(w http.ResponseWriter, r *http.Request, no refusal) {
	extensions := map[string]any{"code": no.code}
	if v := VisitOf(r.Context()); v != nil {
		extensions["requestId"] = v.ID
	}
	if no.retry > 0 {
		seconds := int((no.retry + time.Second - 1) / time.Second)
		extensions["retryAfter"] = seconds
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	for _, name := range []string{"Content-Encoding", "Content-Disposition", "Accept-Ranges", "Last-Modified", "Etag"} {
		w.Header().Del(name) // of the answer that was meant to go out
	}
	body, _ := json.Marshal(map[string]any{"errors": []any{map[string]any{"message": no.message, "extensions": extensions}}})
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(no.status)
	_, _ = w.Write(body)
}
