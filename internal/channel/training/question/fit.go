package question

import (
	"math"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
)

func need(ok bool, field, code, text string, args ...any) *fault.Error {
	if ok {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, text, args...)
}

// sized also refuses what is no UTF-8: it could not be stored.
func sized(s string, least, most int) bool {
	n := utf8.RuneCountInString(s)
	return n >= least && n <= most && utf8.ValidString(s)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// each wants least to MaxParts parts that all fit.
func each[T any](parts []T, field string, least int, fits func(T) bool) *fault.Error {
	if len(parts) < least || len(parts) > MaxParts {
		return fault.Field(fault.Invalid, field, "PART_COUNT", "This kind of question has %d to %d %s; %d were given.", least, MaxParts, field, len(parts))
	}
	for i, p := range parts {
		if !fits(p) {
			return fault.Field(fault.Invalid, field, "PART", "Number %d of %s is empty, too long, or worth what it cannot be.", i+1, field)
		}
	}
	return nil
}
