package content

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/spec"
	"golang.org/x/net/idna"
)

// checkType refuses values that are not what their field says.
func (w *work) checkType(where, name string, f spec.Field, text string) {
	switch f.Type {
	case spec.FieldPhone:
		w.checkPhone(where, f, text)
	case spec.FieldEmail:
		w.checkEmail(where, f, text)
	case spec.FieldURL, spec.FieldTracking:
		w.checkURL(where, f, text)
	case spec.FieldDate:
		w.checkDate(where, f, strings.TrimSpace(w.job.Input[name]))
	}
}

var phone = regexp.MustCompile(`^\+?[0-9][0-9 ()/.\-]{2,30}$|^\([0-9 ]+\)[0-9 ()/.\-]{2,30}$`)

func (w *work) checkPhone(where string, f spec.Field, text string) {
	switch {
	case !phone.MatchString(text):
		w.say(where, "FIELD_PHONE", fmt.Sprintf("%q is not a telephone number.", text), "Write it as +49 30 123456.")
	case f.Format != "" && !strings.HasPrefix(text, "+"):
		w.say(where, "FIELD_PHONE", fmt.Sprintf("%q has no country code.", text), "Begin it with + and the country code, as +49 30 123456.")
	}
}

func (w *work) checkEmail(where string, f spec.Field, text string) {
	host, ok := emailHost(text)
	if !ok {
		w.say(where, "FIELD_EMAIL", fmt.Sprintf("%q is not an e-mail address.", text), "Write it as name@company.example.")
		return
	}
	w.checkDomain(where, f, host)
}

func emailHost(text string) (string, bool) {
	a, err := mail.ParseAddress(text)
	if err != nil || a.Address != text || len(text) > 254 {
		return "", false
	}
	_, host, _ := strings.Cut(text, "@")
	return host, strings.Contains(host, ".") && !strings.ContainsAny(text, " \"<>?&#%")
}

func (w *work) checkURL(where string, f spec.Field, text string) {
	u, ok := addressOf(f, text)
	if !ok {
		w.say(where, "FIELD_URL", fmt.Sprintf("%q is not a web address.", text), "Write it as https://www.company.example.")
		return
	}
	w.checkDomain(where, f, u.Hostname())
}

var hostName = regexp.MustCompile(`^([\pL\pN]([\pL\pN-]*[\pL\pN])?\.)+[\pL][\pL\pN-]*[\pL\pN]$`)

// addressOf reads the address in a field. The one of a certificate is the
// server's own and not a partner's: a trial on one machine has no name.
func addressOf(f spec.Field, text string) (*url.URL, bool) {
	if f.Edit != "locked" || !strings.HasPrefix(f.Source, "certificate.") {
		return webAddress(text)
	}
	u, err := url.Parse(text)
	return u, err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// webAddress reads an address as people write it; without a scheme it is https.
func webAddress(text string) (*url.URL, bool) {
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || len(text) > 2000 || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return nil, false
	}
	if !hostName.MatchString(u.Hostname()) || strings.ContainsAny(text, " <>\"\\^`{|}") {
		return nil, false
	}
	return plainHost(u)
}

// plainHost writes a name such as bücher.example as readers and cameras need it.
func plainHost(u *url.URL) (*url.URL, bool) {
	host, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil {
		return nil, false
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	return u, true
}

// checkDomain holds addresses to the domains that the partner has proved to own,
// where the job knows them.
func (w *work) checkDomain(where string, f spec.Field, host string) {
	known := strings.FieldsFunc(w.job.Values[f.Domains], func(r rune) bool { return r == ',' || r == ' ' })
	if f.Domains == "" || len(known) == 0 {
		return
	}
	host = strings.ToLower(host)
	for _, d := range known {
		if d = strings.ToLower(d); host == d || strings.HasSuffix(host, "."+d) {
			return
		}
	}
	w.say(where, "FIELD_DOMAIN", fmt.Sprintf("%s is not one of your verified domains.", host), "Use an address of "+strings.Join(known, " or ")+", or have the domain verified.")
}

func (w *work) checkDate(where string, f spec.Field, written string) {
	if written == "" {
		return
	}
	d, err := time.Parse(time.DateOnly, written)
	now := w.job.Facts.Now
	switch {
	case err != nil:
		w.say(where, "FIELD_DATE", fmt.Sprintf("%q is not a date.", written), "Write it as 2027-03-31.")
	case f.NotBefore == "today" && !now.IsZero() && d.Before(now.UTC().Truncate(24*time.Hour)):
		w.say(where, "FIELD_DATE", fmt.Sprintf("%s is over.", written), "Choose today or a later day.")
	}
}

var months = map[string][12]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	"ar": {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
}

// numbered are languages that write a day in numbers: year, month, day.
var numbered = map[string]string{"ja": "%d年%d月%d日", "zh": "%d年%d月%d日", "ko": "%d년 %d월 %d일"}

// longDate writes a day as the language does; other languages get 2027-03-31.
func longDate(text, style, language string) string {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil || style == "iso" {
		return text
	}
	if form, ok := numbered[language[:min(2, len(language))]]; ok {
		return fmt.Sprintf(form, d.Year(), d.Month(), d.Day())
	}
	names, ok := months[language[:min(2, len(language))]]
	if !ok {
		return text
	}
	month := names[d.Month()-1]
	if language[:2] == "de" {
		return fmt.Sprintf("%d. %s %d", d.Day(), month, d.Year())
	}
	return fmt.Sprintf("%d %s %d", d.Day(), month, d.Year())
}
