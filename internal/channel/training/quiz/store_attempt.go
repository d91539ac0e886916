package quiz

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const lockPersonQuiz = `
select pg_advisory_xact_lock(7021015, hashtext($1 || $2))`

// lockTaking lets one unit of work at a time begin an attempt of a person at a
// quiz: two tabs get one attempt.
func lockTaking(ctx context.Context, tx *gate.Tx, who member.ID, id ID) error {
	_, err := tx.Exec(ctx, lockPersonQuiz, string(who), string(id))
	return err
}

const attemptColumns = `
select a.id, a.quiz_id, a.version_id, a.partner_id, a.person_id, a.enrollment_id, a.lesson_id, a.number, a.locale, a.state, a.expired,
  a.started_at, a.due_at, a.closes_at, a.ended_at, a.asked, a.answered, a.points, a.possible, a.percent,
  a.revoked_at, a.revoked_for, a.revoked_why, a.given_back
from quiz_attempt a`

const oneAttempt = attemptColumns + `
where a.id = $1`

func attemptByID(ctx context.Context, v *gate.View, id AttemptID) (*Attempt, error) {
	var out Attempt
	err := v.Get(ctx, &out, oneAttempt, id)
	return &out, err
}

const runningAttempt = attemptColumns + `
where a.person_id = $1 and a.quiz_id = $2 and a.state = 'OPEN'
for update`

func openAttempt(ctx context.Context, v *gate.View, who member.ID, id ID) (*Attempt, error) {
	var out Attempt
	err := v.Get(ctx, &out, runningAttempt, who, id)
	return &out, err
}

const holdAttempt = `
select true
from quiz_attempt
where id = $1 and state = 'OPEN'
for update`

// lockAttempt holds an attempt that is open, and reads one that has ended. The
// role may change open ones only, so an ended one cannot be held; it changes no
// more anyway.
func lockAttempt(ctx context.Context, tx *gate.Tx, id AttemptID) (*Attempt, error) {
	var open bool
	if err := tx.Get(ctx, &open, holdAttempt, id); err != nil && fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	return attemptByID(ctx, &tx.View, id)
}

const pastAttempts = `
select count(*) filter (where not given_back) attempts, max(ended_at) filter (where not given_back) ended_at,
  max(ended_at) filter (where state = 'PASSED' and revoked_at is null) passed_at
from quiz_attempt
where person_id = $1 and quiz_id = $2 and enrollment_id is not distinct from $3 and lesson_id is not distinct from $4`

const nextNumber = `
select coalesce(max(number), 0) + 1
from quiz_attempt
where person_id = $1 and quiz_id = $2`

// pastOf tells what counts of earlier attempts, and the number of the next.
func pastOf(ctx context.Context, v *gate.View, a *Attempt) (past Past, number int, err error) {
	if err = v.Get(ctx, &past, pastAttempts, a.PersonID, a.QuizID, a.EnrollmentID, a.LessonID); err == nil {
		err = v.Get(ctx, &number, nextNumber, a.PersonID, a.QuizID)
	}
	return past, number, err
}

const poolQuestions = `
select p.draw, array(select q.id::text from question q where q.pool_id = p.id order by q.position, q.id) questions
from question_pool p
where p.version_id = $1
order by p.position, p.id`

func drawable(ctx context.Context, v *gate.View, id VersionID) ([]Drawable, error) {
	var rows []struct {
		Draw      *int         `db:"draw"`
		Questions gate.Strings `db:"questions"`
	}
	err := v.Select(ctx, &rows, poolQuestions, id)
	out := make([]Drawable, len(rows))
	for i, r := range rows {
		out[i].Draw = r.Draw
		for _, q := range r.Questions {
			out[i].Questions = append(out[i].Questions, QuestionID(q))
		}
	}
	return out, err
}

const questionBodies = `
select id, body
from question
where id = any($1)`

func questionsByID(ctx context.Context, v *gate.View, wanted []QuestionID) (map[QuestionID]*question.Question, error) {
	var rows []struct {
		ID   QuestionID `db:"id"`
		Body []byte     `db:"body"`
	}
	if err := v.Select(ctx, &rows, questionBodies, gate.Array(wanted)); err != nil {
		return nil, err
	}
	out := make(map[QuestionID]*question.Question, len(rows))
	for _, r := range rows {
		out[r.ID] = &question.Question{}
		if err := json.Unmarshal(r.Body, out[r.ID]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

const addAttempt = `
insert into quiz_attempt (id, quiz_id, version_id, partner_id, person_id, enrollment_id, lesson_id, number, locale, seed, state,
  started_at, due_at, closes_at, asked, possible)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'OPEN', $11, $12, $13, $14, $15)`

const addAnswers = `
insert into quiz_answer (attempt_id, person_id, question_id, place, shown)
select $1, $2, n.question_id, n.place, n.shown::jsonb
from unnest($3::uuid[], $4::text[]) with ordinality n (question_id, shown, place)`

func insertAttempt(ctx context.Context, tx *gate.Tx, a *Attempt, seed question.Seed, drawn []QuestionID, shown []question.Shown) error {
	if err := tx.Must(ctx, addAttempt, a.ID, a.QuizID, a.VersionID, a.PartnerID, a.PersonID, a.EnrollmentID, a.LessonID, a.Number, a.Locale,
		[]byte(seed), a.StartedAt, a.DueAt, a.ClosesAt, a.Asked, a.Possible); err != nil {
		return err
	}
	texts := make([]string, len(shown))
	for i, s := range shown {
		raw, err := json.Marshal(s)
		if err != nil {
			return err
		}
		texts[i] = string(raw)
	}
	_, err := tx.Exec(ctx, addAnswers, a.ID, a.PersonID, gate.Array(drawn), gate.Array(texts))
	return err
}

const oneAnswer = `
select id, attempt_id, place, shown
from quiz_answer
where attempt_id = $1 and place = $2`

func answerAt(ctx context.Context, v *gate.View, id AttemptID, place int) (*Answer, error) {
	var row struct {
		ID        AnswerID  `db:"id"`
		AttemptID AttemptID `db:"attempt_id"`
		Place     int       `db:"place"`
		Shown     []byte    `db:"shown"`
	}
	if err := v.Get(ctx, &row, oneAnswer, id, place); err != nil {
		return nil, err
	}
	out := &Answer{ID: row.ID, AttemptID: row.AttemptID, Place: row.Place}
	return out, json.Unmarshal(row.Shown, &out.Shown)
}

const giveAnswer = `
update quiz_answer
set given = $2::jsonb, answered_at = case when $2 is null then null else $3::timestamptz end
where id = $1`

const countAnswers = `
update quiz_attempt a
set answered = (select count(*) from quiz_answer w where w.attempt_id = a.id and w.given is not null)
where a.id = $1`

func saveAnswer(ctx context.Context, tx *gate.Tx, asked *Answer, given *string) error {
	if err := tx.Must(ctx, giveAnswer, asked.ID, given, tx.Now()); err != nil {
		return err
	}
	return tx.Must(ctx, countAnswers, asked.AttemptID)
}

// expiring is how many attempts one round ends; the next comes soon.
const expiring = 500

const ranOut = `
select id
from quiz_attempt
where state = 'OPEN' and closes_at < $1
order by closes_at
limit $2`

func runOut(ctx context.Context, v *gate.View) ([]AttemptID, error) {
	var out []AttemptID
	err := v.Select(ctx, &out, ranOut, v.Now(), expiring)
	return out, err
}

const seedOf = `
select seed
from quiz_attempt
where id = $1`

const answersWithKeys = `
select w.id, w.place, w.given, q.body
from quiz_answer w
join question q on q.id = w.question_id
where w.attempt_id = $1
order by w.place`

// answered is an answer beside its question.
type answered struct {
	ID       AnswerID
	Place    int
	Given    question.Answer
	Question question.Question
}

func toJudge(ctx context.Context, v *gate.View, id AttemptID) ([]answered, question.Seed, error) {
	var seed []byte
	if err := v.Get(ctx, &seed, seedOf, id); err != nil {
		return nil, nil, err
	}
	var rows []struct {
		ID    AnswerID `db:"id"`
		Place int      `db:"place"`
		Given []byte   `db:"given"`
		Body  []byte   `db:"body"`
	}
	if err := v.Select(ctx, &rows, answersWithKeys, id); err != nil {
		return nil, nil, err
	}
	out := make([]answered, len(rows))
	for i, r := range rows {
		out[i].ID, out[i].Place = r.ID, r.Place
		if r.Given != nil {
			if err := json.Unmarshal(r.Given, &out[i].Given); err != nil {
				return nil, nil, err
			}
		}
		if err := json.Unmarshal(r.Body, &out[i].Question); err != nil {
			return nil, nil, err
		}
	}
	return out, seed, nil
}

const closeAttempt = `
update quiz_attempt
set state = $2, expired = $3, ended_at = $4, points = $5, percent = $6
where id = $1 and state = 'OPEN'`

const addReviews = `
insert into quiz_review (answer_id, attempt_id, person_id, points, weight, correct, chosen)
select n.id, $1, $2, n.points, n.weight, n.correct::jsonb, n.chosen::int[]
from unnest($3::uuid[], $4::float8[], $5::float8[], $6::text[], $7::text[]) n (id, points, weight, correct, chosen)`

func endAttempt(ctx context.Context, tx *gate.Tx, a *Attempt, results []judged) error {
	if err := tx.Must(ctx, closeAttempt, a.ID, a.State, a.Expired, a.EndedAt, a.Points, a.Percent); err != nil {
		return err
	}
	var (
		answers         []AnswerID
		points, weights []float64
		keys, chosen    []string
	)
	for _, r := range results {
		key, err := json.Marshal(r.Key)
		if err != nil {
			return err
		}
		answers, points, weights = append(answers, r.AnswerID), append(points, r.Points), append(weights, r.Weight)
		keys, chosen = append(keys, string(key)), append(chosen, intArray(r.Chosen))
	}
	_, err := tx.Exec(ctx, addReviews, a.ID, a.PersonID, gate.Array(answers), gate.Array(points), gate.Array(weights), gate.Array(keys), gate.Array(chosen))
	return err
}

// intArray is the text of a PostgreSQL array: unnest takes no arrays of arrays
// of unequal length.
func intArray(list []int) string {
	raw, _ := json.Marshal(append([]int{}, list...)) // numbers only: cannot fail
	raw[0], raw[len(raw)-1] = '{', '}'
	return string(raw)
}

const passedBefore = `
select not exists (
  select 1 from quiz_attempt
  where person_id = $1 and quiz_id = $2 and state = 'PASSED' and revoked_at is null)`

func firstPass(ctx context.Context, v *gate.View, a *Attempt) (bool, error) {
	var first bool
	err := v.Get(ctx, &first, passedBefore, a.PersonID, a.QuizID)
	return first, err
}

// Counted anew from the attempts of the partner: a count that is right whatever
// came before, at the price of an index range that one partner fills.
const tally = `
insert into quiz_tally (partner_id, quiz_id, attempts, learners, passed, updated_at)
select $1, $2, count(*), count(distinct person_id), count(distinct person_id) filter (where state = 'PASSED' and revoked_at is null), $3
from quiz_attempt
where partner_id = $1 and quiz_id = $2 and state <> 'OPEN'
on conflict (partner_id, quiz_id) do update
set attempts = excluded.attempts, learners = excluded.learners, passed = excluded.passed, updated_at = excluded.updated_at`

const lockTallyOf = `
select pg_advisory_xact_lock(7021015, hashtext('tally' || $1 || $2))`

// countAttempt counts under a lock: two people of a partner that end at once
// would each miss the other.
func countAttempt(ctx context.Context, tx *gate.Tx, a *Attempt) error {
	if _, err := tx.Exec(ctx, lockTallyOf, string(a.PartnerID), string(a.QuizID)); err != nil {
		return err
	}
	return tx.Must(ctx, tally, a.PartnerID, a.QuizID, tx.Now())
}
