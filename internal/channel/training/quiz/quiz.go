package quiz

import (
	"encoding/json"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/portico-prm/portico/internal/base/fault"
)

// ID names a quiz, VersionID an edition of it.
type (
	ID         string
	VersionID  string
	PoolID     string
	QuestionID string
)

// State is where a version stands.
type State string

// The states of a version.
const (
	Draft     State = "DRAFT"
	Published State = "PUBLISHED"
	Retired   State = "RETIRED"
)

// Review is when a learner may see the right answers of an ended attempt.
type Review string

// The review policies.
const (
	Never       Review = "NEVER"
	AfterSubmit Review = "AFTER_SUBMIT"
	AfterPass   Review = "AFTER_PASS"
	AfterClose  Review = "AFTER_CLOSE" // of the quiz, for everybody
)

// Version is one edition of a quiz, without its questions.
type Version struct {
	ID               VersionID  `db:"id"`
	QuizID           ID         `db:"quiz_id"`
	Key              string     `db:"key"`
	Number           int        `db:"number"`
	State            State      `db:"state"`
	Locale           string     `db:"locale"`
	PassPercent      float64    `db:"pass_percent"`
	MaxAttempts      *int       `db:"max_attempts"`
	CoolDownMinutes  int        `db:"cool_down_minutes"`
	TimeLimitSeconds *int       `db:"time_limit_seconds"`
	GraceSeconds     int        `db:"grace_seconds"`
	ClosesAt         *time.Time `db:"closes_at"`
	Review           Review     `db:"review"`
	Mixed            bool       `db:"mixed"`
	Standalone       bool       `db:"standalone"`
}

// Texts are a text by locale.
type Texts map[string]string

// json is the texts as the database keeps them.
func (t Texts) json() string {
	if t == nil {
		t = Texts{}
	}
	raw, _ := json.Marshal(t) // texts only: cannot fail
	return string(raw)
}

// Settings are what an author says of a quiz beside its questions.
type Settings struct {
	Locale           string
	Title, Intro     Texts
	PassPercent      float64
	MaxAttempts      *int // nil: any number
	CoolDownMinutes  int
	TimeLimitSeconds *int // nil: no limit
	GraceSeconds     int
	ClosesAt         *time.Time
	Review           Review
	Mixed            bool // questions come in another order each time
	Standalone       bool // may be taken outside of a course
}

// Usual are the settings that an author need not think about.
var Usual = Settings{PassPercent: 80, GraceSeconds: 15, Review: AfterPass, Mixed: true}

var keyForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Validate says everything that is wrong with the settings.
func (s Settings) Validate() error {
	return fault.Join(
		need(s.Locale != "" && known(s.Locale), "locale", "LOCALE", "Give the language as a code, such as de or pt-BR."),
		need(s.Title[s.Locale] != "", "title", "REQUIRED", "Give a title in the quiz's own language, %q.", s.Locale),
		need(s.Title.fit(200) && s.Intro.fit(10_000), "title", "TEXT_LENGTH", "A title has 1 to 200 characters and an introduction at most 10,000, in at most 50 languages by their codes."),
		need(s.PassPercent > 0 && s.PassPercent <= 100, "passPercent", "PASS_MARK", "The pass mark lies above 0 and at most at 100 percent."),
		need(within(s.MaxAttempts, 1, 100), "maxAttempts", "ATTEMPTS", "Allow 1 to 100 attempts, or leave the number out."),
		need(s.CoolDownMinutes >= 0 && s.CoolDownMinutes <= 525_600, "coolDownMinutes", "COOL_DOWN", "The pause between attempts has 0 minutes to a year."),
		need(within(s.TimeLimitSeconds, 10, 86_400), "timeLimitSeconds", "QUIZ_TIME_LIMIT", "A time limit has 10 seconds to a day; or leave it out."),
		need(s.GraceSeconds >= 0 && s.GraceSeconds <= 600, "graceSeconds", "GRACE", "The grace has 0 to 600 seconds."),
		need(slices.Contains([]Review{Never, AfterSubmit, AfterPass, AfterClose}, s.Review), "review", "REVIEW", "The review is NEVER, AFTER_SUBMIT, AFTER_PASS or AFTER_CLOSE."),
		need(s.Review != AfterClose || s.ClosesAt != nil, "closesAt", "REQUIRED", "Say when the quiz closes: the review waits for it."),
	)
}

func need(ok bool, field, code, text string, args ...any) *fault.Error {
	if ok {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, text, args...)
}

func known(locale string) bool {
	_, err := language.Parse(locale)
	return err == nil && len(locale) <= 35
}

func (t Texts) fit(most int) bool {
	for locale, text := range t {
		if !known(locale) || text == "" || utf8.RuneCountInString(text) > most || !utf8.ValidString(text) {
			return false
		}
	}
	return len(t) <= 50
}

// locales are those of the title, in order.
func (s Settings) locales() []string {
	var out []string
	for l := range s.Title {
		out = append(out, l)
	}
	slices.Sort(out)
	return out
}

func within(n *int, least, most int) bool { return n == nil || *n >= least && *n <= most }
