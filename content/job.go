package content

import (
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/rule"
)

// Job is one wish: which file, in which language, for whom.
type Job struct {
	Piece    string // empty: the first of the template
	Output   string // empty: the first of the piece
	Language string // falls back as the manifest says

	Values map[string]string        // what is known of the partner: partner.displayName, user.phone
	Input  map[string]string        // what the person at the form wrote, by field
	Marks  map[string][]VariantMark // partner.logos, parent.logos, program.badge
	Facts  rule.Facts               // for zones and clauses that are shown only if

	Obligations []string // of the decision, such as rule.ObligePlate
}

// VariantMark is a mark as its intake left it, and which variant it is.
type VariantMark struct {
	Variant string // full-color, reversed, square or one-color
	Mark    *logo.Mark
}

// Output is a finished file.
type Output struct {
	MediaType string // application/pdf, image/jpeg, image/png, image/webp
	Name      string // a file name for people
	Source    Source // the vendor's file that Bytes are appended to; zero for images
	Bytes     []byte // the tail of a PDF, or the whole image
	SHA256    string // of the whole file
	Size      int64  // of the whole file
	Pages     int
	Language  string
	Profile   string // as the manifest claims and Compile has verified
	Alt       string // for the post's alt field
}

// Source is a file by its content.
type Source struct {
	SHA256 string
	Size   int64
}
