package pdf

import (
	"crypto/md5"
	"errors"
	"fmt"
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

// A file may hide its attachments alone: a password that only they need is none
// that a page needs.
func TestPrepareNeedsNoPasswordForOpenPages(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	lock := b.add("<</Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <%x> /U <%x> /OE <%x> /UE <%x> /Perms <%x> "+
		"/CF <</StdCF <</CFM /AESV3>>>> /StmF /Identity /StrF /Identity /EFF /StdCF>>",
		make([]byte, 48), make([]byte, 48), make([]byte, 32), make([]byte, 32), make([]byte, 16))
	_, out, r := mustPrepare(t, b.classic(fmt.Sprintf("%s /ID [<01> <01>] /Encrypt %d 0 R", rooted, lock)))
	if got := strings.TrimSpace(contentOf(t, out, 0)); got != hello || r.Rewritten != "decrypted" {
		t.Errorf("the page draws %q, rewritten: %q", got, r.Rewritten)
	}
}

// One stream may be hidden in another way than the rest.
func TestPrepareFollowsTheCryptFilterOfAStream(t *testing.T) {
	t.Parallel()
	s := &security{revision: 4, length: 16, o: make([]byte, 32), id: []byte{1}, permissions: 0xfffffffc, metadata: true}
	key := s.userKey(nil)
	sum := md5.Sum(append(append([]byte{}, padding...), s.id...))
	u := append(rc4Rounds(key, sum[:], 0, 20, 1), make([]byte, 16)...)
	c := &decrypter{key: key}
	b := onePage(hello)
	b.bodies[3] = streamText("/Filter [/Crypt] /DecodeParms [<</Name /Own>>]", string(c.apply(rc4Method, []byte(hello), ref{4, 0})))
	lock := b.add("<</Filter /Standard /V 4 /R 4 /P -4 /O <%x> /U <%x> /CF <</Own <</CFM /V2>> /Odd <</CFM [1]>>>> /StmF /Identity /StrF /Identity>>", s.o, u)
	_, out, _ := mustPrepare(t, b.classic(fmt.Sprintf("%s /ID [<01> <01>] /Encrypt %d 0 R", rooted, lock)))
	if got := strings.TrimSpace(contentOf(t, out, 0)); got != hello {
		t.Errorf("the page draws %q", got)
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
