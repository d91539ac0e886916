// Package page is keyset paging: a list is asked for its first n rows after a
// cursor, never for a page number. A cursor holds the sort key and the id of
// the last row, so rows that come or go do not shift the next page.
package page

import (
	"encoding/base64"
	"encoding/json"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Sizes of a page: what is served when nothing is asked, and the most.
const (
	Default = 20
	Max     = 100
)

// Key is the place after which a page begins. The zero Key is the beginning.
type Key struct {
	Sort string `json:"s"` // the sort column as text, in a form that sorts equally
	ID   string `json:"i"`
}

// Ask is the wish of a client: First rows after After.
type Ask struct {
	First int
	After Key
}

// Want checks first and after as they come from the API.
func Want(first *int, after *string) (Ask, error) {
	ask := Ask{First: Default}
	if first != nil {
		ask.First = *first
	}
	if ask.First < 1 || ask.First > Max {
		return Ask{}, fault.Field(fault.Invalid, "first", "PAGE_SIZE", "Ask for 1 to %d rows; %d were asked for.", Max, ask.First)
	}
	if after == nil || *after == "" {
		return ask, nil
	}
	key, err := decode(*after)
	ask.After = key
	return ask, err
}

// Cursor is the key as clients carry it.
func (k Key) Cursor() string {
	raw, _ := json.Marshal(k) // two strings: cannot fail
	return base64.RawURLEncoding.EncodeToString(raw)
}

func decode(cursor string) (Key, error) {
	var k Key
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(raw, &k)
	}
	if err != nil || len(k.ID) > 64 || len(k.Sort) > 512 {
		return Key{}, fault.Field(fault.Invalid, "after", "CURSOR", "This cursor is not one of ours. Start again without `after`.")
	}
	return k, nil
}

// Of is one page of rows with the news whether more follow.
type Of[T any] struct {
	Rows []T
	More bool
}

// Cut makes a page of rows that were asked with one more than n.
func Cut[T any](rows []T, n int) Of[T] {
	if len(rows) > n {
		return Of[T]{Rows: rows[:n], More: true}
	}
	return Of[T]{Rows: rows}
}
