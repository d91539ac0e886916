// Package svg reads a logo drawn as SVG into our own path tree, from which PDF
// operators and pixels are made. The original file is never shown to anybody.
package svg

// Tree is a sanitised drawing of Width x Height user units.
type Tree struct {
	Width, Height float64
}

// Form is a drawing as a PDF form: operators and the objects that they name.
// Form space has its origin at the bottom left, y up, and spans Width x Height.
type Form struct {
	Width, Height float64
	Content       []byte   // operators, not compressed
	Resources     string   // resource dictionary as PDF text; "@3" stands for a reference to Objects[3]
	Objects       []Object // shadings, functions, soft masks, images
}

// Object is one PDF object of a Form. Stream nil means that Dict is the object;
// otherwise the writer adds /Length (and a filter, if it compresses) to Dict.
// References to other objects of the form are written "@N" here too.
type Object struct {
	Dict   string
	Stream []byte
}
