package quiz

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const addQuiz = `
insert into quiz (id, key)
values (gen_random_uuid(), $1)
on conflict (key) do nothing`

const quizByKey = `
select id
from quiz
where key = $1`

// putQuiz finds the quiz of a key, or makes it.
func putQuiz(ctx context.Context, tx *gate.Tx, key string) (ID, error) {
	var id ID
	if _, err := tx.Exec(ctx, addQuiz, key); err != nil {
		return id, err
	}
	err := tx.Get(ctx, &id, quizByKey, key)
	return id, err
}

const versionColumns = `
select v.id, v.quiz_id, z.key, v.number, v.state, v.locale, v.pass_percent, v.max_attempts, v.cool_down_minutes, v.time_limit_seconds,
  v.grace_seconds, v.closes_at, v.review, v.mixed, v.standalone
from quiz_version v
join quiz z on z.id = v.quiz_id`

const oneVersion = versionColumns + `
where v.id = $1`

func versionByID(ctx context.Context, v *gate.View, id VersionID) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, oneVersion, id)
	return &out, err
}

const heldVersion = versionColumns + `
where v.id = $1
for update of v`

func lockVersion(ctx context.Context, tx *gate.Tx, id VersionID) (*Version, error) {
	var out Version
	err := tx.Get(ctx, &out, heldVersion, id)
	return &out, err
}

const openDraft = versionColumns + `
where v.quiz_id = $1 and v.state = 'DRAFT'
for update of v`

func draftOf(ctx context.Context, v *gate.View, id ID) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, openDraft, id)
	return &out, err
}

const lastVersion = versionColumns + `
where v.quiz_id = $1
order by v.number desc
limit 1`

func lastOf(ctx context.Context, v *gate.View, id ID) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, lastVersion, id)
	return &out, err
}

const publishedByQuiz = versionColumns + `
where v.quiz_id = $1 and v.state = 'PUBLISHED'`

const publishedByLesson = versionColumns + `
join lesson l on l.quiz_key = z.key
where l.id = $1 and v.state = 'PUBLISHED'`

// publishedVersion is the one that a new attempt takes, found by the lesson
// when there is one.
func publishedVersion(ctx context.Context, v *gate.View, in Start) (*Version, error) {
	var out Version
	if in.Lesson != nil {
		return &out, v.Get(ctx, &out, publishedByLesson, *in.Lesson)
	}
	return &out, v.Get(ctx, &out, publishedByQuiz, in.Quiz)
}

const takeable = `
select z.key
from quiz z
join quiz_version v on v.quiz_id = z.id and v.state = 'PUBLISHED'
where z.key = any($1)`

// Missing tells which of some keys name no quiz that can be taken.
func Missing(ctx context.Context, v *gate.View, keys []string) ([]string, error) {
	var found []string
	err := v.Select(ctx, &found, takeable, gate.Array(keys))
	return slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return slices.Contains(found, k) }), err
}

const addVersion = `
insert into quiz_version (id, quiz_id, number, state, locale, locales, title, intro, pass_percent, max_attempts, cool_down_minutes,
  time_limit_seconds, grace_seconds, closes_at, review, mixed, standalone, author_id)
values ($1, $2, $3, 'DRAFT', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, nullif($17, '')::uuid)`

func insertVersion(ctx context.Context, tx *gate.Tx, v *Version, in Settings) error {
	return tx.Must(ctx, addVersion, v.ID, v.QuizID, v.Number, in.Locale, gate.Array(in.locales()), in.Title.json(), in.Intro.json(), in.PassPercent,
		in.MaxAttempts, in.CoolDownMinutes, in.TimeLimitSeconds, in.GraceSeconds, in.ClosesAt, in.Review, in.Mixed, in.Standalone, tx.Actor().Person)
}

const editVersion = `
update quiz_version
set locale = $2, locales = $3, title = $4, intro = $5, pass_percent = $6, max_attempts = $7, cool_down_minutes = $8,
  time_limit_seconds = $9, grace_seconds = $10, closes_at = $11, review = $12, mixed = $13, standalone = $14, updated_at = now()
where id = $1`

func saveSettings(ctx context.Context, tx *gate.Tx, id VersionID, in Settings) error {
	return tx.Must(ctx, editVersion, id, in.Locale, gate.Array(in.locales()), in.Title.json(), in.Intro.json(), in.PassPercent, in.MaxAttempts,
		in.CoolDownMinutes, in.TimeLimitSeconds, in.GraceSeconds, in.ClosesAt, in.Review, in.Mixed, in.Standalone)
}

const copyPools = `
insert into question_pool (id, version_id, position, name, draw)
select gen_random_uuid(), $2, position, name, draw
from question_pool
where version_id = $1`

const copyPoolQuestions = `
insert into question (id, version_id, pool_id, position, name, kind, weight, body)
select gen_random_uuid(), $2, n.id, q.position, q.name, q.kind, q.weight, q.body
from question q
join question_pool p on p.id = q.pool_id
join question_pool n on n.version_id = $2 and n.name = p.name
where q.version_id = $1`

func copyQuestions(ctx context.Context, tx *gate.Tx, from, to VersionID) error {
	if _, err := tx.Exec(ctx, copyPools, from, to); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, copyPoolQuestions, from, to)
	return err
}

const endPublished = `
update quiz_version
set state = 'RETIRED', retired_at = now(), updated_at = now()
where quiz_id = $1 and state = 'PUBLISHED'`

func retirePublished(ctx context.Context, tx *gate.Tx, id ID) error {
	_, err := tx.Exec(ctx, endPublished, id)
	return err
}

const publishDraft = `
update quiz_version
set state = 'PUBLISHED', asks = $2, published_by = nullif($3, '')::uuid, published_at = $4, updated_at = now()
where id = $1`

func publishVersion(ctx context.Context, tx *gate.Tx, id VersionID, asks int) error {
	return tx.Must(ctx, publishDraft, id, asks, tx.Actor().Person, tx.Now())
}

const poolColumns = `
select p.id, p.version_id, p.name, p.draw, (select count(*) from question q where q.pool_id = p.id) questions
from question_pool p`

const poolsOfVersion = poolColumns + `
where p.version_id = $1
order by p.position, p.id`

func poolsOf(ctx context.Context, v *gate.View, id VersionID) ([]Pool, error) {
	var out []Pool
	err := v.Select(ctx, &out, poolsOfVersion, id)
	return out, err
}

const onePool = poolColumns + `
where p.id = $1`

func poolByID(ctx context.Context, v *gate.View, id PoolID) (*Pool, error) {
	var out Pool
	err := v.Get(ctx, &out, onePool, id)
	return &out, err
}

const addPool = `
insert into question_pool (id, version_id, position, name, draw)
select $1, $2, coalesce(max(position), 0) + 1, $3, $4::int
from question_pool
where version_id = $2`

const editPool = `
update question_pool
set name = $2, draw = $3
where id = $1`

func putPool(ctx context.Context, tx *gate.Tx, in PoolEdit, fresh bool) error {
	if fresh {
		return tx.Must(ctx, addPool, in.ID, in.Version, in.Name, in.Draw)
	}
	return tx.Must(ctx, editPool, in.ID, in.Name, in.Draw)
}

const dropQuestions = `
delete from question
where pool_id = $1`

const dropPool = `
delete from question_pool
where id = $1`

func deletePool(ctx context.Context, tx *gate.Tx, id PoolID) error {
	if _, err := tx.Exec(ctx, dropQuestions, id); err != nil {
		return err
	}
	return tx.Must(ctx, dropPool, id)
}

const dropAllQuestions = `
delete from question
where version_id = $1`

const dropAllPools = `
delete from question_pool
where version_id = $1`

func deletePools(ctx context.Context, tx *gate.Tx, id VersionID) error {
	if _, err := tx.Exec(ctx, dropAllQuestions, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, dropAllPools, id)
	return err
}

const oneQuestion = `
select id, version_id, pool_id, name
from question
where id = $1`

func questionByID(ctx context.Context, v *gate.View, id QuestionID) (*Row, error) {
	var out Row
	err := v.Get(ctx, &out, oneQuestion, id)
	return &out, err
}

const addQuestions = `
insert into question (id, version_id, pool_id, position, name, kind, weight, body)
select n.id, $1, $2, n.at + (select coalesce(max(position), 0) from question where pool_id = $2), n.name, n.kind, n.weight, n.body::jsonb
from unnest($3::uuid[], $4::text[], $5::text[], $6::float8[], $7::text[]) with ordinality n (id, name, kind, weight, body, at)`

func insertQuestions(ctx context.Context, tx *gate.Tx, p *Pool, ids []QuestionID, in []QuestionEdit) error {
	names, kinds, weights, bodies := make([]string, len(in)), make([]string, len(in)), make([]float64, len(in)), make([]string, len(in))
	for i, q := range in {
		body, err := json.Marshal(q.Question)
		if err != nil {
			return err
		}
		names[i], kinds[i], weights[i], bodies[i] = q.title(), string(q.Kind), q.Weight, string(body)
	}
	_, err := tx.Exec(ctx, addQuestions, p.VersionID, p.ID, gate.Array(ids), gate.Array(names), gate.Array(kinds), gate.Array(weights), gate.Array(bodies))
	return err
}

const editQuestion = `
update question
set pool_id = $2, name = $3, kind = $4, weight = $5, body = $6, updated_at = now()
where id = $1`

func updateQuestion(ctx context.Context, tx *gate.Tx, r *Row, q question.Question, body string) error {
	return tx.Must(ctx, editQuestion, r.ID, r.PoolID, r.Name, q.Kind, q.Weight, body)
}

const dropQuestion = `
delete from question
where id = $1`

func deleteQuestion(ctx context.Context, tx *gate.Tx, id QuestionID) error {
	return tx.Must(ctx, dropQuestion, id)
}
