package budget

import (
	"fmt"
	"math"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The model keeps one number a key and lets every second pass for all of them.
func TestABookDoesWhatTheModelDoes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rate := Rate{float64(rapid.IntRange(1, 50).Draw(t, "maximum")), float64(rapid.IntRange(1, 10).Draw(t, "rate"))}
		now := time.Unix(1_800_000_000, 0)
		book, model := New(rate, func() time.Time { return now }), map[string]float64{}
		book.sweepAt = 2 // so that full buckets are forgotten all the time
		left := func(key string) float64 {
			if v, ok := model[key]; ok {
				return v
			}
			return rate.Maximum
		}
		t.Repeat(map[string]func(*rapid.T){
			"take": func(t *rapid.T) {
				key, n := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key"), float64(rapid.IntRange(0, 60).Draw(t, "points"))
				s, ok := book.Take(key, n)
				if want := n <= left(key); ok != want {
					t.Fatalf("Take(%s, %v) of %v = %v", key, n, left(key), ok)
				}
				if ok {
					model[key] = left(key) - n
				}
				if math.Abs(s.Left-left(key)) > 1e-6 {
					t.Fatalf("%v left, want %v", s.Left, left(key))
				}
				if wait := time.Duration((n - left(key)) / rate.PerSecond * 1e9); !ok && n <= rate.Maximum && (s.Wait-wait).Abs() > time.Millisecond {
					t.Fatalf("wait %v, want %v", s.Wait, wait)
				}
			},
			"settle": func(t *rapid.T) {
				key, n := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key"), float64(rapid.IntRange(-60, 60).Draw(t, "points"))
				model[key] = min(rate.Maximum, max(0, left(key)+n))
				if s := book.Settle(key, n); math.Abs(s.Left-left(key)) > 1e-6 {
					t.Fatalf("%v left, want %v", s.Left, left(key))
				}
			},
			"time passes": func(t *rapid.T) {
				d := rapid.IntRange(0, 5).Draw(t, "seconds")
				now = now.Add(time.Duration(d) * time.Second)
				for key := range model {
					model[key] = min(rate.Maximum, model[key]+float64(d)*rate.PerSecond)
				}
			},
		})
	})
}

// A flood of keys, such as one from a large IPv6 network, takes no more memory
// than the book has, and does not stop those who are known already.
func TestAFloodOfKeysSharesOneBucket(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	book := New(Rate{Maximum: 10, PerSecond: 1}, func() time.Time { return now })
	book.most, book.sweepAt = 100, 100
	book.Take("known", 5)
	refused := 0
	for i := range 1000 {
		if _, ok := book.Take(fmt.Sprint("stranger ", i), 1); !ok {
			refused++
		}
	}
	if len(book.buckets) > 101 || refused < 850 {
		t.Errorf("%d buckets, %d refused", len(book.buckets), refused)
	}
	if s, ok := book.Take("known", 5); !ok || s.Left != 0 {
		t.Errorf("known: %v %v", s, ok)
	}
	now = now.Add(time.Minute)
	if _, ok := book.Take("later", 10); !ok || len(book.buckets) > 2 {
		t.Errorf("after a minute: %v, %d buckets", ok, len(book.buckets))
	}
}

func TestNoBookSetsNoLimit(t *testing.T) {
	t.Parallel()
	var none *Book
	if _, ok := none.Take("a", 1e9); !ok || none.Settle("a", -1) != (State{}) {
		t.Error("a nil book limits")
	}
}

// A book that is full of empty buckets looks for full ones once a second, not
// at every newcomer: a flood would hold everybody up who shares the lock.
func TestAFullBookIsSweptOnceASecond(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	b := New(Rate{Maximum: 10, PerSecond: 1}, func() time.Time { return now })
	b.most, b.sweepAt = 64, 64
	for i := range 64 {
		b.Take(strconv.Itoa(i), 10)
	}
	b.Take("first of the flood", 1)
	swept := b.swept
	for i := range 900 {
		now = now.Add(time.Millisecond)
		b.Take("flood "+strconv.Itoa(i), 1)
	}
	if b.swept != swept {
		t.Errorf("swept again after %v", b.swept.Sub(swept))
	}
	now = now.Add(11 * time.Second)
	if _, ok := b.Take("after the flood", 10); !ok || len(b.buckets) > 3 {
		t.Errorf("a newcomer finds a bucket of its own: %v; %d are kept", ok, len(b.buckets))
	}
}
