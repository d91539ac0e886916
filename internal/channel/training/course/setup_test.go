package course_test

import (
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 25)
}
