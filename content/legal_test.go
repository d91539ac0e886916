package content_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/rule"
)

// Clauses come by the partner's territories and the language of the copy, in
// the order of the manifest; one that may apply is printed.
func TestClausesByTerritoryAndLanguage(t *testing.T) {
	t.Parallel()
	tpl := open(t, folder())
	tests := map[string]struct {
		territories rule.Value
		language    string
		want, not   string
	}{
		"in Germany, in English":     {rule.Words("DE"), "en", "Veldmark is a trademark. Energy class A for Müller & Söhne GmbH.", "Energieklasse"},
		"in Germany, in German":      {rule.Words("DE"), "de", "Veldmark ist eine Marke. Energieklasse A bei Müller & Söhne GmbH.", "Energy"},
		"in Austria, as in Germany":  {rule.Words("FR"), "de-AT", "Veldmark ist eine Marke. Energieklasse A", "Energy"},
		"in the United States":       {rule.Words("US"), "en", "Veldmark is a trademark.", "Energy"},
		"where nobody knows, rather": {rule.Value{}, "en", "Veldmark is a trademark. Energy class A", "Energieklasse"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			job := gold(t)
			job.Language = tt.language
			job.Facts = job.Facts.With("partner.territories", tt.territories)
			out, found := render(t, tpl, job)
			if found.Blocking() {
				t.Fatal(found)
			}
			source, _ := tpl.Source(out.Source.SHA256)
			text := strings.Join(strings.Fields(pdfText(t, append(bytes.Clone(source), out.Bytes...))), " ")
			if !strings.Contains(text, tt.want) || strings.Contains(text, tt.not) {
				t.Errorf("want %q and not %q in:\n%s", tt.want, tt.not, text)
			}
		})
	}
}
