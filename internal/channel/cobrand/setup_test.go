package cobrand_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"testing"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 21)
}

// order asks for the first piece of a template, for the actor's own partner.
func order(v *library.Version) cobrand.Order { return cobrand.Order{Template: v.TemplateID} }

// bytesOf downloads a copy as a person, and holds it against its record.
func bytesOf(w *testkit.World, ctx context.Context, r *cobrand.Rendition) []byte {
	w.T.Helper()
	d, err := w.Cobrand.Download(ctx, r.ID)
	w.Must(err)
	defer d.Close()
	var whole bytes.Buffer
	if d.Source != nil {
		_, err := io.Copy(&whole, d.Source)
		w.Must(err)
	}
	_, err = io.Copy(&whole, d.Made)
	w.Must(err)
	sum := sha256.Sum256(whole.Bytes())
	if hex.EncodeToString(sum[:]) != r.SHA256 || int64(whole.Len()) != r.Bytes {
		w.T.Errorf("%s: %d bytes with hash %x, the record says %d and %s", r.FileName, whole.Len(), sum, r.Bytes, r.SHA256)
	}
	return whole.Bytes()
}
