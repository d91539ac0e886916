package page

import (
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
)

func TestWantRefuses101AndForeignCursors(t *testing.T) {
	t.Parallel()
	n, bad := 101, "not a cursor"
	if _, err := Want(&n, nil); fault.KindOf(err) != fault.Invalid {
		t.Errorf("first 101: %v", err)
	}
	n = 100
	if _, err := Want(&n, nil); err != nil {
		t.Errorf("first 100: %v", err)
	}
	if _, err := Want(nil, &bad); fault.CodeOf(err) != "CURSOR" {
		t.Errorf("foreign cursor: %v", err)
	}
}

func TestACursorComesBack(t *testing.T) {
	t.Parallel()
	k := Key{Sort: "Zürich", ID: "0190"}
	c := k.Cursor()
	ask, err := Want(nil, &c)
	if err != nil || ask.After != k || ask.First != Default {
		t.Errorf("Want = %+v, %v", ask, err)
	}
}

func TestCutTellsOfMore(t *testing.T) {
	t.Parallel()
	if p := Cut([]int{1, 2, 3}, 2); !p.More || len(p.Rows) != 2 {
		t.Errorf("Cut = %+v", p)
	}
	if p := Cut([]int{1, 2}, 2); p.More {
		t.Errorf("Cut = %+v", p)
	}
}
