package testkit

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// Events is a subscription that runs.
type Events struct {
	Status int
	Header http.Header
	t      interface {
		Helper()
		Fatalf(string, ...any)
	}
	body  *bufio.Reader
	close func() error
}

// Subscribe opens a stream. It is closed at the end of the test at the latest.
func (c *Client) Subscribe(query string, vars Vars) *Events {
	c.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		c.t.Fatal(err)
	}
	r, err := http.NewRequest("POST", c.base+"/graphql", bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	for name, values := range c.own {
		r.Header[name] = values
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	got, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = got.Body.Close() })
	return &Events{got.StatusCode, got.Header, c.t, bufio.NewReader(got.Body), got.Body.Close}
}

// Next waits for the next event; nil when the stream is complete.
func (e *Events) Next() *Answer {
	e.t.Helper()
	kind := ""
	for {
		line, err := e.body.ReadString('\n')
		if err != nil {
			e.t.Fatalf("the stream broke off: %v", err)
		}
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		switch {
		case name == "event":
			kind = strings.TrimSpace(text)
		case name == "data" && kind == "next":
			return &Answer{e.Status, e.Header, []byte(strings.TrimSpace(text))}
		case name == "data" && kind == "complete":
			return nil
		}
	}
}

// Close goes away, as a browser does.
func (e *Events) Close() { _ = e.close() }
