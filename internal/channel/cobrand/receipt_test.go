package cobrand_test

import (
	"context"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestACopyStandsWhereItsVersionAndItsDatesStand(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		version string
		until   time.Duration // 0: no end
		want    string
	}{
		{"PUBLISHED", 0, cobrand.CurrentCopy}, {"PUBLISHED", time.Second, cobrand.CurrentCopy}, {"PUBLISHED", -time.Second, cobrand.ExpiredCopy},
		{"SUPERSEDED", 0, cobrand.SupersededCopy}, {"SUPERSEDED", -time.Second, cobrand.ExpiredCopy}, {"WITHDRAWN", 0, cobrand.WithdrawnCopy}, {"WITHDRAWN", -time.Second, cobrand.WithdrawnCopy},
	} {
		r := cobrand.Receipt{State: tt.version}
		if tt.until != 0 {
			end := now.Add(tt.until)
			r.ValidUntil = &end
		}
		if got := r.StateAt(now); got != tt.want {
			t.Errorf("%s until %s: %s, want %s", tt.version, tt.until, got, tt.want)
		}
	}
}

func TestACopyIsFoundByItsHashAlone(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	r := c.Render(c.Acorn.Admin, c.Kit(testkit.Datasheet), c.Acorn.Partner)
	got, err := c.Cobrand.Receipt(context.Background(), r.SHA256)
	c.Must(err)
	if got == nil || got.Partner != c.Acorn.DisplayName || got.Version != "1.0.0" || got.Title() == "" || got.Title() == got.FileName {
		t.Errorf("%+v", got)
	}
	for _, unknown := range []string{string(r.ID), "", "0123456789ABCDEFGHJK"} {
		if got, err := c.Cobrand.Receipt(context.Background(), unknown); got != nil || err != nil {
			t.Errorf("%q: %v, %v", unknown, got, err)
		}
	}
}
