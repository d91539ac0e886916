// Package badge is what a holder shows of a certification: a badge that
// strangers check by themselves, a page that says where it stands, and a
// certificate to print.
//
//	certification --code--> page:  does it hold, at this moment?
//	                  \---> badge: an Open Badges 3.0 credential, signed
//	                   \--> certificate: a PDF for the holder, with the code
//
// Rules that always hold: whoever has the code may look, and nobody can guess
// one; an unknown code and one that is none get the same answer; no address of a
// holder is in the clear, and no name unless the holder has said so; what was
// revoked says so at once, and never why; only the holder and the administrators
// of the own partner get the certificate, and only while the proof counts.
package badge
