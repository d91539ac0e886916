// Package member is the people of the channel: who they are, what they may do,
// and how they prove it.
//
// A Person works for one partner, or for the vendor when the partner is empty.
// The same e-mail may stand at several partners; those are several persons.
//
//	INVITED --accept--> ACTIVE --disable--> DISABLED
//	   ^  \________________disable_____________^ |
//	   |__________________reinvite_______________|
//
// A person proves itself with a password and gets a Session, or carries an API
// Token. Authenticate turns either into an actor.Actor; everything after that
// is the business of the gate.
//
// Rules that always hold:
//   - Nothing that opens a door is stored: passwords are argon2id, the secrets
//     of sessions, tokens and links are kept as sha256 only, and leave this
//     package once.
//   - A guess is counted, and the count committed, before a password is hashed.
//     At most 10 failed tries in 15 minutes for an account, 100 an hour for a
//     network. A network from which the account signed in lately has a count of
//     its own, so that strangers cannot lock the owner out.
//   - Unknown account, wrong password, disabled person and ended partner get
//     the same answer after the same time. People of a suspended partner do
//     sign in: what is then refused to them can say why.
//   - Roles, status and partner are read at each request. Disabling a person or
//     ending a partner works at the next request, not at the next sign-in.
//   - A role belongs to the family of the person's partner, and nobody gives or
//     takes a role outside of what they administer (role.go).
//   - A partner always keeps one active administrator, and so does the vendor.
//
// Mail does not exist yet: Invite, Reinvite and ResetPassword return the
// one-time secret to the administrator who asked. When mail comes, those three
// places hand the secret to it instead, and a person may then ask for a reset
// without an administrator. Where an identity of another house enters is told
// in external.go.
//
// Neighbours: partner below; the server uses Authenticate, Middleware and the
// cookies; cobrand reads people with PersonsByID.
package member
