package graph

import (
	"net/http"
	"testing"
)

func TestTheFormOfAnAnswerFollowsTheAcceptHeader(t *testing.T) {
	t.Parallel()
	const urql = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
	tests := map[string]accept{
		"":                               {plain, false},
		"*/*":                            {plain, true},
		"application/*;q=0.5, text/html": {plain, false},
		"text/html":                      {plain, false},
		"not a type at all":              {plain, false},
		modern:                           {modern, false},
		"application/json, application/graphql-response+json":      {plain, false},
		"application/json;q=0.9, " + modern:                        {modern, false},
		"application/json;q=0, " + modern:                          {modern, false},
		"application/json ; charset=utf-8":                         {plain, false},
		urql:                                                       {modern, true},
		"text/event-stream, multipart/mixed":                       {stream, true},
		"text/event-stream":                                        {stream, true},
		"text/event-stream;q=0.1, application/json":                {plain, true},
		"application/json;q=0.1, text/event-stream;q=0.2, */*;q=0": {stream, true},
	}
	for given, want := range tests {
		if got := accepted(http.Header{"Accept": {given}}); got != want {
			t.Errorf("%q = %v, want %v", given, got, want)
		}
	}
	if got := accepted(http.Header{"Accept": {"text/html", modern}}); got.first != modern {
		t.Errorf("two headers = %v", got)
	}
}
