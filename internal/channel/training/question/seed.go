package question

import (
	"crypto/sha256"
	"math/rand/v2"
	"strconv"
)

// Seed decides what chance decides in one attempt. Whoever knows it can tell
// the key of what was shuffled, so it never leaves the server.
type Seed []byte

// At is the seed for one place of the attempt.
func (s Seed) At(place int) Seed { return s.derive("place " + strconv.Itoa(place)) }

func (s Seed) derive(purpose string) Seed {
	sum := sha256.Sum256(append([]byte(purpose+"\x00"), s...))
	return sum[:]
}

// draw is a stream of numbers that cannot be told from what it shuffled.
func (s Seed) draw(purpose string) *rand.ChaCha8 {
	return rand.NewChaCha8([32]byte(s.derive(purpose)))
}

// Pick draws n of total numbers in random order; all of them when there are no
// more, in order unless mixed.
func (s Seed) Pick(total, n int) []int {
	at := count(total)
	shuffle(s.draw("pick"), at)
	return at[:min(n, total)]
}

// Mix puts things into a random order.
func Mix[T any](s Seed, things []T) { shuffle(s.draw("mix"), things) }

// shuffle is Fisher and Yates's, spelled out so that no release of Go changes
// what a seed means.
func shuffle[T any](r *rand.ChaCha8, things []T) {
	for i := len(things) - 1; i > 0; i-- {
		j := below(r, uint64(i+1))
		things[i], things[j] = things[j], things[i]
	}
}

// below is a number under n, each equally often.
func below(r *rand.ChaCha8, n uint64) uint64 {
	least := -n % n // numbers under it would favour the small ones
	for {
		if x := r.Uint64(); x >= least {
			return x % n
		}
	}
}
