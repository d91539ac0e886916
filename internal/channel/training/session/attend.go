package session

import (
	"context"
	"fmt"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Mark is what is reported of one registration.
type Mark struct {
	ID RegistrationID
	Result
}

// mostMarks is how many people one report may speak of.
const mostMarks = 500

// Record reports who was there and with which result, all of it or nothing.
// Again, it corrects: what was verified is to be verified anew, unless the
// reporter's word is enough, and what it brought is taken back.
func (s *Service) Record(ctx context.Context, id ID, marks []Mark) (*Session, error) {
	return gate.Write(ctx, s.gate, hold, func(tx *gate.Tx) (*Session, error) {
		if len(marks) == 0 || len(marks) > mostMarks {
			return nil, fault.Field(fault.Invalid, "marks", "TOO_MANY", "Report 1 to %d people at a time; these are %d.", mostMarks, len(marks))
		}
		n, err := held(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if n.State != Held {
			return nil, stateFault("Attendance is recorded while a session is HELD; this one is %s.", n.State)
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "training_session", ID: string(id), Detail: map[string]any{"act": "report", "people": len(marks)}})
		return n, tx.Widen(ctx, "attendance is recorded", func() error { return s.recordAll(ctx, tx, n, marks) })
	})
}

func (s *Service) recordAll(ctx context.Context, tx *gate.Tx, n *Session, marks []Mark) error {
	trusted, err := Trusted(ctx, &tx.View, n.HolderID)
	if err != nil {
		return err
	}
	found, err := registrationsOf(ctx, &tx.View, n.ID, marks)
	if err != nil {
		return err
	}
	if err := sound(marks, found); err != nil {
		return err
	}
	for _, m := range marks {
		if err := s.record(ctx, tx, n, found[m.ID], m.Result, trusted); err != nil {
			return err
		}
	}
	return nil
}

// sound lists everything that is wrong with a report.
func sound(marks []Mark, found map[RegistrationID]*Registration) error {
	var no []*fault.Error
	seen := map[RegistrationID]bool{}
	for i, m := range marks {
		at := func(code, text string) {
			no = append(no, fault.Field(fault.Invalid, fmt.Sprintf("marks.%d", i), code, "%s", text))
		}
		r := found[m.ID]
		switch {
		case r == nil || r.State != "REGISTERED":
			at("NOT_REGISTERED", "Nobody has this seat in this session. Put the person on the list first.")
		case seen[m.ID]:
			at("TWICE", "This registration is named twice. Report each person once.")
		case m.Attendance == nil:
			at("REQUIRED", "Say ATTENDED or ABSENT.")
		case *m.Attendance == Absent && (m.Score != nil || m.Passed != nil):
			at("ABSENT_WITH_RESULT", "Who was absent has no result. Leave score and passed out.")
		case m.Score != nil && !(*m.Score >= 0 && *m.Score <= 100):
			at("SCORE", "Give the score in percent, 0 to 100.")
		}
		seen[m.ID] = true
	}
	return fault.Join(no...)
}

func (s *Service) record(ctx context.Context, tx *gate.Tx, n *Session, r *Registration, to Result, trusted bool) error {
	if r.same(to) {
		return nil
	}
	v := Reported
	if trusted {
		v = Verified
	}
	was, now := r.standing(), tx.Now()
	keeps := trusted && to.earns() && r.earned()
	if !keeps {
		if err := s.withdraw(ctx, tx, r, "The attendance at the session was corrected."); err != nil {
			return err
		}
	}
	r.Result, r.Verification = to, nil
	if *to.Attendance == Attended {
		r.Verification = &v
	}
	r.ReportedBy, r.ReportedAt, r.DecidedBy, r.DecidedAt, r.DecidedWhy = filled(tx.Actor().Person), &now, nil, nil, nil
	if trusted && !keeps {
		if err := s.credit(ctx, tx, n, r); err != nil {
			return err
		}
	}
	tx.Record(r.changed(was))
	return saveRegistration(ctx, tx, r)
}

// earns tells whether a result is worth a completion: a class without a test is
// passed by being there.
func (r Result) earns() bool {
	return r.Attendance != nil && *r.Attendance == Attended && (r.Passed == nil || *r.Passed)
}

func (r *Registration) earned() bool {
	return r.Verification != nil && *r.Verification == Verified && r.earns()
}

// same tells whether a report says nothing new. A rejected one does: it asks
// for another decision.
func (r *Registration) same(to Result) bool {
	return r.Attendance != nil && *r.Attendance == *to.Attendance && equal(r.Score, to.Score) && equal(r.Passed, to.Passed) &&
		(r.Verification == nil || *r.Verification != Rejected)
}

func equal[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// standing is what the trail keeps of a registration.
func (r *Registration) standing() map[string]any {
	return map[string]any{"attendance": r.Attendance, "score": r.Score, "passed": r.Passed, "verification": r.Verification,
		"reportedBy": r.ReportedBy, "decidedBy": r.DecidedBy, "why": r.DecidedWhy, "completion": r.CompletionID, "lesson": r.LessonID}
}

func (r *Registration) changed(was map[string]any) audit.Entry {
	e := audit.Changed("session_registration", string(r.ID), was, r.standing())
	e.Partner = string(r.PartnerID)
	return e
}

// credit gives what a verified attendance brings.
func (s *Service) credit(ctx context.Context, tx *gate.Tx, n *Session, r *Registration) error {
	if !r.earned() {
		return nil
	}
	in := learning.Attended{PersonID: r.PersonID, PartnerID: r.PartnerID, CourseID: n.CourseID, At: n.EndsAt}
	if n.LessonKey != nil {
		in.LessonKey = *n.LessonKey
	}
	g, err := s.learning.Attend(ctx, tx, in)
	r.CompletionID, r.EnrollmentID, r.LessonID = g.Completion, g.Enrollment, g.Lesson
	return err
}

// withdraw takes back what an attendance brought.
func (s *Service) withdraw(ctx context.Context, tx *gate.Tx, r *Registration, why string) error {
	g := learning.Given{Completion: r.CompletionID, Enrollment: r.EnrollmentID, Lesson: r.LessonID}
	r.CompletionID, r.EnrollmentID, r.LessonID = nil, nil, nil
	if g.Completion == nil && g.Lesson == nil {
		return nil
	}
	return s.learning.Withdraw(ctx, tx, r.PersonID, g, why)
}

// Decision is what the vendor says of reports.
type Decision struct {
	Of     []RegistrationID
	Holds  bool
	Reason string // why it does not
}

// Decide verifies reports, or rejects them: all of those named, or none. What
// was verified can be rejected later, which takes back what it brought. It tells
// how many there were.
func (s *Service) Decide(ctx context.Context, d Decision) (*int, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingVerify}, func(tx *gate.Tx) (*int, error) {
		if len(d.Of) == 0 || len(d.Of) > mostMarks {
			return nil, fault.Field(fault.Invalid, "registrationIds", "TOO_MANY", "Decide on 1 to %d reports at a time; these are %d.", mostMarks, len(d.Of))
		}
		if !d.Holds {
			if err := reasoned(d.Reason); err != nil {
				return nil, err
			}
		}
		all, err := lockRegistrations(ctx, tx, d.Of)
		if err != nil {
			return nil, err
		}
		if len(all) != len(d.Of) {
			return nil, gate.Absent()
		}
		if err := decidable(tx, d, all); err != nil {
			return nil, err
		}
		for _, r := range all {
			if err := s.decide(ctx, tx, r, d); err != nil {
				return nil, err
			}
		}
		n := len(all)
		return &n, nil
	})
}

// decidable lists everything that stands in the way of a decision.
func decidable(tx *gate.Tx, d Decision, all []*Registration) error {
	var no []*fault.Error
	for _, r := range all {
		switch {
		case d.Holds && (r.Verification == nil || *r.Verification != Reported):
			no = append(no, fault.Field(fault.Conflict, "registrationIds", "NOTHING_TO_VERIFY", "Nothing waits to be verified of %s. Who holds the session reports again what was rejected.", r.Name))
		case d.Holds && r.ReportedBy != nil && *r.ReportedBy == tx.Actor().Person:
			no = append(no, fault.Field(fault.Conflict, "registrationIds", "OWN_REPORT", "You reported %s yourself. Somebody else has to verify that.", r.Name))
		case !d.Holds && (r.Verification == nil || *r.Verification == Rejected):
			no = append(no, fault.Field(fault.Conflict, "registrationIds", "NOTHING_TO_REJECT", "Of %s no attendance is reported that could be rejected.", r.Name))
		}
	}
	return fault.Join(no...)
}

func (s *Service) decide(ctx context.Context, tx *gate.Tx, r *Registration, d Decision) error {
	was, now, v := r.standing(), tx.Now(), Verified
	if !d.Holds {
		v = Rejected
		r.DecidedWhy = &d.Reason
		if err := s.withdraw(ctx, tx, r, d.Reason); err != nil {
			return err
		}
	}
	r.Verification, r.DecidedBy, r.DecidedAt = &v, filled(tx.Actor().Person), &now
	n, err := sessionByID(ctx, &tx.View, r.SessionID)
	if err == nil {
		err = s.credit(ctx, tx, n, r)
	}
	if err != nil {
		return err
	}
	tx.Record(r.changed(was))
	return saveRegistration(ctx, tx, r)
}
