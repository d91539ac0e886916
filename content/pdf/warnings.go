package pdf

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// warnings are findings that a person should look at.
func (s *survey) warnings(r *Report) problem.List {
	var out problem.List
	if n := len(r.NotEmbedded); n > 0 {
		out = append(out, warning("PDF_FONT_NOT_EMBEDDED", "", "Export it with all fonts embedded.",
			"%d fonts are not in the file and may look different elsewhere: %s.", n, shortList(r.NotEmbedded)))
	}
	if r.Signatures > 0 && r.Rewritten == "" {
		out = append(out, warning("PDF_SIGNED", "", "Tell readers that the signature covers your part only.",
			"The file has %d signatures. They stay valid for your pages; viewers will say that something was added.", r.Signatures))
	}
	for i, l := range s.leaves {
		out = append(out, s.d.boxProblems(fmt.Sprintf("page %d", i+1), l)...)
	}
	return out
}

// boxProblems judges the size of a page.
func (d *document) boxProblems(where string, l leaf) problem.List {
	g := d.geometry(l)
	switch {
	case g.broken:
		return problem.List{{Code: "PDF_PAGE_BOX", Severity: problem.Error, Where: where,
			Message: "The page has no usable size.", Fix: "Export the document again with a fixed page size."}}
	case g.guessed:
		return problem.List{warning("PDF_PAGE_BOX_MISSING", where, "Export the document again with a fixed page size.",
			"The page does not say its size; 612 x 792 points are assumed, as viewers do.")}
	}
	return nil
}

// rewriteWarning tells that the vendor's own bytes are not what is handed out.
func rewriteWarning(why string, signatures int) problem.List {
	messages := map[string]string{
		"rebuilt":   "The file's index was damaged.",
		"decrypted": "The file was encrypted, without a password.",
		"pages":     "The file's pages are not objects of their own.",
		"markers":   "The file marks places of zones.",
	}
	if why == "" || why == "markers" && signatures == 0 { // markers are there to be taken out
		return nil
	}
	return problem.List{warning("PDF_REWRITTEN", "", "Export the document again if it must stay byte for byte.",
		"%s A clean copy of it is used; signatures in it are no longer valid.", messages[why])}
}

func warning(code, where, fix, message string, args ...any) problem.Problem {
	return problem.Problem{Code: code, Severity: problem.Warning, Where: where, Message: fmt.Sprintf(message, args...), Fix: fix}
}

// shortList names at most eight.
func shortList(names []string) string {
	if len(names) <= 8 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:8], ", "), len(names)-8)
}
