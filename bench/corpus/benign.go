package main

import (
	"context"
	"time"
)

// benign is how a well-meaning client fared.
type benign struct {
	took   []time.Duration
	failed int
}

// ask asks small questions for a while.
func (a *attacker) ask(ctx context.Context, long time.Duration) benign {
	enough := make(chan struct{})
	timer := time.AfterFunc(long, func() { close(enough) })
	defer timer.Stop()
	return a.askUntil(ctx, enough)
}

// askUntil asks until it is enough, a hundred times a second at most.
func (a *attacker) askUntil(ctx context.Context, enough <-chan struct{}) (b benign) {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return b
		case <-enough:
			return b
		case <-tick.C:
		}
		var got struct {
			Viewer struct{ Person struct{ Name string } }
		}
		began := time.Now()
		err := a.reseller.Do(ctx, `{ viewer { person { name } } }`, nil, &got)
		if err != nil || got.Viewer.Person.Name == "" {
			b.failed++
		}
		b.took = append(b.took, time.Since(began))
	}
}
