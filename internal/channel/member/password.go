package member

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Bounds of a password, in characters after normalising. 15 is what NIST SP
// 800-63B asks where the password is the only proof.
const (
	minPassword      = 15
	maxPassword      = 128
	maxPasswordBytes = 1 << 10 // 128 characters of any script, with room
)

// enoughBits is the least guesswork that a password must take by the estimate
// in guess.go.
const enoughBits = 44

// CheckPassword tells everything that is wrong with a new password. There are
// no rules of composition: length counts, and that it is not made of what
// attackers try first. about holds what is known of the person: e-mail, name,
// company.
func CheckPassword(password string, about ...string) error {
	text := normalise(password)
	n := utf8.RuneCountInString(text)
	switch {
	case len(password) > maxPasswordBytes || n > maxPassword:
		return refusePassword("TOO_LONG", "A password has at most %d characters.", maxPassword)
	case !utf8.ValidString(password) || strings.ContainsFunc(text, unicode.IsControl):
		return refusePassword("FORMAT", "This password has characters that cannot be typed again. Use letters, digits, signs and spaces.")
	case n < minPassword:
		return refusePassword("TOO_SHORT", "This password has %d characters; it needs %d. Four unrelated words make a good one.", n, minPassword)
	case guesswork(text, about...) < enoughBits:
		return refusePassword("GUESSABLE", "This password is made of well-known words, names, dates or runs of keys, which attackers try first. Use four or more unrelated words, or a password manager.")
	}
	return nil
}

func refusePassword(code, text string, args ...any) error {
	return fault.Field(fault.Invalid, "password", code, text, args...)
}
