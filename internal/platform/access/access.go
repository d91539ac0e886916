// Package access is the permission table: which role may ask for which action,
// and how far that reaches. It is data, read from top to bottom;
// testdata/matrix.golden shows it as a table.
//
// Permission (may this person ask this of these rows?) is here and in the row
// policies of the database. Entitlement (may this partner use this template
// now, and if not, why?) is content/rule.
package access

import "github.com/portico-prm/portico/internal/platform/actor"

// Action is something one can ask for, named as "word.verb".
type Action string

// Reach is how far an action goes for an actor.
type Reach uint8

// The reaches, from nothing to everything. Each but None is a database role.
const (
	None      Reach = iota
	Own             // the actor's own partner
	Portfolio       // own, and the resellers in the portfolio
	All             // the vendor's whole channel
	Door            // people and their proofs: who is it? No role has it; gate.Door does
)

var reachNames = [...]string{"-", "own", "portfolio", "all", "door"}

// String is the reach in one word.
func (r Reach) String() string { return reachNames[r] }

// DBRole is the database role that a transaction of this reach runs under.
func (r Reach) DBRole() string {
	return [...]string{"", "portico_own", "portico_portfolio", "portico_all", "portico_door"}[r]
}

// Of is the widest reach that the actor's roles give for the action, and None
// when no role gives any or the actor's token does not cover it.
func Of(a *actor.Actor, action Action) Reach {
	if a.Scopes != nil && !covered(a.Scopes, action) {
		return None
	}
	widest := None
	for _, role := range a.Roles {
		widest = max(widest, reach(role, action))
	}
	return widest
}

func reach(role actor.Role, action Action) Reach {
	if role == actor.System {
		return All
	}
	return table[action][role]
}

func covered(scopes []string, action Action) bool {
	for _, s := range scopes {
		if s == "*" || s == string(action) {
			return true
		}
	}
	return false
}

// Known tells whether the table has the action.
func Known(action Action) bool {
	_, ok := table[action]
	return ok
}
