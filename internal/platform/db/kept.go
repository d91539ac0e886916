package db

import "container/list"

// keepPrepared is how many statement texts a connection keeps prepared. A
// server keeps a plan for each, some 10 to 50 kB.
const keepPrepared = 256

// kept is what a connection has prepared, by the text of the statement. The one
// used longest ago is last.
type kept[T any] struct {
	byText map[string]*list.Element
	order  *list.List
}

type entry[T any] struct {
	text  string
	value T
}

func newKept[T any]() kept[T] {
	return kept[T]{byText: map[string]*list.Element{}, order: list.New()}
}

func (k kept[T]) get(text string) (value T, ok bool) {
	e, ok := k.byText[text]
	if !ok {
		return value, false
	}
	k.order.MoveToFront(e)
	return e.Value.(entry[T]).value, true
}

// add keeps what was prepared and gives back what had to go, if anything.
func (k kept[T]) add(text string, value T) (gone T, any bool) {
	k.byText[text] = k.order.PushFront(entry[T]{text, value})
	if k.order.Len() <= keepPrepared {
		return gone, false
	}
	return k.drop(k.order.Back()), true
}

// forget drops what the server will not run any more.
func (k kept[T]) forget(text string) (gone T, any bool) {
	if e, ok := k.byText[text]; ok {
		return k.drop(e), true
	}
	return gone, false
}

func (k kept[T]) drop(e *list.Element) T {
	k.order.Remove(e)
	old := e.Value.(entry[T])
	delete(k.byText, old.text)
	return old.value
}
