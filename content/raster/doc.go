// Package raster draws a sheet over a base picture and hands out a JPEG or PNG
// file. It is the pixel twin of content/pdf: the same draw list, another pen.
//
// A Base is decoded once and never written to. A drawing copies only the parts
// of it that something lies on (patches), and encodes only those again; all
// other bytes of the file come from the encoded base, which is kept:
//
//	base ──decode──> frame ──encode once──> intervals or strips, kept
//	                   │                        │
//	sheet ──> marks ──> patches ──encode──> touched ones ──> file
//
// In a JPEG the parts are restart intervals, in a PNG strips of rows that are
// compressed on their own. Decoded, the pixels are exactly those of encoding
// the whole picture; the tests hold both against each other.
//
// The same sheet over the same base gives the same bytes.
package raster
