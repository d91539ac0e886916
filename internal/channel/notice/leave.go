package notice

import (
	"context"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Leave stops mails of the kinds that a mail was about, for whoever has its id:
// the person it went to, or their mail program (RFC 8058). Nothing else can be
// done with it, and an id that there is not changes nothing.
func (s *Service) Leave(ctx context.Context, id MailID) error {
	if !ids.Valid(string(id)) {
		return gate.Absent()
	}
	ctx = actor.ForSystem(ctx, "unsubscribe")
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int64, error) {
		n, err := tx.Exec(ctx, leaveKinds, id)
		if err == nil && n == 0 {
			return 0, gate.Absent()
		}
		tx.Record(audit.Entry{Action: "notice.leave", Outcome: audit.Done, Kind: "notice_mail", ID: string(id), Detail: map[string]int64{"kinds": n}})
		return n, err
	})
	return err
}

const leaveKinds = `
insert into notice_preference (person_id, kind, delivery)
select distinct n.person_id, n.kind, 'OFF'
from notice n
where n.mail_id = $1
on conflict (person_id, kind) do update
  set delivery = 'OFF'`

// LeaveWords are the words of the page of who unsubscribes: the question, or
// what was done.
func LeaveWords(locale string, done bool) (lang, title, says, button string) {
	w := wordsIn(locale)
	if done {
		return w.lang, w.mail.Left, w.mail.LeftSays, ""
	}
	return w.lang, w.mail.Ask, w.mail.AskSays, w.mail.Leave
}
