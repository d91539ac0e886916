// Package svg reads a logo drawn as SVG into a path tree of our own, from which
// PDF operators and pixels are made. The file itself is never stored for
// display, shown or served.
//
//	file --Parse--> Tree --Form--> PDF operators and objects
//	                  |---Raster--> anti-aliased pixels
//	                  '---JSON----> stored beside the mark, read back later
//
// A Tree holds filled and stroked paths, groups with opacity, clips and masks,
// linear and radial gradients and small bitmaps; styles are resolved, uses are
// expanded, transforms are multiplied out. There is nothing in it that can run,
// refer to anything outside, or loop.
//
// What a logo may not contain (entities, scripts, text that is not outlined,
// filters, patterns, references to other files) is a finding with its repair.
// Work is bounded by counts, not by a clock, so the same file always ends the
// same way: see Limits.
package svg
