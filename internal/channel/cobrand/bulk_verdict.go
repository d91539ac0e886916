package cobrand

import (
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
)

// itemState is what has become of a bulk for one partner.
type itemState string

const (
	itemMade      itemState = "MADE"
	itemUnchanged itemState = "UNCHANGED"
	itemWaiting   itemState = "WAITING_FOR_LOGO"
	itemRefused   itemState = "REFUSED"
	itemFailed    itemState = "FAILED"
)

// ourFault is all that a client reads of a mistake of ours; the log has the rest.
const ourFault = "Something broke on our side."

// verdict is an item's end, and why.
type verdict struct {
	state                    itemState
	code, message, rendition string
}

// judge says what an attempt means. An error of the moment is given back.
func judge(b *Bulk, out *Outcome, err error) (verdict, error) {
	switch fault.KindOf(err) {
	case fault.OK:
		return outcome(b, out), nil
	case fault.Exhausted, fault.Unavailable:
		return verdict{}, err
	case fault.Internal:
		return verdict{state: itemFailed, code: fault.CodeOf(err), message: ourFault}, nil
	}
	return verdict{state: itemRefused, code: fault.CodeOf(err), message: err.Error()}, nil
}

func outcome(b *Bulk, out *Outcome) verdict {
	r := out.Rendition
	switch {
	case r == nil && !out.Decision.Usable():
		return locked(&out.Decision)
	case r == nil:
		return blocked(out.Problems)
	case r.CreatedAt.Before(b.CreatedAt): // both by the clock of the database
		return verdict{state: itemUnchanged, rendition: string(r.ID)}
	}
	return verdict{state: itemMade, rendition: string(r.ID)}
}

// locked waits for a logo when nothing else is missing.
func locked(d *rule.Decision) verdict {
	open := slices.DeleteFunc(slices.Clone(d.Requirements), func(r rule.Requirement) bool { return r.State == rule.Met })
	v := verdict{state: itemRefused, code: "COBRAND_LOCKED", message: d.Summary}
	if d.Result == rule.NeedsApproval {
		v.code = "COBRAND_NEEDS_APPROVAL"
	}
	other := func(r rule.Requirement) bool { return r.Next == nil || r.Next.Action != "UPLOAD" }
	if len(open) > 0 && !slices.ContainsFunc(open, other) {
		v.state = itemWaiting
	}
	return v
}

// blocked waits for a logo when the first thing wrong is the logo.
func blocked(found problem.List) verdict {
	first := found[max(0, slices.IndexFunc(found, func(p problem.Problem) bool { return p.Severity == problem.Error }))]
	v := verdict{state: itemRefused, code: first.Code, message: strings.TrimSpace(first.Message + " " + first.Fix)}
	if strings.HasPrefix(first.Code, "LOGO_") {
		v.state = itemWaiting
	}
	return v
}
