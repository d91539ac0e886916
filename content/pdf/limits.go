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

// DefaultLimits are the limits of a template upload.
func DefaultLimits() Limits {
	return Limits{Bytes: 50 << 20, Pages: 50, Objects: 100_000, Nesting: 64, Inflated: 128 << 20}
}

// refuse makes a refusal of one reason.
func refuse(code, fix, message string, args ...any) problem.List {
	return problem.List{{Code: code, Severity: problem.Error, Message: fmt.Sprintf(message, args...), Fix: fix}}
}

func tooLarge(size, limit int64) problem.List {
	l := refuse("PDF_TOO_LARGE", "Save it with smaller pictures.", "The file has %d bytes; %d are allowed.", size, limit)
	l[0].Data = map[string]any{"bytes": size, "limit": limit}
	return l
}

func tooManyPages(limit int) problem.List {
	l := refuse("PDF_TOO_MANY_PAGES", "Split the document.", "The file has more than %d pages.", limit)
	l[0].Data = map[string]any{"limit": limit}
	return l
}

func tooManyObjects(limit int) problem.List {
	l := refuse("PDF_TOO_MANY_OBJECTS", "Export it again, or flatten its drawings into pictures.",
		"The file has more than %d objects.", limit)
	l[0].Data = map[string]any{"limit": limit}
	return l
}

func nestedTooDeep(limit int) problem.List {
	l := refuse("PDF_NESTED_TOO_DEEP", "Export the document again from its source.",
		"The file nests its objects more than %d deep.", limit)
	l[0].Data = map[string]any{"limit": limit}
	return l
}

func inflatesTooFar(limit int64) problem.List {
	l := refuse("PDF_INFLATES_TOO_FAR", "Export the document again from its source.",
		"The file unpacks to more than %d bytes.", limit)
	l[0].Data = map[string]any{"limit": limit}
	return l
}

func tooDamaged(why string) problem.List {
	return refuse("PDF_DAMAGED", "Export the document again from its source.", "The file cannot be read: %s.", why)
}
