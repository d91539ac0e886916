package transfer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/session"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// ID names an import.
type ID string

// Source is where an import comes from.
type Source string

// The sources.
const (
	CSV  Source = "CSV"
	XAPI Source = "XAPI"
)

// State is how far an import is; see the diagram in the package comment.
type State string

// The states.
const (
	Waiting  State = "WAITING"
	Posting  State = "POSTING"
	Posted   State = "POSTED"
	Rejected State = "REJECTED"
	Undoing  State = "UNDOING"
	Undone   State = "UNDONE"
)

// Import is completions that came together.
type Import struct {
	ID          ID          `db:"id"`
	Source      Source      `db:"source"`
	HolderID    *partner.ID `db:"holder_id"` // nil: the vendor
	RequestedBy *string     `db:"requested_by"`
	FileName    string      `db:"file_name"`
	Lines       int         `db:"lines"`
	Added       int         `db:"added"`
	Unchanged   int         `db:"unchanged"`
	Posted      int         `db:"posted"`
	State       State       `db:"state"`
	DecidedBy   *string     `db:"decided_by"`
	DecidedAt   *time.Time  `db:"decided_at"`
	DecidedWhy  *string     `db:"decided_why"`
	CreatedAt   time.Time   `db:"created_at"`
	PostedAt    *time.Time  `db:"posted_at"`
	UndoneBy    *string     `db:"undone_by"`
	UndoingAt   *time.Time  `db:"undoing_at"` // when it was ordered
	UndoneAt    *time.Time  `db:"undone_at"`  // when the last line was undone
	UndoneWhy   *string     `db:"undone_why"`
}

// Service is what one can do with imports.
type Service struct {
	gate         *gate.Gate
	learning     *learning.Service
	base         string
	small, chunk int
	stint        time.Duration
}

// NewService makes the service; learning credits. base is the public address
// of this system, as statements name its courses.
func NewService(g *gate.Gate, l *learning.Service, base string) *Service {
	return &Service{gate: g, learning: l, base: base, small: small, chunk: chunk, stint: stint}
}

// Order is a file that is to be imported.
type Order struct {
	Source Source
	Name   string
	File   []byte // nil: none was given, or two
	Check  bool   // only say what would come of it
}

var ask = gate.Ask{Action: access.TrainingImport}

// Import takes a file over, all of it or nothing, and reports of every line
// that stands in the way.
func (s *Service) Import(ctx context.Context, o Order) (*Report, error) {
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	if o.File == nil {
		return nil, fault.Field(fault.Invalid, "file", "ONE_OF", "Give a file, a staged upload or a text, and only one of them.")
	}
	r, err := s.read(o)
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Report, error) {
		holder := holderOf(tx)
		if err := lockHolder(ctx, tx, holder); err != nil {
			return nil, err
		}
		c, err := s.check(ctx, tx, o, holder, r)
		if err != nil {
			return nil, err
		}
		report := c.report()
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "completion_import", ID: "-", Detail: map[string]any{"act": "read", "source": o.Source,
			"lines": report.Lines, "added": report.Added, "unchanged": report.Unchanged, "problems": report.Problems, "checkedOnly": o.Check}})
		if report.Problems > 0 || report.Added == 0 || o.Check {
			return report, nil
		}
		id, err := s.stage(ctx, tx, o, holder, c)
		report.Import = id
		return report, err
	})
}

func (s *Service) read(o Order) (*reader, error) {
	if o.Source == XAPI {
		return readStatements(o.File, s.base, s.gate.Clock())
	}
	return readCSV(o.File, s.gate.Clock())
}

// holderOf is who reports: nil for the vendor.
func holderOf(tx *gate.Tx) *partner.ID {
	if id := partner.ID(tx.Actor().Partner); id != "" {
		return &id
	}
	return nil
}

// stage writes the lines down, and begins to post them where nobody has to
// verify them.
func (s *Service) stage(ctx context.Context, tx *gate.Tx, o Order, holder *partner.ID, c *checked) (*ID, error) {
	trusted, err := session.Trusted(ctx, &tx.View, holder)
	if err != nil {
		return nil, err
	}
	m := &Import{ID: ID(ids.New()), Source: o.Source, HolderID: holder, RequestedBy: filled(tx.Actor().Person), FileName: clip(o.Name), Lines: len(c.lines) + c.unchanged,
		Added: len(c.lines), Unchanged: c.unchanged, State: Waiting, CreatedAt: tx.Now()}
	if trusted {
		m.State = Posting
	}
	tx.Record(audit.Created("completion_import", string(m.ID), m))
	return &m.ID, tx.Widen(ctx, "completions from elsewhere are staged", func() error {
		if err := insertImport(ctx, tx, m); err != nil {
			return err
		}
		for some := range slices.Chunk(c.lines, 2000) {
			if err := insertLines(ctx, tx, m, some); err != nil {
				return err
			}
		}
		if !trusted {
			return nil
		}
		return s.begin(ctx, tx, m)
	})
}

// begin posts an import at once when it is small, and else orders that.
func (s *Service) begin(ctx context.Context, tx *gate.Tx, m *Import) error {
	if m.Added > s.small {
		return queue.Publish(ctx, tx, Staged{m.ID})
	}
	_, err := s.post(ctx, tx, m)
	return err
}

// Decision is what the vendor says of an import that waits.
type Decision struct {
	Import ID
	Holds  bool
	Reason string
}

// Decide lets an import of a distributor be posted, or rejects all of it.
func (s *Service) Decide(ctx context.Context, d Decision) (*Import, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingVerify}, func(tx *gate.Tx) (*Import, error) {
		m, err := lockImport(ctx, tx, d.Import)
		if err != nil {
			return nil, err
		}
		if err := d.allowed(tx, m); err != nil {
			return nil, err
		}
		now := tx.Now()
		from := m.State
		m.State, m.DecidedBy, m.DecidedAt = Posting, filled(tx.Actor().Person), &now
		if !d.Holds {
			m.State, m.DecidedWhy = Rejected, &d.Reason
		}
		tx.Record(audit.Changed("completion_import", string(m.ID), from, map[string]any{"state": m.State, "why": m.DecidedWhy}))
		if err := saveImport(ctx, tx, m); err != nil {
			return nil, err
		}
		if !d.Holds {
			return m, rejectLines(ctx, tx, m.ID)
		}
		return m, s.begin(ctx, tx, m)
	})
}

func (d Decision) allowed(tx *gate.Tx, m *Import) error {
	switch {
	case m.State != Waiting:
		return fault.Coded(fault.Conflict, "IMPORT_STATE", "This import is %s. Only one that is WAITING can be decided.", m.State)
	case m.RequestedBy != nil && *m.RequestedBy == tx.Actor().Person:
		return fault.Coded(fault.Conflict, "OWN_REPORT", "You imported this yourself. Somebody else has to verify it.")
	case !d.Holds && (strings.TrimSpace(d.Reason) == "" || len(d.Reason) > 1000):
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 bytes: who imported it will read it.")
	}
	return nil
}

// Activity says which course an activity of another system is.
type Activity struct {
	ID     string
	Course string // key; empty ends the mapping
}

// Map remembers which course an activity is. What was imported stays as it is.
func (s *Service) Map(ctx context.Context, a Activity) (*string, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*string, error) {
		if a.ID == "" || len(a.ID) > 500 || !storable(a.ID) || !strings.Contains(a.ID, ":") {
			return nil, fault.Field(fault.Invalid, "activityId", "ACTIVITY_ID", "The id of an activity is an IRI of at most 500 bytes, such as https://lms.example/courses/4711.")
		}
		a.Course = strings.ToLower(strings.TrimSpace(a.Course))
		tx.Record(audit.Changed("xapi_activity", a.ID, nil, a.Course))
		if err := unmapActivity(ctx, tx, a.ID); err != nil || a.Course == "" {
			return &a.ID, err
		}
		n, err := mapActivity(ctx, tx, a)
		if err == nil && n == 0 {
			err = fault.Field(fault.Invalid, "courseKey", "UNKNOWN_COURSE", "There is no course with this key.")
		}
		return &a.ID, err
	})
}

func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// clip keeps a file name within what is stored, on the border of a sign.
func clip(name string) string {
	name = shown(name)
	for len(name) > 255 {
		runes := []rune(name)
		name = string(runes[:len(runes)-1])
	}
	return name
}
