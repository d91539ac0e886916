package read

import (
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// keepPlans is how many plans are kept; gqlgen keeps as many documents.
const keepPlans = 2000

// planKey is what a plan depends on: the document as it lies in gqlgen's cache,
// the field whose payload is read, and the switches of @skip and @include.
type planKey struct {
	op       *ast.OperationDefinition
	field    *ast.Field
	switches uint64
}

// plans keeps the plans of operations.
type plans struct {
	mu   sync.RWMutex
	kept map[planKey]*plan
}

func newPlans() *plans { return &plans{kept: map[planKey]*plan{}} }

// of finds or makes the plan of a selection.
func (p *plans) of(e *Engine, op *graphql.OperationContext, typ string, field *ast.Field, sets ast.SelectionSet) (*plan, error) {
	key, ok := keyOf(op, field)
	if !ok {
		return e.plan(op, typ, sets)
	}
	p.mu.RLock()
	pl := p.kept[key]
	p.mu.RUnlock()
	if pl != nil {
		return pl, nil
	}
	pl, err := e.plan(op, typ, sets)
	if err == nil {
		p.keep(key, pl)
	}
	return pl, err
}

func (p *plans) keep(key planKey, pl *plan) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.kept) >= keepPlans {
		clear(p.kept) // rare, and cheap to make again
	}
	p.kept[key] = pl
}

// keyOf is false for an operation with more switches than a key holds.
func keyOf(op *graphql.OperationContext, field *ast.Field) (planKey, bool) {
	key, n := planKey{op: op.Operation, field: field}, 0
	for _, v := range op.Operation.VariableDefinitions {
		if v.Type.NamedType != "Boolean" {
			continue
		}
		if on, _ := op.Variables[v.Variable].(bool); on {
			key.switches |= 1 << n
		}
		if n++; n > 63 {
			return key, false
		}
	}
	return key, true
}

// size is the room that the last answers of a plan took, so that the next is
// written without growing.
type size struct{ atomic.Int64 }

func (s *size) room() int { return int(s.Load()) + 512 }

func (s *size) learn(n int) { s.Store(max(s.Load()-s.Load()/8, int64(n))) }
