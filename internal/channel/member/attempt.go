package member

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// How many failed tries, and in which time.
const (
	accountTries  = 10
	accountWindow = 15 * time.Minute
	networkTries  = 100
	networkWindow = time.Hour
	familiarFor   = 30 * 24 * time.Hour // a network stays familiar after a sign-in
)

// account stands for an e-mail in counters and in the trail, whether or not
// anybody has it.
type account [sha256.Size]byte

func accountOf(email string) account { return sha256.Sum256([]byte(fold(email))) }

func (a account) String() string { return hex.EncodeToString(a[:]) }

// fold makes one of the ways to write an e-mail.
func fold(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// lockKey is a number for an advisory lock: what names the same thing waits.
func lockKey(kind, name string) int64 {
	sum := sha256.Sum256([]byte(kind + "\x00" + name))
	return int64(binary.BigEndian.Uint64(sum[:8])) //nolint:gosec // any 64 bits will do
}

// attempt is one counted guess.
type attempt struct {
	id      string
	account account
	network string
}

// count takes one of the tries that account and network still have. It commits
// before anything is hashed, and holds a lock on both while it counts: of a
// thousand guesses at once ten go on. A flood that is over the limit anyway is
// refused before it queues for the locks, where the owner may stand.
func (s *Service) count(ctx context.Context, email string, from Origin) (attempt, error) {
	a := attempt{id: ids.New(), account: accountOf(email), network: from.network()}
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (attempt, error) {
		if err := a.room(ctx, &tx.View); err != nil {
			return a, err
		}
		if err := a.lock(ctx, tx); err != nil {
			return a, err
		}
		if err := a.room(ctx, &tx.View); err != nil {
			return a, err
		}
		return a, insertAttempt(ctx, tx, a)
	})
}

// lock takes the network first, always, so that two sign-ins never wait for
// each other in a circle.
func (a attempt) lock(ctx context.Context, tx *gate.Tx) error {
	if err := lock(ctx, tx, lockKey("sign-in network", a.network)); err != nil {
		return err
	}
	return lock(ctx, tx, lockKey("sign-in account", a.account.String()))
}

// room refuses an attempt beyond the limits. From a familiar network only the
// failures of that network count: strangers cannot lock the owner out.
func (a attempt) room(ctx context.Context, v *gate.View) error {
	known, err := familiar(ctx, v, a)
	if err != nil {
		return err
	}
	only := ""
	if known {
		only = a.network
	}
	if at, err := accountBrim(ctx, v, a.account, only); err != nil || at != nil {
		return refuseUntil(at, accountWindow, v.Now(), err)
	}
	at, err := networkBrim(ctx, v, a.network)
	return refuseUntil(at, networkWindow, v.Now(), err)
}

// refuseUntil says when the oldest of the failures that fill the window leaves it.
func refuseUntil(at *time.Time, window time.Duration, now time.Time, err error) error {
	if err != nil || at == nil {
		return err
	}
	wait := max(time.Second, min(window, at.Add(window).Sub(now))).Round(time.Second)
	return &fault.Error{Kind: fault.Exhausted, Code: "SIGN_IN_LIMIT", Retry: wait,
		Message: "Too many tries to sign in. Try again in " + inWords(wait) + "."}
}

// inWords rounds up to whole minutes.
func inWords(d time.Duration) string {
	if d <= time.Minute {
		return "a minute"
	}
	return strconv.Itoa(int((d+time.Minute-1)/time.Minute)) + " minutes"
}

const attemptFamiliar = `
select exists (
  select 1 from sign_in_attempt
  where account = $1 and network = $2 and succeeded and at > $3)`

func familiar(ctx context.Context, v *gate.View, a attempt) (bool, error) {
	var yes bool
	err := v.Get(ctx, &yes, attemptFamiliar, a.account[:], a.network, v.Now().Add(-familiarFor))
	return yes, err
}

const attemptAccountBrim = `
select at from sign_in_attempt
where account = $1 and at > $2 and not succeeded and ($3 = '' or network = $3)
order by at desc
offset $4 limit 1`

// accountBrim is the failure with which the account's window became full, if it is.
func accountBrim(ctx context.Context, v *gate.View, a account, network string) (*time.Time, error) {
	return brim(ctx, v, attemptAccountBrim, a[:], v.Now().Add(-accountWindow), network, accountTries-1)
}

const attemptNetworkBrim = `
select at from sign_in_attempt
where network = $1 and at > $2 and not succeeded
order by at desc
offset $3 limit 1`

func networkBrim(ctx context.Context, v *gate.View, network string) (*time.Time, error) {
	return brim(ctx, v, attemptNetworkBrim, network, v.Now().Add(-networkWindow), networkTries-1)
}

func brim(ctx context.Context, v *gate.View, query string, args ...any) (*time.Time, error) {
	var at time.Time
	err := v.Get(ctx, &at, query, args...)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &at, nil
}

const attemptInsert = `
insert into sign_in_attempt (id, account, network, at)
values ($1, $2, $3, $4)`

func insertAttempt(ctx context.Context, tx *gate.Tx, a attempt) error {
	_, err := tx.Exec(ctx, attemptInsert, a.id, a.account[:], a.network, tx.Now())
	return err
}

const attemptSucceed = `
update sign_in_attempt
set succeeded = true
where id = $1`

func (a attempt) succeed(ctx context.Context, tx *gate.Tx) error {
	_, err := tx.Exec(ctx, attemptSucceed, a.id)
	return err
}

const attemptWithdraw = `
delete from sign_in_attempt
where id = $1`

// withdraw gives the try back: nothing was compared, so nothing was guessed.
// It is a kindness, so a failure is passed over.
func (s *Service) withdraw(ctx context.Context, a attempt) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	_, _ = gate.Door(ctx, s.gate, func(tx *gate.Tx) (int64, error) { return tx.Exec(ctx, attemptWithdraw, a.id) })
}
