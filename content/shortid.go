package content

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"hash"
	"maps"
	"slices"
)

// shortID names a render: the same template, partner and inputs give the same
// eight letters, so equal renders stay equal byte by byte, and what the address
// leads to can be changed after printing.
func (w *work) shortID() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%q %q %q\n", w.t.hash, w.pieceName, w.outputName, w.language)
	writeSorted(h, w.job.Values)
	writeSorted(h, w.job.Input)
	for _, source := range slices.Sorted(maps.Keys(w.job.Marks)) {
		for _, m := range w.job.Marks[source] {
			if m.Mark != nil {
				fmt.Fprintf(h, "%q %q %q\n", source, m.Variant, m.Mark.Key)
			}
		}
	}
	return lowercase32.EncodeToString(h.Sum(nil)[:5])
}

// lowercase32 has no letters that are taken for each other when typed.
var lowercase32 = base32.NewEncoding("abcdefghjkmnpqrstvwxyz0123456789").WithPadding(base32.NoPadding)

func writeSorted(h hash.Hash, m map[string]string) {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintf(h, "%q=%q\n", k, m[k])
	}
	h.Write([]byte{'\n'})
}
