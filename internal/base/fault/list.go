package fault

import (
	"errors"
	"strings"
)

// List is several faults at once: a form with three mistakes learns three
// things. Use Join to make one.
type List []*Error

// Error joins the texts, one a line.
func (l List) Error() string {
	texts := make([]string, len(l))
	for i, e := range l {
		texts[i] = e.Message
	}
	return strings.Join(texts, "\n")
}

// Unwrap lets errors.As reach the members.
func (l List) Unwrap() []error {
	errs := make([]error, len(l))
	for i, e := range l {
		errs[i] = e
	}
	return errs
}

// Join makes one error of those that are not nil; nil of none.
func Join(es ...*Error) error {
	var l List
	for _, e := range es {
		if e != nil {
			l = append(l, e)
		}
	}
	if len(l) == 0 {
		return nil
	}
	return l
}

// All gives every fault inside an error, or nil when it holds none of ours.
func All(err error) []*Error {
	var l List
	if errors.As(err, &l) {
		return l
	}
	var e *Error
	if errors.As(err, &e) {
		return []*Error{e}
	}
	return nil
}
