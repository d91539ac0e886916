// Command training measures the pages that show training, over HTTP, at size M: 30,000 people, 60 courses, 150,000
// enrollments, 24,000 certifications of people beside 25,000 of partners.
//
//	go run ./bench/training                  about two minutes
//	go run ./bench/training -size 0.2        a fifth of it
//
// At the end it lets every certification end at once, and times the round that notices it and moves memberships.
//
// A page is asked again and again by one signed-in person; what is printed is the time from the request to the last
// byte of the answer. The bar is held by the median; the tail is printed beside it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/portico-prm/portico/bench/drive"
	"github.com/portico-prm/portico/bench/graphql/seed"
	"github.com/portico-prm/portico/internal/base/ids"
)

func main() {
	size := flag.Float64("size", 1, "share of size M")
	asks := flag.Int("n", 300, "how often each page is asked")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *size, *asks)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "training:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, size float64, asks int) error {
	if size < seed.Least || size > 1 || asks < 10 {
		return fmt.Errorf("give a size from %g to 1 and at least 10 asks", seed.Least)
	}
	d, err := startDatabase(ctx)
	if err != nil {
		return err
	}
	defer d.stop()
	if err := d.fill(ctx, size); err != nil {
		return err
	}
	s, err := d.serve(ctx)
	if err != nil {
		return err
	}
	defer s.Stop()
	if err := d.settled(ctx); err != nil {
		return err
	}
	late := d.pages(ctx, s, asks)
	s.Stop()
	return errors.Join(late, d.rounds(ctx))
}

// pages asks every page and holds it to its bar.
func (d *database) pages(ctx context.Context, s *drive.Server, asks int) error {
	fmt.Println(d.counts)
	var id string
	if err := d.GetContext(ctx, &id, "select id from partner where slug = 'alder-1'"); err != nil {
		return err
	}
	late := false
	for _, p := range pages {
		c, err := s.SignIn(ctx, p.who)
		if err != nil {
			return err
		}
		t, err := repeat(ctx, c, p, drive.Vars{"id": ids.Global("Partner", id)}, asks)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Printf("%-48s %7d bytes  p50 %6.1f ms  p95 %6.1f ms  p99 %6.1f ms  bar %3d ms  %s\n", p.name, t.bytes, ms(t.p50), ms(t.p95), ms(t.p99), p.bar.Milliseconds(), verdict(t.p50 < p.bar))
		late = late || t.p50 >= p.bar
	}
	if late {
		return fmt.Errorf("a page is slower than its bar")
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func verdict(held bool) string {
	if held {
		return "held"
	}
	return "MISSED"
}
