package learning

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// tell puts reminders into the inboxes of the learners.
func tell(ctx context.Context, tx *gate.Tx, all []*Reminder) error {
	names, err := namesOf(ctx, &tx.View, all)
	if err != nil {
		return err
	}
	drafts := make([]notice.Draft, len(all))
	for i, r := range all {
		drafts[i] = notice.Draft{Kind: notice.TrainingDue, To: r.PersonID, Subject: notice.AnEnrollment, ID: string(r.EnrollmentID),
			Cause: fmt.Sprintf("enrollment/%s/%s/%d", r.EnrollmentID, r.Word, r.DueAt.UnixMicro()),
			Facts: notice.Facts{Name: names[r.EnrollmentID], State: string(r.Word), Until: &r.DueAt}}
	}
	return notice.Tell(ctx, tx, drafts...)
}

// A course is named as its newest version that learners know names it.
const enrollmentNames = `
select e.id, coalesce(v.title, k.title)::text as title
from enrollment e
left join curriculum k on k.id = e.curriculum_id
left join lateral (
  select v.title
  from course_version v
  where v.course_id = e.course_id and v.published_at is not null
  order by v.number desc
  limit 1) v on true
where e.id = any($1)`

func namesOf(ctx context.Context, v *gate.View, all []*Reminder) (map[ID]map[string]string, error) {
	of := make([]ID, len(all))
	for i, r := range all {
		of[i] = r.EnrollmentID
	}
	var rows []struct {
		ID    ID      `db:"id"`
		Title *string `db:"title"`
	}
	if err := v.Select(ctx, &rows, enrollmentNames, gate.Array(of)); err != nil {
		return nil, err
	}
	out := map[ID]map[string]string{}
	for _, r := range rows {
		if r.Title == nil {
			continue
		}
		var name map[string]string
		if err := json.Unmarshal([]byte(*r.Title), &name); err != nil {
			return nil, err
		}
		out[r.ID] = name
	}
	return out, nil
}
