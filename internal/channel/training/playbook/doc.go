// Package playbook is content, courses and tasks in an order, for a purpose
// such as a first customer meeting.
//
//	playbook: DRAFT -> PUBLISHED -> RETIRED
//
// A person ticks off assets and tasks; a course is done by completing it. A
// step that is taken out of a playbook is only marked, so what people did stays
// true. How many people of a partner began and finished is kept as a tally,
// which its distributors may read without reading names.
package playbook
