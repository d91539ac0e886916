// Package training is what people of the channel have learned and can prove.
//
// So far it holds certifications, because documents ask for them: a definition
// says how long a proof holds, a certification is held by a person of a
// partner or by the partner itself, and counts while it is neither expired nor
// revoked. Curricula, lessons and quizzes come into this room later.
package training
