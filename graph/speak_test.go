package graph_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	takeLogo     = `mutation($in: UploadLogoInput!) { uploadLogo(input: $in) { logo { id } problems { code where message fix figures { name value } } userErrors { code message } } }`
	readFindings = `query($id: ID!) { node(id: $id) { ... on Logo { findings { code message fix figures { name value } } } } }`
)

// told is a problem of an answer with its figures as text.
func told(a *testkit.Answer, path ...any) (p problem.Problem, figures map[string]string) {
	at := func(more ...any) string { return a.Text(append(append([]any{}, path...), more...)...) }
	figures = map[string]string{}
	for i := range a.List(append(append([]any{}, path...), "figures")...) {
		figures[at("figures", i, "name")] = at("figures", i, "value")
	}
	return problem.Problem{Code: at("code"), Message: at("message"), Fix: at("fix")}, figures
}

func TestARefusalSpeaksTheLanguageOfWhoUploads(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	huge := make([]byte, 10<<20+1)
	for locale, language := range map[string]string{"": "en", "de-AT": "de", "fr": "fr", "nl": "en"} {
		me := c.SignedIn(c.Speaker(locale, c.Acorn.Partner, actor.ResellerAdmin))
		for name, want := range map[string]struct {
			data    []byte
			problem problem.Problem
		}{
			"logo.html": {[]byte("<html><body>hello</body></html>"), problem.Say("LOGO_TYPE", "html", problem.Error, "", map[string]any{"type": "HTML", "extension": "html"})},
			"logo.png":  {nil, problem.Say("EMPTY", "", problem.Error, "", nil)},
			"logo.svg":  {huge, problem.Say("FILE_TOO_LARGE", "", problem.Error, "", map[string]any{"have": 10<<20 + 1, "most": 10 << 20})},
		} {
			a := me.Upload(takeLogo, testkit.Vars{"in": testkit.Vars{"file": nil}}, testkit.File{At: "in.file", Name: name, Data: want.data})
			got, figures := told(a, "data", "uploadLogo", "problems", 0)
			said := want.problem.In(language)
			if got.Code != said.Code || got.Fix != said.Fix || a.Text("data", "uploadLogo", "userErrors", 0, "message") != strings.TrimSpace(got.Message+" "+got.Fix) {
				t.Errorf("%s in %q: %s, want %s", name, locale, a.Body, said.Fix)
			}
			if got.Code == "FILE_TOO_LARGE" && (got.Message != said.Message || figures["have"] != "10485761" || figures["most"] != "10485760") {
				t.Errorf("%s in %q: %s %v", name, locale, got.Message, figures)
			}
		}
	}
}

// The report is kept once, and read by each in the own language.
func TestFindingsSpeakTheLanguageOfWhoReads(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	file := logotest.Tiny()
	me := c.SignedIn(c.Acorn.Admin)
	id := me.Upload(takeLogo, testkit.Vars{"in": testkit.Vars{"file": nil}}, testkit.File{At: "in.file", Name: file.Name, Data: file.Data}).Text("data", "uploadLogo", "logo", "id")
	english, figures := told(me.Do(readFindings, testkit.Vars{"id": id}), "data", "node", "findings", 0)
	if english.Code == "" || len(figures) == 0 {
		t.Fatalf("nothing was found: %+v", english)
	}
	for _, language := range []string{"de", "fr"} {
		for who, p := range map[string]*testkit.Client{
			"reseller": c.SignedIn(c.Speaker(language, c.Acorn.Partner, actor.ResellerSeller)),
			"seller's": c.SignedIn(c.Speaker(language, c.North.Partner, actor.DistributorManager)),
			"vendor":   c.SignedIn(c.Speaker(language, nil, actor.BrandApprover)),
		} {
			got, same := told(p.Do(readFindings, testkit.Vars{"id": id}), "data", "node", "findings", 0)
			if got.Code != english.Code || got.Message == english.Message || got.Fix == english.Fix || !maps.Equal(same, figures) {
				t.Errorf("%s in %s: %+v", who, language, got)
			}
		}
	}
}
