package pdf

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"

	"github.com/portico-prm/portico/content/problem"
)

// Prepare reads a vendor PDF once. It returns the plan that Tail renders from,
// the source bytes that the plan's tails are appended to, and the report.
//
// The source is src itself, unless the file was damaged, encrypted without a
// password, built so that its pages cannot be replaced, or carries markers: then
// it is a clean copy, and Report.Rewritten says why.
//
// A file that cannot be used gives a problem.List as error: PDF_NOT_A_PDF,
// PDF_TOO_LARGE, PDF_TOO_MANY_PAGES, PDF_TOO_MANY_OBJECTS, PDF_NESTED_TOO_DEEP,
// PDF_INFLATES_TOO_FAR, PDF_ENCRYPTED, PDF_NO_PAGES or PDF_DAMAGED. A file with
// active content is prepared; Report.Active and its problems speak of it.
func Prepare(src []byte, lim Limits) (*Plan, []byte, *Report, error) {
	s, err := look(src, lim)
	if err != nil {
		return nil, nil, nil, err
	}
	why, markers := s.rewriteReason(), s.markers()
	if len(markers) > 0 {
		newEdit(s).takeMarkers()
		why = cmp.Or(why, "markers")
	}
	if why != "" {
		if src, s, err = copied(s, lim); err != nil {
			return nil, nil, nil, err
		}
	}
	plan, warnings := s.plan()
	if s.d.check() {
		return nil, nil, nil, s.d.refusal
	}
	report := s.report(why)
	report.Markers = markers
	plan.Claims = s.claimed(report)
	report.Problems = append(report.Problems, rewriteWarning(why, s.sigs)...)
	report.Problems = append(report.Problems, warnings...)
	if s.d.check() {
		return nil, nil, nil, s.d.refusal
	}
	return plan, src, report, nil
}

// look opens a file and visits all of it. Where an object is not at its place,
// the file is read again by scanning.
func look(src []byte, lim Limits) (*survey, error) {
	d, err := open(src, lim)
	if err != nil {
		return nil, err
	}
	s := newSurvey(d)
	if (d.damaged || len(s.leaves) == 0) && !d.rebuilt && !d.check() {
		if d, err = reopen(src, lim); err != nil {
			return nil, err
		}
		s = newSurvey(d)
	}
	if d.check() {
		return nil, d.refusal
	}
	if len(s.leaves) == 0 {
		return nil, refused("PDF_NO_PAGES", nil)
	}
	return s, nil
}

// copied rewrites the document and looks at the copy. A copy that does not read
// back cleanly is a refusal.
func copied(s *survey, lim Limits) ([]byte, *survey, error) {
	if s.d.check() {
		return nil, nil, s.d.refusal
	}
	out := rewrite(s, func(o object) object { return o })
	if s.d.check() {
		return nil, nil, s.d.refusal
	}
	lim.Bytes = max(lim.Bytes, int64(len(out)))
	again, err := look(out, lim)
	if err != nil {
		return nil, nil, err
	}
	if again.d.rebuilt || again.rewriteReason() != "" {
		return nil, nil, tooDamaged("a clean copy could not be made")
	}
	return out, again, nil
}

// rewriteReason says why the file's own bytes cannot be the source.
func (s *survey) rewriteReason() string {
	switch {
	case s.d.rebuilt:
		return "rebuilt"
	case s.d.crypt != nil:
		return "decrypted"
	case !s.pagesReplaceable() || s.next() > maxNumber-numbersKept:
		return "pages"
	}
	return ""
}

// numbersKept is how many object numbers a tail may need.
const numbersKept = 100_000

// pagesReplaceable tells whether each page is an object of its own.
func (s *survey) pagesReplaceable() bool {
	seen := map[int]bool{}
	for _, l := range s.leaves {
		if l.id.num == 0 || seen[l.id.num] {
			return false
		}
		seen[l.id.num] = true
	}
	return true
}

// next is the first number that is neither used, nor free to be used again, nor
// referred to: a dangling reference must stay null.
func (s *survey) next() int {
	next := s.highest + 1
	for num := range s.d.spots {
		next = max(next, num+1)
	}
	if size, ok := integer(s.d.trailer.get("Size")); ok && size <= maxNumber {
		next = max(next, int(size))
	}
	return next
}

// plan writes down what Tail needs.
func (s *survey) plan() (*Plan, problem.List) {
	d := s.d
	sum := sha256.Sum256(d.src)
	p := &Plan{
		Version: planVersion, SourceSHA256: hex.EncodeToString(sum[:]), SourceSize: int64(len(d.src)),
		Shift: d.shift, Stream: d.streams, StartXref: d.start, Next: s.next(),
		Root: refText(d.trailer.get("Root")), Info: refText(d.trailer.get("Info")),
		ID: d.identity(sum[:16]),
	}
	return p, s.slots(p)
}

func refText(o object) string {
	r, ok := o.(ref)
	if !ok {
		return ""
	}
	return string(appendRef(nil, r))
}

// identity is the first half of /ID, or one made from the content.
func (d *document) identity(otherwise []byte) string {
	if a, ok := d.resolve(d.trailer.get("ID")).(array); ok && len(a) > 0 {
		if id := d.bytes(a[0]); len(id) > 0 && len(id) <= 64 {
			return string(appendHex(nil, id))
		}
	}
	return string(appendHex(nil, otherwise))
}
