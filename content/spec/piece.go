package spec

import "github.com/portico-prm/portico/content/rule"

// Piece is one thing that can be made from the template: a datasheet, a banner.
type Piece struct {
	Title   ByLanguage    `json:"title,omitempty"`
	Kind    string        `json:"kind"` // pdf or raster
	Channel string        `json:"channel,omitempty"`
	Unit    string        `json:"unit"` // mm for pdf, px for raster
	Page    Size          `json:"page"`
	Pages   []Page        `json:"pages"`
	Outputs Named[Output] `json:"outputs"`
	AltText string        `json:"altText,omitempty"` // handed over with the file
	// Layers of the art that only some partners may see; others get a file in
	// which they never were.
	Layers Named[*rule.Tree] `json:"layers,omitempty"`

	laid Named[*Piece] // as the layouts of its outputs lay it out, by their files
}

// The kinds of pieces.
const (
	KindPDF    = "pdf"
	KindRaster = "raster"
)

// Size is a page with its margins, in the unit of the piece. Width and Height
// are those of the displayed trim box.
type Size struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Bleed  float64 `json:"bleed,omitempty"`
	Safe   float64 `json:"safe,omitempty"` // zones stay so far from every edge
	Hidden *Hidden `json:"hidden,omitempty"`
}

// Hidden are strips that nobody will see, as in the cassette of a roll-up.
type Hidden struct {
	Top    float64 `json:"top,omitempty"`
	Right  float64 `json:"right,omitempty"`
	Bottom float64 `json:"bottom,omitempty"`
	Left   float64 `json:"left,omitempty"`
}

// Page is one page that something is drawn on. Pages of the art that are not
// listed stay as they are.
type Page struct {
	Base    ByLanguage `json:"base"`             // file of the folder, for PDF with #page from 1
	OnlyIf  *rule.Tree `json:"onlyIf,omitempty"` // others get a file in which the page never was
	Size    *Size      `json:"page,omitempty"`   // where it differs from the piece's
	KeepOut []KeepOut  `json:"keepOut,omitempty"`
	Zones   []Zone     `json:"zones"`
}

// KeepOut is art that no zone may touch.
type KeepOut struct {
	ID    string  `json:"id"`
	Box   Box     `json:"box"`
	Clear float64 `json:"clear,omitempty"` // in the unit of the piece
}

// VendorLogo is the id of the KeepOut that is the vendor's own mark.
const VendorLogo = "vendor-logo"

// Zone is a box of the page that shows a field.
type Zone struct {
	ID     string     `json:"id"`
	Type   string     `json:"type"`
	Field  string     `json:"field,omitempty"`
	Box    Box        `json:"box"`
	Marker string     `json:"-"` // where box is portico:NAME: the place of the art that has this name
	OnlyIf *rule.Tree `json:"onlyIf,omitempty"`
	Alt    string     `json:"alt,omitempty"`
	Role   string     `json:"role,omitempty"`     // what a tagged document calls it, as H2
	Over   []string   `json:"overlaps,omitempty"` // zones that it may overlap

	// Words.
	Font     string      `json:"font,omitempty"` // a name of brand.fonts
	Size     *[2]float64 `json:"size,omitempty"` // largest and smallest, in pt or px
	Color    string      `json:"color,omitempty"`
	Overflow string      `json:"overflow,omitempty"`
	Lines    []Line      `json:"lines,omitempty"`

	// Marks.
	Align      []string    `json:"align,omitempty"`      // left, center, right and top, middle, bottom
	Background string      `json:"background,omitempty"` // a colour, or sample: as the art is there
	MinWidth   float64     `json:"minWidth,omitempty"`
	MinHeight  float64     `json:"minHeight,omitempty"`
	Prefer     string      `json:"prefer,omitempty"` // vector
	MinPPI     float64     `json:"minPPI,omitempty"`
	BlockPPI   float64     `json:"blockPPI,omitempty"`
	Label      string      `json:"label,omitempty"` // words above the mark
	Focal      *[2]float64 `json:"focal,omitempty"` // of an image: the point that stays in view, 0..1

	// Codes.
	ECC       string  `json:"ecc,omitempty"`       // L, M, Q, H
	Quiet     int     `json:"quiet,omitempty"`     // modules around the code
	MinModule float64 `json:"minModule,omitempty"` // in the unit of the piece
	Fill      string  `json:"fill,omitempty"`      // ground under the code
}

// The types of zones.
const (
	ZoneText  = "text"
	ZoneBlock = "block"
	ZoneLogo  = "logo"
	ZoneBadge = "badge"
	ZoneImage = "image"
	ZoneQR    = "qr"
	ZoneLegal = "legal"
)

// What happens to words that do not fit. Nothing is ever cut.
const (
	OverflowReject     = "reject"
	OverflowShrink     = "shrink-then-reject"
	OverflowDrop       = "drop-optional-then-reject"
	OverflowShrinkDrop = "shrink-then-drop-optional-then-reject"
)

// Line is one line of a block.
type Line struct {
	Text     string `json:"text"`
	Font     string `json:"font,omitempty"`
	Optional bool   `json:"optional,omitempty"` // left out when it has no value or no room
	Link     string `json:"link,omitempty"`     // mailto:, tel: or https:, on web output only
}

// Output is one file that a piece can be written as.
type Output struct {
	Format    string  `json:"format"`            // pdf, png, jpeg or webp
	Layout    string  `json:"layout,omitempty"`  // file of layouts/, where the output has another ratio
	Profile   string  `json:"profile,omitempty"` // pdf-ua-1, pdf-x-4, pdf-a-2u
	Color     string  `json:"color,omitempty"`
	MaxBytes  int64   `json:"maxBytes,omitempty"`
	Bleed     bool    `json:"bleed,omitempty"`
	CropMarks bool    `json:"cropMarks,omitempty"`
	MinPPI    float64 `json:"minPPI,omitempty"`
	BlockPPI  float64 `json:"blockPPI,omitempty"`
	Internal  bool    `json:"internal,omitempty"` // kept with the record, not offered
	Page      int     `json:"page,omitempty"`
	Width     int     `json:"width,omitempty"`
	Height    int     `json:"height,omitempty"`
	Quality   int     `json:"quality,omitempty"`  // of jpeg and webp
	Lossless  bool    `json:"lossless,omitempty"` // of webp: every pixel as it is
}

// Web tells that the file is read on a screen: links work, nothing is trimmed.
func (o Output) Web() bool {
	return o.Format == KindPDF && o.Profile != "pdf-x-4" && !o.Bleed && !o.CropMarks
}

// At returns the page's size: its own, or the piece's.
func (p *Piece) At(page int) Size {
	if s := p.Pages[page].Size; s != nil {
		return *s
	}
	return p.Page
}
