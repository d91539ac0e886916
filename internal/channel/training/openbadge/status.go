package openbadge

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"strconv"
	"time"
)

// ListLength is how many credentials share a list: so many that asking for a
// list tells nobody which credential is being looked at.
const ListLength = 131072

// StatusEntry says where a credential's bit is.
type StatusEntry struct {
	ID                   string `json:"id"`
	Type                 string `json:"type"`
	StatusPurpose        string `json:"statusPurpose"`
	StatusListIndex      string `json:"statusListIndex"`
	StatusListCredential string `json:"statusListCredential"`
}

// Entry is the place of the credential with a number, counted from 0, in the
// lists below an address.
func Entry(lists string, number int64) *StatusEntry {
	list, at := fmt.Sprintf("%s/%d", lists, number/ListLength), strconv.FormatInt(number%ListLength, 10)
	return &StatusEntry{ID: list + "#" + at, Type: "BitstringStatusListEntry", StatusPurpose: "revocation",
		StatusListIndex: at, StatusListCredential: list}
}

// StatusList is a signed list of which credentials are revoked.
type StatusList struct {
	Context   []string      `json:"@context"`
	ID        string        `json:"id"`
	Type      []string      `json:"type"`
	Issuer    string        `json:"issuer"`
	ValidFrom string        `json:"validFrom"`
	Subject   StatusSubject `json:"credentialSubject"`
	Proof     *Proof        `json:"proof,omitempty"`
}

// StatusSubject holds the bits.
type StatusSubject struct {
	ID            string `json:"id"`
	Type          string `json:"type"`
	StatusPurpose string `json:"statusPurpose"`
	EncodedList   string `json:"encodedList"`
}

// StatusList signs a list; revoked are the places in it whose bit is set.
func (k *Keys) StatusList(id string, issuer Profile, revoked []int, at time.Time) (*StatusList, error) {
	bits, err := encoded(revoked)
	if err != nil {
		return nil, err
	}
	l := &StatusList{Context: []string{credentialsV2}, ID: id, Type: []string{"VerifiableCredential", "BitstringStatusListCredential"},
		Issuer: issuer.ID, ValidFrom: stamp(at), Subject: StatusSubject{ID: id + "#list", Type: "BitstringStatusList", StatusPurpose: "revocation", EncodedList: bits}}
	l.Proof, err = k.prove(l.Context, l, issuer.ID, at)
	return l, err
}

// encoded packs the bits, the first place in the highest bit of the first byte.
func encoded(revoked []int) (string, error) {
	bits := make([]byte, ListLength/8)
	for _, at := range revoked {
		if at < 0 || at >= ListLength {
			return "", fmt.Errorf("openbadge: there is no place %d in a list", at)
		}
		bits[at/8] |= 0x80 >> (at % 8)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(bits); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return "u" + base64.RawURLEncoding.EncodeToString(packed.Bytes()), nil
}
