// Package text measures, breaks and fits lines of text in a given font.
package text

// Font is a parsed TrueType font, safe for concurrent use.
type Font struct{}
