package graph

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Every word there is, in each language, with the same places to fill.
func TestOurOwnPagesHaveEveryWordInEveryLanguage(t *testing.T) {
	t.Parallel()
	english := reflect.ValueOf(pageEN)
	for lang, w := range pageTongues {
		v := reflect.ValueOf(*w)
		for i := range v.NumField() {
			if v.Field(i).Kind() != reflect.String {
				continue
			}
			if got, en := v.Field(i).String(), english.Field(i).String(); got == "" || strings.Count(got, "%s") != strings.Count(en, "%s") || strings.Count(got, "%d") != strings.Count(en, "%d") {
				t.Errorf("%s %s: %q for %q", lang, v.Type().Field(i).Name, got, en)
			}
		}
		if lang != "en" && !slices.Equal(slices.Sorted(maps.Keys(w.refusals)), slices.Sorted(maps.Keys(pageDE.refusals))) {
			t.Errorf("%s has not the refusals that others have", lang)
		}
	}
}

func TestARefusalIsSaidToItsReader(t *testing.T) {
	t.Parallel()
	limit := &fault.Error{Kind: fault.Exhausted, Code: "SIGN_IN_LIMIT", Retry: 14*time.Minute + time.Second, Message: "Too many tries to sign in. Try again in 15 minutes."}
	for name, tt := range map[string]struct {
		words *pageWords
		err   error
		want  notedIn
	}{
		"in English as it came":             {&pageEN, limit, notedIn{"en", "Too many tries to sign in. Try again in 15 minutes."}},
		"with what it says":                 {&pageDE, limit, notedIn{"de", "Zu viele Versuche, sich anzumelden. Versuchen Sie es später wieder; Wartezeit in Minuten: 15."}},
		"marked as English without a word":  {&pageFR, fault.Coded(fault.Invalid, "SIGN_IN_AMBIGUOUS", "Say which."), notedIn{"en", "Say which."}},
		"nothing of what broke, in French":  {&pageFR, errors.New("pq: canary"), notedIn{"fr", "Une erreur s’est produite de notre côté. Réessayez."}},
		"nothing of what broke, in English": {&pageEN, errors.New("pq: canary"), notedIn{"en", "Something broke on our side. Try again."}},
	} {
		if got := tt.words.refusal(tt.err); got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}
