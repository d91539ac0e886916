// Package markdown turns the texts of lessons into HTML that is safe to show.
//
// It reads CommonMark with tables, and nothing that could act: no HTML, no
// script, links by https and mailto only, pictures only of the course's own
// files. Check says to an author what does not belong, with line and repair;
// Render drops the same things, whatever was checked before, and what it wrote
// passes through a sanitiser on top. A text of an older version of this program
// is therefore as safe as one of today.
package markdown
