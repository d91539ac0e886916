package member

import (
	"context"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// touchEvery is how often a look-up writes down that a session or token was
// used. A session therefore ends up to a minute early, never late.
const touchEvery = time.Minute

// Session is a signed-in browser. Token goes into the cookie and nowhere else.
type Session struct {
	Token     string `json:"-"`
	Person    *Person
	ExpiresAt time.Time     // it ends then in any case
	Idle      time.Duration // and after this long without a request
}

const sessionInsert = `
insert into session (token_hash, person_id, created_at, last_seen_at, expires_at, user_agent)
values ($1, $2, $3, $3, $4, $5)`

// begin opens a session under a fresh token; the one that the browser held
// before ends, so a token planted into a browser never becomes somebody's.
func (s *Service) begin(ctx context.Context, tx *gate.Tx, p *Person, from Origin) (*Session, error) {
	if hash, ok := digest(from.Previous); ok {
		if _, err := endSession(ctx, tx, hash); err != nil {
			return nil, err
		}
	}
	text, hash := newSecret()
	in := &Session{Token: text, Person: p, ExpiresAt: tx.Now().Add(s.cfg.Life), Idle: s.cfg.idle(p.Roles)}
	_, err := tx.Exec(ctx, sessionInsert, hash, p.ID, tx.Now(), in.ExpiresAt, agent(from.UserAgent))
	return in, err
}

// agent is what a person recognises a browser by, cut to what is stored.
func agent(s string) string {
	s = strings.Map(func(r rune) rune {
		if hidden(r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 400 {
		return string(r[:400])
	}
	return s
}

const sessionByHash = `
select ` + columns + `, s.last_seen_at, s.expires_at
from session s
join person p on p.id = s.person_id
left join partner o on o.id = p.partner_id
where s.token_hash = $1 and ` + working

type sessionRow struct {
	row
	LastSeenAt time.Time `db:"last_seen_at"`
	ExpiresAt  time.Time `db:"expires_at"`
}

const sessionTouch = `
update session
set last_seen_at = $2
where token_hash = $1 and last_seen_at < $2`

// bySession finds out who holds a session's token.
func (s *Service) bySession(ctx context.Context, token string) (*actor.Actor, error) {
	hash, ok := digest(token)
	if !ok {
		return nil, sessionOver()
	}
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*actor.Actor, error) {
		var r sessionRow
		if err := tx.Get(ctx, &r, sessionByHash, hash); err != nil {
			return nil, orElse(err, sessionOver())
		}
		p, now := r.person(), tx.Now()
		if !now.Before(r.ExpiresAt) || now.Sub(r.LastSeenAt) >= s.cfg.idle(p.Roles) {
			return nil, sessionOver()
		}
		return p.actor(), touch(ctx, tx, sessionTouch, hash, r.LastSeenAt)
	})
}

// codeOver tells a browser's stale session from a bad token.
const codeOver = "SESSION_OVER"

func sessionOver() error {
	return fault.Coded(fault.Unauthenticated, codeOver, "Your session is over. Sign in again.")
}

// touch notes a use, at most once a minute; to be asked again is none.
func touch(ctx context.Context, tx *gate.Tx, statement string, key any, last time.Time) error {
	if again(ctx) || tx.Now().Sub(last) < touchEvery {
		return nil
	}
	_, err := tx.Exec(ctx, statement, key, tx.Now())
	return err
}
