package graph_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	orderForMany = `mutation($in: RenderForPartnersInput!) { renderForPartners(input: $in) { bulkRender { id state total progress } userErrors { field code } } }`
	followBulk   = `subscription($id: ID!) { bulkRenderChanged(id: $id) { id bulkRender { state made progress finishedAt } } }`
	listItems    = `query($id: ID!, $s: BulkRenderItemState) { bulkRender(id: $id) { made total items(state: $s, first: 1) { nodes { state code message partner { displayName } rendition { fileName } } pageInfo { hasNextPage } } } }`
	cancelMany   = `mutation($in: CancelBulkRenderInput!) { cancelBulkRender(input: $in) { bulkRender { state } userErrors { code } } }`
)

func TestAnOrderForManyPartnersIsFollowedToItsEnd(t *testing.T) {
	t.Parallel()
	c := live(t)
	kit := c.Kit(testkit.Social)
	north := c.SignedIn(c.North.Second)
	in := testkit.Vars{"in": testkit.Vars{"templateId": ids.Global("Template", string(kit.TemplateID)), "idempotencyKey": "k"}}
	got := north.Do(orderForMany, in)
	id := got.Text("data", "renderForPartners", "bulkRender", "id")
	if got.Text("data", "renderForPartners", "bulkRender", "state") != "QUEUED" || got.At("data", "renderForPartners", "bulkRender", "total") != 2.0 {
		t.Fatalf("ordered: %s", got.Body)
	}
	if again := north.Do(orderForMany, in); again.Text("data", "renderForPartners", "bulkRender", "id") != id {
		t.Errorf("the same key again: %s", again.Body)
	}
	stream := north.Subscribe(followBulk, testkit.Vars{"id": id})
	if first := stream.Next(); first.At("data", "bulkRenderChanged", "bulkRender", "progress") != 0.0 {
		t.Errorf("at first: %s", first.Body)
	}
	c.Jobs()
	seen, a := 0, stream.Next()
	for ; a.Text("data", "bulkRenderChanged", "bulkRender", "state") == "RUNNING" && seen < 3; a = stream.Next() {
		seen++
	}
	if a.Text("data", "bulkRenderChanged", "bulkRender", "state") != "DONE" || a.At("data", "bulkRenderChanged", "bulkRender", "progress") != 1.0 {
		t.Errorf("at last, after %d events between: %s", seen, a.Body)
	}
	page := north.Do(listItems, testkit.Vars{"id": id, "s": "MADE"})
	if page.At("data", "bulkRender", "items", "pageInfo", "hasNextPage") != true || page.Text("data", "bulkRender", "items", "nodes", 0, "rendition", "fileName") == "" {
		t.Errorf("what was made: %s", page.Body)
	}
	if none := north.Do(listItems, testkit.Vars{"id": id, "s": "REFUSED"}); len(none.At("data", "bulkRender", "items", "nodes").([]any)) != 0 {
		t.Errorf("what was refused: %s", none.Body)
	}
	if late := north.Do(cancelMany, testkit.Vars{"in": testkit.Vars{"id": id}}); late.Text("data", "cancelBulkRender", "userErrors", 0, "code") != "BULK_OVER" {
		t.Errorf("cancelled after its end: %s", late.Body)
	}
}

// What is another distributor's answers like what does not exist, to the byte.
func TestAnOrderForManyPartnersIsSeenByTheVendorAndItsOwnSide(t *testing.T) {
	t.Parallel()
	c := live(t)
	in := testkit.Vars{"templateId": ids.Global("Template", string(c.Kit(testkit.Social).TemplateID))}
	id := c.SignedIn(c.North.Second).Do(orderForMany, testkit.Vars{"in": in}).Text("data", "renderForPartners", "bulkRender", "id")
	none := ids.Global("BulkRender", ids.New())
	for _, h := range []*testkit.House{c.South, c.Acorn, c.Dune} {
		other := c.SignedIn(h.Admin)
		for what, ask := range map[string]func(string) *testkit.Answer{
			"reads": func(id string) *testkit.Answer { return other.Do(listItems, testkit.Vars{"id": id}) },
			"cancels": func(id string) *testkit.Answer {
				return other.Do(cancelMany, testkit.Vars{"in": testkit.Vars{"id": id}})
			},
			"follows": func(id string) *testkit.Answer { return other.Subscribe(followBulk, testkit.Vars{"id": id}).Next() },
			"finds": func(id string) *testkit.Answer {
				return other.Do(`query($id: ID!) { node(id: $id) { id } }`, testkit.Vars{"id": id})
			},
		} {
			if got, absent := ask(id), ask(none); string(got.Body) != string(absent.Body) {
				t.Errorf("%s %s: %s, of nothing %s", h.Word, what, got.Body, absent.Body)
			}
		}
		if all := other.Do(`{ bulkRenders { nodes { id } } }`, nil); len(all.At("data", "bulkRenders", "nodes").([]any)) != 0 {
			t.Errorf("%s lists %s", h.Word, all.Body)
		}
	}
	for _, by := range []*testkit.Client{c.SignedIn(c.Boss), c.SignedIn(c.North.Admin)} {
		if all := by.Do(`{ bulkRenders { nodes { id state } } }`, nil); all.Text("data", "bulkRenders", "nodes", 0, "id") != id {
			t.Errorf("its own side lists %s", all.Body)
		}
	}
}

// throughAnOrder is the way to the items of one, which is made when there is none.
func throughAnOrder(c *testkit.Channel, inside string) string {
	if c.Count("bulk_render", "") == 0 {
		_, err := c.Cobrand.RenderForPartners(c.As(c.Boss), cobrand.BulkOrder{Template: c.Kit(testkit.Social).TemplateID})
		c.Must(err)
	}
	return `{ bulkRenders(first: 1) { nodes { ` + inside + ` } } }`
}

const (
	orderKit  = `mutation($in: RenderKitInput!) { renderKit(input: $in) { bulkRender { id total archiveUrl } userErrors { field code } } }`
	kitItems  = `query($id: ID!) { bulkRender(id: $id) { state archiveUrl items { nodes { piece output state code message rendition { fileName sha256 } } } } }`
	formOfKit = "https://acornix.example/launch"
)

// The whole way of a reseller: one form, every piece, one zip.
func TestAKitIsFollowedAndTakenHomeAsOneZip(t *testing.T) {
	t.Parallel()
	c := live(t)
	kit := c.Published(testkit.Campaign())
	seller := c.SignedIn(c.Acorn.Second)
	in := testkit.Vars{"templateId": ids.Global("Template", string(kit.TemplateID)),
		"fields": []any{testkit.Vars{"key": "website", "value": formOfKit}}, "idempotencyKey": "k"}
	got := seller.Fine(seller.Do(orderKit, testkit.Vars{"in": in}))
	id := got.Text("data", "renderKit", "bulkRender", "id")
	if got.At("data", "renderKit", "bulkRender", "total") != 6.0 || got.At("data", "renderKit", "bulkRender", "archiveUrl") != nil {
		t.Errorf("ordered: %s", got.Body)
	}
	stream := seller.Subscribe(followBulk, testkit.Vars{"id": id})
	stream.Next()
	c.Jobs()
	for a := stream.Next(); a.Text("data", "bulkRenderChanged", "bulkRender", "state") == "RUNNING"; a = stream.Next() {
	}
	done := seller.Do(kitItems, testkit.Vars{"id": id})
	sums := map[string]string{}
	for i := range done.List("data", "bulkRender", "items", "nodes") {
		item := func(path ...any) string {
			return done.Text(append([]any{"data", "bulkRender", "items", "nodes", i}, path...)...)
		}
		if item("state") == "MADE" {
			sums[item("rendition", "fileName")] = item("rendition", "sha256")
		} else if item("piece") != "banner" || item("code") != "COBRAND_NEEDS_APPROVAL" || item("message") == "" {
			t.Errorf("not made: %s", done.Body)
		}
	}
	if held := unpacked(t, seller.Get(done.Text("data", "bulkRender", "archiveUrl"))); len(sums) != 5 || !maps.Equal(held, sums) {
		t.Errorf("the zip holds %v, made is %v", held, sums)
	}
	_, err := c.Library.Withdraw(c.As(c.Boss), kit.ID, "The claim is wrong.")
	c.Must(err)
	held := unpacked(t, seller.Get(done.Text("data", "bulkRender", "archiveUrl")))
	if _, note := held["NOT INCLUDED.txt"]; len(held) != 1 || !note {
		t.Errorf("after the recall the zip holds %v", held)
	}
}

// unpacked are the hashes of the files of a zip by their names.
func unpacked(t *testing.T, a *testkit.Answer) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(a.Body), int64(len(a.Body)))
	if err != nil {
		t.Fatalf("%d %.200s: %v", a.Status, a.Body, err)
	}
	out := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		if _, err := io.Copy(h, in); err != nil {
			t.Error(err)
		}
		out[f.Name] = hex.EncodeToString(h.Sum(nil))
	}
	return out
}
