// Package logo takes in the marks that partners upload and finds out what the
// layout must know of them: where the mark is in its file, how heavy it looks,
// which colours it has, whether it brings its own background.
//
// Intake looks at the bytes and not at the name, refuses what is too large
// before it decodes anything, decodes PNG, JPEG, WebP, SVG and page 1 of PDF, trims and
// analyses. What is wrong is a finding with its figures and its repair:
//
//	LOGO_TYPE             not an accepted type
//	LOGO_WRONG_EXTENSION  the name says another type than the content (warning)
//	LOGO_TOO_LARGE        bytes, pixels or a side beyond the limits
//	LOGO_DAMAGED          cut off or broken
//	LOGO_ANIMATED         a film
//	LOGO_EMPTY            fully transparent, or one colour
//	LOGO_ASPECT           taller than 1:2 or wider than 10:1 (warning)
//	LOGO_LOW_RESOLUTION   few pixels: not sharp when printed large (warning)
//	LOGO_BACKGROUND       a white or black ground that will show as a box (warning)
//	LOGO_BUSY_BACKGROUND  a ground of many colours, nothing can be trimmed (warning)
//	SVG_...               see package svg
//	PDF_...               see package pdf, Artwork
//
// Analysis happens once, at upload. A Mark is stored in its binary form and is
// all that rendering reads; the file itself is kept for evidence alone.
package logo
