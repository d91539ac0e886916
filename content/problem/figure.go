package problem

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// figures are the data of a problem and the language in which they are written.
type figures struct {
	data     map[string]any
	language string
}

// marks are how a language writes numbers: between thousands, and before the
// decimals.
var marks = map[string]struct{ thousands, decimal string }{
	"en": {",", "."}, "de": {".", ","}, "fr": {"\u202f", ","},
}

// figure writes a value. The forms are: percent (of a share), length (in the
// unit that "unitsPerInch" among the figures tells), ratio (three digits), tenth
// (one decimal), quote, plain (a number without marks), word (of our own, looked
// up in the language).
func (f figures) figure(v any, form string) string {
	n, number := asNumber(v)
	switch {
	case form == "percent":
		return f.rounded(100*n, 0) + "\u00a0%"
	case form == "length":
		per, _ := asNumber(f.data["unitsPerInch"])
		return Length(n, per, f.language)
	case form == "ratio":
		return f.digits(strconv.FormatFloat(n, 'g', 3, 64))
	case form == "tenth":
		return f.rounded(n, 1)
	case form == "quote":
		return quoted(fmt.Sprint(v), f.language)
	case form == "word":
		return word(fmt.Sprint(v), f.language)
	case number && form != "plain":
		return f.rounded(n, 6)
	}
	return fmt.Sprint(v)
}

// asNumber reads any number; data that was stored comes back as float64.
func asNumber(v any) (float64, bool) {
	switch n := v.(type) {
	case int:
		return float64(n), true
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// rounded writes a number with at most so many decimals, and marks between its
// thousands.
func (f figures) rounded(v float64, decimals int) string {
	k := math.Pow10(decimals)
	return f.digits(strconv.FormatFloat(math.Round(v*k)/k, 'f', -1, 64))
}

func (f figures) digits(s string) string {
	m := marks[f.language]
	whole, rest, fraction := strings.Cut(s, ".")
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + m.thousands + whole[at:]
	}
	if fraction {
		whole += m.decimal + rest
	}
	return whole
}

// Length is a length in words: millimetres or centimetres on pages, pixels on
// pictures, where an inch is one unit.
func Length(v, unitsPerInch float64, language string) string {
	f := figures{language: language}
	if unitsPerInch == 1 {
		return f.rounded(v, 0) + " px"
	}
	switch mm := v / unitsPerInch * 25.4; {
	case mm >= 100:
		return f.rounded(mm/10, 0) + " cm"
	case mm >= 10:
		return f.rounded(mm, 0) + " mm"
	default:
		return f.rounded(mm, 2) + " mm"
	}
}

func quoted(s, language string) string {
	switch language {
	case "de":
		return "„" + s + "“"
	case "fr":
		return "«\u00a0" + s + "\u00a0»"
	}
	return strconv.Quote(s)
}

// word translates a word of ours; colours may be light or dark.
func word(s, language string) string {
	if t, ok := vocabulary[language][s]; ok {
		return t
	}
	for _, shade := range []string{"light ", "dark "} {
		hue, found := strings.CutPrefix(s, shade)
		t, known := vocabulary[language][hue]
		if !found || !known {
			continue
		}
		if language == "de" {
			return vocabulary["de"][shade] + t
		}
		return t + " " + vocabulary[language][shade]
	}
	return s
}

// vocabulary are the words that figures may be.
var vocabulary = map[string]map[string]string{
	"de": {
		"white": "weiß", "black": "schwarz", "grey": "grau", "red": "rot", "orange": "orange", "yellow": "gelb", "green": "grün",
		"turquoise": "türkis", "blue": "blau", "purple": "violett", "pink": "rosa", "light ": "hell", "dark ": "dunkel",
		"light": "hell", "dark": "dunkel", "of middle brightness": "mittelhell", "both light and dark": "hell und dunkel zugleich",
		"of unknown colour": "von unbekannter Farbe", "white version": "weiße Version", "dark version": "dunkle Version",
		"square or stacked": "quadratische oder zweizeilige", "wide": "breite",
		"elements": "Elemente", "levels of nesting": "Ebenen", "operations": "Arbeitsschritte", "references": "Verweise", "segments": "Linien und Kurven",
		"bytes of bitmaps": "Bytes Bitmaps", "groups in groups": "Gruppen in Gruppen", "layers over the whole picture": "Lagen über dem ganzen Bild",
		"a link that runs code": "ein Link, der Code ausführt",
		"HEIC or AVIF":          "HEIC oder AVIF", "EPS or PostScript": "EPS oder PostScript", "icon (ICO)": "Icon (ICO)",
		"compressed (gzip)": "komprimiert (gzip)", "ZIP or Office": "ZIP oder Office", "old Office": "Office (alt)", "web page": "Webseite",
	},
	"fr": {
		"white": "blanc", "black": "noir", "grey": "gris", "red": "rouge", "orange": "orange", "yellow": "jaune", "green": "vert",
		"turquoise": "turquoise", "blue": "bleu", "purple": "violet", "pink": "rose", "light ": "clair", "dark ": "foncé",
		"light": "clair", "dark": "foncé", "of middle brightness": "de luminosité moyenne", "both light and dark": "clair et foncé à la fois",
		"of unknown colour": "de couleur inconnue", "white version": "version blanche", "dark version": "version foncée",
		"square or stacked": "carrée ou superposée", "wide": "large",
		"elements": "éléments", "levels of nesting": "niveaux", "operations": "opérations", "references": "références", "segments": "lignes et courbes",
		"bytes of bitmaps": "octets d’images", "groups in groups": "groupes imbriqués", "layers over the whole picture": "couches sur toute l’image",
		"a link that runs code": "un lien qui exécute du code",
		"HEIC or AVIF":          "HEIC ou AVIF", "EPS or PostScript": "EPS ou PostScript", "icon (ICO)": "icône (ICO)",
		"compressed (gzip)": "compressé (gzip)", "ZIP or Office": "ZIP ou Office", "old Office": "Office (ancien)", "web page": "page web",
	},
}
