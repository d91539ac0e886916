package graph_test

import (
	"encoding/base64"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
)

// treasures are the values that random operations ask with.
type treasures struct {
	ids     map[string][]string // uuids by type
	cursors map[string][]string // by field, as the vendor reads them
	slugs   []string
	words   []string // parts of names and titles
}

// hostile are cursors that no list of ours gave.
var hostile = []string{
	"x", "e30", " ", base64.RawURLEncoding.EncodeToString([]byte(`{"s":"a"}`)),
	page.Key{Sort: "a", ID: "1"}.Cursor(), page.Key{ID: "-7"}.Cursor(), page.Key{ID: "9223372036854775807"}.Cursor(),
	page.Key{Sort: "0000-01-01T00:00:00Z", ID: ids.New()}.Cursor(), page.Key{Sort: "9999-12-31T23:59:59.9999999Z", ID: ids.New()}.Cursor(),
	page.Key{Sort: "2026-11-01T10:00:00+14:00", ID: ids.New()}.Cursor(),
	page.Key{Sort: "\x00", ID: ids.New()}.Cursor(), page.Key{Sort: "D", ID: strings.ToUpper(ids.New())}.Cursor(), page.Key{Sort: "zzz'--", ID: ids.New()}.Cursor(),
}

// value is one for an argument of a field, of a scalar type.
func (s *treasures) value(rnd *rand.Rand, of, name, typ, nodeType string) any {
	switch typ {
	case "Int":
		if name == "first" {
			return some(rnd, []int{1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 5, 5, 5, 6, 7, 7, 8, 9, 10, 10, 10, 20, 20, 20, 100, 100, 100, 0, -1, 101})
		}
		return some(rnd, []int{1, 1, 2, 3, 0, -1})
	case "Float":
		return some(rnd, []float64{0, 1, 2.5, -1, 1000})
	case "Boolean":
		return rnd.IntN(2) == 0
	case "ID":
		return s.id(rnd, of, name, nodeType)
	}
	switch name {
	case "after":
		return s.cursor(rnd, of)
	case "endsBefore":
		return some(rnd, []string{"2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2028-06-01T02:00:00+02:00", "2199-01-01T00:00:00Z"})
	case "language":
		return some(rnd, []string{"en", "de", "fr", "xx", ""})
	case "slug":
		return some(rnd, s.slugs)
	case "country":
		return some(rnd, []string{"DE", "AT", "FR", "de", ""})
	case "search":
		return some(rnd, s.words)
	case "seed":
		return some(rnd, []string{"1", "2", ""})
	case "done":
		return some(rnd, []string{"one", "two", "one", "none"})
	case "partnerType":
		return some(rnd, []string{"RESELLER", "RESELLER", "DISTRIBUTOR_VAD", "none"})
	case "tier":
		return some(rnd, []string{"gold", "silver", "none"})
	case "program":
		return some(rnd, []string{"resale", "distribution", "none"})
	case "key":
		return some(rnd, []string{"quiz-0", "quiz-1", "none", ""})
	case "kind":
		return some(rnd, []string{"cobranding-addendum-2026", "cobranding-addendum-2026", "reseller-terms", "{version}", "none", ""})
	}
	return some(rnd, []string{"", "headline", "web", "print", "x", "Grüße \u2028 \"quoted\" \\ </script>"})
}

// id is mostly one that exists and is of the right type.
func (s *treasures) id(rnd *rand.Rand, of, name, nodeType string) string {
	kind := "Partner"
	switch {
	case name == "templateId":
		kind = "Template"
	case of == "Query.previewCourse":
		kind = "CourseVersion"
	case of == "Query.previewQuiz", of == "Query.markQuizTrial":
		kind = "QuizVersion"
	case name == "versionId":
		kind = "TemplateVersion"
	case of == "Query.node":
		kind = nodeType
	case of == "Query.quiz":
		kind = "Quiz"
	case of == "Query.quizAttempt":
		kind = "QuizAttempt"
	case name == "personId":
		kind = "Person"
	case of == "Query.logoTwins":
		kind = "Logo"
	}
	switch p := rnd.IntN(100); {
	case p < 2 || len(s.ids[kind]) == 0:
		return ids.Global(kind, ids.New())
	case p < 4:
		kinds := []string{"Person", "Partner", "Template", "Query", "AssetFile", "Logo"}
		kind = some(rnd, kinds)
		if len(s.ids[kind]) == 0 {
			return ids.Global(kind, ids.New())
		}
	case p < 6:
		return some(rnd, []string{"", "x", "UGFydG5lcjo", ids.Global(kind, "not-a-uuid")})
	case p < 9:
		return ids.Global(kind, strings.ToUpper(some(rnd, s.ids[kind])))
	}
	return ids.Global(kind, some(rnd, s.ids[kind]))
}

// cursor is mostly one of the same list, now and then one of another or none of ours.
func (s *treasures) cursor(rnd *rand.Rand, of string) string {
	mine := s.cursors[of]
	switch p := rnd.IntN(100); {
	case p < 8:
		return some(rnd, hostile)
	case p < 20 || len(mine) == 0:
		var all []string
		for _, key := range slices.Sorted(maps.Keys(s.cursors)) {
			all = append(all, s.cursors[key]...)
		}
		if len(all) > 0 {
			return some(rnd, all)
		}
		return ""
	}
	return some(rnd, mine)
}

func some[T any](rnd *rand.Rand, list []T) T { return list[rnd.IntN(len(list))] }
