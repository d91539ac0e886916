package pdf

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/problem"
)

// The files are one page that says Hello, encrypted with qpdf in the ways that
// the standard security handler knows.
func TestPrepareDecrypts(t *testing.T) {
	t.Parallel()
	files := []string{"rc4-40", "rc4-128", "aes-128", "aes-128-metadata", "aes-256-r5", "aes-256-r6", "aes-256-empty-owner"}
	for _, f := range files {
		t.Run(f, func(t *testing.T) {
			t.Parallel()
			_, out, r := mustPrepare(t, encrypted(t, f))
			if r.Rewritten != "decrypted" || r.Title != "Secret & plain" || r.PDFA != "2" || r.Language != "en" {
				t.Errorf("report = %+v", r)
			}
			if got := strings.TrimSpace(contentOf(t, out, 0)); got != hello {
				t.Errorf("the page draws %q, want %q", got, hello)
			}
			if strings.Contains(string(out), "/Encrypt") {
				t.Error("the copy still says that it is encrypted")
			}
		})
	}
}

func TestPrepareRefusesPasswords(t *testing.T) {
	t.Parallel()
	for _, f := range []string{"password-128", "password-256"} {
		_, _, _, err := Prepare(encrypted(t, f), DefaultLimits())
		var l problem.List
		if !errors.As(err, &l) || !l.Has("PDF_ENCRYPTED") || l[0].Fix == "" {
			t.Errorf("%s: %v, want PDF_ENCRYPTED with a repair", f, err)
		}
	}
}

func encrypted(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "encrypted", file+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
