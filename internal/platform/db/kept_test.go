package db

import (
	"fmt"
	"testing"
)

func TestWhatWasUsedLongestAgoGoesFirst(t *testing.T) {
	k := newKept[int]()
	for i := range keepPrepared {
		if _, gone := k.add(fmt.Sprint(i), i); gone {
			t.Fatal("something went before the room was full")
		}
	}
	if _, ok := k.get("0"); !ok {
		t.Fatal("the first is not kept")
	}
	if old, gone := k.add("one more", -1); !gone || old != 1 {
		t.Errorf("%d, %v went, want 1: 0 was used since", old, gone)
	}
	if _, ok := k.get("1"); ok {
		t.Error("what went is still found")
	}
	if _, ok := k.forget("2"); !ok || k.order.Len() != keepPrepared-1 {
		t.Error("2 was not forgotten")
	}
}
