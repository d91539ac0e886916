package openbadge

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// The contexts: what the words of a credential mean.
const (
	credentialsV2 = "https://www.w3.org/ns/credentials/v2"
	badgesV3      = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
)

// schemaOf is where a reader finds the published schema.
const schemaOf = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"

// Credential is an AchievementCredential.
type Credential struct {
	Context          []string     `json:"@context"`
	ID               string       `json:"id"`
	Type             []string     `json:"type"`
	Name             string       `json:"name"`
	Issuer           Profile      `json:"issuer"`
	ValidFrom        string       `json:"validFrom"`
	ValidUntil       string       `json:"validUntil,omitempty"`
	AwardedDate      string       `json:"awardedDate"`
	Subject          Subject      `json:"credentialSubject"`
	CredentialStatus *StatusEntry `json:"credentialStatus,omitempty"`
	CredentialSchema []SchemaRef  `json:"credentialSchema"`
	Proof            []Proof      `json:"proof,omitempty"`
}

// Profile is who issues.
type Profile struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name"`
	URL  string   `json:"url"`
}

// Subject is who holds, and what.
type Subject struct {
	Type        []string    `json:"type"`
	Identifier  []Identity  `json:"identifier"`
	Achievement Achievement `json:"achievement"`
}

// Achievement is what can be proved.
type Achievement struct {
	ID              string   `json:"id"`
	Type            []string `json:"type"`
	AchievementType string   `json:"achievementType"`
	Name            string   `json:"name"`
	Description     string   `json:"description"`
	Criteria        Criteria `json:"criteria"`
}

// Criteria says what it takes.
type Criteria struct {
	Narrative string `json:"narrative"`
}

// Identity is one thing by which the holder can be told.
type Identity struct {
	Type         string `json:"type"`
	Hashed       bool   `json:"hashed"`
	IdentityHash string `json:"identityHash"`
	IdentityType string `json:"identityType"`
	Salt         string `json:"salt,omitempty"`
}

// SchemaRef names a schema that the credential keeps to.
type SchemaRef struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// Award is a certification in the words of this package.
type Award struct {
	ID          string // address of the credential
	Issuer      Profile
	Achievement Achievement
	Holder      []Identity
	From        time.Time
	Until       time.Time
	Status      *StatusEntry // nil: it cannot be revoked
}

// NewCredential writes an award down, unsigned.
func NewCredential(a Award) *Credential {
	a.Achievement.Type = []string{"Achievement"}
	return &Credential{
		Context: []string{credentialsV2, badgesV3}, ID: a.ID, Type: []string{"VerifiableCredential", "OpenBadgeCredential"},
		Name: a.Achievement.Name, Issuer: a.Issuer, ValidFrom: stamp(a.From), ValidUntil: stamp(a.Until), AwardedDate: stamp(a.From),
		Subject:          Subject{Type: []string{"AchievementSubject"}, Identifier: a.Holder, Achievement: a.Achievement},
		CredentialStatus: a.Status, CredentialSchema: []SchemaRef{{ID: schemaOf, Type: "1EdTechJsonSchemaValidator2019"}},
	}
}

// Sign puts the proof on.
func (k *Keys) Sign(c *Credential, at time.Time) error {
	c.Proof = nil
	p, err := k.prove(c.Context, c, c.Issuer.ID, at)
	if err != nil {
		return err
	}
	c.Proof = []Proof{*p}
	return nil
}

// Email is an address that only who knows it can find again: hashed with a salt
// of this credential alone.
func Email(address, salt string) Identity {
	return hashed("emailAddress", strings.ToLower(strings.TrimSpace(address)), salt)
}

// HiddenName is a name in the same manner.
func HiddenName(name, salt string) Identity { return hashed("name", name, salt) }

func hashed(kind, value, salt string) Identity {
	sum := sha256.Sum256([]byte(value + salt))
	return Identity{Type: "IdentityObject", Hashed: true, IdentityHash: "sha256$" + hex.EncodeToString(sum[:]), IdentityType: kind, Salt: salt}
}

// Name is a name in the clear, for holders who want theirs read.
func Name(name string) Identity {
	return Identity{Type: "IdentityObject", IdentityHash: name, IdentityType: "name"}
}
