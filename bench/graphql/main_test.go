package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFlagsAreRead(t *testing.T) {
	t.Parallel()
	o, err := parse([]string{"-size", "0.5", "-rounds", "3", "-seconds", "0.5", "-c", "1, 4", "-only", "large,small", "-role", "distributor", "-json"})
	want := options{size: 0.5, rounds: 3, each: 500 * time.Millisecond, connections: []int{1, 4}, only: []string{"large", "small"}, role: "distributor", json: true}
	if diff := cmp.Diff(want, o, cmp.AllowUnexported(options{})); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestFlagsThatMeasureNothingAreRefused(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-size", "0.1"}, {"-rounds", "0"}, {"-seconds", "0"}, {"-c", "65"}, {"-c", "many"}, {"-role", "nobody"}} {
		if _, err := parse(args); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
}
