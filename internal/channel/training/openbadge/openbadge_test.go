package openbadge_test

import (
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/training/openbadge"
)

const base = "https://portico.example"

var at = time.Date(2026, 11, 28, 9, 30, 0, 500, time.UTC)

func award() openbadge.Award {
	return openbadge.Award{ID: base + "/verify/ABCDE", Issuer: openbadge.Issuer(base, "Veldmark Networks"),
		Achievement: openbadge.Achievement{ID: base + "/achievement/edge-sales-201", AchievementType: "Certification", Name: "Edge Sales 201 <&> Łódź 試験",
			Description: "Proof of skill.", Criteria: openbadge.Criteria{Narrative: "Pass the exam."}},
		Holder: []openbadge.Identity{openbadge.Email("Dana@Bluffharbor.example", "s")},
		From:   at, Until: at.AddDate(2, 0, 0), Status: openbadge.Entry(base+"/badge-status", 7)}
}

func keys(t *testing.T, texts ...string) *openbadge.Keys {
	t.Helper()
	k, err := openbadge.NewKeys(texts)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func text(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// verify reads a signed document and the issuer's keys as a stranger would, by
// the words of the Recommendation and the standard library alone.
func verify(signed, document []byte) error {
	var doc map[string]any
	if err := json.Unmarshal(signed, &doc); err != nil {
		return err
	}
	proof, ok := doc["proof"].(map[string]any)
	if list, many := doc["proof"].([]any); many && len(list) == 1 {
		proof, ok = list[0].(map[string]any)
	}
	if !ok || proof["cryptosuite"] != "eddsa-jcs-2022" || proof["proofPurpose"] != "assertionMethod" {
		return errors.New("no proof of the suite")
	}
	delete(doc, "proof")
	key, err := keyOf(document, proof["verificationMethod"].(string))
	if err != nil {
		return err
	}
	signature := base58(proof["proofValue"].(string))
	delete(proof, "proofValue")
	if !ed25519.Verify(key, append(hash(proof), hash(doc)...), signature) {
		return errors.New("the signature does not fit")
	}
	return nil
}

// hash relies on encoding/json sorting the names of a map; they are ASCII.
func hash(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	sum := sha256.Sum256(bytes.TrimRight(b.Bytes(), "\n"))
	return sum[:]
}

func keyOf(document []byte, id string) (ed25519.PublicKey, error) {
	var did struct {
		ID                 string
		AssertionMethod    []string
		VerificationMethod []struct{ ID, Type, Controller, PublicKeyMultibase string }
	}
	if err := json.Unmarshal(document, &did); err != nil {
		return nil, err
	}
	for i, m := range did.VerificationMethod {
		if m.ID == id && m.Type == "Multikey" && m.Controller == did.ID && did.AssertionMethod[i] == id {
			return base58(m.PublicKeyMultibase)[2:], nil
		}
	}
	return nil, errors.New("no such key")
}

// base58 decodes digit by digit.
func base58(s string) []byte {
	var out []byte // lowest byte first
	for _, c := range s[1:] {
		carry := strings.IndexRune("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", c)
		for i := range out {
			carry += int(out[i]) * 58
			out[i], carry = byte(carry), carry>>8
		}
		for ; carry > 0; carry >>= 8 {
			out = append(out, byte(carry))
		}
	}
	for i := 1; i < len(s) && s[i] == '1'; i++ {
		out = append(out, 0)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func TestAStrangerCanCheckACredential(t *testing.T) {
	t.Parallel()
	secret, _ := openbadge.NewKey()
	k, c := keys(t, secret), openbadge.NewCredential(award())
	if err := k.Sign(c, at); err != nil {
		t.Fatal(err)
	}
	signed, document := text(t, c), text(t, k.Document(openbadge.Issuer(base, "Veldmark Networks")))
	if err := verify(signed, document); err != nil {
		t.Fatalf("%v\n%s", err, signed)
	}
	for from, to := range map[string]string{"Edge Sales 201": "Edge Sales 301", "2028-11-28": "2038-11-28", "2026-11-28T09:30:00Z\",\n      \"ver": "2026-11-28T09:31:00Z\",\n      \"ver"} {
		changed := bytes.Replace(signed, []byte(from), []byte(to), 1)
		if bytes.Equal(changed, signed) {
			t.Fatalf("%q is not in\n%s", from, signed)
		}
		if verify(changed, document) == nil {
			t.Errorf("it holds with %q", to)
		}
	}
	if bytes.Contains(bytes.ToLower(signed), []byte("dana")) {
		t.Errorf("the holder's address is in\n%s", signed)
	}
}

func TestWhatAnOldKeySignedHoldsAfterTheChange(t *testing.T) {
	t.Parallel()
	old, public := openbadge.NewKey()
	fresh, _ := openbadge.NewKey()
	before, c := keys(t, old), openbadge.NewCredential(award())
	if err := before.Sign(c, at); err != nil {
		t.Fatal(err)
	}
	signed, issuer := text(t, c), openbadge.Issuer(base, "Veldmark Networks")
	for name, after := range map[string]*openbadge.Keys{"with its secret": keys(t, fresh, old), "with its public half": keys(t, fresh, public)} {
		if err := verify(signed, text(t, after.Document(issuer))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := after.Public(); len(got) != 2 || got[1] != public {
			t.Errorf("%s: published are %v", name, got)
		}
	}
	if verify(signed, text(t, keys(t, fresh).Document(issuer))) == nil {
		t.Error("it holds although the old key is not published")
	}
}

func TestAKeyThatIsNoneIsRefusedAndNotRepeated(t *testing.T) {
	t.Parallel()
	secret, public := openbadge.NewKey()
	for name, list := range map[string][]string{"nothing": {}, "empty": {""}, "short": {secret[:62]}, "no digits": {strings.Repeat("g", 64)},
		"a public one alone": {public}, "a public one first": {public, secret}, "a slip in an old one": {secret, public[:20]}} {
		_, err := openbadge.NewKeys(list)
		if err == nil {
			t.Errorf("%s was taken", name)
			continue
		}
		for _, part := range list {
			if len(part) > 10 && strings.Contains(err.Error(), part) {
				t.Errorf("%s: the key is in the message: %v", name, err)
			}
		}
	}
}

func TestTheStatusListHasOneBitForEach(t *testing.T) {
	t.Parallel()
	secret, _ := openbadge.NewKey()
	k, issuer := keys(t, secret), openbadge.Issuer("http://127.0.0.1:8080", "Veldmark Networks")
	l, err := k.StatusList("http://127.0.0.1:8080/badge-status/0", issuer, []int{0, 9, openbadge.ListLength - 1}, at)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify(text(t, l), text(t, k.Document(issuer))); err != nil {
		t.Error(err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(l.Subject.EncodedList, "u"))
	if err != nil {
		t.Fatal(err)
	}
	packed, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	bits, err := io.ReadAll(packed)
	want := make([]byte, openbadge.ListLength/8)
	want[0], want[1], want[len(want)-1] = 0x80, 0x40, 0x01
	if err != nil || !bytes.Equal(bits, want) {
		t.Errorf("%d bytes, begin %x (%v)", len(bits), bits[:4], err)
	}
	if _, err := k.StatusList("", issuer, []int{openbadge.ListLength}, at); err == nil {
		t.Error("a place beyond the list was taken")
	}
	if e := openbadge.Entry(base+"/badge-status", openbadge.ListLength+3); e.ID != base+"/badge-status/1#3" || e.StatusListCredential != base+"/badge-status/1" {
		t.Errorf("entry %+v", e)
	}
	if issuer.ID != "did:web:127.0.0.1%3A8080" {
		t.Errorf("issuer %s", issuer.ID)
	}
}

// The example of the specification, under IdentityHash.
func TestAnAddressIsHashedAsTheSpecificationSays(t *testing.T) {
	t.Parallel()
	if got := openbadge.Email("A@example.com", "Kosher").IdentityHash; got != "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399" {
		t.Error(got)
	}
}
