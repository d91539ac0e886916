package examples

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/portico-prm/portico/bench/drive"
)

var running struct {
	once   sync.Once
	server *drive.Server
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if running.server != nil {
		running.server.Stop()
	}
	os.Exit(code)
}

// server starts the real programme once for all tests, with a database and a
// data folder of its own.
func server(t *testing.T) *drive.Server {
	t.Helper()
	for _, tool := range []string{"bash", "curl", "jq"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: the examples are not run", tool)
		}
	}
	running.once.Do(func() {
		running.server, running.err = drive.Start(context.Background(), drive.Options{}) // it lives longer than this test
	})
	if running.err != nil && strings.Contains(running.err.Error(), "no PostgreSQL found") {
		t.Skip("no PostgreSQL on this machine: the examples are not run")
	}
	if running.err != nil {
		t.Fatal(running.err)
	}
	return running.server
}

// run runs a script in a folder of its own; settings are NAME=value.
func run(t *testing.T, script string, settings []string, args ...string) (dir, out string, ok bool) {
	t.Helper()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var text bytes.Buffer
	cmd := exec.CommandContext(ctx, "bash", append([]string{filepath.Join(here, script)}, args...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = t.TempDir(), &text, &text
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "PORTICO_") && !strings.HasPrefix(v, "OUT=") && !strings.HasPrefix(v, "STAGED=") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, settings...)
	err = cmd.Run()
	return cmd.Dir, text.String(), err == nil
}

func holds(t *testing.T, out string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(out, w) {
			t.Errorf("%q is missing in:\n%s", w, out)
		}
	}
}

func TestCobrandMakesBothFilesAndExplainsTheRefusal(t *testing.T) {
	t.Parallel()
	s := server(t)
	dir, out, ok := run(t, "cobrand.sh", []string{"PORTICO_URL=" + s.URL})
	if !ok {
		t.Fatalf("it failed:\n%s", out)
	}
	holds(t, out, "Dana Whitlock of Bluff Harbor Networks", "edge-gateway-datasheet: ALLOWED",
		"LOCKED: 2 of 7 requirements", "have  Silver", "need  Gold or higher", "next  Take Edge Sales 201 (90 min)")
	begins(t, dir, "*.pdf", "%PDF-")
	begins(t, dir, "*.jpg", "\xff\xd8\xff")
}

// A portal shows a tile for each template and a thumbnail for each copy, also of a
// copy that was made before the logo changed.
func TestPreviewsAreShownForTemplatesAndCopies(t *testing.T) {
	t.Parallel()
	s := server(t)
	if _, out, ok := run(t, "cobrand.sh", []string{"PORTICO_URL=" + s.URL}); !ok {
		t.Fatalf("nothing was made:\n%s", out)
	}
	dir, out, ok := run(t, "previews.sh", []string{"PORTICO_URL=" + s.URL})
	if !ok {
		t.Fatalf("it failed:\n%s", out)
	}
	holds(t, out, "edge-gateway-pricing: LOCKED, nothing to see yet", "edge-gateway-datasheet datasheet: 2 page(s), as web")
	begins(t, dir, "edge-gateway-datasheet.png", "\x89PNG")
	if copies, _ := filepath.Glob(filepath.Join(dir, "copy-*.png")); len(copies) < 2 {
		t.Errorf("thumbnails %v in:\n%s", copies, out)
	}
}

// A folder goes the whole way to the partners, and one that is wrong says where.
func TestPublishTemplateTakesAFolderToThePartners(t *testing.T) {
	t.Parallel()
	s := server(t)
	if _, err := exec.LookPath("zip"); err != nil {
		t.Skip("zip is not installed")
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("../templates/edge-gateway-pricing")); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(folder, "template.yaml")
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	publish := func(old, now string) (string, bool) {
		changed := strings.Replace(strings.Replace(string(text), "id: edge-gateway-pricing", "id: autumn-prices", 1), old, now, 1)
		if err := os.WriteFile(manifest, []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, ok := run(t, "publish-template.sh", []string{"PORTICO_URL=" + s.URL}, folder)
		return out, ok
	}
	out, ok := publish("brand:", "brnad:")
	if ok {
		t.Error("a wrong manifest went through")
	}
	holds(t, out, `Did you mean "brand"?`, "Refused: ")
	if out, ok = publish("", ""); !ok {
		t.Errorf("it failed:\n%s", out)
	}
	holds(t, out, "autumn-prices 1.0.0 is a draft.", "It is published.")
	out, _ = publish("", "")
	holds(t, out, "Raise the version in template.yaml.")
}

// begins looks for the one file of a pattern and at how it begins.
func begins(t *testing.T, dir, pattern, want string) {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, pattern)) // the pattern is well formed
	if len(names) != 1 {
		t.Fatalf("%s: %v", pattern, names)
	}
	data, err := os.ReadFile(names[0])
	if err != nil || !strings.HasPrefix(string(data), want) || len(data) < 10_000 {
		t.Errorf("%s: %d bytes, %v", names[0], len(data), err)
	}
}

func TestATokenTakesThePlaceOfThePassword(t *testing.T) {
	t.Parallel()
	s := server(t)
	c, err := s.SignIn(t.Context(), drive.Reseller)
	if err != nil {
		t.Fatal(err)
	}
	var a struct{ CreateAPIToken struct{ Secret string } }
	err = c.Do(t.Context(), `mutation { createApiToken(input: {name: "example"}) { secret } }`, nil, &a)
	if err != nil || a.CreateAPIToken.Secret == "" {
		t.Fatalf("no token: %v", err)
	}
	dir, out, ok := run(t, "cobrand.sh", []string{"PORTICO_URL=" + s.URL + "/", "PORTICO_TOKEN=" + a.CreateAPIToken.Secret, "PORTICO_PASSWORD=wrong", "OUT=made here"})
	if !ok {
		t.Fatalf("it failed:\n%s", out)
	}
	begins(t, filepath.Join(dir, "made here"), "*.pdf", "%PDF-")
}

func TestUploadLogoTakesBothWaysAndSaysWhyNot(t *testing.T) {
	t.Parallel()
	s := server(t)
	mark, err := filepath.Abs("../templates/demo/logos/bluff-harbor.svg")
	if err != nil {
		t.Fatal(err)
	}
	// One after the other: of a variant the last one counts.
	for name, settings := range map[string][]string{"multipart": nil, "staged": {"STAGED=1"}} {
		_, out, ok := run(t, "upload-logo.sh", append(settings, "PORTICO_URL="+s.URL), mark, "PRIMARY")
		if !ok {
			t.Errorf("%s failed:\n%s", name, out)
		}
		holds(t, out, "bluff-harbor.svg is APPROVED: VECTOR")
	}
	_, out, ok := run(t, "upload-logo.sh", []string{"PORTICO_URL=" + s.URL}, filepath.Join(filepath.Dir(mark), "..", "demo.yaml"))
	if ok {
		t.Errorf("a text was taken for a logo:\n%s", out)
	}
	holds(t, out, "The logo was refused.", "LOGO_TYPE: ")
}

func TestTheScriptsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := server(t)
	_, out, ok := run(t, "cobrand.sh", []string{"PORTICO_URL=http://127.0.0.1:9"})
	if ok {
		t.Error("it worked without a server")
	}
	holds(t, out, "Is 'make run' running?")
	_, out, ok = run(t, "cobrand.sh", []string{"PORTICO_URL=" + s.URL, "PORTICO_EMAIL=nobody@bluffharbor.example"})
	if ok {
		t.Error("nobody was let in")
	}
	holds(t, out, "Sign-in: ")
}

func TestCertificateMakesWhatLearningBrought(t *testing.T) {
	t.Parallel()
	s := server(t)
	dir, out, ok := run(t, "certificate.sh", []string{"PORTICO_URL=" + s.URL})
	if !ok {
		t.Fatalf("it failed:\n%s", out)
	}
	holds(t, out, "Edge Essentials 101 is VALID", "Anybody may verify it at "+s.URL+"/verify/", "issued by Veldmark Networks AG", "eddsa-jcs-2022")
	begins(t, dir, "*.pdf", "%PDF-")
	_, out, ok = run(t, "certificate.sh", []string{"PORTICO_URL=" + s.URL, "PORTICO_EMAIL=marketing@bluffharbor.example"})
	if ok {
		t.Errorf("somebody who has completed nothing has a certificate:\n%s", out)
	}
	holds(t, out, "You have earned none here yet.")
}

// importToken is what another learning system is given.
func importToken(t *testing.T) string {
	t.Helper()
	c, err := server(t).SignIn(t.Context(), manager)
	if err != nil {
		t.Fatal(err)
	}
	var a struct{ CreateAPIToken struct{ Secret string } }
	err = c.Do(t.Context(), `mutation { createApiToken(input: {name: "another LMS", scopes: ["training.import"]}) { secret userErrors { message } } }`, nil, &a)
	if err != nil || a.CreateAPIToken.Secret == "" {
		t.Fatalf("no token: %v", err)
	}
	return a.CreateAPIToken.Secret
}

func TestSendStatementsReportsACompletionOnce(t *testing.T) {
	t.Parallel()
	s := server(t)
	settings := []string{"PORTICO_URL=" + s.URL, "PORTICO_TOKEN=" + importToken(t)}
	const id = "4f0cfb8a-5f0e-4bb7-9c55-0a7f9a6f5d10"
	for range 2 { // sent again under its id, it changes nothing
		_, out, ok := run(t, "send-statements.sh", settings, "ines.calatrava@brisamonte.example", "edge-tech-install", id, "2026-11-20T10:00:00Z")
		if !ok || strings.TrimSpace(out) != `["`+id+`"]` {
			t.Errorf("sent: %v %s", ok, out)
		}
	}
	_, out, ok := run(t, "send-statements.sh", settings, "nobody@elsewhere.example", "edge-tech-install")
	if ok {
		t.Errorf("a stranger's completion was taken:\n%s", out)
	}
	holds(t, out, "nobody@elsewhere.example")
	_, out, ok = run(t, "send-statements.sh", []string{"PORTICO_URL=" + s.URL}, "ines.calatrava@brisamonte.example", "edge-tech-install")
	if ok {
		t.Error("it worked without a token")
	}
	holds(t, out, "Set PORTICO_TOKEN")
}
