package badge_test

import (
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 6)
}

const aDay = 24 * time.Hour

// academy is a channel in which the seller of Acornix holds a certification of
// a year, with 30 days of notice and 14 of grace.
type academy struct {
	*testkit.Channel
	held *training.Certification
}

func newAcademy(t *testing.T) *academy {
	t.Helper()
	a := &academy{Channel: testkit.NewChannel(t)}
	a.Clock.Fix(a.Clock.Now().Truncate(time.Second))
	_, err := a.Training.Define(a.System(), training.Definition{Key: "edge-badge", Name: "Edge Badge 101", Minutes: 90, ValidMonths: 12, NoticeDays: 30, GraceDays: 14})
	a.Must(err)
	a.held = a.give(&a.Acorn.Second.ID)
	return a
}

// give certifies the seller of Acornix, or Acornix itself.
func (a *academy) give(person *memberID) *training.Certification {
	a.T.Helper()
	c, err := a.Training.Certify(a.System(), "edge-badge", a.Acorn.ID, (*string)(person), a.Clock.Now())
	a.Must(err)
	return c
}

// code is what the holder would read.
func (a *academy) code(c *training.Certification) string {
	a.T.Helper()
	return a.badge(c).Code
}

func (a *academy) badge(c *training.Certification) *badge.Badge {
	a.T.Helper()
	return a.shownTo(a.Boss, c)
}
