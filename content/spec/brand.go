package spec

// Brand is how the partner's mark stands beside the vendor's, and in which
// colours and fonts the template speaks.
type Brand struct {
	VendorMark  *VendorMark   `json:"vendorMark,omitempty"`
	PartnerMark PartnerMark   `json:"partnerMark,omitempty"`
	Contrast    Contrast      `json:"contrast,omitempty"`
	Plate       Plate         `json:"plate,omitempty"`
	Palette     Named[string] `json:"palette,omitempty"` // name -> #RRGGBB; a name may stand wherever a colour may
	Fonts       Named[Font]   `json:"fonts,omitempty"`
}

// VendorMark is the vendor's own mark in the art; its box is the keepOut named
// vendor-logo.
type VendorMark struct {
	Aspect float64 `json:"aspect"`          // width / height
	Clear  float64 `json:"clear,omitempty"` // clear space in units of the mark's height
}

// PartnerMark says how large the partner's mark may be.
type PartnerMark struct {
	SizeRule          string  `json:"sizeRule,omitempty"`          // equal-area, the only one and the default
	RatioToVendor     float64 `json:"ratioToVendor,omitempty"`     // of the areas
	MaxHeightToVendor float64 `json:"maxHeightToVendor,omitempty"` // of the heights
	Clear             float64 `json:"clear,omitempty"`             // clear space in units of the mark's height
}

// Contrast says how clearly a mark must stand out, and what to do if it does not.
type Contrast struct {
	Min      float64  `json:"min,omitempty"` // WCAG ratio below which a mark is not shown as it is
	Want     float64  `json:"want,omitempty"`
	Fallback []string `json:"fallback,omitempty"` // other-variant, plate, block, in the order to try
}

// Plate is the ground that is put under a mark that would not be seen.
type Plate struct {
	Fill    string  `json:"fill,omitempty"`
	Radius  float64 `json:"radius,omitempty"`  // in the unit of the piece
	Padding float64 `json:"padding,omitempty"` // in units of the mark's height
}

// Font is a file of the folder and the ones that help out for missing glyphs:
// files too, or fonts that come with Portico.
type Font struct {
	File     string   `json:"file"`
	Fallback []string `json:"fallback,omitempty"`
}

// All are the font and its helpers, in the order in which they are tried.
func (f Font) All() []string { return append([]string{f.File}, f.Fallback...) }

// ShippedFonts are those that the brand uses of the ones that come with Portico.
func (b Brand) ShippedFonts() []string {
	used := map[string]bool{}
	for _, e := range b.Fonts {
		for _, name := range e.Value.All() {
			if IsShipped(name) {
				used[name] = true
			}
		}
	}
	return keys(used)
}
