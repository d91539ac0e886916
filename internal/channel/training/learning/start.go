package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Start begins a course for the person who asks, in the version that is
// published. Who was assigned it begins that enrollment; anybody else enrolls.
// Starting again what is started is harmless.
func (s *Service) Start(ctx context.Context, id course.ID) (*Enrollment, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Enrollment, error) {
		who := member.ID(tx.Actor().Person)
		if err := lockLearner(ctx, tx, who); err != nil {
			return nil, err
		}
		e, err := openCourse(ctx, &tx.View, who, id)
		if err == nil && e.VersionID != nil {
			tx.Record(audit.Entry{Outcome: audit.Done, Kind: "enrollment", ID: string(e.ID), Detail: map[string]string{"act": "again"}})
			return e, nil
		}
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return nil, err
		}
		o, err := offered(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		save := saveEnrollment
		if e.ID == "" {
			e, save = enrolls(tx, who, id), insertEnrollment
		}
		e.begin(tx, o)
		tx.Record(audit.Changed("enrollment", string(e.ID), Assigned, e.State))
		return e, tx.Widen(ctx, "a course that the learner may take is begun", func() error { return save(ctx, tx, e) })
	})
}

// offered is the course as it is published, if the asker may begin it.
func offered(ctx context.Context, tx *gate.Tx, id course.ID) (*offer, error) {
	offers, err := offersOf(ctx, &tx.View, []string{string(id)})
	if err != nil {
		return nil, err
	}
	if len(offers) == 0 {
		_, err := publishedVersion(ctx, &tx.View, id)
		return nil, err
	}
	f, err := factsOfAsker(ctx, &tx.View, "")
	if err != nil {
		return nil, err
	}
	if err := label(ctx, &tx.View, offers, f); err != nil {
		return nil, err
	}
	d, err := offers[0].decide(f)
	if err != nil {
		return nil, err
	}
	return offers[0], mayBegin(d)
}

func enrolls(tx *gate.Tx, who member.ID, id course.ID) *Enrollment {
	return &Enrollment{ID: ID(ids.New()), PartnerID: partner.ID(tx.Actor().Partner), PersonID: who, CourseID: &id, State: Assigned, Source: BySelf, AssignedAt: tx.Now()}
}

// begin fixes the version that is to be finished.
func (e *Enrollment) begin(tx *gate.Tx, o *offer) {
	now := tx.Now()
	e.VersionID, e.Lessons, e.LessonsDone, e.StartedAt = &o.VersionID, o.Lessons, 0, &now
	e.State = e.running(now)
}

// Restart takes a running course in the version that is published now. What was
// done in the old one is not carried over: its lessons are others.
func (s *Service) Restart(ctx context.Context, id ID) (*Enrollment, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Enrollment, error) {
		e, err := own(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if e.CourseID == nil || e.VersionID == nil || !e.State.Open() {
			return nil, fault.Coded(fault.Conflict, "ENROLLMENT_STATE", "Only a course that is running can be restarted. Start it instead.")
		}
		o, err := offered(ctx, tx, *e.CourseID)
		if err != nil {
			return nil, err
		}
		if o.VersionID == *e.VersionID {
			return nil, fault.Coded(fault.Conflict, "NOTHING_NEWER", "You are taking the newest version already. Go on with it.")
		}
		e.begin(tx, o)
		tx.Record(audit.Changed("enrollment", string(e.ID), "restarted", o.VersionID))
		return e, tx.Widen(ctx, "a newer version is begun", func() error { return saveEnrollment(ctx, tx, e) })
	})
}

// own is an enrollment of the person who asks, held until the end of the unit
// of work. That of a colleague answers like one that does not exist.
func own(ctx context.Context, tx *gate.Tx, id ID) (*Enrollment, error) {
	if err := lockLearner(ctx, tx, member.ID(tx.Actor().Person)); err != nil {
		return nil, err
	}
	e, err := enrollmentByID(ctx, &tx.View, id)
	if err == nil && string(e.PersonID) != tx.Actor().Person {
		err = gate.Absent()
	}
	return e, err
}
