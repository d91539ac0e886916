package openbadge

import (
	"encoding/json"
	"testing"
	"time"
)

// The example of the Recommendation Data Integrity EdDSA Cryptosuites 1.0,
// section B.2: this key, this document and this time give this signature.
const (
	publishedKey      = "c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6"
	publishedName     = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
	publishedDocument = `{"@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
		"id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33", "type": ["VerifiableCredential", "AlumniCredential"],
		"name": "Alumni Credential", "description": "A minimum viable example of an Alumni Credential.",
		"issuer": "https://vc.example/issuers/5678", "validFrom": "2023-01-01T00:00:00Z",
		"credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}}`
	publishedProof = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
)

func TestTheSignatureIsTheOneOfTheRecommendation(t *testing.T) {
	t.Parallel()
	keys, err := NewKeys([]string{publishedKey})
	if err != nil || keys.public[0] != publishedName {
		t.Fatalf("the key is called %v (%v), want %s", keys, err, publishedName)
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(publishedDocument), &doc); err != nil {
		t.Fatal(err)
	}
	p, err := keys.prove([]string{credentialsV2, "https://www.w3.org/ns/credentials/examples/v2"}, doc,
		"did:key:"+publishedName, time.Date(2023, 2, 24, 23, 36, 38, 0, time.UTC))
	if err != nil || p.ProofValue != publishedProof {
		t.Errorf("%s (%v), want %s", p.ProofValue, err, publishedProof)
	}
}

func TestValuesAreWrittenInOneForm(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		// The example of RFC 8785, section 3.2.3: by UTF-16, not by bytes.
		`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`: "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
		`"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"`: "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"",
		` [ 1 , true , null, "<&>\u2028" ] `:              "[1,true,null,\"<&>\u2028\"]",
	} {
		got, err := Canonical(json.RawMessage(in))
		if err != nil || string(got) != want {
			t.Errorf("%s\ngives %s (%v)\nwant  %s", in, got, err, want)
		}
	}
	for _, in := range []string{"1.5", "9007199254740993", "1e3"} {
		if got, err := Canonical(json.RawMessage(in)); err == nil {
			t.Errorf("%s was written as %s", in, got)
		}
	}
}
