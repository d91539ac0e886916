package graph_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/testkit"
)

// Requests of testdata and the answers that each actor must get.
func TestGoldenAnswers(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no requests in testdata", err)
	}
	c := testkit.NewChannel(t)
	kit := c.Kit(testkit.Pricing)
	social := c.Kit(testkit.Social)
	for _, h := range c.Houses() {
		c.Render(h.Admin, social, h.Partner)
	}
	c.Render(c.North.Admin, kit, c.Cedar.Partner)
	c.Render(c.South.Admin, kit, c.Cedar.Partner)
	beginner := c.Reseller("Emberly Consulting")
	c.Enroll(beginner, "registered")
	people := map[string]*member.Person{"nobody": nil, "designer": c.Designer, "brand": c.Brand, "channel manager": c.Mgr, "boss": c.Boss, "beginner": c.Admin(beginner)}
	for name, h := range map[string]*testkit.House{"north": c.North, "south": c.South, "acorn": c.Acorn, "birch": c.Birch, "cedar": c.Cedar, "dune": c.Dune} {
		people[name+" admin"], people[name+" second"] = h.Admin, h.Second
	}
	c.Start()
	clients := map[string]*testkit.Client{}
	for _, file := range files {
		request, err := os.ReadFile(file)
		c.Must(err)
		first, _, _ := strings.Cut(string(request), "\n")
		for _, who := range strings.Split(strings.TrimPrefix(first, "# "), ", ") {
			if _, known := people[who]; !known {
				t.Fatalf("%s: nobody of the channel is %q", file, who)
			}
			if clients[who] == nil {
				clients[who] = c.Client()
				if people[who] != nil {
					clients[who] = c.SignedIn(people[who])
				}
			}
			golden(t, strings.TrimSuffix(file, ".graphql")+"."+strings.ReplaceAll(who, " ", "-")+".json", masked(c, clients[who].Do(string(request), nil).Body))
		}
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

var (
	anID   = regexp.MustCompile(`"[A-Za-z0-9_-]{40,120}"`)
	aTime  = regexp.MustCompile(`"\d{4}-\d\d-\d\dT[0-9:.]+Z"`)
	aHash  = regexp.MustCompile(`"[0-9a-f]{64}"`)
	aLink  = regexp.MustCompile(`"http://[^"]*/(download|asset|upload)/[^"]*"`)
	aDay   = regexp.MustCompile(`\d{1,2} [A-Z][a-z]{2} \d{4}`)
	aMaker = regexp.MustCompile(`person\d+@`)
)

// masked lays an answer out for people and hides what differs from run to run.
func masked(c *testkit.Channel, body []byte) []byte {
	var out bytes.Buffer
	if json.Indent(&out, body, "", "  ") != nil {
		return body
	}
	text := aLink.ReplaceAllString(out.String(), `"<address>"`)
	text = aHash.ReplaceAllString(text, `"<sha256>"`)
	text = anID.ReplaceAllStringFunc(text, func(id string) string {
		raw, err := base64.RawURLEncoding.DecodeString(strings.Trim(id, `"`))
		kind, local, ok := strings.Cut(string(raw), ":")
		if err != nil || !ok {
			return id
		}
		for _, h := range c.Houses() {
			if string(h.ID) == local {
				return `"<` + kind + " " + h.Word + `>"`
			}
		}
		return `"<` + kind + `>"`
	})
	text = aTime.ReplaceAllString(text, `"<time>"`)
	text = aDay.ReplaceAllString(text, "<day>")
	return []byte(aMaker.ReplaceAllString(text, "person<n>@") + "\n")
}
