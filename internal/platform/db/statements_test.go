package db

import (
	"fmt"
	"testing"
)

// fake stands for a prepared statement; only its identity counts here.
type fake struct {
	statement
	text string
}

func TestTheStatementUsedLongestAgoGoes(t *testing.T) {
	t.Parallel()
	s := newStatements()
	for i := range keepPrepared {
		if gone := s.add(fmt.Sprint(i), fake{text: fmt.Sprint(i)}); gone != nil {
			t.Fatalf("%v went too early", gone)
		}
	}
	s.get("0")
	gone, _ := s.add("new", fake{text: "new"}).(fake)
	if gone.text != "1" {
		t.Errorf("%q went, want 1", gone.text)
	}
	if _, ok := s.get("1"); ok || s.order.Len() != keepPrepared || len(s.byText) != keepPrepared {
		t.Errorf("kept %d in order, %d by text, 1 is there: %v", s.order.Len(), len(s.byText), ok)
	}
	s.forget("0")
	if _, ok := s.get("0"); ok || s.forget("0") != nil {
		t.Error("a forgotten statement is still there")
	}
}
