package learning

import (
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with learning.
type Service struct {
	gate      *gate.Gate
	observers []Observer
}

// NewService makes the service. Observers are added by Tell.
func NewService(g *gate.Gate) *Service { return &Service{gate: g} }
