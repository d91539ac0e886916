package library_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func publication(slug, language string, file []byte) library.Publication {
	return library.Publication{Slug: slug, Kind: "DATASHEET", Title: "Sheet " + slug, Language: language, FileName: slug + ".pdf", MediaType: "application/pdf", File: file}
}

func TestAnAssetHasAFileForEachLanguageAndKeepsTheOld(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	for _, f := range []struct{ language, text string }{{"en", "one"}, {"de", "eins"}, {"en", "two"}} {
		_, err := w.Library.PublishAsset(w.System(), publication("gateway", f.language, []byte(f.text)))
		w.Must(err)
	}
	all, err := w.Library.Assets(w.System(), "", "", page.Ask{First: 10})
	w.Must(err)
	if len(all.Rows) != 1 {
		t.Fatalf("%d assets", len(all.Rows))
	}
	files := w.Sees(w.System(), "select id::text from asset_version order by language, number")
	if numbers := w.Sees(w.System(), "select language || number from asset_version order by language, number"); !slices.Equal(numbers, []string{"de1", "en1", "en2"}) {
		t.Fatalf("files: %v", numbers)
	}
	newest := library.AssetVersionID(files[2])
	got, err := w.Library.DownloadAsset(w.As(w.Admin(nil)), newest)
	w.Must(err)
	defer got.Content.Close()
	if body, _ := io.ReadAll(got.Content); string(body) != "two" {
		t.Errorf("the file is %q", body)
	}
	if n := w.Count("content_event", "kind = 'DOWNLOAD' and asset_version_id = $1", newest); n != 1 {
		t.Errorf("%d downloads were counted", n)
	}
}

func TestAPublicationIsRefusedWithEveryMistake(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	_, err := w.Library.PublishAsset(w.System(), library.Publication{Slug: "No Slug", Kind: "POSTER", Language: "deutsch sprache", Title: strings.Repeat("x", 201)})
	if got := testkit.Codes(err); !slices.Equal(got, []string{"FORMAT", "REQUIRED", "UNKNOWN_KIND", "FORMAT", "FILE_SIZE", "FILE_NAME"}) {
		t.Errorf("%v", got)
	}
	odd := publication("a", "en", []byte("x"))
	odd.AccessLevel = "SUPER"
	_, err = w.Library.PublishAsset(w.System(), odd)
	w.Wants("a level that is none", err, "BAD_VALUE")
	if n := w.Count("asset", ""); n != 0 {
		t.Errorf("%d assets are left", n)
	}
}

// C47: audience, dates and access level.
func TestWhoFindsAndWhoTakesAnAsset(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	now := c.Clock.Now()
	soon, past := now.Add(time.Hour), now.Add(-time.Hour)
	publish := func(slug string, change func(*library.Publication)) library.AssetVersionID {
		p := publication(slug, "en", []byte(slug))
		change(&p)
		a, err := c.Library.PublishAsset(c.System(), p)
		c.Must(err)
		return library.AssetVersionID(c.Sees(c.System(), "select id::text from asset_version where asset_id = $1", a.ID)[0])
	}
	beginner := c.Reseller("Emberly Consulting")
	c.Enroll(beginner, "registered") // VIEW
	starter := c.Admin(beginner)
	tests := map[string]struct {
		change             func(*library.Publication)
		acorn, north, view string // what the download answers to each
	}{
		"for all":          {func(p *library.Publication) {}, "OK", "OK", "OK"},
		"for resellers":    {func(p *library.Publication) { p.Families = []string{"RESELLER"} }, "OK", "OK", "OK"},
		"for distributors": {func(p *library.Publication) { p.Families = []string{"DISTRIBUTOR"} }, "NOT_FOUND", "OK", "NOT_FOUND"},
		"not yet":          {func(p *library.Publication) { p.PublishAt = &soon }, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"},
		"over":             {func(p *library.Publication) { p.ExpiresAt = &past }, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"},
		"begun, not over":  {func(p *library.Publication) { p.PublishAt, p.ExpiresAt = &past, &soon }, "OK", "OK", "OK"},
		"from DOWNLOAD":    {func(p *library.Publication) { p.AccessLevel = "DOWNLOAD" }, "OK", "OK", "LEVEL_TOO_LOW"},
		"extended only":    {func(p *library.Publication) { p.AccessLevel = "COBRAND_EXTENDED" }, "LEVEL_TOO_LOW", "LEVEL_TOO_LOW", "LEVEL_TOO_LOW"},
	}
	for name, tt := range tests {
		f := publish(strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(name), " ", "-"), ",", ""), tt.change)
		for _, by := range []struct {
			who  string
			ctx  func() error
			want string
		}{
			{"acorn", func() error { _, err := c.Library.DownloadAsset(c.As(c.Acorn.Second), f); return err }, tt.acorn},
			{"north", func() error { _, err := c.Library.DownloadAsset(c.As(c.North.Second), f); return err }, tt.north},
			{"a beginner", func() error { _, err := c.Library.DownloadAsset(c.As(starter), f); return err }, tt.view},
		} {
			c.Wants(name+", taken by "+by.who, by.ctx(), by.want)
			found := c.Sees(c.As(c.Acorn.Second), "select a.id::text from asset a join asset_version f on f.asset_id = a.id where f.id = $1", f)
			if (len(found) == 1) != (tt.acorn != "NOT_FOUND") {
				t.Errorf("%s: acorn finds %v", name, found)
			}
		}
	}
	if n := len(c.Refused("action")); n != 4 {
		t.Errorf("%d refusals by level stand in the trail, want four", n)
	}
}

func TestEngagementIsNotedOnce(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Kit(testkit.Pricing)
	draft := c.NextDraft(testkit.Folder(testkit.Pricing), "9.0.0")
	ctx := gate.WithKey(c.As(c.Acorn.Second), "view-1", []byte("view"))
	for range 3 {
		c.Must(c.Library.Note(ctx, library.Event{Kind: library.Viewed, Template: &v.ID}))
	}
	if n := c.Count("content_event", "kind = 'VIEW' and partner_id = $1 and person_id = $2", c.Acorn.ID, c.Acorn.Second.ID); n != 1 {
		t.Errorf("%d views are counted for three sends of one request", n)
	}
	c.Wants("a draft", c.Library.Note(c.As(c.Acorn.Second), library.Event{Kind: library.Viewed, Template: &draft.ID}), "NOT_FOUND")
	c.Wants("a download that was none", c.Library.Note(c.As(c.Acorn.Second), library.Event{Kind: library.Downloaded, Template: &v.ID}), "EVENT_KIND")
	c.Wants("nothing", c.Library.Note(c.As(c.Acorn.Second), library.Event{Kind: library.Viewed}), "ONE_OF")
}

func TestAStagedFileIsTakenByItsOwner(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	acorn, birch := c.As(c.Acorn.Admin), c.As(c.Birch.Admin)
	f, err := c.Library.Stage(acorn, library.ForLogo, "logo.png", 5)
	c.Must(err)
	_, _, err = c.Library.Take(acorn, f.ID, library.ForLogo)
	c.Wants("before the bytes came", err, "STAGED_EMPTY")
	token := f.Put.URL[strings.LastIndex(f.Put.URL, "/")+1:]
	c.Wants("four bytes for five", c.Files.Receive(acorn, token, bytes.NewReader([]byte("four"))), "WRONG_SIZE")
	c.Wants("six bytes for five", c.Files.Receive(acorn, token, bytes.NewReader([]byte("sixsix"))), "WRONG_SIZE")
	c.Wants("a bent token", c.Files.Receive(acorn, token[:len(token)-2]+"AA", bytes.NewReader([]byte("fives"))), "UPLOAD_EXPIRED")
	c.Must(c.Files.Receive(acorn, token, bytes.NewReader([]byte("fives"))))
	for range 2 { // a repeated mutation finds it again
		name, body, err := c.Library.Take(acorn, f.ID, library.ForLogo)
		c.Must(err)
		if name != "logo.png" || string(body) != "fives" {
			t.Errorf("%s %q", name, body)
		}
	}
	_, _, err = c.Library.Take(birch, f.ID, library.ForLogo)
	c.Wants("by a stranger", err, "NOT_FOUND")
	_, _, err = c.Library.Take(c.As(c.Boss), f.ID, library.ForLogo)
	c.Wants("by the vendor", err, "NOT_FOUND")
	_, _, err = c.Library.Take(acorn, f.ID, library.ForTemplate)
	c.Wants("for what the person may not do", err, "FORBIDDEN")
	c.Clock.Pass(24 * time.Hour)
	_, _, err = c.Library.Take(acorn, f.ID, library.ForLogo)
	c.Wants("a day later", err, "STAGED_EXPIRED")
}

func TestStagingHoldsItsLimits(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	boss := w.As(w.Admin(nil))
	long := strings.Repeat("n", 255)
	tests := map[string]struct {
		purpose library.Purpose
		name    string
		bytes   int64
		want    string
	}{
		"a logo of 10 MB":          {library.ForLogo, "l", 10 << 20, "OK"},
		"a logo of one more":       {library.ForLogo, "l", 10<<20 + 1, "FILE_TOO_LARGE"},
		"a template of 50 MB":      {library.ForTemplate, "t", 50 << 20, "OK"},
		"a template of one more":   {library.ForTemplate, "t", 50<<20 + 1, "FILE_TOO_LARGE"},
		"an asset of one more":     {library.ForAsset, "a", 50<<20 + 1, "FILE_TOO_LARGE"},
		"no bytes":                 {library.ForLogo, "l", 0, "FILE_TOO_LARGE"},
		"fewer than none":          {library.ForLogo, "l", -1, "FILE_TOO_LARGE"},
		"no name":                  {library.ForLogo, "", 1, "FILE_NAME"},
		"a name of 255 bytes":      {library.ForLogo, long, 1, "OK"},
		"a name of 256 bytes":      {library.ForLogo, long + "n", 1, "FILE_NAME"},
		"a purpose that is no one": {"PLAN", "l", 1, "FORBIDDEN"},
	}
	for name, tt := range tests {
		_, err := w.Library.Stage(boss, tt.purpose, tt.name, tt.bytes)
		w.Wants(name, err, tt.want)
	}
}

func TestStagedFilesAreForgotten(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	boss := w.As(w.Admin(nil))
	f, err := w.Library.Stage(boss, library.ForLogo, "logo.png", 5)
	w.Must(err)
	token := f.Put.URL[strings.LastIndex(f.Put.URL, "/")+1:]
	w.Must(w.Files.Receive(boss, token, bytes.NewReader([]byte("fives"))))
	w.Must(w.Library.ForgetStaged(w.System()))
	if _, _, err := w.Library.Take(boss, f.ID, library.ForLogo); err != nil {
		t.Errorf("a fresh file was forgotten: %v", err)
	}
	w.Clock.Pass(26 * time.Hour)
	w.Must(w.Library.ForgetStaged(w.System()))
	n := 0
	for _, err := range w.Files.List(w.System(), blob.Staging) {
		w.Must(err)
		n++
	}
	if n != 0 {
		t.Errorf("%d staged files are left after a day", n)
	}
}
