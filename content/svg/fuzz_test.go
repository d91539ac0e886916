package svg

import (
	"encoding/json"
	"testing"
)

// What is drawn must have bounds, pixels, operators and a stored form,
// whatever the file.
func FuzzParse(f *testing.F) {
	for _, d := range drawings {
		f.Add([]byte(doc(d.inside)))
	}
	for _, b := range bombs {
		if len(b.file) < 10_000 {
			f.Add([]byte(b.file))
		}
	}
	small := Limits{Elements: 500, References: 100, Operations: 100_000, Segments: 5000, Overdraw: 50}
	f.Fuzz(func(t *testing.T, data []byte) {
		tree, found, err := Parse(data, small)
		if err != nil || (tree == nil) != found.Blocking() {
			t.Fatalf("tree %v, %v, %v", tree != nil, found, err)
		}
		if tree == nil {
			return
		}
		tree.Raster(64, 64)
		checkForm(t, tree.Form())
		b, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &Tree{}); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
	})
}
