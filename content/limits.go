package content

import (
	"time"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/spec"
)

// Limits bound what a template folder may cost to compile.
type Limits struct {
	Folder spec.Limits
	PDF    pdf.Limits
	Raster raster.Limits
	Logo   logo.Limits
	// Now is the day on which fixtures are decided that do not name one. The
	// zero value is today; it never enters the package.
	Now time.Time
	// Untested leaves the manifest's tests to the caller; see Template.Rehearse.
	Untested bool
}

// DefaultLimits are those of the product's promises.
func DefaultLimits() Limits {
	return Limits{Folder: spec.DefaultLimits(), PDF: pdf.DefaultLimits()}
}
