package openbadge

import (
	"crypto/ed25519"
	"crypto/sha256"
	"time"
)

// Proof is a Data Integrity proof of the suite eddsa-jcs-2022.
type Proof struct {
	Context            []string `json:"@context,omitempty"`
	Type               string   `json:"type"`
	Cryptosuite        string   `json:"cryptosuite"`
	Created            string   `json:"created"`
	VerificationMethod string   `json:"verificationMethod"`
	ProofPurpose       string   `json:"proofPurpose"`
	ProofValue         string   `json:"proofValue,omitempty"`
}

// prove signs a document that has no proof yet: the hash of the proof's own
// words, then the hash of the document, both in canonical form.
func (k *Keys) prove(context []string, document any, by string, at time.Time) (*Proof, error) {
	p := &Proof{Context: context, Type: "DataIntegrityProof", Cryptosuite: "eddsa-jcs-2022", Created: stamp(at),
		VerificationMethod: by + "#" + k.public[0], ProofPurpose: "assertionMethod"}
	words, err := digest(p)
	if err != nil {
		return nil, err
	}
	body, err := digest(document)
	if err != nil {
		return nil, err
	}
	p.ProofValue = multibase(ed25519.Sign(k.signs, append(words, body...)))
	return p, nil
}

func digest(v any) ([]byte, error) {
	text, err := Canonical(v)
	sum := sha256.Sum256(text)
	return sum[:], err
}

// stamp is a moment as the data model writes it, to the second.
func stamp(t time.Time) string { return t.UTC().Truncate(time.Second).Format(time.RFC3339) }
