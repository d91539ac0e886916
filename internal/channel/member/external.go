package member

// Where an external identity enters.
//
// Signing in with another house's identity (OpenID Connect) is a second way to
// the same Session and changes nothing behind it:
//
//   - The callback checks state, nonce, PKCE, issuer, audience and signature,
//     and ends with the pair (issuer, subject). The pair names a person through
//     a table of its own; an e-mail never does, verified or not, because
//     whoever runs the other house could write any address into it.
//   - The pair is tied to a person once: while accepting an invitation, or by
//     somebody who is signed in already.
//   - From there the way joins SignIn at Service.open: attempt, session, trail.
//     The password row that open locks gives its place to the row of the pair.
//   - A failed callback counts against its network like a wrong password.
//   - A partner that requires its own provider refuses passwords in candidates.
