package spec

// Limits bound a template folder. All sizes are bytes.
type Limits struct {
	Manifest int64 // template.yaml, and each file of strings, legal and fixtures
	Files    int
	File     int64 // any other file
	Font     int64
	Total    int64
}

// DefaultLimits are those of the product's promises.
func DefaultLimits() Limits {
	return Limits{Manifest: 256 << 10, Files: 200, File: 50 << 20, Font: 10 << 20, Total: 256 << 20}
}
