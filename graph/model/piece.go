package model

// Piece is one thing that can be made of a template.
type Piece struct {
	Key           string
	Kind          PieceKind
	Width, Height float64
	Unit          string
	Outputs       []*PieceOutput

	// Titles gives the title in a language, or in the template's own.
	Titles func(language *string) string
}

// Title is the title in a language, or in the template's own when it has none.
func (p *Piece) Title(language *string) string { return p.Titles(language) }
