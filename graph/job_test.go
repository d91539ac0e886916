package graph_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image/jpeg"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

// story is the main job as a reseller's people live it.
type story struct {
	*testing.T
	w     *testkit.World
	c     *testkit.Client
	templ map[string]string // slug -> id
}

// The main job over HTTP: sign in, look, learn what is missing, make a datasheet
// and a social image, take them, change the logo, make them anew.
func TestTheMainJob(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	acorn := w.Reseller("Acornix Systems")
	w.Enroll(acorn, "silver")
	w.Agreement(acorn)
	for _, slug := range []string{testkit.Datasheet, testkit.Social, testkit.Pricing} {
		w.Kit(slug)
	}
	w.Start()
	s := &story{T: t, w: w, c: w.SignedIn(w.Person(acorn, actor.ResellerMarketer)), templ: map[string]string{}}
	s.looks()
	s.uploadsALogo()
	pdf := s.rendersTheDatasheet()
	s.takesItInParts(pdf)
	s.rendersTheImage()
	s.isRefusedThePricing()
	s.changesTheLogo(pdf)
	if n := len(w.Trail()); n < 10 { // which walks the chain of hashes
		t.Errorf("%d entries in the trail", n)
	}
}

func (s *story) looks() {
	a := s.c.Fine(s.c.Do(`{ viewer { person { name } partner { displayName } actions } templates { nodes { id slug title decision { result unmetCount summary } pieces { key outputs { key format } } } } }`, nil))
	if a.Text("data", "viewer", "partner", "displayName") != "Acornix Systems" || !slices.Contains(a.List("data", "viewer", "actions"), any("cobrand.render")) {
		s.Errorf("viewer: %s", a.Body)
	}
	results := map[string]string{}
	for i := range a.List("data", "templates", "nodes") {
		slug := a.Text("data", "templates", "nodes", i, "slug")
		s.templ[slug] = a.Text("data", "templates", "nodes", i, "id")
		results[slug] = fmt.Sprint(a.At("data", "templates", "nodes", i, "decision", "result"), a.At("data", "templates", "nodes", i, "decision", "unmetCount"))
	}
	want := map[string]string{testkit.Datasheet: "LOCKED1", testkit.Social: "LOCKED1", testkit.Pricing: "LOCKED3"} // the logo; tier and certificate too
	if fmt.Sprint(results) != fmt.Sprint(want) {
		s.Errorf("decisions before the logo: %v, want %v", results, want)
	}
}

func (s *story) uploadsALogo() {
	a := s.c.Fine(s.c.Upload(uploadLogo, testkit.Vars{"in": testkit.Vars{"file": nil}}, testkit.File{At: "in.file", Name: "acornix.svg", Data: testkit.DemoLogo("hanseflut.svg")}))
	if a.Text("data", "uploadLogo", "logo", "state") != "APPROVED" || a.Text("data", "uploadLogo", "logo", "kind") != "VECTOR" {
		s.Errorf("the logo: %s", a.Body)
	}
}

func (s *story) render(slug string, more testkit.Vars) *testkit.Answer {
	in := testkit.Vars{"templateId": s.templ[slug]}
	for k, v := range more {
		in[k] = v
	}
	return s.c.Do(render, testkit.Vars{"in": in})
}

// file fetches what was made, and holds it against what was said of it.
func (s *story) file(a *testkit.Answer) []byte {
	s.Helper()
	s.c.Fine(a)
	got := s.c.Get(a.Text("data", "renderCobrand", "rendition", "downloadUrl"))
	sum := sha256.Sum256(got.Body)
	if got.Status != http.StatusOK || hex.EncodeToString(sum[:]) != a.Text("data", "renderCobrand", "rendition", "sha256") ||
		fmt.Sprint(len(got.Body)) != got.Header.Get("Content-Length") {
		s.Errorf("download: %d, %d bytes, %v", got.Status, len(got.Body), got.Header)
	}
	return got.Body
}

func (s *story) rendersTheDatasheet() *testkit.Answer {
	check := s.c.Fine(s.c.Do(`query($in: CobrandInput!) { checkCobrand(input: $in) { renderable decision { result } problems { code } } }`,
		testkit.Vars{"in": testkit.Vars{"templateId": s.templ[testkit.Datasheet]}}))
	if check.At("data", "checkCobrand", "renderable") != true {
		s.Errorf("the dry run: %s", check.Body)
	}
	a := s.render(testkit.Datasheet, nil)
	file := s.file(a)
	vendor := testkit.Files(testkit.Datasheet, nil)["base/datasheet.en.pdf"].Data
	if !bytes.HasPrefix(file, vendor) || len(file) == len(vendor) {
		s.Errorf("the file of %d bytes does not begin with the vendor's %d", len(file), len(vendor))
	}
	for _, link := range []string{"tel:", "mailto:", "https://acornix.example"} {
		if !bytes.Contains(file[len(vendor):], []byte(link)) {
			s.Errorf("no link %s in what was added", link)
		}
	}
	if a.Text("data", "renderCobrand", "decision", "result") != "ALLOWED" || a.At("data", "renderCobrand", "rendition", "pages") != 2.0 {
		s.Errorf("%s", a.Body)
	}
	return a
}

// takesItInParts asks as download managers and browsers do.
func (s *story) takesItInParts(a *testkit.Answer) {
	url, sha := a.Text("data", "renderCobrand", "rendition", "downloadUrl"), a.Text("data", "renderCobrand", "rendition", "sha256")
	whole := s.c.Get(url)
	if whole.Header.Get("ETag") != `"`+sha+`"` || !strings.HasPrefix(whole.Header.Get("Content-Disposition"), "attachment") ||
		whole.Header.Get("Content-Type") != "application/pdf" || !strings.Contains(whole.Header.Get("Content-Security-Policy"), "sandbox") {
		s.Errorf("headers: %v", whole.Header)
	}
	vendor := len(testkit.Files(testkit.Datasheet, nil)["base/datasheet.en.pdf"].Data)
	for _, at := range [][2]int{{0, 99}, {vendor - 50, vendor + 49}, {len(whole.Body) - 10, len(whole.Body) - 1}} {
		part := s.c.Get(url, "Range", fmt.Sprintf("bytes=%d-%d", at[0], at[1]))
		if part.Status != http.StatusPartialContent || !bytes.Equal(part.Body, whole.Body[at[0]:at[1]+1]) {
			s.Errorf("bytes %v: %d, %d bytes", at, part.Status, len(part.Body))
		}
	}
	if again := s.c.Get(url, "If-None-Match", `"`+sha+`"`); again.Status != http.StatusNotModified || len(again.Body) != 0 {
		s.Errorf("If-None-Match: %d, %d bytes", again.Status, len(again.Body))
	}
	if beyond := s.c.Get(url, "Range", fmt.Sprintf("bytes=%d-", len(whole.Body))); beyond.Status != http.StatusRequestedRangeNotSatisfiable {
		s.Errorf("a range beyond the end: %d", beyond.Status)
	}
	if stale := s.c.Get(url, "Range", "bytes=0-9", "If-Range", `"another"`); stale.Status != http.StatusOK || len(stale.Body) != len(whole.Body) {
		s.Errorf("If-Range of another file: %d, %d bytes", stale.Status, len(stale.Body))
	}
	if head := s.c.Send("HEAD", url, nil); head.Status != http.StatusOK || head.Header.Get("Content-Length") != fmt.Sprint(len(whole.Body)) {
		s.Errorf("HEAD: %d %v", head.Status, head.Header)
	}
}

func (s *story) rendersTheImage() {
	for language, want := range map[string]string{"en": "_en.", "de": "_de."} {
		a := s.render(testkit.Social, testkit.Vars{"language": language})
		img, err := jpeg.Decode(bytes.NewReader(s.file(a)))
		if err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 630 {
			s.Errorf("%s: %v %v", language, err, img)
		}
		if name := a.Text("data", "renderCobrand", "rendition", "fileName"); !strings.Contains(name, want) || !strings.Contains(name, "acornix") {
			s.Errorf("file name %q", name)
		}
	}
}

func (s *story) isRefusedThePricing() {
	a := s.render(testkit.Pricing, nil)
	if a.At("data", "renderCobrand", "rendition") != nil || !slices.Equal(a.UserCodes("renderCobrand"), []string{"COBRAND_LOCKED"}) {
		s.Fatalf("%s", a.Body)
	}
	var open []string
	for i := range a.List("data", "renderCobrand", "decision", "requirements") {
		r := func(key ...any) string {
			return a.Text(append([]any{"data", "renderCobrand", "decision", "requirements", i}, key...)...)
		}
		if r("state") == "MET" {
			continue
		}
		open = append(open, r("id"))
		if r("have") == "" || r("need") == "" || r("next", "action") == "" || r("next", "label") == "" {
			s.Errorf("%s is not explained: %s", r("id"), a.Body)
		}
		if message := a.Text("data", "renderCobrand", "userErrors", 0, "message"); !strings.Contains(message, r("next", "label")) {
			s.Errorf("the user error does not say %q: %s", r("next", "label"), message)
		}
	}
	if !slices.Equal(open, []string{"tier", "certified"}) || a.Text("data", "renderCobrand", "decision", "whenAllMet") != "ALLOWED" {
		s.Errorf("open %v, then %s", open, a.Text("data", "renderCobrand", "decision", "whenAllMet"))
	}
	if n := len(s.w.Refused("template_version")); n != 1 {
		s.Errorf("%d refusals in the trail", n)
	}
}

// changesTheLogo puts the next one first and names it then, as large files come.
func (s *story) changesTheLogo(before *testkit.Answer) {
	file := testkit.DemoLogo("nordkai.svg")
	a := s.c.Fine(s.c.Do(`mutation($in: CreateStagedUploadInput!) { createStagedUpload(input: $in) { stagedUploadId uploadUrl headers { name value } userErrors { code } } }`,
		testkit.Vars{"in": testkit.Vars{"purpose": "LOGO", "fileName": "new.svg", "bytes": len(file)}}))
	put := s.c.Send("PUT", a.Text("data", "createStagedUpload", "uploadUrl"), bytes.NewReader(file))
	if put.Status != http.StatusNoContent {
		s.Fatalf("PUT: %d %s", put.Status, put.Body)
	}
	s.c.Fine(s.c.Do(uploadLogo, testkit.Vars{"in": testkit.Vars{"stagedUploadId": a.Text("data", "createStagedUpload", "stagedUploadId")}}))
	after := s.render(testkit.Datasheet, nil)
	s.file(after)
	if after.Text("data", "renderCobrand", "rendition", "sha256") == before.Text("data", "renderCobrand", "rendition", "sha256") {
		s.Error("the new logo gives the old bytes")
	}
	list := s.c.Fine(s.c.Do(`{ renditions(first: 10) { nodes { fileName partner { displayName } version { slug state } } pageInfo { hasNextPage } } }`, nil))
	if n := len(list.List("data", "renditions", "nodes")); n != 4 {
		s.Errorf("%d copies are listed, four were made", n)
	}
}

// A distributor makes a piece for its reseller, and the vendor withdraws it.
func TestFromTheDesignerToADistributorAndBack(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	designer, brand, north := c.SignedIn(c.Designer), c.SignedIn(c.Brand), c.SignedIn(c.North.Admin)
	a := designer.Fine(designer.Upload(uploadTemplate, testkit.Vars{"in": testkit.Vars{"file": nil}}, testkit.File{At: "in.file", Name: "kit.zip", Data: testkit.Folder(testkit.Pricing)}))
	version := testkit.Vars{"in": testkit.Vars{"versionId": a.Text("data", "uploadTemplate", "version", "id"), "reason": "The price is wrong."}}
	step := func(who *testkit.Client, name, want string) {
		t.Helper()
		got := who.Fine(who.Do(`mutation($in: MoveTemplateInput!) { `+name+`(input: $in) { version { state } userErrors { code message } } }`, version))
		if state := got.Text("data", name, "version", "state"); state != want {
			t.Errorf("%s: %s", name, got.Body)
		}
	}
	step(designer, "submitTemplate", "IN_REVIEW")
	step(brand, "approveTemplate", "APPROVED")
	step(brand, "publishTemplate", "PUBLISHED")
	template := north.Do(`{ template(slug: "edge-gateway-pricing") { id } }`, nil).Text("data", "template", "id")
	made := north.Fine(north.Do(render, testkit.Vars{"in": testkit.Vars{"templateId": template, "partnerId": ids.Global("Partner", string(c.Acorn.ID))}}))
	if made.Text("data", "renderCobrand", "rendition", "via", "displayName") != c.North.DisplayName || made.Text("data", "renderCobrand", "rendition", "partner", "displayName") != c.Acorn.DisplayName {
		t.Errorf("%s", made.Body)
	}
	url := made.Text("data", "renderCobrand", "rendition", "downloadUrl")
	if got := north.Get(url); got.Status != http.StatusOK {
		t.Errorf("download: %d", got.Status)
	}
	step(brand, "withdrawTemplate", "WITHDRAWN")
	if got := north.Get(url); got.Status != http.StatusConflict || !bytes.Contains(got.Body, []byte("TEMPLATE_WITHDRAWN")) || !bytes.Contains(got.Body, []byte("The price is wrong.")) {
		t.Errorf("download of what was withdrawn: %d %s", got.Status, got.Body)
	}
	if again := north.Do(render, testkit.Vars{"in": testkit.Vars{"templateId": template}}); !slices.Equal(again.Codes(), []string{"NOT_FOUND"}) {
		t.Errorf("to render what was withdrawn: %s", again.Body)
	}
}

// P7: a link is for one purpose, one object, one person, and a quarter of an
// hour; no bent one works.
func TestLinksToFilesCannotBeBent(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Social)
	c.Start()
	me := c.SignedIn(c.Acorn.Second)
	made := me.Fine(me.Do(render, testkit.Vars{"in": testkit.Vars{"templateId": ids.Global("Template", string(kit.TemplateID))}}))
	url := made.Text("data", "renderCobrand", "rendition", "downloadUrl")
	base, token := url[:strings.LastIndex(url, "/")+1], url[strings.LastIndex(url, "/")+1:]
	if a := c.Client().Get(url); a.Status != http.StatusOK {
		t.Fatalf("the link itself: %d %s", a.Status, a.Body) // it stands for its person
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	tried := 0
	for i := range token {
		at := strings.IndexByte(alphabet, token[i])
		for _, bit := range []int{1, 8, 32} {
			bent := token[:i] + string(alphabet[at^bit]) + token[i+1:]
			if a := me.Get(base + bent); a.Status != http.StatusForbidden {
				t.Errorf("character %d changed: %d %s", i, a.Status, a.Body)
			}
			tried++
		}
	}
	for name, bent := range map[string]string{"cut": token[:len(token)-1], "longer": token + "A", "padded": token + "=", "of another kind": "x", "with a path": token + "%2f..%2f" + token} {
		if a := me.Get(base + bent); a.Status != http.StatusForbidden && a.Status != http.StatusNotFound {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	if a := me.Get(strings.Replace(url, "/download/", "/asset/", 1)); a.Status != http.StatusForbidden {
		t.Errorf("for another purpose: %d %s", a.Status, a.Body)
	}
	c.Clock.Pass(16 * 60e9)
	if a := me.Get(url); a.Status != http.StatusForbidden || !bytes.Contains(a.Body, []byte("LINK_EXPIRED")) {
		t.Errorf("after a quarter of an hour: %d %s", a.Status, a.Body)
	}
	c.Clock.Pass(-16 * 60e9)
	_, err := c.Members.Disable(c.System(), c.Acorn.Second.ID)
	c.Must(err)
	if a := c.Client().Get(url); a.Status != http.StatusUnauthorized {
		t.Errorf("after its person was disabled: %d %s", a.Status, a.Body)
	}
	t.Logf("%d bent links", tried)
}

func TestAnAssetIsDownloadedByALink(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	body := bytes.Repeat([]byte("sheet "), 1000)
	_, err := c.Library.PublishAsset(c.System(), library.Publication{Slug: "gateway", Kind: "DATASHEET", Title: "Gateway", Language: "en",
		FileName: "Übersicht \"1\".pdf", MediaType: "application/pdf", AccessLevel: "DOWNLOAD", File: body})
	c.Must(err)
	me := c.Start().SignedIn(c.Acorn.Second)
	a := me.Fine(me.Do(`{ assets { nodes { title families files { language number bytes downloadUrl } } } }`, nil))
	got := me.Get(a.Text("data", "assets", "nodes", 0, "files", 0, "downloadUrl"))
	if got.Status != http.StatusOK || !bytes.Equal(got.Body, body) || !strings.Contains(got.Header.Get("Content-Disposition"), "%C3%9Cbersicht") {
		t.Errorf("%d, %d bytes, %v", got.Status, len(got.Body), got.Header)
	}
}
