package pdf

import (
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
)

// Report is what a publisher should know about a vendor PDF.
type Report struct {
	// Problems are the findings. Active content is listed as Error, although
	// the plan could be used: publishing refuses it, a look inside may not.
	Problems problem.List `json:"problems"`
	// Active tells that the file could do something by itself, or hides files.
	Active bool `json:"active"`
	// Rewritten says why the source is a clean copy and not the vendor's own
	// bytes: "rebuilt", "decrypted", "pages" or "markers"; empty if it is the
	// vendor's file byte for byte.
	Rewritten string `json:"rewritten,omitempty"`
	// Markers were in the file and are not in the source.
	Markers []Marker `json:"markers,omitempty"`

	Version       string      `json:"version"`
	Title         string      `json:"title,omitempty"`
	Producer      string      `json:"producer,omitempty"`
	Language      string      `json:"language,omitempty"`
	Tagged        bool        `json:"tagged"`
	PDFA          string      `json:"pdfA,omitempty"`  // part and level as claimed: "2b"
	PDFUA         string      `json:"pdfUA,omitempty"` // part as claimed: "1"
	PDFX          string      `json:"pdfX,omitempty"`  // version as claimed: "PDF/X-4"
	OutputIntents []string    `json:"outputIntents,omitempty"`
	Layers        int         `json:"layers"`
	Fields        int         `json:"fields"` // form fields shown on pages
	Links         int         `json:"links"`
	URIs          []string    `json:"uris,omitempty"` // where links lead outside, sorted
	Signatures    int         `json:"signatures"`
	NotEmbedded   []string    `json:"fontsNotEmbedded,omitempty"` // sorted
	Pages         []PageFacts `json:"pages"`
}

// PageFacts describe one page as it is displayed.
type PageFacts struct {
	Page
	Rotate      int          `json:"rotate"`
	UserUnit    float64      `json:"userUnit"`
	HasTrimBox  bool         `json:"hasTrimBox"`
	HasBleedBox bool         `json:"hasBleedBox"`
	Annotations []Annotation `json:"annotations,omitempty"`
}

// Bleeds tells whether a box touches what is printed: the trimmed page and its
// bleed.
func (f PageFacts) Bleeds(box place.Rect) bool {
	b := f.Bleed
	return box.X < f.Width+b.Right && box.X+box.W > -b.Left && box.Y < f.Height+b.Bottom && box.Y+box.H > -b.Top
}

// Annotation lies over the page's content, so over a stamp too. Box is in
// points from the top left of the displayed trim box.
type Annotation struct {
	Kind  string     `json:"kind"`            // Link, Widget, Stamp ...
	Field string     `json:"field,omitempty"` // name of a form field
	URI   string     `json:"uri,omitempty"`
	Box   place.Rect `json:"box"`
}
