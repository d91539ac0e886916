package audit

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"time"
)

// Row is an entry as it lies in the database.
type Row struct {
	Seq       int64     `db:"seq"`
	At        time.Time `db:"at"`
	Actor     string    `db:"actor"`
	PartnerID *string   `db:"partner_id"`
	Action    string    `db:"action"`
	Outcome   string    `db:"outcome"`
	Kind      string    `db:"object_kind"`
	ObjectID  string    `db:"object_id"`
	Detail    string    `db:"detail"`
	RequestID string    `db:"request_id"`
	PrevHash  []byte    `db:"prev_hash"`
	Hash      []byte    `db:"hash"`
}

// Chain walks the trail from its first entry and finds the first that was
// changed, left out, added or moved.
type Chain struct {
	seq  int64
	hash []byte
	at   time.Time
}

// Add takes the next row. It fails with the reason when the chain breaks there.
func (c *Chain) Add(r Row) error {
	switch {
	case r.Seq != c.seq+1:
		return fmt.Errorf("entry %d follows entry %d: something between was removed or the order was changed", r.Seq, c.seq)
	case !bytes.Equal(r.PrevHash, c.hash):
		return fmt.Errorf("entry %d does not name the hash of entry %d", r.Seq, c.seq)
	case !bytes.Equal(r.Hash, Sum(r)):
		return fmt.Errorf("entry %d does not have the hash of its content: it was changed", r.Seq)
	case r.At.Before(c.at):
		return fmt.Errorf("entry %d is older than entry %d", r.Seq, c.seq)
	}
	c.seq, c.hash, c.at = r.Seq, r.Hash, r.At
	return nil
}

// Head is the number and the hash of the last entry: what to write down
// elsewhere, so that cutting off the end shows too.
func (c *Chain) Head() (int64, []byte) { return c.seq, c.hash }

// Sum computes the hash that a row must have: sha256 over the previous hash and
// the fields as netstrings (length, colon, bytes, comma). The database function
// audit_append computes the same; here it is done again from the row alone.
func Sum(r Row) []byte {
	h := sha256.New()
	h.Write(r.PrevHash)
	for _, field := range []string{strconv.FormatInt(r.Seq, 10), r.At.UTC().Format("2006-01-02T15:04:05.000000Z"),
		r.Actor, deref(r.PartnerID), r.Action, r.Outcome, r.Kind, r.ObjectID, r.Detail, r.RequestID} {
		fmt.Fprintf(h, "%d:%s,", len(field), field)
	}
	return h.Sum(nil)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
