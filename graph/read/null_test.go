package read

import (
	"math"
	"strings"
	"testing"
)

// A null that the schema does not allow takes the nearest object with it that
// may be null, and is named once, where it stands.
func TestNullGoesUpToWhatMayBeNull(t *testing.T) {
	t.Parallel()
	full := &box{name: text("a"), size: 1, inner: &box{name: text("b"), inner: &box{}}, list: []*box{{name: text("c")}, {}}}
	for _, tt := range []struct{ query, data, wrong string }{
		{`{ box { name note } }`, `{"box":{"name":"a","note":null}}`, ""},
		{`{ empty { name } }`, `{"empty":null}`, ""},
		{`{ box { inner { inner { name } name } name } }`, `{"box":{"inner":{"inner":null,"name":"b"},"name":"a"}}`, "box.inner.inner.name: INTERNAL"},
		{`{ box { inner { needed { name } name } name } }`, `{"box":{"inner":null,"name":"a"}}`, "box.inner.needed.name: INTERNAL"},
		{`{ box { needed { needed { name } } } }`, `{"box":null}`, "box.needed.needed.name: INTERNAL"},
		{`{ must { needed { needed { name } } } }`, `null`, "must.needed.needed.name: INTERNAL"},
		{`{ box { inner { inner { needed { note } } } } }`, `{"box":{"inner":{"inner":null}}}`, "box.inner.inner.needed: NOT_FOUND"},
		{`{ box { list { name } note } }`, `{"box":{"list":null,"note":null}}`, "box.list[1].name: INTERNAL"},
		{`{ box { needs { name } note } boxes { note } }`, `{"box":null,"boxes":[{"note":null},{"note":null}]}`, "box.needs[1].name: INTERNAL"},
		{`{ box { inner { list { name } needs { name } } } }`, `{"box":{"inner":{"list":null,"needs":[]}}}`, ""},
		{`{ x: box { name } y: box { y: name, x: name } }`, `{"x":{"name":"a"},"y":{"y":"a","x":"a"}}`, ""},
	} {
		data, wrong := ask(t, engine(t, full), tt.query, nil)
		if data != tt.data || wrong != tt.wrong {
			t.Errorf("%s\n got %s  %s\nwant %s  %s", tt.query, data, wrong, tt.data, tt.wrong)
		}
	}
}

// A float that JSON has no number for is a null, not a broken answer.
func TestANumberWithoutAnEndIsNull(t *testing.T) {
	t.Parallel()
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		data, wrong := ask(t, engine(t, &box{name: text("a"), size: f}), `{ box { size } }`, nil)
		if data != `{"box":null}` || wrong != "box.size: INTERNAL" {
			t.Errorf("%v: %s %s", f, data, wrong)
		}
	}
}

func TestAPanicEndsOnlyItsOperation(t *testing.T) {
	t.Parallel()
	e := engine(t, &box{name: text("a")})
	for range 3 {
		if data, wrong := ask(t, e, `{ box { bang } }`, nil); data != "null" || wrong != ": INTERNAL" {
			t.Errorf("%s %s", data, wrong)
		}
		if data, wrong := ask(t, e, `{ box { name } }`, nil); data != `{"box":{"name":"a"}}` || wrong != "" {
			t.Errorf("afterwards: %s %s", data, wrong)
		}
	}
}

func TestAnAnswerThatIsTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1<<20)
	b := &box{}
	for range 11 {
		b.list = append(b.list, &box{name: &long})
	}
	if data, wrong := ask(t, engine(t, b), `{ boxes { name } }`, nil); data != `{"boxes":null}` || wrong != "boxes: RESPONSE_TOO_LARGE" {
		t.Errorf("%.100s %s", data, wrong)
	}
	b.list = b.list[:9]
	if data, wrong := ask(t, engine(t, b), `{ boxes { name } }`, nil); len(data) < 9<<20 || wrong != "" {
		t.Errorf("%d bytes, %s", len(data), wrong)
	}
}

// A plan is kept with the switches it was made for.
func TestSwitchesAndDefaultsAreOfTheRequest(t *testing.T) {
	t.Parallel()
	e := engine(t, &box{name: text("a")})
	const q = `query($on: Boolean!, $say: String) { box { name @include(if: $on) note @skip(if: $on) echo(say: $say) } }`
	for range 2 {
		for _, tt := range []struct {
			vars map[string]any
			want string
		}{
			{map[string]any{"on": true}, `{"box":{"name":"a","echo":"usual"}}`},
			{map[string]any{"on": false, "say": nil}, `{"box":{"note":null,"echo":null}}`},
			{map[string]any{"on": true, "say": "x"}, `{"box":{"name":"a","echo":"x"}}`},
		} {
			if data, wrong := ask(t, e, q, tt.vars); data != tt.want || wrong != "" {
				t.Errorf("%v: %s %s", tt.vars, data, wrong)
			}
		}
	}
}
