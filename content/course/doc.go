// Package course is a course as its author writes it: modules of lessons with
// their texts, and the folder that holds all of it.
//
//	edge-basics/
//	  course.yaml           the outline: titles, order, audience
//	  lessons/why.md        the text of the lesson "why", in the course's own language
//	  lessons/why.de.md     the same in German
//	  media/rack.png        what the texts and lessons show
//
// A course is checked whole, and every finding names file, line and repair.
// Nothing here knows a database, so an author checks at home what the server
// will say.
package course
