package notice

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Pause is how long a notice waits at most until its mail is ordered.
const Pause = time.Minute

// Rounds is the chore of the queue that writes digests and orders mails.
type Rounds struct{}

// Kind names the chore in the queue.
func (Rounds) Kind() string { return "notice.rounds" }

// MailID names a mail.
type MailID string

// MailOrdered asks the queue to send a mail. An attempt is made once; should it
// get lost, the next one follows.
type MailOrdered struct {
	Mail    MailID `json:"mail"`
	Attempt int    `json:"attempt"`
}

// Kind names the event in the queue.
func (MailOrdered) Kind() string { return "notice.mail_ordered" }

// Hour is when the day of digests and daily mails ends, in UTC: people have no
// time zone of their own yet.
const Hour = 6

// dayEnd is the last such moment that has passed.
func dayEnd(now time.Time) time.Time {
	t := now.UTC().Add(-Hour * time.Hour).Truncate(24 * time.Hour)
	return t.Add(Hour * time.Hour)
}

// Round writes the digests of a day that is over and orders the mails that are
// due. It can be cut off anywhere and told twice.
func (s *Service) Round(ctx context.Context) error {
	if err := s.Digest(ctx); err != nil || s.cfg.Sender == nil {
		return err
	}
	return s.Post(ctx)
}

// batch is how many notices, or mails, one unit of work orders.
const batch = 500

// Post orders mails: one for each notice that somebody wants at once, one for
// all of a day that somebody wants daily, and those again that are to be tried
// again. What was read meanwhile is not mailed, nor what is old: who sets up
// mail does not wake the past.
func (s *Service) Post(ctx context.Context) error {
	for {
		n, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int, error) { return s.post(ctx, tx) })
		if err != nil || n < batch {
			return err
		}
	}
}

// wanted is a notice that is to be mailed.
type wanted struct {
	ID       ID        `db:"id"`
	PersonID member.ID `db:"person_id"`
	Delivery Delivery  `db:"delivery"`
}

func (s *Service) post(ctx context.Context, tx *gate.Tx) (int, error) {
	var found []wanted
	if err := tx.Select(ctx, &found, unmailed, tx.Now(), dayEnd(tx.Now()), batch); err != nil {
		return 0, err
	}
	orders := bundle(found)
	if err := insertMails(ctx, tx, orders); err != nil {
		return 0, err
	}
	var due []MailOrdered
	if err := tx.Select(ctx, &due, takeDue, tx.Now(), batch); err != nil {
		return 0, err
	}
	tx.Record(audit.Entry{Action: "notice.post", Outcome: audit.Done, Kind: "notice_mail", ID: "-", Detail: map[string]int{"notices": len(found), "mails": len(due)}})
	events := make([]queue.Event, len(due))
	for i, o := range due {
		events[i] = o
	}
	return max(len(found), len(due)), queue.PublishAll(ctx, tx, events)
}

// order is a mail and what is in it.
type order struct {
	id      MailID
	to      member.ID
	notices []ID
}

// bundle makes one mail of each notice that is wanted at once, and one of all
// that a person wants daily. Notices come by person; when there are more to
// come, the last person's wait, so that a day stays one mail.
func bundle(found []wanted) (out []order) {
	daily := map[member.ID]int{}
	for _, n := range found {
		at, known := daily[n.PersonID]
		if !known || n.Delivery == Instant {
			out = append(out, order{id: MailID(ids.New()), to: n.PersonID})
			at = len(out) - 1
		}
		if n.Delivery == Daily {
			daily[n.PersonID] = at
		}
		out[at].notices = append(out[at].notices, n.ID)
	}
	if last := len(out) - 1; len(found) == batch && last > 0 && found[batch-1].Delivery == Daily {
		out = slices.Delete(out, last, last+1)
	}
	return out
}

// Nobody is mailed whose address refused a mail within a week.
const unmailed = `
select n.id, n.person_id, coalesce(f.delivery, k.delivery) as delivery
from notice n
join notice_kind k on k.kind = n.kind
join person p on p.id = n.person_id
left join notice_preference f on f.person_id = n.person_id and f.kind = n.kind
where n.mail_id is null and n.read_at is null and n.at > $1::timestamptz - interval '3 days' and p.status = 'ACTIVE'
  and (coalesce(f.delivery, k.delivery) = 'INSTANT' or coalesce(f.delivery, k.delivery) = 'DAILY' and n.at <= $2)
  and not exists (select 1 from notice_mail m where m.person_id = n.person_id and m.state = 'REFUSED' and m.settled_at > $1::timestamptz - interval '7 days')
order by delivery desc, n.person_id, n.at, n.id
limit $3
for update of n skip locked`

const addMails = `
insert into notice_mail (id, person_id, next_at, created_at)
select m.id, m.person_id, $3, $3
from unnest($1::uuid[], $2::uuid[]) m (id, person_id)`

const putInMail = `
update notice n
set mail_id = m.mail_id
from unnest($1::uuid[], $2::uuid[]) m (id, mail_id)
where n.id = m.id`

func insertMails(ctx context.Context, tx *gate.Tx, orders []order) error {
	var mails, mailOf []MailID
	var people []member.ID
	var notices []ID
	for _, o := range orders {
		mails, people = append(mails, o.id), append(people, o.to)
		for _, n := range o.notices {
			notices, mailOf = append(notices, n), append(mailOf, o.id)
		}
	}
	if len(orders) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, addMails, gate.Array(mails), gate.Array(people), tx.Now()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, putInMail, gate.Array(notices), gate.Array(mailOf))
	return err
}

// An attempt that was ordered and never heard of is followed by the next after
// an hour.
const takeDue = `
update notice_mail m
set attempts = m.attempts + 1, next_at = $1::timestamptz + interval '1 hour'
from (
  select id
  from notice_mail
  where state = 'QUEUED' and next_at <= $1
  order by next_at, id
  limit $2
  for update skip locked) d
where m.id = d.id
returning m.id as mail, m.attempts as attempt`
