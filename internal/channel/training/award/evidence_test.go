package award_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

// clinic is a channel in which partners prove HIPAA by a document.
type clinic struct{ *testkit.Channel }

func newClinic(t *testing.T) *clinic {
	c := &clinic{testkit.NewChannel(t)}
	_, err := c.Awards.Define(c.System(), award.Definition{Requirements: asks("EVIDENCE"), Definition: training.Definition{
		Key: "hipaa", Name: "HIPAA", Minutes: 1, ValidMonths: 12, NoticeDays: 30, Kind: training.Regulatory, Holder: training.ByPartner}})
	c.Must(err)
	return c
}

// paper is a sound document that holds for some months from now.
func (c *clinic) paper(months int) award.Submission {
	now := c.Clock.Now().Truncate(time.Microsecond) // as fine as the database keeps it
	return award.Submission{Key: "hipaa", Issuer: "Aurora Audit", Number: "A-77", ValidFrom: now.AddDate(0, -1, 0), ValidTo: now.AddDate(0, months, 0),
		FileName: "attestation.pdf", File: []byte("%PDF-1.7 " + strings.Repeat("x", months))}
}

func (c *clinic) submits(h *testkit.House, months int) *award.Document {
	c.T.Helper()
	d, err := c.Awards.Submit(c.As(h.Admin), c.paper(months))
	c.Must(err)
	return d
}

func (c *clinic) hipaa(h *testkit.House) (out []*training.Certification) {
	c.T.Helper()
	all, err := c.Training.Of(c.System(), h.ID)
	c.Must(err)
	for _, x := range all {
		if x.DefinitionKey == "hipaa" {
			out = append(out, x)
		}
	}
	return out
}

func TestADocumentIsDecidedAndProvesUntilItEnds(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	d := c.submits(c.Acorn, 7)
	if len(c.hipaa(c.Acorn)) != 0 {
		t.Error("a document proves before anybody has looked at it")
	}
	_, err := c.Awards.Accept(c.As(c.Boss), d.ID, "")
	c.Must(err)
	got := c.hipaa(c.Acorn)
	if len(got) != 1 {
		t.Fatalf("%d proofs", len(got))
	}
	p := got[0]
	if p.Origin != training.ByEvidence || p.EvidenceID == nil || *p.EvidenceID != string(d.ID) || !p.ExpiresAt.Equal(d.ValidTo) || !p.IssuedAt.Equal(d.ValidFrom) {
		t.Errorf("%+v of %+v", p, d)
	}
	sum := sha256.Sum256(c.paper(7).File)
	if d.SHA256 != hex.EncodeToString(sum[:]) || d.MediaType != "application/pdf" {
		t.Errorf("%+v", d)
	}
	for name, then := range map[string]func() error{
		"accepted again": func() error { _, err := c.Awards.Accept(c.As(c.Boss), d.ID, ""); return err },
		"refused after":  func() error { _, err := c.Awards.Refuse(c.As(c.Boss), d.ID, "No."); return err },
	} {
		c.Wants(name, then(), "EVIDENCE_DECIDED")
	}
	shorter := c.submits(c.Acorn, 3)
	_, err = c.Awards.Accept(c.As(c.Boss), shorter.ID, "")
	c.Wants("one that ends earlier", err, "EVIDENCE_NOT_LONGER")
	longer := c.submits(c.Acorn, 20)
	_, err = c.Awards.Accept(c.As(c.Boss), longer.ID, "")
	c.Must(err)
	if got = c.hipaa(c.Acorn); len(got) != 2 || got[0].Renews == nil || *got[0].Renews != p.ID || !got[0].ExpiresAt.Equal(longer.ValidTo) {
		t.Errorf("a longer one renews: %+v", got[0])
	}
	_, err = c.Training.Revoke(c.System(), got[0].ID, "The auditor does not know it.")
	c.Must(err)
	if got = c.hipaa(c.Acorn); len(got) != 2 {
		t.Errorf("a document whose certification was revoked gives another: %d", len(got))
	}
}

func TestADocumentIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	d := c.submits(c.Acorn, 7)
	_, err := c.Awards.Submit(c.As(c.Acorn.Admin), c.paper(7))
	c.Wants("the same file while it waits", err, "EVIDENCE_KNOWN")
	_, err = c.Awards.Refuse(c.As(c.Boss), d.ID, "  ")
	c.Wants("without a reason", err, "REQUIRED")
	_, err = c.Awards.Refuse(c.As(c.Boss), d.ID, "The number cannot be read.")
	c.Must(err)
	if len(c.hipaa(c.Acorn)) != 0 {
		t.Error("a refused document proves")
	}
	_, err = c.Awards.Submit(c.As(c.Acorn.Admin), c.paper(7))
	c.Wants("the same file after it was refused", err, "OK")
}

func TestNobodyDecidesTheirOwnDocument(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	in := c.paper(7)
	in.Partner = c.Acorn.ID
	d, err := c.Awards.Submit(c.As(c.Boss), in)
	c.Must(err)
	_, err = c.Awards.Accept(c.As(c.Boss), d.ID, "")
	c.Wants("whoever submitted it", err, "OWN_EVIDENCE")
	_, err = c.Awards.Refuse(c.As(c.Boss), d.ID, "No.")
	c.Wants("refusing it", err, "OWN_EVIDENCE")
	for _, h := range []*testkit.House{c.Acorn, c.North} {
		_, err = c.Awards.Accept(c.As(h.Admin), d.ID, "")
		c.Wants(h.Word+" decides", err, "FORBIDDEN")
	}
	ended := testkit.Race(testkit.Times(16, func() error { _, err := c.Awards.Accept(c.System(), d.ID, ""); return err })...)
	if ended["OK"] != 1 || ended["EVIDENCE_DECIDED"] != 15 || len(c.hipaa(c.Acorn)) != 1 {
		t.Errorf("16 accept at once: %v, %d proofs", ended, len(c.hipaa(c.Acorn)))
	}
}

func TestADocumentSaysWhatIsToBeRepaired(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	for name, tt := range map[string]struct {
		change func(*award.Submission)
		code   string
	}{
		"no issuer":          {func(in *award.Submission) { in.Issuer = " " }, "REQUIRED"},
		"no number":          {func(in *award.Submission) { in.Number = "" }, "REQUIRED"},
		"ends before it is":  {func(in *award.Submission) { in.ValidFrom = in.ValidTo }, "EVIDENCE_DATES"},
		"has ended":          {func(in *award.Submission) { in.ValidTo = c.Clock.Now(); in.ValidFrom = in.ValidTo.Add(-aDay) }, "EVIDENCE_ENDED"},
		"an empty file":      {func(in *award.Submission) { in.File = nil }, "FILE_TOO_LARGE"},
		"a page of a site":   {func(in *award.Submission) { in.File = []byte("<!doctype html><script>") }, "EVIDENCE_FORMAT"},
		"a PDF in its tail":  {func(in *award.Submission) { in.File = []byte("MZ %PDF-1.7") }, "EVIDENCE_FORMAT"},
		"eleven megabytes":   {func(in *award.Submission) { in.File = append([]byte("%PDF-"), make([]byte, 11<<20)...) }, "FILE_TOO_LARGE"},
		"a nameless file":    {func(in *award.Submission) { in.FileName = "" }, "FILE_NAME"},
		"no certification":   {func(in *award.Submission) { in.Key = "no-such" }, "UNKNOWN_CERTIFICATION"},
		"asks for none":      {func(in *award.Submission) { in.Key = testkit.Certificate }, "NO_EVIDENCE_ASKED"},
		"of a person":        {func(in *award.Submission) { who := string(c.Acorn.Second.ID); in.Person = &who }, "HELD_BY_PARTNER"},
		"of another partner": {func(in *award.Submission) { in.Partner = c.Birch.ID }, "NOT_FOUND"},
	} {
		in := c.paper(7)
		tt.change(&in)
		_, err := c.Awards.Submit(c.As(c.Acorn.Admin), in)
		if got := testkit.Codes(err); len(got) == 0 || got[0] != tt.code {
			t.Errorf("%s: %v, want %s", name, got, tt.code)
		}
	}
	_, err := c.Awards.Submit(c.As(c.Acorn.Second), c.paper(7))
	c.Wants("who administers nothing", err, "FORBIDDEN")
	if n := c.Count("certification_evidence", "true"); n != 0 {
		t.Errorf("%d documents were kept", n)
	}
}

// A document is for its own side and the vendor: its distributor knows that the
// partner is certified, and no more.
func TestADocumentIsReadByThoseWhoMay(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	d := c.submits(c.Acorn, 7)
	for _, tt := range []struct {
		name string
		ctx  context.Context
		want string
	}{
		{"its administrator", c.As(c.Acorn.Admin), "OK"}, {"the vendor", c.As(c.Boss), "OK"},
		{"a colleague", c.As(c.Acorn.Second), "NOT_FOUND"}, {"its distributor", c.As(c.North.Admin), "NOT_FOUND"},
		{"another reseller", c.As(c.Birch.Admin), "NOT_FOUND"},
	} {
		got, file, err := c.Awards.Open(tt.ctx, d.ID)
		c.Wants(tt.name, err, tt.want)
		if err != nil {
			continue
		}
		body, err := io.ReadAll(file)
		c.Must(err)
		_ = file.Close()
		if !bytes.Equal(body, c.paper(7).File) || got.SHA256 != d.SHA256 {
			t.Errorf("%s reads something else", tt.name)
		}
	}
}

// What comes through a staged upload is the same document.
func TestADocumentMayBePutFirst(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	body := c.paper(7).File
	f, err := c.Library.Stage(c.As(c.Acorn.Admin), library.ForEvidence, "attestation.pdf", int64(len(body)))
	c.Must(err)
	c.Must(c.Files.Receive(context.Background(), f.Put.URL[strings.LastIndex(f.Put.URL, "/")+1:], bytes.NewReader(body)))
	name, got, err := c.Library.Take(c.As(c.Acorn.Admin), f.ID, library.ForEvidence)
	c.Must(err)
	if name != "attestation.pdf" || !bytes.Equal(got, body) {
		t.Errorf("%s, %d bytes", name, len(got))
	}
	_, err = c.Library.Stage(c.As(c.Person(c.Acorn.Partner, actor.ResellerMarketer)), library.ForEvidence, "a.pdf", 10)
	c.Wants("who may not submit", err, "FORBIDDEN")
}

// A certification of the vendor's own that asks for a course and a document:
// both are needed, and it ends with the earlier of the two ends.
func TestADocumentAndACourseTogether(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	d := sales()
	d.Requirements = asks("COURSE edge-basics", "EVIDENCE")
	s.defines(d)
	boss := s.Admin(s.acorn)
	who, now := string(boss.ID), s.Clock.Now()
	submit := func(months int, file string) *award.Document {
		doc, err := s.Awards.Submit(s.As(boss), award.Submission{Key: "sales-201", Person: &who, Issuer: "School", Number: "1", ValidFrom: now.AddDate(0, -6, 0),
			ValidTo: now.AddDate(0, months, 0), FileName: "a.png", File: []byte("\x89PNG\r\n\x1a\n" + file)})
		s.Must(err)
		return doc
	}
	doc := submit(3, "first")
	_, err := s.Awards.Accept(s.System(), doc.ID, "")
	s.Must(err)
	s.wants("the document alone", s.states(s.acorn, "sales-201"), "")
	course := s.learns(boss)
	c := s.held(s.acorn, "sales-201")
	if len(c) != 1 || !c[0].IssuedAt.Equal(now) || !c[0].ExpiresAt.Equal(doc.ValidTo) {
		t.Fatalf("%+v", c)
	}
	s.unlearns(course, "It was not so.")
	s.wants("the course fell", s.states(s.acorn, "sales-201"), "REVOKED")
	s.Clock.Fix(now.Add(aDay))
	s.learns(boss)
	s.wants("the document still counts", s.states(s.acorn, "sales-201"), "VALID, REVOKED")
}
