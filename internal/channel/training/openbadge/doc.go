// Package openbadge speaks Open Badges 3.0: it writes certifications as
// credentials that anybody can check without asking us, as long as they find
// our public keys. It is pure: values in, values out.
//
//	Credential --Keys.Sign--> the same, with a proof (eddsa-jcs-2022)
//	Keys.Document             the public keys, as a did:web document
//	StatusList                one bit for each credential: revoked or not
//
// Rules that always hold: equal credentials, keys and times give equal bytes; a
// key that has ever signed stays in the document; no address and no name of a
// holder is in a credential in the clear unless the caller puts it there.
//
// The formats: Verifiable Credentials Data Model 2.0, Data Integrity EdDSA
// Cryptosuites 1.0, JSON Canonicalization Scheme (RFC 8785), Bitstring Status
// List 1.0, did:web.
package openbadge
