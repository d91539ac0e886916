package transfer_test

import (
	"cmp"
	"fmt"
	"slices"
)

// The reference is a clerk with a card for each line that was taken, who does
// with them by hand what imports are said to do. Nothing of it is shared with
// the program.

// item is a line or a statement, as a file says it.
type item struct {
	fact   int    // which completion it speaks of
	id     string // external id; empty for none
	score  int
	target string // of a statement that voids
	broken bool   // the file cannot be taken with it
}

// card is a line that was taken.
type card struct {
	item
	xapi    bool
	takes   *card // of a statement that voids
	state   string
	why     string
	brought *credit // what it brought, or was given when another went
	refused bool    // a person took away what it says
}

// credit is a completion that counts until it is gone.
type credit struct {
	fact  int
	class bool // no file brought it
	gone  bool
}

// batch is an import.
type batch struct {
	state string
	cards []*card
}

// ledger is all that was imported by one holder.
type ledger struct {
	small   int // lines that one unit of work takes
	batches []*batch
	cards   []*card // the oldest first
	credits []*credit
}

// remembered tells whether the line need not come again. What was undone may,
// and may as soon as that is ordered; what a person took away, or what a
// statement did, may not.
func (c *card) remembered() bool {
	switch c.state {
	case "UNDONE", "UNDOING":
		return false
	case "LEFT":
		return c.why == "REVOKED_BEFORE" || c.why == "VOIDS_ANOTHER"
	}
	return true
}

func (l *ledger) find(is func(*card) bool) *card {
	for _, c := range l.cards {
		if c.remembered() && is(c) {
			return c
		}
	}
	return nil
}

func (l *ledger) named(xapi bool, id string) *card {
	return l.find(func(c *card) bool { return id != "" && c.xapi == xapi && c.id == id })
}

// take reads a file: all of it is taken, or nothing.
func (l *ledger) take(xapi bool, file []item) (b *batch, unchanged int, ok bool) {
	b = &batch{state: "POSTING"}
	here, facts := map[string]item{}, map[int]bool{}
	for _, i := range file {
		_, twice := here[i.id]
		if i.broken || i.id != "" && twice || !xapi && facts[i.fact] {
			return nil, 0, false
		}
		here[i.id], facts[i.fact] = i, true
		old := l.named(xapi, i.id)
		switch {
		case old != nil && old.item == i:
			unchanged++
		case old != nil || i.target != "" && !l.speaks(here, i.target):
			return nil, 0, false
		case !xapi && l.find(func(c *card) bool { return !c.xapi && c.fact == i.fact }) != nil:
			unchanged++
		default:
			b.cards = append(b.cards, &card{item: i, xapi: xapi, state: "STAGED", takes: cmp.Or(l.named(true, i.target), b.named(i.target))})
		}
	}
	if len(b.cards) == 0 {
		return nil, unchanged, true
	}
	l.batches, l.cards = append(l.batches, b), append(l.cards, b.cards...)
	if len(b.cards) <= l.small {
		l.goOn(b)
	}
	return b, unchanged, true
}

func (b *batch) named(id string) *card {
	for _, c := range b.cards {
		if id != "" && c.id == id {
			return c
		}
	}
	return nil
}

// speaks tells whether a statement can be voided.
func (l *ledger) speaks(here map[string]item, id string) bool {
	if of := l.named(true, id); of != nil {
		return of.target == ""
	}
	i, ok := here[id]
	return ok && i.target == ""
}

// goOn does the next unit of work of an import.
func (l *ledger) goOn(b *batch) {
	switch b.state {
	case "POSTING":
		l.each(b, "STAGED", "POSTED", l.post)
	case "UNDOING":
		l.each(b, "UNDOING", "UNDONE", l.undo)
	}
}

func (l *ledger) each(b *batch, from, end string, do func(*card)) {
	left := 0
	for _, c := range b.cards {
		if c.state != from {
			continue
		}
		if left++; left <= l.small {
			do(c)
		}
	}
	if left <= l.small {
		b.state = end
	}
}

func (l *ledger) post(c *card) {
	c.state = "POSTED"
	if c.target != "" {
		l.void(c.takes)
	} else {
		c.brought = l.credit(c.fact)
	}
}

// credit gives a completion, or nil where there is one.
func (l *ledger) credit(fact int) *credit {
	if l.standing(fact) != nil {
		return nil
	}
	c := &credit{fact: fact}
	l.credits = append(l.credits, c)
	return c
}

// taught is a completion that no file brought.
func (l *ledger) taught(fact int) { l.credit(fact).class = true }

func (l *ledger) standing(fact int) *credit {
	for _, c := range l.credits {
		if c.fact == fact && !c.gone {
			return c
		}
	}
	return nil
}

// void takes a line back that was not undone in the meantime.
func (l *ledger) void(c *card) {
	if c.state != "STAGED" && c.state != "POSTED" {
		return
	}
	was := c.state
	if c.state = "VOID"; was == "POSTED" && c.brought != nil && !c.brought.gone && !l.handOver(c) {
		c.brought.gone = true
	}
}

// handOver gives a completion to the oldest line that says the same still.
func (l *ledger) handOver(c *card) bool {
	for _, o := range l.cards {
		if o != c && o.target == "" && o.fact == c.fact && o.state == "POSTED" && !o.refused {
			o.brought = c.brought
			return true
		}
	}
	return false
}

// order begins to undo an import, if it may be undone.
func (l *ledger) order(b *batch) bool {
	if b.state != "POSTED" {
		return false
	}
	b.state = "UNDOING"
	for _, c := range b.cards {
		if c.state == "POSTED" {
			c.leave()
		}
	}
	if len(b.cards) <= l.small {
		l.goOn(b)
	}
	return true
}

// leave marks a line that is to be undone, or says at once why it is not.
func (c *card) leave() {
	switch {
	case c.target != "":
		c.why = "VOIDS_ANOTHER"
	case c.refused:
		c.why = "REVOKED_BEFORE"
	case c.brought == nil:
		c.why = "BROUGHT_NOTHING"
	}
	if c.state = "UNDOING"; c.why != "" {
		c.state = "LEFT"
	}
}

func (l *ledger) undo(c *card) {
	if l.handOver(c) {
		c.state, c.why = "LEFT", "SAID_ELSEWHERE"
		return
	}
	c.state, c.brought.gone = "UNDONE", true
}

// takeAway is a person who revokes a completion: nobody who has said so keeps it.
func (l *ledger) takeAway(fact int) {
	l.standing(fact).gone = true
	for _, c := range l.cards {
		if c.target == "" && c.fact == fact && c.state == "POSTED" {
			c.refused = true
		}
	}
}

// idle tells whether no import is on its way.
func (l *ledger) idle() bool {
	return !slices.ContainsFunc(l.batches, func(b *batch) bool { return b.state == "POSTING" || b.state == "UNDOING" })
}

// counts are the facts that hold.
func (l *ledger) counts() map[int]bool {
	out := map[int]bool{}
	for _, c := range l.credits {
		if !c.gone {
			out[c.fact] = true
		}
	}
	return out
}

// said are the facts that some line still stands for, or a class: what counts
// when nothing is on its way.
func (l *ledger) said() map[int]bool {
	out := map[int]bool{}
	for _, c := range l.credits {
		if c.class && !c.gone {
			out[c.fact] = true
		}
	}
	for _, c := range l.cards {
		if c.target == "" && c.state == "POSTED" && !c.refused {
			out[c.fact] = true
		}
	}
	return out
}

// lines is what became of every line of an import; one that holds a completion
// which counts has a plus.
func (b *batch) lines() (out string) {
	for n, c := range b.cards {
		holds := ""
		if (c.state == "POSTED" || c.state == "UNDOING") && c.brought != nil && !c.brought.gone {
			holds = "+"
		}
		out += fmt.Sprintf("%d %s%s%s, ", n+1, c.state, c.why, holds)
	}
	return b.state + ": " + out
}
