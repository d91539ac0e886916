package problem

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// Every kind is said in all languages, with the same figures. Only {cause}, the
// words of a program that reads files, is for those who read English.
func TestAllLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	for language, words := range catalogues {
		if language == "en" {
			continue
		}
		for kind, w := range english {
			other, ok := words[kind]
			if !ok {
				t.Errorf("%s: %s has no words", language, kind)
				continue
			}
			for _, pair := range [][2]string{{w.Message, other.Message}, {w.Fix, other.Fix}} {
				if (pair[0] == "") != (pair[1] == "") || names(strings.ReplaceAll(pair[0], "{cause}", "")) != names(pair[1]) {
					t.Errorf("%s: %s has %q, English %q", language, kind, names(pair[1]), names(pair[0]))
				}
			}
		}
		for kind := range words {
			if _, ok := english[kind]; !ok {
				t.Errorf("%s: %s is not known in English", language, kind)
			}
		}
	}
}

// names are the figures of a sentence, in order of their names.
func names(sentence string) string {
	set := map[string]bool{}
	for _, m := range slots.FindAllString(sentence, -1) {
		set[m] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(set)), " ")
}

func TestEveryKindHasAMessageAndARepair(t *testing.T) {
	t.Parallel()
	for language, words := range catalogues {
		for kind := range words {
			code, variant, _ := strings.Cut(kind, " ")
			p := Problem{Code: code, Data: map[string]any{"case": variant}}.In(language)
			if p.Message == "" || p.Fix == "" {
				t.Errorf("%s: %s: %q %q", language, kind, p.Message, p.Fix)
			}
		}
	}
}

func TestFiguresAreWrittenAsTheLanguageDoes(t *testing.T) {
	t.Parallel()
	low := Say("LOGO_LOW_RESOLUTION", "blocked", Error, "", map[string]any{"pixelWidth": 412, "width": 8.5 / 2.54 * 72, "unitsPerInch": 72.0, "needPixels": 1221, "wantPixels": 2442})
	contrast := Say("LOGO_LOW_CONTRAST", "accepted", Warning, "", map[string]any{"lost": 0.385, "min": 2.5, "background": "light", "counterpart": "dark version"})
	dark := Say("LOGO_LOW_CONTRAST", "", Error, "", map[string]any{"logoColor": "dark blue", "background": "dark", "counterpart": "white version"})
	text := Say("SVG_TEXT", "", Error, "", map[string]any{"what": "Acme"})
	gif := Say("LOGO_TYPE", "gif", Error, "", map[string]any{"type": "GIF", "extension": "png"})
	for _, tt := range []struct {
		p        Problem
		language string
		want     string
	}{
		{low, "en", "Your logo is 412 px wide. It is shown here 85 mm wide, which needs at least 1,221 px."},
		{low, "de-AT", "Ihr Logo ist 412 px breit. Hier wird es 85 mm breit gezeigt; dafür sind mindestens 1.221 px nötig."},
		{low, "fr", "Votre logo fait 412 px de large. Il est montré ici sur 85 mm ; il faut pour cela au moins 1\u202f221 px."},
		{contrast, "en", "39\u00a0% of your logo stands out by less than 2.5:1 from the light background here."},
		{contrast, "de", "39\u00a0% Ihres Logos heben sich um weniger als 2,5:1 vom Hintergrund ab (er ist hier hell)."},
		{dark, "en", "Your logo is dark blue and the background here is dark: it can hardly be seen."},
		{dark, "de", "Ihr Logo ist dunkelblau, und der Hintergrund ist hier dunkel: Es ist kaum zu sehen."},
		{dark, "fr", "Votre logo est bleu foncé et le fond est ici foncé : on le voit à peine."},
		{text, "en", `The drawing holds text ("Acme"), whose font is not in the file.`},
		{text, "de", "Die Zeichnung enthält Text („Acme“), dessen Schrift nicht in der Datei ist."},
		{gif, "en", "The file is a GIF file, which is not accepted; accepted are SVG, PDF, Illustrator (saved with PDF content), PNG, JPEG and WebP. Its name ends in .png, but the content decides."},
		{text, "pt", `The drawing holds text ("Acme"), whose font is not in the file.`},
	} {
		if got := tt.p.In(tt.language).Message; got != tt.want {
			t.Errorf("%s in %s:\n%s, want\n%s", tt.p.Code, tt.language, got, tt.want)
		}
	}
}

// What was stored can be said in another language later.
func TestAStoredProblemSpeaksEveryLanguage(t *testing.T) {
	t.Parallel()
	p := Say("LOGO_TOO_LARGE", "pixels", Error, "a.png", map[string]any{"have": 41_000_000, "most": 40_000_000})
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var again Problem
	if err := json.Unmarshal(raw, &again); err != nil {
		t.Fatal(err)
	}
	if got := again.In("de").Message; got != "Die Datei hat 41.000.000 Pixel; höchstens 40.000.000 werden angenommen." {
		t.Error(got)
	}
	if got := (Problem{Code: "TEXT_OVERFLOW", Message: "as it is"}).In("de").Message; got != "as it is" {
		t.Errorf("a kind without words became %q", got)
	}
}
