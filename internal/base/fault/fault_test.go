package fault

import (
	"errors"
	"fmt"
	"testing"
)

func TestKindSurvivesWrapping(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("match line 3: %w", New(Conflict, "taken"))
	if got := KindOf(err); got != Conflict {
		t.Errorf("KindOf = %v, want %v", got, Conflict)
	}
	if got := KindOf(errors.New("stranger")); got != Internal {
		t.Errorf("KindOf(stranger) = %v, want %v", got, Internal)
	}
}

func TestTheCauseIsNotPartOfTheText(t *testing.T) {
	t.Parallel()
	err := Wrap(Unavailable, errors.New("pq: password=secret"), "Try again.")
	if err.Error() != "Try again." {
		t.Errorf("text = %q", err.Error())
	}
}

func TestJoinListsEveryReason(t *testing.T) {
	t.Parallel()
	err := Join(Field(Invalid, "a", "REQUIRED", "Name a."), nil, Field(Invalid, "b", "REQUIRED", "Name b."))
	if got := len(All(err)); got != 2 {
		t.Errorf("All = %d faults, want 2", got)
	}
	if KindOf(err) != Invalid {
		t.Errorf("KindOf = %v", KindOf(err))
	}
	if Join(nil, nil) != nil {
		t.Error("Join of nothing is an error")
	}
}
