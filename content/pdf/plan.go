package pdf

// planVersion changes when a stored plan can no longer be used.
const planVersion = 1

// Plan is what a render needs to know about a vendor PDF: how its end looks and,
// per page, the page dictionary with gaps. It is made once by Prepare, may be
// stored as JSON, and does not need the file any more. A Plan is safe for
// concurrent use.
type Plan struct {
	Version      int    `json:"version"`
	SourceSHA256 string `json:"sourceSha256"` // of the bytes that a tail is appended to
	SourceSize   int64  `json:"sourceSize"`

	Shift     int64  `json:"shift,omitempty"` // bytes before %PDF, from where offsets count
	Stream    bool   `json:"xrefStream"`      // the source's newest cross-reference is a stream
	StartXref int64  `json:"startXref"`
	Next      int    `json:"nextObject"` // first free object number
	Root      string `json:"root"`       // reference
	Info      string `json:"info,omitempty"`
	ID        string `json:"id"` // first half of the identity, as a PDF string

	Slots  []Slot  `json:"pages"`
	Claims *Claims `json:"claims,omitempty"`
}

// Slot is one page, ready to be written again with something over it.
type Slot struct {
	Page
	Object     int        `json:"object"`
	Generation int        `json:"generation,omitempty"`
	Head       string     `json:"head"`            // entries that stay
	Contents   string     `json:"contents"`        // references of the old content
	Resources  string     `json:"resources"`       // entries less XObject
	XObjects   string     `json:"xobjects"`        // entries of XObject
	Annots     string     `json:"annots"`          // elements
	Paper      *string    `json:"paper,omitempty"` // elements that stay in print, where some do not
	Name       string     `json:"name"`            // name for our form that the page does not use
	Close      string     `json:"close"`           // operators that close what the content left open
	Clean      []byte     `json:"clean,omitempty"`
	Matrix     [6]float64 `json:"matrix"` // sheet space (y up) to user space
	View       [4]float64 `json:"view"`   // the whole page in sheet space: left, bottom, right, top
}

// Page tells a layout how large a page is. All figures are points as displayed,
// after /Rotate and /UserUnit.
type Page struct {
	Width  float64 `json:"width"` // of the trim box
	Height float64 `json:"height"`
	Bleed  Bleed   `json:"bleed"`
}

// Bleed is how far the art runs over the trim box on each side.
type Bleed struct {
	Left   float64 `json:"left"`
	Top    float64 `json:"top"`
	Right  float64 `json:"right"`
	Bottom float64 `json:"bottom"`
}

// Pages lists the pages in reading order.
func (p *Plan) Pages() []Page {
	out := make([]Page, len(p.Slots))
	for i := range p.Slots {
		out[i] = p.Slots[i].Page
	}
	return out
}

// page measures the displayed trim box and its bleed.
func (g geometry) page() Page {
	w, h := g.size()
	b := g.displayed(g.bleed)
	return Page{Width: w, Height: h, Bleed: Bleed{
		Left: max(0, -b[0]), Bottom: max(0, -b[1]),
		Right: max(0, b[2]-w), Top: max(0, b[3]-h),
	}}
}
