package member

import (
	"crypto/sha256"
	"sync"
	"time"

	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const (
	knownFor  = 500 * time.Millisecond
	knownMost = 10_000
)

// known remembers for half a second who bears a credential, so that a portal's
// burst of requests is looked up once. Any change that this process commits
// ends what is remembered at once; one that another process commits is noticed
// within the half second. Only who somebody is, is remembered: what they may see is asked
// of the database every time.
type known struct {
	gate *gate.Gate
	mu   sync.Mutex
	by   map[[sha256.Size]byte]remembered
}

type remembered struct {
	who     *actor.Actor
	at      time.Time
	commits uint64
}

func newKnown(g *gate.Gate) *known {
	return &known{gate: g, by: map[[sha256.Size]byte]remembered{}}
}

// of gives the bearer of a credential, from memory or by looking.
func (k *known) of(credential string, look func() (*actor.Actor, error)) (*actor.Actor, error) {
	key := sha256.Sum256([]byte(credential))
	now, commits := k.gate.Clock(), k.gate.Commits() // before the look: a change during it counts
	if who := k.find(key, now, commits); who != nil {
		return who, nil
	}
	who, err := look()
	if err == nil {
		k.keep(key, remembered{who, now, commits})
	}
	return who, err
}

func (k *known) find(key [sha256.Size]byte, now time.Time, commits uint64) *actor.Actor {
	k.mu.Lock()
	defer k.mu.Unlock()
	r, ok := k.by[key]
	age := now.Sub(r.at)
	if !ok || r.commits != commits || age < 0 || age >= knownFor {
		return nil
	}
	copied := *r.who // actors are changed by nobody, and nobody shall begin here
	return &copied
}

func (k *known) keep(key [sha256.Size]byte, r remembered) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.by) >= knownMost {
		clear(k.by)
	}
	k.by[key] = r
}
