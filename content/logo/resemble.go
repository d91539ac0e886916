package logo

import "github.com/portico-prm/portico/content/problem"

// Resembling is the finding about a logo that can be taken for another mark: the
// vendor's, or one that is not named, as whose it is concerns nobody else.
func Resembling(where, of string) problem.Problem {
	p := problem.Problem{
		Code: "LOGO_RESEMBLES", Severity: problem.Warning, Where: where,
		Message: "The logo looks like a mark that another company uses here.",
		Fix:     "Nothing to do if it is yours: a brand approver decides. Else send the logo of your own company.",
		Data:    map[string]any{"of": of},
	}
	if of == "vendor" {
		p.Message = "The logo looks like a mark of the vendor."
		p.Fix = "Send the logo of your own company; the vendor's mark is in the templates already."
	}
	return p
}
