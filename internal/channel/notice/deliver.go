package notice

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/mail"
)

// pauses are how long a mail waits after an attempt that failed: about a day in
// all, in which somebody notices that the server of mails is down.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour}

// letter is a mail with whom it goes to.
type letter struct {
	ID       MailID    `db:"id"`
	Attempts int       `db:"attempts"`
	State    string    `db:"state"`
	Email    string    `db:"email"`
	Name     string    `db:"name"`
	Locale   string    `db:"locale"`
	Active   bool      `db:"active"`
	At       time.Time `db:"created_at"`
	told     []Told
}

// Deliver sends an ordered mail. No transaction is open while it does, so a
// process that is killed between the server's yes and ours sends it again: with
// the same Message-ID, which is what a mailbox can tell repeats by.
func (s *Service) Deliver(ctx context.Context, o MailOrdered) error {
	if s.cfg.Sender == nil {
		return nil // mail was switched off; the mail waits
	}
	l, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) (*letter, error) { return letterOf(ctx, v, o.Mail) })
	if err != nil || l.State != "QUEUED" || l.Attempts != o.Attempt {
		return err
	}
	if !l.Active || len(l.told) == 0 {
		return s.settle(ctx, o, "GIVEN_UP", nil)
	}
	err = s.cfg.Sender.Send(ctx, s.write(l))
	switch {
	case err == nil:
		return s.settle(ctx, o, "SENT", nil)
	case errors.Is(err, mail.ErrRefused):
		return s.settle(ctx, o, "REFUSED", err)
	case o.Attempt > len(pauses):
		return s.settle(ctx, o, "GIVEN_UP", err)
	}
	return s.settle(ctx, o, "QUEUED", err)
}

// settle notes what became of an attempt. The trail has the reason: a code of
// the server, no address.
func (s *Service) settle(ctx context.Context, o MailOrdered, state string, why error) error {
	ctx = context.WithoutCancel(ctx) // what was sent was sent, whatever ends this job
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int64, error) {
		detail := map[string]any{"state": state, "attempt": o.Attempt}
		if why != nil {
			detail["why"] = why.Error()
		}
		tx.Record(audit.Entry{Action: "notice.mail", Outcome: audit.Done, Kind: "notice_mail", ID: string(o.Mail), Detail: detail})
		if state == "QUEUED" {
			return tx.Exec(ctx, tryAgain, o.Mail, o.Attempt, tx.Now().Add(pauses[o.Attempt-1]))
		}
		return tx.Exec(ctx, settleMail, o.Mail, o.Attempt, state, tx.Now())
	})
	return err
}

const tryAgain = `
update notice_mail
set next_at = $3
where id = $1 and attempts = $2 and state = 'QUEUED'`

const settleMail = `
update notice_mail
set state = $3, settled_at = $4
where id = $1 and attempts = $2 and state = 'QUEUED'`

const mailByID = `
select m.id, m.attempts, m.state, m.created_at, p.email, p.name, p.locale, p.status = 'ACTIVE' as active
from notice_mail m
join person p on p.id = m.person_id
where m.id = $1`

// The name of a colleague goes into a mail only to somebody of the same company.
const noticesOfMail = `
select n.kind, n.facts, n.about_id is not null as of_person, coalesce(a.name, '') as name
from notice n
join person p on p.id = n.person_id
left join person a on a.id = n.about_id and a.partner_id = p.partner_id
where n.mail_id = $1
order by n.at, n.id`

func letterOf(ctx context.Context, v *gate.View, id MailID) (*letter, error) {
	var l letter
	if err := v.Get(ctx, &l, mailByID, id); err != nil {
		return nil, err
	}
	var rows []struct {
		Kind  Kind   `db:"kind"`
		Facts string `db:"facts"`
		Of    bool   `db:"of_person"`
		Name  string `db:"name"`
	}
	if err := v.Select(ctx, &rows, noticesOfMail, id); err != nil {
		return nil, err
	}
	for _, r := range rows {
		t := Told{Kind: r.Kind, Of: r.Of, Name: r.Name}
		if err := json.Unmarshal([]byte(r.Facts), &t.Facts); err != nil {
			return nil, fault.Wrap(fault.Internal, err, "Something broke on our side.")
		}
		l.told = append(l.told, t)
	}
	return &l, nil
}
