package badge

import (
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// Badge is a certification with what it takes to show it.
type Badge struct {
	training.Certification
	Code      string  `db:"verify_code"`
	Index     int64   `db:"status_index"`
	Published bool    `db:"name_published"` // the holder wants the name to be read
	Minutes   int     `db:"minutes"`
	Partner   string  `db:"partner_name"`
	Person    *string `db:"person_name"` // nil when the partner holds it
	Email     *string `db:"person_email"`
	Locale    *string `db:"person_locale"`
}

// Holder is who holds it, by name.
func (b *Badge) Holder() string {
	if b.Person != nil {
		return *b.Person
	}
	return b.Partner
}

// Shown is the name that the public may read; empty for none.
func (b *Badge) Shown() string {
	if b.Published {
		return b.Holder()
	}
	return ""
}

// admins may do for their partner what a holder does.
var admins = []actor.Role{actor.DistributorAdmin, actor.ResellerAdmin}

func isAdmin(who *actor.Actor) bool {
	for _, r := range admins {
		if who.Has(r) {
			return true
		}
	}
	return false
}

// holds tells whether the badge is the actor's own.
func (b *Badge) holds(who *actor.Actor) bool {
	return b.PersonID != nil && *b.PersonID == who.Person
}

// mayUse tells whether the actor may print it: the holder, or an administrator
// of the partner.
func (b *Badge) mayUse(who *actor.Actor) bool {
	return b.holds(who) || partner.ID(who.Partner) == b.PartnerID && isAdmin(who)
}

// maySee tells whether the actor may have its code: who may print it, and the
// vendor, who issued it.
func (b *Badge) maySee(who *actor.Actor) bool { return b.mayUse(who) || who.Partner == "" }

// mayPublish tells whether the actor may let the name be read: nobody but the
// person, and of a partner's own badge its administrators.
func (b *Badge) mayPublish(who *actor.Actor) bool {
	if b.PersonID == nil {
		return b.mayUse(who)
	}
	return b.holds(who)
}

// State is where it stands at a moment.
func (b *Badge) State(t time.Time) training.State { return b.StateAt(t) }

// codeLength is that of new_verify_code in the database.
const codeLength = 20

// alphabet are the letters of a code. People read 1 for I and L, and 0 for O.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var misread = strings.NewReplacer("I", "1", "L", "1", "O", "0", "-", "", " ", "")

// Code makes a code of what somebody typed; empty when it cannot be one.
func Code(typed string) string {
	if len(typed) > 2*codeLength {
		return ""
	}
	code := misread.Replace(strings.ToUpper(typed))
	if len(code) != codeLength || strings.Trim(code, alphabet) != "" {
		return ""
	}
	return code
}

// Spaced is a code as people read it, in groups of five.
func Spaced(code string) string {
	var groups []string
	for ; len(code) > 5; code = code[5:] {
		groups = append(groups, code[:5])
	}
	return strings.Join(append(groups, code), "-")
}
