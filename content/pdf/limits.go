package pdf

import (
	"fmt"

	"github.com/portico-prm/portico/content/problem"
)

// Limits bound what one vendor PDF may cost. A file at a limit is read, one
// step beyond is refused with a code.
type Limits struct {
	Bytes    int64 // size of the file
	Pages    int   // pages of a template
	Objects  int   // objects in use
	Nesting  int   // arrays and dictionaries inside each other; also levels of the page tree
	Inflated int64 // bytes that all read streams may unpack to, together
}

// DefaultLimits are the limits of a template upload. A page costs about 0.3 ms
// when the file is prepared and as much in each copy that draws on it, so 200 of
// them are a tenth of a second.
func DefaultLimits() Limits {
	return Limits{Bytes: 50 << 20, Pages: 200, Objects: 100_000, Nesting: 64, Inflated: 128 << 20}
}

// refuse makes a refusal of one reason.
func refuse(code, fix, message string, args ...any) problem.List {
	return problem.List{{Code: code, Severity: problem.Error, Message: fmt.Sprintf(message, args...), Fix: fix}}
}

// refused makes a refusal that is said in every language.
func refused(code string, data map[string]any) problem.List {
	return problem.List{problem.Say(code, "", problem.Error, "", data)}
}

func tooLarge(size, limit int64) problem.List {
	return refused("PDF_TOO_LARGE", map[string]any{"bytes": size, "limit": limit})
}

func tooManyPages(limit int) problem.List {
	return refused("PDF_TOO_MANY_PAGES", map[string]any{"limit": limit})
}

func tooManyObjects(limit int) problem.List {
	return refused("PDF_TOO_MANY_OBJECTS", map[string]any{"limit": limit})
}

func nestedTooDeep(limit int) problem.List {
	return refused("PDF_NESTED_TOO_DEEP", map[string]any{"limit": limit})
}

func inflatesTooFar(limit int64) problem.List {
	return refused("PDF_INFLATES_TOO_FAR", map[string]any{"limit": limit})
}

func tooDamaged(why string) problem.List {
	return refused("PDF_DAMAGED", map[string]any{"cause": why})
}
