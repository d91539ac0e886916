package member

import (
	"time"

	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Config is what an operator may set. The zero Config has the defaults.
type Config struct {
	Idle      time.Duration // a session ends after this long without a request; 1 h
	AdminIdle time.Duration // the same for vendor administrators; 15 min
	Life      time.Duration // a session ends after this long in any case; 12 h
	Slots     int           // passwords hashed at the same time; one per core
	Cost      Cost          // how dear a hash is; DefaultCost
	Floor     time.Duration // a refused sign-in answers no sooner than this; 250 ms
	Insecure  bool          // plain http: the cookie is not marked Secure
}

// Service is what one can do with people and their proofs. It is safe for
// concurrent use.
type Service struct {
	gate   *gate.Gate
	cfg    Config
	hasher *hasher
	known  *known
}

// NewService makes the service.
func NewService(g *gate.Gate, cfg Config) *Service {
	cfg = cfg.filled()
	return &Service{gate: g, cfg: cfg, hasher: newHasher(cfg.Cost, cfg.Slots), known: newKnown(g)}
}

func (c Config) filled() Config {
	for d, fallback := range map[*time.Duration]time.Duration{
		&c.Idle: time.Hour, &c.AdminIdle: 15 * time.Minute, &c.Life: 12 * time.Hour, &c.Floor: 250 * time.Millisecond,
	} {
		if *d <= 0 {
			*d = fallback
		}
	}
	return c
}

// idle is how long somebody with these roles may be away.
func (c Config) idle(roles []actor.Role) time.Duration {
	if (&actor.Actor{Roles: roles}).Has(actor.VendorAdmin) {
		return min(c.Idle, c.AdminIdle)
	}
	return c.Idle
}
