package graph_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/graph/admit"
)

// What portals send is never refused, and costs a small part of what a request
// may: a tenth of the objects.
func TestWhatPortalsSendIsLetIn(t *testing.T) {
	t.Parallel()
	door := admit.New(graph.Schema())
	names, err := filepath.Glob("../examples/*.graphql")
	more, _ := filepath.Glob("contract/client/operations/*.graphql")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d documents, %v", len(names), err)
	}
	for _, name := range append(names, more...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w, no := door.Weigh(admit.Request{Text: string(text), SignedIn: true})
		if no != nil || w.Objects > 5000 {
			t.Errorf("%s: %d objects, %v", name, w.Objects, no)
		}
		t.Logf("%s: %d objects", filepath.Base(name), w.Objects)
	}
}
