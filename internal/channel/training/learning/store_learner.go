package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const learnerColumns = `
select p.id, p.partner_id, p.roles, a.created_at as joined_at,
  array(select distinct c.key from completion_counted d join course c on c.id = d.course_id where d.person_id = p.id) as courses
from person p
join partner a on a.id = p.partner_id`

const oneLearner = learnerColumns + `
where p.id = $1`

func learnerByID(ctx context.Context, v *gate.View, id member.ID) (*learner, error) {
	var l learner
	err := v.Get(ctx, &l, oneLearner, id)
	return &l, err
}

const offerColumns = `
select v.course_id, v.id as version_id, v.audience::text as audience,
  array(select c.key from course_prerequisite p join course c on c.id = p.course_id where p.version_id = v.id order by c.key) as before,
  (select count(*) from lesson l where l.version_id = v.id and not l.optional) as lessons
from course_version v`

const publishedOffers = offerColumns + `
where v.course_id = any($1::uuid[]) and v.state = 'PUBLISHED'`

func offersOf(ctx context.Context, v *gate.View, of []string) ([]*offer, error) {
	var out []*offer
	err := v.Select(ctx, &out, publishedOffers, gate.Array(of))
	return out, err
}

// titled is the newest name of a course that partners know, and how long it takes.
type titled struct {
	Key     string `db:"key"`
	Title   string `db:"title"`
	Minutes int    `db:"minutes"`
}

const courseTitles = `
select distinct on (c.key) c.key, v.title ->> v.locale as title, v.minutes
from course c
join course_version v on v.course_id = c.id
where c.key = any($1) and v.published_at is not null
order by c.key, v.number desc`

func titlesOf(ctx context.Context, v *gate.View, keys []string) ([]*titled, error) {
	var out []*titled
	err := v.Select(ctx, &out, courseTitles, gate.Array(keys))
	return out, err
}

const openedOnce = `
insert into lesson_progress (enrollment_id, lesson_id, partner_id, person_id, opened_at)
values ($1, $2, $3, $4, $5)
on conflict do nothing`

func markOpened(ctx context.Context, tx *gate.Tx, e *Enrollment, id course.LessonID) error {
	_, err := tx.Exec(ctx, openedOnce, e.ID, id, e.PartnerID, e.PersonID, tx.Now())
	return err
}

const newestOfVersion = enrollmentColumns + `
where e.person_id = $1 and e.version_id = $2
order by e.started_at desc, e.id desc
limit 1`

func lastOfVersion(ctx context.Context, v *gate.View, who member.ID, id course.VersionID) (*Enrollment, error) {
	var e Enrollment
	err := v.Get(ctx, &e, newestOfVersion, who, id)
	return &e, err
}
