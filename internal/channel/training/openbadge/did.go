package openbadge

import (
	"net/url"
	"strings"
)

// DID is the did:web of a web address without a path: what stands in a
// credential as its issuer. Readers find its keys at /.well-known/did.json there.
func DID(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return "did:web:" + strings.ReplaceAll(strings.ToLower(u.Host), ":", "%3A")
}

// Issuer is the profile of who issues at a web address.
func Issuer(base, name string) Profile {
	return Profile{ID: DID(base), Type: []string{"Profile"}, Name: name, URL: base}
}

// Document is a DID document.
type Document struct {
	Context            []string `json:"@context"`
	ID                 string   `json:"id"`
	AlsoKnownAs        []string `json:"alsoKnownAs"`
	VerificationMethod []Method `json:"verificationMethod"`
	AssertionMethod    []string `json:"assertionMethod"`
}

// Method is a public key with its address.
type Method struct {
	ID                 string `json:"id"`
	Type               string `json:"type"`
	Controller         string `json:"controller"`
	PublicKeyMultibase string `json:"publicKeyMultibase"`
}

// Document publishes the keys of an issuer. Every key is good for checking:
// what a retired one signed was signed while it was not.
func (k *Keys) Document(issuer Profile) *Document {
	d := &Document{Context: []string{"https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"},
		ID: issuer.ID, AlsoKnownAs: []string{issuer.URL}}
	for _, name := range k.public {
		m := Method{ID: issuer.ID + "#" + name, Type: "Multikey", Controller: issuer.ID, PublicKeyMultibase: name}
		d.VerificationMethod, d.AssertionMethod = append(d.VerificationMethod, m), append(d.AssertionMethod, m.ID)
	}
	return d
}
