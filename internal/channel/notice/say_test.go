package notice

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

var when = time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC)

// Each sentence there is, in each language, filled in to the last word.
func TestEveryLanguageSaysEverything(t *testing.T) {
	t.Parallel()
	keys := slices.Sorted(maps.Keys(english.says))
	for _, w := range tongues {
		if got := slices.Sorted(maps.Keys(w.says)); !slices.Equal(got, keys) {
			t.Errorf("%s says %v, not %v", w.lang, got, keys)
		}
		for _, key := range keys {
			kind, state, _ := strings.Cut(key, " ")
			said := Told{Kind: Kind(kind), Of: true, Name: "Dana Whitlock", Facts: Facts{Name: Named("Edge Sales 201"), State: state, Until: &when, Expiring: 2, Partners: 1}}.In(w.lang)
			if said.Title == "" || said.Sentence == "" || strings.ContainsAny(said.Title+said.Sentence, "{}%") || strings.Contains(said.Sentence, "–") {
				t.Errorf("%s %s: %q, %q", w.lang, key, said.Title, said.Sentence)
			}
		}
	}
}

func TestWhatIsMissingIsNotMadeUp(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		told Told
		in   string
		want string
	}{
		"a colleague of whom nothing may be read": {Told{Kind: TeamCertification, Of: true, Facts: Facts{Name: Named("X"), State: "GRACE", Until: &when}}, "en", "The certification X of a colleague has ended. It still counts until 12 March 2026."},
		"the company's own":                       {Told{Kind: TeamCertification, Facts: Facts{Name: Named("X"), State: "GRACE", Until: &when}}, "de-CH", "Die Zertifizierung X Ihrer Firma ist beendet. Sie zählt noch bis 12. März 2026."},
		"a name by language":                      {Told{Kind: BulkRender, Facts: Facts{Name: map[string]string{"en": "Flyer", "fr": "Dépliant"}, Made: 2, Total: 3}}, "fr-FR", "Votre commande de Dépliant est prête, copies faites : 2 sur 3."},
		"a name in no language of the reader":     {Told{Kind: BulkRender, Facts: Facts{Name: map[string]string{"en": "Flyer", "ja": "x"}, Made: 2, Total: 3}}, "pt", "Your order of Flyer is done: 2 of 3 copies are there."},
		"a name that looks like one of our marks": {Told{Kind: BulkRender, Facts: Facts{Name: Named("{day}"), Made: 2, Total: 3}}, "xx-not-a-locale", "Your order of {day} is done: 2 of 3 copies are there."},
	} {
		if got := tt.told.In(tt.in).Sentence; got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestADayIsOneMail(t *testing.T) {
	t.Parallel()
	got := bundle([]wanted{{"1", "dana", Instant}, {"2", "dana", Instant}, {"3", "dana", Daily}, {"4", "dana", Daily}, {"5", "eve", Daily}})
	var sizes []int
	for _, o := range got {
		sizes = append(sizes, len(o.notices))
	}
	if !slices.Equal(sizes, []int{1, 1, 2, 1}) {
		t.Errorf("mails of %v notices", sizes)
	}
	many := make([]wanted, batch)
	for i := range many {
		many[i] = wanted{ID: "x", PersonID: "dana", Delivery: Daily}
	}
	many[batch-1].PersonID = "eve"
	if got := bundle(many); len(got) != 1 || got[0].to != "dana" {
		t.Errorf("%d mails: the last person's day may not be over", len(got))
	}
}

func TestTheDayEndsAtSix(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{"2026-03-12T05:59:59Z": "2026-03-11T06:00:00Z", "2026-03-12T06:00:00Z": "2026-03-12T06:00:00Z", "2026-03-12T23:00:00+01:00": "2026-03-12T06:00:00Z"} {
		now, err := time.Parse(time.RFC3339, at)
		if got := dayEnd(now).Format(time.RFC3339); err != nil || got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

func TestAMailEscapesWhatPeopleAreCalled(t *testing.T) {
	t.Parallel()
	s := &Service{cfg: Config{From: "V & W", Portal: "https://p.example", Leave: "https://p.example/unsubscribe/"}}
	m := s.write(&letter{ID: "1", Name: "<b>Dana</b>", Locale: "fr", told: []Told{{Kind: BulkRender, Facts: Facts{Name: Named("<script>x</script>")}}}})
	if strings.Contains(m.HTML, "<script>") || strings.Contains(m.HTML, "<b>") || !strings.Contains(m.Text, "<script>") {
		t.Errorf("%s", m.HTML)
	}
}
