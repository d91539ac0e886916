// Package cobrand is the main job: a partner's logo and data merged into the
// vendor's template, because the rules allow it.
//
//	logo:      (upload) -> NEEDS_REVIEW -> APPROVED -> REPLACED | REVOKED
//	rendition: READY; what its version or its dates forbid is refused at download
//	bulk:      QUEUED -> RUNNING -> DONE | CANCELLED; one piece for many partners, or many for one
//	approval:  REQUESTED -> APPROVED -> MADE | LAPSED; REQUESTED -> DECLINED | WITHDRAWN
//
// A decision is made from facts that are read in one snapshot (Standing), by a
// pure function of the template's rules (content/rule). Every refusal lists
// all its reasons and goes into the trail. What was decided is decided again
// at each download.
//
// Rules that always hold: a logo is parsed in the sandbox only, and only its
// prepared form is rendered; equal inputs give one rendition and equal bytes;
// a distributor that renders for a reseller is named on the record.
package cobrand
