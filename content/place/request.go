package place

// LogoRequest asks where a partner's mark goes in its zone. Lengths are in the
// unit of the sheet: points on pages, pixels on pictures.
type LogoRequest struct {
	Where      string // zone, for messages
	Zone       Rect
	Align      Align
	Candidates []Candidate // the partner's variants, full colour first

	VendorArea   float64 // of the vendor's mark on this page; 0 when there is none
	VendorHeight float64
	Ratio        float64 // wanted area in vendor areas; 0 means 1
	MaxHeight    float64 // in vendor heights; 0 means no limit
	Clear        float64 // clear space on each side, in heights of the placed mark

	MinWidth, MinHeight float64 // see tooSmall for what they ask of which shape

	Background Background
	Contrast   Contrast
	Plate      *Plate // nil: none allowed

	// UnitsPerInch is 72 on pages. On pictures it is 1: then the three limits
	// count pixels of the mark's file per pixel of the picture.
	UnitsPerInch float64
	WantPPI      float64 // asked for in messages; 0 means no limit
	WarnPPI      float64 // 0 means two thirds of WantPPI
	BlockPPI     float64
	PreferVector bool
}

// Candidate is one variant of a mark as its analysis knows it.
type Candidate struct {
	Variant string  // as the partner's logo list names it: full, reversed, icon
	Compact bool    // the square or icon version: only used where the others become too small
	Aspect  float64 // width / height of the trimmed mark
	Density float64 // inked share of its box
	Centre  Point   // centre of its ink, 0..1 within its box
	Tones   []Tone

	Vector     bool
	PixelWidth int    // of the trimmed original
	OwnPlate   bool   // its background is part of the mark
	Ground     *Color // the paper that it stands on in its file, which shows as a box elsewhere
}

// Contrast is the vendor's bar for being seen. Want is only a preference:
// variants that reach it count as equally good.
type Contrast struct {
	Min, Want float64
	Fallback  []string // of FallbackVariant, FallbackPlate, FallbackBlock, in the order to try
}

// What to do when the first variant cannot be seen.
const (
	FallbackVariant = "other-variant"
	FallbackPlate   = "plate"
	FallbackBlock   = "block"
)

// Plate is the box that a mark may be given to stand on.
type Plate struct {
	Fill    Color
	Radius  float64 // in units of the sheet
	Padding float64 // in heights of the mark
}

// LogoPlacement is the answer.
type LogoPlacement struct {
	Candidate int    // index of the chosen variant; -1 when none can be placed
	Variant   string // its name
	Box       Rect   // of the mark
	Plate     *Fill  // to be drawn first; nil when the mark stands on the page
	Clear     float64
	PPI       float64 // pixels of the file per inch (or per pixel); 0 for vector marks
	Score     float64 // share of the mark that can be seen, 0 to 1
	Ratio     float64 // contrast that nine tenths of it exceed
}
