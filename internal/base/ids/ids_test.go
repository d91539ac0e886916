package ids

import (
	"strings"
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

// A client that writes the UUID in capitals means the same row.
func TestAnIDHasOneSpellingInside(t *testing.T) {
	t.Parallel()
	id := New()
	if _, got, err := Split(Global("Partner", strings.ToUpper(id))); err != nil || got != id {
		t.Errorf("Split = %q, %v; want %q", got, err, id)
	}
}
