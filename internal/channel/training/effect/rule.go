package effect

import (
	"regexp"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
)

// RuleID names one version of a rule.
type RuleID string

// Cause is what somebody did.
type Cause string

// The causes.
const (
	CourseCompleted Cause = "COURSE_COMPLETED"
	QuizPassed      Cause = "QUIZ_PASSED"
	Certified       Cause = "CERTIFIED"
)

// Kind is what it brings.
type Kind string

// The kinds.
const (
	Points         Kind = "POINTS"
	TierMetric     Kind = "TIER_METRIC"
	RebateMetric   Kind = "REBATE_METRIC"
	MDFEligibility Kind = "MDF_ELIGIBILITY"
	ContentUnlock  Kind = "CONTENT_UNLOCK"
)

// Rule is one version of what a cause brings.
type Rule struct {
	ID         RuleID           `db:"id"`
	Key        string           `db:"key"`
	Version    int              `db:"version"`
	Name       string           `db:"name"`
	Cause      Cause            `db:"cause"`
	Subject    *string          `db:"subject"` // key of the course, quiz or certification; nil for every one
	Kind       Kind             `db:"kind"`
	Target     string           `db:"target"`   // the metric or the flag that is raised
	AssetID    *library.AssetID `db:"asset_id"` // what CONTENT_UNLOCK opens
	Amount     int              `db:"amount"`
	Once       bool             `db:"once"` // the holder has it of one subject once only
	ActiveFrom time.Time        `db:"active_from"`
	EndedAt    *time.Time       `db:"ended_at"`
}

// inForce tells whether the version was in force at a moment.
func (r *Rule) inForce(at time.Time) bool {
	return !r.ActiveFrom.After(at) && (r.EndedAt == nil || r.EndedAt.After(at))
}

// Definition is a rule to be, or the next version of one.
type Definition struct {
	Key, Name string
	Cause     Cause
	Subject   *string
	Kind      Kind
	Target    string
	AssetID   *library.AssetID
	Amount    int
	Once      bool
}

var (
	ruleKey    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	subjectKey = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
)

// maxAmount keeps a slip of the pen from becoming a liability.
const maxAmount = 1_000_000

// check names everything that is to be repaired.
func (d Definition) check() error {
	return fault.Join(
		unless(ruleKey.MatchString(d.Key) && len(d.Key) <= 64, "key", "BAD_KEY", "Give a key of a-z, 0-9 and single hyphens, at most 64."),
		unless(len(d.Name) >= 1 && len(d.Name) <= 200, "name", "REQUIRED", "Give a name of 1 to 200 characters."),
		unless(d.Subject == nil || subjectKey.MatchString(*d.Subject), "subject", "BAD_KEY", "Give the key of a course, a quiz or a certification, or leave it out for every one."),
		unless(d.Amount >= 1 && d.Amount <= maxAmount, "amount", "BAD_AMOUNT", "Give an amount of 1 to 1,000,000."),
		unless((d.Kind == ContentUnlock) == (d.AssetID != nil), "assetId", "UNLOCKS_ONE_ASSET", "Name the asset that CONTENT_UNLOCK opens, and none for any other kind."),
		unless(len(d.Target) <= 200 && (d.Target != "" || d.Kind == Points || d.Kind == ContentUnlock), "target", "REQUIRED", "Name the metric or the flag in 1 to 200 characters."))
}

func unless(right bool, field, code, text string) *fault.Error {
	if right {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, "%s", text)
}

// follow is the rule that a definition makes after the version that was in
// force; last is nil for the first.
func (d Definition) follow(last *Rule, id RuleID, now time.Time) *Rule {
	r := &Rule{ID: id, Key: d.Key, Version: 1, Name: d.Name, Cause: d.Cause, Subject: d.Subject, Kind: d.Kind, Target: d.Target,
		AssetID: d.AssetID, Amount: d.Amount, Once: d.Once, ActiveFrom: now}
	if last != nil {
		r.Version = last.Version + 1
	}
	if d.Kind == ContentUnlock {
		r.Target = string(*d.AssetID) // balances and repeats are told apart by target
	}
	return r
}
