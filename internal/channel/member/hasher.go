package member

import (
	"context"
	"crypto/rand"
	"runtime"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// hasher hashes passwords a few at a time: each hash takes a core and its
// memory, and a crowd at the door must not take the whole machine.
type hasher struct {
	cost    Cost
	slots   chan struct{}
	waiting chan struct{}
	dummy   string // a hash that nothing opens, as dear as a real one
}

// queuePerSlot bounds the wait: a slot serves some 25 a second.
const queuePerSlot = 50

func newHasher(c Cost, slots int) *hasher {
	if c == (Cost{}) {
		c = DefaultCost
	}
	if slots < 1 {
		slots = runtime.GOMAXPROCS(0)
	}
	return &hasher{cost: c, dummy: unopened(c), slots: make(chan struct{}, slots),
		waiting: make(chan struct{}, slots*(queuePerSlot+1))}
}

func unopened(c Cost) string {
	h := stored{cost: c, salt: make([]byte, saltBytes), key: make([]byte, keyBytes)}
	_, _ = rand.Read(h.salt)
	_, _ = rand.Read(h.key)
	return h.String()
}

// seal hashes a password with the present cost.
func (h *hasher) seal(ctx context.Context, password string) (string, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return seal(password, h.cost).String(), nil
}

// opens tells whether the password opens the hash, and whether the hash should
// be made anew because its cost is not the present one.
func (h *hasher) opens(ctx context.Context, hash, password string) (yes, outdated bool, err error) {
	old, err := parseStored(hash)
	if err != nil {
		return false, false, fault.Wrap(fault.Internal, err, "Something broke on our side.")
	}
	leave, err := h.enter(ctx)
	if err != nil {
		return false, false, err
	}
	defer leave()
	return old.opens(password), old.cost != h.cost, nil
}

// enter waits for a slot as long as the caller does, unless too many wait
// already.
func (h *hasher) enter(ctx context.Context) (leave func(), err error) {
	select {
	case h.waiting <- struct{}{}:
	default:
		return nil, crowded(nil)
	}
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots; <-h.waiting }, nil
	case <-ctx.Done():
		<-h.waiting
		return nil, crowded(ctx.Err())
	}
}

func crowded(cause error) error {
	return &fault.Error{Kind: fault.Exhausted, Code: "SIGN_IN_BUSY", Retry: 2 * time.Second, Cause: cause,
		Message: "Many people are signing in at this moment. Try again in a few seconds."}
}
