package testkit

import (
	"bytes"
	"fmt"
	"strings"
)

// PDF is a plain document of A4 pages. catalog and trailer are entries put into
// the dictionaries of these names.
func PDF(pages int, catalog, trailer string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 3+i)
	}
	b.WriteString("%PDF-1.7\n")
	object("<</Type/Catalog/Pages 2 0 R %s>>", catalog)
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), pages)
	for range pages {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Resources<<>>>>")
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, trailer, start)
	return b.Bytes()
}

// Locked is a document that asks for a password.
func Locked() []byte {
	const word = "12345678901234567890123456789012"
	return PDF(1, "", "/Encrypt<</Filter/Standard/V 1/R 2/O("+word+")/U("+word+")/P -4>>/ID[(a)(a)]")
}
