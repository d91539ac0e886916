package program

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/gate"
)

// Observer is told of memberships in the unit of work in which a person changes
// them: what it writes is there exactly when that is. It may move the membership
// on, and then changes what it is given. Its error undoes everything.
type Observer interface {
	// Placed tells that a partner was put on a tier.
	Placed(ctx context.Context, tx *gate.Tx, m *Membership) error
	// Moved tells that a person set the state.
	Moved(ctx context.Context, tx *gate.Tx, m *Membership) error
}

// Tell adds an observer. It belongs to putting the house together: nobody is
// added once requests are served.
func (s *Service) Tell(o Observer) { s.observers = append(s.observers, o) }

func (s *Service) tell(m *Membership, of func(Observer, *Membership) error) (*Membership, error) {
	for _, o := range s.observers {
		if err := of(o, m); err != nil {
			return nil, err
		}
	}
	return m, nil
}
