// Package content renders co-branded pages and images. It knows no partners, no
// database and no network: a template goes in as a folder, a job as plain
// values, and bytes come out that depend on nothing else.
//
//	Compile   once per version, in the sandboxed worker: reads the folder, checks
//	          it, prepares its art, and freezes all of it under a content hash
//	Open      makes a Template of a frozen package; safe for concurrent use
//	Check     says what is wrong with a job, before anything is drawn
//	Render    makes the file: the whole image, or for a PDF the tail that is
//	          appended to the vendor's own bytes
//
// A render is a list of steps, one file each: load, brand, place, check, draw.
// Whatever is wrong comes back as problems that say how to repair it; an error
// is a fault of ours.
package content
