package text_test

import (
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/text"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		in, out, code string
	}{
		"letters are composed":         {"Dvor\u030ca\u0301k", "Dvořák", ""},
		"Vietnamese is composed":       {"Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt", ""},
		"line ends":                    {"a\r\nb\u2028c\td", "a\nb\nc d", ""},
		"direction marks from a phone": {"\u202a+49 421 555\u202c", "+49 421 555", "TEXT_HIDDEN_REMOVED"},
		"reversal is not obeyed":       {"\u202egnp.exe", "gnp.exe", "TEXT_HIDDEN_REMOVED"},
		"zero-width and soft hyphen":   {"a\u200bb\u00adc\ufeff", "abc", "TEXT_HIDDEN_REMOVED"},
		"control characters":           {"a\x00b\x1b[31m", "ab[31m", "TEXT_HIDDEN_REMOVED"},
		"invisible letters":            {"\u3164\u2800", "", "TEXT_HIDDEN_REMOVED"},
		"Persian with its joiner":      {"می\u200cخواهم", "می\u200cخواهم", ""},
		"direction marks in Hebrew":    {"\u200fחברה\u2068x\u2069", "\u200fחברה\u2068x\u2069", ""},
		"reversal of Arabic":           {"\u202eشركة", "شركة", "TEXT_HIDDEN_REMOVED"},
		"a thousand isolates":          {"ש" + strings.Repeat("\u2068", 1000), "ש" + strings.Repeat("\u2068", 500), ""},
		"a joiner between letters":     {"a\u200db", "ab", "TEXT_HIDDEN_REMOVED"},
		"free marks":                   {"x\u0302", "x\u0302", ""},
		"broken bytes":                 {"Gr\xfc\xdfe", "", "TEXT_ENCODING"},
		"Greek, Cyrillic, Han, kana":   {"Ώρα Ёж 株式 カ", "Ώρα Ёж 株式 カ", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, found := text.Clean("company", tt.in)
			if got != tt.out {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.out)
			}
			if tt.code == "" && len(found) > 0 || tt.code != "" && !found.Has(tt.code) {
				t.Errorf("problems %v, want %q", found, tt.code)
			}
		})
	}
}
