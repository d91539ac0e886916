package content

import "testing"

func TestDaysAreWrittenAsTheLanguageDoes(t *testing.T) {
	t.Parallel()
	for language, want := range map[string]string{
		"en": "5 March 2027", "de-AT": "5. März 2027", "fr": "5 mars 2027", "ar": "5 مارس 2027", "ja": "2027年3月5日", "ko": "2027년 3월 5일", "xx": "2027-03-05",
	} {
		if got := longDate("2027-03-05", "long", language); got != want {
			t.Errorf("in %s the day is %q, want %q", language, got, want)
		}
	}
}
