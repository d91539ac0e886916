package badge

import (
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/portico-prm/portico/internal/channel/training/openbadge"
)

// Issuer is the vendor as the public knows it: a web address, a name, and keys.
type Issuer struct {
	Base string // address of this server, without a slash at its end
	Name string
	Keys *openbadge.Keys
}

// Profile is the issuer in a credential.
func (i Issuer) Profile() openbadge.Profile { return openbadge.Issuer(i.Base, i.Name) }

// Document are the public keys, for /.well-known/did.json.
func (i Issuer) Document() *openbadge.Document { return i.Keys.Document(i.Profile()) }

// VerifyURL is the page of a code.
func (i Issuer) VerifyURL(code string) string { return i.Base + "/verify/" + code }

// BadgeURL is the signed credential of a code.
func (i Issuer) BadgeURL(code string) string { return i.VerifyURL(code) + ".json" }

// LinkedInURL opens LinkedIn with the certification filled in; the person there
// looks at it and saves.
func (i Issuer) LinkedInURL(b *Badge) string {
	issued, ends := b.IssuedAt.UTC(), b.ExpiresAt.UTC()
	q := url.Values{"startTask": {"CERTIFICATION_NAME"}, "name": {b.Name}, "organizationName": {i.Name},
		"issueYear": {strconv.Itoa(issued.Year())}, "issueMonth": {strconv.Itoa(int(issued.Month()))},
		"expirationYear": {strconv.Itoa(ends.Year())}, "expirationMonth": {strconv.Itoa(int(ends.Month()))},
		"certUrl": {i.VerifyURL(b.Code)}, "certId": {Spaced(b.Code)}}
	return "https://www.linkedin.com/profile/add?" + q.Encode()
}

// credential writes a badge down and signs it. It holds as long as the
// certification counts, so that who checks it hears what the page says.
func (i Issuer) credential(b *Badge, now time.Time) (*openbadge.Credential, error) {
	c := openbadge.NewCredential(openbadge.Award{
		ID: i.VerifyURL(b.Code), Issuer: i.Profile(), Holder: identities(b), From: b.IssuedAt, Until: b.CountsUntil(),
		Achievement: openbadge.Achievement{ID: i.Base + "/achievement/" + url.PathEscape(b.DefinitionKey), AchievementType: "Certification",
			Name: b.Name, Description: fmt.Sprintf("%s is a certification of %s.", b.Name, i.Name),
			Criteria: openbadge.Criteria{Narrative: fmt.Sprintf("The holder met all requirements that %s sets for %s. Its course takes about %d minutes.", i.Name, b.Name, b.Minutes)}},
		Status: openbadge.Entry(i.Base+statusPath, b.Index),
	})
	return c, i.Keys.Sign(c, now)
}

// statusPath is where the lists of what is revoked are.
const statusPath = "/badge-status"

// identities tell the holder to those who know the holder already, and the name
// to everybody where the holder wants that. The salt is of this badge alone.
func identities(b *Badge) []openbadge.Identity {
	salt := "portico:" + b.Code
	var out []openbadge.Identity
	if b.Email != nil {
		out = append(out, openbadge.Email(*b.Email, salt))
	} else {
		out = append(out, openbadge.HiddenName(b.Partner, salt))
	}
	if name := b.Shown(); name != "" {
		out = append(out, openbadge.Name(name))
	}
	return out
}
