package svg

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFormOperators(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ inside, want string }{
		"a fill": {`<path d="M10 20H30V40z" fill="#ff0000"/>`, `
			1 0 0 -1 0 100 cm
			1 0 0 rg
			10 20 m
			30 20 l
			30 40 l
			h
			f`},
		"the same colour is set once": {`<path d="M1 2L3 9" fill="red"/><path fill-rule="evenodd" d="M4 5L6 9" fill="red"/>`, `
			1 0 0 -1 0 100 cm
			1 0 0 rg
			1 2 m
			3 9 l
			f
			4 5 m
			6 9 l
			f*`},
		"fill and stroke at once": {`<path d="M1 2L3 4" stroke="#fff" stroke-width="2" stroke-linecap="round"/>`, `
			1 0 0 -1 0 100 cm
			q
			0 0 0 rg
			1 1 1 RG
			2 w
			1 J
			4 M
			1 2 m
			3 4 l
			B
			Q`},
		"dashes, and a pen of its own space": {`<path transform="scale(2 1)" d="M1 2L3 4" fill="none" stroke="#fff" stroke-dasharray="1 2" stroke-linejoin="bevel"/>`, `
			1 0 0 -1 0 100 cm
			q
			2 0 0 1 0 0 cm
			1 1 1 RG
			1 w
			2 j
			[1 2] 0 d
			1 2 m
			3 4 l
			S
			Q`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			form := mustParse(t, doc(tt.inside+`<rect width="1" height="1" fill="none"/>`)).Form()
			want := strings.ReplaceAll(strings.TrimSpace(tt.want), "\t", "") + "\n"
			if diff := cmp.Diff(want, string(form.Content)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Forms of all drawings must be sound: q and Q in balance, every name in the
// resources, every reference to an object that is there.
func TestFormsAreSound(t *testing.T) {
	t.Parallel()
	for name, tt := range drawings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkForm(t, mustParse(t, doc(tt.inside)).Form())
		})
	}
}

var (
	names = regexp.MustCompile(`/([GSX]\d+) `)
	refs  = regexp.MustCompile(`@(\d+)`)
)

func checkForm(t *testing.T, f Form) {
	t.Helper()
	checkStream(t, f.Content, f.Resources)
	checkRefs(t, f.Resources, len(f.Objects))
	for _, o := range f.Objects {
		checkRefs(t, o.Dict, len(f.Objects))
		if strings.Contains(o.Dict, "/Subtype /Form") {
			_, resources, _ := strings.Cut(o.Dict, "/Resources ")
			checkStream(t, o.Stream, resources)
		}
		if strings.Count(o.Dict, "<<") != strings.Count(o.Dict, ">>") || !strings.HasPrefix(o.Dict, "<<") {
			t.Errorf("not a dictionary: %s", o.Dict)
		}
	}
}

func checkStream(t *testing.T, content []byte, resources string) {
	t.Helper()
	depth := 0
	for _, l := range bytes.Split(content, []byte("\n")) {
		switch string(l) {
		case "q":
			depth++
		case "Q":
			depth--
		}
		if depth < 0 {
			t.Error("Q without q")
		}
	}
	if depth != 0 {
		t.Errorf("%d q without Q", depth)
	}
	for _, n := range names.FindAllSubmatch(content, -1) {
		if !strings.Contains(resources, fmt.Sprintf("/%s @", n[1])) {
			t.Errorf("/%s is not in %s", n[1], resources)
		}
	}
	if i := bytes.IndexAny(content, "eN"); i >= 0 && bytes.ContainsAny(content, "e") {
		t.Errorf("an exponent or NaN at %d: %.40s", i, content[i:])
	}
}

func checkRefs(t *testing.T, text string, n int) {
	t.Helper()
	for _, m := range refs.FindAllStringSubmatch(text, -1) {
		var i int
		if _, err := fmt.Sscan(m[1], &i); err != nil || i >= n {
			t.Errorf("@%s in %s, but there are %d objects", m[1], text, n)
		}
	}
}

func TestEqualObjectsAreKeptOnce(t *testing.T) {
	t.Parallel()
	one := `<rect width="50" height="50" fill="red" opacity=".5"/>`
	f := mustParse(t, doc(one+one+`<g transform="translate(9 9)">`+one+`</g>`)).Form()
	if len(f.Objects) != 1 {
		t.Errorf("%d objects for one opacity: %+v", len(f.Objects), f.Objects)
	}
}

// PDF draws no square for a line of no length, and goes on beyond the end with
// what its function gives there.
func TestWhatPDFLacksIsWrittenOut(t *testing.T) {
	t.Parallel()
	dot := mustParse(t, doc(`<path stroke="red" stroke-width="9" stroke-linecap="square" d="M5 5h20M50 50z"/>`)).Form()
	if c := string(dot.Content); strings.Contains(c, "S\n") || !strings.Contains(c, "f\n") {
		t.Errorf("a square dot is a stroke:\n%s", c)
	}
	ends := mustParse(t, doc(`<linearGradient id="g"><stop stop-color="#000"/><stop stop-color="red"/><stop offset="1" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>`)).Form()
	var all strings.Builder
	for _, o := range ends.Objects {
		all.WriteString(o.Dict)
	}
	if got := all.String(); !strings.Contains(got, "/Bounds [0.00001 0.99999]") {
		t.Errorf("stops that lie together at an end are lost:\n%s", got)
	}
}
