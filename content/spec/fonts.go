package spec

import "embed"

// The font of new templates: Open Sans, with Latin, Greek and Cyrillic. Its
// licence lies beside it and travels into every folder that gets the files.
//
//go:embed fonts/OpenSans-Regular.ttf fonts/OpenSans-Bold.ttf fonts/LICENSE.txt
var DefaultFonts embed.FS
