package main

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAWireStaysOpenAndReadsWholeAnswers(t *testing.T) {
	t.Parallel()
	opened := 0
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Header.Get("Authorization") != "Bearer key" || !strings.Contains(string(body), `"query":"{ a }"`) {
			http.Error(w, "not what was meant", http.StatusBadRequest)
			return
		}
		_, _ = io.WriteString(w, `{"data":{"a":"`+strings.Repeat("x", 200_000)+`"}}`)
	}))
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			opened++
		}
	}
	srv.Start()
	defer srv.Close()
	w, err := dial(server{url: srv.URL + "/graphql", token: "key", text: func(o operation) string { return o.plain }}, operation{plain: "{ a }"})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	for range 3 {
		if err := w.ask(); err != nil || w.answer.Len() != 200_000+len(`{"data":{"a":""}}`) {
			t.Fatalf("%d bytes, %v", w.answer.Len(), err)
		}
	}
	if opened != 1 {
		t.Errorf("%d connections for three questions", opened)
	}
}

func TestARefusalIsAnError(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"errors":[{"message":"No."}]}`)
	}))
	defer srv.Close()
	w, err := dial(server{url: srv.URL + "/graphql", text: func(o operation) string { return o.plain }}, operation{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	if err := w.ask(); err == nil || !strings.Contains(err.Error(), "No.") {
		t.Errorf("err = %v", err)
	}
}
