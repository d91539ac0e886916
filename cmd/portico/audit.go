package main

import (
	"context"
	"fmt"
	"os"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// auditCommand looks after the trail.
type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Walk the chain of the audit trail from its first entry."`
}

// auditVerifyCommand proves that the trail was not changed.
type auditVerifyCommand struct{}

// Run prints the head, to be kept elsewhere, or the place where the chain
// breaks; then the exit code is 1.
func (auditVerifyCommand) Run() error {
	ctx := actor.ForSystem(context.Background(), "audit-verify")
	h, err := build(ctx, false)
	if err != nil {
		return err
	}
	defer h.close()
	var chain audit.Chain
	if err := walk(ctx, h.gate, &chain); err != nil {
		fmt.Fprintln(os.Stderr, "BROKEN:", err)
		return errRefused
	}
	n, hash := chain.Head()
	fmt.Printf("OK: %d entries, head %x\n", n, hash)
	return nil
}

const auditBatch = 5000

func walk(ctx context.Context, g *gate.Gate, chain *audit.Chain) error {
	for {
		after, _ := chain.Head()
		rows, err := gate.Read(ctx, g, gate.Ask{Action: access.AuditRead}, func(v *gate.View) ([]audit.Row, error) {
			return gate.Trail(ctx, v, after, auditBatch)
		})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := chain.Add(r); err != nil {
				return err
			}
		}
		if len(rows) < auditBatch {
			return nil
		}
	}
}
