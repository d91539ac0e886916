package member

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

func TestDefaultCostIsTheOneWePromise(t *testing.T) {
	t.Parallel()
	text := seal(goodPassword, DefaultCost).String()
	if !strings.HasPrefix(text, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash = %s", text)
	}
	h, err := parseStored(text)
	if err != nil || !h.opens(goodPassword) || h.opens(goodPassword+"!") {
		t.Errorf("parseStored(%s) = %v, %v", text, h, err)
	}
}

func TestAHashKnowsOnePasswordInAllItsSpellings(t *testing.T) {
	t.Parallel()
	h := seal("Ångström ﬁnds ½ a loaf", cheap) // composed, a ligature, a fraction
	if !h.opens("A\u030angstro\u0308m finds 1⁄2 a loaf") {
		t.Error("the decomposed spelling does not open")
	}
	if h.opens("angstrom finds 1/2 a loaf") {
		t.Error("another password opens")
	}
}

func TestADamagedHashOpensNothing(t *testing.T) {
	t.Parallel()
	good := seal(goodPassword, cheap).String()
	for _, bad := range []string{"", "$", "argon2id", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=64", "m=4194304", 1), strings.Replace(good, "m=64", "m=064", 1), strings.Replace(good, "t=1", "t=0", 1), strings.Replace(good, "p=1", "p=0", 1),
		strings.Replace(good, "p=1", "p=257", 1), good[:len(good)-30], good + "$", good + "=", strings.Replace(good, "t=1", "t=1 ", 1)} {
		if _, err := parseStored(bad); err == nil {
			t.Errorf("parseStored(%q) accepts", bad)
		}
	}
}

func TestPasswordRules(t *testing.T) {
	t.Parallel()
	about := []string{"anna.berger@acme.example", "Anna Berger", "Acme Netzwerke GmbH"}
	tests := map[string]struct{ password, want string }{
		"four unrelated words":               {goodPassword, "OK"},
		"words in German":                    {"neun kranke Giraffen löten Brezeln", "OK"},
		"15 random letters":                  {"wkfhqzuevtmpxjr", "OK"},
		"14 random letters":                  {"wkfhqzuevtmpxj", "TOO_SHORT"},
		"15 characters of another script":    {"прекрасныйжираф", "OK"},
		"14 characters, 28 bytes":            {"прекрасныйжира", "TOO_SHORT"},
		"128 characters":                     {strings.Repeat("wkfhqzue vtmpxjr", 8), "OK"},
		"129 characters":                     {strings.Repeat("wkfhqzue vtmpxjr", 8) + "x", "TOO_LONG"},
		"a megabyte":                         {strings.Repeat("x", 1<<20), "TOO_LONG"},
		"from a password manager":            {"xQ7#mB2!vL9@kR4$", "OK"},
		"a control character":                {"wkfhqzue\x00vtmpxjr", "FORMAT"},
		"no UTF-8":                           {"wkfhqzuevtmpxjr\xff", "FORMAT"},
		"the word twice":                     {"passwordpassword", "GUESSABLE"},
		"with digits for letters":            {"P4ssw0rdP@$$w0rd!", "GUESSABLE"},
		"backwards":                          {"drowssapdrowssap1", "GUESSABLE"},
		"seasons and a year":                 {"Summer-Winter-2026", "GUESSABLE"},
		"keys in a row":                      {"qwertyuiopasdfghjkl", "GUESSABLE"},
		"German keys":                        {"qwertzuiopasdfghjkl", "GUESSABLE"},
		"columns of keys":                    {"1qaz2wsx3edc4rfv5tgb", "GUESSABLE"},
		"one key":                            {"aaaaaaaaaaaaaaaaaaaa", "GUESSABLE"},
		"counting":                           {"123456789012345678", "GUESSABLE"},
		"alphabet":                           {"abcdefghijklmnopqrstuv", "GUESSABLE"},
		"one syllable over and over":         {"xkzxkzxkzxkzxkzxkz", "GUESSABLE"},
		"a known phrase":                     {"correcthorsebatterystaple", "GUESSABLE"},
		"two dates":                          {"01021990-31121985", "GUESSABLE"},
		"own name":                           {"AnnaBerger-Anna-1", "GUESSABLE"},
		"own company":                        {"Acme Netzwerke GmbH 2026!", "GUESSABLE"},
		"own e-mail":                         {"anna.berger@acme.example", "GUESSABLE"},
		"own name beside three other things": {"anna solders crooked violins", "OK"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := CheckPassword(tt.password, about...)
			if got := fault.CodeOf(err); got != tt.want {
				t.Errorf("CheckPassword(%.40q) = %v (%d bits), want %s", tt.password, err, guesswork(normalise(tt.password), about...), tt.want)
			}
			if err != nil && len(tt.password) > 12 && strings.Contains(err.Error(), tt.password) {
				t.Errorf("the refusal repeats the password: %v", err)
			}
		})
	}
}

func TestTheListIsAsLargeAsItsComment(t *testing.T) {
	t.Parallel()
	words, longest := common()
	if len(words) < 2500 || longest < 20 {
		t.Errorf("%d words, the longest of %d letters", len(words), longest)
	}
	for w := range words {
		if len(w) < minWord || w != strings.ToLower(w) {
			t.Errorf("%q is of no use in the list", w)
		}
	}
}

func TestACrowdWaitsAndThenIsSentAway(t *testing.T) {
	t.Parallel()
	h := newHasher(cheap, 1)
	leave, err := h.enter(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	_, err = h.seal(ctx, goodPassword)
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Exhausted || f.Retry <= 0 {
		t.Errorf("behind a full slot: %v", err)
	}
	for range queuePerSlot {
		h.waiting <- struct{}{}
	}
	if _, err := h.seal(context.Background(), goodPassword); fault.KindOf(err) != fault.Exhausted {
		t.Errorf("behind a full queue: %v", err)
	}
	for range queuePerSlot {
		<-h.waiting
	}
	leave()
	if _, err := h.seal(context.Background(), goodPassword); err != nil {
		t.Errorf("in an empty room: %v", err)
	}
}

func FuzzParseStored(f *testing.F) {
	f.Add(seal(goodPassword, cheap).String())
	f.Add("$argon2id$v=19$m=64,t=1,p=1$$")
	f.Fuzz(func(t *testing.T, text string) {
		if h, err := parseStored(text); err == nil && h.String() != text {
			t.Errorf("%q is read as %q", text, h)
		}
	})
}

func FuzzCheckPassword(f *testing.F) {
	f.Add(goodPassword)
	f.Add("\u212b\ufb01 \x00")
	f.Fuzz(func(t *testing.T, text string) {
		_ = CheckPassword(text, text, "Acme")
	})
}
