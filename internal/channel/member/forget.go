package member

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/platform/gate"
)

// forgetAtOnce bounds one call, so that it stays within the gate's limits; what
// is left goes with the next.
const forgetAtOnce = 10_000

// Forget deletes what has no use any more: sessions that are over, failed tries
// of yesterday, and sign-ins so old that their network is a stranger again. Run it
// every hour.
func (s *Service) Forget(ctx context.Context) error {
	_, err := gate.Door(ctx, s.gate, func(tx *gate.Tx) (int64, error) {
		now := tx.Now()
		sessions, err := tx.Exec(ctx, forgetSessions, now, now.Add(-s.cfg.Idle), forgetAtOnce)
		if err != nil {
			return 0, err
		}
		attempts, err := tx.Exec(ctx, forgetAttempts, now.Add(-24*time.Hour), now.Add(-familiarFor), forgetAtOnce)
		return sessions + attempts, err
	})
	return err
}

// Sessions of somebody who was disabled go too, should the server have stopped
// between the two steps of Disable.
const forgetSessions = `
delete from session
where token_hash in (
  select s.token_hash from session s
  join person p on p.id = s.person_id
  where s.expires_at <= $1 or s.last_seen_at <= $2 or p.status <> 'ACTIVE'
  limit $3)`

const forgetAttempts = `
delete from sign_in_attempt
where id in (
  select id from sign_in_attempt
  where at < $1 and (not succeeded or at < $2)
  limit $3)`
