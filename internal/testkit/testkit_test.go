package testkit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// The kit is only worth something if what it makes is whole: every kit that
// ships can be rendered by every partner of the channel.
func TestInTheChannelEverybodyCanUseEveryKit(t *testing.T) {
	t.Parallel()
	began := time.Now()
	c := testkit.NewChannel(t)
	t.Logf("a channel takes %v", time.Since(began))
	for _, slug := range []string{testkit.Datasheet, testkit.Social, testkit.Pricing} {
		began = time.Now()
		v := c.Kit(slug)
		t.Logf("%s is published in %v", slug, time.Since(began))
		for _, h := range c.Houses() {
			began = time.Now()
			r := c.Render(h.Admin, v, h.Partner)
			t.Logf("%s for %s: %d bytes, %v", slug, h.Word, r.Bytes, time.Since(began))
			if !strings.Contains(r.FileName, h.Word) {
				t.Errorf("%q does not name %s", r.FileName, h.Word)
			}
		}
	}
}
