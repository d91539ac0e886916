package transfer

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// line is an entry whose every name was found.
type line struct {
	ID          string            `db:"id" json:"id"`
	Number      int               `db:"number" json:"number"`
	Kind        string            `db:"kind" json:"kind"`
	Email       string            `db:"email" json:"email"`
	PartnerID   *partner.ID       `db:"partner_id" json:"partner_id"`
	PersonID    *member.ID        `db:"person_id" json:"person_id"`
	CourseID    *course.ID        `db:"course_id" json:"course_id"`
	VersionID   *course.VersionID `db:"version_id" json:"version_id"`
	CompletedAt *time.Time        `db:"completed_at" json:"completed_at"`
	Score       *float64          `db:"score" json:"score"`
	ExternalID  *string           `db:"external_id" json:"external_id"`
	Digest      *string           `db:"digest" json:"digest"`
	TargetID    *string           `db:"target_id" json:"target_id"`
	State       string            `db:"state" json:"-"`
}

// fact is what makes two completions the same.
type fact struct {
	person member.ID
	course course.ID
	at     int64 // microseconds
}

func (l *line) fact() fact { return fact{*l.PersonID, *l.CourseID, l.CompletedAt.UnixMicro()} }

// counts tells whether a line is known by what it says. A statement is known by
// its id: two may say the same, and each can be voided.
func (l *line) counts() bool { return l.Kind == completed && l.Digest == nil }

// place is where a line stands, as its holder counts.
func (l *line) place() string {
	if l.Digest != nil || l.Kind == voided {
		return fmt.Sprintf("statement %d", l.Number)
	}
	return fmt.Sprintf("line %d", l.Number)
}

// same tells whether two lines with one external id say the same.
func (l *line) same(o *line) bool {
	if l.Digest != nil || o.Digest != nil {
		return l.Digest != nil && o.Digest != nil && *l.Digest == *o.Digest
	}
	return l.fact() == o.fact() && (l.Score == nil && o.Score == nil || l.Score != nil && o.Score != nil && *l.Score == *o.Score)
}

// checked is a file on its way from what it says to what is known.
type checked struct {
	*reader
	people    map[string][]*somebody // by address
	courses   map[string]*taught     // by key, and by activity
	known     map[string]*line       // imported before, by external id
	facts     map[fact]bool          // imported before
	lines     []*line
	unchanged int
	given     []string
}

// check finds out what every entry speaks of.
func (s *Service) check(ctx context.Context, tx *gate.Tx, o Order, holder *partner.ID, r *reader) (*checked, error) {
	c := &checked{reader: &reader{entries: r.entries, notes: slices.Clone(r.notes), now: r.now}, known: map[string]*line{}, facts: map[fact]bool{}}
	if err := c.find(ctx, tx); err != nil {
		return nil, err
	}
	resolved := c.resolve()
	err := tx.Widen(ctx, "what was imported before is known", func() (err error) {
		c.known, c.facts, err = imported(ctx, &tx.View, holder, o.Source, resolved, targetsOf(r.entries))
		return err
	})
	if err != nil {
		return nil, err
	}
	c.compare(resolved)
	slices.SortStableFunc(c.notes, func(a, b Note) int { return a.Line - b.Line })
	return c, nil
}

// find looks up people and courses. People are those of the partners that the
// asker may see.
func (c *checked) find(ctx context.Context, tx *gate.Tx) error {
	var emails, keys, activities []string
	for _, e := range c.entries {
		if storable(e.Email) {
			emails = append(emails, e.Email)
		}
		if storable(e.Course) {
			keys = append(keys, e.Course)
		}
		if storable(e.Activity) {
			activities = append(activities, e.Activity)
		}
	}
	reached, err := partnersSeen(ctx, &tx.View)
	if err != nil {
		return err
	}
	if c.courses, err = coursesOf(ctx, &tx.View, distinct(keys), distinct(activities)); err != nil {
		return err
	}
	return tx.Widen(ctx, "people are known by their e-mail addresses", func() (err error) {
		c.people, err = peopleOf(ctx, &tx.View, distinct(emails), reached)
		return err
	})
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// resolve makes lines of the entries whose person and course are known, and
// notes the others.
func (c *checked) resolve() []*line {
	var out []*line
	for i := range c.entries {
		e := &c.entries[i]
		l := &line{ID: ids.New(), Number: e.Line, Kind: e.Kind, Email: e.Email, ExternalID: filled(e.ExternalID), Digest: filled(e.Digest), Score: e.Score}
		if e.Kind == completed && !c.place(e, l) {
			continue
		}
		out = append(out, l)
	}
	return out
}

// place finds person, course and version of a completion.
func (c *checked) place(e *entry, l *line) bool {
	before := len(c.notes)
	who, t := c.person(e), c.courses[e.Course]
	if e.Activity != "" {
		t = c.courses["activity "+e.Activity]
	}
	switch {
	case t == nil && e.Activity != "":
		c.note(e.Line, "object.id", e.Activity, "UNKNOWN_ACTIVITY", "No course belongs to this activity. Map it to one, or send the address of the course here.")
	case t == nil:
		c.note(e.Line, "course", e.Course, "UNKNOWN_COURSE", "There is no course with this key. Take the key from the list of courses.")
	case t.VersionID == nil:
		c.note(e.Line, "course", e.Course, "COURSE_NOT_PUBLISHED", "This course is not taught at present, so nobody can be credited with it. Publish it first.")
	}
	if len(c.notes) > before {
		return false
	}
	l.PartnerID, l.PersonID, l.CourseID, l.VersionID, l.CompletedAt = &who.PartnerID, &who.ID, &t.CourseID, t.VersionID, &e.At
	return true
}

func (c *checked) person(e *entry) *somebody {
	var found []*somebody
	for _, p := range c.people[e.Email] {
		if e.Partner == "" || p.Slug == e.Partner {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		c.note(e.Line, "email", e.Email, "UNKNOWN_EMAIL", "Nobody whom you may import for has this address. Check it, or have the partner invite the person first.")
	default:
		c.note(e.Line, "email", e.Email, "AMBIGUOUS_EMAIL", "People of several partners have this address. Say in a column partner by its slug which one is meant.")
	}
	return nil
}

// compare tells what is new from what was known, and notes what contradicts.
func (c *checked) compare(all []*line) {
	first, named := map[fact]*line{}, map[string]*line{}
	targets := map[int]string{}
	for _, e := range c.entries {
		targets[e.Line] = e.Target
	}
	for _, l := range all {
		if l.ExternalID != nil {
			c.given = append(c.given, *l.ExternalID)
		}
		if twin := c.twin(l, first, named); twin != nil {
			c.note(l.Number, "", "", "DUPLICATE_LINE", "This says the same as %s, or has its id. Take one of the two out.", twin.place())
			continue
		}
		if l.ExternalID != nil {
			named[*l.ExternalID] = l
		}
		if l.counts() {
			first[l.fact()] = l
		}
		c.enter(l, targets[l.Number], named)
	}
}

func (c *checked) twin(l *line, first map[fact]*line, named map[string]*line) *line {
	if l.ExternalID != nil && named[*l.ExternalID] != nil {
		return named[*l.ExternalID]
	}
	if l.counts() {
		return first[l.fact()]
	}
	return nil
}

// enter adds a line, or counts it as known.
func (c *checked) enter(l *line, target string, named map[string]*line) {
	if l.ExternalID != nil && c.known[*l.ExternalID] != nil {
		if old := c.known[*l.ExternalID]; l.Kind == old.Kind && l.same(old) {
			c.unchanged++
			return
		}
		c.note(l.Number, "id", *l.ExternalID, "ID_TAKEN", "Something else was imported under this id before. Give what is new an id of its own; what is wrong is taken back first.")
		return
	}
	switch {
	case l.Kind == voided && !c.voids(l, target, named):
		return
	case l.counts() && c.facts[l.fact()]:
		c.unchanged++
		return
	}
	c.lines = append(c.lines, l)
}

// voids finds what a statement takes back.
func (c *checked) voids(l *line, target string, named map[string]*line) bool {
	of := c.known[target]
	if of == nil {
		of = named[target]
	}
	switch {
	case of == nil:
		c.note(l.Number, "object.id", target, "UNKNOWN_STATEMENT", "No statement with this id came from you. Send the statement first.")
		return false
	case of.Kind == voided:
		c.note(l.Number, "object.id", target, "VOIDS_A_VOID", "A statement that voids cannot be voided. Send the completion anew, under another id.")
		return false
	}
	l.TargetID = &of.ID
	return true
}

func targetsOf(entries []entry) (out []string) {
	for _, e := range entries {
		if e.Target != "" {
			out = append(out, e.Target)
		}
	}
	return out
}

func (c *checked) report() *Report {
	bad := map[int]bool{}
	for _, n := range c.notes {
		bad[n.Line] = true
	}
	return &Report{Lines: len(c.lines) + c.unchanged + len(bad), Added: len(c.lines), Unchanged: c.unchanged, Problems: len(c.notes),
		Notes: c.notes[:min(maxNotes, len(c.notes))], Given: c.given}
}
