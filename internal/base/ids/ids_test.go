package ids

import (
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
)

func TestAnIDOfAnotherTypeIsNotFound(t *testing.T) {
	t.Parallel()
	g := Global("Partner", New())
	if _, err := Local("Template", g); fault.KindOf(err) != fault.NotFound {
		t.Errorf("err = %v", err)
	}
	if id, err := Local("Partner", g); err != nil || !Valid(id) {
		t.Errorf("Local = %q, %v", id, err)
	}
	for _, bad := range []string{"", "x", "UGFydG5lcg", Global("Partner", "1' or '1")} {
		if _, _, err := Split(bad); err == nil {
			t.Errorf("Split(%q) is accepted", bad)
		}
	}
}
