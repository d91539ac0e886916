package notice

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/mail"
)

// Sender hands a mail to the world outside; see mail.Sender for its errors.
type Sender interface {
	Send(ctx context.Context, m mail.Message) error
}

// Config is where mails come from and lead to.
type Config struct {
	Sender Sender // nil: there is the inbox only
	From   string // the vendor's name, which signs a mail
	Portal string // where people read their notices
	Leave  string // where a mail is unsubscribed; its id goes behind
}

// Service is what one can do with notices.
type Service struct {
	gate *gate.Gate
	cfg  Config
}

// NewService makes the service.
func NewService(g *gate.Gate, c Config) *Service { return &Service{gate: g, cfg: c} }

// MostMarked is how many notices can be named at once.
const MostMarked = 100

// Mark says that the person who asks has read notices: those named, or all that
// there are. It answers how many were unread until then.
func (s *Service) Mark(ctx context.Context, ids []ID, all bool) (*int, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.NoticeUse}, func(tx *gate.Tx) (*int, error) {
		switch {
		case all == (len(ids) > 0):
			return nil, fault.Field(fault.Invalid, "ids", "REQUIRED", "Name notices, or say all.")
		case len(ids) > MostMarked:
			return nil, fault.Field(fault.Invalid, "ids", "TOO_MANY", "Name at most %d notices at once.", MostMarked)
		}
		n, err := tx.Exec(ctx, markRead, tx.Now(), tx.Actor().Person, all, gate.Array(ids))
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "notice", ID: "-", Detail: map[string]int64{"read": n}})
		marked := int(n)
		return &marked, err
	})
}

const markRead = `
update notice
set read_at = $1
where person_id = nullif($2, '')::uuid and read_at is null and ($3 or id = any($4::uuid[]))`

// Choice is how a person wants a kind mailed.
type Choice struct {
	Kind     Kind
	Delivery Delivery
}

// Prefer sets how the person who asks gets notices mailed. Kinds that are not
// named stay as they are.
func (s *Service) Prefer(ctx context.Context, choices []Choice) (*member.ID, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.NoticeUse}, func(tx *gate.Tx) (*member.ID, error) {
		who := tx.Actor().Person
		switch {
		case who == "":
			return nil, fault.Field(fault.Invalid, "preferences", "NOT_A_PERSON", "Only a person has preferences. Sign in as one.")
		case len(choices) == 0 || len(choices) > MostMarked:
			return nil, fault.Field(fault.Invalid, "preferences", "REQUIRED", "Name 1 to %d kinds.", MostMarked)
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "notice_preference", ID: who, Detail: choices})
		for _, c := range choices {
			if _, err := tx.Exec(ctx, choose, who, c.Kind, c.Delivery); err != nil {
				return nil, err
			}
		}
		id := member.ID(who)
		return &id, nil
	})
}

const choose = `
insert into notice_preference (person_id, kind, delivery)
values ($1, $2, $3)
on conflict (person_id, kind) do update
  set delivery = excluded.delivery`
