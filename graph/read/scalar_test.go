package read

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/quick"
	"time"
	"unicode/utf8"
)

// Every rune, alone and between others, means what encoding/json reads.
func TestEveryRuneMeansItself(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= utf8.MaxRune; r++ {
		want := "a" + string(r) + "z"
		var got string
		if err := json.Unmarshal(appendText(nil, want), &got); err != nil || got != want {
			t.Fatalf("%U: %s gives %q, %v", r, appendText(nil, want), got, err)
		}
	}
}

// Any bytes at all are valid JSON, and mean what encoding/json makes of them.
func TestAnyBytesAreTakenAsEncodingJSONTakesThem(t *testing.T) {
	t.Parallel()
	same := func(raw []byte) bool {
		theirs, err := json.Marshal(string(raw))
		mine := appendText(nil, raw)
		var a, b string
		return err == nil && utf8.Valid(mine) && json.Unmarshal(theirs, &a) == nil && json.Unmarshal(mine, &b) == nil && a == b
	}
	if err := quick.Check(same, &quick.Config{MaxCount: 5000}); err != nil {
		t.Error(err)
	}
	for _, raw := range []string{"\xff", "a\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80", "\u2028", "\x7f\x00\b\f"} {
		if !same([]byte(raw)) {
			t.Errorf("%q", raw)
		}
	}
}

func TestNumbersAndMomentsKeepTheirValue(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		want := math.Float64frombits(rnd.Uint64())
		b, ok := appendAny(nil, want)
		var got float64
		if ok != isFinite(want) || ok && (json.Unmarshal(b, &got) != nil || got != want) {
			t.Fatalf("%v is %s", want, b)
		}
	}
	at := time.Date(1969, 7, 20, 22, 17, 40, 1000, time.FixedZone("", 7200))
	if b, ok := appendAny(nil, at); !ok || string(b) != `"1969-07-20T20:17:40.000001Z"` {
		t.Errorf("%s", b)
	}
}

func TestWhatIsNothingIsNull(t *testing.T) {
	t.Parallel()
	type word string
	empty, yes := word(""), true
	for _, v := range []any{nil, (*string)(nil), (*word)(nil), time.Time{}, math.NaN()} {
		if b, ok := appendAny(nil, v); ok {
			t.Errorf("%v is %s", v, b)
		}
	}
	for want, v := range map[string]any{`""`: &empty, `true`: &yes, `[]`: []word(nil), `["a","b"]`: []word{"a", "b"}, `-3`: int64(-3)} {
		if b, ok := appendAny(nil, v); !ok || string(b) != want {
			t.Errorf("%v is %s, want %s", v, b, want)
		}
	}
	defer func() {
		if p := recover(); p == nil || !strings.Contains(p.(string), "no scalar") {
			t.Errorf("a struct: %v", p)
		}
	}()
	appendAny(nil, struct{}{})
}
