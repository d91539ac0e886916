package rule

import "time"

// Decide tells whether a partner with these facts may use a template with these
// rules, and within which limits. It reads nothing but its arguments, and looks
// at every requirement, so that a partner who must do three things learns three.
func Decide(a Access, f Facts) Decision {
	d := Judge(a, f)
	d.explain(&f, false)
	return d
}

// Judge is Decide without the sentences: for lists that show only results.
func Judge(a Access, f Facts) Decision {
	d := Decision{}
	blocks := hardBlocks(&f)
	discover := gather(a.Discover, &f, view{})
	embargo := a.Lifecycle.embargo(&f)
	render := gather(a.Render, &f, view{})
	expiry := a.Lifecycle.expiry(&f)

	d.ValidUntil = earlier(discover.until, render.until)
	if a.Lifecycle.blocks() {
		d.ValidUntil = earlier(d.ValidUntil, a.Lifecycle.ExpiresAt)
	}
	if discover.state != Met || len(embargo) > 0 {
		return Decision{Result: Hidden, Unseen: append(discover.list, embargo...)}
	}
	d.Requirements = join(blocks, discover.list, expiry, render.list)
	d.approve(a, &f)
	d.oblige(a, &f)
	d.conclude(len(blocks) > 0)
	return d
}

// conclude finds the result, and what it becomes when all is met. Nothing lifts
// a hard block, so there whenAllMet stays empty.
func (d *Decision) conclude(blocked bool) {
	best := Allowed
	switch {
	case len(d.ApprovalReason) > 0:
		best = NeedsApproval
	case len(d.Obligations) > 0:
		best = AllowedWith
	}
	d.Result = best
	if open(d.Requirements) == 0 {
		return
	}
	d.Result, d.ValidUntil = Locked, time.Time{}
	if !blocked {
		d.WhenAllMet = best
	}
}

func open(list []Requirement) (n int) {
	for i := range list {
		if list[i].State != Met {
			n++
		}
	}
	return n
}

func join(lists ...[]Requirement) []Requirement {
	n, last := 0, []Requirement(nil)
	for _, l := range lists {
		if len(l) > 0 {
			n, last = n+len(l), l
		}
	}
	if n == len(last) {
		return last
	}
	all := make([]Requirement, 0, n)
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// approve: an approval that is on record for these inputs is not asked again.
func (d *Decision) approve(a Access, f *Facts) {
	if a.Approval == nil || (a.Approval.Reuse == "same-inputs" && f.isTrue("approval.granted")) {
		return
	}
	rule := a.Approval.RequiredIf
	if rule == nil || evaluate(rule, f).state == Unmet {
		return
	}
	d.ApprovalReason = reasons(rule, f)
}

// reasons are the innermost named rules that are not clearly unmet.
func reasons(t *Tree, f *Facts) []string {
	if t.Attr != "" {
		return []string{t.Name()}
	}
	var ids []string
	for _, group := range [][]Tree{t.All, t.Any} {
		for i := range group {
			if out := evaluate(&group[i], f); out.applies && out.state != Unmet {
				ids = append(ids, reasons(&group[i], f)...)
			}
		}
	}
	if len(ids) == 0 {
		return []string{t.Name()}
	}
	return ids
}

func (d *Decision) oblige(a Access, f *Facts) {
	if a.Lifecycle.OnExpiry == "watermark" && a.Lifecycle.expired(f.Now) {
		d.Obligations = append(d.Obligations, ObligeWatermark)
	}
	for _, o := range a.Obligations {
		if o.If.Holds(*f) != Unmet {
			d.Obligations = appendNew(d.Obligations, o.Do)
		}
	}
}

func appendNew(list []string, s string) []string {
	for _, is := range list {
		if is == s {
			return list
		}
	}
	return append(list, s)
}

func (f *Facts) isTrue(attr string) bool {
	v, ok := f.Values[attr]
	state, _ := oneOf([]Scalar{"true"}, &v, f.Now)
	return ok && v.Known && state == Met
}
