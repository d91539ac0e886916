package spec

// Partner is a sample partner: a fixture of a template, and what the command
// line takes as --partner. Only DisplayName and Logos are required.
type Partner struct {
	DisplayName    Text            `json:"displayName"`
	Type           string          `json:"type,omitempty"`
	Tier           Text            `json:"tier,omitempty"`
	Status         string          `json:"status,omitempty"`
	AccessLevel    string          `json:"accessLevel,omitempty"`
	Territories    []Text          `json:"territories,omitempty"`
	Languages      []Text          `json:"languages,omitempty"`
	Certifications []Certification `json:"certifications,omitempty"`
	Agreements     []Agreement     `json:"agreements,omitempty"`
	Certificate    *Certificate    `json:"certificate,omitempty"` // the one that is drawn; only templates of certificates ask
	Contact        Contact         `json:"contact,omitzero"`
	Logos          []PartnerLogo   `json:"logos"`
	Parent         *Parent         `json:"parent,omitempty"`
}

// Text is a word that its author may have written as a number.
type Text string

// UnmarshalJSON takes a string, a number or a boolean as they are written.
func (t *Text) UnmarshalJSON(b []byte) error {
	if len(b) > 1 && b[0] == '"' {
		return unquote(b, (*string)(t))
	}
	*t = Text(b)
	return nil
}

// Certification is one certificate and how many people hold it.
type Certification struct {
	ID      Text `json:"id"`
	Label   Text `json:"label,omitempty"`
	Expires Text `json:"expires,omitempty"` // a date
	Holders *int `json:"holders,omitempty"` // 1 where nothing is said
}

// Certificate is what stands on a certificate, of a person of the partner or,
// without a holder, of the partner itself.
type Certificate struct {
	Holder    Text `json:"holder,omitempty"`
	Name      Text `json:"name"` // of what is certified
	Issuer    Text `json:"issuer,omitempty"`
	IssuedOn  Text `json:"issuedOn,omitempty"` // a date
	ExpiresOn Text `json:"expiresOn,omitempty"`
	Code      Text `json:"code,omitempty"`
	VerifyURL Text `json:"verifyUrl,omitempty"`
}

// Agreement is one signed document.
type Agreement struct {
	ID      Text `json:"id"`
	Label   Text `json:"label,omitempty"`
	Signed  Text `json:"signed,omitempty"`
	Expires Text `json:"expires,omitempty"`
}

// UnmarshalJSON takes the object, or only its id.
func (c *Certification) UnmarshalJSON(b []byte) error {
	type plain Certification
	return idOr(b, &c.ID, (*plain)(c))
}

// UnmarshalJSON takes the object, or only its id.
func (a *Agreement) UnmarshalJSON(b []byte) error {
	type plain Agreement
	return idOr(b, &a.ID, (*plain)(a))
}

// Contact is the person that a customer may call.
type Contact struct {
	Name    Text `json:"name,omitempty"`
	Phone   Text `json:"phone,omitempty"`
	Email   Text `json:"email,omitempty"`
	Website Text `json:"website,omitempty"`
}

// PartnerLogo is a file beside the partner file, and for which ground it is.
type PartnerLogo struct {
	File    string `json:"file"`
	Variant string `json:"variant,omitempty"` // full-color (the default), reversed, square, one-color
}

// Parent is the distributor that the partner buys through.
type Parent struct {
	DisplayName Text          `json:"displayName"`
	Type        string        `json:"type,omitempty"`
	Status      string        `json:"status,omitempty"`
	Territories []Text        `json:"territories,omitempty"`
	Logos       []PartnerLogo `json:"logos,omitempty"`
	Grant       *bool         `json:"grant,omitempty"` // has it released the template to the partner?
}
