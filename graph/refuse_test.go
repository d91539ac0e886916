package graph

import (
	"bytes"
	"errors"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/platform/server"
)

// What breaks at a route that is no GraphQL is told to the operator, who reads
// the log, and not to the client.
func TestTheLogKnowsWhyAFileCouldNotBeGiven(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := server.New(server.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Routes: []server.Route{{Pattern: "GET /file", Kind: server.Download,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { refuse(w, r, errors.New("the package is damaged")) })}}})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/file", nil))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "damaged") || !strings.Contains(log.String(), "the package is damaged") {
		t.Errorf("%d %s\nlog: %s", w.Code, w.Body, &log)
	}
}

// P20: a disk of ours that takes no more is not a mistake of the form.
func TestAFormThatFindsNoRoomMayComeAgain(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "gone"))
	var body bytes.Buffer
	out := multipart.NewWriter(&body)
	file, err := out.CreateFormFile("0", "logo.svg")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write([]byte("<svg/>"))
	_ = out.Close()
	part, err := multipart.NewReader(&body, out.Boundary()).NextPart()
	if err != nil {
		t.Fatal(err)
	}
	no := new(form).put(part, nil, false)
	if no == nil || no.status != http.StatusServiceUnavailable || no.code != "RETRY_LATER" {
		t.Errorf("refused with %+v", no)
	}
}
