package member

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Vendor names the vendor's own staff where a partner's slug is asked for. No
// slug can be a hyphen alone.
const Vendor = "-"

// Origin is where a try to sign in comes from.
type Origin struct {
	Network   string // one household or office: an IPv4 address or an IPv6 /64; empty counts as one unknown network
	UserAgent string
	Partner   string // slug or id of the partner, Vendor for the vendor; empty: whichever the password fits
	Previous  string // the session cookie that the browser still holds, if any; it ends
}

func (o Origin) network() string {
	if o.Network == "" {
		return "unknown"
	}
	return clip(o.Network)
}

// refusal is the one answer to everything that does not fit.
func refusal() error {
	return fault.Coded(fault.Unauthenticated, "SIGN_IN_REFUSED",
		"E-mail and password do not fit. Check both; if you belong to several companies, name the one.")
}

// SignIn begins a session for a person who knows the password. The try is
// counted before the password is looked at, and a refusal is the same for an
// unknown account, a wrong password, a disabled person and an ended partner.
//
// One e-mail may belong to persons of several partners, and the first three
// are tried. Only when the password fits more than one is the caller asked
// which is meant (SIGN_IN_AMBIGUOUS).
func (s *Service) SignIn(ctx context.Context, email, password string, from Origin) (*Session, error) {
	floor := time.After(s.cfg.Floor)
	try, err := s.count(ctx, email, from)
	if err != nil {
		return nil, err
	}
	fit, err := s.fitting(ctx, email, password, from.Partner)
	if err != nil {
		s.withdraw(ctx, try)
		return nil, err
	}
	switch len(fit) {
	case 0:
		return nil, s.refuse(ctx, try, floor)
	case 1:
		return s.open(ctx, try, fit[0], password, from)
	}
	return nil, s.ambiguous(ctx, try, fit)
}

// candidate is a person whom an e-mail may mean, with the lock to try.
type candidate struct {
	row
	Hash     string    `db:"hash"`
	Changed  time.Time `db:"changed_at"`
	Company  string    `db:"company"`
	outdated bool
}

// fitting gives the candidates whom the password opens. With none to try, a
// hash that nothing opens is tried for the same time.
func (s *Service) fitting(ctx context.Context, email, password, named string) ([]candidate, error) {
	tried, err := s.candidates(ctx, email, named)
	if err != nil {
		return nil, err
	}
	if len(tried) == 0 {
		tried = []candidate{{Hash: s.hasher.dummy}}
	}
	var fit []candidate
	for _, c := range tried {
		yes, outdated, err := s.hasher.opens(ctx, c.Hash, password)
		if err != nil {
			return nil, err
		}
		if c.outdated = outdated; yes {
			fit = append(fit, c)
		}
	}
	return fit, nil
}

func (s *Service) candidates(ctx context.Context, email, named string) ([]candidate, error) {
	email = fold(email)
	if !address(email) {
		return nil, nil
	}
	at, err := s.partnerNamed(ctx, named)
	if err != nil {
		return nil, err
	}
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) ([]candidate, error) {
		return candidatesByEmail(ctx, &tx.View, email, at)
	})
}

// refuse records the failure and answers no sooner than every other refusal.
func (s *Service) refuse(ctx context.Context, try attempt, floor <-chan time.Time) error {
	err := s.recordFailure(ctx, try, refusal())
	select {
	case <-floor:
	case <-ctx.Done():
	}
	return err
}

// recordFailure puts a failed try into the trail, without saying whether the
// account exists, and gives back the answer. Tries beyond the limits are not
// recorded one by one: whoever knocks a million times must not fill the trail.
func (s *Service) recordFailure(ctx context.Context, try attempt, answer error) error {
	_, err := gate.Door(ctx, s.gate, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Entry{Action: actionSignIn, Outcome: audit.Refused, Kind: "account", ID: try.account.String()})
		return struct{}{}, nil
	})
	if err != nil {
		return err
	}
	return answer
}

// The acts of the door, as the trail names them.
const (
	actionSignIn   = "session.begin"
	actionSignOut  = "session.end"
	actionPassword = "password.set"
	actionToken    = "token.end"
)

// open begins the session. It holds the password row while it does so: a
// password that was changed in the meantime opens nothing.
func (s *Service) open(ctx context.Context, try attempt, c candidate, password string, from Origin) (*Session, error) {
	renewed := s.renewed(ctx, c, password)
	return gate.Door(ctx, s.gate, func(tx *gate.Tx) (*Session, error) {
		p := c.person()
		tx.As(p.actor())
		if err := holdPassword(ctx, tx, c); err != nil {
			return nil, orElse(err, refusal())
		}
		if err := try.succeed(ctx, tx); err != nil {
			return nil, err
		}
		if err := replaceHash(ctx, tx, c, renewed); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Action: actionSignIn, Outcome: audit.Done, Kind: "person", ID: string(p.ID)})
		return s.begin(ctx, tx, p, from)
	})
}

// renewed is the hash at the present cost if the old one has another, else
// empty. It can wait for the next sign-in when the hasher is busy.
func (s *Service) renewed(ctx context.Context, c candidate, password string) string {
	if !c.outdated {
		return ""
	}
	hash, err := s.hasher.seal(ctx, password)
	if err != nil {
		return ""
	}
	return hash
}

// ambiguous asks which partner is meant, by name, of somebody whose password
// fits them all.
func (s *Service) ambiguous(ctx context.Context, try attempt, fit []candidate) error {
	_, err := gate.Door(ctx, s.gate, func(tx *gate.Tx) (struct{}, error) { return struct{}{}, try.succeed(ctx, tx) })
	if err != nil {
		return err
	}
	slices.SortFunc(fit, byCompany)
	names, err := s.choices(ctx, fit)
	if err != nil {
		return err
	}
	return fault.Field(fault.Invalid, "partner", "SIGN_IN_AMBIGUOUS",
		"This e-mail and password are yours at %d companies: %s. Say for which one you sign in.", len(fit), names)
}
